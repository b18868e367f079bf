//! Messages as the world writes them, and as nobody should.

use proptest::prelude::*;

use super::super::head;
use super::*;
use crate::mail::{Moment, Priority};

#[test]
fn plain_text_without_mime() {
    let m = parse(b"From: Anna <anna@po.net>\nTo: b@po.net, \"C, D\" <c@po.net>\nSubject: =?iso-8859-1?Q?M=FCll?=\n er\nDate: Thu, 7 Oct 1993 15:20:00 +0200\nMessage-ID: <1@x>\nIn-Reply-To: <0@x>\nReferences: <a@x>\n <0@x>\nPriority: urgent\n\nHello\n");
    assert_eq!(m.from.to_string(), "Anna <anna@po.net>");
    assert_eq!(m.to.len(), 2);
    assert_eq!(m.to[1].name, "C, D");
    assert_eq!(m.subject, "Müll er");
    assert_eq!(m.date, Some(Moment(750_000_000_000)));
    assert_eq!(
        (m.message_id.as_str(), m.references),
        ("1@x", vec!["a@x".to_owned(), "0@x".into()])
    );
    assert_eq!(m.priority, Priority::High);
    assert_eq!(m.body, "Hello\n");
}

#[test]
fn of_alternatives_the_plain_text_is_shown() {
    let m = parse(b"Content-Type: multipart/mixed; boundary=m\r\n\r\npreamble\r\n--m\r\nContent-Type: multipart/alternative; boundary=\"a b\"\r\n\r\n--a b\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--a b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nM=FCller\r\n--a b--\r\n--m\r\nContent-Type: image/png; name=\"../x.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--m\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename*=utf-8''M%C3%BC.txt\r\n\r\nM\xFCller\r\n--m--\r\nepilogue");
    assert_eq!(m.body, "Müller");
    assert_eq!(m.attachments.len(), 2);
    assert_eq!(
        (m.attachments[0].name.as_str(), m.attachments[0].bytes.as_slice()),
        ("x.png", &[0, 1, 2][..])
    );
    assert_eq!(m.attachments[1].name, "Mü.txt");
    assert_eq!(m.attachments[1].bytes, b"M\xFCller", "an attached text keeps its bytes");
}

#[test]
fn html_alone_becomes_readable() {
    let m = parse(b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><style>p{}</style><p>Soup &amp; bread</p><p>tea</p></html>");
    assert!(
        m.body.contains("Soup & bread") && m.body.contains("tea") && !m.body.contains('<'),
        "{:?}",
        m.body
    );
}

#[test]
fn nested_messages_are_attachments_named_by_their_subject() {
    let m = parse(b"Content-Type: multipart/digest; boundary=d\n\n--d\n\nSubject: One/two\n\nfirst\n--d\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogVGhyZWUKCnRoaXJk\n--d--\n");
    let names: Vec<&str> = m.attachments.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["One_two.eml", "Three.eml"]);
    assert_eq!(m.attachments[0].bytes, b"Subject: One/two\n\nfirst");
    assert_eq!(m.attachments[1].bytes, b"Subject: Three\n\nthird");
}

#[test]
fn priorities_and_receipts_of_many_programs() {
    for (field, priority) in [
        ("X-Priority: 1 (Highest)", Priority::High),
        ("X-Priority: 3", Priority::Normal),
        ("Importance: Low", Priority::Low),
        ("Priority: non-urgent", Priority::Low),
        ("X-Priority: what", Priority::Normal),
    ] {
        assert_eq!(parse(format!("{field}\n\n").as_bytes()).priority, priority, "{field}");
    }
    assert!(head(b"Disposition-Notification-To: <a@b>\n\n").receipt);
    assert!(!head(b"Disposition-Notification-To:\nSubject: x\n\n").receipt);
}

#[test]
fn what_is_no_message_is_shown_as_text() {
    assert_eq!(parse(b"just words\nand more").body, "just words\nand more");
    assert_eq!(parse(b"").body, "");
    assert_eq!(parse(b"\r\nbody: x").body, "body: x");
    assert_eq!(parse(b"Subject: cut off").subject, "cut off");
    assert_eq!(parse(b"Content-Type: multipart/mixed; boundary=x\n\nno part").attachments.len(), 1);
    let m = parse(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\ncut off in the mid");
    assert_eq!(m.body, "cut off in the mid");
}

#[test]
fn deep_and_broad_trees_end() {
    let mut deep = Vec::new();
    for n in 0..20_000 {
        deep.extend_from_slice(
            format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n").as_bytes(),
        );
    }
    assert!(parse(&deep).attachments.len() <= 1);
    let nested = "Content-Type: message/rfc822\n\n".repeat(200_000);
    assert_eq!(parse(nested.as_bytes()).attachments.len(), 1);
    let broad = format!(
        "Content-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\nContent-Type: a/b\n\n".repeat(50_000)
    );
    assert!(parse(broad.as_bytes()).attachments.len() <= 10_000);
}

#[test]
fn hostile_pages_take_no_time() {
    for unit in
        ["<", "<a ", "</p>", "&", "&amp", "&#x", "<!--", "<script>", "\"", "<a href='", " ", "é"]
    {
        let message =
            format!("Content-Type: text/html\n\n<p>{}", unit.repeat(400_000 / unit.len()));
        let begun = std::time::Instant::now();
        let _ = parse(message.as_bytes());
        assert!(begun.elapsed().as_secs() < 5, "{unit:?} took {:?}", begun.elapsed());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_in_any_character_set(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        charset in prop_oneof![
            Just("utf-7".to_owned()), Just("utf-16".to_owned()), Just("utf-16le".to_owned()), Just("utf-16be".to_owned()), Just("iso-2022-jp".to_owned()),
            Just("gb18030".to_owned()), Just("gb2312".to_owned()), Just("big5".to_owned()), Just("shift_jis".to_owned()), Just("euc-jp".to_owned()),
            Just("euc-kr".to_owned()), Just("koi8-r".to_owned()), Just("macintosh".to_owned()), Just("tis-620".to_owned()), Just("ibm850".to_owned()),
            "[a-z0-9-]{0,60}",
        ],
        kind in prop_oneof![Just("plain"), Just("html"), Just("enriched")],
    ) {
        let mut message = format!("Content-Type: text/{kind}; charset={charset}\n\n").into_bytes();
        message.extend(bytes);
        let read = parse(&message);
        prop_assert_eq!(read.attachments.len(), 0);
        prop_assert!(!read.body.contains(['\0', '\r']));
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert_eq!(parse(&bytes).attachments.len(), head(&bytes).attachments as usize);
    }

    #[test]
    fn anything_that_looks_like_mail_is_read(
        lines in proptest::collection::vec(
            prop_oneof![
                Just("Content-Type: multipart/mixed; boundary=a"),
                Just("Content-Type: multipart/alternative; boundary=\"\""),
                Just("Content-Type: message/rfc822"),
                Just("Content-Type: text/html; charset=\"utf-7\""),
                Just("Content-Transfer-Encoding: base64"),
                Just("Content-Transfer-Encoding: quoted-printable"),
                Just("Content-Disposition: attachment; filename*0*=x''%; filename*1=y"),
                Just("Subject: =?utf-8?B?4pyT?= =?x?Q?=?= =?utf-8?Q?=ZZ"),
                Just("From: =?utf-8?Q?a?= <a@b>, (c) d: e@f;"),
                Just("Date: Thu, 99 Feb 0000 99:99:99 +9999"),
                Just("References: <a <b> c> <"),
                Just("--a"), Just("--a--"), Just("--"), Just(""), Just("=3D=="), Just("\u{fe}<b &amp"),
            ],
            0..40,
        ),
        end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
    ) {
        let bytes = lines.join(end).into_bytes();
        let m = parse(&bytes);
        prop_assert_eq!(m.attachments.len(), head(&bytes).attachments as usize);
        prop_assert!(m.attachments.iter().all(|a| !a.name.is_empty()));
        let again = parse(&super::super::write(&m));
        prop_assert_eq!(again.attachments.len(), m.attachments.len());
    }
}

#[test]
fn hostile_headers_take_no_time() {
    let units = [
        "=?",
        "=?a?Q?",
        "=?utf-8?B?",
        "<",
        "<a>",
        "<a",
        "\"",
        "(",
        "a@b,",
        ":;",
        "\\",
        "\n ",
        "=?a?b?=",
        "\t\r\n ",
        ";a=",
        ";a*0*=\"",
        ";a*1=x''%",
        "Mon, ",
        "\nTo: a@b",
        "\nIn-Reply-To: <b>",
        "\nContent-Type: ",
    ];
    let fields = ["Subject", "From", "Date", "References", "Content-Type", "X-Priority"];
    for (field, unit) in fields.iter().flat_map(|f| units.map(|u| (f, u))) {
        let ids = "<b>".repeat(50_000);
        let run = unit.repeat(150_000 / unit.len());
        let message = format!("In-Reply-To: {ids}\n{field}: {run}");
        let begun = std::time::Instant::now();
        let _ = parse(message.as_bytes());
        // Linear work takes milliseconds; what grows with the square would take minutes.
        assert!(begun.elapsed().as_secs() < 5, "{field} {unit:?} took {:?}", begun.elapsed());
    }
    let endless = format!("Subject: x\nTo: {}", "a@b, ".repeat(8_000_000));
    assert!(parse(endless.as_bytes()).to.len() < 1_000_000, "a header without end was read whole");
}

#[test]
fn a_chosen_character_set_takes_the_place_of_the_one_that_is_named() {
    let bytes = b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\n\xCF\xF0\xE8\xE2\xE5\xF2";
    for (charset, text) in
        [(None, "Ïðèâåò"), (Some("windows-1251"), "Привет"), (Some("no-such-set"), "Ïðèâåò")]
    {
        assert_eq!(super::super::open(bytes, charset).body, text, "{charset:?}");
    }
    let dos = b"Content-Type: text/plain\r\n\r\nM\x81ller";
    assert_eq!(super::super::open(dos, Some("ibm850")).body, "Müller");
}

#[test]
fn links_of_several_texts_keep_their_places() {
    let bytes = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nGr\xC3\xBC\xC3\x9Fe\r\n\
        --x\r\nContent-Type: text/html\r\n\r\n<p>see <a href='https://a.example'>here</a></p>\r\n--x--\r\n";
    let message = super::super::open(bytes, None);
    assert!(message.html, "it says that it was HTML");
    let shown: Vec<_> =
        message.links.iter().map(|l| (&message.body[l.at.clone()], l.target.as_str())).collect();
    assert_eq!(shown, [("here", "https://a.example")]);
    assert_eq!(message.body, "Grüße\nsee here\n");
    // The quick way says the same words.
    assert!(parse(bytes).body.contains("see here") && parse(bytes).links.is_empty());
}

#[test]
fn a_wrong_code_page_can_be_taken_back() {
    // "Привет" of Windows-1251, read as Windows-1252 when it was taken over.
    let bytes = "From: =?utf-8?Q?=C3=80=C3=AD=C3=AD=C3=A0?= <ANNA@MAIN.NORTH>\r\n\
                 Subject: =?utf-8?Q?=C3=8F=C3=B0=C3=A8=C3=A2=C3=A5=C3=B2?=\r\n\
                 X-MSMail-Code-Page: 1252\r\n\
                 Content-Type: text/plain; charset=utf-8\r\n\r\nÏðèâåò, (1993)\r\n"
        .as_bytes();
    assert_eq!(open(bytes, None).subject, "Ïðèâåò");
    let message = open(bytes, Some("windows-1251"));
    assert_eq!(message.subject, "Привет");
    assert_eq!(message.body, "Привет, (1993)\n");
    assert_eq!(message.from.name, "Анна");
    assert_eq!(open(bytes, Some("windows-1252")).body, "Ïðèâåò, (1993)\n", "as it was");
}

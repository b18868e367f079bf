//! Mailboxes in all four forms, by what is read from them.

use proptest::prelude::*;

use super::super::super::source::Marks;
use super::super::part;
use super::*;
use crate::mail::Moment;

fn read(text: &[u8]) -> Vec<Found> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.mbox");
    let disk = Disk::new();
    disk.create_new(&path, text).unwrap();
    let mut mbox = Mbox::open(&disk, &path, vec!["x".into()]).unwrap();
    let found: Vec<Found> = std::iter::from_fn(|| mbox.next()).collect();
    assert_eq!(mbox.reached(), Reached { done: text.len() as u64, total: text.len() as u64 });
    found
}

fn items(text: &[u8]) -> Vec<Item> {
    let item = |found| match found {
        Found::Item(item) => *item,
        other => panic!("{other:?}"),
    };
    read(text).into_iter().map(item).collect()
}

fn texts(text: &str) -> Vec<String> {
    let items = items(text.as_bytes()).into_iter();
    items.map(|item| String::from_utf8(item.bytes).unwrap()).collect()
}

const LINE: &str = "From a@x Thu Sep 23 10:37:00 1993\n";

#[test]
fn messages_are_parted_and_keep_their_line_ends() {
    let two = format!("{LINE}Subject: 1\r\n\r\nx\r\n\n{LINE}Subject: 2\n\ny\n\n");
    assert_eq!(texts(&two), ["Subject: 1\r\n\r\nx\r\n", "Subject: 2\n\ny\n"]);
    let crlf = two.replace("\r\n", "\n").replace('\n', "\r\n");
    assert_eq!(texts(&crlf), ["Subject: 1\r\n\r\nx\r\n", "Subject: 2\r\n\r\ny\r\n"]);
    let found = items(two.as_bytes());
    assert_eq!(found[0].arrived.unwrap().rfc3339(), "1993-09-23T10:37:00Z");
    assert_eq!((&found[0].place.at, &found[1].place.at), (&At::Byte(0), &At::Byte(52)));
    // The empty line and the end of the last line may lack.
    assert_eq!(texts(&format!("{LINE}a: b\n\nx\n{LINE}a: c\n\ny")), ["a: b\n\nx\n", "a: c\n\ny"]);
    // A sentence is no beginning where beginnings have dates, and one where none has.
    let text = format!("{LINE}a: b\n\nx\n\nFrom here on\n");
    assert_eq!(texts(&text), ["a: b\n\nx\n\nFrom here on\n"]);
    assert_eq!(texts("From x\na: b\n\nc\n\nFrom y\na: d\n"), ["a: b\n\nc\n", "a: d\n"]);
    assert!(read(b"\n\n").is_empty() && read(b"").is_empty());
}

#[test]
fn quoting_is_taken_away_as_the_form_wants_it() {
    // mboxrd, and what cannot be told from it.
    let one = |body: &str| texts(&format!("{LINE}a: b\n\n{body}\n"))[0].clone();
    assert_eq!(one(">From x\n>>From y\n"), "a: b\n\nFrom x\n>From y\n");
    // mboxo: the deep line stands in a quotation as deep, which no writer made.
    assert_eq!(one(">From x\n>> he wrote\n>>From y\n"), "a: b\n\nFrom x\n>> he wrote\n>>From y\n");
    // mboxcl2: the length reaches over a line that looks like a beginning.
    let body = format!("x\n\n{LINE}>From y\n");
    let cl2 = format!(
        "{LINE}a: b\nContent-Length: {}\n\n{body}\n{LINE}Content-Length: 2\n\ny\n",
        body.len()
    );
    assert_eq!(
        texts(&cl2),
        [
            format!("a: b\nContent-Length: {}\n\n{body}", body.len()),
            "Content-Length: 2\n\ny\n".into()
        ]
    );
    // mboxcl: quoted once, and counted.
    let cl = format!("{LINE}content-length: 17\n\n>From x\n>>From y\n\n{LINE}a: b\n\n");
    assert_eq!(
        texts(&cl),
        ["content-length: 17\n\nFrom x\n>>From y\n", "a: b\n\n"][..1]
            .iter()
            .map(|s| (*s).to_owned())
            .chain(["a: b\n".to_owned()])
            .collect::<Vec<_>>()
    );
    // A length that lies is none.
    let lie = format!("{LINE}Content-Length: 3\n\nlonger\n\n{LINE}a: b\n\nx\n");
    assert_eq!(texts(&lie), ["Content-Length: 3\n\nlonger\n", "a: b\n\nx\n"]);
}

#[test]
fn fields_of_other_programs_say_what_became_of_a_message_and_stay() {
    let marked = |fields: &str| {
        let mut items = items(format!("{LINE}{fields}\n\nx\n\n").as_bytes());
        assert_eq!(items[0].bytes, format!("{fields}\n\nx\n").as_bytes());
        items.remove(0).flags
    };
    let all = Marks::default();
    assert_eq!(marked("a: b"), all);
    assert_eq!(marked("Status: O"), Marks { unread: true, ..all });
    assert_eq!(marked("status: RO\nX-Status: AF"), Marks { answered: true, flagged: true, ..all });
    assert_eq!(marked("X-Mozilla-Status: 0000"), Marks { unread: true, ..all });
    assert_eq!(marked("X-Mozilla-Status: 1003"), Marks { answered: true, forwarded: true, ..all });
    let expunged = read(format!("{LINE}X-Mozilla-Status: 0009\n\nx\n\n").as_bytes());
    assert!(matches!(&expunged[..], [Found::Unreadable(p)] if !p.why.is_empty()));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_byte_for_byte(
        messages in prop::collection::vec(
            prop::collection::vec(
                prop_oneof![
                    Just("From "), Just(">From x"), Just(">>From a@x Thu Sep 23 10:37:00 1993"),
                    Just("\n"), Just("\r\n"), Just("\r"), Just("Content-Length: 3"), Just("x"),
                    Just("Status: O"), Just("From a@x Thu Sep 23 10:37:00 1993"),
                ],
                0..12,
            ),
            1..5,
        ),
        flags in any::<[bool; 6]>(),
    ) {
        let [unread, answered, forwarded, draft, flagged, deleted] = flags;
        let marks = Marks { unread, answered, forwarded, draft, flagged, deleted };
        let messages: Vec<Vec<u8>> = messages.into_iter().map(|m| m.concat().into_bytes()).collect();
        let mut file = Vec::new();
        for bytes in &messages {
            file.extend(part(bytes, "a b", Moment(5_000), marks));
        }
        let found = items(&file);
        prop_assert_eq!(found.len(), messages.len());
        for (item, bytes) in found.iter().zip(&messages) {
            prop_assert_eq!(&item.bytes, bytes);
            prop_assert_eq!((item.flags, item.arrived), (marks, Some(Moment(5_000))));
        }
    }

    #[test]
    fn no_mailbox_is_too_strange(
        parts in prop::collection::vec(
            prop_oneof![
                Just(b"From ".to_vec()), Just(LINE.as_bytes().to_vec()), Just(b"\n\n".to_vec()),
                Just(b"Content-Length: 18446744073709551615\n\n".to_vec()),
                Just(b"Content-Length: 4\n\n".to_vec()), Just(b">>>From ".to_vec()),
                prop::collection::vec(any::<u8>(), 0..20),
            ],
            0..20,
        ),
    ) {
        let mut text = b"From ".to_vec();
        text.extend(parts.concat());
        let _ = read(&text);
    }
}

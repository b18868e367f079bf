//! What is written reads back the same, and nothing in a field can begin another.

use proptest::prelude::*;

use super::super::{head, parse, safe_name};
use super::*;
use crate::mail::Person;

fn person() -> impl Strategy<Value = Person> {
    ("(|[ -~]{1,30}|\\PC{1,40})", "[A-Z0-9]{1,10}@[A-Z0-9]{1,10}\\.[A-Z0-9]{1,10}")
        .prop_map(|(name, addr_spec)| Person { name: name.trim().to_owned(), addr_spec })
}

fn attachment() -> impl Strategy<Value = Attachment> {
    (
        "(\\PC{1,60}|[a-z]{1,8}\\.txt|[a-z \"'%]{1,90}\\.doc)",
        prop_oneof!["text/plain", "image/png", "application/octet-stream", "message/rfc822"],
        proptest::collection::vec(any::<u8>(), 0..400),
    )
        .prop_map(|(name, mime, bytes)| Attachment { name: safe_name(&name), mime, bytes })
}

fn message() -> impl Strategy<Value = Message> {
    (
        (
            "[a-z0-9.]{1,20}@[a-z]{1,9}",
            proptest::collection::vec("[a-z0-9.]{1,40}@[a-z]{1,9}", 0..6),
        ),
        (person(), proptest::collection::vec(person(), 0..5)),
        (proptest::collection::vec(person(), 0..3), proptest::collection::vec(person(), 0..3)),
        "(\\PC{0,120}|[ -~]{0,200}|RE: [a-z ]{0,90}|=\\?utf-8\\?Q\\?x\\?=)",
        proptest::option::of(-2_000_000_000_i64..10_000_000_000),
        (0..3_u8, any::<bool>()),
        "(?s)(.{0,300}|[a-z \n]{0,300}|From me\nFrom you=\n|[ -~]{900})",
        proptest::collection::vec(attachment(), 0..4),
    )
        .prop_map(
            |(ids, people, copies, subject, date, (priority, receipt), body, attachments)| {
                let (message_id, references) = ids;
                let references: Vec<String> =
                    references.iter().enumerate().map(|(n, id)| format!("{n}.{id}")).collect();
                let (from, to) = people;
                let (cc, bcc) = copies;
                Message {
                    message_id,
                    references,
                    from,
                    to,
                    cc,
                    bcc,
                    subject: subject.trim().to_owned(),
                    date: date.map(|s| Moment(s * 1000)),
                    priority: [Priority::Low, Priority::Normal, Priority::High]
                        [usize::from(priority)],
                    receipt,
                    body,
                    attachments,
                    ..Message::default()
                }
            },
        )
}

fn lines(body: &str) -> String {
    with_lf(body).replace('\0', "").trim_end_matches('\n').to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_reads_back_the_same(message in message()) {
        let bytes = write(&message);
        prop_assert_eq!(&bytes, &write(&message), "not the same twice");
        let read = parse(&bytes);
        prop_assert_eq!(lines(&read.body), lines(&message.body));
        for (got, put) in read.attachments.iter().zip(&message.attachments) {
            prop_assert_eq!(&got.name, &put.name);
            prop_assert_eq!(&got.bytes, &put.bytes);
            if put.mime != "message/rfc822" {
                prop_assert_eq!(&got.mime, &put.mime);
            }
        }
        prop_assert_eq!(read.attachments.len(), message.attachments.len());
        let head = head(&bytes);
        prop_assert_eq!(head.attachments as usize, message.attachments.len());
        prop_assert_eq!(&head.subject, &message.subject);
        prop_assert_eq!(head.date, message.date);
        let bare = |m: Message| Message { body: String::new(), attachments: Vec::new(), ..m };
        prop_assert_eq!(bare(read), bare(message));
    }

    #[test]
    fn lines_keep_their_bounds(message in message()) {
        for line in write(&message).split(|&b| b == b'\n') {
            prop_assert!(line.len() <= 999);
            prop_assert!(line.is_empty() || line.ends_with(b"\r") );
        }
    }

    #[test]
    fn no_value_begins_a_field(evil in "[\r\n\t :a-zX,<>\"\\\\;=?-]{0,60}") {
        let evil = format!("{evil}\r\nX-Evil: yes\r\n\r\nX-Evil: body");
        let person = Person { name: evil.clone(), addr_spec: evil.clone() };
        let message = Message {
            message_id: evil.clone(),
            references: vec![evil.clone(), evil.clone()],
            from: person.clone(),
            to: vec![person.clone(), person.clone()],
            cc: vec![person.clone()],
            bcc: vec![person],
            subject: evil.clone(),
            receipt: true,
            attachments: vec![Attachment { name: evil.clone(), mime: evil, bytes: b"x".to_vec() }],
            ..Message::default()
        };
        let bytes = write(&message);
        let read = String::from_utf8(bytes).unwrap();
        prop_assert!(!read.lines().any(|l| l.starts_with("X-Evil")), "{}", read);
        prop_assert_eq!(parse(read.as_bytes()).attachments.len(), 1);
    }
}

#[test]
fn a_message_reads_as_people_expect() {
    let message = Message {
        message_id: "1@PO.NET".into(),
        from: Person { name: "Anna Berg".into(), addr_spec: "ANNA@PO.NET".into() },
        to: vec![Person { name: "Jürg \"J\" Müller".into(), addr_spec: "JUERG@PO.NET".into() }],
        subject: "Lunch".into(),
        date: Some(Moment(750_000_000_000)),
        priority: Priority::High,
        body: "Soup\n".into(),
        ..Message::default()
    };
    assert_eq!(
        String::from_utf8(write(&message)).unwrap(),
        "From: \"Anna Berg\" <ANNA@PO.NET>\r\n\
         To: =?utf-8?B?SsO8cmcgIkoiIE3DvGxsZXI=?= <JUERG@PO.NET>\r\n\
         Subject: Lunch\r\n\
         Date: Thu, 07 Oct 1993 13:20:00 +0000\r\n\
         Message-ID: <1@PO.NET>\r\n\
         X-Priority: 1 (High)\r\n\
         Importance: high\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 7bit\r\n\
         \r\n\
         Soup\r\n"
    );
}

#[test]
fn a_body_that_holds_the_boundary_does_not_end_there() {
    let mut message = Message {
        message_id: "1@x".into(),
        attachments: vec![Attachment {
            name: "a".into(),
            mime: "a/b".into(),
            bytes: b"x".to_vec(),
        }],
        ..Message::default()
    };
    let first = String::from_utf8(write(&message)).unwrap();
    let line = first.lines().find(|l| l.starts_with("--=_")).unwrap().to_owned();
    message.body = format!("before\n{line}\nafter\n");
    let read = parse(&write(&message));
    assert_eq!(read.body.trim_end(), message.body.trim_end());
    assert_eq!(read.attachments.len(), 1);
}

#[test]
fn a_message_inside_a_message_keeps_its_bytes() {
    let inner = write(&Message {
        subject: "Inner/part".into(),
        body: "hello\n".into(),
        attachments: vec![Attachment { name: "a".into(), mime: "a/b".into(), bytes: vec![0; 9] }],
        ..Message::default()
    });
    let outer = write(&Message {
        attachments: vec![Attachment {
            name: "Inner.eml".into(),
            mime: "message/rfc822".into(),
            bytes: inner.clone(),
        }],
        ..Message::default()
    });
    let read = parse(&outer);
    assert_eq!(read.attachments.len(), 1);
    assert_eq!(read.attachments[0].mime, "message/rfc822");
    assert_eq!(read.attachments[0].bytes, inner);
    assert_eq!(parse(&inner).attachments[0].bytes, vec![0; 9]);
}

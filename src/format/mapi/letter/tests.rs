//! What a message of properties becomes: every field, both texts, and the same bytes every time.

use super::*;
use crate::format::mapi::{Props, Value};
use crate::format::mime::{head, open, parse};
use crate::mail::plain_subject;

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn person(kind: i32, name: &str, address: &str) -> Props {
    let mut props = Props::default();
    props.set(id::RECIPIENT_TYPE, Value::Int(kind));
    props.set(id::DISPLAY_NAME, text(name));
    props.set(id::ADDRTYPE, text("SMTP"));
    props.set(id::EMAIL_ADDRESS, text(address));
    props
}

fn letter() -> Item {
    let mut item = Item::default();
    item.props.set(id::MESSAGE_CLASS, text("IPM.Note"));
    item.props.set(id::SUBJECT, text("\u{1}\u{5}RE: Übersicht"));
    item.props.set(id::SENDER_NAME, text("Anna Berg"));
    item.props.set(id::SENDER_ADDRTYPE, text("SMTP"));
    item.props.set(id::SENDER_EMAIL_ADDRESS, text("anna@mail.north.example"));
    item.props.set(id::CLIENT_SUBMIT_TIME, Value::Time(Moment(750_000_000_000)));
    item.props.set(id::IMPORTANCE, Value::Int(2));
    item.props.set(id::BODY, text("Plain words.\r\nFrom here"));
    item.props.set(id::HTML, Value::Bytes("<p>Words in <b>HTML</b>, ü</p>".into()));
    item.props.set(id::INTERNET_MESSAGE_ID, text("<1@mail.north.example>"));
    item.props.set(id::IN_REPLY_TO_ID, text("<0@mail.north.example>"));
    item.recipients.push(person(1, "Bruno Carl", "bruno@mail.north.example"));
    item.recipients.push(person(2, "Dora", "dora@mail.north.example"));
    item.recipients.push(person(3, "Emil", "emil@mail.north.example"));
    item
}

fn file(name: &str, bytes: &[u8]) -> Attached {
    let mut props = Props::default();
    props.set(id::ATTACH_FILENAME, text("SHORT~1.DAT"));
    props.set(id::ATTACH_LONG_FILENAME, text(name));
    Attached { props, content: Content::Bytes(bytes.to_vec()) }
}

#[test]
fn everything_a_letter_has() {
    let mut item = letter();
    item.attached.push(file("Plan für März.dat", b"\x00\x01\x02"));
    let mut inner = letter();
    inner.props.set(id::SUBJECT, text("Inside / out"));
    inner.attached.push(file("deep.txt", b"deep"));
    item.attached
        .push(Attached { props: Props::default(), content: Content::Item(Box::new(inner)) });
    item.attached.push(Attached::default());

    let written = bytes(&item);
    assert_eq!(written, bytes(&item.clone()), "not the same bytes every time");
    let message = parse(&written);
    assert_eq!(message.subject, "RE: Übersicht");
    assert_eq!(plain_subject(&message.subject), "Übersicht");
    assert_eq!(message.from.to_string(), "Anna Berg <anna@mail.north.example>");
    assert_eq!(message.to.len(), 1);
    assert_eq!(message.cc[0].name, "Dora");
    assert_eq!(message.bcc[0].name, "Emil");
    assert_eq!(message.date, Some(Moment(750_000_000_000)));
    assert_eq!(message.priority, Priority::High);
    assert_eq!(message.message_id, "1@mail.north.example");
    assert_eq!(message.references, ["0@mail.north.example"]);
    assert_eq!(message.body, "Plain words.\nFrom here\n");
    let names: Vec<&str> = message.attachments.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Plan für März.dat", "Inside _ out.eml"]);
    assert_eq!(message.attachments[0].bytes, b"\x00\x01\x02");
    assert_eq!(head(&written).attachments, 2);

    let inner = parse(&message.attachments[1].bytes);
    assert_eq!(message.attachments[1].mime, "message/rfc822");
    assert_eq!(inner.subject, "Inside / out");
    assert_eq!(inner.attachments[0].bytes, b"deep");
}

#[test]
fn html_alone_is_kept_as_html() {
    let mut item = letter();
    let _ = item.props.take(id::BODY);
    let message = open(&bytes(&item), None);
    assert!(message.html);
    assert_eq!(message.body, "Words in HTML, ü\n");
    // And with plain text beside it, both are there.
    let written = String::from_utf8(bytes(&letter())).unwrap();
    assert!(written.contains("multipart/alternative"), "{written}");
    assert!(written.contains("<b>HTML</b>"), "{written}");
}

#[test]
fn the_header_it_came_with_is_kept() {
    let mut item = letter();
    let header = "Microsoft Mail Internet Headers Version 2.0\r\nReceived: from a by b;\r\n\
        \tTue, 1 Jan 2002 10:00:00 +0100\r\nFrom: \"Anna at home\" <home@mail.north.example>\r\n\
        Subject: =?utf-8?q?=C3=9Cber?=\r\nDate: Tue, 1 Jan 2002 10:00:00 +0100\r\n\
        Content-Type: multipart/mixed;\r\n\tboundary=\"old\"\r\nContent-Transfer-Encoding: 8bit\r\n\
        MIME-Version: 1.0\r\nX-Mailer: Old\r\n\r\nno header\r\n";
    item.props.set(id::TRANSPORT_MESSAGE_HEADERS, text(header));
    let written = bytes(&item);
    let message = parse(&written);
    assert_eq!(message.from.addr_spec, "home@mail.north.example");
    assert_eq!(message.subject, "Über");
    assert_eq!(message.body, "Plain words.\nFrom here\n");
    // What it does not say comes from the properties: recipients, also those nobody heard of.
    assert_eq!(message.to[0].name, "Bruno Carl");
    assert_eq!(message.bcc[0].name, "Emil");
    let shown = String::from_utf8(written).unwrap();
    assert!(shown.starts_with("Received: from a by b;\r\n\tTue"), "{shown}");
    assert!(shown.contains("X-Mailer: Old\r\n"), "{shown}");
    assert!(!shown.contains("old\"") && !shown.contains("no header"), "{shown}");
}

#[test]
fn classes_become_what_they_mean() {
    let mut item = letter();
    item.props.set(id::MESSAGE_CLASS, text("REPORT.IPM.Note.IPNRN"));
    item.props.set(id::ORIGINAL_SUBJECT, text("Lunch"));
    item.props.set(id::REPORT_TIME, Value::Time(Moment(750_000_060_000)));
    let card = parse(&bytes(&item)).postcard.unwrap();
    assert_eq!((card.subject.as_str(), card.read), ("Lunch", Some(Moment(750_000_060_000))));

    item.props.set(id::MESSAGE_CLASS, text("REPORT.IPM.Note.NDR"));
    let message = parse(&bytes(&item));
    assert!(message.automatic && message.postcard.is_none());

    item.props.set(id::MESSAGE_CLASS, text("IPM.Schedule.Meeting.Request"));
    let written = String::from_utf8(bytes(&item)).unwrap();
    assert!(written.contains("X-Message-Class: IPM.Schedule.Meeting.Request\r\n"), "{written}");
    assert!(!item.is_note());
}

#[test]
fn nothing_at_all_is_a_message_too() {
    let message = parse(&bytes(&Item::default()));
    assert_eq!(message, crate::mail::Message { ..Default::default() });
}

#[test]
fn messages_in_messages_end_somewhere() {
    let mut item = letter();
    for _ in 0..40 {
        let mut outer = letter();
        outer
            .attached
            .push(Attached { props: Props::default(), content: Content::Item(Box::new(item)) });
        item = outer;
    }
    let written = bytes(&item);
    assert!(written.len() < 200_000, "{}", written.len());
}

#[test]
fn no_number_is_too_small_to_say_how_urgent_a_message_is() {
    for (number, priority) in
        [(i32::MIN, Priority::Normal), (0, Priority::Low), (2, Priority::High)]
    {
        let mut item = Item::default();
        item.props.set(id::IMPORTANCE, Value::Int(number));
        assert_eq!(parse(&bytes(&item)).priority, priority);
    }
}

//! Messages with a `winmail.dat`: who reads one has what is in it.

use restante::format::mapi::{Attached, Content, Item, Props, Value, id};
use restante::format::mime;
use restante::mail::{Attachment, Draft, Message};

use crate::tnef_writer::{Writer, written};

fn file(name: &str, bytes: &[u8]) -> Attached {
    let mut props = Props::default();
    props.set(id::ATTACH_LONG_FILENAME, Value::Text(name.into()));
    Attached { props, content: Content::Bytes(bytes.to_vec()) }
}

/// A note with two files and a message inside.
fn note() -> Item {
    let mut inner = Item::default();
    inner.props.set(id::SUBJECT, Value::Text("An older one".into()));
    inner.props.set(id::BODY, Value::Text("older words".into()));
    inner.attached.push(file("deep.txt", b"deep"));
    let mut item = Item::default();
    item.props.set(id::MESSAGE_CLASS, Value::Text("IPM.Microsoft Mail.Note".into()));
    item.props.set(id::BODY, Value::Text("words inside".into()));
    item.attached.push(file("plan.txt", b"the plan"));
    item.attached.push(file("", b"\0\x01"));
    item.attached
        .push(Attached { props: Props::default(), content: Content::Item(Box::new(inner)) });
    item
}

fn letter(body: &str, winmail: Vec<u8>) -> Vec<u8> {
    let attach = |name: &str, mime: &str, bytes: Vec<u8>| Attachment {
        name: name.into(),
        mime: mime.into(),
        bytes,
    };
    mime::write(&Message {
        subject: "s".into(),
        body: body.into(),
        attachments: vec![
            attach("before.txt", "text/plain", b"b".to_vec()),
            attach("winmail.dat", "application/ms-tnef", winmail),
            attach("after.txt", "text/plain", b"a".to_vec()),
        ],
        ..Message::default()
    })
}

fn names(message: &Message) -> Vec<&str> {
    message.attachments.iter().map(|a| a.name.as_str()).collect()
}

const LISTED: [&str; 5] = ["before.txt", "plan.txt", "part3.bin", "An older one.eml", "after.txt"];

#[test]
fn what_is_inside_takes_its_place_for_everybody() {
    let bytes = letter("words outside", written(&note()));
    let message = mime::open(&bytes, None);
    assert_eq!(names(&message), LISTED);
    assert_eq!(message.body, "words outside\n");
    assert_eq!(message.attachments[1].bytes, b"the plan");
    let inner = mime::parse(&message.attachments[3].bytes);
    assert_eq!((inner.subject.as_str(), inner.body.as_str()), ("An older one", "older words\n"));
    assert_eq!(names(&inner), ["deep.txt"]);

    // Lists count the same, the index knows the names, a forward takes the files along.
    assert_eq!(mime::head(&bytes).attachments, 5);
    assert_eq!(mime::parse(&bytes).attachments, message.attachments);
    let plain = mime::plain(&bytes);
    assert!(plain.text.ends_with(&LISTED.join("\n")), "{:?}", plain.text);
    let forward = Draft::forward(&message, "x");
    assert_eq!(forward.attachments.len(), 5);
}

#[test]
fn its_text_is_shown_where_there_is_no_other() {
    let bytes = letter(" \r\n", written(&note()));
    assert_eq!(mime::open(&bytes, None).body.trim_end(), "words inside");
    assert!(mime::plain(&bytes).text.starts_with("words inside"));

    let mut item = note();
    let _ = item.props.take(id::BODY);
    item.props.set(id::HTML, Value::Bytes(b"<p>Words in <b>HTML</b></p>".to_vec()));
    let message = mime::open(&letter("", written(&item)), None);
    assert!(message.html);
    assert_eq!(message.body, "Words in HTML\n");

    let _ = item.props.take(id::HTML);
    let rtf = compressed_rtf::compress_rtf("{\\rtf1\\ansi rich \\b words\\b0\\par}").unwrap();
    item.props.set(id::RTF_COMPRESSED, Value::Bytes(rtf));
    assert_eq!(mime::open(&letter("", written(&item)), None).body.trim_end(), "rich words");
}

#[test]
fn the_part_itself_is_listed_when_it_says_more() {
    // Only how the text looks: nothing to list.
    let mut item = note();
    item.attached.clear();
    let bytes = letter("words", written(&item));
    assert_eq!(names(&mime::parse(&bytes)), ["before.txt", "after.txt"]);
    assert_eq!(mime::head(&bytes).attachments, 2);

    // A meeting.
    let mut item = note();
    item.props.set(id::MESSAGE_CLASS, Value::Text("IPM.Schedule.Meeting.Request".into()));
    let bytes = letter("words", written(&item));
    let message = mime::parse(&bytes);
    assert_eq!(message.attachments.len(), 6);
    assert_eq!(message.attachments[4].name, "winmail.dat");
    assert_eq!(mime::head(&bytes).attachments, 6);

    // Cut off: what is there, and the part.
    let whole = written(&note());
    let bytes = letter("words", whole[..whole.len() - 9].to_vec());
    let message = mime::parse(&bytes);
    assert!(names(&message).contains(&"plan.txt") && names(&message).contains(&"winmail.dat"));
    assert_eq!(mime::head(&bytes).attachments as usize, message.attachments.len());

    // Not one at all, or nothing in it but damage.
    for no in [b"PK not one".to_vec(), [&Writer::default().bytes()[..], b"\x07"].concat()] {
        let bytes = letter("words", no.clone());
        let message = mime::parse(&bytes);
        assert_eq!(names(&message), ["before.txt", "winmail.dat", "after.txt"]);
        assert_eq!(message.attachments[1].bytes, no);
        assert_eq!(mime::head(&bytes).attachments, 3);
    }
}

#[test]
fn it_is_known_by_its_name_too_and_may_be_all_there_is() {
    let winmail = written(&note());
    let mut bytes = letter("words", winmail.clone());
    let at = bytes.windows(19).position(|w| w == b"application/ms-tnef").unwrap();
    let _ = bytes.splice(at..at + 19, *b"application/x-thing");
    assert_eq!(names(&mime::parse(&bytes)), LISTED);

    let mut alone = b"Subject: s\r\nContent-Type: application/ms-tnef\r\n\r\n".to_vec();
    alone.extend(winmail);
    let message = mime::open(&alone, None);
    assert_eq!(message.body.trim_end(), "words inside");
    assert_eq!(message.attachments.len(), 3);
    assert_eq!(mime::head(&alone).attachments, 3);
}

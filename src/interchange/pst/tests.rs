//! Files of a test-only writer, whole and damaged: folders, messages, what is attached to them.

use super::*;
use crate::format::mime;
use crate::mail::Priority;

#[path = "../../../tests/support/pst.rs"]
pub(super) mod writer;

use writer::{Attached, Folder, Message, Props, Value};

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn person(kind: i32, name: &str, address: &str) -> Props {
    [
        (id::RECIPIENT_TYPE, Value::Int(kind)),
        (id::DISPLAY_NAME, text(name)),
        (id::ADDRTYPE, text("SMTP")),
        (id::EMAIL_ADDRESS, text(address)),
    ]
    .into()
}

/// 1993-10-07 13:20 UTC.
const AT: i64 = (750_000_000_000 + 11_644_473_600_000) * 10_000;

pub(super) fn letter(subject: &str) -> Message {
    Message {
        props: [
            (id::MESSAGE_CLASS, text("IPM.Note")),
            (id::SUBJECT, text(subject)),
            (id::SENDER_NAME, text("Anna Berg")),
            (id::SENDER_ADDRTYPE, text("SMTP")),
            (id::SENDER_EMAIL_ADDRESS, text("anna@mail.north.example")),
            (id::CLIENT_SUBMIT_TIME, Value::Time(AT)),
            (id::MESSAGE_DELIVERY_TIME, Value::Time(AT + 600_000_000)),
            (id::MESSAGE_FLAGS, Value::Int(READ)),
            (id::IMPORTANCE, Value::Int(2)),
            (id::BODY, text(&format!("The words of {subject}, für alle.\r\n"))),
        ]
        .into(),
        recipients: vec![
            person(1, "Bruno", "bruno@mail.north.example"),
            person(3, "Emil", "emil@mail.north.example"),
        ],
        attached: Vec::new(),
    }
}

pub(super) fn sample() -> Vec<Folder> {
    let mut full = letter("everything");
    let names: Props = [(id::ATTACH_LONG_FILENAME, text("Plan für März.bin"))].into();
    let large: Vec<u8> = (0..40_000_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
    full.attached.push(Attached::File(names, large));
    let mut inner = letter("inside");
    inner.attached.push(Attached::File(Props::new(), b"deep".to_vec()));
    full.attached.push(Attached::Message(Box::new(inner)));
    full.attached.push(Attached::Object(vec![0xD0; 9_000]));
    let mut unread = letter("old words");
    let _ = unread.props.insert(id::MESSAGE_FLAGS, Value::Int(UNSENT));
    let _ = unread.props.insert(id::BODY, Value::Old(b"\xcc\xe8\xf0\0".to_vec()));
    let _ = unread.props.insert(id::MESSAGE_CODE_PAGE, Value::Int(1251));
    vec![
        Folder {
            name: "Inbox".into(),
            messages: vec![full, unread],
            folders: vec![Folder {
                name: "Projects".into(),
                messages: (0..300).map(|n| letter(&format!("number {n}"))).collect(),
                folders: Vec::new(),
            }],
        },
        Folder {
            name: "Deleted Items".into(),
            messages: vec![letter("gone")],
            folders: Vec::new(),
        },
        Folder { name: "Empty".into(), ..Folder::default() },
    ]
}

fn opened(bytes: &[u8]) -> (tempfile::TempDir, Result<Pst, Refused>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.pst");
    let disk = Disk::new();
    disk.create_new(&path, bytes).unwrap();
    (dir, Pst::open(&disk, &path, CodePage::default()))
}

#[test]
fn folders_and_messages() {
    let bytes = writer::written(&sample());
    let (_dir, pst) = opened(&bytes);
    let mut pst = pst.unwrap();
    let (folders, problems) = pst.folders();
    assert_eq!(problems, Vec::<String>::new());
    let shown: Vec<(String, usize, bool)> =
        folders.iter().map(|f| (f.names.join("/"), f.messages.len(), f.deleted)).collect();
    assert_eq!(
        shown,
        [
            ("Inbox".to_owned(), 2, false),
            ("Inbox/Projects".to_owned(), 300, false),
            ("Deleted Items".to_owned(), 1, true),
            ("Empty".to_owned(), 0, false),
        ]
    );

    let read = pst.message(folders[0].messages[0]).unwrap();
    assert!(read.read && !read.draft);
    assert_eq!(read.received, Some(Moment(750_000_060_000)));
    assert_eq!(read.missing, Vec::<String>::new());
    let message = mime::parse(&read.bytes);
    assert_eq!(message.subject, "everything");
    assert_eq!(message.from.to_string(), "Anna Berg <anna@mail.north.example>");
    assert_eq!(message.to[0].addr_spec, "bruno@mail.north.example");
    assert_eq!(message.bcc[0].name, "Emil");
    assert_eq!(message.date, Some(Moment(750_000_000_000)));
    assert_eq!(message.priority, Priority::High);
    assert_eq!(message.body, "The words of everything, für alle.\n");
    assert_eq!(message.attachments[0].name, "Plan für März.bin");
    assert_eq!(message.attachments[0].bytes.len(), 40_000);
    assert_eq!(message.attachments[0].bytes[39_999], (39_999 % 251) as u8);
    assert_eq!(message.attachments[1].name, "inside.eml");
    let inner = mime::parse(&message.attachments[1].bytes);
    assert_eq!((inner.subject.as_str(), inner.attachments.len()), ("inside", 1));
    assert_eq!(inner.attachments[0].bytes, b"deep");
    assert_eq!(message.attachments[2].bytes, [0xD0; 9_000]);

    let draft = pst.message(folders[0].messages[1]).unwrap();
    assert!(draft.draft && !draft.read);
    assert_eq!(mime::parse(&draft.bytes).body.trim_end(), "Мир");

    // The last of many, and the same bytes when the file is opened again.
    let last = pst.message(*folders[1].messages.last().unwrap()).unwrap();
    assert_eq!(mime::parse(&last.bytes).subject, "number 299");
    let (_dir, again) = opened(&bytes);
    assert_eq!(again.unwrap().message(folders[0].messages[0]).unwrap(), read);
}

/// Reads all there is, and returns how many messages that were.
fn all(bytes: &[u8]) -> Option<(usize, usize)> {
    let (_dir, pst) = opened(bytes);
    let mut pst = pst.ok()?;
    let (folders, problems) = pst.folders();
    let (mut read, mut failed) = (0, problems.len());
    for message in folders.iter().flat_map(|folder| &folder.messages) {
        match pst.message(*message) {
            Ok(message) => {
                let _ = mime::parse(&message.bytes);
                read += 1;
            }
            Err(_) => failed += 1,
        }
    }
    Some((read, failed))
}

fn small() -> Vec<Folder> {
    let mut folders = sample();
    folders[0].folders[0].messages.truncate(3);
    folders
}

#[test]
fn a_file_of_another_program() {
    let sample = include_bytes!("../../../tests/format/pst/dist-list.pst");
    let (_dir, pst) = opened(sample);
    let mut pst = pst.unwrap();
    let (folders, problems) = pst.folders();
    assert_eq!(problems, Vec::<String>::new());
    let filled: Vec<(String, usize)> = folders
        .iter()
        .filter(|folder| !folder.messages.is_empty())
        .map(|folder| (folder.names.join("/"), folder.messages.len()))
        .collect();
    assert_eq!(filled, [("Calendar".to_owned(), 1), ("Contacts".to_owned(), 2)]);
    let calendar = folders.iter().find(|f| f.names == ["Calendar"]).unwrap();
    let read = pst.message(calendar.messages[0]).unwrap();
    let message = mime::parse(&read.bytes);
    assert_eq!(message.subject, "Test appointment");
    assert_eq!(message.body, "This is a complete test\n");
    let inner = mime::parse(&message.attachments[0].bytes);
    assert_eq!(inner.body, "This is the appointment at 9\n");
}

#[test]
fn no_such_file_and_files_of_another_kind() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("none.pst");
    let none = Pst::open(&Disk::new(), &path, CodePage::default());
    assert!(matches!(none, Err(Refused::Disk(_))));
    for bytes in [&b""[..], b"!BDN", b"PK no such file", &[0; 2000]] {
        assert!(matches!(opened(bytes).1, Err(Refused::Form(_))));
    }
}

#[test]
fn a_file_that_was_cut_gives_what_is_there() {
    let whole = writer::written(&small());
    assert_eq!(all(&whole), Some((6, 0)));
    for part in 0..40 {
        let _ = all(&whole[..whole.len() * part / 40]);
    }
}

#[test]
fn one_bad_message_costs_nothing_but_itself() {
    let whole = writer::written(&small());
    // A block of one message: its subject stands in it.
    let wanted: Vec<u8> = "number 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let at = whole.windows(wanted.len()).position(|w| w == wanted).unwrap();
    let mut bytes = whole;
    bytes[at] ^= 1;
    assert_eq!(all(&bytes), Some((5, 1)));
}

#[test]
fn pages_that_lead_to_themselves_end() {
    // The first page of every tree that has more than one, with each of its entries leading to it.
    let mut bytes = writer::written(&sample());
    let mut pages = 0;
    for page in (0x4600..bytes.len() - 511).step_by(512) {
        let is_page = matches!(bytes[page + 496..page + 498], [0x80, 0x80] | [0x81, 0x81]);
        if !is_page || bytes[page + 491] == 0 {
            continue;
        }
        pages += 1;
        let own: Vec<u8> =
            [&bytes[page + 504..page + 512], &(page as u64).to_le_bytes()[..]].concat();
        for entry in 0..usize::from(bytes[page + 488]) {
            bytes[page + entry * 24 + 8..page + entry * 24 + 24].copy_from_slice(&own);
        }
        let sum = writer::crc(&bytes[page..page + 496]).to_le_bytes();
        bytes[page + 500..page + 504].copy_from_slice(&sum);
    }
    assert!(pages >= 2, "{pages}");
    assert_eq!(all(&bytes).unwrap().0, 0);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn wrong_bits_with_right_checks(
        flips in proptest::collection::vec((0usize..60, 0usize..8176, 0u8..8), 1..8)
    ) {
        let _ = all(&writer::damaged(&small(), flips));
    }
}

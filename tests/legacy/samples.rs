//! The samples: every reading is exactly the expected one.

use std::path::{Path, PathBuf};

use restante::disk::Disk;
use restante::legacy::{Attached, Mailbox, Options, Original, Someone};
use restante::mail::{Password, UserId};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/legacy/samples").join(name)
}

fn open(name: &str) -> Mailbox {
    Mailbox::open(&Disk::new(), &sample(name), &Options::default(), &mut |_, _| true).unwrap()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

fn someone(s: &Someone) -> Value {
    json!({ "name": s.name, "type": s.kind, "address": s.address })
}

fn attached(a: &Attached) -> Value {
    json!({ "name": a.name, "size": a.bytes.len(), "sha256": sha256(&a.bytes) })
}

fn message(folder: &str, m: &Original) -> Value {
    let all = |people: &[Someone]| people.iter().map(someone).collect::<Value>();
    json!({
        "folder": folder,
        "class": m.class,
        "from": someone(&m.from),
        "to": all(&m.to),
        "cc": all(&m.cc),
        "subject": m.subject,
        "sent": m.sent.map(|d| d.to_string()),
        "received": m.received.map(|d| d.to_string()),
        "priority": m.priority.word(),
        "read": m.read,
        "body_sha256": sha256(m.body.as_bytes()),
        "body_start": m.body.chars().take(60).collect::<String>(),
        "attachments": m.attachments.iter().map(attached).collect::<Value>(),
    })
}

/// Reads a sample into the form in which its expected reading is written.
fn read(mailbox: &mut Mailbox) -> Value {
    let folders = mailbox.folders().to_vec();
    let lines: Value = folders
        .iter()
        .map(|f| json!({ "path": f.path.join("/"), "messages": f.messages.len(), "unread": f.unread }))
        .collect();
    let mut messages = Vec::new();
    for folder in &folders {
        for filed in &folder.messages {
            let read = mailbox.message(filed).unwrap().unwrap();
            messages.push(message(&folder.path.join("/"), &read));
        }
    }
    let books: Value = mailbox
        .books()
        .unwrap()
        .iter()
        .map(|book| {
            let entry = |e: &restante::legacy::Entry| {
                json!({
                    "name": e.someone.name, "type": e.someone.kind, "address": e.someone.address,
                    "comment": e.comment, "members": e.members.as_ref().map(Vec::len),
                })
            };
            json!({ "name": book.name, "entries": book.entries.iter().map(entry).collect::<Value>() })
        })
        .collect();
    json!({ "folders": lines, "messages": messages, "address_books": books })
}

fn expected(name: &str) -> Value {
    let text = std::fs::read(sample(name)).unwrap();
    serde_json::from_slice(&text).unwrap()
}

#[test]
fn every_sample_gives_exactly_its_expected_reading() {
    for name in ["small", "light-cipher"] {
        let before = std::fs::read(sample(&format!("{name}.mmf"))).unwrap();
        let mut mailbox = open(&format!("{name}.mmf"));
        let (read, expected) = (read(&mut mailbox), expected(&format!("{name}.json")));
        for key in ["folders", "address_books"] {
            assert_eq!(read[key], expected[key], "{name}: {key}");
        }
        let all = |v: &Value| v["messages"].as_array().unwrap().clone();
        let (ours, theirs) = (all(&read), all(&expected));
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours, theirs, "{name}");
        }
        assert_eq!(ours.len(), theirs.len(), "{name}");
        assert_eq!(mailbox.problems(), [], "{name}");
        assert_eq!(std::fs::read(sample(&format!("{name}.mmf"))).unwrap(), before);
    }
}

#[test]
fn the_account_of_a_sample_is_known() {
    for name in ["small.mmf", "light-cipher.mmf"] {
        let accounts = open(name).accounts().unwrap();
        assert_eq!(accounts.names(), ["MS:0000001A"]);
        assert!(accounts.asks());
        assert!(accounts.opens(&Password::new("secret").unwrap()));
        assert!(!accounts.opens(&Password::new("wrong").unwrap()));
        let judged = accounts.judge(UserId(0x1A), true, &Password::new("wrong").unwrap());
        assert!(judged.user_id && !judged.password);
    }
}

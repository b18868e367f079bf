//! Writing, counting and looking at mail, and looking at files from outside.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "each test takes what it needs from here, and looks at the files from outside"
)]

use std::path::Path;

use restante::mail::{Draft, FolderKind, Message, MessageId, Order};
use restante::session::{Sent, Session};
use sha2::{Digest, Sha256};

/// A short message.
pub fn note(to: &[&str], subject: &str) -> Draft {
    Draft {
        to: to.iter().map(ToString::to_string).collect(),
        subject: subject.into(),
        body: format!("{subject}, says the body."),
        ..Draft::default()
    }
}

/// Sends a short message that everybody gets.
pub fn send(session: &mut Session, to: &[&str], subject: &str) -> Sent {
    let sent = session.send(&note(to, subject)).unwrap();
    assert_eq!(sent.refused, [], "{subject}");
    sent
}

/// Collects, and returns the subjects in the Inbox, sorted.
pub fn collected(session: &mut Session) -> Vec<String> {
    let _ = session.fetch().unwrap();
    subjects(session, FolderKind::Inbox)
}

/// Returns the subjects in a folder, sorted.
pub fn subjects(session: &mut Session, kind: FolderKind) -> Vec<String> {
    let folder = session.standard(kind).unwrap();
    let rows = session.rows(folder, Order::newest_first(), 0, 10_000).unwrap();
    let mut subjects: Vec<String> = rows.into_iter().map(|r| r.subject).collect();
    subjects.sort();
    subjects
}

/// Opens the messages in the Inbox whose subject begins so.
pub fn opened(session: &mut Session, subject: &str) -> Vec<Message> {
    let inbox = session.standard(FolderKind::Inbox).unwrap();
    let rows = session.rows(inbox, Order::newest_first(), 0, 10_000).unwrap();
    rows.into_iter()
        .filter(|r| r.subject.starts_with(subject))
        .map(|r| session.open_message(r.id).unwrap().message)
        .collect()
}

/// Returns the number of the newest message in the Inbox whose subject begins so.
pub fn number_of(session: &mut Session, subject: &str) -> MessageId {
    let inbox = session.standard(FolderKind::Inbox).unwrap();
    let rows = session.rows(inbox, Order::newest_first(), 0, 10_000).unwrap();
    rows.iter().find(|r| r.subject.starts_with(subject)).unwrap().id
}

/// Returns the SHA-256 of a file's bytes.
pub fn sha256(path: &Path) -> Vec<u8> {
    Sha256::digest(std::fs::read(path).unwrap()).to_vec()
}

/// Returns every file of a folder with the SHA-256 of its bytes.
pub fn prints(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|e| (e.file_name().into_string().unwrap(), sha256(&e.path())))
        .collect();
    all.sort();
    all
}

/// Returns every file of a folder with its bytes: for comparing a thousand times.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|e| (e.file_name().into_string().unwrap(), std::fs::read(e.path()).unwrap()))
        .collect();
    all.sort();
    all
}

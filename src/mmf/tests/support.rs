//! A folder with message files, and mail to fill them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::disk::{Disk, Lock, Patience};
use crate::format::mime;
use crate::mail::{Message, Moment, Person, PostofficeId};
use crate::mmf::{Error, Letter, MessageFile};

pub(super) const CREDENTIAL: [u8; 80] = [0xC5; 80];

/// A folder that vanishes with the test.
pub(super) struct Desk {
    dir: TempDir,
    pub(super) disk: Disk,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap(), disk: Disk::new() }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(super) fn lock(&self, name: &str) -> Arc<Lock> {
        let path = self.path(name).with_extension("1LK");
        let patience = Patience::wait(Duration::from_secs(5));
        Arc::new(self.disk.lock(&path, "ANNA", patience).unwrap())
    }

    pub(super) fn try_create(&self, name: &str) -> Result<MessageFile, Error> {
        MessageFile::create(&self.disk, &self.path(name), &CREDENTIAL, self.lock(name))
    }

    pub(super) fn create(&self, name: &str) -> MessageFile {
        self.try_create(name).unwrap()
    }

    pub(super) fn open(&self, name: &str) -> MessageFile {
        MessageFile::open(&self.disk, &self.path(name), self.lock(name)).unwrap()
    }

    pub(super) fn judge(&self, name: &str) -> Result<[u8; 80], Error> {
        MessageFile::judge(&self.disk, &self.path(name))
    }

    pub(super) fn names(&self) -> Vec<String> {
        names(self.dir.path())
    }

    /// Every file of the folder with the SHA-256 of its bytes.
    pub(super) fn prints(&self) -> Vec<(String, Vec<u8>)> {
        self.names()
            .into_iter()
            .map(|name| {
                let bytes = std::fs::read(self.path(&name)).unwrap();
                (name, Sha256::digest(bytes).to_vec())
            })
            .collect()
    }
}

pub(super) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A message that depends on its number only.
pub(super) fn mail(n: u32) -> Vec<u8> {
    mime::write(&Message {
        message_id: format!("{n}@PO.NET"),
        from: Person { name: format!("Anna {n}"), addr_spec: "ANNA@PO.NET".to_owned() },
        to: vec![Person { name: format!("Bruno {}", n % 7), addr_spec: String::new() }],
        subject: format!("RE: Subject {n}"),
        date: Some(Moment(
            750_000_000_000 + i64::from(n.wrapping_mul(2_654_435_761) % 1_000) * 1000,
        )),
        body: format!("Text {n}\n").repeat(1 + (n as usize % 50)),
        ..Message::default()
    })
}

pub(super) fn letter(postoffice: u64, number: u32) -> Letter {
    Letter { postoffice: PostofficeId(postoffice), number }
}

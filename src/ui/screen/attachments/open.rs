//! Opening an attachment: a private copy, handed to the system's program for such files.
//!
//! The copies lie in one folder that only this person can read. It goes when the program ends
//! ([`remove_opened_files`]), not with the note: the other program may still be reading.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use iced::Task;
use tempfile::TempDir;

use super::Failure;
use crate::mail::Attachment;
use crate::session::Disk;
use crate::ui::task::blocking;
use crate::words;

/// Hands a file to its program.
pub(crate) type Opener = fn(&Path) -> std::io::Result<()>;

/// Endings of files that run when they are opened: programs, scripts, and what installs or links
/// to them.
const PROGRAMS: [&str; 56] = [
    "action",
    "apk",
    "app",
    "appimage",
    "application",
    "bash",
    "bat",
    "bin",
    "chm",
    "cmd",
    "com",
    "command",
    "cpl",
    "csh",
    "deb",
    "desktop",
    "dmg",
    "exe",
    "fish",
    "gadget",
    "hta",
    "inf",
    "jar",
    "js",
    "jse",
    "ksh",
    "lnk",
    "msc",
    "msi",
    "msp",
    "mst",
    "osx",
    "pif",
    "pkg",
    "pl",
    "ps1",
    "py",
    "pyw",
    "rb",
    "reg",
    "rpm",
    "run",
    "scr",
    "sct",
    "sh",
    "tcl",
    "url",
    "vb",
    "vbe",
    "vbs",
    "ws",
    "wsc",
    "wsf",
    "wsh",
    "workflow",
    "zsh",
];

/// How programs and scripts begin, whatever they are called.
const BEGINNINGS: [&[u8]; 7] = [
    b"MZ",
    b"\x7FELF",
    b"#!",
    b"\xCF\xFA\xED\xFE",
    b"\xCE\xFA\xED\xFE",
    b"\xCA\xFE\xBA\xBE",
    b"[Desktop Entry]",
];

/// The folder of the copies; none until the first is made.
static FOLDER: Mutex<Option<Copies>> = Mutex::new(None);

struct Copies {
    folder: TempDir,
    count: u64,
}

pub(crate) fn default_opener() -> Opener {
    |path| open::that_detached(path)
}

/// Returns whether opening an attachment would run it.
pub(super) fn is_program(item: &Attachment) -> bool {
    let ending = item.name.rsplit_once('.').map(|(_, ending)| ending.trim().to_ascii_lowercase());
    ending.is_some_and(|ending| PROGRAMS.contains(&ending.as_str()))
        || BEGINNINGS.iter().any(|begin| item.bytes.starts_with(begin))
}

/// Opens an attachment with its program.
pub(super) fn open(item: Arc<Attachment>, opener: Opener) -> Task<Result<(), Failure>> {
    blocking(move || {
        let path = copy(&item)?;
        opener(&path).map_err(|error| Failure {
            summary: words::with(
                "screens-attachments-open-failed",
                &[("name", &item.name), ("reason", &error)],
            ),
            hint: words::text("screens-attachments-open-failed-hint"),
        })
    })
}

/// Writes a copy that goes with the program, for another program to read; the reason when it
/// cannot be written.
pub(in crate::ui) fn private_copy(item: &Attachment) -> Result<PathBuf, String> {
    copy(item).map_err(|failure| failure.summary)
}

/// Writes a copy into a folder of its own, so that its name stays as it is.
fn copy(item: &Attachment) -> Result<PathBuf, Failure> {
    let folder = next_folder().map_err(|reason| failed(&item.name, &reason))?;
    let disk = Disk::new();
    let path = folder.join(&item.name);
    disk.make_folder(&folder)
        .and_then(|()| disk.create_new(&path, &item.bytes))
        .map_err(|error| failed(&item.name, &error.reason()))?;
    Ok(path)
}

fn next_folder() -> Result<PathBuf, String> {
    let mut copies = FOLDER.lock().unwrap_or_else(PoisonError::into_inner);
    if copies.is_none() {
        let folder = tempfile::Builder::new()
            .prefix("restante-")
            .tempdir()
            .map_err(|error| error.to_string())?;
        *copies = Some(Copies { folder, count: 0 });
    }
    let Some(copies) = copies.as_mut() else { return Err(String::new()) };
    copies.count += 1;
    Ok(copies.folder.path().join(copies.count.to_string()))
}

fn failed(name: &str, reason: &str) -> Failure {
    Failure {
        summary: words::with(
            "screens-attachments-copy-failed",
            &[("name", &name), ("reason", &reason)],
        ),
        hint: words::text("screens-attachments-copy-failed-hint"),
    }
}

/// Removes the copies of attachments that were opened; called when the program ends.
pub fn remove_opened_files() {
    let copies = FOLDER.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(Err(error)) = copies.map(|copies| copies.folder.close()) {
        tracing::warn!(%error, "copies of attachments are left behind");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> Attachment {
        Attachment { name: name.into(), mime: String::new(), bytes: bytes.to_vec() }
    }

    #[test]
    fn programs_are_known_by_ending_and_by_beginning() {
        for (name, bytes) in [
            ("setup.EXE", &b""[..]),
            ("holiday.jpg.scr", b""),
            ("link.lnk ", b""),
            ("notes.txt", b"#!/bin/sh\nrm"),
            ("picture", b"\x7FELF\x02"),
            ("letter.pdf", b"MZ\x90"),
        ] {
            assert!(is_program(&file(name, bytes)), "{name}");
        }
        for (name, bytes) in
            [("notes.txt", &b"hello"[..]), ("exe", b""), ("a.pdf", b"%PDF"), ("x.EXE.txt", b"")]
        {
            assert!(!is_program(&file(name, bytes)), "{name}");
        }
    }

    #[test]
    fn copies_keep_their_names_and_go_with_the_program() {
        let first = copy(&file("menu.txt", b"soup")).unwrap();
        let second = copy(&file("menu.txt", b"fish")).unwrap();
        assert_eq!(first.file_name(), second.file_name());
        assert_eq!(Disk::new().read(&first, 10).unwrap(), b"soup");
        assert_eq!(Disk::new().read(&second, 10).unwrap(), b"fish");
        remove_opened_files();
        assert_eq!(Disk::new().size(&first).unwrap(), None);
    }
}

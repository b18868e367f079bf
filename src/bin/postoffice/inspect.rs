//! `inspect`: says what a file of mail is and what is in it, without a postoffice and without
//! changing anything.

use std::path::Path;

use restante::legacy::{self, Mailbox, Options as Reading};
use restante::session::Disk;
use restante::words;
use serde::Serialize;

use crate::failure::Failure;
use crate::output::{Answer, plain};

#[derive(Serialize)]
struct FolderLine {
    path: String,
    messages: u64,
    unread: u64,
}

#[derive(Serialize)]
struct Original {
    kind: &'static str,
    version: Option<String>,
    language: String,
    accounts: Vec<String>,
    folders: Vec<FolderLine>,
    messages: u64,
    attachments: u64,
    problems: Vec<String>,
}

/// Says what a file is.
pub(crate) fn inspect(file: &Path) -> Result<Answer, Failure> {
    let disk = Disk::new();
    let beginning =
        disk.read_at(file, 0, 16).map_err(|e| Failure::unreadable(file, &e.reason()))?;
    if legacy::is_original(&beginning) {
        return original(&disk, file);
    }
    Err(Failure::failed(
        words::with("console-unknown-file", &[("path", &file.display())]),
        words::text("console-unknown-file-hint"),
    ))
}

fn original(disk: &Disk, file: &Path) -> Result<Answer, Failure> {
    let mut mailbox = Mailbox::open(disk, file, &Reading::default(), &mut |_, _| true)
        .map_err(|e| of_original(file, &e))?;
    let accounts = mailbox.accounts().map_err(|e| of_original(file, &e))?.names();
    let attachments = mailbox.attachments().map_err(|e| of_original(file, &e))?;
    let folders: Vec<FolderLine> = mailbox
        .folders()
        .iter()
        .map(|folder| FolderLine {
            path: folder.path.join("/"),
            messages: folder.messages.len() as u64,
            unread: folder.unread,
        })
        .collect();
    let json = Original {
        kind: "microsoft-mail-message-file",
        version: mailbox.version().map(|version| format!("{version:08X}")),
        language: mailbox.language(),
        accounts,
        messages: mailbox.messages(),
        attachments,
        problems: mailbox.problems().iter().map(ToString::to_string).collect(),
        folders,
    };
    let mut lines = vec![words::with(
        "console-inspected-original",
        &[
            ("path", &file.display()),
            ("accounts", &plain(&json.accounts.join(", "))),
            ("messages", &json.messages),
            ("attachments", &json.attachments),
            ("page", &mailbox.code_page().number()),
        ],
    )];
    for folder in &json.folders {
        let (path, unread) = (plain(&folder.path), folder.unread);
        lines.push(format!("{:>7} {unread:>6}  {path}", folder.messages));
    }
    lines.extend(json.problems.iter().map(|problem| plain(problem)));
    Answer::new(&lines.join("\n"), &json)
}

/// Words a failure of an original file.
pub(crate) fn of_original(file: &Path, e: &legacy::Error) -> Failure {
    match e {
        legacy::Error::Disk(e) => Failure::unreadable(file, &e.reason()),
        e => Failure::failed(
            words::with("session-original-unreadable", &[("reason", e)]),
            words::text("console-original-hint"),
        ),
    }
}

//! `inspect`: says what a file or folder of mail is and what is in it, without a postoffice and
//! without changing anything.
//!
//! An original message file is told of by its lists, and asks for nothing; all else is read through
//! once, one message at a time.

use std::path::Path;
use std::time::Duration;

use restante::interchange::{Kind, Opened, Preview, Reading as Way, page_name};
use restante::legacy::{self, Mailbox, Options as Reading};
use restante::mail::Moment;
use restante::session::Disk;
use restante::words;
use serde::Serialize;

use crate::arguments::{OfFile, Options};
use crate::carry::opened;
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

#[derive(Serialize)]
struct Inspected {
    kind: &'static str,
    folders: Vec<FolderLine>,
    messages: u64,
    attachments: u64,
    bytes: u64,
    oldest: Option<String>,
    newest: Option<String>,
    problems: Vec<String>,
}

/// Says what a file or folder is.
pub(crate) fn inspect(options: &Options, file: &Path) -> Result<Answer, Failure> {
    let disk = Disk::new();
    // A folder has no beginning.
    let is_folder = disk.is_folder(file).map_err(|e| Failure::unreadable(file, &e.reason()))?;
    let beginning = if is_folder { Ok(Vec::new()) } else { disk.read_at(file, 0, 16) };
    let beginning = beginning.map_err(|e| Failure::unreadable(file, &e.reason()))?;
    if legacy::is_original(&beginning) {
        return original(&disk, file);
    }
    let password = options.password_file.as_deref();
    let source = opened(&disk, file, &OfFile::default(), Way::default(), password)?;
    let Some(kind) = source.kind() else {
        return Err(Failure::failed(
            words::with("console-unknown-file", &[("path", &file.display())]),
            words::text("console-unknown-file-hint"),
        ));
    };
    other(file, kind, source)
}

/// Tells of what is no original file.
fn other(file: &Path, kind: Kind, mut source: Opened) -> Result<Answer, Failure> {
    let mut seen = Preview::thorough();
    while !seen.go_on(&mut source, Duration::MAX) {}
    let problem = |problem: &restante::interchange::Unreadable| {
        let file = problem.place.file.display().to_string();
        let place = [file, problem.place.at.to_string()].join(" ");
        format!("{}: {}", place.trim_end(), problem.why)
    };
    let json = Inspected {
        kind: kind.word(),
        folders: seen
            .folders
            .iter()
            .map(|folder| FolderLine {
                path: folder.folder.join("/"),
                messages: folder.messages,
                unread: folder.unread,
            })
            .collect(),
        messages: seen.messages,
        attachments: seen.attachments,
        bytes: seen.bytes,
        oldest: seen.dates.map(|(oldest, _)| Moment::rfc3339(oldest)),
        newest: seen.dates.map(|(_, newest)| Moment::rfc3339(newest)),
        problems: seen.problems.iter().map(problem).collect(),
    };
    let first = words::with(
        "console-inspected",
        &[
            ("path", &file.display()),
            ("kind", &kind.name()),
            ("messages", &json.messages),
            ("attachments", &json.attachments),
        ],
    );
    Answer::new(&lines(first, &json.folders, &json.problems), &json)
}

/// Puts what a file is, its folders and its problems one under the other.
fn lines(first: String, folders: &[FolderLine], problems: &[String]) -> String {
    let folder = |folder: &FolderLine| {
        let (path, unread) = (plain(&folder.path), folder.unread);
        format!("{:>7} {unread:>6}  {path}", folder.messages)
    };
    let folders = folders.iter().map(folder);
    let problems = problems.iter().map(|problem| plain(problem));
    std::iter::once(first).chain(folders).chain(problems).collect::<Vec<_>>().join("\n")
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
    let mut first = words::with(
        "console-inspected-original",
        &[
            ("path", &file.display()),
            ("messages", &json.messages),
            ("attachments", &json.attachments),
            ("page", &mailbox.code_page().number()),
            ("name", &page_name(mailbox.code_page())),
        ],
    );
    if !json.accounts.is_empty() {
        let accounts = plain(&json.accounts.join(", "));
        first.push('\n');
        first.push_str(&words::with("console-inspected-accounts", &[("accounts", &accounts)]));
    }
    Answer::new(&lines(first, &json.folders, &json.problems), &json)
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

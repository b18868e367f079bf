//! Whole postoffices: `create`, `check`, `status`.

use std::path::Path;

use restante::admin::{Administrator, Cost, NewPostoffice};
use restante::mail::{Password, ShortName};
use restante::session::Disk;
use restante::words;
use serde::Serialize;

use crate::arguments::Options;
use crate::failure::{Failure, Kind};
use crate::output::{self, Answer, plain};
use crate::passwords;

/// Proves the administrator who acts.
pub(crate) fn enter(
    options: &Options,
    dir: &Path,
    password: &Password,
) -> Result<Administrator, Failure> {
    let mailbox = &options.acting;
    Ok(Administrator::enter(&Disk::new(), dir, mailbox, password, Cost::default())?)
}

#[derive(Serialize)]
struct Created {
    identity: String,
    network: String,
    postoffice: String,
}

/// Makes a postoffice; who acts is its first administrator.
pub(crate) fn create(
    options: &Options,
    dir: &Path,
    network: &ShortName,
    postoffice: &ShortName,
) -> Result<Answer, Failure> {
    let mailbox = ShortName::parse(&options.acting)
        .map_err(|_| Failure::usage(words::text("console-short-name")))?;
    let password = passwords::new(options.admin_password_file.as_deref(), &options.acting)?;
    let mut new = NewPostoffice::new(network.clone(), postoffice.clone(), password)?;
    new.mailbox = mailbox;
    let made = new.create(&Disk::new(), dir)?;
    let name = format!("{}/{}", made.network(), made.postoffice());
    let text = words::with(
        "console-created",
        &[("name", &name), ("path", &output::path(dir)), ("mailbox", made.mailbox())],
    );
    Answer::new(
        &text,
        &Created {
            identity: made.identity().to_string(),
            network: made.network().to_string(),
            postoffice: made.postoffice().to_string(),
        },
    )
}

#[derive(Serialize)]
struct Found {
    file: String,
    offset: u64,
    what: String,
    repaired: bool,
}

#[derive(Serialize)]
struct Checked {
    findings: Vec<Found>,
}

/// Looks a postoffice over; findings that stay are a failure.
pub(crate) fn check(options: &Options, dir: &Path, repair: bool) -> Result<Answer, Failure> {
    let password = passwords::administrator(options)?;
    let findings = enter(options, dir, &password)?.check(repair)?;
    let mut text = String::new();
    for finding in &findings {
        let (file, what) = (finding.file.display(), plain(&finding.what));
        let line = if finding.repaired {
            words::with(
                "console-finding-repaired",
                &[("file", &file), ("offset", &finding.offset), ("what", &what)],
            )
        } else {
            words::with(
                "console-finding",
                &[("file", &file), ("offset", &finding.offset), ("what", &what)],
            )
        };
        text.push_str(&line);
        text.push('\n');
    }
    let left = findings.iter().filter(|f| !f.repaired).count() as u64;
    text.push_str(&words::count("console-findings", left, &[]));
    if left > 0 && !repair {
        text.push('\n');
        text.push_str(&words::text("console-check-repair"));
    }
    let findings = findings
        .into_iter()
        .map(|f| Found {
            file: output::path(&f.file),
            offset: f.offset,
            what: f.what,
            repaired: f.repaired,
        })
        .collect();
    let code = if left == 0 { 0 } else { Kind::Failed.code() };
    Ok(Answer::new(&text, &Checked { findings })?.code(code))
}

#[derive(Serialize)]
struct Bytes {
    letters: u64,
    mailbags: u64,
    message_files: u64,
    other: u64,
}

#[derive(Serialize)]
struct Counted {
    users: u64,
    waiting: u64,
    letters: u64,
    bytes: Bytes,
}

/// Counts what is on a postoffice.
pub(crate) fn status(options: &Options, dir: &Path) -> Result<Answer, Failure> {
    let password = passwords::administrator(options)?;
    let office = enter(options, dir, &password)?;
    let status = office.status()?;
    let usage = status.usage;
    let name = format!("{}/{}", office.network(), office.postoffice());
    let text = words::with(
        "console-status",
        &[
            ("name", &name),
            ("users", &status.users),
            ("waiting", &status.waiting),
            ("letters", &status.letters),
            ("letter-bytes", &usage.letters),
            ("mailbag-bytes", &usage.mailbags),
            ("message-file-bytes", &usage.message_files),
            ("other-bytes", &usage.other),
        ],
    );
    let bytes = Bytes {
        letters: usage.letters,
        mailbags: usage.mailbags,
        message_files: usage.message_files,
        other: usage.other,
    };
    Answer::new(
        &text,
        &Counted { users: status.users, waiting: status.waiting, letters: status.letters, bytes },
    )
}

//! Signing in, for its own sake and for every command that acts for a user; changing the password.

use std::path::Path;

use restante::mail::Password;
use restante::session::{Disk, MessageFileChoice, Session, SignIn, Spooled, Synced};
use restante::words;
use serde::Serialize;

use crate::arguments::{self, Options, Who};
use crate::failure::Failure;
use crate::output::{self, Answer, plain};
use crate::passwords;

/// Asks for the acting user's password.
pub(crate) fn password(options: &Options, who: &Who) -> Result<Password, Failure> {
    passwords::known(options.password_file.as_deref(), &who.mailbox)
}

/// Signs in by all the rules.
pub(crate) fn enter(who: &Who, password: Password) -> Result<Session, Failure> {
    Ok(SignIn::new(&who.dir, &who.mailbox, password).run(&Disk::new(), &|| false)?)
}

/// Says what still waits in the Outbox, and why.
pub(crate) fn waiting(spooled: &Spooled) -> Option<String> {
    let reason = spooled.reason.as_deref().map(plain).unwrap_or_default();
    (spooled.waiting > 0)
        .then(|| words::count("console-waiting", spooled.waiting, &[("reason", &reason)]))
}

#[derive(Serialize)]
struct Opened {
    outcome: &'static str,
    synced: Vec<&'static str>,
    message_file: String,
}

/// Signs in and out again.
pub(crate) fn sign_in(options: &Options, how: &arguments::SignIn) -> Result<Answer, Failure> {
    let password = password(options, &how.who)?;
    let old_password = how.old_password_file.as_deref();
    let old_password =
        old_password.map(|file| passwords::known(Some(file), &how.who.mailbox)).transpose()?;
    let mut sign_in = SignIn::new(&how.who.dir, &how.who.mailbox, password);
    sign_in.message_file = match (how.new_message_file, how.message_file.clone()) {
        (true, path) => MessageFileChoice::New(path),
        (false, Some(path)) => MessageFileChoice::Other(path),
        (false, None) => MessageFileChoice::Registered,
    };
    sign_in.old_password = old_password;
    sign_in.reconnect = how.reconnect;
    let mut session = sign_in.run(&Disk::new(), &|| false)?;
    let spooled = session.spool()?;
    let path = output::path(session.message_file());
    let mut answer = Answer::new(
        &told(&session, &path)?,
        &Opened {
            outcome: "opened",
            synced: session.synced().iter().map(|s| s.word()).collect(),
            message_file: path,
        },
    )?;
    waiting(&spooled).into_iter().for_each(|line| answer.warn(line));
    session.sign_out()?;
    Ok(answer)
}

/// Says who signed in to what, what was brought up to date, and what there is to know.
fn told(session: &Session, path: &str) -> Result<String, Failure> {
    let mut lines = vec![words::with(
        "console-opened",
        &[
            ("name", session.full_name()),
            ("postoffice", &session.postoffice_name()),
            ("path", &path),
        ],
    )];
    for synced in session.synced() {
        lines.push(match synced {
            Synced::Password => words::text("console-synced-password"),
            Synced::UserId => words::text("console-synced-user-id"),
        });
    }
    if let Some(old) = session.old_message_file() {
        lines.push(words::with("console-old-message-file", &[("path", &output::path(old))]));
    }
    if session.must_choose_password() {
        lines.push(words::text("console-must-choose"));
    }
    let letters = u64::from(session.waiting_letters()?);
    if letters > 0 {
        lines.push(words::count("console-letters", letters, &[]));
    }
    Ok(lines.join("\n"))
}

#[derive(Serialize)]
struct Changed {
    mailbox: String,
}

/// Changes the acting user's password.
pub(crate) fn change_password(
    options: &Options,
    who: &Who,
    new: Option<&Path>,
) -> Result<Answer, Failure> {
    let old = password(options, who)?;
    let new = passwords::new(new, &who.mailbox)?;
    let mut session = enter(who, old.clone())?;
    session.change_password(&old, &new)?;
    let mailbox = session.mailbox().to_string();
    session.sign_out()?;
    Answer::new(
        &words::with("console-password-changed", &[("mailbox", &mailbox)]),
        &Changed { mailbox },
    )
}

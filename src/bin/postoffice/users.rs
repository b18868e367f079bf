//! What administrators do to users: `user add`, `user list`, `user delete`, `recover`, `move-user`.

use std::path::Path;

use restante::admin::{self, MoveOptions, NewUser};
use restante::mail::{FullName, Moment, ShortName};
use restante::words;
use serde::Serialize;

use crate::arguments::{self, Options};
use crate::failure::Failure;
use crate::offices::enter;
use crate::output::{self, Answer, plain};
use crate::passwords;

#[derive(Serialize)]
struct Added {
    mailbox: String,
    user_id: String,
}

/// Adds a user.
pub(crate) fn add(
    options: &Options,
    dir: &Path,
    mailbox: &ShortName,
    full_name: &FullName,
    administrator: bool,
) -> Result<Answer, Failure> {
    let admin = passwords::administrator(options)?;
    let password = passwords::new(options.password_file.as_deref(), mailbox.as_str())?;
    let user = enter(options, dir, &admin)?.add_user(NewUser {
        mailbox: mailbox.clone(),
        full_name: full_name.clone(),
        password,
        administrator,
    })?;
    let text = words::with(
        "console-user-added",
        &[("name", &user.full_name), ("mailbox", &user.mailbox), ("user", &user.user_id)],
    );
    let json = Added { mailbox: user.mailbox.to_string(), user_id: user.user_id.to_string() };
    Answer::new(&text, &json)
}

#[derive(Serialize)]
struct Listed {
    mailbox: String,
    full_name: String,
    user_id: String,
    administrator: bool,
    password_reset: bool,
    last_sign_in: Option<String>,
    moved_to: Option<String>,
}

/// Lists the users.
pub(crate) fn list(options: &Options, dir: &Path) -> Result<Answer, Failure> {
    let admin = passwords::administrator(options)?;
    let users = enter(options, dir, &admin)?.users()?;
    let text: String = users.iter().map(line).collect();
    let json: Vec<Listed> = users
        .into_iter()
        .map(|user| Listed {
            mailbox: user.mailbox.to_string(),
            full_name: user.full_name.to_string(),
            user_id: user.user_id.to_string(),
            administrator: user.administrator,
            password_reset: user.password_reset,
            last_sign_in: user.last_sign_in.map(Moment::rfc3339),
            moved_to: user.moved_to.map(|address| address.to_string()),
        })
        .collect();
    Answer::new(&text, &json)
}

fn line(user: &admin::User) -> String {
    let mut notes = Vec::new();
    if user.administrator {
        notes.push(words::text("console-user-administrator"));
    }
    if user.password_reset && user.moved_to.is_none() {
        notes.push(words::text("console-user-reset"));
    }
    if let Some(address) = &user.moved_to {
        notes.push(words::with("console-user-moved", &[("address", address)]));
    }
    let last = match user.last_sign_in {
        Some(at) => at.local("%Y-%m-%d %H:%M"),
        None => words::text("console-user-never"),
    };
    let name = plain(user.full_name.as_str());
    let notes = notes.join("; ");
    let line = format!("{:<10}  {}  {last:<16}  {name:<30}  {notes}", user.mailbox, user.user_id);
    format!("{}\n", line.trim_end())
}

#[derive(Serialize)]
struct Deleted {
    mailbox: String,
    message_file: Option<String>,
}

/// Deletes a user.
pub(crate) fn delete(
    options: &Options,
    dir: &Path,
    mailbox: &ShortName,
) -> Result<Answer, Failure> {
    let admin = passwords::administrator(options)?;
    let kept = enter(options, dir, &admin)?.delete_user(mailbox)?;
    let message_file = kept.as_deref().map(output::path);
    let text = match &message_file {
        Some(path) => {
            words::with("console-user-deleted-kept", &[("mailbox", mailbox), ("path", path)])
        }
        None => words::with("console-user-deleted", &[("mailbox", mailbox)]),
    };
    Answer::new(&text, &Deleted { mailbox: mailbox.to_string(), message_file })
}

#[derive(Serialize)]
struct Recovered<'a> {
    mailbox: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
}

/// Resets a password. A random one is shown here, this once: the administrator hands it on.
pub(crate) fn recover(
    options: &Options,
    dir: &Path,
    mailbox: &ShortName,
    new: Option<&Path>,
) -> Result<Answer, Failure> {
    let admin = passwords::administrator(options)?;
    let new = new.map(|file| passwords::new(Some(file), mailbox.as_str())).transpose()?;
    let one_time = enter(options, dir, &admin)?.recover(mailbox, new)?;
    let password = (!one_time.given).then(|| one_time.password.reveal());
    let text = match password {
        Some(password) => words::with(
            "console-recovered",
            &[("mailbox", &one_time.mailbox), ("password", &password)],
        ),
        None => words::with("console-recovered-given", &[("mailbox", &one_time.mailbox)]),
    };
    Answer::new(&text, &Recovered { mailbox: one_time.mailbox.to_string(), password })
}

#[derive(Serialize)]
struct Moved {
    mailbox: String,
    user_id: String,
    letters: u64,
    message_file: Option<String>,
}

/// Moves a user.
pub(crate) fn move_user(
    options: &Options,
    moving: &arguments::MoveUser,
) -> Result<Answer, Failure> {
    let here = passwords::administrator(options)?;
    let there = match &moving.to_admin_password_file {
        Some(file) => passwords::known(Some(file), &options.acting)?,
        None => here.clone(),
    };
    let from = enter(options, &moving.from, &here)?;
    let to = enter(options, &moving.to, &there)?;
    let how = MoveOptions { force: moving.force, keep_source: moving.keep_source };
    let moved = from.move_user(&to, &moving.mailbox, how)?;
    let address = format!("{}/{}/{}", to.network(), to.postoffice(), moved.mailbox);
    let text = words::count(
        "console-moved",
        moved.letters,
        &[("mailbox", &moved.mailbox), ("address", &address), ("user", &moved.user_id)],
    );
    let json = Moved {
        mailbox: moved.mailbox.to_string(),
        user_id: moved.user_id.to_string(),
        letters: moved.letters,
        message_file: moved.message_file.as_deref().map(output::path),
    };
    Answer::new(&text, &json)
}

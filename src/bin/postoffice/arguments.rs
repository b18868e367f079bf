//! The command line: every command and option, as clap reads it. `main.rs` hands each command to
//! the file of its group.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use jiff::tz::TimeZone;
use restante::interchange::{CodePage, Format};
use restante::mail::{FullName, Moment, Query, ShortName};
use restante::words;

/// Keeps postoffices, and reads and sends mail on them.
///
/// A postoffice is a folder on a shared drive: there is no server. Passwords come from the first
/// line of a file, from standard input (`-`, once per command), or from a prompt without echo.
///
/// Exit codes: 0 done, 1 failed, 2 usage, 10 wrong name or password, 11 invalid message file,
/// 12 message file missing, 13 not a postoffice, 14 already signed in, 15 refused (--force would
/// do it), 16 damaged, 17 moved away.
#[derive(Debug, Parser)]
#[command(name = "postoffice", version, max_term_width = 100)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command, before or behind it.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// File with the acting user's password; `user add`: the new user's; `inspect FILE` and
    /// `export FILE`: the file's
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) password_file: Option<PathBuf>,
    /// File with the administrator's password
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) admin_password_file: Option<PathBuf>,
    /// The administrator who acts
    #[arg(long = "as", global = true, value_name = "MAILBOX", default_value = "ADMIN")]
    pub(crate) acting: String,
    /// Answer with one JSON value
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a postoffice in a new or empty folder
    Create {
        /// The postoffice's folder
        dir: PathBuf,
        /// The network's name
        #[arg(long, value_parser = short_name)]
        network: ShortName,
        /// The postoffice's name
        #[arg(long, value_parser = short_name)]
        postoffice: ShortName,
    },
    /// Add, list and delete users
    #[command(subcommand)]
    User(User),
    /// Reset a password: to a one-time password
    Recover {
        /// The postoffice's folder
        dir: PathBuf,
        /// Whose password
        #[arg(value_parser = short_name)]
        mailbox: ShortName,
        /// File with the one-time password; without it a random one is made and shown
        #[arg(long, value_name = "FILE")]
        new_password_file: Option<PathBuf>,
    },
    /// Move a user to another postoffice
    MoveUser(MoveUser),
    /// Change one's own password
    ChangePassword {
        #[command(flatten)]
        who: Who,
        /// File with the new password
        #[arg(long, value_name = "FILE")]
        new_password_file: Option<PathBuf>,
    },
    /// Sign in and out again: says whether it works, and brings the message file up to date
    SignIn(SignIn),
    /// Send a message
    Send(Send),
    /// Collect what waits in the mailbag
    Fetch {
        #[command(flatten)]
        who: Who,
    },
    /// List the messages of a folder, newest first
    List {
        #[command(flatten)]
        who: Who,
        /// The folder, like `Projects/1995`; the Inbox when none is given
        #[arg(long, value_name = "NAME")]
        folder: Option<String>,
    },
    /// Show a message and mark it as read
    Show {
        #[command(flatten)]
        who: Who,
        /// The message's number, as `list` gives it
        id: i64,
        /// Write the message byte for byte
        #[arg(long)]
        raw: bool,
    },
    /// Bring the mail of another message file in; what is there already is passed over
    ImportMessageFile {
        #[command(flatten)]
        who: Who,
        /// The other message file
        file: PathBuf,
        /// File with the password of the other message file
        #[arg(long, value_name = "FILE")]
        file_password_file: Option<PathBuf>,
    },
    /// Say what a file or folder of mail is and what is in it
    Inspect {
        /// The file or folder
        path: PathBuf,
    },
    /// Write mail out in a form that lasts
    Export(Export),
    /// Bring in mail: messages (EML), mailboxes (mbox), Maildirs, folders of them, files of Outlook,
    /// original message files and those of Restante
    Import(Import),
    /// Look a postoffice over
    Check {
        /// The postoffice's folder
        dir: PathBuf,
        /// Mend what can be mended without losing anything
        #[arg(long)]
        repair: bool,
    },
    /// Count users, letters and bytes
    Status {
        /// The postoffice's folder
        dir: PathBuf,
    },
    /// Build two postoffices with people and mail, and play the story of the moved user
    Demo {
        /// A new or empty folder
        dir: PathBuf,
    },
}

/// Who acts, and where.
#[derive(Debug, Args)]
pub(crate) struct Who {
    /// The postoffice's folder
    pub(crate) dir: PathBuf,
    /// The mailbox
    pub(crate) mailbox: String,
}

/// What is to be done with users.
#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Add a user
    Add {
        /// The postoffice's folder
        dir: PathBuf,
        /// The new mailbox
        #[arg(value_parser = short_name)]
        mailbox: ShortName,
        /// The new user's full name
        #[arg(long, value_name = "NAME", value_parser = full_name)]
        full_name: FullName,
        /// The new user is an administrator too
        #[arg(long)]
        administrator: bool,
    },
    /// List the users
    List {
        /// The postoffice's folder
        dir: PathBuf,
    },
    /// Delete a user; the message file is kept
    Delete {
        /// The postoffice's folder
        dir: PathBuf,
        /// Who is deleted
        #[arg(value_parser = short_name)]
        mailbox: ShortName,
    },
}

/// Who is moved, and how.
#[derive(Debug, Args)]
pub(crate) struct MoveUser {
    /// Who is moved
    #[arg(value_parser = short_name)]
    pub(crate) mailbox: ShortName,
    /// The postoffice where the user lives now
    #[arg(long, value_name = "DIR")]
    pub(crate) from: PathBuf,
    /// The postoffice to move to
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
    /// File with the administrator's password there; the same as here when it is not given
    #[arg(long, value_name = "FILE")]
    pub(crate) to_admin_password_file: Option<PathBuf>,
    /// Move also where the message file would refuse its owner afterwards
    #[arg(long)]
    pub(crate) force: bool,
    /// Leave the account at the source in use
    #[arg(long)]
    pub(crate) keep_source: bool,
}

/// How somebody signs in.
#[derive(Debug, Args)]
pub(crate) struct SignIn {
    #[command(flatten)]
    pub(crate) who: Who,
    /// Open this message file instead of the registered one
    #[arg(long, value_name = "FILE")]
    pub(crate) message_file: Option<PathBuf>,
    /// Make a new message file, here or where --message-file says, and register it
    #[arg(long)]
    pub(crate) new_message_file: bool,
    /// File with the password that the message file still holds
    #[arg(long, value_name = "FILE", conflicts_with = "new_message_file")]
    pub(crate) old_password_file: Option<PathBuf>,
    /// Connect the message file of the mailbox from which this one was moved
    #[arg(long, conflicts_with = "new_message_file")]
    pub(crate) reconnect: bool,
}

/// What is sent.
#[derive(Debug, Args)]
pub(crate) struct Send {
    #[command(flatten)]
    pub(crate) who: Who,
    /// Recipients: mailboxes, full names or NETWORK/POSTOFFICE/MAILBOX, also several with `;`
    #[arg(long, value_name = "R", num_args = 1.., required_unless_present_any = ["cc", "bcc"])]
    pub(crate) to: Vec<String>,
    /// Recipients of a copy
    #[arg(long, value_name = "R", num_args = 1..)]
    pub(crate) cc: Vec<String>,
    /// Recipients of a copy of whom the others do not hear
    #[arg(long, value_name = "R", num_args = 1..)]
    pub(crate) bcc: Vec<String>,
    /// The subject
    #[arg(long, value_name = "S")]
    pub(crate) subject: String,
    /// File with the text in UTF-8; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) body_file: Option<PathBuf>,
    /// Files to go with it
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) attach: Vec<PathBuf>,
}

/// What is written out, and how.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The postoffice's folder; or a file of mail, like an original message file
    pub(crate) source: PathBuf,
    /// The mailbox; without it the source is a file
    pub(crate) mailbox: Option<String>,
    /// The form: eml, mbox, maildir, text, json, or restante: a new message file
    #[arg(long, value_parser = format)]
    pub(crate) format: Format,
    /// A folder that is not there yet
    #[arg(long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Only this folder and those inside, like `Projects/1995`
    #[arg(long, value_name = "NAME")]
    pub(crate) folder: Option<String>,
    /// Only messages of this day (2026-01-31) and later ones; of a mailbox
    #[arg(long, value_name = "DATE", value_parser = begin_of_day)]
    pub(crate) from: Option<Moment>,
    /// Only messages of this day and earlier ones; of a mailbox
    #[arg(long, value_name = "DATE", value_parser = end_of_day)]
    pub(crate) until: Option<Moment>,
    /// Only messages that a search finds, as the Message Finder does; of a mailbox
    #[arg(long, value_name = "TEXT", value_parser = search)]
    pub(crate) search: Option<Query>,
    /// File with the password for the new message file, with `--format restante`
    #[arg(long, value_name = "FILE")]
    pub(crate) file_password_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) file: OfFile,
}

/// How a file is read that has neither zone nor Unicode.
#[derive(Debug, Default, Args)]
pub(crate) struct OfFile {
    /// The original file is yours, and its password is lost
    #[arg(long)]
    pub(crate) owner_lost_password: bool,
    /// Look in an original file for deleted mail too, and repair what is damaged
    #[arg(long)]
    pub(crate) salvage: bool,
    /// The code page of its texts, like 1252; without it the one of its language
    #[arg(long, value_name = "CP", value_parser = code_page)]
    pub(crate) code_page: Option<CodePage>,
    /// The zone of its dates, like Europe/Berlin; without it the system's
    #[arg(long, value_name = "TZ", value_parser = time_zone)]
    pub(crate) time_zone: Option<TimeZone>,
}

/// What is brought in, and where to.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    pub(crate) who: Who,
    /// Files and folders of mail
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,
    /// The folder to put it into; without it, into folders named as in the source
    #[arg(long, value_name = "NAME")]
    pub(crate) folder: Option<String>,
    /// File with the password of a message file among them, an original one or one of Restante
    #[arg(long, value_name = "FILE", conflicts_with = "owner_lost_password")]
    pub(crate) file_password_file: Option<PathBuf>,
    /// A folder for the manifest, which says what became of each message
    #[arg(long, value_name = "DIR")]
    pub(crate) manifest: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) file: OfFile,
}

impl Arguments {
    /// Returns how many options want standard input; there is only one.
    pub(crate) fn standard_inputs(&self) -> usize {
        let own = match &self.command {
            Command::Recover { new_password_file, .. }
            | Command::ChangePassword { new_password_file, .. } => new_password_file,
            Command::MoveUser(moving) => &moving.to_admin_password_file,
            Command::SignIn(sign_in) => &sign_in.old_password_file,
            Command::Send(send) => &send.body_file,
            Command::ImportMessageFile { file_password_file, .. } => file_password_file,
            Command::Import(import) => &import.file_password_file,
            Command::Export(export) => &export.file_password_file,
            _ => &None,
        };
        let all = [&self.options.password_file, &self.options.admin_password_file, own];
        all.into_iter().flatten().filter(|file| is_standard_input(file)).count()
    }
}

/// Tells whether a file name stands for standard input.
pub(crate) fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| words::text("console-format"))
}

fn begin_of_day(text: &str) -> Result<Moment, String> {
    Moment::of_day(text, 0).ok_or_else(|| words::text("console-day"))
}

fn end_of_day(text: &str) -> Result<Moment, String> {
    let next = Moment::of_day(text, 1).ok_or_else(|| words::text("console-day"))?;
    Ok(Moment(next.0.saturating_sub(1)))
}

fn search(text: &str) -> Result<Query, String> {
    if let Some(word) = Query::misread(text) {
        return Err(words::with("console-search-misread", &[("word", &word)]));
    }
    let query = Query::parse(text);
    if query.is_blank() { Err(words::text("console-search-nothing")) } else { Ok(query) }
}

fn code_page(text: &str) -> Result<CodePage, String> {
    CodePage::parse(text).ok_or_else(|| words::text("console-code-page"))
}

fn time_zone(text: &str) -> Result<TimeZone, String> {
    TimeZone::get(text).map_err(|_| words::text("console-time-zone"))
}

fn short_name(text: &str) -> Result<ShortName, String> {
    ShortName::parse(text).map_err(|_| words::text("console-short-name"))
}

fn full_name(text: &str) -> Result<FullName, String> {
    FullName::parse(text).map_err(|_| words::text("console-full-name"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}

//! The console program `postoffice`: for scripts and administrators what the windows do, through
//! the same calls of the library.
//!
//! `arguments.rs` reads the command line, `passwords.rs` asks, one file a group does the work
//! (`offices.rs`, `users.rs`, `sign_in.rs`, `mail.rs`, `carry.rs`, `inspect.rs`, `demo.rs`),
//! `output.rs` answers in words or JSON, `failure.rs` knows the exit codes.

mod arguments;
mod carry;
mod demo;
mod failure;
mod inspect;
mod mail;
mod offices;
mod output;
mod passwords;
mod sign_in;
mod users;

use std::process::ExitCode;

use clap::Parser;
use restante::words;
use tracing_subscriber::EnvFilter;

use arguments::{Arguments, Command, User};
use failure::Failure;
use output::Answer;

/// Names what is logged to standard error (`restante=info`); without it nothing is.
const LOG: &str = "RESTANTE_LOG";

fn main() -> ExitCode {
    if std::env::var_os(LOG).is_some() {
        let filter = EnvFilter::builder().with_env_var(LOG).from_env_lossy();
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
    let code = match Arguments::try_parse() {
        Ok(arguments) => answer(&arguments),
        Err(e) => {
            // The command line could not be read; whether JSON is wanted can be seen all the same.
            let mut given = std::env::args_os().take_while(|a| a != "--");
            output::give_clap(&e, given.any(|a| a == "--json"))
        }
    };
    ExitCode::from(code)
}

fn answer(arguments: &Arguments) -> u8 {
    let json = arguments.options.json;
    let of_sign_in = matches!(arguments.command, Command::SignIn(_));
    match run(arguments) {
        Ok(answer) => answer.give(json),
        Err(failure) => output::give_failure(&failure, json, of_sign_in),
    }
}

fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    if arguments.standard_inputs() > 1 {
        return Err(Failure::usage(words::text("console-standard-input-twice")));
    }
    let options = &arguments.options;
    match &arguments.command {
        Command::Create { dir, network, postoffice } => {
            offices::create(options, dir, network, postoffice)
        }
        Command::User(User::Add { dir, mailbox, full_name, administrator }) => {
            users::add(options, dir, mailbox, full_name, *administrator)
        }
        Command::User(User::List { dir }) => users::list(options, dir),
        Command::User(User::Delete { dir, mailbox }) => users::delete(options, dir, mailbox),
        Command::Recover { dir, mailbox, new_password_file } => {
            users::recover(options, dir, mailbox, new_password_file.as_deref())
        }
        Command::MoveUser(moving) => users::move_user(options, moving),
        Command::ChangePassword { who, new_password_file } => {
            sign_in::change_password(options, who, new_password_file.as_deref())
        }
        Command::SignIn(how) => sign_in::sign_in(options, how),
        Command::Send(what) => mail::send(options, what),
        Command::Fetch { who } => mail::fetch(options, who),
        Command::List { who, folder } => mail::list(options, who, folder.as_deref()),
        Command::Show { who, id, raw } => mail::show(options, who, *id, *raw),
        Command::ImportMessageFile { who, file, file_password_file } => {
            mail::import(options, who, file, file_password_file.as_deref())
        }
        Command::Export(what) => carry::export(options, what),
        Command::Import(what) => carry::import(options, what),
        Command::Check { dir, repair } => offices::check(options, dir, *repair),
        Command::Status { dir } => offices::status(options, dir),
        Command::Inspect { path } => inspect::inspect(options, path),
        Command::Demo { dir } => demo::demo(options, dir),
    }
}

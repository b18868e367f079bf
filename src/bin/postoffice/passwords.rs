//! Passwords: the first line of a file or of standard input, or a prompt without echo. They are
//! read before anything is done, and live only as [`Password`]s.

#![expect(clippy::disallowed_methods, reason = "password files are named on the command line")]

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use restante::mail::Password;
use restante::words;
use zeroize::Zeroizing;

use crate::arguments::{Options, is_standard_input};
use crate::failure::Failure;

/// Longer than the first line of any password file.
const LONGEST: usize = 4096;

/// Asks for a password that exists already.
pub(crate) fn known(file: Option<&Path>, mailbox: &str) -> Result<Password, Failure> {
    let prompt = || words::with("console-prompt", &[("mailbox", &mailbox)]);
    match file {
        Some(file) => from_file(file),
        None => take(&asked(&prompt())?),
    }
}

/// Asks for the administrator's password.
pub(crate) fn administrator(options: &Options) -> Result<Password, Failure> {
    known(options.admin_password_file.as_deref(), &options.acting)
}

/// Asks for a new password, at a prompt twice.
pub(crate) fn new(file: Option<&Path>, mailbox: &str) -> Result<Password, Failure> {
    if let Some(file) = file {
        return from_file(file);
    }
    let first = asked(&words::with("console-prompt-new", &[("mailbox", &mailbox)]))?;
    let again = asked(&words::with("console-prompt-again", &[("mailbox", &mailbox)]))?;
    if first != again {
        return Err(Failure::no_password(
            words::text("console-passwords-differ"),
            words::text("console-passwords-differ-hint"),
        ));
    }
    take(&first)
}

/// Asks for the password of another message file.
pub(crate) fn of_file(file: Option<&Path>, message_file: &Path) -> Result<Password, Failure> {
    let path = message_file.display();
    match file {
        Some(file) => from_file(file),
        None => take(&asked(&words::with("console-prompt-file", &[("path", &path)]))?),
    }
}

fn asked(prompt: &str) -> Result<Zeroizing<String>, Failure> {
    // A script whose input is no terminal must not be stopped by a question on one.
    if !io::stdin().is_terminal() {
        return Err(no_terminal());
    }
    rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| no_terminal())
}

fn no_terminal() -> Failure {
    not_given(words::text("console-no-terminal"))
}

fn not_given(message: String) -> Failure {
    Failure::no_password(message, words::text("console-no-terminal-hint"))
}

fn take(text: &str) -> Result<Password, Failure> {
    Password::new(text).map_err(|_| too_long())
}

fn too_long() -> Failure {
    Failure::failed(words::text("console-password-long"), words::text("console-password-hint"))
}

fn from_file(file: &Path) -> Result<Password, Failure> {
    let unreadable = |e: io::Error| Failure::unreadable(file, &e);
    let line = if is_standard_input(file) {
        let line = first_line(&mut io::stdin().lock()).map_err(unreadable)?;
        // Nothing at all is no blank password: whoever meant to pipe one has failed to.
        line.ok_or_else(|| not_given(words::text("console-no-input")))?
    } else {
        let line = File::open(file).and_then(|mut f| first_line(&mut f)).map_err(unreadable)?;
        line.unwrap_or_default()
    };
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
    if line.len() >= LONGEST {
        return Err(too_long());
    }
    let text = std::str::from_utf8(line).map_err(|_| {
        Failure::failed(
            words::with("console-password-text", &[("path", &file.display())]),
            words::text("console-password-hint"),
        )
    })?;
    take(text)
}

/// Reads the first line without its end; `None` when there is not a single byte.
///
/// Byte by byte: nothing of what follows is taken, and no buffer keeps the password.
fn first_line(from: &mut impl Read) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    // With room from the start: a vector that grows leaves its old bytes behind.
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut byte = Zeroizing::new([0_u8; 1]);
    let mut any = false;
    while line.len() < LONGEST {
        match from.read(byte.as_mut()) {
            Ok(0) => break,
            Ok(_) => {
                any = true;
                if byte.as_ref() == b"\n" {
                    break;
                }
                line.extend_from_slice(byte.as_ref());
            }
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    if line.last() == Some(&b'\r') {
        let _ = line.pop();
    }
    Ok(any.then_some(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_line_counts_and_nothing_behind_it_is_read() {
        for (bytes, line, rest) in [
            (&b"one\ntwo\n"[..], Some(&b"one"[..]), &b"two\n"[..]),
            (b"one\r\ntwo", Some(b"one"), b"two"),
            (b"one", Some(b"one"), b""),
            (b" o ne \n", Some(b" o ne "), b""),
            (b"\n", Some(b""), b""),
            (b"", None, b""),
        ] {
            let mut from = bytes;
            let read = first_line(&mut from).unwrap();
            assert_eq!(read.as_ref().map(|l| l.as_slice()), line, "{bytes:?}");
            assert_eq!(from, rest);
        }
    }
}

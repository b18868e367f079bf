//! Mailbox files (mbox). Written in the form that can be read back ("mboxrd"); `read` reads that
//! and the three others, `from_line` the line before each message.
//!
//! A mailbox cannot say where a message ends that does not end a line, nor what became of a message
//! without changing its bytes. Both stand behind the date on the line before it, where other programs
//! do not look: `restante=SIZE,FLAGS`, with the letters of a Maildir.

mod from_line;
mod read;

pub(super) use from_line::begins;
pub(super) use read::{LARGEST, Mbox};

use super::source::Marks;
use crate::mail::Moment;

/// What stands before size and flags on the line before a message.
const EXACT: &str = "restante=";

/// Writes a message, as it came, as a part of a mailbox.
pub(super) fn part(bytes: &[u8], sender: &str, at: Moment, marks: Marks) -> Vec<u8> {
    let sender: String = sender.chars().filter(char::is_ascii_graphic).collect();
    let sender = if sender.is_empty() { "MAILER-DAEMON" } else { &sender };
    let at = at.timestamp().strftime("%a %b %e %H:%M:%S %Y");
    let (size, flags) = (bytes.len(), marks.letters());
    let mut part = format!("From {sender} {at} {EXACT}{size},{flags}\n").into_bytes();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if quotes(line).is_some() {
            part.push(b'>');
        }
        part.extend_from_slice(line);
    }
    if !bytes.ends_with(b"\n") {
        part.push(b'\n');
    }
    part.push(b'\n');
    part
}

/// Returns how many marks of quoting a line has that would begin a message without them.
fn quotes(line: &[u8]) -> Option<usize> {
    let quotes = line.iter().position(|byte| *byte != b'>').unwrap_or(line.len());
    line.get(quotes..).is_some_and(|rest| rest.starts_with(b"From ")).then_some(quotes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_like_a_beginning_are_quoted() {
        let marks = Marks { answered: true, ..Marks::default() };
        let part =
            part(b"Subject: x\r\n\r\nFrom here\r\n>From there\r\nFromage", "", Moment(0), marks);
        assert_eq!(
            String::from_utf8(part).unwrap(),
            "From MAILER-DAEMON Thu Jan  1 00:00:00 1970 restante=45,RS\nSubject: x\r\n\r\n\
             >From here\r\n>>From there\r\nFromage\n\n"
        );
    }
}

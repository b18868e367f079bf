//! A message as a part of a mailbox file (mbox, in the form that can be read back: "mboxrd").

use crate::mail::{Message, Moment};

/// Writes a message, as it came, as a part of a mailbox.
pub(super) fn part(bytes: &[u8], message: &Message, at: Moment) -> Vec<u8> {
    let sender: String = message.from.addr_spec.chars().filter(|c| c.is_ascii_graphic()).collect();
    let sender = if sender.is_empty() { "MAILER-DAEMON".to_owned() } else { sender };
    let at = message.date.unwrap_or(at).timestamp().strftime("%a %b %e %H:%M:%S %Y");
    let mut part = format!("From {sender} {at}\n").into_bytes();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let quoted = line.iter().position(|byte| *byte != b'>').unwrap_or(line.len());
        if line.get(quoted..).is_some_and(|rest| rest.starts_with(b"From ")) {
            part.push(b'>');
        }
        part.extend_from_slice(line);
    }
    if !part.ends_with(b"\n") {
        part.push(b'\n');
    }
    part.push(b'\n');
    part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_like_a_beginning_are_quoted() {
        let message = Message { date: Some(Moment(0)), ..Message::default() };
        let part =
            part(b"Subject: x\r\n\r\nFrom here\r\n>From there\r\nFromage", &message, Moment(0));
        assert_eq!(
            String::from_utf8(part).unwrap(),
            "From MAILER-DAEMON Thu Jan  1 00:00:00 1970\nSubject: x\r\n\r\n>From here\r\n\
             >>From there\r\nFromage\n\n"
        );
    }
}

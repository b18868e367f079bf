//! How a person writes: what they chose once for all notes. It travels with them, in their message
//! file.

use serde::{Deserialize, Serialize};

use super::{Error, Session};

/// The setting in the message file.
pub const HABITS: &str = "writing";
/// The longest signature, in bytes.
const SIGNATURE: usize = 64 * 1024;
/// The longest prefix of quoted lines, in characters.
const PREFIX: usize = 8;

/// Where the original stands in an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quoting {
    /// Above what is written.
    Above,
    /// Below what is written.
    #[default]
    Below,
    /// Nowhere.
    Off,
}

/// What a person chose for writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Habits {
    /// Whether words are checked while they are typed.
    pub check_typing: bool,
    /// Whether the text is checked before it is sent (KB Q134427).
    pub check_sending: bool,
    /// Whether words in capitals are left alone (KB Q139354).
    pub ignore_capitals: bool,
    /// The language of the dictionary, such as `en_US`.
    pub language: String,
    /// Where the original stands in an answer (KB Q111537).
    pub quoting: Quoting,
    /// What stands before each quoted line; `| ` was popular (KB Q86100).
    pub prefix: String,
    /// Whether an answer takes the original's attachments along (KB Q85907).
    pub reply_attachments: bool,
    /// Whether to ask when the text speaks of an attachment and there is none.
    pub warn_attachment: bool,
    /// Whether to ask when a note without a subject is sent.
    pub ask_subject: bool,
    /// Whether a copy of what is sent is kept in Sent Mail (KB Q105109).
    pub save_copy: bool,
    /// Whether recipients are taken into the personal book (KB Q100498).
    pub keep_recipients: bool,
    /// The lines at the end of a message.
    pub signature: String,
    /// Whether new messages are signed.
    pub sign_new: bool,
    /// Whether answers, and what is passed on, are signed.
    pub sign_replies: bool,
    /// Whether the signature stands below the quote, at the end of everything.
    pub sign_below_quote: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            check_typing: true,
            check_sending: false,
            ignore_capitals: true,
            language: "en_US".to_owned(),
            quoting: Quoting::Below,
            prefix: "> ".to_owned(),
            reply_attachments: false,
            warn_attachment: true,
            ask_subject: true,
            save_copy: true,
            keep_recipients: false,
            signature: String::new(),
            sign_new: true,
            sign_replies: true,
            sign_below_quote: false,
        }
    }
}

impl Habits {
    /// Returns the signature as it stands in a message; none when there is none.
    pub fn signature(&self) -> Option<&str> {
        let signature = self.signature.trim_end();
        (!signature.trim().is_empty()).then_some(signature)
    }

    /// Returns the signature for answers and for what is passed on.
    fn reply_signature(&self) -> Option<&str> {
        self.signature().filter(|_| self.sign_replies)
    }

    /// Puts an answer's text together: room to write in, the quote and the signature.
    pub(super) fn answer(&self, quote: &str) -> String {
        let signature = self.reply_signature();
        let quote = quote.trim_end();
        match (self.quoting, signature) {
            (Quoting::Off, None) => String::new(),
            (Quoting::Off, Some(signature)) => format!("\n\n{signature}\n"),
            (Quoting::Below, _) => self.above(quote),
            (Quoting::Above, None) => format!("{quote}\n\n"),
            (Quoting::Above, Some(signature)) => format!("{quote}\n\n\n\n{signature}\n"),
        }
    }

    /// Puts the text of what is passed on together.
    pub(super) fn above(&self, original: &str) -> String {
        match self.reply_signature() {
            None => format!("\n\n{original}\n"),
            Some(signature) if self.sign_below_quote => {
                format!("\n\n{original}\n\n{signature}\n")
            }
            Some(signature) => format!("\n\n{signature}\n\n{original}\n"),
        }
    }

    /// Returns the line of an answer's text on which one begins to write.
    pub fn line_to_write_on(&self, text: &str) -> usize {
        if self.quoting != Quoting::Above {
            return 0;
        }
        let signature = self.reply_signature().map_or(0, |s| s.matches('\n').count() + 3);
        text.matches('\n').count().saturating_sub(signature)
    }

    /// Brings what somebody wrote into the file within its bounds.
    fn sane(mut self) -> Self {
        self.signature = self.signature.replace("\r\n", "\n").replace('\r', "\n");
        let mut end = self.signature.len().min(SIGNATURE);
        while !self.signature.is_char_boundary(end) {
            end -= 1;
        }
        self.signature.truncate(end);
        self.prefix = self.prefix.chars().filter(|c| !c.is_control()).take(PREFIX).collect();
        self
    }
}

impl Session {
    /// Returns how the person writes; the usual way when nothing was chosen or it cannot be read.
    pub fn habits(&self) -> Result<Habits, Error> {
        let Some(text) = self.file.setting(HABITS)? else { return Ok(Habits::default()) };
        let habits = serde_json::from_str::<Habits>(&text).unwrap_or_else(|error| {
            tracing::warn!(%error, "how the person writes cannot be read");
            Habits::default()
        });
        Ok(habits.sane())
    }

    /// Keeps how the person writes.
    pub fn set_habits(&mut self, habits: &Habits) -> Result<(), Error> {
        let text = serde_json::to_string(&habits.clone().sane()).unwrap_or_default();
        Ok(self.file.set_setting(HABITS, &text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_as_usual_and_what_is_said_has_bounds() {
        let habits: Habits = serde_json::from_str(r#"{"quoting":"off","new":1}"#).unwrap();
        assert_eq!(habits, Habits { quoting: Quoting::Off, ..Habits::default() });
        let odd = Habits {
            prefix: "\t| 123456789".into(),
            signature: "\u{fc}\r\n".repeat(40_000),
            ..Habits::default()
        };
        let sane = odd.sane();
        assert_eq!(sane.prefix, "| 123456");
        assert!(sane.signature.len() <= SIGNATURE && sane.signature.starts_with("\u{fc}\n\u{fc}"));
    }

    #[test]
    fn quote_and_signature_stand_where_they_are_wished() {
        let signed = Habits { signature: "Anna\nMain".into(), ..Habits::default() };
        let with = |quoting| Habits { quoting, ..signed.clone() };
        for (habits, text, line) in [
            (Habits::default(), "\n\nQ\nq\n", 0),
            (Habits { quoting: Quoting::Above, ..Habits::default() }, "Q\nq\n\n", 3),
            (Habits { quoting: Quoting::Off, ..Habits::default() }, "", 0),
            (signed.clone(), "\n\nAnna\nMain\n\nQ\nq\n", 0),
            (Habits { sign_below_quote: true, ..signed.clone() }, "\n\nQ\nq\n\nAnna\nMain\n", 0),
            (with(Quoting::Above), "Q\nq\n\n\n\nAnna\nMain\n", 3),
            (with(Quoting::Off), "\n\nAnna\nMain\n", 0),
            (Habits { sign_replies: false, ..signed }, "\n\nQ\nq\n", 0),
        ] {
            assert_eq!(habits.answer("Q\nq\n"), text, "{habits:?}");
            assert_eq!(habits.line_to_write_on(text), line, "{habits:?}");
        }
    }

    #[test]
    fn a_signature_of_blanks_is_none() {
        let signed = |text: &str| Habits { signature: text.into(), ..Habits::default() };
        assert_eq!(signed(" \n ").signature(), None);
        assert_eq!(signed("Anna\nMain Office\n\n").signature(), Some("Anna\nMain Office"));
    }
}

//! A message being written, and the rules for answering one.

use super::{Message, Person, Priority, plain_subject};

/// A file to go with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttachment {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A message being written. Recipients are as typed: names, mailboxes or addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Recipients.
    pub to: Vec<String>,
    /// Recipients of a copy.
    pub cc: Vec<String>,
    /// Recipients of a copy of whom the others do not hear.
    pub bcc: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The text, with LF line ends.
    pub body: String,
    /// Files to go with it.
    pub attachments: Vec<NewAttachment>,
    /// How urgent it is.
    pub priority: Priority,
    /// Whether a receipt is asked for.
    pub receipt: bool,
    /// Whether no copy is kept in Sent Mail.
    pub no_copy: bool,
    /// The Message-IDs of what this answers, oldest first, without brackets.
    pub references: Vec<String>,
}

impl Draft {
    /// Answers a message: to its sender, the original quoted, attachments only named (KB Q85907).
    pub fn reply(original: &Message, intro: &str) -> Self {
        Self {
            to: vec![original.from.to_string()],
            subject: format!("RE: {}", plain_subject(&original.subject)),
            body: format!("\n\n{}", quote(original, intro, "> ")),
            references: thread(original),
            ..Self::default()
        }
    }

    /// Answers a message to its sender and all other recipients, but not to oneself.
    pub fn reply_all(original: &Message, me: &Person, intro: &str) -> Self {
        let mut draft = Self::reply(original, intro);
        let mut seen = vec![me.addr_spec.to_ascii_lowercase()];
        if !original.from.addr_spec.is_empty() {
            seen.push(original.from.addr_spec.to_ascii_lowercase());
        }
        let mut fresh = |people: &[Person]| -> Vec<String> {
            people
                .iter()
                .filter(|p| {
                    let key = p.addr_spec.to_ascii_lowercase();
                    let new = !seen.contains(&key);
                    seen.push(key);
                    new
                })
                .map(ToString::to_string)
                .collect()
        };
        draft.to.extend(fresh(&original.to));
        draft.cc = fresh(&original.cc);
        draft
    }

    /// Passes a message on, with its attachments.
    pub fn forward(original: &Message, intro: &str) -> Self {
        Self {
            subject: format!("FW: {}", plain_subject(&original.subject)),
            body: format!("\n\n{intro}\n\n{}", original.body),
            attachments: original
                .attachments
                .iter()
                .map(|a| NewAttachment { name: a.name.clone(), bytes: a.bytes.clone() })
                .collect(),
            references: thread(original),
            ..Self::default()
        }
    }

    /// Returns whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.to.is_empty()
            && self.cc.is_empty()
            && self.bcc.is_empty()
            && self.subject.trim().is_empty()
            && self.body.trim().is_empty()
            && self.attachments.is_empty()
    }
}

fn thread(original: &Message) -> Vec<String> {
    let mut references = original.references.clone();
    if !original.message_id.is_empty() {
        references.push(original.message_id.clone());
    }
    references
}

/// Quotes a message: the introduction, then each line behind a prefix, attachments named in place.
pub fn quote(original: &Message, intro: &str, prefix: &str) -> String {
    let mut text = format!("{intro}\n");
    let again = prefix.trim_end();
    for line in original.body.trim_end().lines() {
        // What was quoted before keeps its marks together.
        let quoted = !again.is_empty() && line.starts_with(again);
        text.push_str(if quoted { again } else { prefix });
        text.push_str(line);
        text.push('\n');
    }
    for attachment in &original.attachments {
        text.push_str(&format!("{prefix}<<File Attachment: {}>>\n", attachment.name));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Address, FullName};

    fn person(name: &str, mailbox: &str) -> Person {
        Person::new(
            &FullName::parse(name).unwrap(),
            &Address::parse(&format!("NET/PO/{mailbox}")).unwrap(),
        )
    }

    fn original() -> Message {
        Message {
            message_id: "1@x".into(),
            references: vec!["0@x".into()],
            from: person("Anna Berg", "ANNA"),
            to: vec![person("Bruno Carl", "BRUNO"), person("Dora Eck", "DORA")],
            cc: vec![person("Anna Berg", "ANNA"), person("Emil Fuchs", "EMIL")],
            subject: "RE: Lunch".into(),
            body: "First\n> older\n".into(),
            attachments: vec![crate::mail::Attachment {
                name: "menu.txt".into(),
                mime: "text/plain".into(),
                bytes: b"soup".to_vec(),
            }],
            ..Message::default()
        }
    }

    #[test]
    fn reply_goes_to_the_sender_and_names_attachments() {
        let d = Draft::reply(&original(), "Anna wrote:");
        assert_eq!(d.to, ["Anna Berg <NET/PO/ANNA>"]);
        assert_eq!(d.subject, "RE: Lunch");
        assert_eq!(d.body, "\n\nAnna wrote:\n> First\n>> older\n> <<File Attachment: menu.txt>>\n");
        assert!(d.attachments.is_empty());
        assert_eq!(d.references, ["0@x", "1@x"]);
    }

    #[test]
    fn quotes_have_the_prefix_that_is_wished() {
        let quoted =
            |prefix| quote(&Message { attachments: Vec::new(), ..original() }, "x", prefix);
        assert_eq!(quoted("| "), "x\n| First\n| > older\n");
        assert_eq!(quoted(""), "x\nFirst\n> older\n");
    }

    #[test]
    fn reply_all_drops_me_and_doubles() {
        let d = Draft::reply_all(&original(), &person("Bruno Carl", "BRUNO"), "x");
        assert_eq!(d.to, ["Anna Berg <NET/PO/ANNA>", "Dora Eck <NET/PO/DORA>"]);
        assert_eq!(d.cc, ["Emil Fuchs <NET/PO/EMIL>"]);
    }

    #[test]
    fn forward_keeps_attachments() {
        let d = Draft::forward(&original(), "x");
        assert!(d.to.is_empty());
        assert_eq!(d.subject, "FW: Lunch");
        assert_eq!(d.attachments.len(), 1);
    }
}

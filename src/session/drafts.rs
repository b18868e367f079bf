//! Drafts: what is being written, kept in the message file until it is sent.

use crate::format::mime;
use crate::mail::{Address, Draft, Message, MessageId, Moment, NewAttachment, Person, quote};
use crate::words;

use super::{Error, Session};

/// The form in which dates stand in quotes.
const DATE: &str = "%A, %-d %B %Y %H:%M";

impl Session {
    /// Keeps a draft; with the number of an earlier state, that one is replaced.
    pub fn save_draft(&mut self, id: Option<MessageId>, draft: &Draft) -> Result<MessageId, Error> {
        let people = |typed: &[String]| typed.iter().map(|t| as_typed(t)).collect::<Vec<_>>();
        let message =
            self.message_of(draft, people(&draft.to), people(&draft.cc), people(&draft.bcc));
        Ok(self.file.replace_draft(id, &mime::write(&message))?)
    }

    /// Opens a draft for going on with it.
    pub fn open_draft(&self, id: MessageId) -> Result<Draft, Error> {
        Ok(draft_of(mime::parse(&self.file.bytes(id)?)))
    }

    /// Throws a draft away for good; nothing happens when it is gone.
    pub fn discard_draft(&mut self, id: MessageId) -> Result<(), Error> {
        Ok(self.file.remove(&[id])?)
    }

    /// Begins an answer to a message's sender.
    pub fn reply(&self, id: MessageId) -> Result<Draft, Error> {
        let mut original = self.original(id)?;
        let draft = Draft::reply(&original, "");
        self.answered(draft, &mut original)
    }

    /// Begins an answer to a message's sender and all other recipients.
    pub fn reply_all(&self, id: MessageId) -> Result<Draft, Error> {
        let mut original = self.original(id)?;
        let draft = Draft::reply_all(&original, &self.me(), "");
        self.answered(draft, &mut original)
    }

    /// Makes an answer as the person writes: quote, signature, attachments.
    fn answered(&self, mut draft: Draft, original: &mut Message) -> Result<Draft, Error> {
        let habits = self.habits()?;
        if habits.reply_attachments {
            // They come along, and are not only named.
            let attachments = std::mem::take(&mut original.attachments).into_iter();
            draft.attachments =
                attachments.map(|a| NewAttachment { name: a.name, bytes: a.bytes }).collect();
        }
        draft.body = habits.answer(&quote(original, &intro(original), &habits.prefix));
        draft.no_copy = !habits.save_copy;
        Ok(draft)
    }

    /// Begins to pass a message on.
    pub fn forward(&self, id: MessageId) -> Result<Draft, Error> {
        let mut draft = self.forward_of(&self.original(id)?);
        let habits = self.habits()?;
        draft.body = habits.above(draft.body.trim_start_matches('\n'));
        draft.no_copy = !habits.save_copy;
        Ok(draft)
    }

    /// Makes a draft that passes a message on.
    pub(super) fn forward_of(&self, original: &Message) -> Draft {
        let to: Vec<String> = original.to.iter().map(ToString::to_string).collect();
        let intro = words::with(
            "session-forward-intro",
            &[
                ("from", &original.from),
                ("to", &to.join("; ")),
                ("subject", &original.subject),
                ("date", &date_of(original)),
            ],
        );
        Draft::forward(original, &intro)
    }

    /// Opens a message that is to be answered; receipts are not (KB Q86330).
    fn original(&self, id: MessageId) -> Result<Message, Error> {
        let original = mime::parse(&self.file.bytes(id)?);
        if original.postcard.is_some() { Err(Error::IsReceipt) } else { Ok(original) }
    }
}

fn intro(original: &Message) -> String {
    words::with(
        "session-quote-intro",
        &[("name", &original.from.short()), ("date", &date_of(original))],
    )
}

fn date_of(original: &Message) -> String {
    original.date.unwrap_or_else(Moment::now).local(DATE)
}

/// Makes a draft of a message, to write on.
pub(super) fn draft_of(message: Message) -> Draft {
    let typed = |people: &[Person]| people.iter().map(ToString::to_string).collect();
    Draft {
        to: typed(&message.to),
        cc: typed(&message.cc),
        bcc: typed(&message.bcc),
        subject: message.subject,
        body: message.body,
        attachments: message
            .attachments
            .into_iter()
            .map(|a| NewAttachment { name: a.name, bytes: a.bytes })
            .collect(),
        priority: message.priority,
        receipt: message.receipt,
        no_copy: message.no_copy,
        references: message.references,
    }
}

/// Keeps a recipient as typed; an address becomes one, anything else stands as a name.
pub(super) fn as_typed(typed: &str) -> Person {
    let (name, inner) = typed
        .trim()
        .strip_suffix('>')
        .and_then(|t| t.rsplit_once('<'))
        .map_or(("", typed.trim()), |(name, inner)| (name.trim().trim_matches('"'), inner));
    match Address::parse(inner) {
        Ok(address) => Person { name: name.to_owned(), addr_spec: address.as_addr_spec() },
        Err(_) => Person { name: typed.trim().to_owned(), addr_spec: String::new() },
    }
}

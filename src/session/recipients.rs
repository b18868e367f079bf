//! To whom a draft goes. Where nobody can be asked now, an address is taken as it is, and a name
//! waits in the Outbox with its message until somebody can be asked: see [`super::send`].

use crate::format::mime;
use crate::mail::{Draft, Message, MessageId, Person};
use crate::words;

use super::drafts::{as_typed, draft_of};
use super::hold::Typed;
use super::send::parts_of;
use super::{Error, Refused, Resolution, Session};

/// A draft with its recipients.
pub(super) struct Addressed {
    /// The message.
    pub(super) message: Message,
    /// Who was not found.
    pub(super) refused: Vec<Refused>,
    /// Why somebody could not be looked up yet; none when everybody was.
    pub(super) open: Option<String>,
}

impl Session {
    /// Finds out to whom a draft goes.
    pub(super) fn addressed(&self, draft: &Draft) -> Result<Addressed, Error> {
        let (mut refused, mut open) = (Vec::new(), None);
        let mut all = |typed: &[String]| self.resolve_all(typed, &mut refused, &mut open);
        let (to, cc, bcc) = (all(&draft.to)?, all(&draft.cc)?, all(&draft.bcc)?);
        if to.is_empty() && cc.is_empty() && bcc.is_empty() && refused.is_empty() {
            return Err(Error::NoRecipients);
        }
        Ok(Addressed { message: self.message_of(draft, to, cc, bcc), refused, open })
    }

    fn resolve_all(
        &self,
        typed: &[String],
        refused: &mut Vec<Refused>,
        open: &mut Option<String>,
    ) -> Result<Vec<Person>, Error> {
        let mut people: Vec<Person> = Vec::new();
        for typed in &self.expanded(typed)? {
            let reason = match self.resolve(typed)? {
                Resolution::Found(person) => {
                    if !people.contains(&person) {
                        people.push(person);
                    }
                    continue;
                }
                Resolution::Unreachable(reason) => {
                    let person = as_typed(typed);
                    if person.address().is_none() {
                        let values: [(&str, &dyn std::fmt::Display); 2] =
                            [("name", typed), ("reason", &reason)];
                        *open = Some(words::with("session-reason-not-looked-up", &values));
                    }
                    if !people.contains(&person) {
                        people.push(person);
                    }
                    continue;
                }
                Resolution::Unknown | Resolution::Group(_) => words::text("session-reason-unknown"),
                Resolution::Ambiguous(_) => words::text("session-reason-ambiguous"),
                Resolution::PostofficeUnknown => words::text("session-reason-postoffice-unknown"),
                Resolution::MovedTooOften => words::text("session-reason-moved-too-often"),
            };
            refused.push(Refused { recipient: typed.clone(), reason });
        }
        Ok(people)
    }

    /// Looks up whom a message in the Outbox is for, when that could not be done before; returns
    /// why it still cannot.
    pub(super) fn readdress(&mut self, id: MessageId) -> Result<Option<String>, Error> {
        let mut held = self.file.held(id)?;
        let Ok(mut typed) = serde_json::from_str::<Typed>(&held.typed) else { return Ok(None) };
        if !typed.open {
            return Ok(None);
        }
        let old = mime::parse(&self.file.bytes(id)?);
        let (message_id, date) = (old.message_id.clone(), old.date);
        let draft = typed.recipients_of(draft_of(old));
        let Addressed { mut message, refused, open } = self.addressed(&draft)?;
        if open.is_some() {
            return Ok(open);
        }
        (message.message_id, message.date) = (message_id, date);
        typed.open = false;
        held.typed = serde_json::to_string(&typed).unwrap_or_default();
        held.refused = super::hold::written(&refused);
        let parts = parts_of(&message);
        self.note_recipients(&[&message.to, &message.cc, &message.bcc]);
        self.file.readdress(id, &mime::write(&message), &parts, &held)?;
        Ok(None)
    }
}

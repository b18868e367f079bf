//! Receipts: asked for by the sender, sent once by who reads, if they like.

use crate::format::mime;
use crate::mail::{FolderKind, Message, MessageId, Moment, Person, Postcard};
use crate::mmf::{Reader, Retry};
use crate::words;

use super::send::parts_of;
use super::{Error, Session};

impl Session {
    /// Returns who waits for a receipt of a message: nobody when it is this person's own, when it
    /// is thrown away, or when it was answered already.
    pub(super) fn waits_for_receipt(
        &self,
        id: MessageId,
        message: &Message,
    ) -> Result<Option<Person>, Error> {
        let sender = &message.from;
        let own = sender.addr_spec.eq_ignore_ascii_case(&self.me().addr_spec);
        if own || sender.address().is_none() || !self.file.wants_receipt(id)? {
            return Ok(None);
        }
        let folder = self.file.folder(self.file.summary(id)?.folder)?;
        Ok((folder.kind != FolderKind::DeletedMail).then(|| sender.clone()))
    }

    /// Tells the sender of a message that it was read; once, however often this is called. Returns
    /// whether a receipt is on its way.
    pub fn send_receipt(&mut self, id: MessageId) -> Result<bool, Error> {
        let original = mime::parse(&self.file.bytes(id)?);
        let Some(sender) = self.waits_for_receipt(id, &original)? else { return Ok(false) };
        let read = Moment::now();
        let receipt = self.receipt(&original, sender, read);
        let queued = self.file.send_receipt(id, &mime::write(&receipt), &parts_of(&receipt))?;
        if queued.is_some() {
            // What cannot go now waits in the Outbox; that is no failure of reading.
            let due = self.file.waiting(Moment::now(), Retry::Due)?;
            let due = due.into_iter().filter(|id| Some(*id) == queued).collect();
            let _ = self.spool_these(due)?;
        }
        Ok(queued.is_some())
    }

    /// Sends no receipt of a message, and does not ask again.
    pub fn refuse_receipt(&mut self, id: MessageId) -> Result<(), Error> {
        Ok(self.file.refuse_receipt(id)?)
    }

    /// Returns who is known to have read a message of this person.
    pub(super) fn readers_of(&self, message: &Message) -> Result<Vec<Reader>, Error> {
        if !message.receipt || !message.from.addr_spec.eq_ignore_ascii_case(&self.me().addr_spec) {
            return Ok(Vec::new());
        }
        Ok(self.file.readers(&message.message_id)?)
    }

    fn receipt(&self, original: &Message, sender: Person, read: Moment) -> Message {
        let name = self.full_name().to_string();
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("name", &name),
            ("subject", &original.subject),
            ("date", &read.local("%Y-%m-%d %H:%M")),
        ];
        let draft = crate::mail::Draft {
            subject: words::with("session-receipt-subject", &[("subject", &original.subject)]),
            body: words::with("session-receipt-body", &values),
            references: if original.message_id.is_empty() {
                Vec::new()
            } else {
                vec![original.message_id.clone()]
            },
            ..crate::mail::Draft::default()
        };
        let mut receipt = self.message_of(&draft, vec![sender], Vec::new(), Vec::new());
        receipt.automatic = true;
        receipt.postcard = Some(Postcard {
            original: original.message_id.clone(),
            subject: original.subject.clone(),
            sent: original.date,
            read: Some(read),
        });
        receipt
    }
}

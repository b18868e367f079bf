//! Templates: messages to begin others with. They lie in a folder of their own, and what is made of
//! one leaves it as it is.

use crate::format::mime;
use crate::mail::{Draft, FolderKind, MessageId, Order, Person, SortKey, Summary};
use crate::mmf::NewFlags;

use super::drafts::as_typed;
use super::{Error, Session};

/// The most templates that are offered.
const MOST: u32 = 1000;

impl Session {
    /// Lists the templates by their names, which are their subjects.
    pub fn templates(&mut self) -> Result<Vec<Summary>, Error> {
        let order = Order { key: SortKey::Subject, descending: false, ..Order::default() };
        match self.file.folders()?.iter().find(|f| f.kind == FolderKind::Templates) {
            Some(folder) => Ok(self.file.rows(folder.id, order, 0, MOST)?),
            None => Ok(Vec::new()),
        }
    }

    /// Keeps a template under the name that is its subject; another one of this name is replaced.
    pub fn save_template(&mut self, draft: &Draft) -> Result<MessageId, Error> {
        let name = draft.subject.trim().to_lowercase();
        let same = |row: &&Summary| row.subject.trim().to_lowercase() == name;
        let there = self.templates()?.iter().find(same).map(|row| row.id);
        let people = |typed: &[String]| typed.iter().map(|t| as_typed(t)).collect::<Vec<Person>>();
        // A new message made of it is no answer to what the first one answered.
        let draft = Draft { references: Vec::new(), ..draft.clone() };
        let message =
            self.message_of(&draft, people(&draft.to), people(&draft.cc), people(&draft.bcc));
        let bytes = mime::write(&message);
        if there.is_some() {
            return Ok(self.file.replace_draft(there, &bytes)?);
        }
        let folder = self.file.standard(FolderKind::Templates)?;
        Ok(self.file.add(folder, &bytes, NewFlags { unread: false, draft: true })?)
    }

    /// Gives a template another name.
    pub fn rename_template(&mut self, id: MessageId, name: &str) -> Result<(), Error> {
        let mut message = mime::parse(&self.file.bytes(id)?);
        name.trim().clone_into(&mut message.subject);
        let _ = self.file.replace_draft(Some(id), &mime::write(&message))?;
        Ok(())
    }
}

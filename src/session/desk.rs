//! What a person does at the desk: look through folders, read, mark, move, throw away.

use std::path::PathBuf;
use std::time::Duration;

use crate::format::mime;
use crate::mail::{Folder, FolderId, FolderKind, Message, MessageId, Order, Person, Summary};
use crate::mmf::{Mark, NewFlags, Reader};
use crate::words;

use super::{Error, Session};

/// A message, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Its line in the list.
    pub summary: Summary,
    /// The message.
    pub message: Message,
    /// Its header as it came.
    pub header: String,
    /// Who waits for a receipt of it, when the person was not asked yet.
    pub receipt: Option<Person>,
    /// Who is known to have read it, when this person wrote it.
    pub readers: Vec<Reader>,
}

/// What came of deleting: what went to Deleted Mail and from where, and what is gone for good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deleted {
    /// Messages in Deleted Mail now, and the folder that each lay in.
    pub moved: Vec<(MessageId, FolderId)>,
    /// Messages that were in Deleted Mail and are gone.
    pub removed: Vec<MessageId>,
}

impl Session {
    /// Returns the folders in the order of the tree, parents before children.
    pub fn folders(&self) -> Result<Vec<Folder>, Error> {
        Ok(self.file.folders()?)
    }

    /// Returns a folder that every message file has.
    pub fn standard(&mut self, kind: FolderKind) -> Result<FolderId, Error> {
        Ok(self.file.standard(kind)?)
    }

    /// Finds a folder by its path, like `Projects/1995`.
    pub fn folder_named(&self, path: &str) -> Result<Option<Folder>, Error> {
        Ok(self.file.folder_named(path)?)
    }

    /// Makes a folder.
    pub fn create_folder(
        &mut self,
        parent: Option<FolderId>,
        name: &str,
    ) -> Result<FolderId, Error> {
        Ok(self.file.create_folder(parent, name)?)
    }

    /// Renames a folder.
    pub fn rename_folder(&mut self, id: FolderId, name: &str) -> Result<(), Error> {
        Ok(self.file.rename_folder(id, name)?)
    }

    /// Deletes a folder; its messages go to Deleted Mail.
    pub fn delete_folder(&mut self, id: FolderId) -> Result<(), Error> {
        Ok(self.file.delete_folder(id)?)
    }

    /// Returns some rows of a folder's list.
    pub fn rows(
        &mut self,
        folder: FolderId,
        order: Order,
        offset: u64,
        count: u32,
    ) -> Result<Vec<Summary>, Error> {
        Ok(self.file.rows(folder, order, offset, count)?)
    }

    /// Completes rows of a list by the recipients in Cc.
    pub fn look_up_cc(&self, rows: &mut [Summary]) -> Result<(), Error> {
        Ok(self.file.look_up_cc(rows)?)
    }

    /// Returns where in a folder's list a message stands.
    pub fn position(
        &mut self,
        folder: FolderId,
        order: Order,
        id: MessageId,
    ) -> Result<Option<u64>, Error> {
        Ok(self.file.position(folder, order, id)?)
    }

    /// Opens a message; who reads it marks it.
    pub fn open_message(&self, id: MessageId) -> Result<Opened, Error> {
        self.open_message_as(id, None)
    }

    /// Opens a message whose text is read in another character set than it names.
    pub fn open_message_as(&self, id: MessageId, charset: Option<&str>) -> Result<Opened, Error> {
        let summary = self.file.summary(id)?;
        let bytes = self.file.bytes(id)?;
        let (message, header) = (mime::open(&bytes, charset), mime::header_text(&bytes));
        let receipt = self.waits_for_receipt(id, &message)?;
        let readers = self.readers_of(&message)?;
        Ok(Opened { summary, message, header, receipt, readers })
    }

    /// Returns a message's line in the list.
    pub fn summary(&self, id: MessageId) -> Result<Summary, Error> {
        Ok(self.file.summary(id)?)
    }

    /// Returns a message byte for byte.
    pub fn source(&self, id: MessageId) -> Result<Vec<u8>, Error> {
        Ok(self.file.bytes(id)?)
    }

    /// Marks messages.
    pub fn mark(&mut self, ids: &[MessageId], mark: Mark) -> Result<(), Error> {
        Ok(self.file.mark(ids, mark)?)
    }

    /// Moves messages; returns the folder that each lay in, for undoing.
    pub fn move_to(
        &mut self,
        ids: &[MessageId],
        folder: FolderId,
    ) -> Result<Vec<(MessageId, FolderId)>, Error> {
        Ok(self.file.move_to(ids, folder)?)
    }

    /// Throws messages away: into Deleted Mail, and from there for good (KB Q126426).
    pub fn delete(&mut self, ids: &[MessageId]) -> Result<Deleted, Error> {
        let bin = self.file.standard(FolderKind::DeletedMail)?;
        let (mut away, mut gone) = (Vec::new(), Vec::new());
        for id in ids {
            match self.file.summary(*id) {
                Ok(summary) if summary.folder == bin => gone.push(*id),
                Ok(_) => away.push(*id),
                Err(crate::mmf::Error::NoSuchMessage { .. }) => {}
                Err(e) => return Err(e.into()),
            }
        }
        let moved = self.file.move_to(&away, bin)?;
        self.file.remove(&gone)?;
        Ok(Deleted { moved, removed: gone })
    }

    /// Clears away the bytes of what is gone, in a slice of time; returns whether there is more.
    pub fn clear_away(&mut self, slice: Duration) -> Result<bool, Error> {
        Ok(self.file.clear_away(slice)?)
    }

    /// Returns the files that change when a letter is put into the mailbag, for watching them.
    pub fn watch_paths(&self) -> Vec<PathBuf> {
        vec![self.office.mailbag_index_path(self.account.user)]
    }

    /// Returns a setting that the person keeps in the message file.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        Ok(self.file.setting(key)?)
    }

    /// Keeps a setting in the message file.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), Error> {
        Ok(self.file.set_setting(key, value)?)
    }

    /// Puts the welcome message into the Inbox of somebody who just made a postoffice.
    pub fn welcome(&mut self) -> Result<(), Error> {
        let message = Message {
            from: crate::mail::Person {
                name: words::text("app-name"),
                addr_spec: self.address().as_addr_spec(),
            },
            to: vec![self.me()],
            subject: words::text("session-welcome-subject"),
            body: words::with(
                "session-welcome-body",
                &[
                    ("name", self.full_name()),
                    ("postoffice", &self.postoffice_name()),
                    ("path", &self.message_file().display()),
                ],
            ),
            ..self.message_of(&crate::mail::Draft::default(), Vec::new(), Vec::new(), Vec::new())
        };
        let inbox = self.file.standard(FolderKind::Inbox)?;
        let flags = NewFlags { unread: true, draft: false };
        let _ = self.file.add(inbox, &mime::write(&message), flags)?;
        Ok(())
    }
}

//! An original message file as its owner knew it.

use std::path::Path;

use super::accounts::Accounts;
use super::book::{self, Book};
use super::error::Problem;
use super::folders::{self, Filed, Folder};
use super::message::{self, Original, Tables};
use super::store::Store;
use super::{Error, attached, salvage};
use crate::disk::Disk;
use crate::format::code_page::CodePage;
use crate::format::original::header::Header;
use crate::format::original::oid::Oid;

/// How a file is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The code page of its texts; without it the one that its language speaks for.
    pub code_page: Option<CodePage>,
    /// Whether a file is searched for maps and objects even where its header is none.
    pub salvage: bool,
    /// Whether mail that was deleted, and is not yet overwritten, is offered in a folder of its own.
    pub deleted: bool,
}

/// An original message file.
#[derive(Debug)]
pub struct Mailbox {
    store: Store,
    page: CodePage,
    tables: Tables,
    folders: Vec<Folder>,
}

/// Returns whether bytes are the beginning of an original message file, of whatever version.
pub fn is_original(beginning: &[u8]) -> bool {
    Header::is_one(beginning)
}

impl Mailbox {
    /// Opens a file, for reading alone, and reads its folders. `going_on` is asked while a damaged
    /// file is searched: place and length; `false` gives up.
    pub fn open(
        disk: &Disk,
        path: &Path,
        options: &Options,
        going_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Self, Error> {
        let mut store = Store::open(disk, path, options, going_on)?;
        let language = store.header().map(|header| header.language.clone()).unwrap_or_default();
        let language = CodePage::default().decode(&language);
        let page = options.code_page.unwrap_or_else(|| CodePage::of_language(&language));
        let tables = Tables::read(&mut store)?;
        let folders = folders::read(&mut store, page)?;
        let mut mailbox = Self { store, page, tables, folders };
        if options.deleted {
            mailbox.find_deleted(going_on)?;
        }
        Ok(mailbox)
    }

    /// Searches the free parts of the file for messages that nothing names any more.
    fn find_deleted(&mut self, going_on: &mut dyn FnMut(u64, u64) -> bool) -> Result<(), Error> {
        let free = self.store.free().to_vec();
        let found = salvage::scan(&mut self.store, &free, going_on)?;
        let mut messages = Vec::new();
        for (oid, node) in found {
            // An older version of what is still there is nothing that was deleted.
            if self.store.node(oid).is_none() {
                self.store.put_found(oid, node);
                if oid.kind() == Oid::MESSAGE {
                    messages.push(Filed { oid, line: None });
                }
            }
        }
        if !messages.is_empty() {
            self.folders.push(Folder::found(messages, self.page));
        }
        Ok(())
    }

    /// Returns the path of the file.
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// Returns the bytes of the file.
    pub fn size(&self) -> u64 {
        self.store.len()
    }

    /// Returns the version of the format; none where the header is lost.
    pub fn version(&self) -> Option<u32> {
        self.store.header().map(|header| header.version)
    }

    /// Returns the language of the Windows that wrote the file; may be empty.
    pub fn language(&self) -> String {
        self.store.header().map(|h| self.page.decode(&h.language)).unwrap_or_default()
    }

    /// Returns the code page of its texts.
    pub fn code_page(&self) -> CodePage {
        self.page
    }

    /// Returns whether neither map could be used, and the objects were searched for.
    pub fn is_salvaged(&self) -> bool {
        self.store.salvaged()
    }

    /// Returns the folders with their messages, in their order.
    pub fn folders(&self) -> &[Folder] {
        &self.folders
    }

    /// Returns how many messages there are in all folders.
    pub fn messages(&self) -> u64 {
        self.folders.iter().map(|folder| folder.messages.len() as u64).sum()
    }

    /// Reads a message; none where nothing of it is left.
    pub fn message(&mut self, filed: &Filed) -> Result<Option<Original>, Error> {
        Ok(message::read(&mut self.store, &self.tables, filed, self.page)?)
    }

    /// Counts what came with all messages, without reading it.
    pub fn attachments(&mut self) -> Result<u64, Error> {
        let mut count = 0;
        let messages: Vec<Oid> =
            self.folders.iter().flat_map(|f| f.messages.iter().map(|m| m.oid)).collect();
        for oid in messages {
            count += attached::count(&mut self.store, oid)?;
        }
        Ok(count)
    }

    /// Reads the personal address books.
    pub fn books(&mut self) -> Result<Vec<Book>, Error> {
        Ok(book::read(&mut self.store, self.page)?)
    }

    /// Reads who may use the file.
    pub fn accounts(&mut self) -> Result<Accounts, Error> {
        Accounts::read(&mut self.store)
    }

    /// Notes beside what was found wrong how the file was read.
    pub fn note(&mut self, what: &str) {
        self.store.tell(Problem { object: None, offset: None, what: what.to_owned() });
    }

    /// Returns all that was found wrong so far; reading messages finds more.
    pub fn problems(&self) -> &[Problem] {
        self.store.problems()
    }
}

//! Sign-in, the open session, and delivery: the room that knows who is signed in.
//!
//! With [`crate::admin`] it is the only room that holds both stores, the shared
//! [`crate::postoffice`] and the person's [`crate::mmf`]. Everything here blocks; the screens call
//! it on a thread of its own.

mod acts;
mod addressing;
mod book;
mod carry;
mod collect;
mod desk;
mod drafts;
mod error;
mod find;
mod forward;
mod groups;
mod habits;
mod hold;
mod new_file;
mod password;
mod put_away;
mod receipt;
mod recipients;
mod report;
mod retention;
mod rule;
mod rules;
mod send;
mod sign_in;
mod templates;

use std::path::Path;
use std::sync::Arc;

pub use crate::disk::{Disk, Holder};
pub use crate::format::verifier::Cost;
pub use crate::mmf::{
    Act, Arrival, FolderAct, Hunted, Imported, Known as KnownMail, LogLine, Mark, OtherFile,
    Progress, Put, Reader, Record, Reverted, is_open_here,
};
pub use acts::Measured;
pub(crate) use addressing::{Home, Located, locate};
pub use addressing::{Resolution, recipient_places, split_recipients};
pub use book::{Known, Source};
pub use carry::Choice;
pub use collect::Fetched;
pub use desk::{Deleted, Opened};
pub use error::{Error, Invalid, Kind};
pub(crate) use forward::{Settled, bring_letters, settle};
pub use habits::{HABITS, Habits, Quoting};
pub use hold::{Hold, TakenBack, Waiting};
pub use new_file::{NewFile, Owner};
pub use password::open_other_file;
pub(crate) use put_away::put_away;
pub use report::Refused;
pub(crate) use report::{Told, report_refusal};
pub use retention::days_ago;
pub use rule::{Synced, Verdict, verdict};
pub use rules::{Arrived, Swept, Told as RuleTold, Tried, asks, does};
pub use send::{Sent, Spooled};
pub use sign_in::{MessageFileChoice, SignIn, find_postoffice};

use crate::disk::Lock;
use crate::mail::{Address, Person};
use crate::mmf::MessageFile;
use crate::postoffice::{Account, Postoffice};

/// An open session: a postoffice, who is signed in, and their message file.
///
/// Dropping it signs out.
#[derive(Debug)]
pub struct Session {
    // The order matters: the message file is closed before the lock is let go.
    file: MessageFile,
    office: Postoffice,
    account: Account,
    synced: Vec<Synced>,
    registered: bool,
    set_aside: Option<std::path::PathBuf>,
    told: Vec<rules::Told>,
    arrived: Arrived,
    signed_in: Arc<Lock>,
}

impl Session {
    /// Returns the account that is signed in.
    pub fn mailbox(&self) -> &crate::mail::ShortName {
        &self.account.mailbox
    }

    /// Returns the full name of who is signed in.
    pub fn full_name(&self) -> &crate::mail::FullName {
        &self.account.full_name
    }

    /// Returns whether who is signed in is an administrator.
    pub fn is_administrator(&self) -> bool {
        self.account.administrator
    }

    /// Returns whether a new password must be chosen, because the one used was a one-time password.
    pub fn must_choose_password(&self) -> bool {
        self.account.must_choose
    }

    /// Returns the address of who is signed in.
    pub fn address(&self) -> Address {
        address_in(&self.office, &self.account)
    }

    /// Returns who is signed in, as messages name them.
    pub fn me(&self) -> Person {
        Person::new(&self.account.full_name, &self.address())
    }

    /// Returns the postoffice's folder.
    pub fn postoffice_root(&self) -> &Path {
        self.office.root()
    }

    /// Returns the postoffice's name as `NETWORK/POSTOFFICE`.
    pub fn postoffice_name(&self) -> String {
        office_name(&self.office)
    }

    /// Returns the message file.
    pub fn message_file(&self) -> &Path {
        self.file.path()
    }

    /// Returns where the older message file is kept when this sign-in made a new one.
    pub fn old_message_file(&self) -> Option<&Path> {
        self.set_aside.as_deref()
    }

    /// Returns what sign-in brought up to date in the message file.
    pub fn synced(&self) -> &[Synced] {
        &self.synced
    }

    /// Closes the message file and signs out.
    pub fn sign_out(self) -> Result<(), Error> {
        let Self { file, signed_in: _lock, .. } = self;
        Ok(file.close()?)
    }

    /// Checks that nobody took this session over, before something is changed outside the message
    /// file, whose every commit checks it.
    fn confirm(&self) -> Result<(), Error> {
        Ok(self.signed_in.confirm().map_err(crate::postoffice::Error::from)?)
    }
}

pub(crate) fn office_name(office: &Postoffice) -> String {
    format!("{}/{}", office.network(), office.name())
}

pub(crate) fn address_in(office: &Postoffice, account: &Account) -> Address {
    Address {
        network: office.network().clone(),
        postoffice: office.name().clone(),
        mailbox: account.mailbox.clone(),
    }
}

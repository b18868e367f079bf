//! Signing in with an original Microsoft Mail message file: the same rule as always, and then a new
//! message file in its place, into which the mail is taken over.
//!
//! The original is never written. It is renamed, so that the new file can have the name under which
//! the postoffice and every machine look for it, and the new file remembers where its mail is to be
//! taken from until all of it was. A crash between the two is found at the next sign-in: the file is
//! missing then, and the last one put away is an original.

use std::path::{Path, PathBuf};

use super::super::rule::{Verdict, verdict};
use super::{Error, Opening, Session, registered_path};
use crate::disk::Disk;
use crate::format::access::MessageFilePlace;
use crate::legacy::{self, Accounts};
use crate::mmf::MessageFile;

/// The setting in which a new message file remembers whose mail it takes over.
const TAKES_OVER: &str = "takes-over";

/// Returns whether a file is an original message file, of whatever version.
fn is_original(disk: &Disk, path: &Path) -> bool {
    disk.read_at(path, 0, 4).is_ok_and(|beginning| legacy::is_original(&beginning))
}

impl Opening<'_> {
    /// Returns the original message file that is meant by a path: the one that is there, or the one
    /// that a crash left put away when it was about to be replaced.
    pub(super) fn original_at(&self, path: &Path) -> Result<Option<PathBuf>, Error> {
        let disk = self.office.disk();
        if disk.size(path)?.is_some() {
            return Ok(is_original(disk, path).then(|| path.to_owned()));
        }
        Ok(self.kept_files(path)?.pop().filter(|kept| is_original(disk, kept)))
    }

    /// Judges an original message file, and puts a new one in its place where that is wished.
    pub(super) fn open_original(
        self,
        original: &Path,
        path: &Path,
        registered: bool,
    ) -> Result<Session, Error> {
        self.judge_original(original, path)?;
        if !self.sign_in.convert || !registered {
            return Err(Error::OriginalMessageFile { path: original.to_owned() });
        }
        let kept = if original == path {
            self.keep_old(path)?.unwrap_or_else(|| original.to_owned())
        } else {
            original.to_owned()
        };
        let place = match self.account.message_file.clone() {
            MessageFilePlace::None => MessageFilePlace::Postoffice,
            place => place,
        };
        let mut session = self.make(path, place, Some(kept.clone()))?;
        session.file.set_setting(TAKES_OVER, &kept.to_string_lossy())?;
        Ok(session)
    }

    /// The rule: one of user id and password must be the file's. The number counts only for the file
    /// at this postoffice's own place for it.
    fn judge_original(&self, original: &Path, path: &Path) -> Result<(), Error> {
        let ours = path == self.office.message_file_path(self.account.user)
            && path == registered_path(&self.office, &self.account);
        let accounts = Accounts::of(self.office.disk(), original)?;
        let owner = accounts.judge(self.account.user, ours, &self.sign_in.password);
        if verdict(owner.user_id, owner.password) != Verdict::Invalid {
            return Ok(());
        }
        self.old_password_fits(original, false, |old| Ok(accounts.opens(old)))
    }
}

impl Session {
    /// Returns the original message file whose mail is still to be taken over.
    pub fn takes_over(&self) -> Result<Option<PathBuf>, Error> {
        let path = MessageFile::setting(&self.file, TAKES_OVER)?;
        Ok(path.filter(|path| !path.is_empty()).map(PathBuf::from))
    }

    /// Notes that all mail of the original message file was taken over.
    pub fn took_over(&mut self) -> Result<(), Error> {
        Ok(self.file.set_setting(TAKES_OVER, "")?)
    }
}

//! Mail carried in: from any source into the message file of the session, slice by slice, with a
//! manifest. What was put in stays when the rest fails or is given up; the same import once more
//! passes it over and goes on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Error;
use super::filling::{Filling, Target, Telling};
use super::manifest::{Manifest, Outcome, Report};
use super::source::Source;
use crate::disk::Disk;
use crate::mail::FolderKind;
use crate::session::Session;

/// Mail on its way in.
#[derive(Debug)]
pub struct Incoming {
    filling: Filling,
    manifest: Manifest,
    manifest_folder: PathBuf,
    done: bool,
}

impl Incoming {
    /// Begins to take mail in; its manifest goes into a folder, which is made and must not have one.
    pub fn begin(
        disk: &Disk,
        session: &mut Session,
        manifest_folder: &Path,
        target: Target,
    ) -> Result<Self, Error> {
        let failed = |source| Error::File { path: manifest_folder.to_owned(), source };
        disk.make_folder_quickly(manifest_folder).map_err(failed)?;
        let manifest = Manifest::begin(disk, manifest_folder, "import", "mixed");
        let manifest = manifest.map_err(|source| {
            let path = manifest_folder.to_owned();
            if source.already_exists() {
                Error::Exists { path }
            } else {
                Error::File { path, source }
            }
        })?;
        let drafts = session.standard(FolderKind::Drafts)?;
        let telling = Telling { outcome: Outcome::Imported, file: None };
        Ok(Self {
            filling: Filling::new(target, drafts, telling),
            manifest,
            manifest_folder: manifest_folder.to_owned(),
            done: false,
        })
    }

    /// Changes where the mail of the next source goes.
    pub fn aim(&mut self, target: Target) {
        self.filling.aim(target);
    }

    /// Returns how many messages were put in, and how many were there already.
    pub fn counted(&self) -> (u64, u64) {
        (self.manifest.counts.imported, self.manifest.counts.duplicates)
    }

    /// Takes mail in for a slice of time; returns whether the source is at its end.
    pub fn go_on(
        &mut self,
        session: &mut Session,
        source: &mut dyn Source,
        slice: Duration,
    ) -> Result<bool, Error> {
        let at_end = self.filling.go_on(session, source, slice, &mut self.manifest)?;
        let written = self.manifest.flush();
        written.map_err(|source| self.failed(source))?;
        Ok(at_end)
    }

    /// Ends the import; returns what was done.
    pub fn finish(mut self) -> Result<Report, Error> {
        let ended = self.manifest.finish(true);
        self.done = true;
        ended.map_err(|source| self.failed(source))?;
        Ok(self.manifest.report(&self.manifest_folder))
    }

    fn failed(&self, source: crate::disk::Error) -> Error {
        Error::File { path: self.manifest_folder.clone(), source }
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // Given up: the manifest says what was done until then.
        if !self.done
            && let Err(error) = self.manifest.finish(false)
        {
            tracing::warn!(%error, "the manifest of an import has no end");
        }
    }
}

/// Checks that there is room for so many bytes of mail beside a file, where that can be told.
pub fn check_room(disk: &Disk, path: &Path, bytes: u64) -> Result<(), Error> {
    // What is kept beside the mail itself: lists, the index, a journal.
    let needed = bytes.saturating_add(bytes / 4).saturating_add(8 << 20);
    match disk.room(path) {
        Some(room) if room < needed => Err(Error::NoRoom { path: path.to_owned(), needed, room }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_before_it_begins() {
        let (disk, dir) = (Disk::new(), tempfile::tempdir().unwrap());
        let path = dir.path().join("mail.mmf");
        check_room(&disk, &path, 0).unwrap();
        // Some machines hide their disks from programs; then nobody can tell.
        if disk.room(&path).is_some() {
            let error = check_room(&disk, &path, 1 << 60).unwrap_err();
            assert!(matches!(&error, Error::NoRoom { .. }), "{error}");
            assert!(error.summary().contains("mail.mmf") && !error.hint().is_empty());
        }
    }
}

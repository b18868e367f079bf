//! Mail carried in: from any source into the message file of the session, slice by slice, with a
//! manifest. What was put in stays when the rest fails or is given up; the same import once more
//! passes it over and goes on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Error;
use super::filling::{Filling, Target, Telling};
use super::manifest::{Manifest, Outcome, Report};
use super::room::Room;
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
        let room = Room::new(disk, session.message_file(), true);
        let telling = Telling { outcome: Outcome::Imported, file: None };
        Ok(Self {
            filling: Filling::new(target, drafts, telling, room),
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
        let at_end = self.filling.go_on(session, source, slice, &mut self.manifest);
        // What was put in is told of, also where the rest finds no room.
        let written = self.manifest.flush();
        written.map_err(|source| self.failed(source))?;
        at_end
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

//! The message file of an export in this program's own form.

use std::path::Path;
use std::time::Duration;

use crate::disk::Disk;
use crate::interchange::Error;
use crate::interchange::filling::{Filling, Target, Telling};
use crate::interchange::manifest::{Manifest, Outcome};
use crate::interchange::room::Room;
use crate::interchange::source::Source;
use crate::mail::{FolderKind, Group, Person};
use crate::session::{NewFile, Owner};

/// The name of the file in the folder of the export.
const NAME: &str = "Mail.mmf";

/// A message file on its way.
#[derive(Debug)]
pub(super) struct Own {
    file: NewFile,
    filling: Filling,
}

impl Own {
    /// Makes the file in a folder.
    pub(super) fn begin(disk: &Disk, folder: &Path, owner: &Owner) -> Result<Self, Error> {
        let mut file = NewFile::create(disk, &folder.join(NAME), owner)?;
        let drafts = file.standard(FolderKind::Drafts)?;
        let telling = Telling { outcome: Outcome::Exported, file: Some(NAME) };
        let room = Room::new(disk, folder, false);
        Ok(Self { file, filling: Filling::new(Target::default(), drafts, telling, room) })
    }

    /// Puts mail in for a slice of time; returns whether the source is at its end.
    pub(super) fn go_on(
        &mut self,
        source: &mut dyn Source,
        slice: Duration,
        manifest: &mut Manifest,
    ) -> Result<bool, Error> {
        self.filling.go_on(&mut self.file, source, slice, manifest)
    }

    /// Takes people into the file's personal book, and groups beside it.
    pub(super) fn add_people(&mut self, people: &[Person], groups: &[Group]) -> Result<(), Error> {
        Ok(self.file.take_people_in(people, groups)?)
    }

    /// Closes the file.
    pub(super) fn close(self) -> Result<(), Error> {
        Ok(self.file.close()?)
    }
}

//! The personal groups of who is signed in. `recipients` puts their members in their place when a
//! message goes out; `book` names them beside people.

use crate::mail::Group;

use super::{Error, Session};

impl Session {
    /// Lists the groups by their names.
    pub fn groups(&self) -> Result<Vec<Group>, Error> {
        Ok(self.file.groups()?)
    }

    /// Keeps a group; its members come to those of one of the same name.
    pub fn merge_group(&mut self, group: &Group) -> Result<(), Error> {
        Ok(self.file.merge_group(group)?)
    }
}

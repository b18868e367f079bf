//! The personal groups of who is signed in. `recipients` puts their members in their place when a
//! message goes out; `book` names them beside people.

use std::borrow::Borrow;

use crate::mail::{FullName, Group};

use super::{Error, Session};

impl Session {
    /// Lists the groups by their names.
    pub fn groups(&self) -> Result<Vec<Group>, Error> {
        Ok(self.file.groups()?)
    }

    /// Keeps a group; one of the same name has those members from now on, and no others.
    pub fn set_group(&mut self, group: &Group) -> Result<(), Error> {
        Ok(self.file.set_group(group)?)
    }

    /// Removes a group, and nobody who is in it; returns whether it was there.
    pub fn remove_group(&mut self, name: &str) -> Result<bool, Error> {
        let Some(group) = self.group_named(name)? else { return Ok(false) };
        Ok(self.file.remove_group(group.name())?)
    }

    /// Finds a group by its name as somebody typed it.
    pub fn group_named(&self, typed: &str) -> Result<Option<Group>, Error> {
        Ok(named(self.groups()?, typed))
    }

    /// Puts the members of groups in the place of the groups' names. A personal group goes before
    /// anybody of the same name, as all that a person keeps goes before the lists of others.
    pub(super) fn expanded(&self, typed: &[String]) -> Result<Vec<String>, Error> {
        let groups = self.groups()?;
        let mut all = Vec::new();
        for typed in typed {
            match named(groups.iter(), typed) {
                Some(group) => all.extend(group.members.iter().map(ToString::to_string)),
                None => all.push(typed.clone()),
            }
        }
        Ok(all)
    }
}

fn named<G: Borrow<Group>>(groups: impl IntoIterator<Item = G>, typed: &str) -> Option<G> {
    let wanted = FullName::parse(typed.trim().trim_matches('"')).ok()?.folded();
    groups.into_iter().find(|group| group.borrow().name().folded() == wanted)
}

//! The personal groups: names that stand for several people. `book` beside has the people.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Inner;
use super::{Error, MessageFile};
use crate::mail::{FullName, Group, Person};

impl MessageFile {
    /// Lists the groups by their names, with their members.
    pub fn groups(&self) -> Result<Vec<Group>, Error> {
        self.look("reading the personal groups", all)
    }

    /// Keeps a group; one of the same name has those members from now on, and no others.
    pub fn set_group(&mut self, group: &Group) -> Result<(), Error> {
        self.change("changing a personal group", |c| put(c, group))
    }

    /// Removes a group, and nobody who is in it; returns whether it was there.
    pub fn remove_group(&mut self, name: &FullName) -> Result<bool, Error> {
        self.change("removing a personal group", |c| {
            Ok(c.execute("DELETE FROM circle WHERE folded = ?1", [name.folded()])? > 0)
        })
    }
}

/// Lists the groups of a file.
pub(super) fn all(c: &Connection) -> Inner<Vec<Group>> {
    let mut circles = c.prepare_cached("SELECT id, name FROM circle ORDER BY folded")?;
    let mut members =
        c.prepare_cached("SELECT name, address FROM member WHERE circle = ?1 ORDER BY number")?;
    let rows = circles.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut groups = Vec::new();
    for row in rows {
        let (id, name): (i64, String) = row?;
        let person =
            |row: &rusqlite::Row<'_>| Ok(Person { name: row.get(0)?, addr_spec: row.get(1)? });
        let people = members.query_map([id], person)?.collect::<rusqlite::Result<Vec<_>>>()?;
        groups.extend(Group::new(&name, people));
    }
    Ok(groups)
}

/// Keeps a group, or takes its members into that of the same name.
pub(super) fn merge(c: &Connection, group: &Group) -> Inner<()> {
    let folded = group.name().folded();
    let there = all(c)?.into_iter().find(|there| there.name().folded() == folded);
    let Some(mut merged) = there else { return put(c, group) };
    merged.take(group.members.iter().cloned());
    put(c, &merged)
}

fn put(c: &Connection, group: &Group) -> Inner<()> {
    let (name, folded) = (group.name().as_str(), group.name().folded());
    let there = "SELECT id FROM circle WHERE folded = ?1";
    let there: Option<i64> = c.query_row(there, [&folded], |row| row.get(0)).optional()?;
    let id = match there {
        Some(id) => {
            let _ = c.execute("UPDATE circle SET name = ?2 WHERE id = ?1", params![id, name])?;
            let _ = c.execute("DELETE FROM member WHERE circle = ?1", [id])?;
            id
        }
        None => {
            let row = params![name, folded];
            let _ = c.execute("INSERT INTO circle (name, folded) VALUES (?1, ?2)", row)?;
            c.last_insert_rowid()
        }
    };
    let sql = "INSERT INTO member (circle, number, address, name) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = c.prepare_cached(sql)?;
    for (number, person) in (1_i64..).zip(&group.members) {
        let _ = statement.execute(params![id, number, person.addr_spec, person.name])?;
    }
    Ok(())
}

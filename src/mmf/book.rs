//! The personal book, and the people who were written to.

use rusqlite::{Connection, params};

use super::error::Inner;
use super::{Error, MessageFile, groups};
use crate::mail::{Group, Moment, Person};

/// Somebody whom the person knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acquaintance {
    /// Who.
    pub person: Person,
    /// Whether the person took them into the personal book.
    pub kept: bool,
    /// How often they were written to.
    pub used: u64,
    /// When they were written to last.
    pub last: Option<Moment>,
}

impl MessageFile {
    /// Lists everybody in the book and everybody who was written to, by their names.
    pub fn acquaintances(&self) -> Result<Vec<Acquaintance>, Error> {
        self.look("reading the personal book", |c| {
            let sql = "SELECT name, address, kept, used, last FROM book ORDER BY name, address";
            let mut statement = c.prepare_cached(sql)?;
            let rows = statement.query_map([], |row| {
                Ok(Acquaintance {
                    person: Person { name: row.get(0)?, addr_spec: row.get(1)? },
                    kept: row.get(2)?,
                    used: row.get::<_, i64>(3)?.max(0).cast_unsigned(),
                    last: row.get::<_, Option<i64>>(4)?.map(Moment),
                })
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Takes somebody into the personal book; returns whether they are new there.
    pub fn keep_acquaintance(&mut self, person: &Person) -> Result<bool, Error> {
        self.change("changing the personal book", |c| {
            let sql = "INSERT INTO book (address, name, kept) VALUES (?1, ?2, 1)
                       ON CONFLICT (address) DO UPDATE SET name = ?2, kept = 1
                       WHERE kept = 0 OR name <> ?2";
            let new = "SELECT NOT EXISTS (SELECT 1 FROM book WHERE address = ?1 AND kept = 1)";
            let new: bool = c.query_row(new, [&person.addr_spec], |row| row.get(0))?;
            let _ = c.execute(sql, params![person.addr_spec, person.name])?;
            Ok(new)
        })
    }

    /// Takes people and groups of elsewhere in, all of them or none. Who is in the personal book keeps
    /// the name that they have here; the members of a group come to those of one of the same name.
    pub fn take_people_in(&mut self, people: &[Person], groups: &[Group]) -> Result<(), Error> {
        if people.is_empty() && groups.is_empty() {
            return Ok(());
        }
        self.change("taking people over", |c| {
            people.iter().try_for_each(|person| bring(c, person))?;
            groups.iter().try_for_each(|group| groups::merge(c, group))
        })
    }

    /// Forgets somebody: in the personal book, and that they were written to; returns whether they
    /// were known.
    pub fn forget_acquaintance(&mut self, person: &Person) -> Result<bool, Error> {
        self.change("changing the personal book", |c| {
            Ok(c.execute("DELETE FROM book WHERE address = ?1", [&person.addr_spec])? > 0)
        })
    }

    /// Takes note that people were written to; `keep` takes them into the personal book as well.
    pub fn note_written(&mut self, people: &[Person], keep: bool) -> Result<(), Error> {
        let now = Moment::now().0;
        self.change("noting who was written to", |c| {
            let sql =
                "INSERT INTO book (address, name, kept, used, last) VALUES (?1, ?2, ?4, 1, ?3)
                       ON CONFLICT (address) DO UPDATE SET used = used + 1, last = ?3,
                       kept = max(kept, ?4), name = CASE kept WHEN 1 THEN name ELSE ?2 END";
            let mut statement = c.prepare_cached(sql)?;
            for person in people.iter().filter(|person| !person.addr_spec.is_empty()) {
                let _ = statement.execute(params![person.addr_spec, person.name, now, keep])?;
            }
            Ok(())
        })
    }
}

/// Lists the people in the personal book, by their names.
pub(super) fn kept(c: &Connection) -> Inner<Vec<Person>> {
    let sql = "SELECT name, address FROM book WHERE kept = 1 ORDER BY name, address";
    let mut statement = c.prepare(sql)?;
    let person = |row: &rusqlite::Row<'_>| Ok(Person { name: row.get(0)?, addr_spec: row.get(1)? });
    let rows = statement.query_map([], person)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes somebody of another book into this one; who is in it keeps the name that they have here.
fn bring(c: &Connection, person: &Person) -> Inner<()> {
    let mut statement = c.prepare_cached(
        "INSERT INTO book (address, name, kept) VALUES (?1, ?2, 1)
         ON CONFLICT (address) DO UPDATE SET name = ?2, kept = 1 WHERE kept = 0",
    )?;
    let _ = statement.execute(params![person.addr_spec, person.name])?;
    Ok(())
}

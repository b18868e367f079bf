//! The tables of a message file. Public tools will read them in decades: what is here is also
//! described in the file itself, in the row `README`.
//!
//! The tables of version 1 stand here and never change. What version 2 added stands in `added`, a
//! part for each thing a person does; a new file is made by the same steps as an old one is brought
//! up to date, so that both are the same to the letter.

mod added;
mod book;
mod groups;
mod held;
mod receipts;
mod retention;
mod rules;
mod search;
mod templates;
mod threads;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::{Cause, Inner};
use crate::mail::{FolderKind, Moment};

/// "MMF1": marks a SQLite file as a message file.
pub(super) const APPLICATION_ID: i64 = 0x4D4D_4631;

/// The version of the tables below.
pub(super) const VERSION: i64 = 2;

/// The number under which a piece of a message lies: the message's number times this, plus the
/// piece's own. 2^20 pieces of 256 KiB are more than any value SQLite takes.
pub(super) const PIECES: i64 = 1 << 20;

const README: &str = "\
This is the message file of one person: all their mail, kept by Restante. It is a SQLite database.\n\
Table folder: the folders; parent is the folder it lies in. kind: 0 made by the person, 1 Inbox, \
2 Outbox, 3 Sent Mail, 4 Deleted Mail, 5 Drafts, 6 Unreadable. total and unread are kept by triggers.\n\
Table msg: one row a message, with what lists show. date and arrived are milliseconds since 1970 UTC. \
sha1 is the SHA-1 of the whole message.\n\
Table piece: the messages themselves, byte for byte as they came (RFC 5322 and MIME), cut into pieces \
of 262144 bytes. To get a message, put its pieces together in the order of their numbers: the result is \
an .eml file. id is message * 1048576 + number.\n\
Table letter: the letters that were collected from postoffices, so that none comes twice; digest is the \
SHA-1 of the message.\n\
Table outbox: to which postoffices a message in the Outbox is still to be posted.\n\
Table gone: messages that were removed and whose pieces are still to be cleared away.\n\
Table setting: what the person chose. Table meta: this text, and the credential by which the file knows \
its owner: a verifier (Argon2id), never the password.\n";

/// The tables of version 1.
const TABLES: &str = "
CREATE TABLE meta (
  key TEXT PRIMARY KEY NOT NULL, value ANY NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE folder (
  id INTEGER PRIMARY KEY AUTOINCREMENT, parent INTEGER REFERENCES folder (id),
  name TEXT NOT NULL, folded TEXT NOT NULL, kind INTEGER NOT NULL,
  total INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX folder_name ON folder (ifnull(parent, 0), folded);
CREATE UNIQUE INDEX folder_kind ON folder (kind) WHERE kind <> 0;
CREATE TABLE msg (
  id INTEGER PRIMARY KEY AUTOINCREMENT, folder INTEGER NOT NULL REFERENCES folder (id),
  date INTEGER NOT NULL, arrived INTEGER NOT NULL, size INTEGER NOT NULL,
  unread INTEGER NOT NULL, answered INTEGER NOT NULL, forwarded INTEGER NOT NULL,
  draft INTEGER NOT NULL, priority INTEGER NOT NULL, attachments INTEGER NOT NULL,
  message_hash INTEGER NOT NULL, sha1 BLOB NOT NULL, message_id TEXT NOT NULL,
  sender TEXT NOT NULL, recipients TEXT NOT NULL, subject TEXT NOT NULL
) STRICT;
CREATE INDEX msg_list ON msg (folder, date, id);
CREATE INDEX msg_unread ON msg (folder, date) WHERE unread = 1;
CREATE INDEX msg_message_id ON msg (message_hash) WHERE message_hash <> 0;
CREATE TABLE piece (
  id INTEGER PRIMARY KEY, message INTEGER NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL
) STRICT;
CREATE TABLE letter (
  postoffice INTEGER NOT NULL, number INTEGER NOT NULL, message INTEGER, digest BLOB NOT NULL,
  PRIMARY KEY (postoffice, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_digest ON letter (digest);
CREATE TABLE outbox (
  message INTEGER NOT NULL REFERENCES msg (id) ON DELETE CASCADE, number INTEGER NOT NULL,
  postoffice TEXT NOT NULL, recipients TEXT NOT NULL,
  letter_postoffice INTEGER, letter_number INTEGER, done INTEGER NOT NULL,
  PRIMARY KEY (message, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE gone (message INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER msg_added AFTER INSERT ON msg BEGIN
  UPDATE folder SET total = total + 1, unread = unread + new.unread WHERE id = new.folder;
END;
CREATE TRIGGER msg_removed AFTER DELETE ON msg BEGIN
  UPDATE folder SET total = total - 1, unread = unread - old.unread WHERE id = old.folder;
END;
CREATE TRIGGER msg_moved AFTER UPDATE OF folder ON msg WHEN old.folder <> new.folder BEGIN
  UPDATE folder SET total = total - 1, unread = unread - old.unread WHERE id = old.folder;
  UPDATE folder SET total = total + 1, unread = unread + new.unread WHERE id = new.folder;
END;
CREATE TRIGGER msg_read AFTER UPDATE OF unread ON msg
WHEN old.folder = new.folder AND old.unread <> new.unread BEGIN
  UPDATE folder SET unread = unread + new.unread - old.unread WHERE id = new.folder;
END;
";

/// Returns the number of a kind of folder in the file.
pub(super) fn kind_number(kind: FolderKind) -> i64 {
    match kind {
        FolderKind::Private => 0,
        FolderKind::Inbox => 1,
        FolderKind::Outbox => 2,
        FolderKind::SentMail => 3,
        FolderKind::DeletedMail => 4,
        FolderKind::Drafts => 5,
        FolderKind::Unreadable => 6,
        FolderKind::Templates => 7,
    }
}

/// Returns the kind of a folder by its number in the file.
pub(super) fn kind_of(number: i64) -> FolderKind {
    FolderKind::ALL
        .into_iter()
        .find(|kind| kind_number(*kind) == number)
        .unwrap_or(FolderKind::Private)
}

/// Makes the tables and the standard folders in an empty file.
pub(super) fn make(c: &Connection, credential: &[u8]) -> Inner<()> {
    c.execute_batch(TABLES)?;
    c.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID};"))?;
    let mut meta = c.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2)")?;
    let _ = meta.execute(params!["README", README])?;
    add(c, 0)?;
    let program = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let _ = meta.execute(params!["created_by", program])?;
    let _ = meta.execute(params!["created", Moment::now().0])?;
    let _ = meta.execute(params!["credential", credential])?;
    for kind in FolderKind::ALL {
        // Two are made when they are first needed.
        let later = [FolderKind::Unreadable, FolderKind::Templates, FolderKind::Private];
        if !later.contains(&kind) {
            let _ = super::folders::make_standard(c, kind)?;
        }
    }
    Ok(())
}

/// Adds to tables of version 1, or to those of a file that has the first parts already, what makes
/// them those of this version.
fn add(c: &Connection, there: usize) -> Inner<()> {
    let parts = added::PARTS.get(there..).unwrap_or_default();
    for part in parts {
        c.execute_batch(part.tables)?;
        // Of a part that makes no table nobody knows whether it was there.
        let sql =
            "UPDATE meta SET value = value || ?1 WHERE key = 'README' AND instr(value, ?1) = 0";
        let _ = c.execute(sql, [part.readme])?;
    }
    if there == 0 {
        // There is no index yet, so that all of it will have its symbols.
        super::search::note_symbols(c, 0)?;
    }
    c.execute_batch(&format!("PRAGMA user_version = {VERSION};"))?;
    Ok(())
}

/// How far the tables of a file are: those of version 1, and so many parts of what came later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stage(usize);

impl Stage {
    /// That of a file of this program.
    pub(super) const CURRENT: Self = Self(added::PARTS.len());

    /// Returns whether the file is one of version 1, whose messages have no marks.
    pub(super) fn is_first(self) -> bool {
        self.0 == 0
    }
}

/// Checks that the file is a message file whose tables this program knows; returns how far they are.
pub(super) fn verify(c: &Connection) -> Inner<Stage> {
    let number = |pragma: &str| c.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    if number("application_id")? != APPLICATION_ID {
        return Err(Cause::NotAMessageFile);
    }
    let found = objects(c)?;
    let stage = match number("user_version")? {
        1 => Stage(0),
        VERSION => stage(&found)?,
        newer if newer > VERSION => return Err(Cause::Newer(newer)),
        other => return Err(Cause::Damaged(format!("schema version {other}"))),
    };
    let expected = expected(stage)?;
    for (name, sql) in expected {
        if !search::is_inside(name) && found.get(name) != Some(sql) {
            return Err(Cause::Damaged(format!("the table, index or trigger {name}")));
        }
    }
    // What acts by itself must be ours; a table or an index that a tool left does no harm.
    for (name, sql) in &found {
        let acts = ["CREATE TRIGGER", "CREATE VIEW", "CREATE VIRTUAL"];
        if !expected.contains_key(name) && acts.iter().any(|a| sql.starts_with(a)) {
            return Err(Cause::Damaged(format!("the trigger or view {name} is not ours")));
        }
    }
    Ok(stage)
}

/// Returns how many parts a file of version 2 has: one that an earlier build made lacks the last
/// ones, each as a whole. What is there of the others is for [`verify`] to check.
fn stage(found: &BTreeMap<String, String>) -> Inner<Stage> {
    let mut last = 1;
    for parts in 1..=added::PARTS.len() {
        let before = expected(Stage(parts - 1))?;
        let mut new = expected(Stage(parts))?.keys().filter(|name| !before.contains_key(*name));
        if new.any(|name| found.contains_key(name)) {
            last = parts;
        }
    }
    // A part that makes nothing is there when all before it are, and the next one is added with it.
    let whole = expected(Stage::CURRENT)?.len() == expected(Stage(last))?.len();
    Ok(if whole { Stage::CURRENT } else { Stage(last) })
}

/// Returns the tables of a stage as this program makes them, read once from a file in memory.
fn expected(stage: Stage) -> Inner<&'static BTreeMap<String, String>> {
    static KNOWN: OnceLock<Vec<BTreeMap<String, String>>> = OnceLock::new();
    let known = match KNOWN.get() {
        Some(known) => known,
        None => {
            let c = Connection::open_in_memory()?;
            c.execute_batch(TABLES)?;
            let mut known = vec![objects(&c)?];
            for part in added::PARTS {
                c.execute_batch(part.tables)?;
                known.push(objects(&c)?);
            }
            KNOWN.get_or_init(|| known)
        }
    };
    known.get(stage.0).ok_or_else(|| Cause::Damaged(format!("{} parts of tables", stage.0)))
}

/// Returns whether a file has a table.
pub(super) fn has(c: &Connection, table: &str) -> Inner<bool> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1";
    Ok(c.prepare_cached(sql)?.exists([table])?)
}

fn objects(c: &Connection) -> Inner<BTreeMap<String, String>> {
    let mut statement = c.prepare("SELECT name, ifnull(sql, '') FROM sqlite_schema")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Brings the tables of an older file up to date, as a whole or not at all.
///
/// The caller holds the file for writing.
pub(super) fn upgrade(c: &Connection) -> Inner<()> {
    let stage = verify(c)?;
    if stage == Stage::CURRENT {
        return Ok(());
    }
    c.execute_batch("BEGIN IMMEDIATE")?;
    let done = add(c, stage.0).and_then(|()| Ok(c.execute_batch("COMMIT")?));
    if done.is_err() && !c.is_autocommit() {
        c.execute_batch("ROLLBACK")?;
    }
    done?;
    let _ = verify(c)?;
    Ok(())
}

#[cfg(test)]
pub(super) fn make_version_one(c: &Connection, credential: &[u8]) -> Inner<()> {
    c.execute_batch(TABLES)?;
    c.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1;"
    ))?;
    let mut meta = c.prepare("INSERT INTO meta (key, value) VALUES (?1, ?2)")?;
    let _ = meta.execute(params!["README", README])?;
    let _ = meta.execute(params!["credential", credential])?;
    for kind in FolderKind::ALL.into_iter().filter(|kind| *kind != FolderKind::Templates) {
        if let Some(name) = kind.standard_name() {
            let row = params![kind_number(kind), name, name.to_lowercase()];
            let _ =
                c.execute("INSERT INTO folder (kind, name, folded) VALUES (?1, ?2, ?3)", row)?;
        }
    }
    Ok(())
}

/// Reads the credential.
pub(super) fn credential(c: &Connection) -> Inner<[u8; super::CREDENTIAL]> {
    let blob: Option<Vec<u8>> = c
        .query_row("SELECT value FROM meta WHERE key = 'credential'", [], |row| row.get(0))
        .optional()?;
    let blob = blob.ok_or_else(|| Cause::Damaged("the credential is missing".to_owned()))?;
    <[u8; super::CREDENTIAL]>::try_from(blob.as_slice())
        .map_err(|_| Cause::Damaged(format!("the credential has {} bytes", blob.len())))
}

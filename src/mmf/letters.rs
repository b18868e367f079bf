//! Letters: what was collected from postoffices, so that none comes twice.

use rusqlite::{Connection, params};

use super::error::{Cause, Inner};
use super::messages::{self, Flags, Sha};
use super::{Deeds, Error, MessageFile, folders, receipts, rules};
use crate::mail::{FolderId, MessageId, Moment, PostofficeId};

/// A letter, as its postoffice knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter {
    /// The postoffice.
    pub postoffice: PostofficeId,
    /// Its number there.
    pub number: u32,
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// It is a message now.
    Stored(MessageId),
    /// It came before.
    Known,
}

impl MessageFile {
    /// Takes a letter in, unread, and remembers it in the same commit, so that it never comes
    /// twice: neither under its number, nor under another with the same bytes.
    ///
    /// A number alone does not make a letter known: a postoffice that was restored from a backup
    /// gives its numbers out again, to other letters.
    pub fn receive(
        &mut self,
        letter: Letter,
        folder: FolderId,
        bytes: &[u8],
    ) -> Result<Received, Error> {
        self.receive_with(letter, folder, bytes, &Deeds::default())
    }

    /// Takes a letter in and does with it what rules say, in the same commit.
    pub fn receive_with(
        &mut self,
        letter: Letter,
        folder: FolderId,
        bytes: &[u8],
        deeds: &Deeds,
    ) -> Result<Received, Error> {
        let folder = deeds.folder.unwrap_or(folder);
        let doing = "taking a letter in";
        let digest = messages::sha1(bytes);
        if self.look(doing, |c| is_known(c, letter, &digest))? {
            return Ok(Received::Known);
        }
        if *deeds == Deeds::default() {
            self.lists.touched(folder);
        } else {
            self.lists.forget();
        }
        self.change(doing, |c| {
            let _ = folders::one(c, folder)?;
            forget(c, letter)?;
            if let Some(same) = same_letter(c, &digest, bytes)? {
                remember(c, letter, Some(same), &digest)?;
                return Ok(Received::Known);
            }
            let flags = Flags { unread: true, ..Flags::default() };
            let id = messages::insert(c, folder, bytes, flags, Moment::now())?;
            remember(c, letter, Some(id), &digest)?;
            receipts::received(c, id, bytes)?;
            for copy in &deeds.copies {
                let _ = messages::insert(c, *copy, bytes, flags, Moment::now())?;
            }
            rules::carry_out(c, id, deeds)?;
            Ok(Received::Stored(id))
        })
    }
}

fn is_known(c: &Connection, letter: Letter, digest: &Sha) -> Inner<bool> {
    let sql = "SELECT 1 FROM letter WHERE postoffice = ?1 AND number = ?2 AND digest = ?3";
    let key = params![letter.postoffice.0.cast_signed(), letter.number, digest.as_slice()];
    Ok(c.prepare_cached(sql)?.exists(key)?)
}

/// Forgets what came under a number that is another letter's now.
fn forget(c: &Connection, letter: Letter) -> Inner<()> {
    let sql = "DELETE FROM letter WHERE postoffice = ?1 AND number = ?2";
    let key = params![letter.postoffice.0.cast_signed(), letter.number];
    let _ = c.prepare_cached(sql)?.execute(key)?;
    Ok(())
}

/// Returns the message of another letter with the same bytes, if it is still there.
fn same_letter(c: &Connection, digest: &Sha, bytes: &[u8]) -> Inner<Option<MessageId>> {
    let mut statement = c.prepare_cached(
        "SELECT msg.id FROM letter JOIN msg ON msg.id = letter.message WHERE letter.digest = ?1",
    )?;
    let candidates: Vec<i64> =
        statement.query_map([digest.as_slice()], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in candidates.into_iter().map(MessageId) {
        match messages::bytes(c, id) {
            Ok(stored) if stored == bytes => return Ok(Some(id)),
            // A damaged copy is no reason to refuse a sound one.
            Ok(_) | Err(Cause::Damaged(_) | Cause::NoSuchMessage(_)) => {}
            Err(cause) => return Err(cause),
        }
    }
    Ok(None)
}

/// Remembers a letter; one that is remembered already stays as it is.
pub(super) fn remember(
    c: &Connection,
    letter: Letter,
    message: Option<MessageId>,
    digest: &[u8],
) -> Inner<()> {
    let mut statement = c.prepare_cached(
        "INSERT OR IGNORE INTO letter (postoffice, number, message, digest)
         VALUES (?1, ?2, ?3, ?4)",
    )?;
    let _ = statement.execute(params![
        letter.postoffice.0.cast_signed(),
        letter.number,
        message.map(|m| m.0),
        digest
    ])?;
    Ok(())
}

/// Every letter of a file with the message it became and its digest.
pub(super) type Remembered = (Letter, Option<MessageId>, Vec<u8>);

/// Lists every letter.
pub(super) fn all(c: &Connection) -> Inner<Vec<Remembered>> {
    let mut statement = c.prepare("SELECT postoffice, number, message, digest FROM letter")?;
    let rows = statement.query_map([], |row| {
        let postoffice = PostofficeId(row.get::<_, i64>(0)?.cast_unsigned());
        let letter = Letter { postoffice, number: row.get(1)? };
        Ok((letter, row.get::<_, Option<i64>>(2)?.map(MessageId), row.get(3)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

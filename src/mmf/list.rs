//! The rows of a folder in sight, never all of them.
//!
//! By date, the index is walked from the nearer end: the first page of a million costs what the
//! first page of a hundred costs, and the middle of a million 16 ms. Other orders need the numbers
//! of all messages in order; they are kept until the folder changes.

use rusqlite::{Connection, OptionalExtension, ToSql, params};

use super::error::Inner;
use super::messages::{SUMMARY, summary, summary_of};
use super::search::Hunts;
use super::{Error, MessageFile, folders};
use crate::mail::{FolderId, MessageId, Order, SortKey, Summary, plain_subject};

/// Lists whose numbers are kept.
const KEPT: usize = 2;

/// The numbers of messages in order, kept for the folders in sight, and the results of searches.
#[derive(Debug, Default)]
pub(super) struct Lists {
    kept: Vec<(FolderId, Order, Vec<MessageId>)>,
    pub(super) hunts: Hunts,
}

impl Lists {
    /// Forgets the lists of a folder that changes.
    pub(super) fn touched(&mut self, folder: FolderId) {
        self.kept.retain(|(of, ..)| *of != folder);
        self.hunts.expire();
    }

    /// Returns whether no numbers are kept.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Forgets every list.
    pub(super) fn forget(&mut self) {
        self.kept.clear();
        self.hunts.expire();
    }
}

impl MessageFile {
    /// Reads some rows of a folder in an order, from an offset.
    pub fn rows(
        &mut self,
        folder: FolderId,
        order: Order,
        offset: u64,
        count: u32,
    ) -> Result<Vec<Summary>, Error> {
        let doing = "listing messages";
        if folder.is_results() {
            return self.result_rows(folder, order, offset, count);
        }
        let total = self.total(folder)?;
        let count = u64::from(count).min(total.saturating_sub(offset));
        if count == 0 {
            return Ok(Vec::new());
        }
        if order.key == SortKey::Date {
            let behind = total.saturating_sub(offset).saturating_sub(count);
            return self.look(doing, |c| walk(c, folder, order.descending, offset, behind, count));
        }
        let ids = self.ids(folder, order)?;
        let begin = usize::try_from(offset).unwrap_or(usize::MAX).min(ids.len());
        let end = begin.saturating_add(usize::try_from(count).unwrap_or(usize::MAX)).min(ids.len());
        let page = ids.get(begin..end).unwrap_or_default().to_vec();
        self.look(doing, |c| {
            let rows = page.into_iter().filter_map(|id| summary(c, id).transpose());
            rows.collect()
        })
    }

    /// Returns at which row of a folder a message stands; `None` when it is not there.
    pub fn position(
        &mut self,
        folder: FolderId,
        order: Order,
        id: MessageId,
    ) -> Result<Option<u64>, Error> {
        if folder.is_results() {
            return self.result_position(folder, order, id);
        }
        if order.key != SortKey::Date {
            let found = self.ids(folder, order)?.iter().position(|other| *other == id);
            return Ok(found.map(|at| at as u64));
        }
        self.look("looking for a row", |c| {
            let sql = "SELECT date FROM msg WHERE id = ?1 AND folder = ?2";
            let date = c.query_row(sql, [id.0, folder.0], |row| row.get::<_, i64>(0)).optional()?;
            let Some(date) = date else { return Ok(None) };
            let mut before = c.prepare_cached(if order.descending {
                "SELECT count(*) FROM msg WHERE folder = ?1 AND (date, id) > (?2, ?3)"
            } else {
                "SELECT count(*) FROM msg WHERE folder = ?1 AND (date, id) < (?2, ?3)"
            })?;
            let at = before.query_row([folder.0, date, id.0], |row| row.get::<_, i64>(0))?;
            Ok(u64::try_from(at).ok())
        })
    }

    /// Returns how many messages a folder holds; of results, how many were found so far.
    pub fn total(&self, folder: FolderId) -> Result<u64, Error> {
        if folder.is_results() {
            return Ok(self.lists.hunts.found(folder));
        }
        self.look("counting messages", |c| Ok(folders::one(c, folder)?.total))
    }

    /// Returns the newest unread message of a folder.
    pub fn next_unread(&self, folder: FolderId) -> Result<Option<MessageId>, Error> {
        self.look("looking for unread mail", |c| {
            let mut statement = c.prepare_cached(
                "SELECT id FROM msg WHERE folder = ?1 AND unread = 1
                 ORDER BY date DESC, id DESC LIMIT 1",
            )?;
            let id = statement.query_row([folder.0], |row| row.get(0)).optional()?;
            Ok(id.map(MessageId))
        })
    }

    /// Returns the numbers of a folder's messages in an order, kept or made.
    fn ids(&mut self, folder: FolderId, order: Order) -> Result<&[MessageId], Error> {
        let kept = self.lists.kept.iter().position(|(f, o, _)| (*f, *o) == (folder, order));
        let entry = match kept {
            Some(at) => self.lists.kept.remove(at),
            None => {
                let ids =
                    self.look("sorting messages", |c| sorted(c, "folder = ?1", &folder.0, order))?;
                (folder, order, ids)
            }
        };
        self.lists.kept.truncate(KEPT - 1);
        self.lists.kept.insert(0, entry);
        Ok(self.lists.kept.first().map_or(&[], |(_, _, ids)| ids.as_slice()))
    }
}

/// The statement that walks the index by date.
pub(super) fn walking(descending: bool) -> String {
    let way = if descending { "DESC" } else { "ASC" };
    format!(
        "SELECT {SUMMARY} FROM msg WHERE folder = ?1 ORDER BY date {way}, id {way} \
         LIMIT ?2 OFFSET ?3"
    )
}

/// Reads a page along the index, from the nearer end.
fn walk(
    c: &Connection,
    folder: FolderId,
    descending: bool,
    offset: u64,
    behind: u64,
    count: u64,
) -> Inner<Vec<Summary>> {
    let backwards = behind < offset;
    let mut statement = c.prepare_cached(&walking(descending != backwards))?;
    let past = if backwards { behind } else { offset };
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![folder.0, number(count), number(past)], summary_of)?;
    let mut rows: Vec<Summary> = rows.collect::<Result<_, _>>()?;
    if backwards {
        rows.reverse();
    }
    Ok(rows)
}

/// Returns the numbers of the messages that a condition is true of, in an order.
pub(super) fn sorted(
    c: &Connection,
    which: &str,
    value: &dyn ToSql,
    order: Order,
) -> Inner<Vec<MessageId>> {
    let way = if order.descending { "DESC" } else { "ASC" };
    let column = match order.key {
        SortKey::Date => return numbers(c, which, value, &format!("date {way}, id {way}")),
        SortKey::Size => {
            return numbers(c, which, value, &format!("size {way}, date DESC, id DESC"));
        }
        SortKey::Priority => {
            return numbers(c, which, value, &format!("priority {way}, date DESC, id DESC"));
        }
        SortKey::From => "sender",
        SortKey::To => "recipients",
        SortKey::Subject => "subject",
    };
    let mut statement = c.prepare_cached(&format!(
        "SELECT id, {column} FROM msg WHERE {which} ORDER BY date DESC, id DESC"
    ))?;
    let mut rows = statement.query([value])?;
    let mut keyed: Vec<(Box<str>, MessageId)> = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let text = if order.key == SortKey::Subject { plain_subject(text) } else { text };
        keyed.push((text.to_lowercase().into_boxed_str(), MessageId(row.get(0)?)));
    }
    // Stable: what is equal stays newest first.
    if order.descending {
        keyed.sort_by(|a, b| b.0.cmp(&a.0));
    } else {
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
    }
    Ok(keyed.into_iter().map(|(_, id)| id).collect())
}

fn numbers(c: &Connection, which: &str, value: &dyn ToSql, order: &str) -> Inner<Vec<MessageId>> {
    let sql = format!("SELECT id FROM msg WHERE {which} ORDER BY {order}");
    let mut statement = c.prepare_cached(&sql)?;
    let ids = statement.query_map([value], |row| row.get(0).map(MessageId))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

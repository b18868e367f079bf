//! The rows of a folder in sight, never all of them.
//!
//! By date, the index is walked from the nearer end: the first page of a million costs what the
//! first page of a hundred costs, and the middle of a million 16 ms. Other orders need the numbers
//! of all messages in order; they are kept until the folder changes. Below: `sorting` puts them in
//! order, `gathering` puts the messages of a conversation together, `begun` shows the first ones
//! before that is done.

mod begun;
mod gathering;
mod sorting;

use std::collections::HashSet;
use std::ops::Range;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Inner;
use super::messages::{SUMMARY, summary, summary_of};
use super::search::Hunts;
use super::{Error, MessageFile, folders};
use crate::mail::{FolderId, Gathered, MessageId, Order, SortKey, Summary};
use begun::Begun;
use gathering::{Gathering, Line};
pub(super) use sorting::sorted;

/// Lists whose numbers are kept.
const KEPT: usize = 2;
/// Ranges of rows that are walked to one by one; for more, all numbers are read.
const WALKS: usize = 8;
/// The longest slice of gathering conversations.
const SLICE: Duration = Duration::from_millis(40);

/// The numbers of messages in order, kept for the folders in sight, and the results of searches.
#[derive(Debug, Default)]
pub(super) struct Lists {
    kept: Vec<(FolderId, Order, Numbers)>,
    /// The conversations that stand open.
    open: HashSet<(FolderId, i64)>,
    pub(super) hunts: Hunts,
}

#[derive(Debug)]
enum Numbers {
    Flat(Vec<MessageId>),
    Begun(Begun),
    Gathered(Gathering),
}

/// How much of a list is wanted.
#[derive(Debug, Clone, Copy)]
enum Reach {
    /// What is there, or enough to begin with.
    First,
    /// So many lines.
    Lines(usize),
    /// What can be gathered until then.
    Until(Instant),
    /// All of it.
    All,
}

impl Lists {
    /// Forgets the lists of a folder that changes.
    pub(super) fn touched(&mut self, folder: FolderId) {
        self.kept.retain(|(of, ..)| *of != folder);
        self.hunts.expire();
    }

    /// Forgets the lists that are sorted by what a person marks messages with.
    pub(super) fn marked(&mut self) {
        let marks = |key: SortKey| matches!(key, SortKey::Unread | SortKey::Flag);
        self.kept.retain(|(_, order, _)| {
            !marks(order.key) && !order.then.is_some_and(|(key, _)| marks(key))
        });
    }

    /// Forgets the lists of conversations: some messages belong together now.
    pub(super) fn regather(&mut self) {
        self.kept.retain(|(_, order, _)| !order.grouped);
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
    /// Returns how many rows the list of a folder has; at most, while [`Self::gather`] has more to do.
    pub fn length(&mut self, folder: FolderId, order: Order) -> Result<u64, Error> {
        let total = self.total(folder)?;
        if !order.grouped || folder.is_results() {
            return Ok(total);
        }
        Ok(match self.numbers(folder, order, Reach::First)? {
            Numbers::Flat(ids) => ids.len() as u64,
            Numbers::Begun(begun) => begun.len_of(total),
            Numbers::Gathered(gathering) => gathering.len() as u64,
        })
    }

    /// Goes on gathering the conversations of a folder for a while (at most 40 ms), the first time
    /// until the first page is there; returns whether there is more to do.
    pub fn gather(
        &mut self,
        folder: FolderId,
        order: Order,
        budget: Duration,
    ) -> Result<bool, Error> {
        if !order.grouped || folder.is_results() {
            return Ok(false);
        }
        let until = Reach::Until(Instant::now() + budget.min(SLICE));
        Ok(matches!(self.numbers(folder, order, until)?, Numbers::Begun(_)))
    }

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
        let total = self.length(folder, order)?;
        let count = u64::from(count).min(total.saturating_sub(offset));
        if count == 0 {
            return Ok(Vec::new());
        }
        if order.is_walk() {
            let behind = total.saturating_sub(offset).saturating_sub(count);
            return self.look(doing, |c| walk(c, folder, order.descending, offset, behind, count));
        }
        let begin = usize::try_from(offset).unwrap_or(usize::MAX);
        let end = begin.saturating_add(usize::try_from(count).unwrap_or(usize::MAX));
        let lines: Vec<Line> = match self.numbers(folder, order, Reach::Lines(end))? {
            Numbers::Flat(ids) => {
                let page = ids.get(begin..end.min(ids.len())).unwrap_or_default().to_vec();
                return self.look(doing, |c| {
                    page.into_iter().filter_map(|id| summary(c, id).transpose()).collect()
                });
            }
            Numbers::Begun(begun) => (begin..end).filter_map(|row| begun.line(row)).collect(),
            Numbers::Gathered(gathering) => {
                (begin..end).filter_map(|row| gathering.line(row)).collect()
            }
        };
        self.look(doing, |c| {
            lines.into_iter().filter_map(|line| gathered(c, folder, line).transpose()).collect()
        })
    }

    /// Returns at which row of a folder a message stands, or its closed conversation; `None` when it
    /// is not there.
    pub fn position(
        &mut self,
        folder: FolderId,
        order: Order,
        id: MessageId,
    ) -> Result<Option<u64>, Error> {
        if folder.is_results() {
            return self.result_position(folder, order, id);
        }
        if !order.is_walk() {
            return Ok(self.place_of(folder, order, id)?.map(|at| at as u64));
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

    /// Names the messages of some rows of a folder, in a few statements however many they are. The
    /// row of a closed conversation stands for all its messages.
    pub fn named(
        &mut self,
        folder: FolderId,
        order: Order,
        ranges: &[Range<usize>],
    ) -> Result<Vec<MessageId>, Error> {
        if folder.is_results() {
            return self.result_ids(folder, order, ranges);
        }
        if order.is_walk() {
            return self.look("naming messages", |c| {
                if ranges.len() > WALKS {
                    let all = sorted(c, "folder = ?1", &folder.0, order)?;
                    let parts = ranges.iter().filter_map(|range| all.get(range.clone()));
                    return Ok(parts.flatten().copied().collect());
                }
                let way = if order.descending { "DESC" } else { "ASC" };
                let mut statement = c.prepare_cached(&format!(
                    "SELECT id FROM msg WHERE folder = ?1 ORDER BY date {way}, id {way}
                     LIMIT ?2 OFFSET ?3"
                ))?;
                let mut ids = Vec::new();
                for range in ranges {
                    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
                    let limits = params![folder.0, number(range.len()), number(range.start)];
                    for id in statement.query_map(limits, |row| row.get(0))? {
                        ids.push(MessageId(id?));
                    }
                }
                Ok(ids)
            });
        }
        Ok(match self.numbers(folder, order, Reach::All)? {
            Numbers::Begun(_) => Vec::new(),
            Numbers::Flat(all) => {
                let parts = ranges.iter().filter_map(|range| all.get(range.clone()));
                parts.flatten().copied().collect()
            }
            Numbers::Gathered(gathering) => {
                let rows = ranges.iter().cloned().flatten();
                rows.flat_map(|row| gathering.meant(row)).copied().collect()
            }
        })
    }

    /// Opens or closes a conversation in the list of a folder.
    pub fn spread(&mut self, folder: FolderId, thread: i64, open: bool) {
        let entry = (folder, thread);
        let _ = if open { self.lists.open.insert(entry) } else { self.lists.open.remove(&entry) };
        // What is only begun begins anew.
        let begun = |numbers: &Numbers| matches!(numbers, Numbers::Begun(_));
        self.lists.kept.retain(|(of, _, numbers)| *of != folder || !begun(numbers));
        for (of, _, numbers) in &mut self.lists.kept {
            if let Numbers::Gathered(gathering) = numbers
                && *of == folder
            {
                gathering.spread(folder, &self.lists.open);
            }
        }
    }

    /// Returns how many messages a folder holds; of results, how many were found so far.
    pub fn total(&self, folder: FolderId) -> Result<u64, Error> {
        if folder.is_results() {
            return Ok(self.lists.hunts.found(folder));
        }
        self.look("counting messages", |c| Ok(folders::one(c, folder)?.total))
    }

    /// Names the unread messages of a folder.
    pub fn unread(&self, folder: FolderId) -> Result<Vec<MessageId>, Error> {
        self.look("looking for unread mail", |c| {
            let sql = "SELECT id FROM msg WHERE folder = ?1 AND unread = 1";
            let mut statement = c.prepare_cached(sql)?;
            let ids = statement.query_map([folder.0], |row| row.get(0).map(MessageId))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
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

    /// Returns at which line of a sorted or gathered list a message stands.
    fn place_of(
        &mut self,
        folder: FolderId,
        order: Order,
        id: MessageId,
    ) -> Result<Option<usize>, Error> {
        let thread = self.look("looking for a row", |c| {
            let sql = "SELECT thread FROM msg WHERE id = ?1 AND folder = ?2";
            let mut thread = c.prepare_cached(sql)?;
            Ok(thread.query_row([id.0, folder.0], |row| row.get::<_, i64>(0)).optional()?)
        })?;
        let Some(thread) = thread else { return Ok(None) };
        if let Numbers::Begun(begun) = self.numbers(folder, order, Reach::First)?
            && let Some(at) = begun.place_of(id, thread)
        {
            return Ok(Some(at));
        }
        Ok(match self.numbers(folder, order, Reach::All)? {
            Numbers::Flat(ids) => ids.iter().position(|other| *other == id),
            Numbers::Begun(_) => None,
            Numbers::Gathered(gathering) => gathering.place_of(id),
        })
    }

    /// Returns the numbers of a folder's messages in an order, kept or made, as far as wanted.
    fn numbers(&mut self, folder: FolderId, order: Order, reach: Reach) -> Result<&Numbers, Error> {
        let kept = self.lists.kept.iter().position(|(f, o, _)| (*f, *o) == (folder, order));
        let kept = kept.map(|at| self.lists.kept.remove(at).2);
        let open = &self.lists.open;
        let numbers = self.look("sorting messages", |c| {
            let numbers = match kept {
                Some(numbers) => numbers,
                None if order.grouped => Numbers::Begun(Begun::new(folder)),
                None => Numbers::Flat(sorted(c, "folder = ?1", &folder.0, order)?),
            };
            let Numbers::Begun(mut begun) = numbers else { return Ok(numbers) };
            let whole = match reach {
                // What is sorted otherwise can be shown only when all of it is there.
                _ if !order.is_walk_of_conversations() => begun.reach(c, open, usize::MAX)?,
                Reach::First => begun.begin(c, open, Instant::now() + SLICE)?,
                Reach::Lines(lines) => begun.reach(c, open, lines)?,
                Reach::Until(until) => begun.go_on(c, open, until)?,
                Reach::All => begun.reach(c, open, usize::MAX)?,
            };
            Ok(if whole {
                Numbers::Gathered(Gathering::of(begun.placed(), c, folder, order, open)?)
            } else {
                Numbers::Begun(begun)
            })
        })?;
        self.lists.kept.truncate(KEPT - 1);
        self.lists.kept.insert(0, (folder, order, numbers));
        static NONE: Numbers = Numbers::Flat(Vec::new());
        Ok(self.lists.kept.first().map_or(&NONE, |(_, _, numbers)| numbers))
    }
}

/// Reads a row of a list of conversations.
fn gathered(c: &Connection, folder: FolderId, line: Line) -> Inner<Option<Summary>> {
    let Some(summary) = summary(c, line.id)? else { return Ok(None) };
    let alone = (1, u32::from(summary.unread));
    let (size, unread) = if line.size == Some(1) || line.inner || line.thread == 0 {
        alone
    } else {
        let mut statement = c.prepare_cached(
            "SELECT count(*), ifnull(sum(unread), 0) FROM msg
             WHERE thread = ?1 AND thread <> 0 AND folder = ?2",
        )?;
        statement.query_row([line.thread, folder.0], |row| Ok((row.get(0)?, row.get(1)?)))?
    };
    let size = line.size.unwrap_or(size);
    let gathered = Gathered { size, unread, open: line.open, inner: line.inner };
    Ok(Some(Summary { gathered: Some(gathered), ..summary }))
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

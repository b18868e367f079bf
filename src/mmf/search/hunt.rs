//! One search: a walk from the newest message down that can stop anywhere and go on later.

use std::time::Instant;

use rusqlite::{Connection, params};

use super::super::error::Inner;
use super::plan::{Plan, SEEN, Seen, answer};
use super::recent::{Recent, Unindexed};
use super::{Hunted, as_found};
use crate::mail::{MessageId, Order, Query};

/// What a search finds before it is first shown: more than a page, so that it is there at once.
const FIRST: usize = 200;

/// Messages looked at between two looks at the clock.
const STRIDE: usize = 64;

/// One search.
#[derive(Debug, Default)]
pub(super) struct Hunt {
    query: Query,
    expired: bool,
    /// Something of it was shown already.
    shown: bool,
    walk: Option<Walk>,
    /// What was found, in an order when that is all.
    ids: Vec<MessageId>,
    order: Option<Order>,
    waiting: u64,
    done: bool,
}

/// Where a search stands.
#[derive(Debug)]
struct Walk {
    plan: Plan,
    /// What the index answered to what is tested.
    answers: Vec<Vec<i64>>,
    unindexed: Unindexed,
    /// Those among what is not indexed that the driver is true of, sorted; they come in between.
    fresh: Vec<i64>,
    /// Messages from here on are seen: below this number, or in one folder before this date.
    below: (i64, i64),
    /// Dates and numbers of what was found.
    found: Vec<(i64, MessageId)>,
}

impl Hunt {
    pub(super) fn new(query: Query) -> Self {
        Self { query, ..Self::default() }
    }

    pub(super) fn query(&self) -> &Query {
        &self.query
    }

    /// Hears that what was found may not be true any more.
    pub(super) fn expire(&mut self) {
        self.expired = true;
    }

    pub(super) fn is_expired(&self) -> bool {
        self.expired
    }

    /// Forgets what was found, not what is looked for.
    pub(super) fn forget(&mut self) {
        let query = std::mem::take(&mut self.query);
        *self = Self { query, expired: true, shown: self.shown, ..Self::default() };
    }

    pub(super) fn hunted(&self) -> Hunted {
        Hunted { found: self.ids.len() as u64, done: self.done, waiting: self.waiting }
    }

    pub(super) fn ids(&self) -> &[MessageId] {
        &self.ids
    }

    pub(super) fn order(&self) -> Option<Order> {
        self.order
    }

    pub(super) fn put_in_order(&mut self, ids: Vec<MessageId>, order: Order) {
        self.ids = ids;
        self.order = Some(order);
    }

    /// Goes on until the time is over or nothing is left to look at.
    pub(super) fn go_on(
        &mut self,
        c: &Connection,
        recent: &mut Recent,
        until: Instant,
    ) -> Inner<()> {
        if self.expired {
            self.forget();
            self.expired = false;
        }
        if self.done {
            return Ok(());
        }
        let walk = match self.walk.take() {
            Some(walk) => self.walk.insert(walk),
            None => {
                let walk = Walk::begin(c, recent, &self.query, until)?;
                self.waiting = walk.unindexed.waiting;
                self.walk.insert(walk)
            }
        };
        let before = walk.found.len();
        // A list that is made again is wanted as long as it was.
        let most = if self.shown { usize::MAX } else { FIRST };
        self.shown = true;
        let done = walk.go_on(c, until, most)?;
        self.ids.extend(walk.found.get(before..).unwrap_or_default().iter().map(|(_, id)| *id));
        if done {
            // Mostly it is in this order already: messages come in the order of their dates.
            let mut found = self.walk.take().map(|walk| walk.found).unwrap_or_default();
            found.sort_by(|a, b| b.cmp(a));
            self.ids = found.into_iter().map(|(_, id)| id).collect();
            self.order = Some(as_found());
            self.done = true;
        }
        Ok(())
    }
}

impl Walk {
    fn begin(c: &Connection, recent: &mut Recent, query: &Query, until: Instant) -> Inner<Self> {
        let plan = Plan::new(c, query)?;
        let asks = plan.driver.is_some() || !plan.asked.is_empty();
        let unindexed = if asks { recent.take_in(c, until)? } else { Unindexed::default() };
        let mut answers = Vec::with_capacity(plan.asked.len());
        for question in &plan.asked {
            answers.push(both(c, recent, &unindexed, question)?);
        }
        let fresh = match &plan.driver {
            Some(question) => held(recent, &unindexed, question)?,
            None => Vec::new(),
        };
        Ok(Self { plan, answers, unindexed, fresh, below: (i64::MAX, i64::MAX), found: Vec::new() })
    }

    /// Walks on, until the time is over or so much more is found; returns whether the end is reached.
    fn go_on(&mut self, c: &Connection, until: Instant, most: usize) -> Inner<bool> {
        let (date, id) = self.below;
        let until = (until, self.found.len().saturating_add(most));
        let done = match (self.plan.driver.clone(), self.plan.folder) {
            (Some(question), _) => {
                let sql = format!(
                    "SELECT {SEEN} FROM find CROSS JOIN msg ON msg.id = find.rowid
                     WHERE find MATCH ?1 AND find.rowid < ?2 ORDER BY find.rowid DESC"
                );
                self.step(c, &sql, params![question, id], until)?
            }
            (None, Some(folder)) => {
                let sql = format!(
                    "SELECT {SEEN} FROM msg WHERE folder = ?1 AND (date, id) < (?2, ?3)
                     ORDER BY date DESC, id DESC"
                );
                self.step(c, &sql, params![folder, date, id], until)?
            }
            (None, None) => {
                let sql = format!("SELECT {SEEN} FROM msg WHERE id < ?1 ORDER BY id DESC");
                self.step(c, &sql, params![id], until)?
            }
        };
        if done {
            self.put_fresh(c, i64::MIN)?;
        }
        Ok(done)
    }

    fn step(
        &mut self,
        c: &Connection,
        sql: &str,
        values: &[&dyn rusqlite::ToSql],
        (until, most): (Instant, usize),
    ) -> Inner<bool> {
        let by_date = self.plan.driver.is_none() && self.plan.folder.is_some();
        let indexed = self.plan.driver.is_some();
        let mut statement = c.prepare_cached(sql)?;
        let begun = Instant::now();
        let mut rows = statement.query(values)?;
        let mut until = until;
        let mut looked = 0_usize;
        while let Some(row) = rows.next()? {
            if looked == 0 {
                // Some questions take long before their first answer, and again in each slice: as
                // long at least is gone on then, or the end would never come.
                until = until.max(Instant::now() + begun.elapsed());
            }
            let seen = Seen::read(row)?;
            self.below = if by_date { (seen.date, seen.id) } else { (seen.id, seen.id) };
            if indexed {
                self.put_fresh(c, seen.id)?;
            }
            let old = indexed && self.unindexed.rewritten.binary_search(&seen.id).is_ok();
            if !old && self.plan.passes(&seen, &self.answers) {
                self.found.push((seen.date, MessageId(seen.id)));
            }
            looked += 1;
            let over = looked.is_multiple_of(STRIDE) && Instant::now() >= until;
            if over || self.found.len() >= most {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Puts in what is not indexed yet and newer than a message.
    fn put_fresh(&mut self, c: &Connection, above: i64) -> Inner<()> {
        while let Some(id) = self.fresh.pop_if(|id| *id > above) {
            if let Some(seen) = Seen::of(c, id)?
                && self.plan.passes(&seen, &self.answers)
            {
                self.found.push((seen.date, MessageId(id)));
            }
        }
        Ok(())
    }
}

/// Asks for what is not indexed yet.
fn held(recent: &mut Recent, unindexed: &Unindexed, question: &str) -> Inner<Vec<i64>> {
    if unindexed.held.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids = recent.answer(question)?;
    ids.retain(|id| unindexed.held.binary_search(id).is_ok());
    Ok(ids)
}

/// Asks both indices.
fn both(
    c: &Connection,
    recent: &mut Recent,
    unindexed: &Unindexed,
    question: &str,
) -> Inner<Vec<i64>> {
    let mut ids = answer(c, question)?;
    ids.retain(|id| unindexed.rewritten.binary_search(id).is_err());
    let fresh = held(recent, unindexed, question)?;
    if !fresh.is_empty() {
        ids.extend(fresh);
        ids.sort_unstable();
    }
    Ok(ids)
}

/// Returns whether one message is what a query asks for.
pub(super) fn is_match(
    c: &Connection,
    recent: &mut Recent,
    id: MessageId,
    query: &Query,
) -> Inner<bool> {
    let Some(seen) = Seen::of(c, id.0)? else { return Ok(false) };
    let plan = Plan::new(c, query)?;
    let asks = plan.driver.is_some() || !plan.asked.is_empty();
    if asks && !recent.hold(c, id.0)? {
        return Ok(false);
    }
    if let Some(question) = &plan.driver
        && recent.answer(question)?.binary_search(&id.0).is_err()
    {
        return Ok(false);
    }
    let answers: Vec<Vec<i64>> =
        plan.asked.iter().map(|question| recent.answer(question)).collect::<Inner<_>>()?;
    Ok(plan.passes(&seen, &answers))
}

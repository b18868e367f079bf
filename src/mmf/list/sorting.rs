//! The numbers of messages, of a folder or of results, in an order.

use std::collections::HashMap;

use rusqlite::{Connection, ToSql};

use super::super::error::Inner;
use crate::mail::{MessageId, Order, SortKey, plain_subject};

/// Which messages are meant.
#[derive(Clone, Copy)]
struct Of<'a> {
    /// A condition, and the value in it.
    which: &'a str,
    value: &'a dyn ToSql,
}

/// Returns the numbers of the messages that a condition is true of, in an order; conversations are
/// not gathered.
pub(in super::super) fn sorted(
    c: &Connection,
    which: &str,
    value: &dyn ToSql,
    order: Order,
) -> Inner<Vec<MessageId>> {
    let of = Of { which, value };
    let way = if order.descending { "DESC" } else { "ASC" };
    if order.key == SortKey::Date {
        return numbers(c, of, &format!("date {way}, id {way}"));
    }
    let then = order.then.filter(|(key, _)| *key != order.key);
    let first = numeric(order.key);
    match (first, then, then.and_then(|(key, _)| numeric(key))) {
        (Some(first), None, _) => numbers(c, of, &format!("{first} {way}, date DESC, id DESC")),
        (Some(first), Some((_, descending)), Some(second)) => {
            let then = if descending { "DESC" } else { "ASC" };
            numbers(c, of, &format!("{first} {way}, {second} {then}, date DESC, id DESC"))
        }
        (_, None, _) => by_text(c, of, order, None),
        (_, Some((key, descending)), _) => {
            let places = sorted(c, which, value, Order::by(key, descending))?;
            let places: HashMap<MessageId, usize> =
                places.into_iter().enumerate().map(|(place, id)| (id, place)).collect();
            match first {
                Some(first) => by_number(c, of, first, order.descending, &places),
                None => by_text(c, of, order, Some(&places)),
            }
        }
    }
}

/// Returns what SQL sorts by, when it can.
fn numeric(key: SortKey) -> Option<&'static str> {
    Some(match key {
        SortKey::Date => "date",
        SortKey::Arrived => "arrived",
        SortKey::Size => "size",
        SortKey::Priority => "priority",
        SortKey::Attachments => "attachments",
        SortKey::Unread => "unread",
        // What is due first, what is due at no time, what is done, what bears no flag.
        SortKey::Flag => {
            "CASE flag WHEN 1 THEN ifnull(due, 4611686018427387904)
             WHEN 2 THEN 4611686018427387905 ELSE 4611686018427387906 END"
        }
        SortKey::From | SortKey::To | SortKey::Subject => return None,
    })
}

fn by_text(
    c: &Connection,
    of: Of<'_>,
    order: Order,
    places: Option<&HashMap<MessageId, usize>>,
) -> Inner<Vec<MessageId>> {
    let column = match order.key {
        SortKey::To => "recipients",
        SortKey::Subject => "subject",
        _ => "sender",
    };
    let mut statement = c.prepare_cached(&format!(
        "SELECT id, {column} FROM msg WHERE {} ORDER BY date DESC, id DESC",
        of.which
    ))?;
    let mut rows = statement.query([of.value])?;
    let mut keyed: Vec<(Box<str>, MessageId)> = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let text = if order.key == SortKey::Subject { plain_subject(text) } else { text };
        keyed.push((text.to_lowercase().into_boxed_str(), MessageId(row.get(0)?)));
    }
    settle(&mut keyed, order.descending, places);
    Ok(keyed.into_iter().map(|(_, id)| id).collect())
}

fn by_number(
    c: &Connection,
    of: Of<'_>,
    column: &str,
    descending: bool,
    places: &HashMap<MessageId, usize>,
) -> Inner<Vec<MessageId>> {
    let mut statement = c.prepare_cached(&format!(
        "SELECT id, {column} FROM msg WHERE {} ORDER BY date DESC, id DESC",
        of.which
    ))?;
    let rows = statement
        .query_map([of.value], |row| Ok((row.get::<_, i64>(1)?, MessageId(row.get(0)?))))?;
    let mut keyed: Vec<(i64, MessageId)> = rows.collect::<Result<_, _>>()?;
    settle(&mut keyed, descending, Some(places));
    Ok(keyed.into_iter().map(|(_, id)| id).collect())
}

/// Sorts what comes newest first; what is equal keeps its place, or gets that of the second order.
fn settle<K: Ord>(
    keyed: &mut [(K, MessageId)],
    descending: bool,
    places: Option<&HashMap<MessageId, usize>>,
) {
    if let Some(places) = places {
        keyed.sort_by_cached_key(|(_, id)| places.get(id).copied().unwrap_or(usize::MAX));
    }
    // Stable, as the order by a second key must be.
    if descending {
        keyed.sort_by(|a, b| b.0.cmp(&a.0));
    } else {
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
    }
}

fn numbers(c: &Connection, of: Of<'_>, order: &str) -> Inner<Vec<MessageId>> {
    let sql = format!("SELECT id FROM msg WHERE {} ORDER BY {order}", of.which);
    let mut statement = c.prepare_cached(&sql)?;
    let ids = statement.query_map([of.value], |row| row.get(0).map(MessageId))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

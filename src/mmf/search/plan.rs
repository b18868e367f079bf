//! Makes of a query what the index is asked, and what each message is tested for besides.

use rusqlite::{Connection, OptionalExtension, Row};

use super::super::error::Inner;
use super::super::folders;
use super::symbols;
use crate::mail::{Day, Field, FolderId, Moment, Place, Query, Want, Words};

/// The columns that [`Seen::read`] reads.
pub(super) const SEEN: &str =
    "msg.id, msg.folder, msg.date, msg.size, msg.unread, msg.attachments, msg.flag";

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// What is known of a message without its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) id: i64,
    pub(super) folder: i64,
    pub(super) date: i64,
    size: i64,
    unread: bool,
    attachments: i64,
    flag: i64,
}

impl Seen {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            folder: row.get(1)?,
            date: row.get(2)?,
            size: row.get(3)?,
            unread: row.get(4)?,
            attachments: row.get(5)?,
            flag: row.get(6)?,
        })
    }

    /// Reads what is known of one message.
    pub(super) fn of(c: &Connection, id: i64) -> Inner<Option<Self>> {
        let mut one = c.prepare_cached(&format!("SELECT {SEEN} FROM msg WHERE id = ?1"))?;
        Ok(one.query_row([id], Self::read).optional()?)
    }
}

/// How a query is answered.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// What the index is asked to begin with; none when every message must be looked at.
    pub(super) driver: Option<String>,
    /// What each message is tested for.
    test: Test,
    /// What the index is asked for the tests.
    pub(super) asked: Vec<String>,
    /// The one folder in which all that is found lies.
    pub(super) folder: Option<i64>,
}

/// A test of a message.
#[derive(Debug)]
enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// It is among what the index answered to a question.
    Answer(usize),
    DateFrom(i64),
    DateBelow(i64),
    Larger(i64),
    Smaller(i64),
    Attachment,
    Unread,
    Flagged,
    /// It lies in one of these folders, sorted.
    Folders(Vec<i64>),
}

impl Default for Test {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Plan {
    /// Makes a plan; days and folders are those of now.
    pub(super) fn new(c: &Connection, query: &Query) -> Inner<Self> {
        let mut plan = Self::default();
        let one = std::slice::from_ref(&query.want);
        let parts = if let Want::All(parts) = &query.want { parts.as_slice() } else { one };
        let mut tests = Vec::new();
        match query.place {
            Place::Everywhere => {}
            Place::Folder(id) => {
                plan.folder = Some(id.0);
                tests.push(Test::Folders(vec![id.0]));
            }
            Place::Within(id) => tests.push(Test::Folders(within(c, Some(id))?)),
        }
        let words: Vec<&Want> = parts.iter().filter(|part| is_words(part)).collect();
        plan.driver = all(words.iter().copied());
        let rest = parts.iter().filter(|part| plan.driver.is_none() || !is_words(part));
        for part in rest.collect::<Vec<_>>() {
            tests.push(plan.test(c, part)?);
        }
        plan.test = Test::All(tests);
        Ok(plan)
    }

    fn test(&mut self, c: &Connection, want: &Want) -> Inner<Test> {
        if let Some(asked) = words_only(want) {
            self.asked.push(asked);
            return Ok(Test::Answer(self.asked.len() - 1));
        }
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let ago = |days: u32| Moment::now().0.saturating_sub(i64::from(days) * DAY);
        let begins = |day: Day| day.begins().0;
        Ok(match want {
            Want::All(parts) => {
                let tests = parts.iter().map(|part| self.test(c, part));
                Test::All(tests.collect::<Inner<_>>()?)
            }
            Want::Any(parts) => {
                let tests = parts.iter().map(|part| self.test(c, part));
                Test::Any(tests.collect::<Inner<_>>()?)
            }
            Want::Not(inner) => Test::Not(Box::new(self.test(c, inner)?)),
            // Said above already: words are always words only.
            Want::Words(words) => {
                self.asked.push(phrase(words));
                Test::Answer(self.asked.len() - 1)
            }
            Want::Since(day) => Test::DateFrom(begins(*day)),
            Want::Before(day) => Test::DateBelow(begins(*day)),
            Want::Newer(days) => Test::DateFrom(ago(*days)),
            Want::Older(days) => Test::DateBelow(ago(*days)),
            Want::Larger(bytes) => Test::Larger(number(*bytes)),
            Want::Smaller(bytes) => Test::Smaller(number(*bytes)),
            Want::Attachment => Test::Attachment,
            Want::Unread => Test::Unread,
            Want::Flagged => Test::Flagged,
            Want::In(path) => Test::Folders(named(c, path)?),
        })
    }

    /// Returns whether a message passes; `answers` are what the index said to what was asked, each
    /// sorted.
    pub(super) fn passes(&self, seen: &Seen, answers: &[Vec<i64>]) -> bool {
        self.test.passes(seen, answers)
    }
}

impl Test {
    fn passes(&self, seen: &Seen, answers: &[Vec<i64>]) -> bool {
        match self {
            Self::All(tests) => tests.iter().all(|test| test.passes(seen, answers)),
            Self::Any(tests) => tests.iter().any(|test| test.passes(seen, answers)),
            Self::Not(test) => !test.passes(seen, answers),
            Self::Answer(nth) => {
                answers.get(*nth).is_some_and(|ids| ids.binary_search(&seen.id).is_ok())
            }
            Self::DateFrom(at) => seen.date >= *at,
            Self::DateBelow(at) => seen.date < *at,
            Self::Larger(bytes) => seen.size > *bytes,
            Self::Smaller(bytes) => seen.size < *bytes,
            Self::Attachment => seen.attachments > 0,
            Self::Unread => seen.unread,
            Self::Flagged => seen.flag == 1,
            Self::Folders(ids) => ids.binary_search(&seen.folder).is_ok(),
        }
    }
}

/// Returns whether a part is about words alone, wanted or not.
fn is_words(want: &Want) -> bool {
    match want {
        Want::Not(inner) => words_only(inner).is_some(),
        _ => words_only(want).is_some(),
    }
}

/// Writes what the index can answer by itself; it knows no "not" without something wanted.
fn words_only(want: &Want) -> Option<String> {
    match want {
        Want::Words(words) => Some(phrase(words)),
        Want::All(parts) => all(parts.iter()),
        Want::Any(parts) => {
            let sides: Option<Vec<String>> = parts.iter().map(words_only).collect();
            sides.filter(|sides| !sides.is_empty()).map(|s| format!("({})", s.join(" OR ")))
        }
        _ => None,
    }
}

fn all<'a>(parts: impl Iterator<Item = &'a Want>) -> Option<String> {
    let (mut wanted, mut not) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Want::Not(inner) => not.push(words_only(inner)?),
            other => wanted.push(words_only(other)?),
        }
    }
    if wanted.is_empty() {
        return None;
    }
    let wanted = format!("({})", wanted.join(" AND "));
    Some(if not.is_empty() { wanted } else { format!("({wanted} NOT ({}))", not.join(" OR ")) })
}

fn phrase(words: &Words) -> String {
    let column = match words.field {
        None => "",
        Some(Field::From) => "sender : ",
        Some(Field::To) => "recipients : ",
        Some(Field::Subject) => "subject : ",
        Some(Field::Text) => "text : ",
    };
    if let Some(symbols) = symbols::asked(&words.text) {
        let each: Vec<String> = symbols.iter().map(|word| format!("{column}\"{word}\"")).collect();
        return format!("({})", each.join(" AND "));
    }
    let star = if words.prefix { " *" } else { "" };
    // A NUL would end what SQLite reads; nobody types one.
    format!("{column}\"{}\"{star}", words.text.replace(['"', '\0'], " "))
}

/// Returns the numbers of a folder and of those inside, sorted.
fn within(c: &Connection, id: Option<FolderId>) -> Inner<Vec<i64>> {
    let mut tree = c.prepare_cached(
        "WITH RECURSIVE tree (id) AS (SELECT ?1 UNION
           SELECT folder.id FROM folder JOIN tree ON folder.parent = tree.id)
         SELECT id FROM tree WHERE id IS NOT NULL ORDER BY id",
    )?;
    let ids = tree.query_map([id.map(|id| id.0)], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Returns the numbers of the folder with a path and of those inside; none when there is none such.
fn named(c: &Connection, path: &str) -> Inner<Vec<i64>> {
    let mut parent = None;
    for name in path.split('/') {
        match folders::child(c, parent, name)? {
            Some(id) => parent = Some(id),
            None => return Ok(Vec::new()),
        }
    }
    within(c, parent)
}

/// Returns the messages that an index holds of a question, sorted.
pub(super) fn answer(c: &Connection, question: &str) -> Inner<Vec<i64>> {
    let mut ask = c.prepare_cached("SELECT rowid FROM find WHERE find MATCH ?1 ORDER BY rowid")?;
    let ids = ask.query_map([question], |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

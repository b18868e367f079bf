//! Whom a person may mean by a name: the people of this postoffice, of the personal book, and those
//! who were written to before.

use crate::mail::{FullName, Group, Moment, Person};

use super::{Error, Resolution, Session};

/// Where somebody is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The person's own book.
    Book,
    /// The list of this postoffice.
    Postoffice,
    /// Another postoffice that this one knows.
    Elsewhere,
    /// A message that was sent to them.
    Written,
    /// A personal group of that name: the person has its name and no address.
    Group,
}

/// Somebody who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub person: Person,
    /// Where from.
    pub source: Source,
    /// How likely they are meant: how often they were written to, and how lately.
    pub weight: u64,
}

impl Session {
    /// Returns everybody who may be meant, each once: by their names.
    pub fn known_people(&self) -> Result<Vec<Known>, Error> {
        let now = Moment::now();
        let mut known: Vec<Known> = Vec::new();
        for acquaintance in self.file.acquaintances()? {
            let source = if acquaintance.kept { Source::Book } else { Source::Written };
            let weight = weight(acquaintance.used, acquaintance.last, now);
            known.push(Known { person: acquaintance.person, source, weight });
        }
        for person in self.people()? {
            match known.iter_mut().find(|k| k.person.is_same(&person)) {
                // The list has the name as it is now; the book the one that the person gave.
                Some(there) if there.source == Source::Written => {
                    there.person = person;
                    there.source = Source::Postoffice;
                }
                Some(_) => {}
                None => known.push(Known { person, source: Source::Postoffice, weight: 0 }),
            }
        }
        for group in self.groups()? {
            let name = group.name().as_str().to_owned();
            let person = Person { name, addr_spec: String::new() };
            known.push(Known { person, source: Source::Group, weight: 0 });
        }
        known.sort_by_cached_key(|k| (folded(&k.person.name), k.person.addr_spec.clone()));
        Ok(known)
    }

    /// Returns the people of the personal book.
    pub fn book(&self) -> Result<Vec<Person>, Error> {
        let all = self.file.acquaintances()?.into_iter();
        Ok(all.filter(|one| one.kept).map(|one| one.person).collect())
    }

    /// Takes somebody into the personal book; returns whether they are new there.
    pub fn add_to_book(&mut self, person: &Person) -> Result<bool, Error> {
        Ok(self.file.keep_acquaintance(person)?)
    }

    /// Takes people and groups of elsewhere in, all of them or none; who is known already keeps the
    /// name that they have here, and the members of a group come to those of one of the same name.
    pub fn take_people_in(&mut self, people: &[Person], groups: &[Group]) -> Result<(), Error> {
        Ok(self.file.take_people_in(people, groups)?)
    }

    /// Takes somebody out of the personal book, and forgets that they were written to; returns
    /// whether they were known. Who is on a postoffice's list stays there.
    pub fn forget_person(&mut self, person: &Person) -> Result<bool, Error> {
        Ok(self.file.forget_acquaintance(person)?)
    }

    /// Finds out whom a typed recipient means, in all lists: a personal group of that name, else who
    /// has that mailbox or name, and when there is nobody, whose name has words that begin so
    /// (KB Q104421). Several are several, from whichever list; so is one whose name was not typed in
    /// full when `must_be_sure`.
    pub fn resolve_among(
        &self,
        typed: &str,
        known: &[Known],
        must_be_sure: bool,
    ) -> Result<Resolution, Error> {
        let groups = || known.iter().filter(|k| k.source == Source::Group);
        if groups().any(|k| folded(&k.person.name) == folded(typed.trim().trim_matches('"')))
            && let Some(group) = self.group_named(typed)?
        {
            return Ok(Resolution::Group(group));
        }
        let found = self.resolve(typed)?;
        if typed.contains(['/', '@', '<']) {
            return Ok(found);
        }
        let typed = typed.trim().trim_matches('"');
        let all = |fits: &dyn Fn(&str) -> bool| -> Vec<Person> {
            let people = known.iter().filter(|k| k.source != Source::Group);
            let those = people.filter(|k| fits(&folded(&k.person.name)));
            let mut those: Vec<&Known> = those.collect();
            those.sort_by_key(|k| std::cmp::Reverse(k.weight));
            those.into_iter().map(|k| k.person.clone()).collect()
        };
        let wanted = folded(typed);
        let mut people = match &found {
            Resolution::Found(person) => vec![person.clone()],
            Resolution::Ambiguous(people) => people.clone(),
            _ => Vec::new(),
        };
        let mut sure = true;
        let mut more = all(&|name| name == wanted);
        if people.is_empty() && more.is_empty() {
            sure = false;
            more = all(&|name| begins(name, &wanted));
        }
        for person in more {
            if !people.iter().any(|there| there.is_same(&person)) {
                people.push(person);
            }
        }
        Ok(match (people.len(), people.pop()) {
            (0, _) | (_, None) => found,
            (1, Some(person)) if sure || !must_be_sure => match found {
                Resolution::Found(_) => found,
                _ => Resolution::Found(person),
            },
            (_, Some(last)) => {
                people.push(last);
                Resolution::Ambiguous(people)
            }
        })
    }

    /// Takes note of whom a message goes to; that it cannot be noted stops no message.
    pub(super) fn note_recipients(&mut self, people: &[&[Person]]) {
        let keep = self.habits().is_ok_and(|habits| habits.keep_recipients);
        let people: Vec<Person> = people.concat();
        if let Err(error) = self.file.note_written(&people, keep) {
            tracing::warn!(%error, "it could not be noted who was written to");
        }
    }
}

fn folded(name: &str) -> String {
    FullName::parse(name).map_or_else(|_| name.to_lowercase(), |name| name.folded())
}

/// Returns whether each typed word begins another word of a name, in that order (KB Q126291).
fn begins(name: &str, typed: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut wanted =
        typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    wanted.peek().is_some() && wanted.all(|typed| words.any(|word| word.starts_with(typed)))
}

/// Weighs how often somebody was written to by how lately.
fn weight(used: u64, last: Option<Moment>, now: Moment) -> u64 {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let days = last.map_or(i64::MAX, |last| now.0.saturating_sub(last.0) / DAY);
    let lately = match days {
        ..7 => 16,
        7..30 => 8,
        30..120 => 4,
        120..365 => 2,
        _ => 1,
    };
    used.saturating_mul(lately)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_the_beginnings_of_their_words() {
        for (typed, fits) in [
            ("ann", true),
            ("ber", true),
            ("ann ber", true),
            ("a b", true),
            ("berg anna", false),
            ("nna", false),
            ("", false),
        ] {
            assert_eq!(begins("anna maria berg", typed), fits, "{typed}");
        }
    }

    #[test]
    fn lately_weighs_more_than_often() {
        let now = Moment(1_000 * 24 * 60 * 60 * 1000);
        let ago = |days: i64| Some(Moment(now.0 - days * 24 * 60 * 60 * 1000));
        assert!(weight(2, ago(1), now) > weight(20, ago(500), now));
        assert!(weight(9, ago(40), now) > weight(2, ago(40), now));
        assert_eq!(weight(0, None, now), 0);
    }
}

//! Names of recipients: completing them while they are typed, and checking whom they mean.

use std::collections::HashSet;

use crate::mail::{Address, Draft, Person};
use crate::session::{Error, Known, Resolution, Session, Source, split_recipients};
use crate::ui::task::Cancel;
use crate::words;

use super::form::{Form, Part};

/// The most people that are suggested at once.
const MOST: usize = crate::ui::widget::suggest::MOST;

/// The suggestions below a field.
#[derive(Debug, Clone)]
pub(super) struct Suggestions {
    pub(super) part: Part,
    pub(super) people: Vec<Known>,
    pub(super) chosen: usize,
    /// The recipient that is being typed, by its number in the line.
    index: usize,
}

impl Suggestions {
    /// Suggests people for the recipient in which a line was just changed.
    pub(super) fn of(part: Part, before: &str, after: &str, people: &[Known]) -> Option<Self> {
        let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
        // Where a letter was put in, its recipient; where one was taken away, the one before it.
        let changed = after.as_bytes().get(..same).unwrap_or_default();
        let index = changed.iter().filter(|byte| **byte == b';').count();
        let typed = after.split(';').nth(index)?.trim();
        let ended = after.as_bytes().get(same) == Some(&b';');
        if typed.is_empty() || ended || after.len() <= before.len() {
            return None;
        }
        let people = matching(people, typed);
        (!people.is_empty()).then_some(Self { part, people, chosen: 0, index })
    }

    /// Goes through the suggestions, around their ends.
    pub(super) fn step(&mut self, by: i64) {
        let len = i64::try_from(self.people.len()).unwrap_or(1).max(1);
        let at = i64::try_from(self.chosen).unwrap_or(0);
        self.chosen = usize::try_from((at + by).rem_euclid(len)).unwrap_or(0);
    }

    /// Returns the line with a suggestion taken.
    pub(super) fn take(&self, line: &str, row: Option<usize>) -> Option<String> {
        let person = &self.people.get(row.unwrap_or(self.chosen))?.person;
        let mut recipients: Vec<String> =
            line.split(';').map(|recipient| recipient.trim().to_owned()).collect();
        *recipients.get_mut(self.index)? = written(person);
        recipients.retain(|recipient| !recipient.is_empty());
        Some(format!("{}; ", recipients.join("; ")))
    }

    /// Returns how the person is written whose suggestion is taken.
    pub(super) fn taken(&self, row: Option<usize>) -> Option<String> {
        self.people.get(row.unwrap_or(self.chosen)).map(|known| written(&known.person))
    }

    /// Returns what is shown: names and what tells them apart.
    pub(super) fn rows(&self) -> Vec<(String, String)> {
        let row = |k: &Known| match k.source {
            Source::Group => (k.person.name.clone(), words::text("screens-send-source-group")),
            _ => (k.person.short().to_owned(), k.person.written_address()),
        };
        self.people.iter().map(row).collect()
    }
}

/// Writes a person so that nobody else can be meant.
pub(super) fn written(person: &Person) -> String {
    if person.name.contains([';', '<', '>']) {
        person.written_address()
    } else {
        person.to_string()
    }
}

/// Finds people by the beginning of a word of the name, or of the mailbox (KB Q104421); who is
/// written to most comes first, after whose name is typed in full.
fn matching(people: &[Known], typed: &str) -> Vec<Known> {
    let typed = typed.to_lowercase();
    let rank = |person: &Person| {
        let name = person.name.to_lowercase();
        let mailbox = person.address().map(|a| a.mailbox.as_str().to_lowercase());
        let mailbox = mailbox.unwrap_or_default();
        if mailbox == typed || name == typed {
            Some(0)
        } else if name.starts_with(&typed) {
            Some(1)
        } else if name.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&typed)) {
            Some(2)
        } else if mailbox.starts_with(&typed) {
            Some(3)
        } else {
            None
        }
    };
    let mut found: Vec<_> = people.iter().filter_map(|k| Some((rank(&k.person)?, k))).collect();
    found.sort_by_key(|(rank, known)| (*rank != 0, std::cmp::Reverse(known.weight), *rank));
    found.into_iter().take(MOST).map(|(_, known)| known.clone()).collect()
}

/// A recipient that was looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The field.
    pub(super) part: Part,
    /// The recipient, as typed.
    pub(super) typed: String,
    /// Whom it means.
    pub(super) result: Resolution,
}

/// Looks recipients up, and behind a group its members, until there are no more or nobody wants to know any more.
pub(super) fn check(
    session: &Session,
    lines: &[(Part, String)],
    must_be_sure: bool,
    cancel: &Cancel,
) -> Result<Vec<Checked>, Error> {
    let known = session.known_people()?;
    let mut checked = Vec::new();
    for (part, line) in lines {
        for typed in split_recipients(line) {
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let result = session.resolve_among(&typed, &known, must_be_sure)?;
            let members = match &result {
                Resolution::Group(group) => group.members.iter().map(written).collect(),
                _ => Vec::new(),
            };
            checked.push(Checked { part: *part, typed, result });
            for typed in members {
                let result = session.resolve_among(&typed, &known, must_be_sure)?;
                checked.push(Checked { part: *part, typed, result });
            }
        }
    }
    Ok(checked)
}

/// Returns the recipients' fields, for [`check`].
pub(super) fn lines(form: &Form) -> Vec<(Part, String)> {
    Part::RECIPIENTS.iter().map(|part| (*part, form.part(*part).to_owned())).collect()
}

/// Puts people in the place of what was typed.
pub(super) fn replace(form: &mut Form, part: Part, typed: &str, people: &[Person]) {
    let recipients = with(split_recipients(form.part(part)), typed, people);
    let _ = form.set(part, recipients.join("; "));
}

/// Puts people in the place of a recipient; who stands in the line then stands there once.
fn with(line: Vec<String>, typed: &str, people: &[Person]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for recipient in line {
        let these = match recipient == typed {
            true => people.iter().map(written).collect(),
            false => vec![recipient],
        };
        let new = |r: &String| !is_address(r) || seen.insert(address_of(r).to_lowercase());
        all.extend(these.into_iter().filter(new));
    }
    all
}

/// Returns the address of a recipient that is written with one, else all of it.
fn address_of(recipient: &str) -> &str {
    let inner = recipient.strip_suffix('>').and_then(|r| r.rsplit_once('<'));
    inner.map_or(recipient, |(_, address)| address)
}

/// Returns whether a recipient is written so that nobody else can be meant.
pub(super) fn is_address(recipient: &str) -> bool {
    Address::parse(address_of(recipient)).is_ok()
}

/// Puts those who were found in the place of what was typed.
pub(super) fn settle(draft: &mut Draft, checked: &[Checked]) {
    for Checked { part, typed, result } in checked {
        let line = match part {
            Part::Cc => &mut draft.cc,
            Part::Bcc => &mut draft.bcc,
            Part::To | Part::Subject | Part::Body => &mut draft.to,
        };
        if let Some(people) = meant(result) {
            *line = with(std::mem::take(line), typed, people);
        }
    }
}

/// Returns those who take the place of what was typed: who was found, or the members of a group.
pub(super) fn meant(result: &Resolution) -> Option<&[Person]> {
    match result {
        Resolution::Found(person) => Some(std::slice::from_ref(person)),
        Resolution::Group(group) => Some(&group.members),
        _ => None,
    }
}

/// Returns whether a person has to say whom they mean. Where nobody can be asked now, a note can
/// be sent all the same: it waits in the Outbox.
pub(super) fn is_doubt(result: &Resolution, sending: bool) -> bool {
    trouble(result).is_some() && !(sending && matches!(result, Resolution::Unreachable(_)))
}

/// Says from which list somebody is known.
pub(super) fn source(person: &Person, known: &[Known]) -> String {
    let same = |k: &&Known| k.person.addr_spec.eq_ignore_ascii_case(&person.addr_spec);
    words::text(match known.iter().find(same).map_or(Source::Elsewhere, |k| k.source) {
        Source::Book => "screens-send-source-book",
        Source::Postoffice => "screens-send-source-postoffice",
        Source::Elsewhere => "screens-send-source-elsewhere",
        Source::Written => "screens-send-source-written",
        Source::Group => "screens-send-source-group",
    })
}

/// Takes the people whom lines name into the personal book; returns how many are named and how many
/// of them are new there.
pub(super) fn keep(session: &mut Session, lines: &[(Part, String)]) -> Result<(u64, u64), Error> {
    let (mut named, mut new) = (0, 0);
    for checked in check(session, lines, false, &Cancel::default())? {
        if let Resolution::Found(person) = checked.result {
            named += 1;
            new += u64::from(session.add_to_book(&person)?);
        }
    }
    Ok((named, new))
}

/// Says why a recipient was not found; none when there is no trouble.
pub(super) fn trouble(result: &Resolution) -> Option<String> {
    Some(match result {
        Resolution::Found(_) | Resolution::Group(_) => return None,
        Resolution::Unknown => words::text("session-reason-unknown"),
        Resolution::Ambiguous(_) => words::text("session-reason-ambiguous"),
        Resolution::PostofficeUnknown => words::text("session-reason-postoffice-unknown"),
        Resolution::MovedTooOften => words::text("session-reason-moved-too-often"),
        Resolution::Unreachable(reason) => {
            words::with("session-reason-unreachable", &[("reason", reason)])
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::FullName;

    fn person(name: &str, mailbox: &str) -> Person {
        Person::new(
            &FullName::parse(name).unwrap(),
            &Address::parse(&format!("NORTH/MAIN/{mailbox}")).unwrap(),
        )
    }

    fn known(name: &str, mailbox: &str, weight: u64) -> Known {
        Known { person: person(name, mailbox), source: Source::Postoffice, weight }
    }

    fn people() -> Vec<Known> {
        vec![
            known("Anna Berg", "ANNA", 0),
            known("Bruno Carl", "BRUNO", 0),
            known("Carla Annen", "CA", 0),
            known("Odd; Name", "ODD", 0),
        ]
    }

    fn names(typed: &str) -> Vec<String> {
        matching(&people(), typed).into_iter().map(|k| k.person.name).collect()
    }

    #[test]
    fn who_is_written_to_comes_first_after_the_exact_name() {
        let mut people = people();
        people.extend([known("Annika Oft", "OFT", 5), known("Ann", "ANNEX", 0)]);
        let names = |typed: &str| -> Vec<String> {
            matching(&people, typed).into_iter().map(|k| k.person.name).collect()
        };
        assert_eq!(names("ann"), ["Ann", "Annika Oft", "Anna Berg", "Carla Annen"]);
    }

    #[test]
    fn the_likeliest_comes_first() {
        assert_eq!(names("ann"), ["Anna Berg", "Carla Annen"]);
        assert_eq!(names("ca"), ["Carla Annen", "Bruno Carl"], "the mailbox CA is exact");
        assert_eq!(names("BER"), ["Anna Berg"]);
        assert_eq!(names("runo"), [""; 0]);
    }

    #[test]
    fn the_recipient_being_typed_is_completed() {
        let people = people();
        let s = Suggestions::of(Part::To, "x; a; y", "x; an; y", &people).unwrap();
        let line = s.take("x; an; y", None).unwrap();
        assert_eq!(line, "x; Anna Berg <NORTH/MAIN/ANNA>; y; ");
        let mut s = Suggestions::of(Part::To, "a", "an", &people).unwrap();
        s.step(1);
        assert_eq!(s.take("an", None).unwrap(), "Carla Annen <NORTH/MAIN/CA>; ");
        s.step(1);
        assert_eq!(s.chosen, 0, "around the end");
        s.step(-1);
        assert_eq!(s.chosen, 1);
        let s = Suggestions::of(Part::To, "o", "od", &people).unwrap();
        assert_eq!(s.take("od", None).unwrap(), "NORTH/MAIN/ODD; ");
        assert!(Suggestions::of(Part::To, "anna", "ann", &people).is_none(), "when deleting");
        assert!(Suggestions::of(Part::To, "anna", "anna;", &people).is_none());
    }

    #[test]
    fn each_reason_has_its_words() {
        for result in [
            Resolution::Unknown,
            Resolution::Ambiguous(Vec::new()),
            Resolution::PostofficeUnknown,
            Resolution::MovedTooOften,
            Resolution::Unreachable("x".into()),
        ] {
            assert!(trouble(&result).is_some_and(|t| !t.starts_with("session-")));
        }
    }
}

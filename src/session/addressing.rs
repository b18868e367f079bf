//! From what people type to mailboxes: by mailbox name, full name or `NET/PO/mailbox`, here and on
//! the postoffices that this one knows.

use std::collections::VecDeque;
use std::ops::Range;

use crate::mail::{Address, FullName, Group, Identity, Person, ShortName};
use crate::postoffice::{Account, Error as PostofficeError, Postoffice};
use crate::words;

use super::error::summary_of;
use super::{Error, Session, address_in};

/// How many postoffices are asked the way to another one.
const POSTOFFICES: usize = 64;

/// What a typed recipient turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// One mailbox.
    Found(Person),
    /// A personal group, and so its members.
    Group(Group),
    /// Nobody of this name.
    Unknown,
    /// Several people.
    Ambiguous(Vec<Person>),
    /// The postoffice in the address is not known here.
    PostofficeUnknown,
    /// The postoffice cannot be reached now; why.
    Unreachable(String),
    /// The mailbox moved on in a circle.
    MovedTooOften,
}

/// Splits a line of recipients, dropping empty ones: see [`recipient_places`].
pub fn split_recipients(line: &str) -> Vec<String> {
    let places = recipient_places(line).into_iter();
    places.filter_map(|place| line.get(place)).map(ToOwned::to_owned).collect()
}

/// Finds the recipients in a line: between semicolons, and between commas behind what is an address
/// already. What stands in quotes or angle brackets stays together, and a comma in a name belongs
/// to it (KB Q119645).
pub fn recipient_places(line: &str) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), 0);
    let (mut quoted, mut inside) = (false, false);
    for (at, c) in line.char_indices() {
        match c {
            // A quote that never ends is a letter like others.
            '"' if quoted || line.get(at + 1..).is_some_and(|rest| rest.contains('"')) => {
                quoted = !quoted;
            }
            '<' if !quoted => inside = true,
            '>' if !quoted => inside = false,
            ';' | ','
                if !quoted
                    && (c == ';'
                        || !inside && is_address(line.get(start..at).unwrap_or_default())) =>
            {
                found.push(start..at);
                start = at + 1;
                inside = false;
            }
            _ => {}
        }
    }
    found.push(start..line.len());
    let trimmed = |place: Range<usize>| {
        let piece = line.get(place.clone())?;
        let start = place.start + (piece.len() - piece.trim_start().len());
        let place = start..start + piece.trim().len();
        (!place.is_empty()).then_some(place)
    };
    found.into_iter().filter_map(trimmed).collect()
}

/// Returns whether a piece of a line is a whole address, with or without a name before it.
fn is_address(piece: &str) -> bool {
    let piece = piece.trim();
    piece.ends_with('>')
        || Address::parse(piece).is_ok()
        || (piece.contains('@') && !piece.contains(char::is_whitespace))
}

/// What a typed recipient says.
enum Wanted {
    At(Address),
    Name { mailbox: Option<ShortName>, full_name: Option<FullName> },
}

fn read(typed: &str) -> Wanted {
    let typed = typed.trim();
    // "Full Name <address>": the address counts.
    let inner = typed.strip_suffix('>').and_then(|t| t.rsplit_once('<')).map_or(typed, |(_, a)| a);
    let inner = inner.trim().trim_matches('"');
    if let Ok(address) = Address::parse(inner) {
        return Wanted::At(address);
    }
    if let Some(address) = Address::from_addr_spec(inner) {
        return Wanted::At(address);
    }
    Wanted::Name { mailbox: ShortName::parse(inner).ok(), full_name: FullName::parse(inner).ok() }
}

impl Session {
    /// Finds out whom a typed recipient means.
    pub fn resolve(&self, typed: &str) -> Result<Resolution, Error> {
        resolve(&self.office, typed)
    }

    /// Returns everyone on this postoffice, by full name, for choosing recipients.
    pub fn people(&self) -> Result<Vec<Person>, Error> {
        let (mut accounts, _) = self.office.accounts()?;
        accounts.retain(|a| a.moved_to.is_none());
        accounts.sort_by_cached_key(|a| a.full_name.folded());
        Ok(accounts
            .iter()
            .map(|a| Person::new(&a.full_name, &address_in(&self.office, a)))
            .collect())
    }
}

/// A mailbox, found where it is now.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    /// The postoffice.
    pub(crate) office: Postoffice,
    /// The account there; it lives.
    pub(crate) account: Account,
}

/// Where an address leads.
pub(crate) enum Located {
    /// To a mailbox.
    Home(Box<Home>),
    /// To a postoffice that has no such mailbox.
    Unknown,
    /// To a postoffice that is not known.
    PostofficeUnknown,
    /// To what cannot be reached now; why.
    Unreachable(String),
    /// Round in a circle.
    MovedTooOften,
}

impl Home {
    fn person(&self) -> Person {
        Person::new(&self.account.full_name, &address_in(&self.office, &self.account))
    }
}

impl From<Located> for Resolution {
    fn from(located: Located) -> Self {
        match located {
            Located::Home(home) => Self::Found(home.person()),
            Located::Unknown => Self::Unknown,
            Located::PostofficeUnknown => Self::PostofficeUnknown,
            Located::Unreachable(reason) => Self::Unreachable(reason),
            Located::MovedTooOften => Self::MovedTooOften,
        }
    }
}

/// Finds out whom a typed recipient means, seen from a postoffice.
fn resolve(office: &Postoffice, typed: &str) -> Result<Resolution, Error> {
    match read(typed) {
        Wanted::At(address) => Ok(locate(office, &address)?.into()),
        Wanted::Name { mailbox, full_name } => by_name(office, mailbox, full_name),
    }
}

fn by_name(
    office: &Postoffice,
    mailbox: Option<ShortName>,
    full_name: Option<FullName>,
) -> Result<Resolution, Error> {
    let folded = full_name.map(|n| n.folded());
    if let Some(found) = matching(office, mailbox.as_ref(), folded.as_deref())? {
        return Ok(locate(office, &address_in(office, &found))?.into());
    }
    let mut people: Vec<Person> = Vec::new();
    let mut unreachable = None;
    for known in office.neighbours()? {
        let found = office.neighbour(&known.network, &known.postoffice).and_then(|other| {
            let Some(other) = other else { return Ok(None) };
            let account = matching(&other, mailbox.as_ref(), folded.as_deref())?;
            Ok(account.map(|account| (address_in(&other, &account), other)))
        });
        match found {
            // Seen from there: a new home need not be known here.
            Ok(Some((address, other))) => match locate(&other, &address)? {
                Located::Home(home) => {
                    let person = home.person();
                    if !people.contains(&person) {
                        people.push(person);
                    }
                }
                Located::Unreachable(reason) => unreachable = Some(reason),
                Located::Unknown | Located::PostofficeUnknown | Located::MovedTooOften => {}
            },
            Ok(None) => {}
            Err(e) => unreachable = Some(summary_of(&e)),
        }
    }
    Ok(match (people.len(), people.pop(), unreachable) {
        (1, Some(person), _) => Resolution::Found(person),
        (_, Some(last), _) => {
            people.push(last);
            Resolution::Ambiguous(people)
        }
        (_, None, Some(reason)) => Resolution::Unreachable(reason),
        (_, None, None) => Resolution::Unknown,
    })
}

/// Finds an account by mailbox name, else by full name; somebody who lives there before somebody
/// who moved away.
fn matching(
    office: &Postoffice,
    mailbox: Option<&ShortName>,
    folded: Option<&str>,
) -> Result<Option<Account>, PostofficeError> {
    if let Some(mailbox) = mailbox
        && let Some(account) = office.account(mailbox)?
    {
        return Ok(Some(account));
    }
    let Some(folded) = folded else { return Ok(None) };
    let (accounts, _) = office.accounts()?;
    let mut named = accounts.into_iter().filter(|a| a.full_name.folded() == folded);
    let first = named.next();
    match &first {
        Some(account) if account.moved_to.is_some() => {
            Ok(named.find(|a| a.moved_to.is_none()).or(first))
        }
        _ => Ok(first),
    }
}

/// Goes to an address, and on to where its owner moved, as often as that was.
pub(crate) fn locate(office: &Postoffice, address: &Address) -> Result<Located, Error> {
    let mut at = office.clone();
    let mut address = address.clone();
    let mut been: Vec<Identity> = Vec::new();
    loop {
        let found = home_of(&at, &address).and_then(|home| {
            let Some(home) = home else { return Ok(None) };
            let account = home.account(&address.mailbox)?;
            Ok(Some((home, account)))
        });
        let (home, account) = match found {
            Ok(Some((home, Some(account)))) => (home, account),
            Ok(Some((_, None))) => return Ok(Located::Unknown),
            // Whoever asks hears the new address at least.
            Ok(None) | Err(_) if !been.is_empty() => {
                let moved = words::with("session-reason-moved", &[("address", &address)]);
                return Ok(Located::Unreachable(moved));
            }
            Ok(None) => return Ok(Located::PostofficeUnknown),
            Err(e) if is_at(office, &address) => return Err(e.into()),
            Err(e) => return Ok(Located::Unreachable(summary_of(&e))),
        };
        let Some(next) = account.moved_to.clone() else {
            return Ok(Located::Home(Box::new(Home { office: home, account })));
        };
        let identity = home.identity_of(account.user);
        if been.contains(&identity) {
            return Ok(Located::MovedTooOften);
        }
        been.push(identity);
        (at, address) = (home, next);
    }
}

fn is_at(office: &Postoffice, address: &Address) -> bool {
    address.network == *office.network() && address.postoffice == *office.name()
}

/// Opens the postoffice of an address: this one, one that it knows, or one that those know.
///
/// Two postoffices know each other after a move between them; somebody on a third one may know
/// only the old home, and must get through to the new one all the same.
pub(super) fn home_of(
    office: &Postoffice,
    address: &Address,
) -> Result<Option<Postoffice>, PostofficeError> {
    if is_at(office, address) {
        return Ok(Some(office.clone()));
    }
    let mut seen = vec![office.identity()];
    let mut rest = VecDeque::from([office.clone()]);
    let mut failure = None;
    while let Some(at) = rest.pop_front() {
        match at.neighbour(&address.network, &address.postoffice) {
            Ok(Some(found)) => return Ok(Some(found)),
            Ok(None) => {}
            // Another one may know a better way there.
            Err(e) => failure = failure.or(Some(e)),
        }
        for known in at.neighbours()? {
            if !seen.contains(&known.identity) && seen.len() < POSTOFFICES {
                seen.push(known.identity);
                if let Ok(Some(next)) = at.neighbour(&known.network, &known.postoffice) {
                    rest.push_back(next);
                }
            }
        }
    }
    failure.map_or(Ok(None), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_are_split_at_semicolons_only() {
        assert_eq!(
            split_recipients("Berg, Anna; BRUNO ;; NET/PO/X;"),
            ["Berg, Anna", "BRUNO", "NET/PO/X"]
        );
    }

    #[test]
    fn names_in_quotes_stay_together_and_commas_part_addresses() {
        for (line, parts) in [
            ("\"Berg; Anna\" <N/P/ANNA>; BRUNO", vec!["\"Berg; Anna\" <N/P/ANNA>", "BRUNO"]),
            ("Berg, Anna", vec!["Berg, Anna"]),
            ("Berg, Anna <N/P/ANNA>, Carl, Bruno", vec!["Berg, Anna <N/P/ANNA>", "Carl, Bruno"]),
            ("n/p/anna, b@main.north,x", vec!["n/p/anna", "b@main.north", "x"]),
            ("5\" disks; BRUNO", vec!["5\" disks", "BRUNO"]),
            ("broken <x; BRUNO", vec!["broken <x", "BRUNO"]),
        ] {
            assert_eq!(split_recipients(line), parts, "{line}");
        }
        assert!(matches!(read("\"Anna Berg\""), Wanted::Name { full_name: Some(_), .. }));
    }

    #[test]
    fn what_is_typed_is_told_apart() {
        assert!(matches!(read("a/b/c"), Wanted::At(a) if a.to_string() == "A/B/C"));
        assert!(matches!(read("Anna <a/b/c>"), Wanted::At(_)));
        assert!(matches!(read("c@b.a"), Wanted::At(a) if a.to_string() == "A/B/C"));
        assert!(matches!(
            read("anna"),
            Wanted::Name { mailbox: Some(m), full_name: Some(_) } if m.as_str() == "ANNA"
        ));
        assert!(matches!(read("Anna Berg"), Wanted::Name { mailbox: None, full_name: Some(_) }));
    }
}

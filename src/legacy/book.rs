//! Personal address books: people, and groups with their members.

use super::folders::elements;
use super::message::Someone;
use super::store::Store;
use crate::disk;
use crate::format::code_page::CodePage;
use crate::format::original::elements::Elements;
use crate::format::original::fields::Fields;
use crate::format::original::oid::Oid;
use crate::format::original::summary::{FolderLine, MessageLine};
use crate::format::original::values::{self, Attribute};

/// A personal address book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    /// What it is called.
    pub name: String,
    /// Its entries, in the order of the book.
    pub entries: Vec<Entry>,
}

/// An entry: a person, or a group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// Who is meant.
    pub someone: Someone,
    /// What the owner wrote about it.
    pub comment: String,
    /// The members of a group; none for a person.
    pub members: Option<Vec<Someone>>,
}

/// Reads every address book.
pub(super) fn read(store: &mut Store, page: CodePage) -> Result<Vec<Book>, disk::Error> {
    let lines = |list: &Elements<'_>| -> Vec<(Oid, FolderLine)> {
        list.iter()
            .map(|(key, value)| (Oid(key), FolderLine::read(value)))
            .filter(|(oid, _)| oid.kind() == Oid::BOOK)
            .collect()
    };
    let mut named = elements(store, Oid::HIDDEN_FOLDERS, lines)?.unwrap_or_default();
    for oid in store.seen() {
        // A book that no list names, as in a file whose lists are lost.
        if oid.kind() == Oid::BOOK && !named.iter().any(|(known, _)| known == oid) {
            let name = b"Personal Address Book".to_vec();
            named.push((*oid, FolderLine { level: 1, name, comment: Vec::new() }));
        }
    }
    let mut books = Vec::new();
    for (oid, line) in named {
        let mut entries = Vec::new();
        for (oid, members) in listed(store, oid)? {
            if let Some(mut entry) = entry(store, oid, page)? {
                entry.0.members = match members.or(entry.1) {
                    Some(group) => Some(members_of(store, group, page)?),
                    None => None,
                };
                entries.push(entry.0);
            }
        }
        books.push(Book { name: page.decode(&line.name), entries });
    }
    Ok(books)
}

/// Lists a book or a group: entries, and the members' list of those that are groups.
fn listed(store: &mut Store, oid: Oid) -> Result<Vec<(Oid, Option<Oid>)>, disk::Error> {
    let lines = |list: &Elements<'_>| -> Vec<(Oid, Option<Oid>)> {
        list.iter()
            .map(|(key, value)| {
                let members = MessageLine::read(value).map(|line| line.members);
                (Oid(key), members.filter(|oid| oid.kind() == Oid::MEMBERS))
            })
            .collect()
    };
    Ok(elements(store, oid, lines)?.unwrap_or_default())
}

fn members_of(store: &mut Store, group: Oid, page: CodePage) -> Result<Vec<Someone>, disk::Error> {
    let mut members = Vec::new();
    for (oid, _) in listed(store, group)? {
        members.extend(entry(store, oid, page)?.map(|(entry, _)| entry.someone));
    }
    Ok(members)
}

/// Reads an entry, and the list of its members where it names one.
fn entry(
    store: &mut Store,
    oid: Oid,
    page: CodePage,
) -> Result<Option<(Entry, Option<Oid>)>, disk::Error> {
    elements(store, oid, |list| {
        let fields = Fields::read(list.get(Attribute::BODY.0).unwrap_or_default());
        let text = |code| fields.text(code).map(|t| page.decode(t)).unwrap_or_default();
        let kind = match text(Fields::KIND).as_str() {
            "MTP" => "SMTP".to_owned(),
            kind => kind.to_owned(),
        };
        let address = page.decode(&fields.address());
        let address = if kind.eq_ignore_ascii_case("FAX") { fax(&address) } else { address };
        let mut name = text(Fields::NAME);
        if name.is_empty() {
            // The subject of an entry is its name too.
            let subject = list.get(Attribute::SUBJECT.0).unwrap_or_default();
            name = page.decode(values::text(subject));
        }
        if name.is_empty() {
            name.clone_from(&address);
        }
        let members = list.get(Attribute::MEMBERS.0).and_then(values::double_word).map(Oid);
        let members = members.filter(|oid| oid.kind() == Oid::MEMBERS);
        let someone = Someone { name, kind, address };
        (Entry { someone, comment: text(Fields::COMMENT), members: None }, members)
    })
}

/// The number in the address of a fax: the fourth of its parts, where all are there.
fn fax(address: &str) -> String {
    let parts: Vec<&str> = address.split('\r').collect();
    match parts.as_slice() {
        [_, _, _, number, _, ..] => (*number).to_owned(),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_taken_out_of_the_address_of_a_fax() {
        assert_eq!(fax("a\roffice\rcompany\r555-1\rrest\rmore"), "555-1");
        assert_eq!(fax("555-2"), "555-2");
    }
}

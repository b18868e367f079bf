//! A personal group: several people under one name.

use super::{FullName, Person};

/// What parts recipients or tells an address from a name, and so can stand in no group's name.
const PARTING: &[char] = &[';', '<', '>', '@', '/', '"'];

/// Several people whom a person writes to by one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    name: FullName,
    /// Who is in it, each once.
    pub members: Vec<Person>,
}

impl Group {
    /// Makes a group of those who have an address. Its name follows the rules of people's full
    /// names, and what a line of recipients would read as something else becomes a blank; none when
    /// nothing is left of it.
    pub fn new(name: &str, members: impl IntoIterator<Item = Person>) -> Option<Self> {
        let parting = |c: char| c.is_control() || PARTING.contains(&c);
        let name = name.replace(parting, " ");
        let name = FullName::parse(&name).or_else(|_| {
            // Composed, it may be shorter; where it is not, its beginning has to do.
            FullName::parse(&name.trim_start().chars().take(FullName::MOST).collect::<String>())
        });
        let mut group = Self { name: name.ok()?, members: Vec::new() };
        group.take(members);
        Some(group)
    }

    /// Returns its name.
    pub fn name(&self) -> &FullName {
        &self.name
    }

    /// Takes in those who have an address and are not in it.
    pub fn take(&mut self, people: impl IntoIterator<Item = Person>) {
        for person in people {
            let is_new = !self.members.iter().any(|there| there.is_same(&person));
            if is_new && !person.addr_spec.is_empty() {
                self.members.push(person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, address: &str) -> Person {
        Person { name: name.into(), addr_spec: address.into() }
    }

    #[test]
    fn a_group_has_a_name_that_can_be_typed_and_everybody_once() {
        let members = [person("A", "a@b.c"), person("Again", "A@B.C"), person("Nowhere", "")];
        let group = Group::new(" Sales; <north>\t/ east ", members).unwrap();
        assert_eq!(group.name().as_str(), "Sales north east");
        assert_eq!(group.members, [person("A", "a@b.c")]);
        assert_eq!(Group::new(&"x".repeat(90), []).unwrap().name().as_str(), "x".repeat(64));
        assert_eq!(Group::new(" ; ", []), None);
    }
}

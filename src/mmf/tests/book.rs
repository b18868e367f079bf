//! The personal book, and who was written to.

use super::support::Desk;
use crate::mail::Person;
use crate::mmf::Acquaintance;

fn person(name: &str, mailbox: &str) -> Person {
    Person { name: name.into(), addr_spec: format!("{mailbox}@MAIN.NORTH") }
}

fn told(people: &[Acquaintance]) -> Vec<(&str, bool, u64)> {
    people.iter().map(|a| (a.person.name.as_str(), a.kept, a.used)).collect()
}

#[test]
fn people_are_kept_and_counted_each_once() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    file.note_written(&[person("Bruno", "BRUNO"), person("", "DORA")], false).unwrap();
    file.note_written(&[person("Bruno Carl", "bruno")], false).unwrap();
    assert_eq!(told(&file.acquaintances().unwrap()), [("", false, 1), ("Bruno Carl", false, 2)]);
    assert!(file.keep_acquaintance(&person("My Bruno", "BRUNO")).unwrap());
    assert!(!file.keep_acquaintance(&person("My Bruno", "BRUNO")).unwrap(), "he is there");
    file.note_written(&[person("Bruno Carl", "BRUNO")], true).unwrap();
    file.note_written(&[person("Emil", "EMIL")], true).unwrap();
    file.close().unwrap();
    let again = desk.open("A.MMF");
    let people = again.acquaintances().unwrap();
    let expected = [("", false, 1), ("Emil", true, 1), ("My Bruno", true, 3)];
    assert_eq!(told(&people), expected, "the name that the person gave stays");
    assert!(people[2].last.is_some());
    let mut file = again;
    assert!(file.forget_acquaintance(&person("", "bruno")).unwrap(), "by the address");
    assert!(!file.forget_acquaintance(&person("", "BRUNO")).unwrap());
    assert_eq!(told(&file.acquaintances().unwrap()), [("", false, 1), ("Emil", true, 1)]);
}

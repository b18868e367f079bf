//! Personal groups: brought in with an original file, merged with those of the same name.

use std::path::Path;

use restante::interchange::{Key, Opened, Reading};
use restante::mail::{Group, Person};
use restante::session::Disk;

use crate::mail::{collected, note};
use crate::people::{World, password};

fn person(name: &str, addr_spec: &str) -> Person {
    Person { name: name.into(), addr_spec: addr_spec.into() }
}

#[test]
fn groups_of_an_original_file_come_in_as_groups_and_are_merged() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let bruno = person("Bruno", "BRUNO@MAIN.NORTH");
    anna.set_group(&Group::new("team", [bruno.clone()]).unwrap()).unwrap();
    let _ = anna.add_to_book(&person("Dora from the harbour", "DORA@PO.NET")).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/legacy/samples/small.mmf");
    for _ in 0..2 {
        let reading = Reading { key: Key::Password(password("secret")), ..Reading::default() };
        let mut source = Opened::open(&Disk::new(), &sample, &reading, &mut |_, _| true).unwrap();
        source.bring_people(&mut anna).unwrap();
    }
    let groups = anna.groups().unwrap();
    assert_eq!(groups.len(), 1, "one of the same name is not doubled");
    assert_eq!(groups[0].name().as_str(), "team");
    let members: Vec<&str> = groups[0].members.iter().map(|m| m.addr_spec.as_str()).collect();
    assert_eq!(members, ["BRUNO@MAIN.NORTH", "ANN@PO.NET", "BOB@PO.NET", "CARL@PO.NET"]);
    let known = anna.known_people().unwrap();
    assert!(known.iter().any(|k| k.person.name == "Ann Lee"), "people are people all the same");
    let dora = anna.book().unwrap().into_iter().find(|one| one.addr_spec == "DORA@PO.NET");
    assert_eq!(dora.unwrap().name, "Dora from the harbour", "who is known keeps the name");
    anna.sign_out().unwrap();
}

#[test]
fn a_message_to_a_group_goes_to_its_members_and_to_nobody_twice() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let members = ["BRUNO@MAIN.NORTH", "NOBODY@MAIN.NORTH"].map(|address| person("", address));
    anna.set_group(&Group::new("Team", members).unwrap()).unwrap();
    let sent = anna.send(&note(&["team", "bruno"], "Lunch")).unwrap();
    assert_eq!(sent.accepted, ["NORTH/MAIN/BRUNO"]);
    assert_eq!(sent.refused.len(), 1);
    assert!(sent.refused[0].recipient.contains("NORTH/MAIN/NOBODY"), "the member is named");
    anna.sign_out().unwrap();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    assert_eq!(collected(&mut bruno), ["Lunch"]);
    bruno.sign_out().unwrap();
}

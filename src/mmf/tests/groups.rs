//! Personal groups: kept, merged, replaced, removed, and there in a file of the first version.

use super::support::Desk;
use super::upgrade::old_file;
use crate::mail::{Group, Person};

fn group(name: &str, mailboxes: &[&str]) -> Group {
    let person = |m: &&str| Person { name: (*m).to_owned(), addr_spec: format!("{m}@MAIN.NORTH") };
    Group::new(name, mailboxes.iter().map(person)).unwrap()
}

#[test]
fn groups_are_merged_replaced_and_removed_by_their_names() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    file.take_people_in(&[], &[group("Sales", &["BRUNO", "ANNA"])]).unwrap();
    file.take_people_in(&[], &[group("Chess", &["EMIL"])]).unwrap();
    file.take_people_in(&[], &[group("SALES", &["anna", "DORA"])]).unwrap();
    let sales = group("Sales", &["BRUNO", "ANNA", "DORA"]);
    assert_eq!(file.groups().unwrap(), [group("Chess", &["EMIL"]), sales]);
    file.set_group(&group("sales", &["DORA"])).unwrap();
    file.close().unwrap();
    let mut again = desk.open("A.MMF");
    assert_eq!(again.groups().unwrap(), [group("Chess", &["EMIL"]), group("sales", &["DORA"])]);
    assert!(again.remove_group(group("SALES", &[]).name()).unwrap());
    assert!(!again.remove_group(group("SALES", &[]).name()).unwrap());
    // The name is free again, and none of the old members are left behind it.
    again.take_people_in(&[], &[group("Sales", &["EMIL"])]).unwrap();
    assert_eq!(again.groups().unwrap(), [group("Chess", &["EMIL"]), group("Sales", &["EMIL"])]);
}

#[test]
fn an_old_file_keeps_groups_once_it_is_brought_up_to_date() {
    let desk = Desk::new();
    old_file(&desk, "OLD.MMF");
    let mut file = desk.open("OLD.MMF");
    assert_eq!(file.groups().unwrap(), []);
    file.take_people_in(&[], &[group("Sales", &["BRUNO"])]).unwrap();
    file.close().unwrap();
    assert_eq!(desk.open("OLD.MMF").groups().unwrap(), [group("Sales", &["BRUNO"])]);
}

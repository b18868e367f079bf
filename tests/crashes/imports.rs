//! An import that is interrupted, and done again.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use restante::disk::Disk;
use restante::interchange::{Error, Incoming, Report, Target, Tree};
use restante::mail::Order;
use restante::session::Session;

use crate::faults::{Fault, Kind, all_is_mostly_well, come_back, everywhere};
use crate::people::World;

const MESSAGES: usize = 5;

fn mail(world: &World) {
    let root = world.dir.path().join("mail/Work");
    std::fs::create_dir_all(&root).unwrap();
    for n in 1..MESSAGES {
        std::fs::write(root.join(format!("{n}.eml")), format!("Subject: {n}\n\nx\n")).unwrap();
    }
    let mailbox = "From a@x Thu Sep 23 10:37:00 1993\nSubject: boxed\n\nx\n\n";
    std::fs::write(world.dir.path().join("mail/Box.mbox"), mailbox).unwrap();
}

fn import(world: &World, disk: &Disk, session: &mut Session, name: &str) -> Result<Report, Error> {
    let at = |name: &str| world.dir.path().join(name);
    let mut tree = Tree::open(disk, &at("mail"))?;
    let mut incoming = Incoming::begin(disk, session, &at(name), Target::default())?;
    while !incoming.go_on(session, &mut tree, Duration::ZERO)? {}
    incoming.finish()
}

fn importing(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let mut bruno = world.at_main("BRUNO", "bruno").run(disk, &|| false).unwrap();
    fault.arm();
    let first = import(world, disk, &mut bruno, "first");
    drop(bruno);
    // What is told to be in is in.
    let mut bruno = come_back(world, &world.at_main("BRUNO", "bruno")).unwrap();
    let before = bruno_rows(&mut bruno);
    if let Ok(report) = &first {
        assert_eq!(report.counts.imported, before.len() as u64);
    }
    let report = import(world, &world.disk, &mut bruno, "second").unwrap();
    let counts = report.counts;
    assert_eq!((counts.found, counts.unreadable), (MESSAGES as u64, 0));
    assert_eq!(counts.duplicates, before.len() as u64, "{first:?}");
    let rows = bruno_rows(&mut bruno);
    assert_eq!(rows.len(), MESSAGES, "each once");
    assert_eq!(subjects(&rows).len(), MESSAGES);
    assert!(Path::new(&report.manifest_csv).is_file());
    bruno.sign_out().unwrap();
    let _ = all_is_mostly_well(world, fault, n);
}

fn bruno_rows(session: &mut Session) -> Vec<String> {
    let mut rows = Vec::new();
    for name in ["Work", "Box"] {
        if let Some(folder) = session.folder_named(name).unwrap() {
            let found = session.rows(folder.id, Order::newest_first(), 0, 100).unwrap();
            rows.extend(found.into_iter().map(|row| row.subject));
        }
    }
    rows
}

fn subjects(rows: &[String]) -> BTreeSet<&String> {
    rows.iter().collect()
}

#[test]
fn importing_dies_anywhere() {
    everywhere(Kind::Death, mail, &importing);
}

#[test]
fn importing_fails_anywhere_and_is_done_again() {
    everywhere(Kind::OnceTouching, mail, &importing);
}

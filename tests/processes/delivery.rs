//! Delivering and collecting at the same time, and being killed at it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use restante::mail::FolderKind;
use restante::session::Session;

use crate::mail::{collected, subjects};
use crate::people::{World, add};
use crate::roles::{Other, calm, text};

/// MAIN with ELSA, to whom the others write, besides ANNA and BRUNO.
fn world() -> World {
    let world = World::on(calm());
    add(&world.main, "ELSA", "Elsa Fink", "elsa");
    world
}

fn sender(world: &World, mailbox: &str, secret: &str, mark: &str, letters: usize) -> Other {
    Other::start(
        "sender",
        &[
            ("ROOT", &text(&world.main_root())),
            ("MAILBOX", mailbox),
            ("SECRET", secret),
            ("TO", "ELSA"),
            ("MARK", mark),
            ("LETTERS", &letters.to_string()),
        ],
    )
}

fn collector(world: &World) -> (Other, PathBuf) {
    let stop = world.dir.path().join("stop");
    let root = text(&world.main_root());
    let parameters = [
        ("ROOT", root.as_str()),
        ("MAILBOX", "ELSA"),
        ("SECRET", "elsa"),
        ("STOP", stop.to_str().unwrap()),
    ];
    (Other::start("collector", &parameters), stop)
}

fn elsa(world: &World) -> Session {
    world.run(&world.at_main("ELSA", "elsa")).unwrap()
}

fn nothing_is_left(world: &World) {
    let _ = world.main.check(true).unwrap();
    assert_eq!(world.main.check(false).unwrap(), []);
    let status = world.main.status().unwrap();
    assert_eq!((status.waiting, status.letters), (0, 0));
}

#[test]
fn two_deliver_to_one_mailbag_while_a_third_collects() {
    const LETTERS: usize = 40;
    let world = world();
    let (mut collector, stop) = collector(&world);
    collector.hear("ready");
    let senders = [
        sender(&world, "ANNA", "anna one", "from anna", LETTERS),
        sender(&world, "BRUNO", "bruno", "from bruno", LETTERS),
    ];
    let mut said: Vec<String> = senders.into_iter().flat_map(Other::end).collect();
    std::fs::write(stop, "").unwrap();
    let _ = collector.end();
    said.retain(|s| s != "ready");
    said.sort();
    assert_eq!(said.len(), 2 * LETTERS);
    let mut elsa = elsa(&world);
    assert_eq!(elsa.waiting_letters().unwrap(), 0, "the collector left something");
    assert_eq!(subjects(&mut elsa, FolderKind::Inbox), said);
    elsa.sign_out().unwrap();
    nothing_is_left(&world);
}

/// Numbers that differ from run to run, so that many runs find what one does not.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// Counts what arrived, and what was acknowledged.
fn each_once(arrived: &[String], acknowledged: &[String], seed: u64) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for subject in arrived {
        *counts.entry(subject).or_default() += 1;
    }
    let twice: Vec<_> = counts.iter().filter(|(_, n)| **n > 1).collect();
    assert!(twice.is_empty(), "came twice: {twice:?} (seed {seed})");
    let lost: Vec<_> = acknowledged.iter().filter(|s| !counts.contains_key(s.as_str())).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?} (seed {seed})");
    // What was on its way when the sender died is there or not, but nothing else.
    assert!(arrived.len() <= acknowledged.len() + ROUNDS, "(seed {seed})");
}

const ROUNDS: usize = 30;

#[test]
fn killed_anywhere_nothing_acknowledged_is_lost_or_doubled() {
    let seed = restante::disk::random() | 1;
    let mut dice = Dice(seed);
    let world = world();
    let mut acknowledged = Vec::new();
    let begun = Instant::now();
    for round in 0..ROUNDS {
        let mut sender = sender(&world, "ANNA", "anna one", &format!("round {round:02}"), 1000);
        let (mut collector, _) = collector(&world);
        sender.hear("ready");
        collector.hear("ready");
        std::thread::sleep(Duration::from_micros(dice.throw(60_000)));
        if dice.throw(2) == 0 {
            acknowledged.extend(sender.kill());
            std::thread::sleep(Duration::from_micros(dice.throw(10_000)));
            let _ = collector.kill();
        } else {
            let _ = collector.kill();
            std::thread::sleep(Duration::from_micros(dice.throw(10_000)));
            acknowledged.extend(sender.kill());
        }
    }
    println!("{} letters in {ROUNDS} rounds, {:?}", acknowledged.len(), begun.elapsed());
    assert!(acknowledged.len() >= ROUNDS, "next to nothing was sent (seed {seed})");
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    assert_eq!(anna.spool().unwrap().waiting, 0);
    let sent = subjects(&mut anna, FolderKind::SentMail);
    anna.sign_out().unwrap();
    let mut elsa = elsa(&world);
    let arrived = collected(&mut elsa);
    elsa.sign_out().unwrap();
    each_once(&arrived, &acknowledged, seed);
    assert_eq!(arrived, sent, "what the sender has as sent, and nothing else (seed {seed})");
    mend(&world);
    nothing_is_left(&world);
}

/// Lets two hours pass and clears away what the killed left.
fn mend(world: &World) {
    let before = std::time::SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    let root = world.main_root();
    let mut folders = vec![root.join("GLB"), root.join("P1"), root.join("KEY"), root.join("MBG")];
    folders.push(root.join("MMF"));
    folders.extend((0..16).map(|n| root.join(format!("MAI/MA{n:X}"))));
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = std::fs::File::options().write(true).open(entry.unwrap().path()).unwrap();
            file.set_modified(before).unwrap();
        }
    }
    let _ = world.main.check(true).unwrap();
}

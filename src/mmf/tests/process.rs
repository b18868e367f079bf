//! Two processes and one message file: the lock holds, and a killed owner harms nobody.

use std::io::{BufRead, BufReader, Lines};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::support::{CREDENTIAL, Desk, letter, mail};
use crate::mail::FolderKind;
use crate::mmf::{Error, MessageFile, NewFlags, Received};

const ROLE: &str = "RESTANTE_TEST_ROLE";
const FILE: &str = "RESTANTE_TEST_FILE";

/// Starts this test program again in a role and waits for its first word.
///
/// What it still says goes unread, but its pipe stays open: nobody may print into a closed one.
fn start(role: &str, desk: &Desk, name: &str) -> (Child, String, Lines<BufReader<ChildStdout>>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "mmf::tests::process::the_other_process", "--nocapture"])
        .env(ROLE, role)
        .env(FILE, desk.path(name))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // Behind the words of the test harness.
    let word = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| line.split_once("SAYS ").map(|(_, word)| word.to_owned()))
        .unwrap_or_default();
    (child, word, lines)
}

#[test]
#[ignore = "the other process of the tests here; started by them"]
fn the_other_process() {
    let (role, path) = (std::env::var(ROLE).unwrap(), std::env::var(FILE).unwrap());
    let path = std::path::Path::new(&path);
    let disk = crate::disk::Disk::new();
    let patience = crate::disk::Patience::wait(std::time::Duration::from_secs(5));
    let guard =
        || std::sync::Arc::new(disk.lock(&path.with_extension("2ND"), "X", patience).unwrap());
    match role.as_str() {
        "judge" => println!("SAYS {}", word(MessageFile::judge(&disk, path).map(|_| ()))),
        "open" => println!("SAYS {}", word(MessageFile::open(&disk, path, guard()).map(|_| ()))),
        "hold" => {
            let _file = MessageFile::open(&disk, path, guard()).unwrap();
            println!("SAYS held");
            wait_for_death();
        }
        // Receives letters as fast as it can and says each number once it is safe.
        "receive" => {
            let mut file = MessageFile::open(&disk, path, guard()).unwrap();
            let inbox = file.standard(FolderKind::Inbox).unwrap();
            let begin = u32::try_from(file.total(inbox).unwrap()).unwrap();
            for n in begin.. {
                let _ = file.receive(letter(1, n), inbox, &mail(n)).unwrap();
                println!("SAYS {n}");
            }
        }
        // Indexes in slices as short as can be and says how many messages are left.
        "index" => {
            let mut file = MessageFile::open(&disk, path, guard()).unwrap();
            loop {
                let left = file.index_on(std::time::Duration::from_micros(300)).unwrap();
                println!("SAYS {left}");
                if left == 0 {
                    wait_for_death();
                }
            }
        }
        // Dies in the middle of a big change whose pages are in the file already.
        "spill" => {
            let file = MessageFile::open(&disk, path, guard()).unwrap();
            let c = &file.connection;
            c.execute_batch("PRAGMA cache_spill = ON; PRAGMA cache_size = 5; BEGIN IMMEDIATE;")
                .unwrap();
            let _ = c
                .execute("UPDATE meta SET value = zeroblob(80) WHERE key = 'credential'", [])
                .unwrap();
            let _ = c.execute("UPDATE piece SET bytes = zeroblob(length(bytes))", []).unwrap();
            let _ = c
                .execute("UPDATE msg SET subject = 'overwritten ' || hex(zeroblob(400))", [])
                .unwrap();
            println!("SAYS spilled");
            wait_for_death();
        }
        other => panic!("no such role: {other}"),
    }
}

fn wait_for_death() {
    loop {
        std::thread::sleep(std::time::Duration::from_secs(60));
    }
}

fn word(result: Result<(), Error>) -> &'static str {
    match result {
        Ok(()) => "fine",
        Err(Error::InUse { .. }) => "in use",
        Err(_) => "wrong",
    }
}

fn said(role: &str, desk: &Desk, name: &str) -> String {
    let (mut child, word, _pipe) = start(role, desk, name);
    assert!(child.wait().unwrap().success());
    word
}

#[test]
fn the_lock_holds_while_the_file_is_open() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    assert_eq!(said("judge", &desk, "A.MMF"), "in use");
    assert_eq!(said("open", &desk, "A.MMF"), "in use");
    // Everything that could open a second handle here, and so lose the lock.
    let _ = file.add(inbox, &mail(1), NewFlags::default()).unwrap();
    let _ = desk.judge("A.MMF").unwrap_err();
    let _ = MessageFile::open(&desk.disk, &desk.path("A.MMF"), file.guard.clone()).unwrap_err();
    file.copy_to_file(&desk.path("COPY.MMF")).unwrap();
    let _ = file.import(&desk.path("COPY.MMF"), &mut |_| true).unwrap();
    let _ = file.check().unwrap();
    assert_eq!(said("judge", &desk, "A.MMF"), "in use");
    assert_eq!(said("open", &desk, "A.MMF"), "in use");
    file.close().unwrap();
    assert_eq!(said("judge", &desk, "A.MMF"), "fine");
    assert_eq!(said("open", &desk, "A.MMF"), "fine");
}

#[test]
fn another_process_keeps_us_out_until_it_dies() {
    let desk = Desk::new();
    desk.create("A.MMF").close().unwrap();
    let (mut child, word, _pipe) = start("hold", &desk, "A.MMF");
    assert_eq!(word, "held");
    let before = desk.prints();
    assert!(matches!(desk.judge("A.MMF"), Err(Error::InUse { .. })));
    let opened = MessageFile::open(&desk.disk, &desk.path("A.MMF"), desk.lock("A.MMF"));
    assert!(matches!(opened, Err(Error::InUse { .. })));
    let still = |prints: Vec<(String, Vec<u8>)>| -> Vec<_> {
        prints.into_iter().filter(|(name, _)| !name.ends_with("2ND")).collect()
    };
    assert_eq!(still(desk.prints()), still(before));
    child.kill().unwrap();
    let _ = child.wait().unwrap();
    assert_eq!(desk.judge("A.MMF").unwrap(), CREDENTIAL);
    let _ = desk.open("A.MMF");
}

#[test]
fn what_was_acknowledged_outlives_a_killing_at_any_moment() {
    let desk = Desk::new();
    desk.create("A.MMF").close().unwrap();
    let mut acknowledged = 0;
    for round in 0..12_u64 {
        let (mut child, first, mut pipe) = start("receive", &desk, "A.MMF");
        assert_eq!(first, acknowledged.to_string(), "a letter was lost or came twice");
        std::thread::sleep(std::time::Duration::from_micros(round * 7_919 % 60_000));
        child.kill().unwrap();
        let _ = child.wait().unwrap();
        // The last line may be cut off; what is whole was said after its commit.
        let said = pipe.by_ref().map_while(Result::ok);
        let said = said.filter_map(|l| l.strip_prefix("SAYS ").and_then(|n| n.parse::<u64>().ok()));
        let last = said.last().unwrap_or(acknowledged);
        let mut file = desk.open("A.MMF");
        let inbox = file.standard(FolderKind::Inbox).unwrap();
        let total = file.total(inbox).unwrap();
        assert!((last + 1..=last + 2).contains(&total), "{last} was said, {total} are there");
        assert!(file.check().unwrap().is_empty());
        for n in 0..u32::try_from(total).unwrap() {
            assert_eq!(file.receive(letter(1, n), inbox, &mail(n)).unwrap(), Received::Known);
        }
        acknowledged = total;
    }
    assert!(acknowledged > 12, "the killings left no time to receive anything");
}

#[test]
fn an_index_whose_maker_was_killed_goes_on_where_it_was() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    for n in 0..400 {
        let _ = file.add(inbox, &mail(n), NewFlags::default()).unwrap();
    }
    file.close().unwrap();
    let (mut left, mut killed) = (400, 0);
    for round in 0..20_u64 {
        let (mut child, first, mut pipe) = start("index", &desk, "A.MMF");
        assert!(first.parse::<u64>().unwrap() <= left, "what was indexed is lost");
        std::thread::sleep(std::time::Duration::from_micros(round * 7_919 % 20_000));
        child.kill().unwrap();
        let _ = child.wait().unwrap();
        let said = pipe.by_ref().map_while(Result::ok);
        let said = said.filter_map(|l| l.strip_prefix("SAYS ").and_then(|n| n.parse::<u64>().ok()));
        let last = said.last().or_else(|| first.parse().ok()).unwrap();
        let mut file = desk.open("A.MMF");
        left = file.unindexed().unwrap();
        assert!(left <= last, "{last} were said to be left, {left} are");
        killed += u64::from(left > 0);
        // Whatever is indexed by now, the same is found.
        let results = crate::mail::FolderId(-1);
        file.open_results(results, &crate::mail::Query::parse("\"subject 77\" OR text:333"));
        loop {
            let hunted = file.hunt(results, std::time::Duration::from_secs(9)).unwrap();
            if hunted.done && hunted.waiting == 0 {
                break;
            }
        }
        assert_eq!(file.total(results).unwrap(), 2);
        assert!(file.check().unwrap().is_empty());
        if left == 0 {
            break;
        }
    }
    assert!(killed > 0, "no killing came before the end");
}

#[test]
fn a_change_that_was_killed_half_way_is_taken_back() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let ids: Vec<_> =
        (0..200).map(|n| file.add(inbox, &mail(n), NewFlags::default()).unwrap()).collect();
    file.close().unwrap();
    let clean = std::fs::read(desk.path("A.MMF")).unwrap();
    let (mut child, word, _pipe) = start("spill", &desk, "A.MMF");
    assert_eq!(word, "spilled");
    child.kill().unwrap();
    let _ = child.wait().unwrap();
    assert_ne!(std::fs::read(desk.path("A.MMF")).unwrap(), clean, "nothing had been written yet");
    assert!(desk.names().contains(&"A.MMF-journal".to_owned()));

    let before = desk.prints();
    assert_eq!(desk.judge("A.MMF").unwrap(), CREDENTIAL, "the half-way credential was believed");
    assert_eq!(desk.prints(), before, "judging changed something");
    let mut other = desk.create("B.MMF");
    let counted = other.import(&desk.path("A.MMF"), &mut |_| true).unwrap();
    assert_eq!(counted.imported, 200);
    let prints = |names: &[&str]| -> Vec<_> {
        desk.prints().into_iter().filter(|(n, _)| names.contains(&n.as_str())).collect()
    };
    let pair = ["A.MMF", "A.MMF-journal"];
    let was: Vec<_> = before.into_iter().filter(|(n, _)| pair.contains(&n.as_str())).collect();
    assert_eq!(prints(&pair), was, "importing changed something");

    let mut file = desk.open("A.MMF");
    for (id, n) in ids.iter().zip(0..) {
        assert_eq!(file.bytes(*id).unwrap(), mail(n));
    }
    assert!(file.check().unwrap().is_empty());
    file.close().unwrap();
    assert!(!desk.names().contains(&"A.MMF-journal".to_owned()));
}

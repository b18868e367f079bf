//! Emoji and other symbols are found, in files whose index knew nothing of them, too.

use std::time::Duration;

use super::search::{found, index, letter};
use super::support::Desk;
use crate::mail::{FolderKind, MessageId, Query};
use crate::mmf::{MessageFile, NewFlags};

const PARTY: &str = "\u{1F389}";
const CAKE: &str = "\u{1F370}";

/// Three messages, the first with symbols in its text, the second in its subject.
fn stocked(desk: &Desk) -> MessageFile {
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let text = format!("Bring cake{CAKE}{CAKE} for 5\u{20AC}, \u{1F44D}\u{1F3FD} and go on");
    let subject = format!("Party {PARTY}on Friday");
    for (n, subject, text) in [(1, "Cake", &*text), (2, &subject, "Come"), (3, "Lunch", "Soup")] {
        let _ = file.add(inbox, &letter(n, "Anna", subject, text), NewFlags::default()).unwrap();
    }
    file
}

/// What is found, in the same way before and after messages are indexed.
fn table() -> Vec<(String, Vec<i64>)> {
    [
        (PARTY, vec![2]),
        (CAKE, vec![1]),
        ("\u{1F370}\u{FE0F}", vec![1]),
        ("\u{1F389}\u{1F370}", vec![]),
        ("\u{1F389} OR \u{1F370}", vec![2, 1]),
        ("subject:\u{1F389}", vec![2]),
        ("text:\u{1F389}", vec![]),
        ("-\u{1F389}", vec![3, 1]),
        ("friday \u{1F389}", vec![2]),
        ("lunch \u{1F389}", vec![]),
        ("\u{20AC}", vec![1]),
        // Whatever the tone of the skin.
        ("\u{1F44D}", vec![1]),
        ("\u{1F44D}\u{1F3FF}", vec![1]),
        // What stands beside symbols is found as before, in phrases, too.
        ("cake", vec![1]),
        ("\"party on friday\"", vec![2]),
        ("\"cake for 5\"", vec![1]),
        ("5\u{20AC}", vec![1]),
        ("\"\u{1F680}\"", vec![]),
    ]
    .map(|(line, ids)| (line.to_owned(), ids))
    .into()
}

#[test]
fn symbols_are_found_before_and_after_they_are_indexed() {
    let desk = Desk::new();
    let mut file = stocked(&desk);
    for (line, ids) in &table() {
        assert_eq!(&found(&mut file, line), ids, "not indexed: {line}");
    }
    index(&mut file);
    for (line, ids) in &table() {
        assert_eq!(&found(&mut file, line), ids, "indexed: {line}");
        for id in 1..=3 {
            let is = file.is_match(MessageId(id), &Query::parse(line)).unwrap();
            assert_eq!(is, ids.contains(&id), "{line}: {id}");
        }
    }
    assert_eq!(file.check().unwrap(), Vec::<String>::new());
}

/// Makes the index one of a program that knew nothing of symbols.
fn forget_symbols(file: &MessageFile) {
    let _ = file.connection.execute("DELETE FROM meta WHERE key = 'symbols'", []).unwrap();
    for (id, subject, text) in
        [(1, "Cake", "Bring cake for 5, and go on"), (2, "Party on Friday", "Come")]
    {
        let _ = file.connection.execute("DELETE FROM find WHERE rowid = ?1", [id]).unwrap();
        let sql = "INSERT INTO find (rowid, subject, sender, recipients, text)
                   VALUES (?1, ?2, 'Anna', 'Bruno', ?3)";
        let row = rusqlite::params![id, subject, text];
        let _ = file.connection.execute(sql, row).unwrap();
    }
}

#[test]
fn an_index_without_symbols_is_brought_up_to_date_behind_everything_else() {
    let desk = Desk::new();
    let mut file = stocked(&desk);
    index(&mut file);
    forget_symbols(&file);
    file.close().unwrap();
    let mut file = desk.open("A.MMF");
    // Words are found all the while, and what comes now has its symbols at once.
    assert_eq!(found(&mut file, "cake"), [1]);
    assert_eq!(found(&mut file, PARTY), Vec::<i64>::new());
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let late = letter(4, "Anna", &format!("Late {PARTY}"), "");
    let _ = file.add(inbox, &late, NewFlags::default()).unwrap();
    assert_eq!(found(&mut file, PARTY), [4]);
    assert!(file.unindexed().unwrap() > 1);
    // Message by message, the file closed in between.
    let mut left = u64::MAX;
    while left > 0 {
        let now = file.index_on(Duration::ZERO).unwrap();
        assert!(now < left, "it goes on: {now} of {left}");
        left = now;
        assert_eq!(found(&mut file, "cake"), [1]);
        file.close().unwrap();
        file = desk.open("A.MMF");
    }
    assert_eq!(found(&mut file, PARTY), [4, 2]);
    assert_eq!(found(&mut file, CAKE), [1]);
    assert_eq!(found(&mut file, "\"party on friday\""), [2]);
    assert_eq!(file.unindexed().unwrap(), 0);
    assert_eq!(file.check().unwrap(), Vec::<String>::new());
}

#[test]
fn who_looked_for_a_symbol_meanwhile_finds_it_afterwards() {
    let desk = Desk::new();
    let mut file = stocked(&desk);
    index(&mut file);
    forget_symbols(&file);
    assert_eq!(found(&mut file, PARTY), Vec::<i64>::new());
    index(&mut file);
    // The same question, whose answer was kept.
    assert_eq!(found(&mut file, PARTY), [2]);
}

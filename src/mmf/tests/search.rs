//! Messages are found before and after they are indexed, whatever happens to file and messages
//! meanwhile; and a search finds what a plain look through all of them finds.

use std::time::Duration;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::support::Desk;
use crate::format::mime;
use crate::mail::{
    Attachment, Field, FolderId, FolderKind, Message, MessageId, Moment, Order, Person, Place,
    Query, SortKey, Want, Words,
};
use crate::mmf::{MessageFile, NewFlags};

const LONG: Duration = Duration::from_secs(5);
const RESULTS: FolderId = FolderId(-1);

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), addr_spec: format!("{}@MAIN.NORTH", name.to_uppercase()) }
}

pub(super) fn letter(n: u32, from: &str, subject: &str, body: &str) -> Vec<u8> {
    mime::write(&Message {
        message_id: format!("{n}@PO.NET"),
        from: person(from),
        to: vec![person("Bruno")],
        subject: subject.to_owned(),
        date: Some(Moment(1_700_000_000_000 + i64::from(n) * 86_400_000)),
        body: body.to_owned(),
        ..Message::default()
    })
}

pub(super) fn index(file: &mut MessageFile) {
    while file.index_on(LONG).unwrap() > 0 {}
}

/// Finds all there is, newest first.
fn all(file: &mut MessageFile, query: &Query) -> Vec<MessageId> {
    file.open_results(RESULTS, query);
    while !file.hunt(RESULTS, LONG).unwrap().done {}
    let total = file.total(RESULTS).unwrap();
    let rows = file.rows(RESULTS, Order::default(), 0, u32::try_from(total).unwrap()).unwrap();
    assert_eq!(rows.len() as u64, total);
    rows.into_iter().map(|row| row.id).collect()
}

pub(super) fn found(file: &mut MessageFile, line: &str) -> Vec<i64> {
    all(file, &Query::parse(line)).into_iter().map(|id| id.0).collect()
}

fn stocked(desk: &Desk) -> (MessageFile, FolderId) {
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let letters = [
        ("Anna", "Third version", "The lens on the plinth"),
        ("Bruno", "Café", "A lens, and no draft"),
        ("Anna", "Lunch", "Version three of the plan"),
    ];
    for ((from, subject, body), n) in letters.into_iter().zip(1..) {
        let _ = file.add(inbox, &letter(n, from, subject, body), NewFlags::default()).unwrap();
    }
    (file, inbox)
}

#[test]
fn words_are_found_before_and_after_they_are_indexed() {
    let desk = Desk::new();
    let (mut file, _) = stocked(&desk);
    let table = [
        ("lens", vec![2, 1]),
        ("LENS", vec![2, 1]),
        ("cafe", vec![2]),
        ("from:anna", vec![3, 1]),
        ("from:north/main/anna", vec![3, 1]),
        ("to:bruno", vec![3, 2, 1]),
        ("subject:version", vec![1]),
        ("version", vec![3, 1]),
        ("\"third version\"", vec![1]),
        ("\"version third\"", vec![]),
        ("ver*", vec![3, 1]),
        ("lens -draft", vec![1]),
        ("-lens", vec![3]),
        ("plinth OR subject:lunch", vec![3, 1]),
        ("(plinth OR draft) lens", vec![2, 1]),
        ("lens OR before:2023-11-01", vec![2, 1]),
        ("from:anna OR -lens", vec![3, 1]),
        ("since:2023-11-17", vec![3]),
        ("lens smaller:1", vec![]),
        ("text:third", vec![]),
        ("", vec![3, 2, 1]),
        ("\u{1F600}", vec![]),
        ("lens \u{1F600}", vec![]),
    ];
    for (line, ids) in &table {
        assert_eq!(&found(&mut file, line), ids, "not indexed: {line}");
    }
    assert_eq!(file.unindexed().unwrap(), 3);
    index(&mut file);
    assert_eq!(file.unindexed().unwrap(), 0);
    for (line, ids) in &table {
        assert_eq!(&found(&mut file, line), ids, "indexed: {line}");
        for id in 1..=3 {
            let is = file.is_match(MessageId(id), &Query::parse(line)).unwrap();
            assert_eq!(is, ids.contains(&id), "{line}: {id}");
        }
    }
    file.close().unwrap();
    let mut file = desk.open("A.MMF");
    for (line, ids) in &table {
        assert_eq!(&found(&mut file, line), ids, "opened again: {line}");
    }
    assert_eq!(file.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_line_of_any_length_can_be_looked_for() {
    let desk = Desk::new();
    let (mut file, _) = stocked(&desk);
    index(&mut file);
    let many: Vec<String> = (0..3000).map(|n| format!("word{n}")).collect();
    assert_eq!(found(&mut file, &many.join(" ")), Vec::<i64>::new());
    assert_eq!(found(&mut file, &format!("{} OR lens", many.join(" OR "))), vec![2, 1]);
    let _ = found(&mut file, &"-(a OR b c) ".repeat(500));
}

#[test]
fn results_follow_what_happens_to_messages() {
    let desk = Desk::new();
    let (mut file, inbox) = stocked(&desk);
    index(&mut file);
    assert_eq!(found(&mut file, "lens"), vec![2, 1]);
    let fourth = letter(4, "Dora", "Another lens", "");
    let id = file.add(inbox, &fourth, NewFlags::default()).unwrap();
    assert_eq!(found(&mut file, "lens"), vec![4, 2, 1]);
    let bin = file.standard(FolderKind::DeletedMail).unwrap();
    let _ = file.move_to(&[id], bin).unwrap();
    assert_eq!(found(&mut file, "lens"), vec![4, 2, 1], "Deleted Mail is looked through too");
    let here = |place| Query::parse("lens").at(place);
    assert_eq!(all(&mut file, &here(Place::Folder(bin))), vec![id]);
    assert_eq!(all(&mut file, &here(Place::Folder(inbox))).len(), 2);
    let work = file.create_folder(None, "Work").unwrap();
    let inside = file.create_folder(Some(work), "1995").unwrap();
    let _ = file.move_to(&[id], inside).unwrap();
    assert_eq!(all(&mut file, &here(Place::Within(work))), vec![id]);
    assert_eq!(found(&mut file, "in:work lens"), vec![4]);
    assert_eq!(found(&mut file, "in:Work/1995 lens"), vec![4]);
    assert_eq!(found(&mut file, "in:nowhere lens"), Vec::<i64>::new());
    let copies = file.copy_to(&[id], inbox).unwrap();
    assert_eq!(found(&mut file, "subject:another"), vec![copies[0].0, 4]);
    file.remove(&[id]).unwrap();
    assert_eq!(found(&mut file, "lens"), vec![copies[0].0, 2, 1]);
    index(&mut file);
    while file.clear_away(LONG).unwrap() {}
    assert_eq!(found(&mut file, "lens"), vec![copies[0].0, 2, 1]);
    assert_eq!(file.check().unwrap(), Vec::<String>::new());
    let entries = "SELECT count(*) FROM find_docsize";
    let left: i64 = file.connection.query_row(entries, [], |row| row.get(0)).unwrap();
    assert_eq!(left, 4, "the entry of what was removed is gone");
}

#[test]
fn a_draft_that_is_replaced_is_found_by_its_new_words_only() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let first = letter(1, "Anna", "Plan", "about the plinth");
    let second = letter(1, "Anna", "Plan", "about the lens");
    let third = letter(1, "Anna", "Plan", "about the tripod");
    let id = file.replace_draft(None, &first).unwrap();
    let check = |file: &mut MessageFile, new: &str, old: &[&str]| {
        assert_eq!(found(file, new), vec![id.0], "{new}");
        for old in old {
            assert_eq!(found(file, old), Vec::<i64>::new(), "{old}");
        }
    };
    check(&mut file, "plinth", &["lens"]);
    let _ = file.replace_draft(Some(id), &second).unwrap();
    check(&mut file, "lens", &["plinth"]);
    index(&mut file);
    check(&mut file, "lens", &["plinth"]);
    let _ = file.replace_draft(Some(id), &third).unwrap();
    check(&mut file, "tripod", &["plinth", "lens"]);
    check(&mut file, "-lens", &["-tripod", "-plan"]);
    assert_eq!(file.unindexed().unwrap(), 1);
    index(&mut file);
    check(&mut file, "tripod", &["plinth", "lens"]);
    assert_eq!(file.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_damaged_message_is_found_by_its_line_and_stops_nobody() {
    let desk = Desk::new();
    let (mut file, inbox) = stocked(&desk);
    let _ = file.connection.execute("DELETE FROM piece WHERE message = 2", []).unwrap();
    for indexed in [false, true] {
        assert_eq!(found(&mut file, "cafe"), vec![2], "{indexed}");
        assert_eq!(found(&mut file, "lens"), vec![1], "{indexed}");
        index(&mut file);
    }
    let _ = file.add(inbox, &letter(4, "Dora", "Lens", ""), NewFlags::default()).unwrap();
    index(&mut file);
    assert_eq!(found(&mut file, "lens"), vec![4, 1]);
}

#[test]
fn an_index_that_is_damaged_is_made_anew() {
    let desk = Desk::new();
    let (mut file, inbox) = stocked(&desk);
    index(&mut file);
    file.close().unwrap();
    let c = rusqlite::Connection::open(desk.path("A.MMF")).unwrap();
    let torn = c.execute("UPDATE find_data SET block = x'00000009' WHERE id > 10", []).unwrap();
    assert!(torn > 0);
    c.close().unwrap();
    let mut file = desk.open("A.MMF");
    assert!(!file.check().unwrap().is_empty());
    assert_eq!(found(&mut file, "lens"), vec![2, 1]);
    assert_eq!(file.unindexed().unwrap(), 3, "it was thrown away");
    let _ = file.add(inbox, &letter(4, "Dora", "Lens", ""), NewFlags::default()).unwrap();
    index(&mut file);
    assert_eq!(found(&mut file, "lens"), vec![4, 2, 1]);
    assert_eq!(file.check().unwrap(), Vec::<String>::new());
}

#[test]
fn imports_and_old_files_are_indexed_too() {
    let desk = Desk::new();
    super::upgrade::old_file(&desk, "OLD.MMF");
    let mut file = desk.open("OLD.MMF");
    assert_eq!(file.unindexed().unwrap(), 1);
    assert_eq!(found(&mut file, "subject:old"), Vec::<i64>::new(), "its bytes say otherwise");
    assert_eq!(found(&mut file, "abc"), vec![1]);
    index(&mut file);
    assert_eq!(found(&mut file, "abc"), vec![1]);
    let (other, _) = stocked(&desk);
    other.close().unwrap();
    let _ = file.import(&desk.path("A.MMF"), &mut |_| true).unwrap();
    assert_eq!(found(&mut file, "lens").len(), 2);
    index(&mut file);
    assert_eq!(found(&mut file, "lens").len(), 2);
    file.copy_to_file(&desk.path("COPY.MMF")).unwrap();
    let mut copy = desk.open("COPY.MMF");
    assert_eq!(found(&mut copy, "lens").len(), 2);
    assert_eq!(copy.check().unwrap(), Vec::<String>::new());
}

#[test]
fn slices_are_short_and_results_come_in_pages() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    for n in 0..400 {
        let body = "lens and many other words ".repeat(40);
        let _ =
            file.add(inbox, &letter(n, "Anna", &format!("Number {n}"), &body), NewFlags::default());
    }
    let mut slices = 0;
    while file.index_on(Duration::from_millis(5)).unwrap() > 0 {
        slices += 1;
    }
    assert!(slices > 2, "{slices}");
    file.open_results(RESULTS, &Query::parse("lens"));
    let hunted = file.hunt(RESULTS, Duration::ZERO).unwrap();
    assert!((50..400).contains(&hunted.found) && !hunted.done, "{hunted:?}");
    let page = file.rows(RESULTS, Order::default(), 0, 50).unwrap();
    assert_eq!(page.first().map(|row| row.subject.as_str()), Some("Number 399"));
    assert_eq!(page.len(), 50);
    while !file.hunt(RESULTS, Duration::ZERO).unwrap().done {}
    assert_eq!(file.total(RESULTS).unwrap(), 400);
    let by_subject = Order::by(SortKey::Subject, false);
    let rows = file.rows(RESULTS, by_subject, 0, 3).unwrap();
    let subjects: Vec<&str> = rows.iter().map(|row| row.subject.as_str()).collect();
    assert_eq!(subjects, ["Number 0", "Number 1", "Number 10"]);
    assert_eq!(file.position(RESULTS, by_subject, rows[2].id).unwrap(), Some(2));
    assert_eq!(file.rows(RESULTS, Order::default(), 399, 9).unwrap()[0].subject, "Number 0");
    file.close_results(RESULTS);
    assert_eq!(file.total(RESULTS).unwrap(), 0);
}

#[test]
fn asking_how_much_is_indexed_costs_the_same_in_a_long_file() {
    let desk = Desk::new();
    let (mut file, inbox) = stocked(&desk);
    index(&mut file);
    let _ = file.replace_draft(Some(MessageId(1)), &letter(1, "Anna", "Other", "")).unwrap();
    let steps = |file: &MessageFile| {
        let before = file.connection.total_changes();
        let mut statements = Vec::new();
        for sql in [
            "SELECT message FROM rewritten WHERE message <= ?1 ORDER BY message",
            "SELECT 1 FROM msg WHERE id = ?1",
        ] {
            let plan = format!("EXPLAIN QUERY PLAN {sql}");
            let mut plan = file.connection.prepare(&plan).unwrap();
            let lines = plan.query_map([1], |row| row.get::<_, String>(3)).unwrap();
            statements.extend(lines.map(Result::unwrap));
        }
        assert_eq!(file.connection.total_changes(), before);
        statements
    };
    for line in steps(&file) {
        assert!(line.starts_with("SEARCH"), "{line}");
    }
    super::lists::fill(&mut file, inbox.0, 100_000);
    let sql = "UPDATE indexed SET upto = (SELECT max(id) FROM msg)";
    let _ = file.connection.execute(sql, []).unwrap();
    let begun = std::time::Instant::now();
    for _ in 0..200 {
        assert_eq!(file.unindexed().unwrap(), 1);
    }
    let each = begun.elapsed() / 200;
    assert!(each < Duration::from_millis(5), "{each:?}");
}

/// What a plain look says: letters and digits make words, case and accents do not count.
fn plainly(words: &Words, bytes: &[u8]) -> bool {
    let plain = mime::plain(bytes);
    let tokens = |text: &str| -> Vec<String> {
        let folded: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
        let folded = folded.to_lowercase();
        let words = folded.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let asked = tokens(&words.text);
    let within = |text: &str| {
        let text = tokens(text);
        text.windows(asked.len().max(1)).any(|window| {
            let last = asked.len() - 1;
            window[..last] == asked[..last]
                && (window[last] == asked[last]
                    || words.prefix && window[last].starts_with(&asked[last]))
        })
    };
    let parts = [
        (Field::Subject, &plain.subject),
        (Field::From, &plain.sender),
        (Field::To, &plain.recipients),
        (Field::Text, &plain.text),
    ];
    parts.iter().any(|(field, text)| words.field.is_none_or(|f| f == *field) && within(text))
}

fn naive(want: &Want, bytes: &[u8], unread: bool, attachments: usize) -> bool {
    let again = |part: &Want| naive(part, bytes, unread, attachments);
    match want {
        Want::All(parts) => parts.iter().all(again),
        Want::Any(parts) => parts.iter().any(again),
        Want::Not(inner) => !again(inner),
        Want::Words(words) => plainly(words, bytes),
        Want::Unread => unread,
        Want::Attachment => attachments > 0,
        Want::Larger(size) => bytes.len() as u64 > *size,
        Want::Smaller(size) => (bytes.len() as u64) < *size,
        other => panic!("not made here: {other:?}"),
    }
}

fn wants() -> impl Strategy<Value = Want> {
    let field = prop_oneof![
        3 => Just(None),
        1 => prop_oneof![
            Just(Field::From), Just(Field::To), Just(Field::Subject), Just(Field::Text)
        ].prop_map(Some),
    ];
    let text =
        "(lens|plinth|cafe|Café|anna|bruno|ver|version|plan|pdf|x1|no)( (lens|cafe|two|ver))?";
    let leaf = prop_oneof![
        6 => (field, text, any::<bool>()).prop_map(|(field, text, prefix)| {
            Want::Words(Words::new(field, &text, prefix).unwrap())
        }),
        1 => Just(Want::Unread),
        1 => Just(Want::Attachment),
        1 => (400u64..900).prop_map(Want::Larger),
        1 => (400u64..900).prop_map(Want::Smaller),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Want::All),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Want::Any),
            inner.prop_map(|want| Want::Not(Box::new(want))),
        ]
    })
}

/// A message of few words, so that many queries find something.
fn messages() -> impl Strategy<Value = (Vec<u8>, bool, usize)> {
    let word = "lens|Plinth|CAFE\u{301}|café|version|versions|two|plan|x1|no|Ver";
    let text = prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "));
    let names = "plan\\.pdf|lens two\\.txt";
    let files = prop::collection::vec(names, 0..2);
    (text.clone(), text, "Anna|Bruno Lens|Café", files, any::<bool>()).prop_map(
        |(subject, body, from, files, unread)| {
            let count = files.len();
            let attachments = files.into_iter().map(|name| Attachment {
                name,
                mime: "application/octet-stream".to_owned(),
                bytes: vec![7; 40],
            });
            let bytes = mime::write(&Message {
                from: person(&from),
                to: vec![person("Bruno")],
                subject,
                body,
                attachments: attachments.collect(),
                date: Some(Moment(1_700_000_000_000)),
                ..Message::default()
            });
            (bytes, unread, count)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Some messages are indexed, some are not, and one of each was changed since.
    #[test]
    fn a_search_finds_what_a_plain_look_finds(
        mails in prop::collection::vec(messages(), 2..14),
        indexed in 0_usize..14,
        queries in prop::collection::vec(wants(), 6),
    ) {
        let desk = Desk::new();
        let mut file = desk.create("A.MMF");
        let inbox = file.standard(FolderKind::Inbox).unwrap();
        let mut all_of_them = Vec::new();
        for (at, (bytes, unread, count)) in mails.iter().enumerate() {
            if at == indexed {
                index(&mut file);
            }
            let flags = NewFlags { unread: *unread, draft: false };
            let id = file.add(inbox, bytes, flags).unwrap();
            all_of_them.push((id, bytes.clone(), *unread, *count));
        }
        for at in [0, mails.len() - 1] {
            let (bytes, _, count) = &mails[mails.len() - 1 - at];
            let id = all_of_them[at].0;
            let _ = file.replace_draft(Some(id), bytes).unwrap();
            all_of_them[at] = (id, bytes.clone(), false, *count);
        }
        for want in queries {
            let plain: Vec<MessageId> = all_of_them
                .iter()
                .rev()
                .filter(|(_, bytes, unread, count)| naive(&want, bytes, *unread, *count))
                .map(|(id, ..)| *id)
                .collect();
            let query = Query { want: want.clone(), place: Place::Everywhere };
            prop_assert_eq!(all(&mut file, &query), plain.clone(), "{}", want);
            let here = Query { want: want.clone(), place: Place::Folder(inbox) };
            prop_assert_eq!(all(&mut file, &here), plain, "in the folder: {}", want);
        }
    }
}

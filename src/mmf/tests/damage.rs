//! Files that are damaged, cut off, or something else: an error that names them, never a panic.

use proptest::prelude::*;

use super::support::{Desk, mail};
use crate::mail::FolderKind;
use crate::mmf::{Error, MessageFile, NewFlags};

/// A closed message file with some mail, as bytes.
fn sample(desk: &Desk) -> Vec<u8> {
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    for n in 0..20 {
        let _ = file.add(inbox, &mail(n), NewFlags::default()).unwrap();
    }
    let _ = file.add(inbox, &vec![b'M'; 600_000], NewFlags::default()).unwrap();
    file.close().unwrap();
    std::fs::read(desk.path("A.MMF")).unwrap()
}

/// Opens a file that may be anything and does everything with it that reads.
fn use_all(desk: &Desk, name: &str) -> Result<Vec<String>, Error> {
    let _ = desk.judge(name)?;
    let mut file = MessageFile::open(&desk.disk, &desk.path(name), desk.lock(name))?;
    for folder in file.folders()? {
        for row in file.rows(folder.id, crate::mail::Order::default(), 0, 1000)? {
            let _ = file.bytes(row.id);
        }
    }
    let found = file.check()?;
    file.close()?;
    Ok(found)
}

#[test]
fn a_flipped_bit_in_a_message_is_found() {
    let desk = Desk::new();
    let mut bytes = sample(&desk);
    let at = bytes.windows(400).position(|w| w.iter().all(|b| *b == b'M')).unwrap() + 200;
    bytes[at] ^= 0x10;
    std::fs::write(desk.path("A.MMF"), &bytes).unwrap();
    let mut file = desk.open("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let rows = file.rows(inbox, crate::mail::Order::default(), 0, 100).unwrap();
    let damaged: Vec<_> = rows.iter().filter(|r| file.bytes(r.id).is_err()).collect();
    assert_eq!(damaged.len(), 1);
    let error = file.bytes(damaged[0].id).unwrap_err();
    assert!(matches!(&error, Error::Damaged { what, .. } if what.contains("message 21")));
    assert!(error.to_string().contains("A.MMF"));
    let found = file.check().unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn a_missing_or_foreign_file_is_named_as_such() {
    let desk = Desk::new();
    assert!(matches!(desk.judge("NONE.MMF"), Err(Error::NotFound { .. })));
    let open = |name: &str| MessageFile::open(&desk.disk, &desk.path(name), desk.lock(name));
    assert!(matches!(open("NONE.MMF"), Err(Error::NotFound { .. })));
    std::fs::write(desk.path("B.MMF"), b"").unwrap();
    std::fs::write(desk.path("C.MMF"), vec![0x5A; 5000]).unwrap();
    let other = rusqlite::Connection::open(desk.path("D.MMF")).unwrap();
    other.execute_batch("CREATE TABLE meta (key, value); PRAGMA user_version = 1;").unwrap();
    other.close().unwrap();
    for name in ["B.MMF", "C.MMF", "D.MMF"] {
        let before = desk.prints();
        assert!(matches!(desk.judge(name), Err(Error::NotAMessageFile { .. })), "{name}");
        assert!(matches!(open(name), Err(Error::NotAMessageFile { .. })), "{name}");
        assert_eq!(desk.prints(), before, "{name} was changed");
    }
}

#[test]
fn a_newer_file_and_a_changed_table_are_refused() {
    let desk = Desk::new();
    let _ = sample(&desk);
    let run = |sql: &str| {
        let c = rusqlite::Connection::open(desk.path("A.MMF")).unwrap();
        c.execute_batch(sql).unwrap();
    };
    run("PRAGMA user_version = 3");
    assert!(matches!(desk.judge("A.MMF"), Err(Error::Newer { version: 3, .. })));
    assert!(matches!(use_all(&desk, "A.MMF"), Err(Error::Newer { version: 3, .. })));
    run("PRAGMA user_version = 2; CREATE TABLE note (x); ANALYZE;");
    assert!(use_all(&desk, "A.MMF").unwrap().is_empty(), "what a tool adds does no harm");
    run("CREATE TRIGGER evil AFTER INSERT ON msg BEGIN DELETE FROM msg; END;");
    assert!(matches!(use_all(&desk, "A.MMF"), Err(Error::Damaged { .. })));
    run("DROP TRIGGER evil; DROP TRIGGER msg_added;");
    assert!(matches!(use_all(&desk, "A.MMF"), Err(Error::Damaged { .. })));
}

#[test]
fn a_file_cut_anywhere_gives_a_clear_error() {
    let desk = Desk::new();
    let whole = sample(&desk);
    let mut lengths: Vec<usize> = (0..40).chain([99, 100, 511, 512, 1000]).collect();
    lengths.extend((1..whole.len()).step_by(37_777));
    lengths.extend((1..6).map(|n| whole.len() - n * 8192));
    for length in lengths {
        std::fs::write(desk.path("A.MMF"), &whole[..length]).unwrap();
        match use_all(&desk, "A.MMF") {
            Err(Error::NotAMessageFile { path } | Error::Damaged { path, .. }) => {
                assert!(path.ends_with("A.MMF"));
            }
            other => panic!("cut to {length}: {other:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn random_damage_never_panics(
        hits in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..30),
        header in proptest::option::of((16..100_usize, any::<u8>())),
    ) {
        let desk = Desk::new();
        let mut bytes = sample(&desk);
        for (at, value) in hits {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some((at, value)) = header {
            bytes[at] = value;
        }
        std::fs::write(desk.path("A.MMF"), &bytes).unwrap();
        let _ = use_all(&desk, "A.MMF");
    }

    #[test]
    fn garbage_behind_the_mark_never_panics(tail in proptest::collection::vec(any::<u8>(), 0..20_000)) {
        let desk = Desk::new();
        let mut bytes = b"SQLite format 3\0".to_vec();
        bytes.extend(tail);
        std::fs::write(desk.path("A.MMF"), &bytes).unwrap();
        prop_assert!(use_all(&desk, "A.MMF").is_err());
    }
}

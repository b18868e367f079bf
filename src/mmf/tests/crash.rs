//! Every N-th operation fails: what was acknowledged is there, and nothing by halves.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use super::support::{CREDENTIAL, Desk, letter, mail};
use crate::disk::{Disk, LockError, Op, Patience, Probe};
use crate::mail::{FolderKind, MessageId, Moment};
use crate::mmf::{Error, Held, MessageFile, NewFlags, Part, Received, Retry};

/// Lets some operations pass; then one fails, or every one.
struct Fails {
    passes: AtomicI64,
    for_good: bool,
}

impl Probe for Fails {
    fn before(&self, _: Op, _: &Path) -> io::Result<()> {
        let left = self.passes.fetch_sub(1, Ordering::Relaxed);
        if left > 0 || (left < 0 && !self.for_good) {
            Ok(())
        } else {
            Err(io::Error::other("the share is gone"))
        }
    }
}

#[derive(Default, Debug)]
struct Acknowledged {
    created: bool,
    embedded: bool,
    received: bool,
    queued: Option<MessageId>,
    posted: bool,
    sent: bool,
    moved: Option<MessageId>,
    copied: bool,
}

fn scenario(disk: &Disk, desk: &Desk, got: &mut Acknowledged) -> Result<(), Error> {
    let path = desk.path("A.MMF");
    let patience = Patience::wait(Duration::ZERO);
    let guard = match disk.lock(&path.with_extension("1LK"), "ANNA", patience) {
        Ok(guard) => Arc::new(guard),
        Err(LockError::Disk(e)) => return Err(e.into()),
        Err(e) => panic!("{e}"),
    };
    let mut file = MessageFile::create(disk, &path, &CREDENTIAL, guard)?;
    got.created = true;
    file.embed(&[1; 80])?;
    got.embedded = true;
    let inbox = file.standard(FolderKind::Inbox)?;
    let _ = file.receive(letter(1, 1), inbox, &mail(1))?;
    got.received = true;
    let part = Part {
        number: 0,
        postoffice: "NET/PO".to_owned(),
        recipients: Vec::new(),
        letter: None,
        done: false,
    };
    let id = file.hold(&mail(2), &[part], &Held::default(), None)?;
    got.queued = Some(id);
    file.part_letter(id, 0, letter(1, 2))?;
    file.part_done(id, 0)?;
    got.posted = true;
    file.sent(id)?;
    got.sent = true;
    let bin = file.standard(FolderKind::DeletedMail)?;
    let extra = file.add(inbox, &mail(3), NewFlags::default())?;
    let _ = file.move_to(&[extra], bin)?;
    got.moved = Some(extra);
    file.copy_to_file(&desk.path("COPY.MMF"))?;
    got.copied = true;
    file.close()
}

#[test]
fn nothing_acknowledged_is_lost_when_the_share_goes_away() {
    break_everywhere(true);
}

#[test]
fn nothing_acknowledged_is_lost_when_one_operation_fails() {
    break_everywhere(false);
}

fn break_everywhere(for_good: bool) {
    let mut reached_the_end = false;
    for passes in 0..200 {
        let desk = Desk::new();
        let probe = Arc::new(Fails { passes: AtomicI64::new(passes), for_good });
        let mut got = Acknowledged::default();
        let result = scenario(&Disk::with_probe(probe), &desk, &mut got);
        // The probe may have failed nothing but the letting go of the lock.
        let _ = std::fs::remove_file(desk.path("A.1LK"));
        reached_the_end = result.is_ok();
        let names = desk.names();
        let litter: Vec<&String> =
            names.iter().filter(|n| !["A.MMF", "COPY.MMF"].contains(&n.as_str())).collect();
        // With a share that is gone a temporary file cannot be removed; it is named as one.
        assert!(litter.is_empty() || for_good, "{litter:?}");
        assert!(litter.iter().all(|n| n.contains(".TMP")), "{litter:?}");
        let copy = names.contains(&"COPY.MMF".to_owned());
        assert!(copy || !got.copied);
        if copy {
            assert_eq!(desk.judge("COPY.MMF").unwrap(), [1; 80], "a copy by halves");
        }
        if !names.contains(&"A.MMF".to_owned()) {
            assert!(!got.created);
            continue;
        }
        let mut file = desk.open("A.MMF");
        assert!(file.check().unwrap().is_empty(), "after {passes} operations");
        if got.embedded {
            assert_eq!(file.credential().unwrap(), [1; 80]);
        }
        let inbox = file.standard(FolderKind::Inbox).unwrap();
        let again = file.receive(letter(1, 1), inbox, &mail(1)).unwrap();
        assert!(!got.received || again == Received::Known, "{got:?}");
        if let Some(id) = got.queued {
            assert_eq!(file.bytes(id).unwrap(), mail(2));
            let parts = file.parts(id).unwrap();
            if got.sent {
                assert!(
                    parts.is_empty() && file.waiting(Moment::now(), Retry::All).unwrap().is_empty()
                );
            } else if got.posted && !parts.is_empty() {
                assert!(parts[0].done && parts[0].letter == Some(letter(1, 2)));
            }
        }
        if let Some(id) = got.moved {
            let bin = file.standard(FolderKind::DeletedMail).unwrap();
            assert_eq!(file.summary(id).unwrap().folder, bin);
        }
        if reached_the_end {
            break;
        }
    }
    assert!(reached_the_end, "the scenario needs more operations than were tried");
}

/// Fails one commit and lets everything after it pass.
struct OneCommit(AtomicI64);

impl Probe for OneCommit {
    fn before(&self, op: Op, _: &Path) -> io::Result<()> {
        if op == Op::Commit && self.0.fetch_sub(1, Ordering::Relaxed) == 1 {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no room"));
        }
        Ok(())
    }
}

#[test]
fn after_a_failed_commit_the_file_works_on_as_if_nothing_had_been_tried() {
    let desk = Desk::new();
    desk.create("A.MMF").close().unwrap();
    let probe = Arc::new(OneCommit(AtomicI64::new(0)));
    let disk = Disk::with_probe(probe.clone());
    let mut file = MessageFile::open(&disk, &desk.path("A.MMF"), desk.lock("A.MMF")).unwrap();
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    for n in 0..5 {
        probe.0.store(1, Ordering::Relaxed);
        assert!(
            matches!(file.receive(letter(1, n), inbox, &mail(n)), Err(Error::Disk(e)) if e.full())
        );
        assert_eq!(file.total(inbox).unwrap(), u64::from(n));
        assert!(matches!(file.receive(letter(1, n), inbox, &mail(n)), Ok(Received::Stored(_))));
    }
    probe.0.store(1, Ordering::Relaxed);
    assert!(file.embed(&[9; 80]).is_err());
    assert_eq!(file.credential().unwrap(), CREDENTIAL);
    assert!(file.check().unwrap().is_empty());
}

#[test]
fn a_full_file_loses_nothing_and_works_on_once_there_is_room() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let first = file.add(inbox, &vec![b'x'; 100_000], NewFlags::default()).unwrap();
    let pages = |file: &MessageFile, limit: i64| {
        file.connection.pragma_update(None, "max_page_count", limit).unwrap();
    };
    let used: i64 =
        file.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    pages(&file, used + 2);
    let refused = file.receive(letter(1, 1), inbox, &vec![b'y'; 100_000]);
    assert!(matches!(refused, Err(Error::Full { .. })), "{refused:?}");
    let refused = file.add(inbox, &vec![b'y'; 100_000], NewFlags::default());
    assert!(matches!(refused, Err(Error::Full { .. })), "{refused:?}");
    assert_eq!(file.total(inbox).unwrap(), 1);
    file.remove(&[first]).unwrap();
    while file.clear_away(Duration::from_millis(50)).unwrap() {}
    let received = file.receive(letter(1, 1), inbox, &vec![b'y'; 90_000]);
    assert!(matches!(received, Ok(Received::Stored(_))), "{received:?}");
    assert!(file.check().unwrap().is_empty());
}

//! What a postoffice does, on throw-away folders.

#![expect(
    clippy::disallowed_methods,
    reason = "it looks at the files from outside, and damages them"
)]

use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::format::access::MessageFilePlace;
use crate::format::envelope::State;
use crate::format::verifier::Verifier;
use crate::mail::{Address, FullName, Password};

fn name(text: &str) -> ShortName {
    ShortName::parse(text).unwrap()
}

fn person(mailbox: &str, full_name: &str) -> NewAccount {
    let verifier = Verifier::make(&Password::new("secret").unwrap(), Cost::LEAST).unwrap();
    NewAccount::new(name(mailbox), FullName::parse(full_name).unwrap(), verifier)
}

fn make(root: &Path) -> Postoffice {
    let mut admin = person("ADMIN", "Administrator");
    admin.administrator = true;
    let office =
        Postoffice::create(&Disk::new(), root, &name("NET"), &name("MAIN"), admin, Cost::LEAST)
            .unwrap();
    let _ = office.edit_accounts("ADMIN").unwrap().add(person("ANNA", "Anna Berg")).unwrap();
    let _ = office.edit_accounts("ADMIN").unwrap().add(person("BRUNO", "Bruno Carl")).unwrap();
    office
}

fn office() -> (TempDir, Postoffice) {
    let dir = tempfile::tempdir().unwrap();
    let office = make(&dir.path().join("PO"));
    (dir, office)
}

fn user(office: &Postoffice, mailbox: &str) -> UserId {
    office.account(&name(mailbox)).unwrap().unwrap().user
}

fn post(office: &Postoffice, to: &[&str], text: &[u8]) -> u32 {
    let number = office.take_letter_number("ANNA").unwrap();
    let recipients: Vec<UserId> = to.iter().map(|m| user(office, m)).collect();
    let letter =
        Letter { number, sender: user(office, "ANNA"), recipients: &recipients, bytes: text };
    let _ = office.post(letter).unwrap();
    number
}

/// Makes a file older.
fn an_hour_passes(path: &Path) {
    let before = std::time::SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    std::fs::File::options().write(true).open(path).unwrap().set_modified(before).unwrap();
}

const TEXT: &[u8] = b"From: Anna Berg <ANNA@MAIN.NET>\r\nSubject: Lunch\r\n\r\nSoup?\r\n";

#[test]
fn the_tree_and_the_sizes_are_the_originals() {
    let (_dir, office) = office();
    assert_eq!(office.check(false, "ADMIN").unwrap(), []);
    let size = |p: &str| office.disk.size(&office.root().join(p)).unwrap();
    for (path, bytes) in [
        ("GLB/MASTER.GLB", 176),
        ("GLB/ACCESS2.GLB", 69 * 3),
        ("GLB/ACCESS.GLB", 586 * 3),
        ("GLB/ACCESS3.GLB", 512 * 3),
        ("GLB/CONTROL.GLB", 8),
        ("GLB/TID.GLB", 4),
        ("GLB/NETWORK.GLB", 122),
        ("KEY/00000000.KEY", 560),
        ("KEY/00000002.KEY", 560),
        ("MBG/00000003.MBG", 0),
        ("NME/ADMIN.NME", 45 * 3),
        ("NME/ADMINSHD.NME", 45 * 3),
        ("MAI/MAF/POPULATE.MSM", 1),
    ] {
        assert_eq!(size(path), Some(bytes), "{path}");
    }
    assert_eq!(user(&office, "ADMIN"), UserId(0));
    assert_eq!(user(&office, "ANNA"), UserId(2));
    assert_eq!(user(&office, "BRUNO"), UserId(3));
}

#[test]
fn what_is_no_postoffice_is_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let open = |p: &Path| Postoffice::open(&Disk::new(), p).unwrap_err();
    assert!(matches!(open(&dir.path().join("none")), Error::NotFound { .. }));
    assert!(matches!(open(dir.path()), Error::NotAPostoffice { .. }));
    let root = dir.path().join("PO");
    let office = make(&root);
    let master = office.layout.glb("MASTER.GLB");
    let good = std::fs::read(&master).unwrap();
    for len in 8..good.len() {
        std::fs::write(&master, &good[..len]).unwrap();
        let Error::Damaged { path, .. } = open(&root) else { panic!("{len} bytes") };
        assert_eq!(path, master);
    }
    std::fs::write(&master, [0x55; 176]).unwrap();
    assert!(matches!(open(&root), Error::Microsoft { .. }));
    assert_eq!(std::fs::read(&master).unwrap(), [0x55; 176]);
    std::fs::write(&master, b"something else").unwrap();
    assert!(matches!(open(&root), Error::NotAPostoffice { .. }));
}

#[test]
fn nothing_is_made_where_something_is() {
    let dir = tempfile::tempdir().unwrap();
    let create = |root: &Path| {
        let admin = person("ADMIN", "Administrator");
        Postoffice::create(&Disk::new(), root, &name("N"), &name("P"), admin, Cost::LEAST)
    };
    let _ = make(&dir.path().join("PO"));
    assert!(matches!(create(&dir.path().join("PO")), Err(Error::NotEmpty { .. })));
    std::fs::write(dir.path().join("letter.txt"), "x").unwrap();
    assert!(matches!(create(dir.path()), Err(Error::NotEmpty { .. })));
    std::fs::create_dir_all(dir.path().join("HALF/GLB")).unwrap();
    assert!(create(&dir.path().join("HALF")).is_ok(), "a crashed creation goes on");
}

#[test]
fn names_are_unique_and_numbers_never_come_back() {
    let (_dir, office) = office();
    let add = |m: &str, f: &str| office.edit_accounts("ADMIN").unwrap().add(person(m, f));
    assert!(matches!(add("anna", "Somebody"), Err(Error::MailboxTaken { .. })));
    assert!(matches!(add("X", "ANNA BERG"), Err(Error::FullNameTaken { .. })));
    let anna = office.account(&name("ANNA")).unwrap().unwrap();
    office.edit_accounts("ADMIN").unwrap().retire(&anna).unwrap();
    assert!(office.account(&name("ANNA")).unwrap().is_none());
    let again = add("ANNA", "Anna Berg").unwrap();
    assert_eq!(again.slot, anna.slot, "the slot is used again");
    assert!(again.user > UserId(3), "the number is not");
    assert_ne!(again.tid, anna.tid);
    assert_eq!(office.check(false, "ADMIN").unwrap(), []);
}

#[test]
fn only_the_right_password_is_accepted_and_failures_are_counted() {
    let (_dir, office) = office();
    let verify = |m: &str, p: &str| office.verify(&name(m), &Password::new(p).unwrap()).unwrap();
    assert_eq!(verify("ANNA", "secret").unwrap().user, UserId(2));
    assert!(verify("ANNA", "Secret").is_none());
    assert!(verify("ANNA", "").is_none());
    assert!(verify("NOBODY", "secret").is_none());
    assert_eq!(office.account(&name("ANNA")).unwrap().unwrap().failed, 2);
    assert_eq!(office.account(&name("ADMIN")).unwrap().unwrap().failed, 0);
}

#[test]
fn a_damaged_record_is_reported_and_never_acted_on() {
    let (_dir, office) = office();
    let path = office.layout.glb("ACCESS2.GLB");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[69 + 0x30] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let Err(Error::Damaged { damage, .. }) = office.account(&name("ANNA")) else { panic!() };
    assert_eq!(damage.offset, 69 + 0x3D);
    assert!(office.account(&name("BRUNO")).unwrap().is_some());
    assert!(office.edit_accounts("X").unwrap().add(person("DORA", "Dora")).is_ok());
    assert!(!office.check(false, "ADMIN").unwrap().is_empty());
    assert_eq!(std::fs::read(&path).unwrap()[69..138], bytes[69..138], "left as it was");
}

#[test]
fn a_letter_goes_to_each_mailbag_once_and_goes_when_all_have_it() {
    let (_dir, office) = office();
    let letter = post(&office, &["ANNA", "BRUNO", "BRUNO"], TEXT);
    for _ in 0..2 {
        let delivery = office.deliver(letter, Some(TEXT), "ANNA").unwrap();
        assert!(delivery.pending.is_empty());
    }
    for mailbox in ["ANNA", "BRUNO"] {
        let who = user(&office, mailbox);
        assert_eq!((office.peek(who).unwrap().waiting, office.peek(who).unwrap().new), (1, 1));
        let mut bag = office.mailbag(who, mailbox).unwrap();
        let waiting = bag.waiting().unwrap();
        let header = waiting[0].header.clone().unwrap();
        assert_eq!((header.sender.as_str(), header.subject.as_str()), ("ANNA", "Lunch"));
        assert_eq!(office.letter_bytes(letter, &header.digest).unwrap(), TEXT);
        office.set_state(letter, who, State::Collected).unwrap();
        bag.clear(&[waiting[0].slot]).unwrap();
        assert_eq!(office.remove_if_finished(letter).unwrap(), mailbox == "BRUNO");
    }
    assert_eq!(office.check(false, "ADMIN").unwrap(), []);
}

#[test]
fn a_full_mailbag_leaves_the_letter_pending() {
    let (_dir, office) = office();
    let bruno = user(&office, "BRUNO");
    let mut key = office.peek(bruno).unwrap();
    for slot in 0..4096 {
        key.set(slot, true);
    }
    office.disk.replace(&office.layout.key(bruno), &key.encode()).unwrap();
    let letter = post(&office, &["ANNA", "BRUNO"], TEXT);
    let delivery = office.deliver(letter, None, "ANNA").unwrap();
    assert_eq!(delivery.delivered, [UserId(2)]);
    assert!(matches!(
        &delivery.pending[..],
        [(UserId(3), Obstacle::Later(Error::MailbagFull { .. }))]
    ));
}

#[test]
fn obstacles_tell_moved_from_missing() {
    let (_dir, office) = office();
    let anna = office.account(&name("ANNA")).unwrap().unwrap();
    let bruno = user(&office, "BRUNO");
    let home = Address::parse("NET/ELSEWHERE/ANNA").unwrap();
    let letter = post(&office, &["ANNA", "BRUNO"], TEXT);
    office
        .edit_accounts("ADMIN")
        .unwrap()
        .change_access3(&anna, |a3| a3.moved_to = Some(home.clone()))
        .unwrap();
    std::fs::remove_file(office.layout.key(bruno)).unwrap();
    let delivery = office.deliver(letter, None, "ANNA").unwrap();
    let [(UserId(2), Obstacle::Moved(to)), (UserId(3), Obstacle::Unreachable(_))] =
        &delivery.pending[..]
    else {
        panic!("{delivery:?}")
    };
    assert_eq!(*to, home);
}

#[test]
fn check_mends_what_crashes_leave() {
    let (_dir, office) = office();
    let letter = post(&office, &["BRUNO"], TEXT);
    let bruno = user(&office, "BRUNO");
    std::fs::remove_file(office.layout.mailbag(bruno)).unwrap();
    let left = office.root().join("GLB/X.0123.TMP");
    std::fs::write(&left, "x").unwrap();
    std::fs::write(office.root().join("GLB/Y.0123.TMP"), "y").unwrap();
    an_hour_passes(&left);
    std::fs::remove_dir_all(office.root().join("HLP")).unwrap();
    let access = office.layout.glb("ACCESS.GLB");
    let mut bytes = std::fs::read(&access).unwrap();
    bytes.extend_from_slice(&[7; 300]);
    std::fs::write(&access, bytes).unwrap();
    std::fs::write(office.layout.nme("ADMIN.NME"), [1; 45]).unwrap();
    let found = office.check(false, "ADMIN").unwrap();
    assert!(found.len() >= 6, "{found:#?}");
    assert!(found.iter().all(|f| !f.repaired));
    let mended = office.check(true, "ADMIN").unwrap();
    assert!(mended.iter().all(|f| f.repaired), "{mended:#?}");
    assert_eq!(office.check(false, "ADMIN").unwrap(), []);
    assert_eq!(office.peek(bruno).unwrap().waiting, 1, "letter {letter} is in the new mailbag");
    assert!(!left.exists());
    assert!(office.root().join("GLB/Y.0123.TMP").exists(), "somebody is writing it");
}

#[test]
fn neighbours_are_found_also_where_the_share_has_another_name() {
    let dir = tempfile::tempdir().unwrap();
    let office = make(&dir.path().join("PO"));
    let admin = person("ADMIN", "Administrator");
    let other = Postoffice::create(
        &Disk::new(),
        &dir.path().join("OTHER"),
        &name("NET"),
        &name("BRANCH"),
        admin,
        Cost::LEAST,
    )
    .unwrap();
    for _ in 0..2 {
        office.make_known(&other, "ADMIN").unwrap();
    }
    assert_eq!(office.neighbours().unwrap().len(), 1);
    let found = office.neighbour(&name("NET"), &name("BRANCH")).unwrap().unwrap();
    assert_eq!(found.identity(), other.identity());
    assert!(office.neighbour(&name("NET"), &name("NONE")).unwrap().is_none());
    let elsewhere = dir.path().join("mounted elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::rename(dir.path().join("PO"), elsewhere.join("PO")).unwrap();
    std::fs::rename(dir.path().join("OTHER"), elsewhere.join("OTHER")).unwrap();
    let office = Postoffice::open(&Disk::new(), &elsewhere.join("PO")).unwrap();
    assert!(office.neighbour(&name("NET"), &name("BRANCH")).unwrap().is_some());
    assert_eq!(office.check(false, "ADMIN").unwrap(), []);
}

#[test]
fn a_local_path_that_does_not_fit_is_refused() {
    let (_dir, office) = office();
    let mut new = person("DORA", "Dora Eck");
    new.message_file = MessageFilePlace::Local("x".repeat(259));
    let added = office.edit_accounts("ADMIN").unwrap().add(new);
    assert!(matches!(added, Err(Error::PathTooLong { .. })));
}

#[test]
fn a_change_for_somebody_deleted_does_not_hit_who_has_the_slot_now() {
    let (_dir, office) = office();
    let anna = office.account(&name("ANNA")).unwrap().unwrap();
    office.edit_accounts("ADMIN").unwrap().retire(&anna).unwrap();
    let dora = office.edit_accounts("ADMIN").unwrap().add(person("DORA", "Dora Eck")).unwrap();
    assert_eq!(dora.slot, anna.slot);
    let editor = office.edit_accounts("ADMIN").unwrap();
    let late = [
        editor.change_access2(&anna, |a2| a2.verifier.hash = [0; 20]),
        editor.change_access3(&anna, |a3| a3.moved_to = Address::parse("A/B/C").ok()),
        editor.retire(&anna),
    ];
    assert!(late.iter().all(|r| matches!(r, Err(Error::NoSuchMailbox { .. }))), "{late:?}");
    assert_eq!(office.account(&name("DORA")).unwrap(), Some(dora));
}

/// Counts what is done to files.
struct Count(std::sync::Mutex<Vec<(crate::disk::Op, String)>>);

impl crate::disk::Probe for Count {
    fn before(&self, op: crate::disk::Op, path: &Path) -> std::io::Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Temporary names are random.
        let name = name.split('.').take(2).collect::<Vec<_>>().join(".");
        self.0.lock().unwrap().push((op, name));
        Ok(())
    }
}

#[test]
fn an_unknown_name_does_to_the_disk_what_a_wrong_password_does() {
    let (_dir, office) = office();
    let root = office.root().to_owned();
    let done = |mailbox: &str| {
        let count = std::sync::Arc::new(Count(std::sync::Mutex::default()));
        let disk = Disk::with_probe(count.clone());
        let office = Postoffice::open(&disk, &root).unwrap().with_cost(Cost::LEAST);
        let wrong = Password::new("wrong").unwrap();
        assert!(office.verify(&name(mailbox), &wrong).unwrap().is_none());
        std::mem::take(&mut *count.0.lock().unwrap())
    };
    assert_eq!(done("NOBODY"), done("BRUNO"));
}

#[test]
fn the_rest_of_the_accounts_survives_a_missing_access2() {
    let (_dir, office) = office();
    let path = office.layout.glb("ACCESS2.GLB");
    let bytes = std::fs::read(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let Err(Error::Damaged { path: named, .. }) = office.take_letter_number("ANNA") else {
        panic!()
    };
    assert_eq!(named, path);
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(office.accounts().unwrap().0.len(), 3);
    assert_eq!(office.check(false, "ADMIN").unwrap(), []);
}

#[test]
fn a_number_that_went_back_overwrites_no_letter() {
    let (_dir, office) = office();
    let number = post(&office, &["ANNA"], TEXT);
    let other = [TEXT, b"Another."].concat();
    let letter = Letter { number, sender: UserId(3), recipients: &[UserId(3)], bytes: &other };
    assert!(matches!(office.post(letter), Err(Error::Damaged { .. })));
    let envelope = office.envelope(number).unwrap().unwrap();
    assert_eq!(office.letter_bytes(number, &envelope.digest).unwrap(), TEXT);
    assert_eq!(envelope.recipients[0].user, UserId(2));
}

#[test]
fn who_slept_while_delivering_takes_nothing_back() {
    let (_dir, office) = office();
    let letter = post(&office, &["ANNA", "BRUNO"], TEXT);
    for (state, then) in [
        (State::Delivered, State::Delivered),
        (State::Collected, State::Collected),
        (State::Delivered, State::Collected),
        (State::Refused, State::Refused),
        (State::Delivered, State::Refused),
        (State::Pending, State::Pending),
    ] {
        office.set_state(letter, UserId(2), state).unwrap();
        let envelope = office.envelope(letter).unwrap().unwrap();
        assert_eq!(envelope.recipients[0].state, then);
    }
}

#[test]
fn check_removes_no_letter_that_waits() {
    let (_dir, office) = office();
    let (anna, bruno) = (user(&office, "ANNA"), user(&office, "BRUNO"));
    // Collected by one, and the collector died before the header went.
    let letter = post(&office, &["ANNA"], TEXT);
    let _ = office.deliver(letter, None, "ANNA").unwrap();
    office.set_state(letter, anna, State::Collected).unwrap();
    // Delivered to another, and the envelope was lost with a bad sector.
    let orphan = post(&office, &["BRUNO"], TEXT);
    let _ = office.deliver(orphan, None, "ANNA").unwrap();
    std::fs::remove_file(office.layout.envelope(orphan)).unwrap();
    an_hour_passes(&office.layout.mai(orphan));
    assert_eq!(office.check(false, "ADMIN").unwrap().len(), 3);
    let mended = office.check(true, "ADMIN").unwrap();
    assert_eq!(mended.iter().filter(|f| f.repaired).count(), 2, "{mended:#?}");
    assert_eq!(office.peek(anna).unwrap().waiting, 0);
    assert!(office.envelope(letter).unwrap().is_none());
    let mut bag = office.mailbag(bruno, "BRUNO").unwrap();
    let waiting = bag.waiting().unwrap();
    let header = waiting[0].header.clone().unwrap();
    assert_eq!(office.letter_bytes(orphan, &header.digest).unwrap(), TEXT);
    bag.clear(&[waiting[0].slot]).unwrap();
    drop(bag);
    assert_eq!(office.check(true, "ADMIN").unwrap().len(), 1);
    assert_eq!(office.check(false, "ADMIN").unwrap(), []);
}

#[test]
fn check_removes_the_mailbag_of_nobody() {
    let (_dir, office) = office();
    let number = office.edit_accounts("ADMIN").unwrap().reserve().unwrap();
    let files = [office.layout.key(number), office.layout.mailbag(number)];
    assert_eq!(office.check(true, "ADMIN").unwrap(), [], "somebody is being made");
    files.iter().for_each(|f| an_hour_passes(f));
    let lock = office.lock_user(number, "MOVER", &|| false).unwrap();
    assert!(office.check(true, "ADMIN").unwrap().iter().all(|f| !f.repaired));
    drop(lock);
    assert_eq!(office.check(true, "ADMIN").unwrap().len(), 2);
    assert!(files.iter().all(|f| !f.exists()));
    assert_eq!(office.check(false, "ADMIN").unwrap(), []);
}

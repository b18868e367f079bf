//! Files of the first version are brought up to date when their owner opens them, and read as they
//! are by everybody else.

use super::support::{CREDENTIAL, Desk, mail};
use crate::mail::{FolderKind, Order};
use crate::mmf::{MessageFile, NewFlags, reach, schema};

/// Makes a file of version 1 with a message in it, without the program of that time.
pub(super) fn old_file(desk: &Desk, name: &str) {
    let c = reach::making(&desk.path(name)).unwrap();
    schema::make_version_one(&c, &CREDENTIAL).unwrap();
    c.execute_batch(
        "INSERT INTO msg (folder, date, arrived, size, unread, answered, forwarded, draft, priority,
         attachments, message_hash, sha1, message_id, sender, recipients, subject)
         VALUES (1, 5, 5, 3, 1, 0, 0, 0, 3, 0, 0, x'a9993e364706816aba3e25717850c26c9cd0d89d', '',
         'Anna', 'Bruno', 'Old');
         INSERT INTO piece VALUES (1048576, 1, 0, x'616263')",
    )
    .unwrap();
    c.close().unwrap();
}

#[test]
fn an_old_file_becomes_a_new_one_with_all_its_mail() {
    let desk = Desk::new();
    old_file(&desk, "OLD.MMF");
    let mut file = desk.open("OLD.MMF");
    assert_eq!(schema::verify(&file.connection).unwrap(), schema::Stage::CURRENT);
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    assert_eq!(file.rows(inbox, Order::default(), 0, 9).unwrap()[0].subject, "Old");
    let _ = file.add(inbox, &mail(1), NewFlags::default()).unwrap();
    file.close().unwrap();
    let mut again = desk.open("OLD.MMF");
    assert_eq!(again.total(inbox).unwrap(), 2);
    assert_eq!(again.check().unwrap(), Vec::<String>::new());
}

#[test]
fn who_only_looks_at_an_old_file_changes_nothing() {
    let desk = Desk::new();
    old_file(&desk, "OLD.MMF");
    let before = desk.prints();
    assert_eq!(MessageFile::judge(&desk.disk, &desk.path("OLD.MMF")).unwrap(), CREDENTIAL);
    let mut file = desk.create("NEW.MMF");
    let imported = file.import(&desk.path("OLD.MMF"), &mut |_| true).unwrap();
    assert_eq!((imported.imported, imported.damaged), (1, 0));
    file.close().unwrap();
    let old = |prints: Vec<(String, Vec<u8>)>| prints.into_iter().find(|p| p.0 == "OLD.MMF");
    assert_eq!(old(desk.prints()), old(before));
}

/// Makes of a file one that an earlier build made, which knew no groups.
fn without_groups(desk: &Desk, name: &str) {
    let c = reach::making(&desk.path(name)).unwrap();
    c.execute_batch(
        "DROP TABLE member; DROP TABLE circle;
         UPDATE meta SET value = substr(value, 1, instr(value, 'Table circle') - 1)
         WHERE key = 'README'",
    )
    .unwrap();
    c.close().unwrap();
}

#[test]
fn a_file_that_an_earlier_build_made_gets_what_it_lacks() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let _ = file.add(inbox, &mail(1), NewFlags::default()).unwrap();
    let readme = |file: &MessageFile| -> String {
        let sql = "SELECT value FROM meta WHERE key = 'README'";
        file.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let said = readme(&file);
    file.close().unwrap();
    without_groups(&desk, "A.MMF");
    let before = desk.prints();
    let other = crate::mmf::OtherFile::open(&desk.disk, &desk.path("A.MMF")).unwrap();
    assert_eq!(other.people().unwrap(), (Vec::new(), Vec::new()));
    assert_eq!(other.messages(inbox).unwrap().len(), 1);
    drop(other);
    assert_eq!(desk.prints(), before, "who only looks changes nothing");
    let mut file = desk.open("A.MMF");
    assert_eq!(file.groups().unwrap(), Vec::new());
    assert_eq!(readme(&file), said);
    assert_eq!((file.total(inbox).unwrap(), file.check().unwrap()), (1, Vec::new()));
    file.close().unwrap();
    assert!(desk.open("A.MMF").groups().is_ok(), "nothing is left to do");
}

#[test]
fn a_part_that_is_there_by_half_is_damage() {
    let desk = Desk::new();
    for (n, gone) in
        ["TABLE member", "TABLE held", "INDEX msg_list", "TABLE letter"].iter().enumerate()
    {
        let name = format!("{n}.MMF");
        desk.create(&name).close().unwrap();
        let c = reach::making(&desk.path(&name)).unwrap();
        c.execute_batch(&format!("DROP {gone}")).unwrap();
        c.close().unwrap();
        let error = MessageFile::judge(&desk.disk, &desk.path(&name)).unwrap_err();
        assert!(matches!(error, crate::mmf::Error::Damaged { .. }), "{gone}: {error:?}");
    }
}

//! Looking at a file changes no byte of its folder.

use super::support::{CREDENTIAL, Desk};
use crate::mmf::Error;

#[test]
fn judging_a_closed_file_leaves_everything_as_it_is() {
    let desk = Desk::new();
    desk.create("A.MMF").close().unwrap();
    let before = desk.prints();
    assert_eq!(desk.judge("A.MMF").unwrap(), CREDENTIAL);
    assert_eq!(desk.prints(), before);
}

#[cfg(unix)]
#[test]
fn judging_works_where_nothing_can_be_written() {
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::new();
    desk.create("A.MMF").close().unwrap();
    let folder = desk.path("");
    let rights = |mode| std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(desk.path("A.MMF"), rights(0o444)).unwrap();
    std::fs::set_permissions(&folder, rights(0o555)).unwrap();
    let before = desk.prints();
    let judged = desk.judge("A.MMF");
    let after = desk.prints();
    std::fs::set_permissions(&folder, rights(0o755)).unwrap();
    assert_eq!(judged.unwrap(), CREDENTIAL);
    assert_eq!(before, after);
}

#[test]
fn a_file_that_another_tool_put_into_write_ahead_mode_is_judged_and_taken_back() {
    let desk = Desk::new();
    desk.create("A.MMF").close().unwrap();
    let tool = rusqlite::Connection::open(desk.path("A.MMF")).unwrap();
    tool.pragma_update(None, "journal_mode", "WAL").unwrap();
    let _ =
        tool.execute("UPDATE meta SET value = zeroblob(80) WHERE key = 'credential'", []).unwrap();
    // As if the tool had been killed: its log is not written back.
    let (main, log) = (
        std::fs::read(desk.path("A.MMF")).unwrap(),
        std::fs::read(desk.path("A.MMF-wal")).unwrap(),
    );
    tool.close().unwrap();
    std::fs::write(desk.path("A.MMF"), main).unwrap();
    std::fs::write(desk.path("A.MMF-wal"), log).unwrap();
    let before = desk.prints();
    assert_eq!(desk.judge("A.MMF").unwrap(), [0; 80]);
    assert_eq!(desk.prints(), before);
    let file = desk.open("A.MMF");
    assert_eq!(file.credential().unwrap(), [0; 80]);
    file.close().unwrap();
    assert_eq!(desk.names(), ["A.MMF"]);
}

#[test]
fn what_is_open_here_is_not_touched() {
    let desk = Desk::new();
    let file = desk.create("A.MMF");
    assert!(matches!(desk.judge("A.MMF"), Err(Error::InUse { .. })));
    assert!(matches!(desk.judge("./A.MMF"), Err(Error::InUse { .. })));
    let mut other = desk.create("B.MMF");
    assert!(matches!(other.import(&desk.path("A.MMF"), &mut |_| true), Err(Error::InUse { .. })));
    assert!(matches!(other.import(&desk.path("B.MMF"), &mut |_| true), Err(Error::InUse { .. })));
    let again = crate::mmf::MessageFile::open(&desk.disk, &desk.path("A.MMF"), other.guard.clone());
    assert!(matches!(again, Err(Error::InUse { .. })));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(desk.path("A.MMF"), desk.path("LINK.MMF")).unwrap();
        assert!(matches!(desk.judge("LINK.MMF"), Err(Error::InUse { .. })));
    }
    file.close().unwrap();
    assert_eq!(desk.judge("A.MMF").unwrap(), CREDENTIAL);
}

#[test]
fn a_journal_without_its_file_does_not_destroy_a_new_one() {
    let desk = Desk::new();
    std::fs::write(desk.path("A.MMF-journal"), vec![0xD9; 4096]).unwrap();
    let file = desk.create("A.MMF");
    assert_eq!(file.credential().unwrap(), CREDENTIAL);
    file.close().unwrap();
    let names = desk.names();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[1].starts_with("A.MMF-journal.") && names[1].ends_with(".OLD"), "{names:?}");
}

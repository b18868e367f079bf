//! Deleted Mail by age, and the archive.

use restante::mail::{FolderKind, Moment, Order};
use restante::session::{Record, Session, days_ago};

use crate::mail::{note, subjects};
use crate::people::World;

fn with_mail(world: &World, subjects: &[&str]) -> Session {
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    for subject in subjects {
        let _ = anna.send(&note(&["ANNA"], subject)).unwrap();
    }
    let _ = anna.fetch().unwrap();
    anna
}

#[test]
fn what_lies_there_long_enough_goes_and_nothing_else() {
    let world = World::new();
    let mut anna = with_mail(&world, &["One", "Two", "Kept"]);
    let inbox = anna.standard(FolderKind::Inbox).unwrap();
    let rows = anna.rows(inbox, Order::newest_first(), 0, 10).unwrap();
    let id = |subject: &str| rows.iter().find(|row| row.subject == subject).unwrap().id;
    let _ = anna.delete(&[id("One")]).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(5));
    let between = Moment::now();
    std::thread::sleep(std::time::Duration::from_millis(5));
    let _ = anna.delete(&[id("Two")]).unwrap();
    assert_eq!(anna.empty_deleted(Some(days_ago(1))).unwrap(), (0, false));
    assert_eq!(anna.empty_deleted(Some(between)).unwrap(), (1, false));
    assert_eq!(subjects(&mut anna, FolderKind::DeletedMail), ["Two"]);
    // Put back and thrown away again, its time begins anew.
    let _ = anna.move_to(&[id("Two")], inbox).unwrap();
    assert_eq!(anna.empty_deleted(Some(Moment(i64::MAX))).unwrap().0, 0);
    let _ = anna.delete(&[id("Two")]).unwrap();
    assert_eq!(anna.empty_deleted(None).unwrap().0, 1);
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), ["Kept"]);
}

#[test]
fn the_archive_has_the_same_paths() {
    let world = World::new();
    let mut anna = with_mail(&world, &["One"]);
    let projects = anna.create_folder(None, "Projects").unwrap();
    let year = anna.create_folder(Some(projects), "1995").unwrap();
    let mut made = Vec::new();
    let mut note = |name: &str, _: Record| made.push(name.to_owned());
    let archive = anna.archive_of(year, &mut note).unwrap();
    assert_eq!(anna.folder_named("Archive/Projects/1995").unwrap().unwrap().id, archive);
    assert_eq!(anna.archive_of(year, &mut note).unwrap(), archive, "made once");
    assert_eq!(made, ["Archive", "Projects", "1995"]);
    let names: Vec<String> = anna.archivable().unwrap().into_iter().map(|f| f.name).collect();
    assert_eq!(names, ["Inbox", "Sent Mail", "Projects", "1995"], "the archive is not archived");
    let inbox = anna.standard(FolderKind::Inbox).unwrap();
    assert!(anna.older(inbox, days_ago(1)).unwrap().is_empty());
    assert_eq!(anna.older(inbox, Moment(i64::MAX)).unwrap().len(), 1);
}

#[test]
fn folders_that_were_thrown_away_go_with_what_is_in_them() {
    let world = World::new();
    let mut anna = with_mail(&world, &["One", "Two"]);
    let projects = anna.create_folder(None, "Projects").unwrap();
    let year = anna.create_folder(Some(projects), "1995").unwrap();
    let inbox = anna.standard(FolderKind::Inbox).unwrap();
    let rows = anna.rows(inbox, Order::newest_first(), 0, 10).unwrap();
    let _ = anna.move_to(&[rows[0].id], year).unwrap();
    anna.delete_folder(projects).unwrap();
    let names = |anna: &Session| -> Vec<String> {
        anna.archivable().unwrap().into_iter().map(|f| f.name).collect()
    };
    assert_eq!(names(&anna), ["Inbox", "Sent Mail"], "what is thrown away is not archived");
    assert_eq!(anna.empty_deleted(Some(days_ago(1))).unwrap(), (0, false));
    assert!(anna.folder_named("Deleted Mail/Projects/1995").unwrap().is_some());
    assert_eq!(anna.empty_deleted(Some(Moment(i64::MAX))).unwrap(), (1, false));
    assert_eq!(anna.empty_deleted(None).unwrap(), (0, false));
    assert!(anna.folder_named("Deleted Mail/Projects").unwrap().is_none());
    assert_eq!(anna.rows(inbox, Order::newest_first(), 0, 10).unwrap().len(), 1);
}

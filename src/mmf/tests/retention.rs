//! Since when messages lie in Deleted Mail, in whatever way they came there and however deep.

use super::support::{Desk, letter, mail};
use crate::mail::{FolderKind, MessageId, Moment};
use crate::mmf::{Act, NewFlags, Received};

#[test]
fn whatever_comes_below_deleted_mail_was_thrown_away_then() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let bin = file.standard(FolderKind::DeletedMail).unwrap();
    let outer = file.create_folder(Some(bin), "Outer").unwrap();
    let inner = file.create_folder(Some(outer), "Inner").unwrap();
    let ids: Vec<MessageId> =
        (0..4).map(|n| file.add(inbox, &mail(n), NewFlags::default()).unwrap()).collect();
    let before = Moment::now();
    let record = file.begin_act(Act::Move(outer));
    let _ = file.act(record, Act::Move(outer), &ids[0..1]).unwrap();
    let _ = file.move_to(&ids[1..2], inner).unwrap();
    let mut thrown = vec![ids[0], ids[1]];
    thrown.extend(file.copy_to(&ids[2..3], inner).unwrap());
    thrown.push(file.add(inner, &mail(9), NewFlags::default()).unwrap());
    match file.receive(letter(1, 1), outer, &mail(10)).unwrap() {
        Received::Stored(id) => thrown.push(id),
        Received::Known => panic!("it is new"),
    }
    let all = |time: Moment| {
        let mut ids = file.thrown(Some(time), 100).unwrap();
        ids.sort();
        ids
    };
    assert_eq!(all(Moment(i64::MAX)), thrown, "and nothing of the Inbox");
    assert_eq!(all(before), [], "not before they came");

    // What leaves again, and what is put back by Undo, was not.
    let _ = file.move_to(&thrown[1..2], inbox).unwrap();
    let into = file.begin_revert(record);
    let _ = file.revert(record, into, None).unwrap();
    assert_eq!(file.thrown(Some(Moment(i64::MAX)), 100).unwrap().len(), 3);
    // Undone once more, it is thrown away anew.
    let again = file.begin_revert(into);
    let _ = file.revert(into, again, None).unwrap();
    assert_eq!(file.thrown(Some(Moment(i64::MAX)), 100).unwrap().len(), 4);
}

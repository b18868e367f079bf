//! What is typed, chosen and refused in the choice of a folder.

use super::*;

fn folders() -> Vec<Folder> {
    let folder = |id, parent: Option<i64>, name: &str, kind| Folder {
        id: FolderId(id),
        parent: parent.map(FolderId),
        name: name.into(),
        kind,
        total: 0,
        unread: 0,
    };
    let mut all = vec![folder(1, None, "Inbox", FolderKind::Inbox)];
    for depth in 2..12_i64 {
        let parent = (depth > 2).then(|| depth - 1);
        all.push(folder(depth, parent, &format!("Level {depth}"), FolderKind::Private));
    }
    all
}

fn done(action: Action) -> Option<Option<FolderId>> {
    match action {
        Action::Done(_, to) => Some(to),
        _ => None,
    }
}

#[test]
fn what_is_typed_finds_a_folder_at_any_depth() {
    let mut dialog = MoveTo::new(&folders(), What::Move(1, FolderId(1)), &[]);
    assert!(done(dialog.update(Message::Accept)).is_none(), "they lie there already");
    let _ = dialog.update(Message::Filtered("lev 11".into()));
    assert_eq!(done(dialog.update(Message::Accept)), Some(Some(FolderId(11))));
    let _ = dialog.update(Message::Filtered("nothing".into()));
    assert!(done(dialog.update(Message::Accept)).is_none());
}

#[test]
fn the_last_folder_is_offered_first() {
    let recent = [FolderId(1), FolderId(7), FolderId(99), FolderId(5)];
    let mut dialog = MoveTo::new(&folders(), What::Move(2, FolderId(1)), &recent);
    let first = [Row::UsedLast, Row::Recent(FolderId(7)), Row::Recent(FolderId(5)), Row::All];
    assert_eq!(dialog.rows()[..4], first);
    let chosen = |dialog: &mut MoveTo, event| {
        let _ = dialog.update(Message::Tree(event));
        dialog.rows()[dialog.chosen]
    };
    // No key and no click stops at a title.
    assert_eq!(chosen(&mut dialog, TreeEvent::Move(2)), Row::Folder(FolderId(1)));
    assert_eq!(chosen(&mut dialog, TreeEvent::Move(-1)), Row::Recent(FolderId(5)));
    assert_eq!(chosen(&mut dialog, TreeEvent::Select(3)), Row::Recent(FolderId(5)));
    assert_eq!(chosen(&mut dialog, TreeEvent::Move(-9)), Row::Recent(FolderId(7)));
    assert_eq!(done(dialog.update(Message::Accept)), Some(Some(FolderId(7))));
}

#[test]
fn nothing_is_moved_to_the_outbox() {
    let mut all = folders();
    all[0].kind = FolderKind::Outbox;
    all[0].name = "Outbox".into();
    let mut dialog = MoveTo::new(&all, What::Move(1, FolderId(5)), &[FolderId(1)]);
    assert!(
        !dialog
            .rows()
            .iter()
            .any(|row| [Row::Recent(FolderId(1)), Row::Folder(FolderId(1))].contains(row))
    );
    let _ = dialog.update(Message::Filtered("outbox".into()));
    assert!(dialog.rows().is_empty());
}

#[test]
fn a_folder_goes_to_the_top_but_not_into_itself() {
    let mut dialog = MoveTo::new(&folders(), What::Folder(FolderId(5)), &[]);
    let choose = |dialog: &mut MoveTo, row: Row| {
        let at = dialog.rows().iter().position(|other| *other == row).unwrap();
        let _ = dialog.update(Message::Tree(TreeEvent::Select(at)));
        done(dialog.update(Message::Accept))
    };
    assert_eq!(choose(&mut dialog, Row::Folder(FolderId(4))), None, "it lies there");
    assert_eq!(choose(&mut dialog, Row::Folder(FolderId(8))), None, "inside itself");
    assert_eq!(choose(&mut dialog, Row::Folder(FolderId(2))), Some(Some(FolderId(2))));
    assert_eq!(choose(&mut dialog, Row::Top), Some(None));
}

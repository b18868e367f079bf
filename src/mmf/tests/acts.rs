//! Whatever is done can be taken back and done again, in every order of acts.

use proptest::prelude::*;

use super::support::{Desk, mail};
use crate::mail::{Flag, FolderId, FolderKind, MessageId, Moment};
use crate::mmf::{Act, FolderAct, Mark, MessageFile, NewFlags, Record};

/// All that a person can change: folders, and where the messages lie and how they are marked.
fn state(file: &MessageFile) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "SELECT id || ' in ' || ifnull(parent, 0) || ' ' || name || ' ' || kind || ' ' || favourite
         || ' ' || total || ' ' || unread FROM folder ORDER BY id",
        "SELECT id || ' in ' || folder || ' ' || unread || ' ' || flag || ' ' || ifnull(due, '-')
         || ' ' || hex(sha1) || (thrown IS NULL) FROM msg ORDER BY id",
    ] {
        let mut statement = file.connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        all.extend(rows.map(Result::unwrap));
    }
    all
}

#[derive(Debug, Clone)]
enum Deed {
    OnMessages(u8, Vec<usize>, usize),
    OnFolder(u8, usize, usize, u8),
    /// Takes back what was done last.
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    let some = || proptest::collection::vec(0..30_usize, 0..12);
    prop_oneof![
        5 => (0..6_u8, some(), 0..8_usize).prop_map(|(k, m, f)| Deed::OnMessages(k, m, f)),
        4 => (0..5_u8, 0..8_usize, 0..8_usize, 0..4_u8)
            .prop_map(|(k, f, to, n)| Deed::OnFolder(k, f, to, n)),
        1 => Just(Deed::Undo),
    ]
}

fn revert(file: &mut MessageFile, record: Record) -> Record {
    let into = file.begin_revert(record);
    let mut after = None;
    loop {
        after = file.revert(record, into, after).unwrap().next;
        if after.is_none() {
            return into;
        }
    }
}

/// Does something; returns its record when it can be taken back.
fn act(file: &mut MessageFile, deed: &Deed) -> Option<Record> {
    let folders: Vec<FolderId> = file.folders().unwrap().iter().map(|f| f.id).collect();
    let nth = |n: usize| folders[n % folders.len()];
    match deed {
        Deed::OnMessages(kind, messages, folder) => {
            let sql = "SELECT id FROM msg ORDER BY id";
            let mut statement = file.connection.prepare(sql).unwrap();
            let all: Vec<i64> =
                statement.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
            drop(statement);
            let ids: Vec<MessageId> =
                messages.iter().map(|n| MessageId(all[n % all.len()])).collect();
            let act = match kind {
                0 => Act::Move(nth(*folder)),
                1 => Act::Copy(nth(*folder)),
                2 => Act::Mark(Mark::Read),
                3 => Act::Mark(Mark::Unread),
                4 => Act::Flag(Flag::Raised { due: Some(Moment(1 + *folder as i64)) }),
                _ => Act::Flag(Flag::Done),
            };
            let record = file.begin_act(act);
            for slice in ids.chunks(5) {
                let _ = file.act(record, act, slice).unwrap();
            }
            Some(record)
        }
        Deed::OnFolder(kind, folder, to, name) => {
            let (id, name) = (nth(*folder), format!("Folder {name}"));
            let parent = (!to.is_multiple_of(3)).then(|| nth(*to));
            let deletes_for_good = {
                let bin = file.standard(FolderKind::DeletedMail).unwrap();
                file.look("", |c| crate::mmf::folder_acts::tree(c, bin)).unwrap().contains(&id)
            };
            let act = match kind {
                0 => FolderAct::Make { parent, name },
                1 => FolderAct::Rename { id, name },
                2 => FolderAct::Move { id, parent },
                3 if !deletes_for_good => FolderAct::Delete { id },
                _ => FolderAct::Favour { id, favourite: to.is_multiple_of(2) },
            };
            // A name that is taken, a folder of the program: nothing is done then.
            file.act_on_folder(&act).ok().and_then(|(_, record)| record)
        }
        Deed::Undo => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_acts_are_taken_back_and_done_again(deeds in proptest::collection::vec(deed(), 1..25)) {
        let desk = Desk::new();
        let mut file = desk.create("A.MMF");
        file.records.slice = 3;
        let inbox = file.standard(FolderKind::Inbox).unwrap();
        for n in 0..10 {
            let flags = NewFlags { unread: n % 2 == 0, draft: false };
            let _ = file.add(inbox, &mail(n), flags).unwrap();
        }
        let mut done: Vec<(Record, Vec<String>)> = Vec::new();
        for deed in &deeds {
            if matches!(deed, Deed::Undo) {
                if let Some((record, before)) = done.pop() {
                    let _ = revert(&mut file, record);
                    prop_assert_eq!(state(&file), before);
                }
                continue;
            }
            let before = state(&file);
            match act(&mut file, deed) {
                Some(record) => done.push((record, before)),
                None => prop_assert_eq!(state(&file), before),
            }
        }
        let mut undone = Vec::new();
        while let Some((record, before)) = done.pop() {
            let after = state(&file);
            undone.push((revert(&mut file, record), after));
            prop_assert_eq!(state(&file), before);
        }
        while let Some((record, after)) = undone.pop() {
            let again = revert(&mut file, record);
            prop_assert_eq!(state(&file), after);
            done.push((again, Vec::new()));
        }
        prop_assert_eq!(file.check().unwrap(), Vec::<String>::new());
        let records: Vec<Record> = done.iter().map(|(record, _)| *record).collect();
        file.forget_records(&records).unwrap();
        file.close().unwrap();
        prop_assert_eq!(desk.names(), ["A.MMF"], "nothing of the records is left");
    }
}

#[test]
fn a_folder_with_mail_goes_and_comes_back_as_it_was() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let work = file.create_folder(None, "Work").unwrap();
    let inner = file.create_folder(Some(work), "1995").unwrap();
    for n in 0..8 {
        let _ = file.add(inner, &mail(n), NewFlags { unread: true, draft: false }).unwrap();
    }
    let before = state(&file);
    let (_, first) = file.act_on_folder(&FolderAct::Delete { id: work }).unwrap();
    // Another one of the same name has room beside it.
    let other = file.create_folder(None, "Work").unwrap();
    let (_, second) = file.act_on_folder(&FolderAct::Delete { id: other }).unwrap();
    assert!(file.folder_named("Deleted Mail/Work (2)").unwrap().is_some());
    let _ = revert(&mut file, second.unwrap());
    // Its name is taken meanwhile.
    let _ = revert(&mut file, first.unwrap());
    assert!(file.folder_named("Work (2)/1995").unwrap().is_some());
    file.delete_folder(other).unwrap();
    file.delete_folder(other).unwrap();
    file.rename_folder(work, "Work").unwrap();
    assert_eq!(state(&file), before);
    let sizes = file.sizes(work).unwrap();
    assert_eq!(sizes.iter().map(|size| size.total).sum::<u64>(), 8);
}

//! Counts and lists stay true whatever is done in whatever order.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;

use super::support::{Desk, letter, mail};
use crate::mail::{FolderId, FolderKind, MessageId, Order};
use crate::mmf::{Mark, NewFlags, Received};

#[derive(Debug, Clone)]
enum Act {
    Add(usize, u32, bool),
    Receive(u32, u32),
    Mark(usize, bool),
    Move(Vec<usize>, usize),
    Copy(usize, usize),
    Remove(Vec<usize>),
    Draft(usize, u32),
    DeleteFolder,
    Reopen,
    Clear,
}

fn act() -> impl Strategy<Value = Act> {
    let some = || proptest::collection::vec(0..40_usize, 0..6);
    prop_oneof![
        4 => (0..4_usize, 0..20_u32, any::<bool>()).prop_map(|(f, n, u)| Act::Add(f, n, u)),
        3 => (0..8_u32, 0..5_u32).prop_map(|(l, n)| Act::Receive(l, n)),
        2 => (0..40_usize, any::<bool>()).prop_map(|(m, u)| Act::Mark(m, u)),
        3 => (some(), 0..4_usize).prop_map(|(m, f)| Act::Move(m, f)),
        1 => (0..40_usize, 0..4_usize).prop_map(|(m, f)| Act::Copy(m, f)),
        2 => some().prop_map(Act::Remove),
        1 => (0..40_usize, 0..20_u32).prop_map(|(m, n)| Act::Draft(m, n)),
        1 => Just(Act::DeleteFolder),
        1 => Just(Act::Reopen),
        1 => Just(Act::Clear),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_file_does_what_a_list_in_memory_does(acts in proptest::collection::vec(act(), 1..40)) {
        let desk = Desk::new();
        let mut file = desk.create("A.MMF");
        let kinds = [FolderKind::Inbox, FolderKind::SentMail, FolderKind::DeletedMail];
        let standard: Vec<FolderId> =
            kinds.iter().map(|k| file.standard(*k).unwrap()).collect();
        let mut private = file.create_folder(None, "Mine").unwrap();
        let mut model: BTreeMap<MessageId, (FolderId, bool, Vec<u8>)> = BTreeMap::new();
        // What came last under each number.
        let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
        for act in acts {
            let folders = [standard[0], standard[1], standard[2], private];
            let nth = |model: &BTreeMap<MessageId, _>, n: usize| {
                model.keys().nth(n).copied().unwrap_or(MessageId(4_000))
            };
            match act {
                Act::Add(f, n, unread) => {
                    let id = file.add(folders[f], &mail(n), NewFlags { unread, draft: false }).unwrap();
                    let _ = model.insert(id, (folders[f], unread, mail(n)));
                }
                Act::Receive(l, n) => match file.receive(letter(1, l), folders[0], &mail(n + 100)).unwrap() {
                    Received::Stored(id) => {
                        prop_assert!(seen.insert(l, n) != Some(n));
                        let _ = model.insert(id, (folders[0], true, mail(n + 100)));
                    }
                    Received::Known => {
                        let same = model.values().any(|(_, _, b)| *b == mail(n + 100));
                        prop_assert!(seen.insert(l, n) == Some(n) || same);
                    }
                },
                Act::Mark(m, unread) => {
                    let id = nth(&model, m);
                    file.mark(&[id], if unread { Mark::Unread } else { Mark::Read }).unwrap();
                    if let Some(row) = model.get_mut(&id) { row.1 = unread; }
                }
                Act::Move(list, f) => {
                    let ids: Vec<MessageId> = list.iter().map(|m| nth(&model, *m)).collect();
                    let moved = file.move_to(&ids, folders[f]).unwrap();
                    for (id, was) in moved {
                        let row = model.get_mut(&id).unwrap();
                        prop_assert_eq!(row.0, was);
                        row.0 = folders[f];
                    }
                    for id in ids {
                        if let Some(row) = model.get(&id) { prop_assert_eq!(row.0, folders[f]); }
                    }
                }
                Act::Copy(m, f) => {
                    let id = nth(&model, m);
                    for copy in file.copy_to(&[id], folders[f]).unwrap() {
                        let (_, unread, bytes) = model[&id].clone();
                        let _ = model.insert(copy, (folders[f], unread, bytes));
                    }
                }
                Act::Remove(list) => {
                    let ids: Vec<MessageId> = list.iter().map(|m| nth(&model, *m)).collect();
                    file.remove(&ids).unwrap();
                    for id in ids { let _ = model.remove(&id); }
                }
                Act::Draft(m, n) => {
                    let id = nth(&model, m);
                    let kept = file.replace_draft(Some(id), &mail(n)).unwrap();
                    let folder = file.summary(kept).unwrap().folder;
                    prop_assert_eq!(kept == id, model.contains_key(&id));
                    let _ = model.insert(kept, (folder, false, mail(n)));
                }
                Act::DeleteFolder => {
                    file.delete_folder(private).unwrap();
                    private = file.create_folder(None, "Mine").unwrap();
                }
                Act::Reopen => {
                    file.close().unwrap();
                    prop_assert_eq!(desk.names(), ["A.MMF"]);
                    file = desk.open("A.MMF");
                }
                Act::Clear => {
                    let _ = file.clear_away(Duration::from_millis(5)).unwrap();
                }
            }
            for folder in file.folders().unwrap() {
                let here: Vec<_> = model.iter().filter(|(_, row)| row.0 == folder.id).collect();
                prop_assert_eq!(folder.total, here.len() as u64);
                prop_assert_eq!(folder.unread, here.iter().filter(|(_, row)| row.1).count() as u64);
                let mut ids: Vec<MessageId> = file
                    .rows(folder.id, Order::default(), 0, 1000)
                    .unwrap()
                    .into_iter()
                    .map(|s| s.id)
                    .collect();
                ids.sort();
                prop_assert!(ids.iter().eq(here.iter().map(|(id, _)| *id)));
            }
        }
        for (id, (_, _, bytes)) in &model {
            prop_assert_eq!(&file.bytes(*id).unwrap(), bytes);
        }
        prop_assert_eq!(file.check().unwrap(), Vec::<String>::new());
    }
}

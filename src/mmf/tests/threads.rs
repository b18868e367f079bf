//! Conversations: in whatever order their messages come, and as lists show them.

use std::time::Duration;

use super::support::Desk;
use crate::format::mime;
use crate::mail::{FolderId, FolderKind, Message, MessageId, Moment, Order, SortKey};
use crate::mmf::{MessageFile, NewFlags};

/// A message that answers others.
fn mail(n: i64, answers: &[i64]) -> Vec<u8> {
    mime::write(&Message {
        message_id: format!("{n}@PO.NET"),
        references: answers.iter().map(|n| format!("{n}@PO.NET")).collect(),
        subject: format!("Subject {n}"),
        date: Some(Moment(750_000_000_000 + n * 1000)),
        body: "Text\n".to_owned(),
        ..Message::default()
    })
}

fn add(file: &mut MessageFile, folder: FolderId, n: i64, answers: &[i64]) -> MessageId {
    let flags = NewFlags { unread: n % 2 == 0, draft: false };
    file.add(folder, &mail(n, answers), flags).unwrap()
}

#[test]
fn answers_find_each_other_in_every_order() {
    let chain: [(i64, &[i64]); 5] = [(1, &[]), (2, &[1]), (3, &[1, 2]), (4, &[2]), (5, &[4])];
    // Every order in which five messages can come.
    let mut orders = vec![vec![]];
    for _ in 0..chain.len() {
        orders = orders
            .into_iter()
            .flat_map(|order: Vec<usize>| {
                let free = (0..chain.len()).filter(|n| !order.contains(n)).collect::<Vec<_>>();
                free.into_iter().map(move |n| [order.clone(), vec![n]].concat())
            })
            .collect();
    }
    assert_eq!(orders.len(), 120);
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let alone = add(&mut file, inbox, 99, &[]);
    for order in orders.iter().step_by(7) {
        let ids: Vec<MessageId> =
            order.iter().map(|n| add(&mut file, inbox, chain[*n].0, chain[*n].1)).collect();
        let threads: Vec<i64> = ids.iter().map(|id| file.summary(*id).unwrap().thread).collect();
        assert!(threads.iter().all(|thread| *thread == threads[0] && *thread != 0), "{order:?}");
        assert_ne!(file.summary(alone).unwrap().thread, threads[0]);
        file.remove(&ids).unwrap();
    }
}

#[test]
fn older_messages_get_their_conversations_by_and_by() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let ids: Vec<MessageId> = (0..40).map(|n| add(&mut file, inbox, n, &[n / 10 * 10])).collect();
    let before: Vec<i64> = ids.iter().map(|id| file.summary(*id).unwrap().thread).collect();
    file.change("forgetting", |c| Ok(c.execute_batch("UPDATE msg SET thread = 0")?)).unwrap();
    let order = Order { grouped: true, ..Order::default() };
    assert_eq!(file.length(inbox, order).unwrap(), 40);
    while file.gather_threads(Duration::from_millis(50)).unwrap() {}
    let after: Vec<i64> = ids.iter().map(|id| file.summary(*id).unwrap().thread).collect();
    assert_eq!(after, before);
    assert_eq!(file.length(inbox, order).unwrap(), 4, "the list noticed");
}

#[test]
fn conversations_stand_at_the_place_of_their_newest() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let one = add(&mut file, inbox, 1, &[]);
    let two = add(&mut file, inbox, 2, &[]);
    let three = add(&mut file, inbox, 3, &[1]);
    let four = add(&mut file, inbox, 4, &[1, 3]);
    let five = add(&mut file, inbox, 5, &[2]);
    let bin = file.standard(FolderKind::DeletedMail).unwrap();
    let elsewhere = add(&mut file, bin, 6, &[1]);
    let order = Order { grouped: true, ..Order::default() };
    let list = |file: &mut MessageFile, order| -> Vec<MessageId> {
        file.rows(inbox, order, 0, 100).unwrap().into_iter().map(|row| row.id).collect()
    };
    assert_eq!(list(&mut file, order), [five, four]);
    let head = file.rows(inbox, order, 1, 1).unwrap().remove(0);
    let gathered = head.gathered.unwrap();
    assert_eq!(
        (gathered.size, gathered.unread, gathered.open, gathered.inner),
        (3, 1, false, false)
    );
    // What is done with a closed conversation is done with all of it.
    assert_eq!(
        file.named(inbox, order, std::slice::from_ref(&(1..2))).unwrap(),
        [four, three, one]
    );
    assert_eq!(file.position(inbox, order, one).unwrap(), Some(1));
    assert_eq!(file.position(inbox, order, elsewhere).unwrap(), None);
    file.spread(inbox, head.thread, true);
    assert_eq!(file.length(inbox, order).unwrap(), 4);
    assert_eq!(list(&mut file, order), [five, four, three, one]);
    assert_eq!(file.position(inbox, order, one).unwrap(), Some(3));
    assert_eq!(
        file.named(inbox, order, std::slice::from_ref(&(1..2))).unwrap(),
        [four],
        "an open one by itself"
    );
    let inner: Vec<bool> = file
        .rows(inbox, order, 0, 9)
        .unwrap()
        .iter()
        .map(|row| row.gathered.unwrap().inner)
        .collect();
    assert_eq!(inner, [false, false, true, true]);
    let oldest = Order { descending: false, ..order };
    assert_eq!(list(&mut file, oldest), [four, three, one, five]);
    let by_subject = Order { key: SortKey::Subject, descending: false, ..order };
    assert_eq!(list(&mut file, by_subject), [four, three, one, five]);
    file.spread(inbox, head.thread, false);
    assert_eq!(list(&mut file, order), [five, four]);
    let _ = file.move_to(&[four], bin).unwrap();
    assert_eq!(list(&mut file, order), [five, three], "the next one stands for it");
    let _ = two;
}

#[test]
fn a_long_folder_shows_its_newest_conversations_before_all_are_gathered() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    // Conversations of two, whose messages lie far from each other.
    let ids: Vec<MessageId> = (0..600)
        .map(|n| {
            if n < 300 {
                add(&mut file, inbox, n, &[])
            } else {
                add(&mut file, inbox, n, &[n - 300])
            }
        })
        .collect();
    let order = Order { grouped: true, ..Order::newest_first() };
    let newest_first: Vec<MessageId> = ids[300..].iter().rev().copied().collect();
    let page: Vec<_> = file.rows(inbox, order, 0, 50).unwrap();
    let heads: Vec<MessageId> = page.iter().map(|row| row.id).collect();
    assert_eq!(heads, newest_first[..50]);
    let says: Vec<(u32, u32)> =
        page.iter().map(|row| row.gathered.unwrap()).map(|g| (g.size, g.unread)).collect();
    assert_eq!(says[..2], [(2, 0), (2, 2)], "counted although their first messages were not met");
    assert_eq!(file.length(inbox, order).unwrap(), 600, "what is not gathered counts as it is");
    // A message whose conversation is listed is found there before it was met itself.
    assert_eq!(file.position(inbox, order, ids[298]).unwrap(), Some(1));
    assert_eq!(file.length(inbox, order).unwrap(), 600, "and nothing more was looked at for it");
    let head = page.first().unwrap();
    file.spread(inbox, head.thread, true);
    let opened = file.rows(inbox, order, 0, 3).unwrap();
    assert_eq!(opened.iter().map(|row| row.id).collect::<Vec<_>>(), [ids[599], ids[299], ids[598]]);
    assert!(opened[0].gathered.unwrap().open && opened[1].gathered.unwrap().inner);
    assert_eq!(file.position(inbox, order, ids[299]).unwrap(), Some(1));
    // A row far below, or one that is not listed yet, is found by going on.
    assert_eq!(file.rows(inbox, order, 200, 1).unwrap()[0].id, ids[400]);
    while file.gather(inbox, order, Duration::from_millis(1)).unwrap() {}
    assert_eq!(file.length(inbox, order).unwrap(), 301);
    file.spread(inbox, head.thread, false);
    assert_eq!(file.length(inbox, order).unwrap(), 300);
    let all = file.rows(inbox, order, 0, 1000).unwrap();
    assert_eq!(all.iter().map(|row| row.id).collect::<Vec<_>>(), newest_first);
    assert!(all.iter().all(|row| row.gathered.unwrap().size == 2));
    // What is done with rows of a list that is only begun is done with whole conversations.
    let _ = add(&mut file, inbox, 700, &[]);
    let row = file.rows(inbox, order, 1, 1).unwrap()[0].id;
    assert_eq!(file.named(inbox, order, std::slice::from_ref(&(1..2))).unwrap(), [row, ids[299]]);
}

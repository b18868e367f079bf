//! Lists: every order, every page, and no work that grows with the folder.

use std::cmp::Ordering;
use std::time::Instant;

use super::support::{Desk, mail};
use crate::mail::{
    Flag, FolderId, FolderKind, MessageId, Moment, Order, SortKey, Summary, plain_subject,
};
use crate::mmf::list::walking;
use crate::mmf::messages::{Flags, insert};
use crate::mmf::{Act, MessageFile, NewFlags};

/// What a message is by a key.
fn compare(key: SortKey, a: &Summary, b: &Summary) -> Ordering {
    let flag = |row: &Summary| match row.flag {
        Flag::Raised { due } => (0, due.is_none(), due),
        Flag::Done => (1, false, None),
        Flag::None => (2, false, None),
    };
    match key {
        SortKey::Date => (a.date, a.id).cmp(&(b.date, b.id)),
        SortKey::From => a.from.to_lowercase().cmp(&b.from.to_lowercase()),
        SortKey::To => a.to.to_lowercase().cmp(&b.to.to_lowercase()),
        SortKey::Subject => {
            plain_subject(&a.subject).to_lowercase().cmp(&plain_subject(&b.subject).to_lowercase())
        }
        SortKey::Size => a.size.cmp(&b.size),
        SortKey::Priority => a.priority.cmp(&b.priority),
        SortKey::Unread => a.unread.cmp(&b.unread),
        SortKey::Flag => flag(a).cmp(&flag(b)),
        SortKey::Attachments => a.attachments.cmp(&b.attachments),
        SortKey::Arrived => a.arrived.cmp(&b.arrived),
    }
}

fn by(key: SortKey, descending: bool, a: &Summary, b: &Summary) -> Ordering {
    let by = compare(key, a, b);
    if descending { by.reverse() } else { by }
}

#[test]
fn pages_and_positions_agree_in_every_order() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    for n in 0..57 {
        let flags = NewFlags { unread: n % 3 == 0, draft: false };
        let id = file.add(inbox, &mail(n * 31 % 57), flags).unwrap();
        let flag = match n % 5 {
            0 => Flag::Raised { due: Some(Moment(i64::from(n % 4) * 1000)) },
            1 => Flag::Raised { due: None },
            2 => Flag::Done,
            _ => Flag::None,
        };
        let record = file.begin_act(Act::Flag(flag));
        let _ = file.act(record, Act::Flag(flag), &[id]).unwrap();
    }
    let mut orders = Vec::new();
    for key in SortKey::ALL {
        for descending in [false, true] {
            orders.push(Order::by(key, descending));
            for then in SortKey::ALL {
                if key != SortKey::Date && then != key {
                    let then = Some((then, !descending));
                    orders.push(Order { then, ..Order::by(key, descending) });
                }
            }
        }
    }
    for order in orders {
        let all = file.rows(inbox, order, 0, u32::MAX).unwrap();
        assert_eq!(all.len(), 57);
        let mut sorted = all.clone();
        sorted.sort_by(|a, b| {
            by(order.key, order.descending, a, b)
                .then(order.then.map_or(Ordering::Equal, |(key, falls)| by(key, falls, a, b)))
                .then((b.date, b.id).cmp(&(a.date, a.id)))
        });
        assert_eq!(all, sorted, "{order:?}");
        for (offset, count) in [(0, 10), (5, 3), (50, 10), (56, 1), (57, 5), (1000, 1)] {
            let page = file.rows(inbox, order, offset, count).unwrap();
            let begin = (offset as usize).min(57);
            let end = (begin + count as usize).min(57);
            assert_eq!(page, all[begin..end], "{order:?} {offset} {count}");
        }
        for (at, row) in all.iter().enumerate().step_by(7) {
            assert_eq!(file.position(inbox, order, row.id).unwrap(), Some(at as u64));
        }
        assert_eq!(file.position(inbox, order, MessageId(999)).unwrap(), None);
        let named = file.named(inbox, order, &[0..3, 10..11, 50..57]).unwrap();
        let parts = [&all[0..3], &all[10..11], &all[50..57]].concat();
        assert!(named.iter().eq(parts.iter().map(|row| &row.id)), "{order:?}");
        let many: Vec<_> = (0..20).map(|n| n * 2..n * 2 + 1).collect();
        let named = file.named(inbox, order, &many).unwrap();
        assert!(named.iter().eq(all.iter().step_by(2).take(20).map(|row| &row.id)));
    }
}

#[test]
fn kept_lists_follow_every_change() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let bin = file.standard(FolderKind::DeletedMail).unwrap();
    let order = Order::by(SortKey::Subject, false);
    let list = |file: &mut MessageFile, folder| -> Vec<MessageId> {
        file.rows(folder, order, 0, 100).unwrap().into_iter().map(|s| s.id).collect()
    };
    let a = file.add(inbox, &mail(2), NewFlags::default()).unwrap();
    assert_eq!((list(&mut file, inbox), list(&mut file, bin)), (vec![a], vec![]));
    let b = file.add(inbox, &mail(1), NewFlags::default()).unwrap();
    assert_eq!(list(&mut file, inbox), [b, a]);
    let _ = file.move_to(&[b], bin).unwrap();
    assert_eq!((list(&mut file, inbox), list(&mut file, bin)), (vec![a], vec![b]));
    let c = file.copy_to(&[a], bin).unwrap()[0];
    assert_eq!(list(&mut file, bin), [b, c]);
    let _ = file.replace_draft(Some(c), &mail(0)).unwrap();
    assert_eq!(list(&mut file, bin), [c, b]);
    file.remove(&[b]).unwrap();
    assert_eq!(list(&mut file, bin), [c]);
}

/// Fills a folder with summaries only, as quickly as may be.
pub(super) fn fill(file: &mut MessageFile, folder: i64, count: u32) {
    file.change("filling", |c| {
        let _ = c.execute(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?2)
             INSERT INTO msg (folder, date, arrived, size, unread, answered, forwarded, draft,
             priority, attachments, message_hash, sha1, message_id, sender, recipients, subject)
             SELECT ?1, n * 60000, n * 60000, 100, n % 20 = 0, 0, 0, 0, 3, 0, n * 2 + 1,
             zeroblob(20), n || '@x', 'Somebody ' || n % 1000, 'Anna Berg', 'A subject ' || n FROM n",
            [folder, i64::from(count)],
        )?;
        Ok(())
    })
    .unwrap();
}

#[test]
fn the_first_page_of_a_long_folder_walks_the_index() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    for descending in [false, true] {
        let plan: Vec<String> = file
            .connection
            .prepare(&format!("EXPLAIN QUERY PLAN {}", walking(descending)))
            .unwrap()
            .query_map([1, 50, 0], |row| row.get(3))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(plan, ["SEARCH msg USING INDEX msg_list (folder=?)"]);
    }
    // The same page costs the same steps of the engine, whatever stands behind it.
    let steps = |file: &mut MessageFile, offset| {
        let _ = file.rows(inbox, Order::default(), offset, 50).unwrap();
        let mut statement = file.connection.prepare_cached(&walking(true)).unwrap();
        let _ = statement.reset_status(rusqlite::StatementStatus::VmStep);
        let rows = statement
            .query_map([inbox.0, 50, i64::try_from(offset).unwrap()], |r| r.get::<_, i64>(0));
        assert_eq!(rows.unwrap().count(), 50);
        statement.get_status(rusqlite::StatementStatus::VmStep)
    };
    fill(&mut file, inbox.0, 1_000);
    let few = steps(&mut file, 0);
    fill(&mut file, inbox.0, 99_000);
    assert_eq!(steps(&mut file, 0), few);
    let folder = file.folder(inbox).unwrap();
    assert_eq!((folder.total, folder.unread), (100_000, 50 + 4_950));

    let first = file.rows(inbox, Order::default(), 0, 50).unwrap();
    assert!(file.lists.is_empty(), "the first page read the numbers of all messages");
    let last = file.rows(inbox, Order::default(), 99_950, 50).unwrap();
    assert!(file.lists.is_empty(), "the last page read the numbers of all messages");
    let middle = file.rows(inbox, Order::default(), 50_000, 50).unwrap();
    assert!(file.lists.is_empty(), "a page in the middle read the numbers of all messages");
    let oldest_first = Order::by(SortKey::Date, false);
    let again = file.rows(inbox, oldest_first, 99_950, 50).unwrap();
    assert!(first.iter().eq(again.iter().rev()));
    assert_eq!(file.position(inbox, Order::default(), middle[7].id).unwrap(), Some(50_007));
    assert_eq!(file.position(inbox, Order::default(), last[49].id).unwrap(), Some(99_999));
    assert_eq!(file.next_unread(inbox).unwrap(), first.iter().find(|s| s.unread).map(|s| s.id));
}

/// Prints what a page costs in folders of 100,000 and 1,000,000 messages (figures P3, P4) and
/// what moving many costs (P11). Run with `--release --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn what_pages_cost() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let bin = file.standard(FolderKind::DeletedMail).unwrap();
    for (name, more) in [("100,000", 100_000), ("1,000,000", 900_000)] {
        fill(&mut file, inbox.0, more);
        let mut measure = |what: &str, work: &mut dyn FnMut(&mut MessageFile)| {
            let mut best = f64::MAX;
            for _ in 0..7 {
                file.lists.forget();
                let begun = Instant::now();
                work(&mut file);
                best = best.min(begun.elapsed().as_secs_f64() * 1000.0);
            }
            println!("{name:>9}  {what:<24} {best:9.3} ms");
        };
        for (what, key, at) in [
            ("first page by date", SortKey::Date, 0),
            ("row 20,000 by date", SortKey::Date, 20_000),
            ("row 50,000 by date", SortKey::Date, 50_000),
            ("the middle by date", SortKey::Date, u64::MAX),
            ("first page by sender", SortKey::From, 0),
            ("first page by size", SortKey::Size, 0),
        ] {
            measure(what, &mut |file| {
                let at = if at == u64::MAX { file.total(inbox).unwrap() / 2 } else { at };
                assert_eq!(file.rows(inbox, Order::by(key, true), at, 50).unwrap().len(), 50);
            });
        }
        let oldest = MessageId(1);
        measure("position of the oldest", &mut |file| {
            assert!(file.position(inbox, Order::default(), oldest).unwrap().is_some());
        });
    }
    let ids: Vec<MessageId> = (1..=86_730).map(MessageId).collect();
    for to in [bin, inbox, bin] {
        let begun = Instant::now();
        assert_eq!(file.move_to(&ids, to).unwrap().len(), ids.len());
        println!("moving 86,730 messages: {:.3} s", begun.elapsed().as_secs_f64());
    }
    let mut other = desk.create("B.MMF");
    let begun = Instant::now();
    for n in 0..500 {
        let _ = other.add(FolderId(1), &mail(n), NewFlags::default()).unwrap();
    }
    println!("putting 500 messages in, one by one: {:.3} s", begun.elapsed().as_secs_f64());
    other
        .change("filling", |c| {
            for n in 500..20_000 {
                let _ = insert(c, FolderId(1), &mail(n), Flags::default(), Moment(0))?;
            }
            Ok(())
        })
        .unwrap();
    other.close().unwrap();
    let begun = Instant::now();
    let _ = file.import(&desk.path("B.MMF"), &mut |_| true).unwrap();
    println!("importing 20,000 messages: {:.3} s", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    file.remove(&ids).unwrap();
    println!("removing 86,730 messages: {:.3} s", begun.elapsed().as_secs_f64());
}

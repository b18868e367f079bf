//! Receipts: asked for, sent once or not at all, and found again at what was read.

use restante::mail::{Draft, FolderKind, MessageId, Order};
use restante::session::{Error, Session};

use crate::mail::{note, subjects};
use crate::people::World;

fn newest(session: &mut Session, kind: FolderKind) -> MessageId {
    let folder = session.standard(kind).unwrap();
    session.rows(folder, Order::newest_first(), 0, 1).unwrap()[0].id
}

fn wanted() -> Draft {
    Draft { receipt: true, ..note(&["BRUNO", "ANNA"], "Grüße aus Köln") }
}

#[test]
fn sent_once_and_shown_at_what_was_read() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = anna.send(&wanted()).unwrap();
    let _ = anna.fetch().unwrap();
    let own = newest(&mut anna, FolderKind::Inbox);
    assert_eq!(anna.open_message(own).unwrap().receipt, None, "nobody waits for one's own");
    assert!(!anna.send_receipt(own).unwrap());
    let sent = newest(&mut anna, FolderKind::SentMail);
    assert!(anna.open_message(sent).unwrap().readers.is_empty());

    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = bruno.fetch().unwrap();
    let id = newest(&mut bruno, FolderKind::Inbox);
    let waits = bruno.open_message(id).unwrap().receipt.expect("Anna waits");
    assert_eq!(waits.name, "Anna Berg");
    assert_eq!(
        bruno.summary(id).unwrap().priority,
        restante::mail::Priority::Normal,
        "a receipt does not make it urgent"
    );
    assert!(bruno.send_receipt(id).unwrap());
    assert!(!bruno.send_receipt(id).unwrap(), "once");
    assert_eq!(bruno.open_message(id).unwrap().receipt, None);
    assert!(subjects(&mut bruno, FolderKind::SentMail).is_empty(), "no copy is kept");
    assert!(subjects(&mut bruno, FolderKind::Outbox).is_empty());

    let _ = anna.fetch().unwrap();
    let card = newest(&mut anna, FolderKind::Inbox);
    let opened = anna.open_message(card).unwrap();
    let postcard = opened.message.postcard.clone().expect("it is a receipt");
    assert_eq!(postcard.subject, "Grüße aus Köln");
    assert!(postcard.sent.is_some() && postcard.read >= postcard.sent, "{postcard:?}");
    assert_eq!(opened.message.subject, "Read: Grüße aus Köln");
    assert!(opened.message.attachments.is_empty() && opened.summary.attachments == 0);
    assert_eq!(opened.receipt, None, "no receipt of a receipt");
    assert!(matches!(anna.reply(card), Err(Error::IsReceipt)));
    assert!(matches!(anna.reply_all(card), Err(Error::IsReceipt)));
    assert!(matches!(anna.forward(card), Err(Error::IsReceipt)));

    let readers = anna.open_message(sent).unwrap().readers;
    assert_eq!(readers.len(), 1);
    assert_eq!(readers[0].reader, "Bruno Carl <NORTH/MAIN/BRUNO>");
    // The card may go; who read it stays known.
    let _ = anna.delete(&[card]).unwrap();
    assert_eq!(anna.open_message(sent).unwrap().readers, readers);
}

#[test]
fn refused_it_is_asked_no_more_and_thrown_away_never() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    for _ in 0..2 {
        let _ = anna.send(&wanted()).unwrap();
    }
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = bruno.fetch().unwrap();
    let id = newest(&mut bruno, FolderKind::Inbox);
    bruno.refuse_receipt(id).unwrap();
    assert_eq!(bruno.open_message(id).unwrap().receipt, None);
    assert!(!bruno.send_receipt(id).unwrap());
    // Thrown away unread, and looked at there.
    let _ = bruno.delete(&[id]).unwrap();
    let other = newest(&mut bruno, FolderKind::Inbox);
    let _ = bruno.delete(&[other]).unwrap();
    assert_eq!(bruno.open_message(other).unwrap().receipt, None);
    assert!(!bruno.send_receipt(other).unwrap());
    bruno.sign_out().unwrap();
    assert_eq!(anna.fetch().unwrap().fetched, 2, "only her own copies");
}

//! Who got a copy, for the rows in sight.

use super::support::Desk;
use crate::mail::{FolderKind, Order};
use crate::mmf::NewFlags;

#[test]
fn the_heads_of_messages_say_who_got_a_copy() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let body = "Cc: nobody, this is text\r\n".repeat(20_000);
    let many: String = (0..600).map(|n| format!(" person{n}@example.org,\r\n")).collect();
    let messages = [
        "Subject: one\r\nCC: Bruno <b@example.org>,\r\n =?utf-8?q?J=C3=B6rg?= <j@x.org>\r\n\r\n"
            .to_owned()
            + &body,
        format!("To: {many} last@x.org\r\nCc: after <many@x.org>\r\n\r\n{body}"),
        format!("Subject: none\n\n{body}"),
        format!("no head at all\r\nCc: x@y.org\r\n\r\n{body}"),
        "Cc: only@x.org".to_owned(),
        String::new(),
    ];
    for message in &messages {
        let _ = file.add(inbox, message.as_bytes(), NewFlags::default()).unwrap();
    }
    let mut rows = file.rows(inbox, Order::default(), 0, 10).unwrap();
    rows.sort_by_key(|row| row.id);
    assert!(rows.iter().all(|row| row.cc.is_none()), "nobody looked");
    file.look_up_cc(&mut rows).unwrap();
    let cc: Vec<&str> = rows.iter().filter_map(|row| row.cc.as_deref()).collect();
    let expected = ["Bruno <b@example.org>; Jörg <j@x.org>", "after <many@x.org>", "", ""];
    assert_eq!(cc[..4], expected);
    assert_eq!(cc[4..], ["only@x.org", ""]);
}

//! Receipts: a report in three parts (RFC 8098), for people, for programs, and the head of what
//! was read. When it was read is said by a field of ours, because the standard has none.

use super::header::{Fields, one_line, split};
use super::transfer::decoded;
use super::tree::Leaf;
use super::write::encode::{id, text};
use crate::mail::{Moment, Person, Postcard};

/// The type of the part for programs.
const NOTICE: &str = "message/disposition-notification";

/// The type of the part that is the head of what was read.
const HEAD: &str = "text/rfc822-headers";

/// When the message was read.
const READ: &str = "X-Restante-Read";

/// Returns whether a message says that it is a receipt.
pub(super) fn is_receipt(fields: &Fields<'_>) -> bool {
    fields.content_type().is_some_and(|content| {
        content.ctype().eq_ignore_ascii_case("multipart")
            && content.subtype().is_some_and(|s| s.eq_ignore_ascii_case("report"))
            && content
                .attribute("report-type")
                .is_some_and(|t| t.eq_ignore_ascii_case("disposition-notification"))
    })
}

/// Reads what a receipt says from its parts; `None` when it says nothing about reading.
pub(super) fn read(fields: &Fields<'_>, attached: &[Leaf<'_>]) -> Option<Postcard> {
    if !is_receipt(fields) {
        return None;
    }
    let part = |mime: &str| {
        let leaf = attached.iter().find(|leaf| leaf.mime == mime)?;
        let bytes = decoded(&leaf.bytes, &leaf.encoding).into_owned();
        // Fields alone have no empty line at their end.
        let section = if split(&bytes).0.is_empty() { &bytes } else { split(&bytes).0 };
        Some(Fields::read(section))
    };
    let notice = part(NOTICE)?;
    let disposition = notice.text("Disposition").to_ascii_lowercase();
    let kind = disposition.rsplit(';').next().unwrap_or_default().trim();
    if kind.split('/').next() != Some("displayed") {
        return None;
    }
    let head = part(HEAD);
    let original = notice.text("Original-Message-ID");
    Some(Postcard {
        original: one_line(original.trim_matches(['<', '>', ' '])),
        subject: head.as_ref().map(Fields::subject).unwrap_or_default(),
        sent: head.as_ref().and_then(Fields::date),
        read: notice.moment(READ).or_else(|| fields.date()),
    })
}

/// Returns whether a part belongs to the form of a receipt and is nothing that came with it.
pub(super) fn is_form(leaf: &Leaf<'_>) -> bool {
    leaf.mime == NOTICE || leaf.mime == HEAD
}

/// Writes the parts behind the text.
pub(super) fn parts(card: &Postcard, reader: &Person) -> [Vec<u8>; 2] {
    let original = id(&card.original);
    let mut notice = format!("Content-Type: {NOTICE}\r\n\r\nReporting-UA: Restante\r\n");
    let reader = one_line(&reader.addr_spec);
    if reader.is_ascii() && !reader.is_empty() {
        notice.push_str(&format!("Final-Recipient: rfc822; {reader}\r\n"));
    }
    if !original.is_empty() {
        notice.push_str(&format!("Original-Message-ID: <{original}>\r\n"));
    }
    notice.push_str("Disposition: manual-action/MDN-sent-manually; displayed\r\n");
    if let Some(read) = card.read {
        notice.push_str(&format!("{READ}: {}\r\n", read.rfc5322()));
    }
    let mut head = format!("Content-Type: {HEAD}\r\n\r\n");
    if !original.is_empty() {
        head.push_str(&format!("Message-ID: <{original}>\r\n"));
    }
    if let Some(sent) = card.sent.map(Moment::rfc5322) {
        head.push_str(&format!("Date: {sent}\r\n"));
    }
    let subject = text("Subject".len(), &card.subject);
    if !subject.is_empty() {
        head.push_str(&format!("Subject: {subject}\r\n"));
    }
    [notice.into_bytes(), head.into_bytes()]
}

#[cfg(test)]
mod tests {
    use crate::format::mime::{head, parse, write};
    use crate::mail::{Message, Moment, Person, Postcard};

    #[test]
    fn written_and_read() {
        let card = Postcard {
            original: "1@MAIN.NORTH".into(),
            subject: "Grüße, and a subject that is so long that it has to be folded somewhere"
                .into(),
            sent: Some(Moment(750_000_000_000)),
            read: Some(Moment(750_000_060_000)),
        };
        let message = Message {
            message_id: "2@MAIN.NORTH".into(),
            from: Person { name: "Bruno".into(), addr_spec: "BRUNO@MAIN.NORTH".into() },
            date: Some(Moment(750_000_090_000)),
            subject: "Read: Grüße".into(),
            body: "Bruno has read it.\n".into(),
            automatic: true,
            postcard: Some(card.clone()),
            ..Message::default()
        };
        let bytes = write(&message);
        assert_eq!(parse(&bytes), message);
        let head = head(&bytes);
        assert!(head.postcard && head.automatic && head.attachments == 0);
        // Not all fields need be there.
        let bare = Message { postcard: Some(Postcard::default()), ..message };
        let read = parse(&write(&bare)).postcard.unwrap();
        assert_eq!(read, Postcard { read: bare.date, ..Postcard::default() });
    }

    /// As RFC 8098 shows it.
    const FOREIGN: &str = "Date: Wed, 20 Sep 1995 00:19:00 -0400\r\n\
        From: Joe Recipient <joe@example.com>\r\n\
        Subject: Disposition notification\r\n\
        Content-Type: multipart/report; report-type=disposition-notification;\r\n \
        boundary=\"RAA14128.773615765/example.com\"\r\n\r\n\
        --RAA14128.773615765/example.com\r\n\r\nThe message was displayed.\r\n\
        --RAA14128.773615765/example.com\r\n\
        content-type: message/disposition-notification\r\n\r\n\
        Reporting-UA: joes-pc.cs.example.com; Foomail 97.1\r\n\
        Original-Recipient: rfc822;joe@example.com\r\n\
        Final-Recipient: rfc822;joe@example.com\r\n\
        Original-Message-ID: <199509192301.23456@example.org>\r\n\
        Disposition: manual-action/MDN-sent-manually; KIND\r\n\r\n\
        --RAA14128.773615765/example.com\r\ncontent-type: message/rfc822\r\n\r\n\
        Subject: First draft\r\n\r\nx\r\n\
        --RAA14128.773615765/example.com--\r\n";

    #[test]
    fn others_write_them_too() {
        let read = |kind: &str| parse(FOREIGN.replace("KIND", kind).as_bytes());
        let message = read("displayed");
        let card = message.postcard.unwrap();
        assert_eq!(card.original, "199509192301.23456@example.org");
        assert_eq!(card.read, message.date);
        assert_eq!(message.attachments.len(), 1, "the message it brings back stays");
        assert!(message.automatic);
        assert!(read("Displayed/error").postcard.is_some());
        for other in ["deleted", "deleted/displayed", "", "dispatched"] {
            assert!(read(other).postcard.is_none(), "{other}");
        }
        let cut = FOREIGN.split("content-type").next().unwrap();
        assert!(parse(cut.as_bytes()).postcard.is_none());
    }

    #[test]
    fn what_no_person_wrote() {
        for (field, automatic) in [
            ("Auto-Submitted: auto-replied", true),
            ("auto-submitted: auto-generated; x", true),
            ("Auto-Submitted: no", false),
            ("Precedence: bulk", true),
            ("Precedence: first-class", false),
            ("List-Id: <a.b>", true),
            ("Content-Type: multipart/report; boundary=x", true),
            ("X-Other: y", false),
        ] {
            let message = format!("From: a@b.c\r\n{field}\r\n\r\nx");
            assert_eq!(parse(message.as_bytes()).automatic, automatic, "{field}");
            assert_eq!(head(message.as_bytes()).automatic, automatic, "{field}");
        }
    }
}

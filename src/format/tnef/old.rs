//! The records of the first programs, which are those of the original message files: dates in seven
//! words, the sender with name and address.

use jiff::tz::TimeZone;

use crate::format::code_page::CodePage;
use crate::format::mapi::{Props, Value, id};
use crate::format::original::people::people;
use crate::format::original::values::{self, Status};
use crate::mail::Moment;

/// Reads a date. It names no zone; newer programs write UTC, and the property beside it, which is
/// exact, is taken first.
pub(super) fn date(data: &[u8]) -> Option<Value> {
    let at = values::date(data)?.to_zoned(TimeZone::UTC).ok()?;
    Some(Value::Time(Moment(at.timestamp().as_millisecond())))
}

/// Reads who sent the message.
pub(super) fn sender(data: &[u8], page: CodePage, props: &mut Props) {
    if let Some(one) = people(data).first() {
        let text = |bytes: &[u8]| Value::Text(page.text(bytes));
        props.set(id::SENDER_NAME, text(&one.name));
        props.set(id::SENDER_ADDRTYPE, text(&one.kind));
        props.set(id::SENDER_EMAIL_ADDRESS, text(&one.address));
    }
}

/// Returns the importance of a priority: 1 is high, 2 normal, 3 low.
pub(super) fn importance(data: &[u8]) -> Option<Value> {
    match values::word(data)? {
        1 => Some(Value::Int(2)),
        2 => Some(Value::Int(1)),
        3 => Some(Value::Int(0)),
        _ => None,
    }
}

/// Returns the flags of a message ([MS-OXCMSG] 2.2.1.6) from its marks.
pub(super) fn flags(data: &[u8]) -> Option<Value> {
    let status = Status(*data.first()?);
    let flags = [(!status.unread(), 0x1), (status.submitted(), 0x4), (status.unsent(), 0x8)];
    Some(Value::Int(flags.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum()))
}

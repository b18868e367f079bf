//! Reading the messages that are printed, slice by slice.

use std::sync::Arc;
use std::time::{Duration, Instant};

use iced::Task;

use crate::interchange::header_lines;
use crate::mail::MessageId;
use crate::session::{Error, Session};
use crate::ui::paper::Note;
use crate::ui::task::Desk;
use crate::ui::written;
use crate::words;

/// How long the session's thread reads before others have their turn.
const SLICE: Duration = Duration::from_millis(50);

/// Reads some messages from one of them on.
pub(super) fn read(
    desk: &Desk,
    ids: &Arc<[MessageId]>,
    begin: usize,
) -> Task<Result<Arc<Vec<Note>>, Error>> {
    let ids = Arc::clone(ids);
    desk.ask(move |session| {
        let begun = Instant::now();
        let mut notes = Vec::new();
        for id in ids.iter().skip(begin) {
            // One that cannot be read keeps none of the others back: its page says why.
            notes.push(match note(session, *id) {
                Err(error) if ids.len() > 1 => missing(session, *id, &error),
                note => note?,
            });
            if begun.elapsed() >= SLICE {
                break;
            }
        }
        Ok(Arc::new(notes))
    })
}

/// Returns what stands in place of a message that cannot be read.
fn missing(session: &Session, id: MessageId, error: &Error) -> Note {
    let subject = session.summary(id).map_or_else(|_| String::new(), |row| row.subject);
    let header = vec![("Subject:".to_owned(), subject)];
    let reason = error.summary();
    Note { header, body: words::with("screens-print-unreadable", &[("reason", &reason)]) }
}

/// Reads a message to be printed.
fn note(session: &Session, id: MessageId) -> Result<Note, Error> {
    let opened = session.open_message(id)?;
    let message = opened.message;
    let at = message.date.unwrap_or(opened.summary.date);
    let lines = header_lines(&message, written::in_full(at)).into_iter();
    let mut header: Vec<_> = lines.map(|(label, value)| (label.to_owned(), value)).collect();
    if !message.attachments.is_empty() {
        let names: Vec<&str> = message.attachments.iter().map(|file| file.name.as_str()).collect();
        header.push((words::text("screens-print-attached"), names.join("; ")));
    }
    Ok(Note { header, body: message.body })
}

//! Reading the messages that are printed, slice by slice.

use std::sync::Arc;
use std::time::{Duration, Instant};

use iced::Task;

use crate::interchange::header_lines;
use crate::mail::{Attachment, MessageId};
use crate::session::{Error, Session};
use crate::ui::paper::Note;
use crate::ui::raster;
use crate::ui::task::Desk;
use crate::ui::written;
use crate::words;

/// How long the session's thread reads before others have their turn.
const SLICE: Duration = Duration::from_millis(50);
/// Bytes of pictures that are printed at once; they stay in memory until they are.
const MOST: usize = 256 * 1024 * 1024;

/// Reads some messages, from the one behind those that were read on, and their pictures if these
/// are wanted.
pub(super) fn read(
    desk: &Desk,
    ids: &Arc<[MessageId]>,
    read: &[Note],
    pictures: bool,
) -> Task<Result<Arc<Vec<Note>>, Error>> {
    let ids = Arc::clone(ids);
    let begin = read.len();
    let mut room = MOST.saturating_sub(read.iter().map(taken).sum());
    desk.ask(move |session| {
        let begun = Instant::now();
        let mut notes = Vec::new();
        for id in ids.iter().skip(begin) {
            // One that cannot be read keeps none of the others back: its page says why.
            let room = pictures.then_some(&mut room);
            notes.push(match note(session, *id, room) {
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
    let body = words::with("screens-print-unreadable", &[("reason", &reason)]);
    Note { header, body, ..Note::default() }
}

/// Returns how many bytes the pictures of a message take.
fn taken(note: &Note) -> usize {
    note.pictures.iter().map(|file| file.bytes.len()).sum()
}

/// Reads a message to be printed; its pictures as far as there is room for them.
fn note(session: &Session, id: MessageId, room: Option<&mut usize>) -> Result<Note, Error> {
    let opened = session.open_message(id)?;
    let message = opened.message;
    let at = message.date.unwrap_or(opened.summary.date);
    let lines = header_lines(&message, written::in_full(at)).into_iter();
    let mut header: Vec<_> = lines.map(|(label, value)| (label.to_owned(), value)).collect();
    if !message.attachments.is_empty() {
        let names: Vec<&str> = message.attachments.iter().map(|file| file.name.as_str()).collect();
        header.push((words::text("screens-print-attached"), names.join("; ")));
    }
    let mut note = Note { header, body: message.body, ..Note::default() };
    if let Some(room) = room {
        add_pictures(&mut note, message.attachments, room);
    }
    Ok(note)
}

fn add_pictures(note: &mut Note, files: Vec<Attachment>, room: &mut usize) {
    let mut left_out = 0;
    for file in files.into_iter().filter(|file| raster::is_picture(&file.bytes)) {
        match room.checked_sub(file.bytes.len()) {
            Some(rest) => {
                *room = rest;
                note.pictures.push(Arc::new(file));
            }
            None => left_out += 1,
        }
    }
    if left_out > 0 {
        note.told = words::count("screens-print-pictures-left-out", left_out, &[]);
    }
}

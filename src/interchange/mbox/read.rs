//! Reads mailboxes: message by message, never the whole file.
//!
//! Four forms are in use. In all of them a line `From ` stands before each message. *mboxo* and
//! *mboxrd* put `>` before such lines inside messages; mboxrd also before those that have it already,
//! so that it can be taken away again. *mboxcl* also says how long the text is, and *mboxcl2* then
//! quotes nothing. Nothing in a file says which it is: `detected` looks for what only one has.

use std::path::Path;

use super::super::source::{At, Found, Item, Marks, Place, Reached, Source, Unreadable};
use super::from_line::{self, FromLine};
use super::quotes;
use crate::disk::{self, Disk, Reader};
use crate::words;

/// The largest message that is read, in bytes.
pub(in crate::interchange) const LARGEST: u64 = 512 << 20;

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;

/// Bytes of the file that are looked at to find out which form it has.
const LOOKED_AT: u64 = 16 << 20;

/// How lines are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `>From ` stands for `From `, and all others for themselves.
    Once,
    /// Every quoted line has one mark more than it had.
    Reversible,
    /// Nothing is quoted.
    Never,
}

/// A mailbox that is being read.
#[derive(Debug)]
pub(in crate::interchange) struct Mbox {
    lines: Lines,
    folder: Vec<String>,
    form: Form,
    /// Whether the lines before messages have dates, as they should.
    dated: bool,
    /// The line before the next message, and where it stands.
    next: Option<(u64, FromLine)>,
    failed: bool,
}

/// A message with the marks of quoting that it has in the file.
struct Raw {
    bytes: Vec<u8>,
    /// Where its text begins.
    body: usize,
    from: FromLine,
    at: u64,
    /// It is as long as it says.
    counted: bool,
    too_large: bool,
}

impl Mbox {
    /// Opens a mailbox.
    pub(in crate::interchange) fn open(
        disk: &Disk,
        path: &Path,
        folder: Vec<String>,
    ) -> Result<Self, disk::Error> {
        let reader = disk.open(path)?;
        let lines = Lines { reader, place: 0, chunk: Vec::new(), at: 0, begins: true };
        let form = Form::Reversible;
        let mut mbox = Self { lines, folder, form, dated: true, next: None, failed: false };
        mbox.begin()?;
        mbox.form = mbox.detected()?;
        mbox.lines.seek(0);
        mbox.begin()?;
        Ok(mbox)
    }

    /// Finds the line before the first message.
    fn begin(&mut self) -> Result<(), disk::Error> {
        self.next = None;
        while let Some(line) = self.lines.next()? {
            if line.bytes.trim_ascii().is_empty() {
                continue;
            }
            if let Some(from) = from_line::read(&line.bytes) {
                self.dated = from.date.is_some();
                self.next = Some((line.at, from));
            }
            break;
        }
        Ok(())
    }

    /// Finds out in which form the mailbox is written, by its first messages.
    fn detected(&mut self) -> Result<Form, disk::Error> {
        let (mut counted, mut quoted_deeper) = (false, false);
        while let Some(raw) = self.raw()? {
            if raw.from.exact.is_some() {
                return Ok(Form::Reversible);
            }
            counted |= raw.counted;
            let mut before: &[u8] = b"";
            for line in raw.bytes.get(raw.body..).unwrap_or_default().split(|b| *b == b'\n') {
                match quotes(line) {
                    // Nobody who quotes leaves such a line as it is.
                    Some(0) if raw.counted => return Ok(Form::Never),
                    // A line of an answer's quotation among others as deep: nobody added a mark.
                    Some(deep @ 2..) => {
                        let above = before.iter().take_while(|b| **b == b'>').count();
                        quoted_deeper |= above == deep && quotes(before).is_none();
                    }
                    _ => {}
                }
                before = line;
            }
            if self.lines.offset() > LOOKED_AT {
                break;
            }
        }
        Ok(if counted || quoted_deeper { Form::Once } else { Form::Reversible })
    }

    /// Reads the next message as it stands in the file.
    fn raw(&mut self) -> Result<Option<Raw>, disk::Error> {
        let Some((at, from)) = self.next.take() else { return Ok(None) };
        let (bytes, body) = (Vec::new(), usize::MAX);
        let mut raw = Raw { bytes, body, from, at, counted: false, too_large: false };
        let mut after_blank = false;
        while let Some(line) = self.lines.next()? {
            if line.begins
                && let Some(from) = from_line::read(&line.bytes)
                && (from.date.is_some() || (!self.dated && after_blank))
            {
                self.next = Some((line.at, from));
                break;
            }
            let is_blank = line.begins && matches!(line.bytes.as_slice(), b"\n" | b"\r\n");
            after_blank = is_blank;
            if (raw.bytes.len() as u64).saturating_add(line.bytes.len() as u64) > LARGEST {
                raw.too_large = true;
                raw.bytes = Vec::new();
            }
            if raw.too_large {
                continue;
            }
            raw.bytes.extend_from_slice(&line.bytes);
            if is_blank && raw.body == usize::MAX {
                raw.body = raw.bytes.len();
                if from.exact.is_none() && self.counted(&mut raw)? {
                    break;
                }
            }
        }
        raw.body = raw.body.min(raw.bytes.len());
        Ok(Some(raw))
    }

    /// Takes the text of a message by the length that its header gives, if a message or the end of
    /// the file follows there.
    fn counted(&mut self, raw: &mut Raw) -> Result<bool, disk::Error> {
        let length = field(&raw.bytes, "content-length").and_then(|text| text.parse::<u64>().ok());
        let Some(length) = length.filter(|length| *length <= LARGEST) else { return Ok(false) };
        let begin = self.lines.offset();
        let end = begin.saturating_add(length);
        if end > self.lines.reader.len() {
            return Ok(false);
        }
        let behind = self.lines.reader.read_at(end, 1024)?;
        let next = match behind.as_slice() {
            [b'\r', b'\n', next @ ..] | [b'\n', next @ ..] => next,
            next => next,
        };
        let line = next.split_inclusive(|b| *b == b'\n').next().unwrap_or_default();
        let from = from_line::read(line);
        let good = next.is_empty() || from.is_some_and(|from| !self.dated || from.date.is_some());
        if !good {
            return Ok(false);
        }
        let size = usize::try_from(length).unwrap_or(usize::MAX);
        raw.bytes.extend(self.lines.reader.read_at(begin, size)?);
        raw.counted = true;
        self.lines.seek(end + (behind.len() - next.len()) as u64);
        if let Some(from) = from {
            self.next = Some((self.lines.offset(), from));
            let _ = self.lines.next()?;
        }
        Ok(true)
    }

    /// Makes a message of what stands in the file.
    fn found(&self, raw: Raw) -> Found {
        let place = Place { file: self.lines.reader.path().to_owned(), at: At::Byte(raw.at) };
        let unreadable = |why: &str| {
            let (place, folder) = (place.clone(), self.folder.clone());
            Found::Unreadable(Unreadable { place, folder, why: words::text(why) })
        };
        if raw.too_large {
            return unreadable("interchange-too-large");
        }
        let Raw { mut bytes, from, counted, .. } = raw;
        let marks = match from.exact {
            Some((_, marks)) => Some(marks),
            None => marks(bytes.get(..raw.body).unwrap_or_default()),
        };
        let Some(flags) = marks else { return unreadable("interchange-expunged") };
        if !counted {
            // The empty line behind it belongs to the mailbox.
            if bytes.ends_with(b"\n\r\n") || bytes == b"\r\n" {
                bytes.truncate(bytes.len() - 2);
            } else if bytes.ends_with(b"\n\n") || bytes == b"\n" {
                bytes.truncate(bytes.len() - 1);
            }
        }
        let form = if from.exact.is_some() { Form::Reversible } else { self.form };
        let mut bytes = unquoted(bytes, form);
        if let Some((size, _)) = from.exact
            && bytes.len() as u64 == size + 1
        {
            let _ = bytes.pop();
        }
        let folder = self.folder.clone();
        let item = Item { folder, place, bytes, flags, arrived: from.date, ..Item::default() };
        Found::Item(Box::new(item))
    }
}

impl Source for Mbox {
    fn next(&mut self) -> Option<Found> {
        if self.failed {
            return None;
        }
        match self.raw() {
            Ok(raw) => raw.map(|raw| self.found(raw)),
            Err(error) => {
                // Where the next message begins cannot be found without what stands between.
                self.failed = true;
                let at = At::Byte(self.lines.offset());
                let place = Place { file: self.lines.reader.path().to_owned(), at };
                let (folder, why) = (self.folder.clone(), error.reason());
                Some(Found::Unreadable(Unreadable { place, folder, why }))
            }
        }
    }

    fn reached(&self) -> Reached {
        Reached { done: self.lines.offset(), total: self.lines.reader.len() }
    }
}

/// Takes the marks of quoting away.
fn unquoted(bytes: Vec<u8>, form: Form) -> Vec<u8> {
    let applies = |line: &[u8]| match (form, quotes(line)) {
        (Form::Once, Some(1)) | (Form::Reversible, Some(1..)) => true,
        (Form::Once | Form::Reversible | Form::Never, _) => false,
    };
    if !bytes.split(|b| *b == b'\n').any(applies) {
        return bytes;
    }
    let mut plain = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let rest = if applies(line) { line.get(1..) } else { None };
        plain.extend_from_slice(rest.unwrap_or(line));
    }
    plain
}

/// Returns a field of a header.
fn field<'a>(header: &'a [u8], name: &str) -> Option<&'a str> {
    header.split(|b| *b == b'\n').find_map(|line| {
        let (field, value) = line.split_at_checked(name.len())?;
        let value = value.strip_prefix(b":")?;
        let fits = field.eq_ignore_ascii_case(name.as_bytes());
        fits.then(|| std::str::from_utf8(value.trim_ascii()).ok()).flatten()
    })
}

/// Reads what the fields that mail programs put into a header say; none when the message was
/// removed from the mailbox and only its bytes are there still.
fn marks(header: &[u8]) -> Option<Marks> {
    let mut marks = Marks::default();
    let (status, more) = (field(header, "status"), field(header, "x-status").unwrap_or_default());
    marks.unread = status.is_some_and(|status| !status.contains('R'));
    marks.answered = more.contains('A');
    marks.flagged = more.contains('F');
    marks.draft = more.contains('T');
    marks.deleted = more.contains('D');
    let mozilla = field(header, "x-mozilla-status").and_then(|t| u32::from_str_radix(t, 16).ok());
    if let Some(bits) = mozilla {
        marks.unread = bits & 1 == 0;
        marks.answered |= bits & 2 != 0;
        marks.flagged |= bits & 4 != 0;
        marks.forwarded = bits & 0x1000 != 0;
        if bits & 8 != 0 {
            return None;
        }
    }
    Some(marks)
}

/// The lines of a file; one that is very long comes in parts.
#[derive(Debug)]
struct Lines {
    reader: Reader,
    /// Where the chunk stands in the file.
    place: u64,
    chunk: Vec<u8>,
    /// How much of the chunk is behind.
    at: usize,
    begins: bool,
}

/// A line, or a part of one, with its end.
struct Line {
    at: u64,
    begins: bool,
    bytes: Vec<u8>,
}

impl Lines {
    fn offset(&self) -> u64 {
        self.place.saturating_add(self.at as u64)
    }

    fn seek(&mut self, place: u64) {
        self.chunk.clear();
        (self.place, self.at, self.begins) = (place, 0, true);
    }

    fn next(&mut self) -> Result<Option<Line>, disk::Error> {
        let mut bytes = Vec::new();
        let (at, begins) = (self.offset(), self.begins);
        loop {
            if self.at >= self.chunk.len() {
                self.place = self.offset();
                self.chunk = self.reader.read_at(self.place, CHUNK)?;
                self.at = 0;
            }
            let rest = self.chunk.get(self.at..).unwrap_or_default();
            let end = rest.iter().position(|b| *b == b'\n').map(|n| n + 1);
            let part = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            bytes.extend_from_slice(part);
            self.at += part.len();
            let is_end = part.is_empty();
            if end.is_some() || is_end || bytes.len() >= CHUNK {
                self.begins = end.is_some();
                return Ok((!bytes.is_empty()).then_some(Line { at, begins, bytes }));
            }
        }
    }
}

#[cfg(test)]
mod tests;

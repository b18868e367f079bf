//! The reading pane: which message is wanted in it, which one is shown, and how much of its text.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use iced::widget::text_editor::Content;

use crate::mail::{Attachment, MessageId};
use crate::session::{Error, Opened};
use crate::ui::screen::body::AT_ONCE;

/// Bytes of a text that are shown at once; laying out a megabyte takes seconds.
const PART: usize = AT_ONCE;

/// What nobody wants.
const NOBODY: i64 = i64::MIN;

/// The state of the reading pane.
#[derive(Debug, Default)]
pub(super) struct Pane {
    wanted: Option<MessageId>,
    latest: Latest,
    /// Without its attachments, which are in the strip.
    shown: Option<Box<Opened>>,
    failed: Option<Error>,
    body: Content,
    /// Where the parts of the text end.
    ends: Vec<usize>,
    part: usize,
    epoch: u64,
}

/// The message wanted last, told to the desk: one that is passed over need not be opened.
#[derive(Debug, Clone)]
pub(super) struct Latest(Arc<AtomicI64>);

impl Default for Latest {
    fn default() -> Self {
        Self(Arc::new(AtomicI64::new(NOBODY)))
    }
}

impl Latest {
    pub(super) fn is(&self, id: MessageId) -> bool {
        self.0.load(Ordering::Relaxed) == id.0
    }
}

impl Pane {
    /// Hears which message is to be shown; returns what to open when it is another one.
    pub(super) fn want(&mut self, id: Option<MessageId>) -> Option<(MessageId, Latest)> {
        if self.wanted == id {
            return None;
        }
        self.wanted = id;
        self.failed = None;
        self.latest.0.store(id.map_or(NOBODY, |id| id.0), Ordering::Relaxed);
        if id.is_none() {
            self.put(None);
        }
        id.map(|id| (id, self.latest.clone()))
    }

    /// Shows a message that was opened; returns its attachments when it is the one that is wanted.
    pub(super) fn opened(
        &mut self,
        id: MessageId,
        opened: Result<Arc<Opened>, Error>,
    ) -> Option<Vec<Attachment>> {
        if self.wanted != Some(id) {
            return None;
        }
        let mut attachments = Vec::new();
        match opened {
            Ok(opened) => {
                let mut opened = Arc::unwrap_or_clone(opened);
                attachments = std::mem::take(&mut opened.message.attachments);
                self.put(Some(Box::new(opened)));
            }
            Err(error) => {
                self.put(None);
                self.failed = Some(error);
            }
        }
        Some(attachments)
    }

    /// Hears that the message may be another one now: it is opened again when it is next wanted.
    pub(super) fn expire(&mut self) {
        self.wanted = None;
    }

    fn put(&mut self, shown: Option<Box<Opened>>) {
        self.shown = shown;
        self.ends = ends(self.text());
        self.show_part(0);
    }

    fn text(&self) -> &str {
        self.shown.as_ref().map_or("", |opened| opened.message.body.as_str())
    }

    /// Returns which part of the text is shown, from 1, and how many there are.
    pub(super) fn part(&self) -> (usize, usize) {
        (self.part.saturating_add(1), self.ends.len())
    }

    /// Shows a part of the text, counted from 0.
    pub(super) fn show_part(&mut self, part: usize) {
        let before = part.checked_sub(1).and_then(|before| self.ends.get(before));
        let begin = before.copied().unwrap_or(0);
        let end = self.ends.get(part).copied().unwrap_or(begin);
        self.part = part;
        self.epoch = self.epoch.wrapping_add(1);
        self.body = Content::with_text(self.text().get(begin..end).unwrap_or_default());
    }

    pub(super) fn wanted(&self) -> Option<MessageId> {
        self.wanted
    }

    pub(super) fn shown(&self) -> Option<&Opened> {
        self.shown.as_deref()
    }

    pub(super) fn failed(&self) -> Option<&Error> {
        self.failed.as_ref()
    }

    /// Returns a number that changes with the text.
    pub(super) fn epoch(&self) -> u64 {
        self.epoch
    }

    pub(super) fn body(&self) -> &Content {
        &self.body
    }

    pub(super) fn body_mut(&mut self) -> &mut Content {
        &mut self.body
    }
}

/// Returns where the parts of a text end: at the end of a line where that is possible.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut begin = 0usize;
    while let Some(rest) = text.get(begin..).filter(|rest| rest.len() > PART + PART / 2) {
        let mut end = PART;
        while !rest.is_char_boundary(end) {
            end = end.saturating_sub(1);
        }
        let line = rest.get(..end).and_then(|part| part.rfind('\n')).filter(|at| *at > PART / 2);
        begin = begin.saturating_add(line.map_or(end, |at| at.saturating_add(1)));
        ends.push(begin);
    }
    ends.push(text.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_come_in_parts_of_whole_lines() {
        let parts = |text: &str| {
            let mut begin = 0;
            let parts: Vec<String> = ends(text)
                .into_iter()
                .map(|end| text[std::mem::replace(&mut begin, end)..end].to_owned())
                .collect();
            assert_eq!(parts.concat(), text, "nothing is lost");
            parts
        };
        assert_eq!(parts("").len(), 1);
        assert_eq!(parts(&"a line\n".repeat(10_000)).len(), 1);
        let long = parts(&"a line\n".repeat(100_000));
        assert!(long.len() > 9);
        assert!(long.iter().all(|part| part.starts_with('a') && part.ends_with('\n')));
        let wide = parts(&"ä".repeat(100_000));
        assert!(wide.iter().all(|part| part.len() <= PART + PART / 2));
    }
}

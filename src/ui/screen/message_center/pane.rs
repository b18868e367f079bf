//! The reading pane: which message is wanted in it, and which one is shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::mail::{Attachment, MessageId};
use crate::session::{Error, Opened};
use crate::ui::reader::Reader;

/// The text of the message.
const BODY: &str = "center-body";

/// What nobody wants.
const NOBODY: i64 = i64::MIN;

/// The state of the reading pane.
#[derive(Debug)]
pub(super) struct Pane {
    wanted: Option<MessageId>,
    latest: Latest,
    /// Without its attachments, which are in the strip, and its text, which the reader has.
    shown: Option<Box<Opened>>,
    failed: Option<Error>,
    pub(super) reader: Reader,
    /// Whether all recipients are shown, however many.
    pub(super) expanded: bool,
}

impl Default for Pane {
    fn default() -> Self {
        Self {
            wanted: None,
            latest: Latest::default(),
            shown: None,
            failed: None,
            reader: Reader::new(BODY),
            expanded: false,
        }
    }
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
        if self.shown.as_ref().map(|opened| opened.summary.id) != id {
            self.reader.turn();
        }
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

    fn put(&mut self, mut shown: Option<Box<Opened>>) {
        match &mut shown {
            Some(opened) => self.reader.show(opened),
            None => self.reader.clear(),
        }
        self.expanded = false;
        self.shown = shown;
    }

    pub(super) fn wanted(&self) -> Option<MessageId> {
        self.wanted
    }

    pub(super) fn shown(&self) -> Option<&Opened> {
        self.shown.as_deref()
    }

    /// Hears that the question about a receipt is answered.
    pub(super) fn receipt_answered(&mut self) {
        if let Some(shown) = &mut self.shown {
            shown.receipt = None;
        }
    }

    pub(super) fn failed(&self) -> Option<&Error> {
        self.failed.as_ref()
    }
}

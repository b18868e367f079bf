//! Saving, throwing away and closing: no way of closing the window loses text unasked.

use std::path::PathBuf;

use iced::Task;
use iced::time::Instant;

use super::asking::Over;
use super::{Action, Message, SendNote, Work};
use crate::mail::{Draft, MessageId};
use crate::session::Error;
use crate::ui::task::Cancel;
use crate::words;

impl SendNote {
    /// The window is to be closed: it asks when text would be lost.
    pub fn close_requested(&mut self) -> Action {
        self.suggestions = None;
        match self.busy.as_ref().map(|busy| busy.work) {
            Some(Work::Sending | Work::Closing) => {
                self.over = Some(Over::StillSending);
                return Action::None;
            }
            Some(Work::Opening) => return Action::Close,
            Some(Work::Checking | Work::Attaching) | None => {}
        }
        if self.is_unsaved() {
            self.over = Some(Over::Close);
            return Action::None;
        }
        if self.keep.is_unsettled() {
            // Empty now; what was saved of it along the way goes.
            return self.discard(false);
        }
        Action::Close
    }

    /// Saves the draft, because the person wished it or because it is time.
    pub(super) fn save(&mut self, wished: bool) -> Action {
        let draft = self.draft();
        let settled = wished.then(|| Box::new(draft.clone()));
        self.status = words::text("screens-send-saving");
        let task = self.keep.save(&self.desk, draft);
        Action::Run(
            task.map(move |(changes, result)| Message::Saved(changes, result, settled.clone())),
        )
    }

    pub(super) fn saved(
        &mut self,
        changes: u64,
        result: Result<(), Error>,
        wished: Option<Box<Draft>>,
    ) -> Action {
        let was_wished = wished.is_some();
        self.keep.ended(changes, result.is_ok(), wished.map(|draft| *draft), Instant::now());
        let closing = self.busy.as_ref().is_some_and(|busy| busy.work == Work::Closing);
        if closing {
            self.busy = None;
            self.over = None;
        }
        match result {
            Ok(()) if closing => {
                self.keep.forget_text();
                Action::ChangedAndClose
            }
            Ok(()) => {
                self.keep.forget_text();
                self.status = words::text(if was_wished {
                    "screens-send-saved"
                } else {
                    "screens-send-autosaved"
                });
                Action::Changed
            }
            Err(error) => {
                self.status.clear();
                self.fail(&error);
                self.keep_text()
            }
        }
    }

    /// Saves the draft and closes the window then.
    pub(super) fn save_and_close(&mut self) -> Action {
        match self.save(true) {
            Action::Run(task) => Action::Run(self.begin(Work::Closing, Cancel::default(), task)),
            action => action,
        }
    }

    /// Saves what is written as a template; the note stays what it was.
    pub(super) fn save_template(&mut self, name: String) -> Action {
        let draft = Draft { subject: name, ..self.draft() };
        let task = self.desk.ask(move |session| session.save_template(&draft));
        Action::Run(task.map(Message::TemplateSaved))
    }

    pub(super) fn template_saved(&mut self, result: Result<MessageId, Error>) -> Action {
        match result {
            Ok(_) => {
                self.status = words::text("screens-templates-saved");
                Action::Changed
            }
            Err(error) => {
                self.fail(&error);
                Action::None
            }
        }
    }

    /// Keeps the text on this computer.
    pub(super) fn keep_text(&mut self) -> Action {
        let draft = self.draft();
        Action::Run(self.keep.keep_text(&draft).map(Message::TextKept))
    }

    pub(super) fn text_kept(&mut self, path: Option<PathBuf>) {
        let Some(failure) = &mut self.failure else { return };
        let kept = match path {
            Some(path) => words::with("screens-send-text-kept", &[("path", &path.display())]),
            None => words::text("screens-send-text-not-kept"),
        };
        failure.hint = format!("{}\n{kept}", failure.hint);
    }

    /// Throws away the changes since the draft was opened or saved, or the whole draft.
    pub(super) fn discard(&mut self, whole: bool) -> Action {
        let task =
            if whole { self.keep.discard_all(&self.desk) } else { self.keep.discard(&self.desk) };
        let task: Task<Message> = task.map(Message::Discarded);
        Action::Run(self.begin(Work::Closing, Cancel::default(), task))
    }

    pub(super) fn discarded(&mut self, result: Result<(), Error>) -> Action {
        self.busy = None;
        self.over = None;
        match result {
            Ok(()) => {
                self.keep.forget_text();
                Action::ChangedAndClose
            }
            Err(error) => {
                self.fail(&error);
                Action::None
            }
        }
    }
}

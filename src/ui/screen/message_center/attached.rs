//! The strip of attachments in use, and what is done with whole messages: saving and printing.

use std::sync::Arc;

use iced::Task;

use super::dialogs::{self, Shown};
use super::work::Doing;
use super::{Action, Answer, Message, MessageCenter};
use crate::mail::MessageId;
use crate::session::{Error, Opened};
use crate::ui::dialog::notice::Notice;
use crate::ui::dialog::print::Print;
use crate::ui::dialog::save_as::SaveAs;
use crate::ui::screen::attachments::{self, Strip};
use crate::words;

impl MessageCenter {
    /// Hears what happens in the strip.
    pub(super) fn strip_used(&mut self, message: attachments::Message) -> Action {
        match self.strip.update(message) {
            attachments::Action::Run(task) => Action::Run(task.map(Message::Strip)),
            attachments::Action::Tell(text) => {
                self.notice = text;
                Action::None
            }
            attachments::Action::Fail(failure) => {
                let title = words::text("screens-center-notice-attachment");
                let notice = Notice::new(title, failure.summary, failure.hint);
                self.dialog = Some(Shown::Notice(notice));
                Action::None
            }
            attachments::Action::None | attachments::Action::Removed => Action::None,
        }
    }

    /// Saves the attachments of the selected message, also where the reading pane is off.
    pub(super) fn save_attachments(&mut self) -> Task<Message> {
        let Some(id) = self.selection.single().and_then(|row| self.rows.id(row)) else {
            return Task::none();
        };
        if self.pane.shown().is_some_and(|opened| opened.summary.id == id) {
            return self.ask_where();
        }
        self.work.ask(&self.desk, Doing::Opening, move |session, _| {
            Answer::ToSave(session.open_message(id).map(Arc::new))
        })
    }

    /// Asks where the attachments go of a message that is not shown.
    pub(super) fn opened_to_save(&mut self, opened: Result<Arc<Opened>, Error>) -> Task<Message> {
        match opened {
            Ok(opened) => {
                self.strip = Strip::reading(Arc::unwrap_or_clone(opened).message.attachments);
                self.ask_where()
            }
            Err(error) => self.failed(&error),
        }
    }

    fn ask_where(&mut self) -> Task<Message> {
        match self.strip_used(attachments::Message::SaveAll) {
            Action::Run(task) => task,
            _ => Task::none(),
        }
    }

    /// Names the selected messages, for what is done with all of them.
    pub(super) fn name_selected(&mut self, wanted: Wanted) -> Task<Message> {
        let Some(chosen) = self.chosen() else { return Task::none() };
        self.work.ask(&self.desk, Doing::Opening, move |session, _| Answer::Named {
            ids: chosen.ids(session),
            wanted,
        })
    }

    /// Goes on with the messages that were named.
    pub(super) fn named(
        &mut self,
        ids: Result<Option<Arc<[MessageId]>>, Error>,
        wanted: Wanted,
    ) -> Task<Message> {
        let ids = match ids {
            Ok(Some(ids)) => ids,
            // The list is another one now; the person sees it and chooses again.
            Ok(None) => return self.reload(),
            Err(error) => return self.failed(&error),
        };
        let first = self.selection.first().and_then(|row| self.rows.get(row));
        let subject = first.map_or("", |summary| summary.subject.as_str());
        match wanted {
            Wanted::File => {
                let dialog = SaveAs::new(self.desk.clone(), ids, subject);
                self.dialog = Some(Shown::SaveAs(dialog));
            }
            Wanted::Export => self.show_take_out(ids),
            Wanted::Paper => {
                let (settings, desk) = (&self.settings, self.desk.clone());
                let fixed = self.pane.reader.is_fixed();
                let (dialog, task) = Print::new(desk, ids, subject, &settings.printing, fixed);
                self.dialog = Some(Shown::Print(Box::new(dialog)));
                return task.map(|m| Message::Dialog(dialogs::Message::Print(m)));
            }
        }
        Task::none()
    }
}

/// What is done with the selected messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// They are saved in a file.
    File,
    /// They are printed.
    Paper,
    /// They may be exported, with other mail or alone.
    Export,
}

//! The strip of attachments in use, and saving the message itself, which goes the same way.

use std::sync::Arc;

use iced::Task;

use super::dialogs::Shown;
use super::work::Doing;
use super::{Action, Answer, Message, MessageCenter};
use crate::mail::{Attachment, MessageId};
use crate::session::{Error, Opened};
use crate::ui::dialog::notice::Notice;
use crate::ui::screen::attachments::{self, Strip};
use crate::words;

/// Characters of a subject in a file's name.
const NAME: usize = 60;

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

    /// Reads the selected message as it came, to be saved.
    pub(super) fn save_message(&mut self) -> Task<Message> {
        let Some(summary) = self.selection.single().and_then(|row| self.rows.get(row)) else {
            return Task::none();
        };
        let (id, name): (MessageId, _) = (summary.id, file_name(&summary.subject));
        self.work.ask(&self.desk, Doing::Opening, move |session, _| {
            let source = session.source(id).map(|bytes| Attachment {
                name: format!("{name}.eml"),
                mime: "message/rfc822".to_owned(),
                bytes,
            });
            Answer::Source(source.map(Arc::new))
        })
    }

    /// Asks where the message goes.
    pub(super) fn source_came(&mut self, source: Result<Arc<Attachment>, Error>) -> Task<Message> {
        match source {
            Ok(source) => {
                self.strip.save_other(Arc::unwrap_or_clone(source), None);
                Task::none()
            }
            Err(error) => self.failed(&error),
        }
    }
}

/// Makes a file's name of a subject.
fn file_name(subject: &str) -> String {
    let kept: String = subject
        .chars()
        .map(|c| if c.is_alphanumeric() || " -_.,()'".contains(c) { c } else { ' ' })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(NAME).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { words::text("screens-center-save-name") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_become_names_of_files() {
        assert_eq!(file_name("RE: Lunch / today?"), "RE Lunch today");
        assert_eq!(file_name("../../etc/passwd"), "etc passwd");
        assert_eq!(file_name("::"), words::text("screens-center-save-name"));
        assert_eq!(file_name(&"a".repeat(500)).len(), NAME);
    }
}

//! Delete: the question, which says what happens, and what was kept.

use std::path::PathBuf;

use super::{Message, said};
use crate::admin::{MessageFilePlace, User};
use crate::mail::ShortName;
use crate::ui::icon::Icon;
use crate::ui::widget::{Dialog, button, dialog};
use crate::words;

/// The question.
#[derive(Debug, Clone)]
pub(super) struct Question(pub(super) User);

impl Question {
    pub(super) fn view(&self, idle: bool) -> Dialog<'_, Message> {
        let user = &self.0;
        let mail = match &user.moved_to {
            Some(to) => words::with("screens-manager-delete-moved", &[("address", to)]),
            None => words::text("screens-manager-delete-letters"),
        };
        let file = match &user.message_file {
            MessageFilePlace::None => String::new(),
            MessageFilePlace::Local(path) => {
                words::with("screens-manager-delete-local", &[("path", path)])
            }
            MessageFilePlace::Postoffice => words::with(
                "screens-manager-delete-file",
                &[("file", &format!("{}.OLD", user.user_id))],
            ),
        };
        let body = said::told(
            Icon::Warning,
            [
                words::with(
                    "screens-manager-delete-question",
                    &[("mailbox", &user.mailbox), ("name", &user.full_name)],
                ),
                mail,
                file,
            ],
        );
        // The default comes first, so that it has the focus: Enter deletes nobody.
        dialog(words::text("screens-manager-delete-title"), body)
            .width(460.0)
            .button(said::default_button(
                words::text("screens-manager-cancel"),
                idle.then_some(Message::Confirm),
            ))
            .button(
                button(words::text("screens-manager-delete-now"))
                    .on_press_maybe(idle.then_some(Message::Proceed)),
            )
    }
}

/// What came of it.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) mailbox: ShortName,
    pub(super) kept: Option<PathBuf>,
}

impl Outcome {
    pub(super) fn view(&self) -> Dialog<'_, Message> {
        let file = match &self.kept {
            Some(path) => words::with("screens-manager-deleted-kept", &[("path", &path.display())]),
            None => words::text("screens-manager-deleted-no-file"),
        };
        let body = said::told(
            Icon::Information,
            [words::with("screens-manager-deleted", &[("mailbox", &self.mailbox)]), file],
        );
        dialog(words::text("screens-manager-deleted-title"), body)
            .width(460.0)
            .button(said::ok_button())
    }
}

//! Asks for the administrator's password.

use std::path::Path;

use iced::widget::{column, operation};

use super::{Action, Message as Up, said};
use crate::admin::Error;
use crate::mail::{Password, ShortName};
use crate::session::Kind;
use crate::ui::dialog::Secret;
use crate::ui::icon::Icon;
use crate::ui::theme::{self, style};
use crate::ui::widget::{Dialog, dialog, field, paragraph};
use crate::words;

/// The id of the field.
pub(super) const PASSWORD: &str = "manager-password";

/// The dialog.
#[derive(Debug, Clone, Default)]
pub(super) struct Enter {
    password: Secret,
    wrong: bool,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The password was typed.
    Typed(Secret),
}

impl Enter {
    pub(super) fn update(&mut self, Message::Typed(text): Message) -> Action {
        self.password = text;
        self.wrong = false;
        Action::None
    }

    /// Takes the password, which is not needed here any more; a text that is too long is wrong.
    pub(super) fn take(&mut self) -> Option<Password> {
        let password = self.password.password().ok();
        self.password.clear();
        self.wrong = password.is_none();
        password
    }

    /// Tells in the dialog that the password was wrong; returns whether it can tell this error.
    pub(super) fn refused(&mut self, error: &Error) -> bool {
        self.wrong = error.kind() == Some(Kind::WrongNameOrPassword);
        self.wrong
    }

    pub(super) fn focus() -> Action {
        Action::Run(operation::focus(PASSWORD))
    }

    pub(super) fn view(&self, mailbox: &ShortName, root: &Path, idle: bool) -> Dialog<'_, Up> {
        let why = words::with(
            "screens-manager-enter-why",
            &[("mailbox", mailbox), ("path", &root.display())],
        );
        let mut password =
            field(words::text("screens-manager-password"), self.password.typed()).secure();
        if idle {
            password = password.on_input(|text| Up::Enter(Message::Typed(Secret::new(text))));
        }
        let mut body = column![said::told(Icon::Administrator, [why]), password.id(PASSWORD)]
            .spacing(theme::MARGIN);
        if self.wrong {
            body = body
                .push(paragraph(words::text("screens-manager-enter-wrong")).style(style::danger));
        }
        dialog(words::text("screens-manager-enter-title"), body)
            .button(said::default_button(
                words::text("screens-manager-ok"),
                idle.then_some(Up::Confirm),
            ))
            .button(said::cancel_button(idle))
    }
}

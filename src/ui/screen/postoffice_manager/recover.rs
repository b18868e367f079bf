//! Recover: the question, and the one-time password, which is shown once.

use iced::widget::{column, row, text_input};
use iced::{Center, Length, Padding};

use super::{Action, Message, said};
use crate::admin::OneTime;
use crate::mail::ShortName;
use crate::ui::icon::Icon;
use crate::ui::theme::{self, style};
use crate::ui::widget::{Dialog, Edge, bevel, button, cursor, dialog};
use crate::words;

/// The id of the field with the one-time password.
const ONE_TIME: &str = "manager-one-time";

/// Asks whether to reset a password.
pub(super) fn question<'a>(mailbox: &ShortName, idle: bool) -> Dialog<'a, Message> {
    let body = said::told(
        Icon::Person,
        [
            words::with("screens-manager-recover-question", &[("mailbox", mailbox)]),
            words::text("screens-manager-recover-what"),
        ],
    );
    dialog(words::text("screens-manager-recover-title"), body)
        .width(440.0)
        .button(said::default_button(
            words::text("screens-manager-recover-now"),
            idle.then_some(Message::Confirm),
        ))
        .button(said::cancel_button(idle))
}

/// A one-time password that was made, to be handed on.
///
/// Enter copies it, and closes nothing: it could not be shown again.
#[derive(Debug, Clone)]
pub(super) struct Handed {
    one_time: OneTime,
    copied: bool,
}

impl Handed {
    /// Shows a one-time password.
    pub(super) fn new(one_time: OneTime) -> Self {
        Self { one_time, copied: false }
    }

    /// Puts the password on the clipboard.
    pub(super) fn copy(&mut self) -> Action {
        self.copied = true;
        Action::Run(iced::clipboard::write(self.one_time.password.reveal().to_owned()))
    }

    pub(super) fn view(&self) -> Dialog<'_, Message> {
        let mailbox = &self.one_time.mailbox;
        // It has a message, so that it can be selected and copied by hand; nothing changes it.
        let password = text_input("", self.one_time.password.reveal())
            .id(ONE_TIME)
            .size(theme::HEADLINE)
            .font(theme::MONO)
            .padding(Padding { top: 2.0, right: 6.0, bottom: 2.0, left: 6.0 })
            .on_input(|_| Message::Kept)
            .style(style::field);
        let line = row![
            bevel(Edge::Sunken, cursor(password)).ring().width(Length::Fill),
            said::default_button(words::text("screens-manager-copy"), Some(Message::Confirm)),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        let copied = if self.copied {
            words::text("screens-manager-copied")
        } else {
            words::text("screens-manager-one-time-once")
        };
        let body = column![
            said::told(
                Icon::Information,
                [words::with("screens-manager-one-time-is", &[("mailbox", mailbox)])]
            ),
            line,
            said::told(
                Icon::Warning,
                [
                    copied,
                    words::text("screens-manager-one-time-must"),
                    words::with("screens-manager-one-time-next", &[("mailbox", mailbox)]),
                ]
            ),
        ]
        .spacing(theme::MARGIN);
        dialog(words::text("screens-manager-one-time-title"), body)
            .width(440.0)
            .button(button(words::text("screens-manager-close")).on_press(Message::Cancel))
    }
}

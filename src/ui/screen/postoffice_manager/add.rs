//! Add User: names and password are judged as they are typed, each beside its field.

use iced::widget::{column, row};
use iced::{Center, Element, Length};

use super::roll::Roll;
use super::{Message as Up, said};
use crate::admin::NewUser;
use crate::mail::{FullName, FullNameError, ShortName, ShortNameError};
use crate::ui::dialog::Secret;
use crate::ui::theme;
use crate::ui::widget::label::Tone;
use crate::ui::widget::{Dialog, check_box, dialog, field, label};
use crate::words;

/// The dialog.
#[derive(Debug, Clone, Default)]
pub(super) struct Add {
    mailbox: String,
    full_name: String,
    password: Secret,
    verify: Secret,
    administrator: bool,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The mailbox name was typed.
    MailboxTyped(String),
    /// The full name was typed.
    FullNameTyped(String),
    /// The password was typed.
    PasswordTyped(Secret),
    /// The password was typed again.
    VerifyTyped(Secret),
    /// Administrator was ticked, or not any more.
    AdministratorTicked(bool),
}

impl Add {
    pub(super) fn update(&mut self, message: Message) {
        match message {
            Message::MailboxTyped(text) => self.mailbox = text,
            Message::FullNameTyped(text) => self.full_name = text,
            Message::PasswordTyped(text) => self.password = text,
            Message::VerifyTyped(text) => self.verify = text,
            Message::AdministratorTicked(on) => self.administrator = on,
        }
    }

    fn mailbox(&self, roll: &Roll) -> Result<ShortName, String> {
        let name = ShortName::parse(&self.mailbox).map_err(|error| match error {
            // Nothing typed yet is no mistake.
            ShortNameError::Empty => String::new(),
            ShortNameError::TooLong => words::text("screens-manager-name-too-long"),
            ShortNameError::Character(_) => words::text("screens-manager-name-character"),
        })?;
        if roll.users().any(|user| user.mailbox == name && user.moved_to.is_none()) {
            return Err(words::text("screens-manager-name-taken"));
        }
        Ok(name)
    }

    fn full_name(&self, roll: &Roll) -> Result<FullName, String> {
        let name = FullName::parse(&self.full_name).map_err(|error| match error {
            FullNameError::Empty => String::new(),
            FullNameError::TooLong => words::text("screens-manager-full-name-too-long"),
            FullNameError::Control => words::text("screens-manager-full-name-character"),
        })?;
        let folded = name.folded();
        match roll.users().find(|u| u.full_name.folded() == folded && u.moved_to.is_none()) {
            Some(user) => {
                Err(words::with("screens-manager-full-name-taken", &[("mailbox", &user.mailbox)]))
            }
            None => Ok(name),
        }
    }

    fn differ(&self) -> bool {
        self.password != self.verify
    }

    /// Returns the user that the dialog describes, once it describes one.
    pub(super) fn user(&self, roll: &Roll) -> Option<NewUser> {
        if self.differ() {
            return None;
        }
        Some(NewUser {
            mailbox: self.mailbox(roll).ok()?,
            full_name: self.full_name(roll).ok()?,
            password: self.password.password().ok()?,
            administrator: self.administrator,
        })
    }

    pub(super) fn view(&self, roll: &Roll, idle: bool) -> Dialog<'_, Up> {
        let plain = |caption: String, value, id, message: fn(String) -> Message| {
            let entry = field(caption, value).id(id).width(WIDTH);
            if idle { entry.on_input(move |text| Up::Add(message(text))) } else { entry }
        };
        let secret = |caption: String, value, id, message: fn(Secret) -> Message| {
            let entry = field(caption, value).secure().id(id).width(WIDTH);
            if idle {
                entry.on_input(move |text| Up::Add(message(Secret::new(text))))
            } else {
                entry
            }
        };
        let too_long = self.password.password().is_err();
        let about_password =
            if too_long { words::text("screens-manager-password-too-long") } else { String::new() };
        // Only once somebody has begun to repeat it.
        let about_verify = if self.differ() && !self.verify.typed().is_empty() {
            words::text("screens-manager-password-differ")
        } else {
            String::new()
        };
        let mut administrator =
            check_box(words::text("screens-manager-is-administrator"), self.administrator);
        if idle {
            administrator = administrator.on_toggle(|on| Up::Add(Message::AdministratorTicked(on)));
        }
        let body = column![
            beside(
                plain(
                    words::text("screens-manager-mailbox"),
                    &self.mailbox,
                    "add-mailbox",
                    Message::MailboxTyped
                ),
                self.mailbox(roll).err(),
            ),
            beside(
                plain(
                    words::text("screens-manager-full-name"),
                    &self.full_name,
                    "add-full-name",
                    Message::FullNameTyped
                ),
                self.full_name(roll).err(),
            ),
            beside(
                secret(
                    words::text("screens-manager-password"),
                    self.password.typed(),
                    "add-password",
                    Message::PasswordTyped
                ),
                Some(about_password),
            ),
            beside(
                secret(
                    words::text("screens-manager-verify"),
                    self.verify.typed(),
                    "add-verify",
                    Message::VerifyTyped
                ),
                Some(about_verify),
            ),
            row![iced::widget::space().width(98.0), administrator],
        ]
        .spacing(theme::SPACE);
        let ready = idle && self.user(roll).is_some();
        dialog(words::text("screens-manager-add-title"), body)
            .width(540.0)
            .button(said::default_button(
                words::text("screens-manager-ok"),
                ready.then_some(Up::Confirm),
            ))
            .button(said::cancel_button(idle))
    }
}

/// The width of a field with its caption.
const WIDTH: f32 = 310.0;

/// A field, and beside it what is wrong with what was typed.
fn beside<'a>(entry: impl Into<Element<'a, Up>>, reason: Option<String>) -> Element<'a, Up> {
    row![entry.into(), label(reason.unwrap_or_default()).tone(Tone::Danger).width(Length::Fill)]
        .spacing(theme::SPACE)
        .align_y(Center)
        .into()
}

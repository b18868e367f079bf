//! Change Password: the old one, the new one twice (KB Q118929). It appears by itself after
//! signing in with a one-time password.
//!
//! Its neighbours: [`Session::change_password`](crate::session::Session::change_password) does the
//! work on the session's thread; the window that shows the dialog asks [`ChangePassword::key`] for
//! Enter and Escape, and tells of the success in its status bar.

use std::time::Duration;

use iced::keyboard::{Key, Modifiers};
use iced::widget::{column, container, row};
use iced::{Element, Length, Task};

use super::Secret;
use crate::session::{Error, Kind};
use crate::ui::dialog::ok_or_cancel;
use crate::ui::icon::{Icon, icon};
use crate::ui::task::{self, Desk, Pending};
use crate::ui::theme::{self, style};
use crate::ui::widget::progress::Reached;
use crate::ui::widget::{Dialog, button, dialog, field, paragraph, progress};
use crate::words;

/// How long the dialog waits before it shows progress and Cancel.
const PATIENCE: Duration = Duration::from_millis(1050);

/// The width of the captions.
const CAPTION: f32 = 130.0;

/// The dialog.
#[derive(Debug)]
pub struct ChangePassword {
    desk: Desk,
    one_time: bool,
    old: Secret,
    new: Secret,
    verify: Secret,
    /// Whether a blank password is about to be set, which is asked about first.
    blank: bool,
    failed: Option<Failed>,
    pending: Pending,
    /// Tells answers apart from those of work that nobody waits for any more.
    number: u64,
}

#[derive(Debug, Clone)]
enum Failed {
    Refused(Error),
    TooLong,
    NotWaiting,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The old password was typed.
    OldTyped(Secret),
    /// The new password was typed.
    NewTyped(Secret),
    /// The new password was typed again.
    VerifyTyped(Secret),
    /// OK, or Enter.
    Confirm,
    /// Cancel, or Escape.
    Cancel,
    /// A blank password is meant.
    SetBlank,
    /// The password was changed, or not.
    Changed(u64, Result<(), Error>),
    /// The work takes its time.
    Waited,
}

/// What the window has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// The password was changed: close the dialog and say so.
    Done,
    /// Close the dialog.
    Cancelled,
}

impl ChangePassword {
    /// Makes the dialog; `one_time` when the person signed in with a one-time password.
    pub fn new(desk: Desk, one_time: bool) -> Self {
        Self {
            desk,
            one_time,
            old: Secret::default(),
            new: Secret::default(),
            verify: Secret::default(),
            blank: false,
            failed: None,
            pending: Pending::default(),
            number: 0,
        }
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Confirm, Message::Cancel)
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::OldTyped(text) => self.old = text,
            Message::NewTyped(text) => self.new = text,
            Message::VerifyTyped(text) => self.verify = text,
            // Enter must not set a blank password by itself.
            Message::Confirm if self.blank => self.blank = false,
            Message::Confirm if self.can_confirm() && self.new.typed().is_empty() => {
                self.blank = true;
            }
            Message::Confirm if self.can_confirm() => return self.start(),
            Message::Confirm | Message::Waited => {}
            Message::SetBlank => {
                self.blank = false;
                return self.start();
            }
            Message::Cancel if self.blank => self.blank = false,
            Message::Cancel if self.pending.is_long() => {
                self.pending.cancel();
                self.failed = Some(Failed::NotWaiting);
            }
            Message::Cancel if self.pending.is_pending() => {}
            Message::Cancel => return Action::Cancelled,
            Message::Changed(number, result) if number == self.number && self.is_waiting() => {
                self.pending.end();
                match result {
                    Ok(()) => return Action::Done,
                    Err(error) => return self.refused(error),
                }
            }
            Message::Changed(..) => {}
        }
        Action::None
    }

    fn is_waiting(&self) -> bool {
        self.pending.is_pending()
    }

    /// New and Verify are compared case-sensitively; OK is grey until they are equal.
    fn can_confirm(&self) -> bool {
        !self.is_waiting() && self.new == self.verify && !self.is_same()
    }

    /// A one-time password is known to the administrator, too: it cannot be the new one.
    fn is_same(&self) -> bool {
        self.one_time && !self.old.typed().is_empty() && self.old == self.new
    }

    fn start(&mut self) -> Action {
        let (Ok(old), Ok(new)) = (self.old.password(), self.new.password()) else {
            self.failed = Some(Failed::TooLong);
            return Action::None;
        };
        self.failed = None;
        self.number += 1;
        let number = self.number;
        let work = self
            .desk
            .ask(move |session| session.change_password(&old, &new))
            .map(move |result| Message::Changed(number, result));
        // A dialog has no subscription: this is what makes it look at the clock again.
        let clock = task::blocking(|| std::thread::sleep(PATIENCE)).map(|()| Message::Waited);
        Action::Run(self.pending.begin(Task::batch([work, clock])))
    }

    fn refused(&mut self, error: Error) -> Action {
        if error.kind() == Kind::Failed && matches!(error, Error::WrongOldPassword) {
            self.old.clear();
        }
        self.failed = Some(Failed::Refused(error));
        Action::Run(iced::widget::operation::focus("change-password-old"))
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        if self.blank {
            return self.blank_view();
        }
        if self.pending.is_long() {
            return waiting_view();
        }
        let on = |message: fn(Secret) -> Message| move |text| message(Secret::new(text));
        let idle = !self.is_waiting();
        let entry = |caption: String, value, id, message| {
            let entry = field(caption, value).secure().caption_width(CAPTION).id(id);
            if idle { entry.on_input(on(message)) } else { entry }
        };
        let old = if self.one_time {
            words::text("screens-password-one-time-field")
        } else {
            words::text("screens-password-old-field")
        };
        let fields = column![
            entry(old, self.old.typed(), "change-password-old", Message::OldTyped as fn(_) -> _),
            entry(
                words::text("screens-password-new-field"),
                self.new.typed(),
                "change-password-new",
                Message::NewTyped
            ),
            entry(
                words::text("screens-password-verify-field"),
                self.verify.typed(),
                "change-password-verify",
                Message::VerifyTyped
            ),
        ]
        .spacing(theme::SPACE);
        let mut body = column![].spacing(theme::MARGIN);
        if self.one_time {
            body = body.push(
                row![
                    icon(Icon::Information),
                    paragraph(words::text("screens-password-one-time-why"))
                ]
                .spacing(theme::SPACE),
            );
        }
        body = body.push(fields).push(self.remark());
        dialog(words::text("screens-password-title"), body)
            .button(
                button(words::text("screens-manager-ok"))
                    .default(true)
                    .id("change-password-ok")
                    .on_press_maybe(self.can_confirm().then_some(Message::Confirm)),
            )
            .button(
                button(words::text("screens-manager-cancel"))
                    .on_press_maybe(idle.then_some(Message::Cancel)),
            )
    }

    /// What is wrong, or why OK is grey, or what a password is like.
    fn remark(&self) -> Element<'_, Message> {
        let failed = |summary: String, hint: String| {
            container(column![paragraph(summary), paragraph(hint)].spacing(theme::GAP))
                .padding(theme::SPACE)
                .width(Length::Fill)
                .style(style::error)
                .into()
        };
        match &self.failed {
            Some(Failed::Refused(error)) => return failed(error.summary(), error.hint()),
            Some(Failed::TooLong) => {
                return failed(
                    words::text("screens-password-too-long"),
                    words::text("screens-password-too-long-hint"),
                );
            }
            Some(Failed::NotWaiting) => {
                return failed(
                    words::text("screens-password-not-waiting"),
                    words::text("screens-password-not-waiting-hint"),
                );
            }
            None => {}
        }
        let text = if self.is_same() {
            words::text("screens-password-same")
        } else if self.new != self.verify && !self.verify.typed().is_empty() {
            words::text("screens-password-differ")
        } else {
            words::text("screens-password-about")
        };
        paragraph(text).style(style::muted).into()
    }

    fn blank_view(&self) -> Dialog<'_, Message> {
        let body =
            row![icon(Icon::Warning), paragraph(words::text("screens-password-blank-question"))]
                .spacing(theme::MARGIN);
        dialog(words::text("screens-password-blank-title"), body)
            .button(
                button(words::text("screens-manager-cancel"))
                    .default(true)
                    .on_press(Message::Cancel),
            )
            .button(button(words::text("screens-password-blank-set")).on_press(Message::SetBlank))
    }
}

fn waiting_view<'a>() -> Dialog<'a, Message> {
    let body = column![
        paragraph(words::text("screens-password-waiting")),
        progress(Reached::Unknown),
        paragraph(words::text("screens-manager-stop-waiting")).style(style::muted),
    ]
    .spacing(theme::SPACE);
    dialog(words::text("screens-manager-wait-title"), body)
        .button(button(words::text("screens-manager-cancel")).on_press(Message::Cancel))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests write pictures")]
mod tests;

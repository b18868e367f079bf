//! What lies over the sign-in form: failures, the invalid message file and the ways out, the
//! missing one.

use std::path::Path;

use iced::widget::{column, operation, row};
use iced::{Center, Element, Fill};

use super::{Action, Message, Over, SignIn};
use crate::session::Error;
use crate::ui::dialog::Secret;
use crate::ui::icon::{Icon, icon};
use crate::ui::screen::front::wait;
use crate::ui::theme::{self, style};
use crate::ui::widget::{Dialog, button, dialog, field, paragraph};
use crate::words;

impl SignIn {
    pub(super) fn choose_file(&mut self, text: String) {
        if let Some(Over::OpenFile { chosen, .. }) = &mut self.over {
            *chosen = text;
        }
    }

    pub(super) fn ask_old_password(&mut self) -> Action {
        if let Some(Over::Invalid { path, can_reconnect, .. }) = self.over.take() {
            self.over = Some(Over::OldPassword { path, can_reconnect, old: Secret::default() });
        }
        Action::Run(operation::focus("old-password"))
    }

    /// Asks before a new message file is made, naming where: at the place of a local one that is
    /// missing, else on the postoffice.
    pub(super) fn ask_new(&mut self) {
        if let Some(back) = self.over.take() {
            let at = match &back {
                Over::OpenFile { path, .. } if !path.starts_with(self.postoffice.trim()) => {
                    Some(path.clone())
                }
                _ => None,
            };
            self.over = Some(Over::NewFile { at, back: Box::new(back) });
        }
    }

    pub(super) fn someone_else(&mut self) -> Action {
        self.over = None;
        self.mailbox.clear();
        self.password.clear();
        Action::Run(operation::focus("mailbox"))
    }

    pub(super) fn view_over<'a>(&'a self, over: &'a Over) -> Dialog<'a, Message> {
        let idle = !self.pending.is_pending();
        match over {
            Over::Failure(e) => told(e).button(
                button(words::text("screens-ok"))
                    .id("over-ok")
                    .default(true)
                    .on_press(Message::Submit),
            ),
            Over::NoPostoffice(e) => told(e)
                .button(
                    button(words::text("screens-try-again"))
                        .id("try-again")
                        .default(true)
                        .on_press(Message::Submit),
                )
                .button(
                    button(words::text("screens-choose-another"))
                        .on_press(Message::OtherPostoffice),
                )
                .button(button(words::text("screens-cancel")).on_press(Message::Escape)),
            Over::Invalid { path, can_reconnect, hint } => self.invalid(path, *can_reconnect, hint),
            Over::OldPassword { path, old, .. } => dialog(
                words::text("screens-old-password-title"),
                column![
                    paragraph(words::with(
                        "screens-old-password-text",
                        &[("path", &path.display())]
                    )),
                    field(words::text("screens-old-password-field"), old.typed())
                        .id("old-password")
                        .secure()
                        .on_input(|t| Message::OldPasswordTyped(Secret::new(t)))
                        .on_submit(Message::Submit),
                ]
                .spacing(theme::MARGIN),
            )
            .button(
                button(words::text("screens-ok"))
                    .default(true)
                    .on_press_maybe(idle.then_some(Message::Submit)),
            )
            .button(button(words::text("screens-back")).on_press(Message::Escape)),
            Over::Missing(_) => dialog(
                words::text("app-name"),
                with_icon(Icon::Warning, paragraph(words::text("session-message-file-missing"))),
            )
            .button(
                button(words::text("screens-ok"))
                    .id("over-ok")
                    .default(true)
                    .on_press(Message::Submit),
            ),
            Over::Original(e) => told(e)
                .button(
                    button(words::text("screens-convert"))
                        .id("convert")
                        .on_press_maybe(idle.then_some(Message::Convert)),
                )
                .button(button(words::text("screens-cancel")).on_press(Message::Escape)),
            Over::OpenFile { path, chosen } => self.open_file(path, chosen),
            Over::NewFile { at, .. } => dialog(
                words::text("screens-new-message-file-title"),
                with_icon(
                    Icon::Warning,
                    paragraph(words::with(
                        "session-new-message-file-warning",
                        &[("where", &place(at.as_deref()))],
                    )),
                ),
            )
            .width(440.0)
            .button(
                button(words::text("screens-ok"))
                    .id("over-ok")
                    .default(true)
                    .on_press_maybe(idle.then_some(Message::Submit)),
            )
            .button(button(words::text("screens-cancel")).on_press(Message::Escape)),
        }
    }

    /// The fourth case: the message, why, and each way out that can work.
    fn invalid<'a>(
        &'a self,
        path: &'a Path,
        can_reconnect: bool,
        hint: &'a str,
    ) -> Dialog<'a, Message> {
        let idle = !self.pending.is_pending();
        let way = |id: &'static str, caption: String, text: String, message: Message| {
            column![
                button(caption).id(id).width(Fill).on_press_maybe(idle.then_some(message)),
                paragraph(text).style(style::muted),
            ]
            .spacing(2)
        };
        let mut body = column![
            with_icon(
                Icon::Error,
                paragraph(words::text("session-invalid-message-file")).font(theme::BOLD),
            ),
            paragraph(words::text("session-invalid-message-file-why")),
            paragraph(words::with("screens-invalid-path", &[("path", &path.display())])),
        ]
        .spacing(theme::SPACE);
        if !hint.is_empty() {
            body = body.push(paragraph(hint).style(style::danger));
        }
        if can_reconnect {
            body = body.push(way(
                "reconnect",
                words::text("screens-reconnect"),
                words::text("screens-reconnect-text"),
                Message::Reconnect,
            ));
        }
        let body = body
            .push(way(
                "use-old-password",
                words::text("screens-use-old-password"),
                words::text("screens-use-old-password-text"),
                Message::AskOldPassword,
            ))
            .push(way(
                "start-new",
                words::text("screens-start-new"),
                words::text("screens-start-new-text"),
                Message::StartNew,
            ))
            .push(way(
                "someone-else",
                words::text("screens-someone-else"),
                words::text("screens-someone-else-text"),
                Message::SomeoneElse,
            ))
            .push(wait(&self.pending, Message::Cancel));
        dialog(words::text("app-name"), body).width(480.0)
    }

    fn open_file<'a>(&'a self, path: &'a Path, chosen: &'a str) -> Dialog<'a, Message> {
        let idle = !self.pending.is_pending();
        dialog(
            words::text("screens-open-message-file"),
            column![
                paragraph(words::with(
                    "session-message-file-missing-hint",
                    &[("path", &path.display())]
                )),
                row![
                    field(words::text("screens-file"), chosen)
                        .id("file")
                        .caption_width(60.0)
                        .on_input(Message::FileTyped)
                        .on_submit(Message::Submit)
                        .width(Fill),
                    button(words::text("screens-browse")).on_press(Message::BrowseFile),
                ]
                .spacing(theme::SPACE)
                .align_y(Center),
                wait(&self.pending, Message::Cancel),
            ]
            .spacing(theme::MARGIN),
        )
        .width(480.0)
        .button(
            button(words::text("screens-open"))
                .id("open-file")
                .default(true)
                .on_press_maybe(idle.then_some(Message::Submit)),
        )
        .button(button(words::text("screens-new")).id("new-file").on_press(Message::StartNew))
        .button(button(words::text("screens-cancel")).on_press(Message::Escape))
    }
}

fn told<'a>(e: &Error) -> Dialog<'a, Message> {
    dialog(
        words::text("app-name"),
        with_icon(
            Icon::Warning,
            column![paragraph(e.summary()), paragraph(e.hint())].spacing(theme::SPACE),
        ),
    )
    .width(440.0)
}

fn with_icon<'a>(picture: Icon, body: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    row![icon(picture), body.into()].spacing(theme::MARGIN).into()
}

/// Words where a new message file will be.
fn place(at: Option<&Path>) -> String {
    match at {
        Some(path) => words::with("session-where-path", &[("path", &path.display())]),
        None => words::text("session-where-postoffice"),
    }
}

//! The dialogs of the Postoffice Manager that only tell something, and how their text is laid out.

use iced::widget::{column, row};
use iced::{Element, Length};

use super::Message;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::{self, style};
use crate::ui::widget::progress::Reached;
use crate::ui::widget::{Dialog, button, dialog, paragraph, progress};
use crate::words;

/// A picture, and beside it sentences below each other.
pub(super) fn told<'a>(
    picture: Icon,
    sentences: impl IntoIterator<Item = String>,
) -> Element<'a, Message> {
    let text = sentences
        .into_iter()
        .filter(|sentence| !sentence.is_empty())
        .fold(column![].spacing(theme::SPACE), |text, sentence| text.push(paragraph(sentence)));
    row![icon(picture), text].spacing(theme::MARGIN).width(Length::Fill).into()
}

/// The button that Enter presses.
pub(super) fn default_button<'a>(label: String, message: Option<Message>) -> Element<'a, Message> {
    button(label).default(true).on_press_maybe(message).into()
}

/// The Cancel button of a dialog whose default is another.
pub(super) fn cancel_button<'a>(idle: bool) -> Element<'a, Message> {
    button(words::text("screens-manager-cancel"))
        .on_press_maybe(idle.then_some(Message::Cancel))
        .into()
}

/// OK, the only button.
pub(super) fn ok_button<'a>() -> Element<'a, Message> {
    default_button(words::text("screens-manager-ok"), Some(Message::Confirm))
}

/// Tells of a failure: what happened, and what to do.
pub(super) fn failed<'a>(summary: &str, hint: &str) -> Dialog<'a, Message> {
    let body = told(Icon::Error, [summary.to_owned(), hint.to_owned()]);
    dialog(words::text("screens-manager-title"), body).width(440.0).button(ok_button())
}

/// Shows that work takes its time, and lets the person stop waiting.
pub(super) fn waiting<'a>(what: &str, writes: bool) -> Dialog<'a, Message> {
    let mut body = column![paragraph(what.to_owned()), progress(Reached::Unknown)]
        .spacing(theme::SPACE)
        .width(Length::Fill);
    if writes {
        body =
            body.push(paragraph(words::text("screens-manager-stop-waiting")).style(style::muted));
    }
    dialog(words::text("screens-manager-wait-title"), body).button(cancel_button(true))
}

/// Tells that work may still finish for which nobody waits any more.
pub(super) fn not_waiting<'a>() -> Dialog<'a, Message> {
    let body = told(
        Icon::Information,
        [
            words::text("screens-manager-not-waiting"),
            words::text("screens-manager-not-waiting-hint"),
        ],
    );
    dialog(words::text("screens-manager-not-waiting-title"), body).button(ok_button())
}

//! What the screens before the session share: the heading, waiting, failures, the folder chooser.

use std::path::PathBuf;

use iced::widget::{column, row, space};
use iced::{Center, Element, Fill, Task};

use crate::ui::icon::{Icon, icon};
use crate::ui::task::Pending;
use crate::ui::theme;
use crate::ui::widget::{Dialog, button, dialog, label, paragraph, progress};
use crate::words;

/// Asks for a folder by the system's chooser.
pub(in crate::ui) fn choose_folder() -> Task<Option<PathBuf>> {
    let chosen = rfd::AsyncFileDialog::new().pick_folder();
    Task::future(async { chosen.await.map(|f| f.path().to_owned()) })
}

/// The name of the program over a page.
pub(super) fn heading<'a, M: 'a>(text: String) -> Element<'a, M> {
    row![icon(Icon::Mailslot), label(text).bold().size(theme::HEADLINE)]
        .spacing(theme::SPACE)
        .align_y(Center)
        .into()
}

/// Progress and Cancel once work takes longer than a second; nothing before.
pub(super) fn wait<'a, M: Clone + 'a>(pending: &Pending, cancel: M) -> Element<'a, M> {
    if pending.is_long() {
        row![
            progress(progress::Reached::Unknown).width(Fill),
            button(words::text("screens-cancel")).on_press(cancel),
        ]
        .spacing(theme::SPACE)
        .align_y(Center)
        .into()
    } else {
        space().into()
    }
}

/// A box that tells of a failure: what happened, and what to do.
pub(super) fn failure_box<'a, M: Clone + 'a>(
    summary: &'a str,
    hint: &'a str,
    read: M,
) -> Dialog<'a, M> {
    dialog(
        words::text("app-name"),
        row![
            icon(Icon::Warning),
            column![paragraph(summary), paragraph(hint)].spacing(theme::SPACE),
        ]
        .spacing(theme::MARGIN),
    )
    .button(button(words::text("screens-ok")).id("ok").default(true).on_press(read))
}

//! Message Options: how a note is sent. `asking` shows it among the other dialogs.

use iced::Length;
use iced::widget::column;

use super::SendNote;
use super::asking::Answer;
use crate::mail::Priority;
use crate::ui::theme;
use crate::ui::widget::check::stepped;
use crate::ui::widget::{Dialog, button, check_box, dialog, group_box, radio};
use crate::words;

/// The priorities, from top to bottom, and what their radio buttons are called.
const PRIORITIES: [(Priority, &str, &str); 3] = [
    (Priority::High, "screens-send-priority-high", "options-priority-high"),
    (Priority::Normal, "screens-send-priority-normal", "options-priority-normal"),
    (Priority::Low, "screens-send-priority-low", "options-priority-low"),
];

/// What is chosen in the dialog.
#[derive(Debug, Clone, Copy)]
pub(super) struct Options {
    priority: Priority,
    receipt: bool,
    no_copy: bool,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Event {
    /// A priority was chosen, by its number.
    Priority(usize),
    /// An arrow key goes to the priority before or after.
    Stepped(i64),
    /// Whether a receipt is asked for was switched.
    Receipt(bool),
    /// Whether a copy is kept was switched.
    Copy(bool),
}

impl Options {
    /// Hears what happened; returns who gets the focus when it goes elsewhere.
    pub(super) fn update(&mut self, event: Event) -> Option<&'static str> {
        match event {
            Event::Priority(at) => self.choose(at),
            Event::Stepped(by) => {
                let at = stepped(self.at(), by, PRIORITIES.len());
                self.choose(at);
                return PRIORITIES.get(at).map(|(.., id)| *id);
            }
            Event::Receipt(on) => self.receipt = on,
            Event::Copy(on) => self.no_copy = !on,
        }
        None
    }

    fn at(&self) -> Option<usize> {
        PRIORITIES.iter().position(|(priority, ..)| *priority == self.priority)
    }

    fn choose(&mut self, at: usize) {
        if let Some((priority, ..)) = PRIORITIES.get(at) {
            self.priority = *priority;
        }
    }

    /// Shows the dialog.
    pub(super) fn view(&self) -> Dialog<'_, Answer> {
        let chosen = self.at();
        let priorities = column(PRIORITIES.iter().enumerate().map(|(at, (_, name, id))| {
            radio(words::text(name), &at, chosen.as_ref())
                .id(*id)
                .on_toggle(move |_| Answer::Options(Event::Priority(at)))
                .on_step(|by| Answer::Options(Event::Stepped(by)))
                .into()
        }))
        .spacing(theme::GAP)
        .width(Length::Fill);
        let receipt = check_box(words::text("screens-send-options-receipt"), self.receipt)
            .on_toggle(|on| Answer::Options(Event::Receipt(on)));
        let copy = check_box(words::text("screens-send-options-copy"), !self.no_copy)
            .on_toggle(|on| Answer::Options(Event::Copy(on)));
        let body = column![
            group_box(words::text("screens-send-options-priority"), priorities).width(Length::Fill),
            receipt,
            copy,
        ];
        dialog(words::text("screens-send-options-title"), body.spacing(theme::SPACE))
            .width(320.0)
            .button(
                button(words::text("screens-center-ok")).default(true).on_press(Answer::Default),
            )
            .button(button(words::text("screens-note-cancel")).on_press(Answer::Back))
    }
}

impl SendNote {
    /// Returns how the note is sent.
    pub(super) fn options(&self) -> Options {
        let form = &self.form;
        Options { priority: form.priority, receipt: form.receipt, no_copy: form.no_copy }
    }

    /// Sends the note so.
    pub(super) fn set_options(&mut self, chosen: Options) {
        let Options { priority, receipt, no_copy } = chosen;
        let form = &mut self.form;
        if (form.priority, form.receipt, form.no_copy) != (priority, receipt, no_copy) {
            (form.priority, form.receipt, form.no_copy) = (priority, receipt, no_copy);
            self.changed();
        }
    }
}

//! Out of Office: on or off, from when until when, and what senders are answered.

use iced::keyboard::{Key, Modifiers};
use iced::widget::text_editor::{self, Content};
use iced::widget::{column, row};
use iced::{Fill, Task};

use crate::mail::{Absence, Moment};
use crate::session::Error;
use crate::ui::dialog::ok_or_cancel;
use crate::ui::task::Desk;
use crate::ui::theme::{self, style};
use crate::ui::widget::{
    Dialog, Edge, bevel, button, caption, check_box, dialog, field, paragraph, text_area,
};
use crate::words;

/// The dialog.
#[derive(Debug)]
pub struct OutOfOffice {
    desk: Desk,
    on: bool,
    from: String,
    until: String,
    text: Content,
    ready: bool,
    wrong: String,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// What was kept is there.
    Loaded(Result<Absence, Error>),
    /// It was switched on or off.
    Switched(bool),
    /// The first day was typed.
    FromTyped(String),
    /// The last day was typed.
    UntilTyped(String),
    /// The text was edited.
    Edited(text_editor::Action),
    /// OK, or Enter.
    Confirm,
    /// It was kept.
    Saved(Result<Absence, Error>),
    /// Cancel, or Escape.
    Cancel,
}

/// What the window has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// This is kept: close the dialog.
    Done(Absence),
    /// Close the dialog.
    Cancelled,
}

impl OutOfOffice {
    /// Opens the dialog; the task reads what was kept.
    pub fn new(desk: Desk) -> (Self, Task<Message>) {
        let task = desk.ask(|session| session.absence()).map(Message::Loaded);
        let dialog = Self {
            desk,
            on: false,
            from: String::new(),
            until: String::new(),
            text: Content::new(),
            ready: false,
            wrong: String::new(),
        };
        (dialog, task)
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Confirm, Message::Cancel)
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Loaded(Ok(absence)) => {
                let day = |at: Option<i64>, before: i64| {
                    at.map_or_else(String::new, |at| Moment(at - before).local("%Y-%m-%d"))
                };
                self.on = absence.on;
                self.from = day(absence.from, 0);
                // The first moment after it belongs to the next day.
                self.until = day(absence.until, 1);
                self.text = Content::with_text(&absence.text);
                self.ready = true;
            }
            Message::Switched(on) => self.on = on,
            Message::FromTyped(text) => self.from = text,
            Message::UntilTyped(text) => self.until = text,
            Message::Edited(action) => self.text.perform(action),
            Message::Confirm => return self.confirm(),
            Message::Saved(Ok(absence)) => return Action::Done(absence),
            Message::Loaded(Err(error)) | Message::Saved(Err(error)) => {
                self.wrong = format!("{} {}", error.summary(), error.hint());
                return Action::None;
            }
            Message::Cancel => return Action::Cancelled,
        }
        self.wrong.clear();
        Action::None
    }

    fn confirm(&mut self) -> Action {
        if !self.ready {
            return Action::None;
        }
        let mut wrong = |words: &str, id: &'static str| {
            self.wrong = words::text(words);
            Action::Run(iced::widget::operation::focus(id))
        };
        let day = |text: &str, after: i64| match text.trim() {
            "" => Some(None),
            text => Moment::of_day(text, after).map(|at| Some(at.0)),
        };
        let Some(from) = day(&self.from, 0) else {
            return wrong("screens-absence-wrong-day", "absence-from");
        };
        let Some(until) = day(&self.until, 1) else {
            return wrong("screens-absence-wrong-day", "absence-until");
        };
        if from.zip(until).is_some_and(|(from, until)| until <= from) {
            return wrong("screens-absence-wrong-order", "absence-until");
        }
        let text = self.text.text().trim_end().to_owned();
        if self.on && text.is_empty() {
            return wrong("screens-absence-wrong-text", "absence-text");
        }
        let absence = Absence { on: self.on, since: 0, from, until, text };
        let task = self.desk.ask(move |session| {
            session.set_absence(&absence)?;
            session.absence()
        });
        Action::Run(task.map(Message::Saved))
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let day = |caption: &str, value, id: &'static str, typed: fn(String) -> Message| {
            field(words::text(caption), value).caption_width(70.0).id(id).on_input(typed)
        };
        let days = row![
            day("screens-absence-from", &self.from, "absence-from", Message::FromTyped),
            day("screens-absence-until", &self.until, "absence-until", Message::UntilTyped),
        ]
        .spacing(theme::MARGIN);
        let text = text_area(&self.text, Message::Edited).id("absence-text");
        let text = bevel(Edge::Sunken, text).window().width(Fill).height(120.0);
        let mut body = column![
            check_box(words::text("screens-absence-on"), self.on).on_toggle(Message::Switched),
            days,
            caption(words::text("screens-absence-text")),
            text,
        ]
        .spacing(theme::SPACE)
        .width(Fill);
        body = body.push(if self.wrong.is_empty() {
            paragraph(words::text("screens-absence-hint")).style(style::muted)
        } else {
            paragraph(self.wrong.as_str()).style(style::danger)
        });
        let ok = button(words::text("screens-center-ok")).default(true);
        dialog(words::text("screens-absence-title"), body)
            .width(480.0)
            .button(ok.on_press_maybe(self.ready.then_some(Message::Confirm)))
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}

//! Options: pages behind tabs, each about one topic; OK and Apply use and keep what was chosen on
//! all of them. Only what works is offered.
//!
//! Its neighbours: [`Settings`] are the settings of this computer, which the window that shows the
//! dialog applies and saves; the settings of the person, which travel with their mail, lie in the
//! message file, and the dialog reads and writes them there through the [`Desk`]. `kept` holds both
//! for the pages, `page` says what a page is and lists them all.
//!
//! # How to add a page
//!
//! 1. Write `options/<topic>.rs` with `struct Topic` (what the page shows), `enum Message`, and
//!    `impl Page for Topic`; `options/appearance.rs` is a short one to begin with. It fits into
//!    [`PAGE`]; what is longer is better two pages.
//! 2. Write `mod topic;` below, and `Topic topic,` in the list of `pages!` in `options/page.rs`, at
//!    the place where its tab belongs.
//! 3. Settings of this computer: `kept::Kept::settings` in `open` and `keep`. Settings of
//!    the person: list their keys in `Page::KEYS`; then `open` is called when they were read,
//!    finds them by `kept.person(KEY)` and changes them by `kept.set_person(KEY, &value)`, as JSON.
//! 4. `keep` answers with the id of the field to mend when something cannot be kept as it is; the
//!    dialog shows the page, puts the focus there, and keeps nothing.

mod appearance;
mod general;
mod kept;
mod page;
mod reading;
mod receiving;
mod sending;
mod signature;
mod spelling;
mod writing;

use iced::keyboard::{Key, Modifiers};
use iced::widget::{column, container, row};
use iced::{Length, Size, Task};

use crate::session::Error;
use crate::settings::Settings;
use crate::ui::dialog::ok_or_cancel;
use crate::ui::icon::{Icon, icon};
use crate::ui::task::Desk;
use crate::ui::theme::{self, style};
use crate::ui::widget::{Dialog, button, dialog, paragraph, tabs};
use crate::words;
use kept::{Changes, Kept};
use page::{Pages, Said, Tab};

/// The size of a page, without its margins.
pub const PAGE: Size = Size::new(560.0, 300.0);

/// The dialog.
#[derive(Debug)]
pub struct Options {
    desk: Desk,
    kept: Kept,
    pages: Box<Pages>,
    shown: Tab,
    /// Something was used since it was last kept.
    touched: bool,
    saving: bool,
    failed: Option<String>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The tab with this number was chosen.
    TabChosen(usize),
    /// A page was used.
    Page(Said),
    /// A page found out what it shows.
    Started(Said),
    /// The settings of the person were read.
    PersonRead(Result<kept::Person, Error>),
    /// OK, or Enter.
    Confirm,
    /// Apply.
    Apply,
    /// Cancel, or Escape.
    Cancel,
    /// The settings of the person were written; the dialog closes then, or stays.
    PersonSaved(Result<(), Error>, bool),
}

/// What the window has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// Use and save these settings; the dialog stays.
    Applied(Settings),
    /// Use and save these settings, and close the dialog.
    Done(Settings),
    /// Close the dialog.
    Cancelled,
}

impl Options {
    /// Makes the dialog with the settings as they are; the task reads those of the person.
    pub fn new(desk: Desk, settings: &Settings) -> (Self, Task<Message>) {
        let kept = Kept::new(settings.clone());
        let pages = Box::new(Pages::of_this_computer(&kept));
        let keys = page::keys();
        let task = if keys.is_empty() {
            Task::none()
        } else {
            kept::read(&desk, keys).map(Message::PersonRead)
        };
        let shown = Tab::FIRST;
        let dialog = Self { desk, kept, pages, shown, touched: false, saving: false, failed: None };
        (dialog, task)
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Confirm, Message::Cancel)
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::TabChosen(at) => self.shown = Tab::at(at).unwrap_or(self.shown),
            Message::Page(said) => {
                self.touched = true;
                let task = self.pages.update(said).map(Message::Page);
                return if task.units() == 0 { Action::None } else { Action::Run(task) };
            }
            Message::Started(said) => {
                let task = self.pages.update(said).map(Message::Page);
                return if task.units() == 0 { Action::None } else { Action::Run(task) };
            }
            Message::PersonRead(Ok(person)) => {
                self.kept.take_person(person);
                self.pages.open_rest(&self.kept);
                return Action::Run(self.pages.start().map(Message::Started));
            }
            Message::PersonRead(Err(error)) => self.failed = Some(error.summary()),
            Message::Confirm => return self.keep(true),
            Message::Apply => return self.keep(false),
            Message::Cancel => return Action::Cancelled,
            Message::PersonSaved(Ok(()), leave) => {
                self.saving = false;
                self.kept.saved();
                return self.use_settings(leave);
            }
            Message::PersonSaved(Err(error), _) => {
                self.saving = false;
                self.failed = Some(error.summary());
            }
        }
        Action::None
    }

    /// Takes over what was chosen on all pages, or shows what is wrong.
    fn keep(&mut self, leave: bool) -> Action {
        if self.saving {
            return Action::None;
        }
        let mut kept = self.kept.clone();
        if let Err((tab, id)) = self.pages.keep(&mut kept) {
            self.shown = tab;
            return Action::Run(iced::widget::operation::focus(id));
        }
        self.kept = kept;
        self.failed = None;
        match self.kept.changes() {
            Changes::None => self.use_settings(leave),
            Changes::Some(changes) => {
                self.saving = true;
                let save = kept::write(&self.desk, changes);
                Action::Run(save.map(move |result| Message::PersonSaved(result, leave)))
            }
        }
    }

    fn use_settings(&mut self, leave: bool) -> Action {
        self.touched = false;
        let settings = self.kept.settings.clone();
        if leave { Action::Done(settings) } else { Action::Applied(settings) }
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let page: iced::Element<'_, Message> = match self.pages.view(self.shown) {
            Some(page) => page.map(Message::Page),
            None if self.failed.is_some() => iced::widget::space().into(),
            None => paragraph(words::text("screens-options-reading")).into(),
        };
        let page = container(page).width(Length::Fill).height(PAGE.height);
        let sheet =
            tabs(Tab::titles(), self.shown as usize, page, Message::TabChosen).id("options-tabs");
        let mut body = column![sheet].spacing(theme::SPACE);
        if let Some(failed) = &self.failed {
            body = body.push(
                container(
                    row![icon(Icon::Error), paragraph(failed.as_str())].spacing(theme::SPACE),
                )
                .padding(theme::SPACE)
                .width(Length::Fill)
                .style(style::error),
            );
        }
        let confirm = button(words::text("screens-manager-ok")).default(true).id("options-ok");
        let confirm = if self.saving { confirm } else { confirm.on_press(Message::Confirm) };
        let apply = button(words::text("screens-options-apply"));
        let apply =
            if self.touched && !self.saving { apply.on_press(Message::Apply) } else { apply };
        dialog(words::text("screens-options-title"), body)
            .width(PAGE.width + 2.0 * (2.0 * theme::MARGIN + 3.0))
            .button(confirm)
            .button(button(words::text("screens-manager-cancel")).on_press(Message::Cancel))
            .button(apply)
    }
}

/// Names the pages.
#[cfg(test)]
pub(in crate::ui) fn titles() -> Vec<String> {
    Tab::titles()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests write pictures")]
mod tests;

//! Options: the look, how often to look for new mail, what the main window shows. Only what works
//! is offered.
//!
//! Its neighbours: [`Settings`] holds what is chosen; the window that shows the dialog applies and
//! saves it, and asks [`Options::key`] for Enter and Escape.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row};
use iced::{Center, Element, Length, Task};

use crate::settings::Settings;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::{self, Look, style};
use crate::ui::widget::{
    Dialog, button, caption, check_box, dialog, field, group_box, label, paragraph, radio,
};
use crate::words;

/// The minutes between two looks for new mail (KB Q126242).
const MINUTES: std::ops::RangeInclusive<u32> = 1..=9999;

/// Where the reading pane can be, as the settings write it.
const PANES: [&str; 3] = ["right", "below", "off"];

/// The dialog.
#[derive(Debug)]
pub struct Options {
    settings: Settings,
    look: Look,
    minutes: String,
    wrong_minutes: bool,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// A look was chosen.
    LookChosen(Look),
    /// An arrow key goes to the look before or after.
    LookStepped(i64),
    /// The minutes were typed.
    MinutesTyped(String),
    /// A place of the reading pane was chosen, by its number.
    PaneChosen(usize),
    /// An arrow key goes to the place before or after.
    PaneStepped(i64),
    /// The tool bar was switched on or off.
    ToolBarToggled(bool),
    /// The status bar was switched on or off.
    StatusBarToggled(bool),
    /// OK, or Enter.
    Confirm,
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
    /// Use and save these settings, and close the dialog.
    Done(Settings),
    /// Close the dialog.
    Cancelled,
}

impl Options {
    /// Makes the dialog with the settings as they are.
    pub fn new(settings: &Settings) -> Self {
        Self {
            look: Look::parse(&settings.look).unwrap_or_default(),
            minutes: settings.check_minutes.to_string(),
            settings: settings.clone(),
            wrong_minutes: false,
        }
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Enter) if modifiers.is_empty() => Some(Message::Confirm),
            Key::Named(Named::Escape) => Some(Message::Cancel),
            _ => None,
        }
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::LookChosen(look) => self.look = look,
            Message::LookStepped(by) => {
                let at = Look::ALL.iter().position(|look| *look == self.look);
                if let Some(look) = Look::ALL.get(stepped(at, by, Look::ALL.len())) {
                    self.look = *look;
                }
                return focus(look_id(self.look));
            }
            Message::MinutesTyped(text) => {
                self.minutes = text;
                self.wrong_minutes = false;
            }
            Message::PaneChosen(at) => self.choose_pane(at),
            Message::PaneStepped(by) => {
                let at = stepped(self.pane(), by, PANES.len());
                self.choose_pane(at);
                return focus(PANE_IDS.get(at).copied().unwrap_or_default());
            }
            Message::ToolBarToggled(on) => self.settings.tool_bar = on,
            Message::StatusBarToggled(on) => self.settings.status_bar = on,
            Message::Confirm => return self.confirm(),
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    fn confirm(&mut self) -> Action {
        match self.minutes.trim().parse() {
            Ok(minutes) if MINUTES.contains(&minutes) => {
                self.settings.check_minutes = minutes;
                self.look.name().clone_into(&mut self.settings.look);
                Action::Done(self.settings.clone())
            }
            _ => {
                self.wrong_minutes = true;
                focus("options-minutes")
            }
        }
    }

    fn pane(&self) -> Option<usize> {
        PANES.iter().position(|pane| *pane == self.settings.reading_pane)
    }

    fn choose_pane(&mut self, at: usize) {
        if let Some(pane) = PANES.get(at) {
            (*pane).clone_into(&mut self.settings.reading_pane);
        }
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let groups = row![
            group_box(words::text("screens-options-look"), self.looks()).width(Length::Fill),
            group_box(words::text("screens-options-pane"), self.panes()).width(Length::Fill),
        ]
        .spacing(theme::MARGIN);
        let body = column![groups, self.shown(), self.mail()].spacing(theme::MARGIN);
        dialog(words::text("screens-options-title"), body)
            .width(430.0)
            .button(
                button(words::text("screens-manager-ok"))
                    .default(true)
                    .id("options-ok")
                    .on_press(Message::Confirm),
            )
            .button(button(words::text("screens-manager-cancel")).on_press(Message::Cancel))
    }

    fn looks(&self) -> Element<'_, Message> {
        let names = [
            (Look::Classic, words::text("screens-options-classic")),
            (Look::Light, words::text("screens-options-light")),
            (Look::Dark, words::text("screens-options-dark")),
        ];
        column(names.into_iter().map(|(look, name)| {
            radio(name, &look, Some(&self.look))
                .id(look_id(look))
                .on_toggle(move |_| Message::LookChosen(look))
                .on_step(Message::LookStepped)
                .into()
        }))
        .spacing(theme::GAP)
        .width(Length::Fill)
        .into()
    }

    fn panes(&self) -> Element<'_, Message> {
        let names = [
            words::text("screens-options-right"),
            words::text("screens-options-below"),
            words::text("screens-options-off"),
        ];
        let chosen = self.pane();
        column(names.into_iter().zip(PANE_IDS).enumerate().map(|(at, (name, id))| {
            radio(name, &at, chosen.as_ref())
                .id(id)
                .on_toggle(move |_| Message::PaneChosen(at))
                .on_step(Message::PaneStepped)
                .into()
        }))
        .spacing(theme::GAP)
        .width(Length::Fill)
        .into()
    }

    fn shown(&self) -> Element<'_, Message> {
        let bars = row![
            check_box(words::text("screens-options-tool-bar"), self.settings.tool_bar)
                .on_toggle(Message::ToolBarToggled),
            check_box(words::text("screens-options-status-bar"), self.settings.status_bar)
                .on_toggle(Message::StatusBarToggled),
        ]
        .spacing(theme::MARGIN * 2.0);
        group_box(words::text("screens-options-window"), bars).width(Length::Fill).into()
    }

    fn mail(&self) -> Element<'_, Message> {
        let minutes = field("", &self.minutes)
            .id("options-minutes")
            .width(60.0)
            .on_input(Message::MinutesTyped);
        let line = row![
            caption(words::text("screens-options-every")),
            minutes,
            label(words::text("screens-options-minutes")),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        let mut content = column![line].spacing(theme::SPACE).width(Length::Fill);
        if self.wrong_minutes {
            content = content.push(
                container(
                    row![
                        icon(Icon::Error),
                        paragraph(words::text("screens-options-wrong-minutes"))
                    ]
                    .spacing(theme::SPACE),
                )
                .padding(theme::SPACE)
                .width(Length::Fill)
                .style(style::error),
            );
        }
        group_box(words::text("screens-options-mail"), content).width(Length::Fill).into()
    }
}

const PANE_IDS: [&str; 3] = ["options-right", "options-below", "options-off"];

fn look_id(look: Look) -> &'static str {
    match look {
        Look::Classic => "options-classic",
        Look::Light => "options-light",
        Look::Dark => "options-dark",
    }
}

fn focus(id: &'static str) -> Action {
    Action::Run(iced::widget::operation::focus(id))
}

/// Goes round through a few choices.
fn stepped(at: Option<usize>, by: i64, len: usize) -> usize {
    let len = i64::try_from(len).unwrap_or(1).max(1);
    let at = at.and_then(|at| i64::try_from(at).ok()).unwrap_or(0);
    usize::try_from((at + by).rem_euclid(len)).unwrap_or(0)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests write pictures")]
mod tests;

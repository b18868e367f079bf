//! Asks what goes into the archive: what is older than so many days, of this folder or of all.

use iced::Task;
use iced::keyboard::{Key, Modifiers};
use iced::widget::{column, row};
use iced::{Center, Length};

use crate::mail::FolderId;
use crate::ui::dialog::ok_or_cancel;
use crate::ui::theme::{self, style};
use crate::ui::widget::{
    Dialog, button, caption, dialog, field, group_box, label, paragraph, radio,
};
use crate::words;

/// The days that are proposed: half a year.
const DAYS: u32 = 180;

/// The most days that can be typed.
const MOST: u32 = 99_999;

/// The question.
#[derive(Debug)]
pub struct Archive {
    folder: Option<(FolderId, String)>,
    all: bool,
    days: String,
    wrong: bool,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The days were typed.
    DaysTyped(String),
    /// All folders, or the one that is open.
    AllChosen(bool),
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
    /// Put what is older than so many days into the archive, of one folder or of all.
    Done((Option<FolderId>, u32)),
    /// Close the dialog.
    Cancelled,
}

impl Archive {
    /// Asks about the folder that is open, when its mail can go into the archive, and about all.
    pub fn new(folder: Option<(FolderId, String)>) -> Self {
        Self { all: folder.is_none(), folder, days: DAYS.to_string(), wrong: false }
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Confirm, Message::Cancel)
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::DaysTyped(text) => {
                self.days = text;
                self.wrong = false;
            }
            Message::AllChosen(all) => self.all = all || self.folder.is_none(),
            Message::Confirm => {
                return match self.days.trim().parse::<u32>() {
                    Ok(days) if (1..=MOST).contains(&days) => {
                        let folder = self.folder.as_ref().filter(|_| !self.all);
                        Action::Done((folder.map(|(id, _)| *id), days))
                    }
                    _ => {
                        self.wrong = true;
                        Action::Run(iced::widget::operation::focus("archive-days"))
                    }
                };
            }
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let days =
            field("", &self.days).id("archive-days").width(60.0).on_input(Message::DaysTyped);
        let line = row![
            caption(words::text("screens-retention-older")),
            days,
            label(words::text("screens-retention-days")),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        let mut body = column![line].spacing(theme::SPACE).width(Length::Fill);
        if self.wrong {
            let most: [(&str, &dyn std::fmt::Display); 1] = [("most", &MOST)];
            let wrong = words::with("screens-retention-wrong", &most);
            body = body.push(paragraph(wrong).style(style::danger));
        }
        if let Some((_, name)) = &self.folder {
            let step = |by: i64| Message::AllChosen(by > 0);
            let name = name.replace('&', "&&");
            let one = words::with("screens-retention-one", &[("folder", &name)]);
            let choice = column![
                radio(one, &false, Some(&self.all))
                    .on_toggle(|_| Message::AllChosen(false))
                    .on_step(step),
                radio(words::text("screens-retention-all"), &true, Some(&self.all))
                    .on_toggle(|_| Message::AllChosen(true))
                    .on_step(step),
            ]
            .spacing(theme::GAP);
            body = body.push(group_box(words::text("screens-retention-of"), choice));
        }
        body = body.push(paragraph(words::text("screens-retention-hint")).style(style::muted));
        dialog(words::text("screens-retention-title"), body)
            .width(380.0)
            .button(
                button(words::text("screens-retention-button"))
                    .default(true)
                    .on_press(Message::Confirm),
            )
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}

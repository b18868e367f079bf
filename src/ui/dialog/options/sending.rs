//! How messages are sent: for how long they can be taken back.

use iced::widget::{column, row};
use iced::{Center, Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use crate::settings::LONGEST_HOLD;
use crate::ui::theme::{self, style};
use crate::ui::widget::{caption, field, group_box, label, paragraph};
use crate::words;

/// The page.
#[derive(Debug)]
pub(super) struct Sending {
    seconds: String,
    wrong: bool,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The seconds were typed.
    SecondsTyped(String),
}

impl Page for Sending {
    type Message = Message;

    fn title() -> String {
        words::text("screens-sending-options")
    }

    fn open(kept: &Kept) -> Self {
        Self { seconds: kept.settings.sending.hold_seconds.to_string(), wrong: false }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        let Message::SecondsTyped(text) = message;
        self.seconds = text;
        self.wrong = false;
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        match self.seconds.trim().parse() {
            Ok(seconds) if seconds <= LONGEST_HOLD => {
                kept.settings.sending.hold_seconds = seconds;
                Ok(())
            }
            _ => {
                self.wrong = true;
                Err("options-hold")
            }
        }
    }

    fn view(&self) -> Element<'_, Message> {
        let seconds =
            field("", &self.seconds).id("options-hold").width(50.0).on_input(Message::SecondsTyped);
        let line = row![
            caption(words::text("screens-sending-options-hold")),
            seconds,
            label(words::text("screens-sending-options-seconds")),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        let hint: Element<'_, Message> = if self.wrong {
            let longest: [(&str, &dyn std::fmt::Display); 1] = [("longest", &LONGEST_HOLD)];
            let wrong = words::with("screens-sending-options-wrong", &longest);
            paragraph(wrong).style(style::danger).into()
        } else {
            paragraph(words::text("screens-sending-options-hint")).style(style::muted).into()
        };
        let content = column![line, hint].spacing(theme::SPACE).width(Length::Fill);
        group_box(words::text("screens-sending-options-group"), content).width(Length::Fill).into()
    }
}

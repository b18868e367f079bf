//! How the program looks.

use iced::widget::column;
use iced::{Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use super::stepped;
use crate::ui::theme::{self, Look};
use crate::ui::widget::{group_box, radio};
use crate::words;

/// The page.
#[derive(Debug)]
pub(super) struct Appearance {
    pub(super) look: Look,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A look was chosen.
    LookChosen(Look),
    /// An arrow key goes to the look before or after.
    LookStepped(i64),
}

impl Page for Appearance {
    type Message = Message;

    fn title() -> String {
        words::text("screens-options-appearance")
    }

    fn open(kept: &Kept) -> Self {
        Self { look: Look::parse(&kept.settings.look).unwrap_or_default() }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::LookChosen(look) => self.look = look,
            Message::LookStepped(by) => {
                let at = Look::ALL.iter().position(|look| *look == self.look);
                if let Some(look) = Look::ALL.get(stepped(at, by, Look::ALL.len())) {
                    self.look = *look;
                }
                return iced::widget::operation::focus(look_id(self.look));
            }
        }
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        self.look.name().clone_into(&mut kept.settings.look);
        Ok(())
    }

    fn view(&self) -> Element<'_, Message> {
        let names = [
            (Look::Classic, words::text("screens-options-classic")),
            (Look::Light, words::text("screens-options-light")),
            (Look::Dark, words::text("screens-options-dark")),
        ];
        let looks = column(names.into_iter().map(|(look, name)| {
            radio(name, &look, Some(&self.look))
                .id(look_id(look))
                .on_toggle(move |_| Message::LookChosen(look))
                .on_step(Message::LookStepped)
                .into()
        }))
        .spacing(theme::GAP)
        .width(Length::Fill);
        group_box(words::text("screens-options-look"), looks).width(Length::Fill).into()
    }
}

fn look_id(look: Look) -> &'static str {
    match look {
        Look::Classic => "options-classic",
        Look::Light => "options-light",
        Look::Dark => "options-dark",
    }
}

//! How the program looks: its colours, how large it is, whether anything moves.

use iced::widget::{column, row};
use iced::{Center, Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use crate::settings::Sight;
use crate::ui::theme::{self, Look};
use crate::ui::widget::check::stepped;
use crate::ui::widget::{caption, check_box, choice, group_box, radio};
use crate::words;

/// The page.
#[derive(Debug)]
pub(super) struct Appearance {
    look: Look,
    sight: Sight,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A look was chosen.
    LookChosen(Look),
    /// An arrow key goes to the look before or after.
    LookStepped(i64),
    /// A size of text was chosen, by its place among all.
    SizeChosen(usize),
    /// Everything is to be still, or may move.
    StillToggled(bool),
}

impl Page for Appearance {
    type Message = Message;

    fn title() -> String {
        words::text("screens-options-appearance")
    }

    fn open(kept: &Kept) -> Self {
        Self {
            look: Look::parse(&kept.settings.look).unwrap_or_default(),
            sight: kept.settings.sight,
        }
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
            Message::SizeChosen(at) => {
                if let Some(size) = Sight::SIZES.get(at) {
                    self.sight.text_size = *size;
                }
            }
            Message::StillToggled(still) => self.sight.still = still,
        }
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        self.look.name().clone_into(&mut kept.settings.look);
        kept.settings.sight = self.sight;
        Ok(())
    }

    fn view(&self) -> Element<'_, Message> {
        let names = [
            (Look::Classic, words::text("screens-options-classic")),
            (Look::Light, words::text("screens-options-light")),
            (Look::Dark, words::text("screens-options-dark")),
            (Look::ContrastBlack, words::text("screens-options-contrast-black")),
            (Look::ContrastWhite, words::text("screens-options-contrast-white")),
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
        column![
            group_box(words::text("screens-options-look"), looks).width(Length::Fill),
            self.size(),
            check_box(words::text("screens-options-still"), self.sight.still)
                .on_toggle(Message::StillToggled),
        ]
        .spacing(theme::MARGIN)
        .into()
    }
}

impl Appearance {
    fn size(&self) -> Element<'_, Message> {
        let sizes =
            Sight::SIZES.map(|size| words::with("screens-options-percent", &[("percent", &size)]));
        let chosen = Sight::SIZES.iter().position(|size| *size == self.sight.text_size);
        row![
            caption(words::text("screens-options-size-caption")),
            choice(sizes, chosen).id("options-text-size").on_choose(Message::SizeChosen),
        ]
        .spacing(theme::SPACE)
        .align_y(Center)
        .into()
    }
}

fn look_id(look: Look) -> &'static str {
    match look {
        Look::Classic => "options-classic",
        Look::Light => "options-light",
        Look::Dark => "options-dark",
        Look::ContrastBlack => "options-contrast-black",
        Look::ContrastWhite => "options-contrast-white",
    }
}

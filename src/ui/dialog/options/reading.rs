//! How messages are read: the text, and what comes after a message that is moved or deleted.

use iced::widget::column;
use iced::{Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use crate::settings;
use crate::ui::theme;
use crate::ui::widget::check::stepped;
use crate::ui::widget::{check_box, group_box, radio};
use crate::words;

/// What may come after a message: the word of the settings, and the text that names it.
const AFTER: [(&str, &str); 3] = [
    ("next", "screens-reading-options-next"),
    ("previous", "screens-reading-options-previous"),
    ("close", "screens-reading-options-close"),
];

/// The page.
#[derive(Debug)]
pub(super) struct Reading(settings::Reading);

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Letters of equal width are wanted, or not.
    Fixed(bool),
    /// Whole headers are wanted, or not.
    Headers(bool),
    /// Something else comes after a message.
    After(usize),
    /// Something else comes after a message: the choice before or behind.
    Step(i64),
}

impl Page for Reading {
    type Message = Message;

    fn title() -> String {
        words::text("screens-reading-options")
    }

    fn open(kept: &Kept) -> Self {
        Self(kept.settings.reading.clone())
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Fixed(fixed) => self.0.fixed_font = fixed,
            Message::Headers(full) => self.0.full_headers = full,
            Message::After(at) => self.choose(at),
            Message::Step(by) => {
                self.choose(stepped(self.chosen(), by, AFTER.len()));
                return iced::widget::operation::focus(id(&self.0.after));
            }
        }
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        kept.settings.reading = self.0.clone();
        Ok(())
    }

    fn view(&self) -> Element<'_, Message> {
        let text = column![
            check_box(words::text("screens-reading-options-fixed"), self.0.fixed_font)
                .on_toggle(Message::Fixed),
            check_box(words::text("screens-reading-options-headers"), self.0.full_headers)
                .on_toggle(Message::Headers),
        ]
        .spacing(theme::GAP)
        .width(Length::Fill);
        let chosen = self.chosen();
        let after = AFTER.iter().enumerate().map(|(at, (word, text))| {
            radio(words::text(text), &at, chosen.as_ref())
                .id(id(word))
                .on_toggle(move |_| Message::After(at))
                .on_step(Message::Step)
                .into()
        });
        let after = column(after).spacing(theme::GAP).width(Length::Fill);
        column![
            group_box(words::text("screens-reading-options-text"), text).width(Length::Fill),
            group_box(words::text("screens-reading-options-after"), after).width(Length::Fill),
        ]
        .spacing(theme::MARGIN)
        .into()
    }
}

/// Returns the id of a choice.
fn id(word: &str) -> String {
    format!("options-after-{word}")
}

impl Reading {
    fn chosen(&self) -> Option<usize> {
        AFTER.iter().position(|(word, _)| *word == self.0.after)
    }

    fn choose(&mut self, at: usize) {
        if let Some((word, _)) = AFTER.get(at) {
            (*word).clone_into(&mut self.0.after);
        }
    }
}

//! When the spelling is checked, and in which language.

use iced::widget::{column, row};
use iced::{Center, Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use crate::session::{Disk, HABITS, Habits};
use crate::settings;
use crate::spelling::languages;
use crate::ui::task::blocking;
use crate::ui::theme::{self, style};
use crate::ui::widget::{caption, check_box, choice, group_box, paragraph};
use crate::words;

/// The page.
#[derive(Debug)]
pub(super) struct Spelling {
    habits: Habits,
    languages: Vec<String>,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The dictionaries of this computer are known.
    Found(Vec<String>),
    /// Whether to check while typing was switched.
    TypingToggled(bool),
    /// Whether to check before sending was switched.
    SendingToggled(bool),
    /// Whether to leave words in capitals alone was switched.
    CapitalsToggled(bool),
    /// A language was chosen, by its number.
    LanguageChosen(usize),
}

impl Page for Spelling {
    type Message = Message;

    const KEYS: &'static [&'static str] = &[HABITS];

    fn title() -> String {
        words::text("screens-spell-options")
    }

    fn open(kept: &Kept) -> Self {
        let habits: Habits = kept.person(HABITS);
        Self { languages: vec![habits.language.clone()], habits }
    }

    fn start(&self) -> Task<Message> {
        let folder = settings::data_folder();
        blocking(move || languages(&Disk::new(), &folder)).map(Message::Found)
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Found(mut languages) => {
                if !languages.contains(&self.habits.language) {
                    languages.push(self.habits.language.clone());
                }
                self.languages = languages;
            }
            Message::TypingToggled(on) => self.habits.check_typing = on,
            Message::SendingToggled(on) => self.habits.check_sending = on,
            Message::CapitalsToggled(on) => self.habits.ignore_capitals = on,
            Message::LanguageChosen(at) => {
                if let Some(language) = self.languages.get(at) {
                    self.habits.language.clone_from(language);
                }
            }
        }
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        let mut habits: Habits = kept.person(HABITS);
        let before = habits.clone();
        habits.check_typing = self.habits.check_typing;
        habits.check_sending = self.habits.check_sending;
        habits.ignore_capitals = self.habits.ignore_capitals;
        habits.language.clone_from(&self.habits.language);
        if habits != before {
            kept.set_person(HABITS, &habits);
        }
        Ok(())
    }

    fn view(&self) -> Element<'_, Message> {
        let when = column![
            check_box(words::text("screens-spell-typing"), self.habits.check_typing)
                .on_toggle(Message::TypingToggled),
            check_box(words::text("screens-spell-sending"), self.habits.check_sending)
                .on_toggle(Message::SendingToggled),
            check_box(words::text("screens-spell-capitals"), self.habits.ignore_capitals)
                .on_toggle(Message::CapitalsToggled),
        ]
        .spacing(theme::SPACE)
        .width(Length::Fill);
        let at = self.languages.iter().position(|language| *language == self.habits.language);
        let names = self.languages.iter().map(|language| name_of(language));
        let language = row![
            caption(words::text("screens-spell-language")),
            choice(names, at)
                .id("options-language")
                .width(Length::Fixed(220.0))
                .on_choose(Message::LanguageChosen),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        let hint = paragraph(words::text("screens-spell-own")).style(style::muted);
        let language = column![language, hint].spacing(theme::SPACE).width(Length::Fill);
        column![
            group_box(words::text("screens-spell-when"), when).width(Length::Fill),
            group_box(words::text("screens-spell-dictionary"), language).width(Length::Fill),
        ]
        .spacing(theme::MARGIN)
        .into()
    }
}

/// Names a language for people, where there is a word for it.
fn name_of(language: &str) -> String {
    let id = match language {
        "en_US" => "screens-spell-en-us",
        "en_GB" => "screens-spell-en-gb",
        "en_CA" => "screens-spell-en-ca",
        "en_AU" => "screens-spell-en-au",
        "de_DE" => "screens-spell-de-de",
        "fr_FR" | "fr" => "screens-spell-fr-fr",
        "es_ES" => "screens-spell-es-es",
        "it_IT" => "screens-spell-it-it",
        _ => return language.to_owned(),
    };
    words::text(id)
}

//! How notes are written: what answers quote, and what is asked before a note is sent.

use iced::widget::{column, row};
use iced::{Center, Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use crate::session::{HABITS, Habits, Quoting};
use crate::ui::theme;
use crate::ui::widget::check::stepped;
use crate::ui::widget::{check_box, field, group_box, radio};
use crate::words;

/// Where a quote can stand, and what its radio button is called.
const PLACES: [(Quoting, &str, &str); 3] = [
    (Quoting::Below, "screens-writing-quote-below", "options-quote-below"),
    (Quoting::Above, "screens-writing-quote-above", "options-quote-above"),
    (Quoting::Off, "screens-writing-quote-off", "options-quote-off"),
];

/// The page.
#[derive(Debug)]
pub(super) struct Writing {
    habits: Habits,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A place of the quote was chosen, by its number.
    QuoteChosen(usize),
    /// An arrow key goes to the place before or after.
    QuoteStepped(i64),
    /// The prefix was typed.
    PrefixTyped(String),
    /// Whether answers take attachments along was switched.
    AttachmentsToggled(bool),
    /// Whether to ask for a forgotten attachment was switched.
    WarningToggled(bool),
    /// Whether to ask for a forgotten subject was switched.
    SubjectToggled(bool),
    /// Whether a copy of what is sent is kept was switched.
    CopyToggled(bool),
    /// Whether recipients are taken into the personal book was switched.
    KeepToggled(bool),
}

impl Page for Writing {
    type Message = Message;

    const KEYS: &'static [&'static str] = &[HABITS];

    fn title() -> String {
        words::text("screens-writing-options")
    }

    fn open(kept: &Kept) -> Self {
        Self { habits: kept.person(HABITS) }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::QuoteChosen(at) => self.choose(at),
            Message::QuoteStepped(by) => {
                let at = PLACES.iter().position(|(place, ..)| *place == self.habits.quoting);
                let at = stepped(at, by, PLACES.len());
                self.choose(at);
                let id = PLACES.get(at).map_or("", |(.., id)| *id);
                return iced::widget::operation::focus(id);
            }
            Message::PrefixTyped(prefix) => self.habits.prefix = prefix,
            Message::AttachmentsToggled(on) => self.habits.reply_attachments = on,
            Message::WarningToggled(on) => self.habits.warn_attachment = on,
            Message::SubjectToggled(on) => self.habits.ask_subject = on,
            Message::CopyToggled(on) => self.habits.save_copy = on,
            Message::KeepToggled(on) => self.habits.keep_recipients = on,
        }
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        let mut habits: Habits = kept.person(HABITS);
        let before = habits.clone();
        habits.quoting = self.habits.quoting;
        habits.prefix.clone_from(&self.habits.prefix);
        habits.reply_attachments = self.habits.reply_attachments;
        habits.warn_attachment = self.habits.warn_attachment;
        habits.ask_subject = self.habits.ask_subject;
        habits.save_copy = self.habits.save_copy;
        habits.keep_recipients = self.habits.keep_recipients;
        if habits != before {
            kept.set_person(HABITS, &habits);
        }
        Ok(())
    }

    fn view(&self) -> Element<'_, Message> {
        let chosen = PLACES.iter().position(|(place, ..)| *place == self.habits.quoting);
        let places = column(PLACES.iter().enumerate().map(|(at, (_, name, id))| {
            radio(words::text(name), &at, chosen.as_ref())
                .id(*id)
                .on_toggle(move |_| Message::QuoteChosen(at))
                .on_step(Message::QuoteStepped)
                .into()
        }))
        .spacing(theme::GAP);
        let prefix = field(words::text("screens-writing-prefix"), &self.habits.prefix)
            .caption_width(150.0)
            .id("options-prefix")
            .width(230.0)
            .on_input(Message::PrefixTyped);
        let attachments =
            check_box(words::text("screens-writing-take-along"), self.habits.reply_attachments)
                .on_toggle(Message::AttachmentsToggled);
        let answers = column![places, row![prefix].align_y(Center), attachments]
            .spacing(theme::SPACE)
            .width(Length::Fill);
        let warning = check_box(words::text("screens-writing-warn"), self.habits.warn_attachment)
            .on_toggle(Message::WarningToggled);
        let keep = check_box(words::text("screens-writing-keep"), self.habits.keep_recipients)
            .on_toggle(Message::KeepToggled);
        let subject = check_box(words::text("screens-writing-subject"), self.habits.ask_subject)
            .on_toggle(Message::SubjectToggled);
        let copy = check_box(words::text("screens-writing-copy"), self.habits.save_copy)
            .on_toggle(Message::CopyToggled);
        let sending =
            column![warning, subject, copy, keep].spacing(theme::SPACE).width(Length::Fill);
        column![
            group_box(words::text("screens-writing-answers"), answers).width(Length::Fill),
            group_box(words::text("screens-writing-before-sending"), sending).width(Length::Fill),
        ]
        .spacing(theme::MARGIN)
        .into()
    }
}

impl Writing {
    fn choose(&mut self, at: usize) {
        if let Some((place, ..)) = PLACES.get(at) {
            self.habits.quoting = *place;
        }
    }
}

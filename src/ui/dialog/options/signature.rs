//! The lines at the end of a message, and which messages have them.

use iced::widget::column;
use iced::widget::text_editor::{Action, Content, Edit};
use iced::{Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use crate::session::{HABITS, Habits};
use crate::ui::theme;
use crate::ui::widget::{Edge, bevel, caption, check_box, group_box, text_area};
use crate::words;

/// The page.
#[derive(Debug)]
pub(super) struct Signature {
    text: Content,
    habits: Habits,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was done in the text.
    Edited(Action),
    /// Whether new messages are signed was switched.
    NewToggled(bool),
    /// Whether answers are signed was switched.
    RepliesToggled(bool),
    /// Whether it stands below the quote was switched.
    BelowToggled(bool),
}

impl Page for Signature {
    type Message = Message;

    const KEYS: &'static [&'static str] = &[HABITS];

    fn title() -> String {
        words::text("screens-signature-options")
    }

    fn open(kept: &Kept) -> Self {
        let habits: Habits = kept.person(HABITS);
        Self { text: Content::with_text(&habits.signature), habits }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Edited(action) => {
                let action = match action {
                    Action::Edit(Edit::Paste(text)) => {
                        let text = text.replace("\r\n", "\n").replace('\r', "\n");
                        Action::Edit(Edit::Paste(text.into()))
                    }
                    action => action,
                };
                self.text.perform(action);
            }
            Message::NewToggled(on) => self.habits.sign_new = on,
            Message::RepliesToggled(on) => self.habits.sign_replies = on,
            Message::BelowToggled(on) => self.habits.sign_below_quote = on,
        }
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        let mut habits: Habits = kept.person(HABITS);
        let before = habits.clone();
        self.text.text().trim_end().clone_into(&mut habits.signature);
        habits.sign_new = self.habits.sign_new;
        habits.sign_replies = self.habits.sign_replies;
        habits.sign_below_quote = self.habits.sign_below_quote;
        if habits != before {
            kept.set_person(HABITS, &habits);
        }
        Ok(())
    }

    fn view(&self) -> Element<'_, Message> {
        let text = text_area(&self.text, Message::Edited).id("options-signature");
        let text = bevel(Edge::Sunken, text).window().ring().width(Length::Fill).height(110.0);
        let boxes = column![
            check_box(words::text("screens-signature-new"), self.habits.sign_new)
                .on_toggle(Message::NewToggled),
            check_box(words::text("screens-signature-replies"), self.habits.sign_replies)
                .on_toggle(Message::RepliesToggled),
            check_box(words::text("screens-signature-below"), self.habits.sign_below_quote)
                .on_toggle(Message::BelowToggled),
        ]
        .spacing(theme::SPACE)
        .width(Length::Fill);
        column![
            caption(words::text("screens-signature-text")),
            text,
            group_box(words::text("screens-signature-where"), boxes).width(Length::Fill),
        ]
        .spacing(theme::SPACE)
        .into()
    }
}

//! What happens to mail that is read, and to mail that is thrown away.

use iced::widget::{column, row};
use iced::{Center, Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use crate::settings::{Emptied, LONGEST_KEPT, Receipts};
use crate::ui::theme::{self, style};
use crate::ui::widget::check::stepped;
use crate::ui::widget::{field, group_box, label, paragraph, radio};
use crate::words;

const RECEIPTS: [(Receipts, &str, &str); 3] = [
    (Receipts::Ask, "options-receipts-ask", "screens-receiving-ask"),
    (Receipts::Always, "options-receipts-always", "screens-receiving-always"),
    (Receipts::Never, "options-receipts-never", "screens-receiving-never"),
];
const EMPTIED: [(Emptied, &str, &str); 3] = [
    (Emptied::Never, "options-emptied-never", "screens-receiving-kept"),
    (Emptied::Exit, "options-emptied-exit", "screens-receiving-exit"),
    (Emptied::Days, "options-emptied-days", "screens-receiving-days"),
];

/// The page.
#[derive(Debug)]
pub(super) struct Receiving {
    receipts: Receipts,
    emptied: Emptied,
    days: String,
    wrong: bool,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Whether receipts are sent was chosen.
    ReceiptsChosen(Receipts),
    /// An arrow key goes to the choice before or after.
    ReceiptsStepped(i64),
    /// When Deleted Mail is emptied was chosen.
    EmptiedChosen(Emptied),
    /// An arrow key goes to the choice before or after.
    EmptiedStepped(i64),
    /// The days were typed.
    DaysTyped(String),
}

impl Page for Receiving {
    type Message = Message;

    fn title() -> String {
        words::text("screens-receiving-options")
    }

    fn open(kept: &Kept) -> Self {
        let chosen = &kept.settings.receiving;
        Self {
            receipts: chosen.receipts,
            emptied: chosen.emptied,
            days: chosen.days.to_string(),
            wrong: false,
        }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::ReceiptsChosen(receipts) => self.receipts = receipts,
            Message::ReceiptsStepped(by) => {
                let at = RECEIPTS.iter().position(|(choice, ..)| *choice == self.receipts);
                if let Some((choice, id, _)) = RECEIPTS.get(stepped(at, by, RECEIPTS.len())) {
                    self.receipts = *choice;
                    return iced::widget::operation::focus(*id);
                }
            }
            Message::EmptiedChosen(emptied) => self.emptied = emptied,
            Message::EmptiedStepped(by) => {
                let at = EMPTIED.iter().position(|(choice, ..)| *choice == self.emptied);
                if let Some((choice, id, _)) = EMPTIED.get(stepped(at, by, EMPTIED.len())) {
                    self.emptied = *choice;
                    return iced::widget::operation::focus(*id);
                }
            }
            Message::DaysTyped(text) => {
                self.days = text;
                self.emptied = Emptied::Days;
                self.wrong = false;
            }
        }
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        let chosen = &mut kept.settings.receiving;
        match self.days.trim().parse() {
            Ok(days) if (1..=LONGEST_KEPT).contains(&days) => chosen.days = days,
            _ if self.emptied == Emptied::Days => {
                self.wrong = true;
                return Err("options-kept-days");
            }
            _ => {}
        }
        chosen.receipts = self.receipts;
        chosen.emptied = self.emptied;
        Ok(())
    }

    fn view(&self) -> Element<'_, Message> {
        let receipts = RECEIPTS.map(|(choice, id, words)| {
            radio(words::text(words), &choice, Some(&self.receipts))
                .id(id)
                .on_toggle(move |_| Message::ReceiptsChosen(choice))
                .on_step(Message::ReceiptsStepped)
                .into()
        });
        let receipts = column(receipts).spacing(theme::GAP).width(Length::Fill);
        let emptied = EMPTIED.map(|(choice, id, words)| {
            radio(words::text(words), &choice, Some(&self.emptied))
                .id(id)
                .on_toggle(move |_| Message::EmptiedChosen(choice))
                .on_step(Message::EmptiedStepped)
                .into()
        });
        let days =
            field("", &self.days).id("options-kept-days").width(60.0).on_input(Message::DaysTyped);
        let days = row![days, label(words::text("screens-receiving-days-unit"))]
            .spacing(theme::SPACE)
            .align_y(Center);
        let mut emptied = column(emptied).push(days).spacing(theme::GAP).width(Length::Fill);
        if self.wrong {
            let most: [(&str, &dyn std::fmt::Display); 1] = [("most", &LONGEST_KEPT)];
            let wrong = words::with("screens-receiving-wrong-days", &most);
            emptied = emptied.push(paragraph(wrong).style(style::danger));
        }
        column![
            group_box(words::text("screens-receiving-receipts"), receipts).width(Length::Fill),
            group_box(words::text("screens-receiving-emptied"), emptied).width(Length::Fill),
        ]
        .spacing(theme::MARGIN)
        .into()
    }
}

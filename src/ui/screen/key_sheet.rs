//! A window that prints the keyboard shortcuts of another window, by the dialog that prints mail.

use iced::widget::{container, space};
use iced::{Element, Fill, Size, Subscription, Task};

use crate::settings::Printing;
use crate::ui::dialog::print::{self, Print};
use crate::ui::theme::style;
use crate::ui::widget::{keys, modal};
use crate::words;

/// The window.
#[derive(Debug)]
pub struct KeySheet {
    print: Print,
}

/// What happens in the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the dialog that prints.
    Print(print::Message),
}

/// What the router has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// Closes the window; tells where the sheet went and how, when it went anywhere.
    Close(Option<(String, Box<Printing>)>),
}

impl KeySheet {
    /// The size of the window.
    pub const SIZE: Size = Size::new(660.0, 500.0);

    /// Opens the window about the shortcuts, written as text, of the window with this title.
    pub fn new(window: &str, text: String, printing: &Printing) -> (Self, Task<Message>) {
        let title = words::with("screens-sheet-paper", &[("window", &window)]);
        let (print, task) = Print::of_text(&title, text, printing);
        (Self { print }, task.map(Message::Print))
    }

    /// Returns the window's title.
    pub fn title(&self) -> String {
        words::text("screens-sheet-title")
    }

    /// Ticks while the dialog works.
    pub fn subscription(&self) -> Subscription<Message> {
        self.print.subscription().map(Message::Print)
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        let Message::Print(message) = message;
        match self.print.update(message) {
            print::Action::None => Action::None,
            print::Action::Run(task) => Action::Run(task.map(Message::Print)),
            print::Action::Done(told, printing) => Action::Close(Some((told, printing))),
            print::Action::Cancelled => Action::Close(None),
        }
    }

    /// Shows the window.
    pub fn view(&self) -> Element<'_, Message> {
        let under = container(space().width(Fill).height(Fill)).style(style::panel);
        let dialog = self.print.view().map(Message::Print);
        keys(modal(under, Some(dialog)), |key, modifiers| {
            self.print.key(key, modifiers).map(Message::Print)
        })
        .into()
    }
}

#[cfg(test)]
mod tests {
    use iced::keyboard::key::Named;

    use super::*;
    use crate::ui::screen::stage::{Screen, Stage};

    impl Screen for KeySheet {
        type Message = Message;
        type Wish = Action;

        fn look(&self) -> Element<'_, Message> {
            self.view()
        }

        fn hear(&mut self, message: Message) -> (Task<Message>, Option<Action>) {
            match self.update(message) {
                Action::None => (Task::none(), None),
                Action::Run(task) => (task, None),
                action => (Task::none(), Some(action)),
            }
        }
    }

    #[test]
    fn shortcuts_are_looked_at_and_saved_as_pdf() {
        let folder = tempfile::tempdir().unwrap();
        let text = "File\n────\nOpen    Ctrl+O\nPrint   Ctrl+P\n".to_owned();
        let mut stage = Stage::new(KeySheet::new("Inbox", text, &Printing::default()));
        stage.size = KeySheet::SIZE;
        stage.tell(Message::Print(print::Message::Found(crate::ui::paper::Printers::Missing)));
        assert!(stage.find("Keyboard Shortcuts of Inbox").is_some());
        assert!(stage.find("Page 1 of 1").is_some());
        stage.pictures("keys-on-paper");
        stage.tap(Named::Enter);
        stage.control("a");
        let path = folder.path().join("keys.pdf");
        stage.typed(&path.display().to_string());
        stage.tap(Named::Enter);
        let disk = crate::session::Disk::new();
        let pdf = disk.read(&path, 1_000_000).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        assert!(matches!(stage.wishes.last(), Some(Action::Close(Some(_)))));
    }

    #[test]
    fn escape_closes_the_window() {
        let mut stage = Stage::new(KeySheet::new("", "File".into(), &Printing::default()));
        stage.tap(Named::Escape);
        assert!(matches!(stage.wishes.last(), Some(Action::Close(None))));
    }
}

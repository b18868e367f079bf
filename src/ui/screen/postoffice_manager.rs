//! The Postoffice Manager: what administrators do to mailboxes, in a window of its own.
//!
//! It asks for the administrator's password first; `work` calls [`crate::admin`] off the screen's
//! thread, `roll` is the list of users, and each other part is one dialog over it.

mod acts;
mod add;
mod check;
mod delete;
mod enter;
mod help;
mod move_user;
mod recover;
mod roll;
mod said;
mod work;

use std::path::PathBuf;
use std::time::Instant;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, operation, row, space};
use iced::{Element, Length, Padding, Point, Size, Subscription, Task};

use crate::admin::Cost;
use crate::mail::ShortName;
use crate::session::Disk;
use crate::ui::icon::Icon;
use crate::ui::task::Pending;
use crate::ui::theme::{self, style};
use crate::ui::widget::status::StatusCell;
use crate::ui::widget::{
    Dialog, Edge, ListEvent, Menu, MenuItem, bevel, button, context_menu, keys, menu_bar, modal,
    status_or_help,
};
use crate::words;
use roll::Roll;
use work::{Done, Proven};

/// The Postoffice Manager's window.
#[derive(Debug)]
pub struct PostofficeManager {
    root: PathBuf,
    mailbox: ShortName,
    disk: Disk,
    cost: Cost,
    /// Who acts, once the password was proven.
    proven: Option<Proven>,
    roll: Roll,
    shown: Option<Shown>,
    menu: Option<Point>,
    notice: String,
    /// What the chosen line of the menu does; empty when it is not open.
    help: String,
    pending: Pending,
    /// What is waited for.
    job: Job,
}

/// Work that is waited for.
#[derive(Debug, Default)]
struct Job {
    /// Tells its answer apart from those of work that nobody waits for any more.
    number: u64,
    /// What it is, for the person.
    what: String,
    /// Whether it changes the postoffice, so that it is not known what came of it when nobody
    /// waits for its end.
    writes: bool,
}

/// The dialog that is shown.
#[derive(Debug)]
enum Shown {
    Enter(enter::Enter),
    Add(add::Add),
    Recover(ShortName),
    OneTime(recover::Handed),
    Move(move_user::Form),
    /// A move that was refused, but can be done all the same.
    Overrule(Box<move_user::Refusal>),
    Moved(move_user::Outcome),
    Delete(delete::Question),
    Deleted(delete::Outcome),
    Check(check::Report),
    /// Something went wrong; what was shown before comes back after it.
    Failed {
        summary: String,
        hint: String,
        back: Option<Box<Self>>,
    },
    /// Nobody waits any more for work that may still finish.
    NotWaiting,
}

/// What happens in the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was typed or ticked in the dialog that asks for the password.
    Enter(enter::Message),
    /// Something was typed or ticked in Add User.
    Add(add::Message),
    /// Something was typed or ticked in Move User.
    Move(move_user::Message),
    /// In the list of users.
    List(ListEvent),
    /// In the list of what a check found.
    Findings(ListEvent),
    /// Another line of the context menu is chosen, which does this.
    Helped(String),
    /// Prints the shortcuts of the window.
    PrintKeys(String),
    /// The context menu is gone.
    MenuClosed,
    /// Asks for a new user.
    AskAdd,
    /// Asks whether to reset the selected user's password.
    AskRecover,
    /// Asks where to move the selected user.
    AskMove,
    /// Asks whether to delete the selected user.
    AskDelete,
    /// Looks the postoffice over.
    Check,
    /// Mends what the check found.
    Repair,
    /// Lists the users anew.
    Refresh,
    /// The text for reading cannot be changed.
    Kept,
    /// The dialog's default button, or Enter.
    Confirm,
    /// Does what the dialog warns of.
    Proceed,
    /// The dialog's Cancel, or Escape.
    Cancel,
    /// Closes the window.
    Close,
    /// Time passes while work is waited for.
    Ticked(Instant),
    /// Work has an answer.
    Finished(u64, Box<Done>),
}

/// What the router has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// Opens a window that prints these shortcuts.
    PrintKeys(String),
    /// Close the window.
    Close,
}

impl PostofficeManager {
    /// The size that the window is made for.
    pub const SIZE: Size = Size::new(800.0, 480.0);

    /// Asks the administrator `mailbox` of the postoffice in `root` for the password.
    pub fn new(root: PathBuf, mailbox: ShortName) -> (Self, Task<Message>) {
        Self::with_cost(root, mailbox, Cost::default())
    }

    /// The same with another cost of verifiers, for tests.
    pub(crate) fn with_cost(
        root: PathBuf,
        mailbox: ShortName,
        cost: Cost,
    ) -> (Self, Task<Message>) {
        let manager = Self {
            root,
            mailbox,
            disk: Disk::new(),
            cost,
            proven: None,
            roll: Roll::default(),
            shown: Some(Shown::Enter(enter::Enter::default())),
            menu: None,
            notice: String::new(),
            help: String::new(),
            pending: Pending::default(),
            job: Job::default(),
        };
        (manager, operation::focus(enter::PASSWORD))
    }

    /// Returns the window's title.
    pub fn title(&self) -> String {
        let title = words::text("screens-manager-title");
        match &self.proven {
            Some(proven) => format!("{title} – {}", proven.place()),
            None => title,
        }
    }

    /// Ticks while work is waited for.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(Message::Ticked)
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Ticked(_) | Message::Kept => Action::None,
            Message::Finished(number, done) => self.finished(number, *done),
            Message::PrintKeys(text) => Action::PrintKeys(text),
            Message::Helped(help) => {
                self.help = help;
                Action::None
            }
            Message::MenuClosed => {
                self.menu = None;
                Action::None
            }
            // While work is waited for, only its Cancel does something.
            Message::Cancel if self.is_busy() => self.stop_waiting(),
            Message::Close if self.is_busy() && self.shown.is_none() => Action::Close,
            _ if self.is_busy() && !matches!(message, Message::List(_)) => Action::None,
            Message::Enter(message) => match &mut self.shown {
                Some(Shown::Enter(form)) => form.update(message),
                _ => Action::None,
            },
            Message::Add(message) => {
                if let Some(Shown::Add(form)) = &mut self.shown {
                    form.update(message);
                }
                Action::None
            }
            Message::Move(message) => match &mut self.shown {
                Some(Shown::Move(form)) => form.update(message),
                _ => Action::None,
            },
            Message::List(event) => {
                self.menu = self.roll.update(event).or(self.menu);
                Action::None
            }
            Message::Findings(event) => {
                if let Some(Shown::Check(report)) = &mut self.shown {
                    report.update(event);
                }
                Action::None
            }
            Message::Confirm => self.confirm(),
            Message::Proceed => self.proceed(),
            Message::Cancel => self.cancel(),
            Message::Close => Action::Close,
            Message::AskAdd => self.show(Shown::Add(add::Add::default())),
            Message::AskRecover => self.ask(Act::Recover),
            Message::AskMove => self.ask(Act::Move),
            Message::AskDelete => self.ask(Act::Delete),
            Message::Check => self.check(false),
            Message::Repair => self.check(true),
            Message::Refresh => self.refresh(),
        }
    }

    fn is_busy(&self) -> bool {
        self.pending.is_pending()
    }

    fn show(&mut self, shown: Shown) -> Action {
        self.shown = Some(shown);
        Action::None
    }

    /// Draws the window.
    pub fn view(&self) -> Element<'_, Message> {
        let users = bevel(Edge::Sunken, self.roll.view()).ring().width(Length::Fill);
        let middle = row![users.height(Length::Fill), self.buttons()]
            .spacing(theme::MARGIN)
            .padding(Padding {
                top: theme::MARGIN,
                right: theme::MARGIN,
                bottom: theme::SPACE,
                left: theme::MARGIN,
            })
            .height(Length::Fill);
        let base = container(column![self.commands(), middle, self.status()])
            .style(style::panel)
            .width(Length::Fill)
            .height(Length::Fill);
        let menu = self.menu.map(|at| (at, self.menu_items()));
        keys(
            context_menu(modal(base, self.dialog()), menu, Message::MenuClosed)
                .on_help(Message::Helped),
            move |key, modifiers| self.key(key, modifiers),
        )
        .into()
    }

    fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let Key::Named(named) = key else { return None };
        if !modifiers.is_empty() {
            return None;
        }
        if self.shown.is_some() || self.pending.is_long() {
            return match named {
                Named::Enter => Some(Message::Confirm),
                Named::Escape => Some(Message::Cancel),
                _ => None,
            };
        }
        match named {
            Named::Escape => Some(Message::Close),
            Named::F5 => Some(Message::Refresh),
            Named::Insert => Some(Message::AskAdd),
            Named::Delete => self.can(Act::Delete).then_some(Message::AskDelete),
            _ => None,
        }
    }

    /// Returns whether the selected user can have this done.
    fn can(&self, act: Act) -> bool {
        let (Some(proven), Some(user)) = (&self.proven, self.roll.selected()) else {
            return false;
        };
        let oneself = user.mailbox == *proven.admin.mailbox();
        let moved = user.moved_to.is_some();
        match act {
            Act::Recover => !moved,
            Act::Move => !moved && !oneself,
            Act::Delete => !oneself,
        }
    }

    fn buttons(&self) -> Element<'_, Message> {
        let idle = self.proven.is_some() && !self.is_busy();
        let push = |label: String, message: Message, enabled: bool| {
            button(label).width(Length::Fill).on_press_maybe((enabled && idle).then_some(message))
        };
        column![
            push(words::text("screens-manager-add"), Message::AskAdd, true),
            push(
                words::text("screens-manager-recover"),
                Message::AskRecover,
                self.can(Act::Recover)
            ),
            push(words::text("screens-manager-move"), Message::AskMove, self.can(Act::Move)),
            push(words::text("screens-manager-delete"), Message::AskDelete, self.can(Act::Delete)),
            space().height(theme::SPACE),
            push(words::text("screens-manager-check"), Message::Check, true),
            push(words::text("screens-manager-refresh"), Message::Refresh, true),
            space().height(Length::Fill),
            button(words::text("screens-manager-close"))
                .width(Length::Fill)
                .on_press(Message::Close),
        ]
        .spacing(theme::SPACE)
        .width(104.0)
        .into()
    }

    /// Opens the palette and the sheet of shortcuts.
    fn commands(&self) -> Element<'_, Message> {
        let close = MenuItem::new(words::text("screens-manager-close"), Message::Close)
            .help(Message::Close.help());
        let items = self.menu_items().into_iter().chain([close.shortcut("Esc")]);
        let users = Menu::new(words::text("screens-manager-commands"), items);
        menu_bar([users, Menu::help([])]).hidden().on_print(Message::PrintKeys).into()
    }

    fn menu_items(&self) -> Vec<MenuItem<Message>> {
        let item = |label: String, message: Message, enabled: bool| {
            let help = message.help();
            MenuItem::new(label, message).help(help).enabled(enabled && !self.is_busy())
        };
        vec![
            item(
                words::text("screens-manager-recover"),
                Message::AskRecover,
                self.can(Act::Recover),
            ),
            item(words::text("screens-manager-move"), Message::AskMove, self.can(Act::Move)),
            item(words::text("screens-manager-delete"), Message::AskDelete, self.can(Act::Delete))
                .shortcut(words::text("screens-manager-key-delete")),
            MenuItem::separator(),
            item(words::text("screens-manager-add"), Message::AskAdd, true)
                .shortcut(words::text("screens-manager-key-add")),
            item(words::text("screens-manager-check"), Message::Check, true),
            item(words::text("screens-manager-refresh"), Message::Refresh, true)
                .shortcut(words::text("screens-manager-key-refresh")),
        ]
    }

    fn status(&self) -> Element<'_, Message> {
        let text = if self.is_busy() { self.job.what.as_str() } else { self.notice.as_str() };
        let cells = self.proven.as_ref().map(|proven| {
            let users = words::count("screens-manager-users", self.roll.lives_here(), &[]);
            [
                StatusCell::fixed(users, 100.0).icon(Icon::Person),
                StatusCell::fixed(proven.place(), 160.0).icon(Icon::Mailslot),
            ]
        });
        let cells = std::iter::once(StatusCell::fill(text)).chain(cells.into_iter().flatten());
        status_or_help(&self.help, cells)
    }

    fn dialog(&self) -> Option<Dialog<'_, Message>> {
        if self.pending.is_long() {
            return Some(said::waiting(&self.job.what, self.job.writes));
        }
        let idle = !self.is_busy();
        Some(match self.shown.as_ref()? {
            Shown::Enter(form) => form.view(&self.mailbox, &self.root, idle),
            Shown::Add(form) => form.view(&self.roll, idle),
            Shown::Recover(mailbox) => recover::question(mailbox, idle),
            Shown::OneTime(handed) => handed.view(),
            Shown::Move(form) => form.view(idle),
            Shown::Overrule(refusal) => refusal.view(idle),
            Shown::Moved(result) => result.view(),
            Shown::Delete(question) => question.view(idle),
            Shown::Deleted(result) => result.view(),
            Shown::Check(report) => report.view(&self.root, idle),
            Shown::Failed { summary, hint, .. } => said::failed(summary, hint),
            Shown::NotWaiting => said::not_waiting(),
        })
    }
}

/// What can be done to a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Recover,
    Move,
    Delete,
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests damage files")]
mod tests;

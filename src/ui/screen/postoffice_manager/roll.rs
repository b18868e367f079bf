//! The list of users: who is selected, in which order, and what each row says.

use iced::Point;
use iced::widget::operation;

use super::{Action, Message};
use crate::admin::{MessageFilePlace, User};
use crate::mail::ShortName;
use crate::ui::icon::Icon;
use crate::ui::widget::label::Tone;
use crate::ui::widget::list::moved;
use crate::ui::widget::{Cell, Column, List, ListEvent};
use crate::ui::written;
use crate::words;

/// The id of the list.
const LIST: &str = "manager-users";

const MAILBOX: usize = 0;
const FULL_NAME: usize = 1;
const USER_ID: usize = 2;
const ADMINISTRATOR: usize = 3;
const LAST_SIGN_IN: usize = 4;
const STATE: usize = 5;

/// The list of users.
#[derive(Debug, Clone)]
pub(super) struct Roll {
    users: Vec<User>,
    cursor: Option<usize>,
    sort: (usize, bool),
    widths: [f32; 6],
    listed: bool,
}

impl Default for Roll {
    fn default() -> Self {
        Self {
            users: Vec::new(),
            cursor: None,
            sort: (MAILBOX, true),
            widths: [86.0, 100.0, 68.0, 82.0, 104.0, 208.0],
            listed: false,
        }
    }
}

impl Roll {
    /// Puts the users on the list; who was selected stays selected.
    pub(super) fn set(&mut self, users: Vec<User>) {
        let selected = self.selected().map(|user| user.mailbox.clone());
        let row = self.cursor;
        self.users = users;
        self.listed = true;
        self.put_in_order();
        let last = self.users.len().checked_sub(1);
        // Whoever went leaves the place to the next one.
        self.cursor = selected
            .and_then(|mailbox| self.position(&mailbox))
            .or(row.or(Some(0)).zip(last).map(|(row, last)| row.min(last)));
    }

    /// Selects a mailbox.
    pub(super) fn select(&mut self, mailbox: &ShortName) {
        self.cursor = self.position(mailbox).or(self.cursor);
    }

    fn position(&self, mailbox: &ShortName) -> Option<usize> {
        self.users.iter().position(|user| user.mailbox == *mailbox)
    }

    /// Returns who is selected.
    pub(super) fn selected(&self) -> Option<&User> {
        self.users.get(self.cursor?)
    }

    /// Returns everybody on the list.
    pub(super) fn users(&self) -> impl Iterator<Item = &User> {
        self.users.iter()
    }

    /// Counts who lives on the postoffice.
    pub(super) fn lives_here(&self) -> u64 {
        self.users.iter().filter(|user| user.moved_to.is_none()).count() as u64
    }

    /// Gives the list the focus.
    pub(super) fn focus() -> Action {
        Action::Run(operation::focus(LIST))
    }

    /// Handles what happened; returns where a context menu is wanted.
    pub(super) fn update(&mut self, event: ListEvent) -> Option<Point> {
        match event {
            ListEvent::Move { delta, .. } => {
                self.cursor = moved(self.cursor, delta, self.users.len());
            }
            ListEvent::Select { row, .. } => self.cursor = Some(row),
            // There is no first thing to do to a user: the menu offers everything.
            ListEvent::Context { row, at } => {
                self.cursor = row.or(self.cursor);
                return Some(at);
            }
            ListEvent::Sort(column) | ListEvent::SortToo(column) => {
                let (old, ascending) = self.sort;
                self.sort = (column, old != column || !ascending);
                let selected = self.selected().map(|user| user.mailbox.clone());
                self.put_in_order();
                self.cursor = selected.and_then(|mailbox| self.position(&mailbox));
            }
            ListEvent::Resized(column, width) => {
                if let Some(old) = self.widths.get_mut(column) {
                    *old = width;
                }
            }
            ListEvent::Typed(letters) => self.find(&letters),
            // One user at a time; nothing to fold, no cells of their own.
            _ => {}
        }
        None
    }

    /// Goes to the next row whose cell in the sorted column begins with these letters.
    fn find(&mut self, letters: &str) {
        let wanted = letters.to_lowercase();
        let len = self.users.len();
        let from = self.cursor.unwrap_or(0);
        // One letter goes on to the next row; more of them stay where they fit.
        let step = usize::from(letters.chars().count() == 1);
        let found = (0..len).map(|n| (from + step + n) % len.max(1)).find(|row| {
            self.users.get(*row).is_some_and(|user| {
                let (column, _) = self.sort;
                let column = if column == FULL_NAME { FULL_NAME } else { MAILBOX };
                text(user, column).to_lowercase().starts_with(&wanted)
            })
        });
        self.cursor = found.or(self.cursor);
    }

    fn put_in_order(&mut self) {
        let (column, ascending) = self.sort;
        // Equal ones stay in the order of their mailboxes.
        self.users.sort_by(|a, b| a.mailbox.cmp(&b.mailbox));
        self.users.sort_by(|a, b| {
            let order = match column {
                MAILBOX => a.mailbox.cmp(&b.mailbox),
                FULL_NAME => a.full_name.folded().cmp(&b.full_name.folded()),
                USER_ID => a.user_id.cmp(&b.user_id),
                // Administrators first.
                ADMINISTRATOR => b.administrator.cmp(&a.administrator),
                LAST_SIGN_IN => a.last_sign_in.cmp(&b.last_sign_in),
                _ => state(a).cmp(&state(b)),
            };
            if ascending { order } else { order.reverse() }
        });
    }

    pub(super) fn view(&self) -> List<'_, Message> {
        let (column, ascending) = self.sort;
        let empty = if self.listed { words::text("screens-manager-nobody") } else { String::new() };
        List::new(
            self.users.len(),
            self.columns(),
            |row, column| self.users.get(row).map_or_else(Cell::default, |user| cell(user, column)),
            Message::List,
        )
        .id(LIST)
        .cursor(self.cursor)
        .selected(|row| self.cursor == Some(row))
        .sort(column, ascending)
        .empty(empty)
    }

    fn columns(&self) -> Vec<Column> {
        let [mailbox, full_name, user_id, administrator, last_sign_in, state] = self.widths;
        vec![
            Column::new(words::text("screens-manager-column-mailbox"), mailbox).sortable(),
            Column::new(words::text("screens-manager-column-full-name"), full_name)
                .sortable()
                .fill(),
            Column::new(words::text("screens-manager-column-user-id"), user_id).sortable(),
            Column::new(words::text("screens-manager-column-administrator"), administrator)
                .sortable(),
            Column::new(words::text("screens-manager-column-last-sign-in"), last_sign_in)
                .sortable(),
            Column::new(words::text("screens-manager-column-state"), state).sortable(),
        ]
    }
}

fn cell(user: &User, column: usize) -> Cell<'_> {
    let cell = Cell::text(text(user, column));
    let moved = user.moved_to.is_some();
    match column {
        MAILBOX if user.administrator => cell.icon(Icon::Administrator),
        MAILBOX => cell.icon(Icon::Person),
        STATE if user.password_reset && !moved => cell.tone(Tone::Warning),
        _ if moved => cell.tone(Tone::Muted),
        _ => cell,
    }
}

fn text(user: &User, column: usize) -> String {
    match column {
        MAILBOX => user.mailbox.to_string(),
        FULL_NAME => user.full_name.to_string(),
        USER_ID => user.user_id.to_string(),
        ADMINISTRATOR if user.administrator => words::text("screens-manager-yes"),
        ADMINISTRATOR => String::new(),
        LAST_SIGN_IN => {
            user.last_sign_in.map_or_else(|| words::text("screens-manager-never"), written::briefly)
        }
        _ => state(user),
    }
}

/// What an administrator should know about a user, the most important first.
fn state(user: &User) -> String {
    if let Some(to) = &user.moved_to {
        return words::with("screens-manager-state-moved", &[("address", to)]);
    }
    let reset = user.password_reset.then(|| words::text("screens-manager-state-reset"));
    let local = match &user.message_file {
        MessageFilePlace::Local(_) => Some(words::text("screens-manager-state-local")),
        MessageFilePlace::None | MessageFilePlace::Postoffice => None,
    };
    reset.into_iter().chain(local).collect::<Vec<_>>().join("; ")
}

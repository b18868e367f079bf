//! Flags for follow-up, and the menus about columns and order.

use iced::Task;

use super::bulk::Chosen;
use super::command::{ColumnKind, Command};
use super::{Message, MessageCenter};
use crate::mail::{Flag, Moment, SortKey};
use crate::session::Act;
use crate::ui::widget::MenuItem;
use crate::words;

/// What a person wants of a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagWish {
    /// What comes next: none is raised, a raised one is done, a done one goes.
    Next,
    /// Raised, due today.
    Today,
    /// Raised, due tomorrow.
    Tomorrow,
    /// Raised, due by the end of next week.
    NextWeek,
    /// Raised, due at no time.
    NoDate,
    /// Done.
    Done,
    /// None.
    Clear,
}

impl FlagWish {
    /// Returns the flag that is wished for, of a message that bears one already.
    fn flag(self, was: Flag, now: Moment) -> Flag {
        let due = |days: i64| Flag::Raised { due: Some(now.end_of_day(days)) };
        match (self, was) {
            (Self::Next, Flag::None) | (Self::NoDate, _) => Flag::Raised { due: None },
            (Self::Next, Flag::Raised { .. }) | (Self::Done, _) => Flag::Done,
            (Self::Next, Flag::Done) | (Self::Clear, _) => Flag::None,
            (Self::Today, _) => due(0),
            (Self::Tomorrow, _) => due(1),
            (Self::NextWeek, _) => due(now.days_to_sunday().saturating_add(7)),
        }
    }

    /// Returns whether a flag is already what is wished for.
    fn stands(self, flag: Flag, now: Moment) -> bool {
        flag != Flag::None && self.flag(flag, now) == flag
    }
}

impl MessageCenter {
    /// Returns whether flags were changed since this was asked last: other windows show them, too.
    pub fn take_reflagged(&mut self) -> bool {
        std::mem::take(&mut self.reflagged)
    }

    /// Returns the flag of the first selected message.
    fn flag_now(&self) -> Flag {
        let first = self.selection.first().or(self.selection.cursor());
        first.and_then(|row| self.rows.get(row)).map_or(Flag::None, |row| row.flag)
    }

    /// Flags the selected messages; what comes next is that of the first one.
    pub(super) fn flag_selected(&mut self, wish: FlagWish) -> Task<Message> {
        let was = self.flag_now();
        self.act_on_selected(Act::Flag(wish.flag(was, Moment::now())))
    }

    /// Gives the message of a row the flag that comes next, whatever is selected.
    pub(super) fn flag_row(&mut self, row: usize) -> Task<Message> {
        let Some(summary) = self.rows.get(row) else { return Task::none() };
        let (id, was) = (summary.id, summary.flag);
        let flag = FlagWish::Next.flag(was, Moment::now());
        self.act_on(Chosen::Ids([id].into()), Act::Flag(flag))
    }

    /// Returns the menu of what is done with a folder beside naming and deleting it.
    pub(super) fn folder_items(&self) -> Vec<MenuItem<Message>> {
        let favourite = self.folders.current_id().is_some_and(|id| self.folders.is_favourite(id));
        vec![
            self.item(words::text("screens-order-item-move-folder"), Command::MoveFolder),
            self.item(words::text("screens-order-item-favourite"), Command::Favourite)
                .checked(favourite),
            self.item(words::text("screens-order-item-mark-folder"), Command::MarkFolderRead),
            self.item(words::text("screens-order-item-properties"), Command::FolderProperties)
                .shortcut("Alt+Enter"),
        ]
    }

    /// Returns the menu of flags.
    pub(super) fn flag_items(&self) -> Vec<MenuItem<Message>> {
        let (flag, now) = (self.flag_now(), Moment::now());
        let item = |id: &str, wish: FlagWish| {
            self.item(words::text(id), Command::Flag(wish)).chosen(wish.stands(flag, now))
        };
        vec![
            item("screens-order-item-flag-today", FlagWish::Today),
            item("screens-order-item-flag-tomorrow", FlagWish::Tomorrow),
            item("screens-order-item-flag-week", FlagWish::NextWeek),
            item("screens-order-item-flag-none", FlagWish::NoDate),
            MenuItem::separator(),
            item("screens-order-item-flag-done", FlagWish::Done),
            item("screens-order-item-flag-clear", FlagWish::Clear),
        ]
    }

    /// Returns the menu of what the list is sorted by.
    pub(super) fn sort_items(&self) -> Vec<MenuItem<Message>> {
        let order = self.view.order;
        let mut items: Vec<MenuItem<Message>> = self
            .sort_keys()
            .into_iter()
            .map(|(id, key)| {
                self.item(words::text(id), Command::SortBy(key)).chosen(order.key == key)
            })
            .collect();
        items.push(MenuItem::separator());
        let then = self.sort_keys().into_iter().map(|(id, key)| {
            let chosen = order.then.is_some_and(|(then, _)| then == key);
            self.item(words::text(id), Command::ThenBy(key)).chosen(chosen)
        });
        items.push(
            MenuItem::submenu(words::text("screens-order-item-then"), then.collect::<Vec<_>>())
                .help("screens-menus-then-by"),
        );
        items
    }

    fn sort_keys(&self) -> [(&'static str, SortKey); 9] {
        let person = if self.shows_recipients() {
            ("screens-center-item-sort-to", SortKey::To)
        } else {
            ("screens-center-item-sort-from", SortKey::From)
        };
        [
            person,
            ("screens-center-item-sort-subject", SortKey::Subject),
            ("screens-center-item-sort-date", SortKey::Date),
            ("screens-center-item-sort-size", SortKey::Size),
            ("screens-center-item-sort-priority", SortKey::Priority),
            ("screens-order-item-sort-unread", SortKey::Unread),
            ("screens-order-item-sort-flag", SortKey::Flag),
            ("screens-order-item-sort-attachments", SortKey::Attachments),
            ("screens-order-item-sort-arrived", SortKey::Arrived),
        ]
    }

    /// Returns the menu of the columns.
    pub(super) fn column_items(&self) -> Vec<MenuItem<Message>> {
        let mut items: Vec<MenuItem<Message>> = ColumnKind::ALL
            .into_iter()
            .map(|kind| {
                self.item(words::text(kind.word()), Command::Column(kind))
                    .checked(self.view.has(kind))
            })
            .collect();
        items.push(MenuItem::separator());
        items.push(self.item(words::text("screens-order-item-usual"), Command::UsualColumns));
        items
    }

    /// Returns the menu of a column's header.
    pub(super) fn header_items(&self, column: usize) -> Vec<MenuItem<Message>> {
        let Some(kind) = self.view.columns.get(column).map(|shown| shown.kind) else {
            return self.column_items();
        };
        let name = words::text(kind.word());
        let named = |id: &str| words::with(id, &[("column", &name)]);
        let mut items = Vec::new();
        if let Some(key) = kind.sort_key(self.shows_recipients()) {
            items.push(self.item(named("screens-order-item-sort-this"), Command::SortBy(key)));
            items.push(self.item(named("screens-order-item-then-this"), Command::ThenBy(key)));
            items.push(MenuItem::separator());
        }
        let hide = self.item(named("screens-order-item-hide"), Command::Column(kind));
        items.push(hide);
        let left = words::text("screens-order-item-left");
        items.push(self.item(left, Command::ShiftColumn(kind, false)));
        let right = words::text("screens-order-item-right");
        items.push(self.item(right, Command::ShiftColumn(kind, true)));
        items.push(MenuItem::separator());
        let columns = words::text("screens-order-item-columns");
        items.push(MenuItem::submenu(columns, self.column_items()).help("screens-menus-columns"));
        items
    }

    /// Returns whether the list shows what a search found.
    pub(super) fn shows_results(&self) -> bool {
        self.folders.current_id().is_some_and(crate::mail::FolderId::is_results)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_follow_what_is_wished_for() {
        let now = Moment::now();
        let raised = Flag::Raised { due: None };
        assert_eq!(FlagWish::Next.flag(Flag::None, now), raised);
        assert_eq!(FlagWish::Next.flag(raised, now), Flag::Done);
        assert_eq!(FlagWish::Next.flag(Flag::Done, now), Flag::None);
        assert_eq!(FlagWish::Clear.flag(raised, now), Flag::None);
        let due = |wish: FlagWish| match wish.flag(Flag::None, now) {
            Flag::Raised { due: Some(due) } => due.0 - now.0,
            other => panic!("{other:?}"),
        };
        let stand = |flag| {
            use FlagWish as W;
            [W::Today, W::Tomorrow, W::NextWeek, W::NoDate, W::Done, W::Clear]
                .map(|wish| wish.stands(flag, now))
        };
        let tomorrow = FlagWish::Tomorrow.flag(Flag::None, now);
        assert_eq!(stand(tomorrow), [false, true, false, false, false, false]);
        assert_eq!(stand(raised), [false, false, false, true, false, false]);
        assert_eq!(stand(Flag::Done), [false, false, false, false, true, false]);
        assert_eq!(stand(Flag::None), [false; 6]);
        let day = 24 * 60 * 60 * 1000;
        assert!((0..=day + 2 * 3_600_000).contains(&due(FlagWish::Today)));
        assert!(due(FlagWish::Tomorrow) > due(FlagWish::Today));
        assert!(due(FlagWish::NextWeek) > 6 * day && due(FlagWish::NextWeek) < 15 * day);
    }
}

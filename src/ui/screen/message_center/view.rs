//! The window as it is seen: menus, tools, tree, list, reading pane, status bar, and the dialog or
//! menu over them.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill, Point, Right};

use super::collecting::Office;
use super::command::{self, Command, PaneAt};
use super::work::Long;
use super::{Message, MessageCenter};
use crate::mail::{FolderKind, Moment, Priority, SortKey, Summary};
use crate::ui::icon::Icon;
use crate::ui::screen::attachments::size_text;
use crate::ui::theme::{self, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::progress::Reached;
use crate::ui::widget::status::StatusCell;
use crate::ui::widget::{
    Cell, Column, Edge, List, MenuItem, Pane, Tree, bevel, button, columns, context_menu, keys,
    label, menu_bar, modal, part, progress, reach, rows, status_bar, tool_bar,
};
use crate::words;

/// The folder tree.
pub(super) const TREE: &str = "center-folders";
/// The box that narrows the list.
pub(super) const FILTER: &str = "center-filter";
/// The message list.
pub(super) const LIST: &str = "center-messages";

const ENVELOPE: usize = 0;
const PRIORITY: usize = 1;
const CLIP: usize = 2;
const PERSON: usize = 3;
const SUBJECT: usize = 4;
const RECEIVED: usize = 5;

/// The widths of the list's columns unless a person changed them.
const WIDTHS: [f32; 7] = [22.0, 22.0, 22.0, 150.0, 90.0, 126.0, 64.0];

/// Returns what a column sorts by.
pub(super) fn sort_key(column: usize, recipients: bool) -> Option<SortKey> {
    match column {
        PRIORITY => Some(SortKey::Priority),
        PERSON if recipients => Some(SortKey::To),
        PERSON => Some(SortKey::From),
        SUBJECT => Some(SortKey::Subject),
        RECEIVED => Some(SortKey::Date),
        6 => Some(SortKey::Size),
        _ => None,
    }
}

fn column_of(key: SortKey) -> usize {
    match key {
        SortKey::Unread | SortKey::Flag | SortKey::Attachments | SortKey::Arrived => ENVELOPE,
        SortKey::Priority => PRIORITY,
        SortKey::From | SortKey::To => PERSON,
        SortKey::Subject => SUBJECT,
        SortKey::Date => RECEIVED,
        SortKey::Size => 6,
    }
}

impl MessageCenter {
    /// Shows the window.
    pub fn view(&self) -> Element<'_, Message> {
        let mut window = column![menu_bar(self.menus())].width(Fill).height(Fill);
        if self.settings.tool_bar {
            window = window.push(tool_bar(self.tools()).id("center-tools"));
        }
        window = window.push(container(self.panes()).padding([0.0, 2.0]).height(Fill));
        if let Some(long) = self.work.long() {
            window = window.push(busy(long));
        }
        if let Some(bar) = self.outbox_bar() {
            window = window.push(bar);
        }
        if self.settings.status_bar {
            window = window.push(self.status());
        }
        let window = container(window).style(style::panel);
        let own = self.dialog.as_ref().map(|shown| shown.view().map(Message::Dialog));
        let dialog = own
            .or_else(|| self.strip.dialog().map(|shown| shown.map(Message::Strip)))
            .or_else(|| self.pane.reader.dialog().map(|shown| shown.map(Message::Reader)));
        let over = context_menu(modal(window, dialog), self.open_menu(), Message::MenuClosed);
        let over = reach(over, &self.wishes);
        keys(over, |key, modifiers| self.on_key(key, modifiers)).into()
    }

    /// Returns the menu that the right mouse button opened.
    fn open_menu(&self) -> Option<(Point, Vec<MenuItem<Message>>)> {
        let own = self.menu.map(|(at, of)| (at, self.context(of)));
        own.or_else(|| {
            let (at, items) = self.strip.menu()?;
            Some((at, items.into_iter().map(|item| item.map(&Message::Strip)).collect()))
        })
    }

    /// Returns what a key means that nobody in the window wanted.
    fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        if let Some(shown) = &self.dialog {
            return shown.key(key, modifiers).map(Message::Dialog);
        }
        if self.strip.dialog().is_some() {
            return self.strip.key(key, modifiers).map(Message::Strip);
        }
        if self.pane.shown().is_some()
            && let Some(message) = self.pane.reader.key(key, modifiers)
        {
            return Some(Message::Reader(message));
        }
        if *key == Key::Named(Named::Escape) {
            let give_up = self.work.long().map(|_| Message::Ordered(Command::GiveUp));
            return give_up.or_else(|| self.escape_filter());
        }
        command::shortcut(key, modifiers).map(Message::Ordered)
    }

    fn panes(&self) -> Element<'_, Message> {
        let tree = Tree::new(self.folders.items(), self.folders.row(), Message::Tree).id(TREE);
        let tree = part(tree).on_key(|key, modifiers| match key {
            Key::Named(Named::Delete) if modifiers.is_empty() => {
                Some(Message::Ordered(Command::DeleteFolder))
            }
            Key::Named(Named::F2) if modifiers.is_empty() => {
                Some(Message::Ordered(Command::RenameFolder))
            }
            _ => None,
        });
        let tree = bevel(Edge::Sunken, tree).window();
        let size = self.settings.panes.list;
        let right: Element<'_, Message> = match PaneAt::of(&self.settings.reading_pane) {
            PaneAt::Off => self.list(),
            PaneAt::Below => rows(self.list(), part(self.reading_pane()))
                .keep(Pane::First, size)
                .least(90.0, 80.0)
                .on_resize(Message::ListResized)
                .into(),
            PaneAt::Right => columns(self.list(), part(self.reading_pane()))
                .keep(Pane::First, size)
                .least(200.0, 160.0)
                .on_resize(Message::ListResized)
                .into(),
        };
        columns(tree, right)
            .keep(Pane::First, self.settings.panes.tree)
            .least(90.0, 240.0)
            .on_resize(Message::TreeResized)
            .into()
    }

    /// Returns the widths of the list's columns.
    pub(super) fn widths(&self) -> [f32; 7] {
        <[f32; 7]>::try_from(self.settings.panes.columns.as_slice()).unwrap_or(WIDTHS)
    }

    fn list(&self) -> Element<'_, Message> {
        let recipients = self.shows_recipients();
        let [envelope, priority, clip, person, subject, received, size] = self.widths();
        let person_title = words::text(if recipients {
            "screens-center-column-to"
        } else {
            "screens-center-column-from"
        });
        let received_title = words::text(if recipients {
            "screens-center-column-sent"
        } else {
            "screens-center-column-received"
        });
        let columns = vec![
            Column::new("", envelope).icon(Icon::Envelope),
            Column::new("", priority).icon(Icon::High).sortable(),
            Column::new("", clip).icon(Icon::Paperclip),
            Column::new(person_title, person).sortable(),
            Column::new(words::text("screens-center-column-subject"), subject).fill().sortable(),
            Column::new(received_title, received).sortable(),
            Column::new(words::text("screens-center-column-size"), size).sortable().align(Right),
        ];
        let cell = move |row: usize, column: usize| match self.rows.get(row) {
            Some(summary) => cell(summary, column, recipients),
            None if column == SUBJECT => Cell::text("…").tone(Tone::Muted),
            None => Cell::default(),
        };
        let list = List::new(self.rows.len(), columns, cell, Message::List)
            .id(LIST)
            .selected(|row| self.selection.contains(row))
            .cursor(self.selection.cursor())
            .sort(column_of(self.order.key), !self.order.descending)
            .watch()
            .epoch(self.generation)
            .empty(self.nothing());
        let list = part(bevel(Edge::Sunken, list).window());
        column![self.filter_row(), list].spacing(2.0).into()
    }

    /// Says why the list is empty.
    fn nothing(&self) -> String {
        if !self.ready {
            return String::new();
        }
        if let Some(why) = self.nothing_found() {
            return why;
        }
        let Some(folder) = self.folders.current() else { return String::new() };
        words::text(match folder.kind {
            FolderKind::Inbox => "screens-center-empty-inbox",
            FolderKind::Outbox => "screens-center-empty-outbox",
            FolderKind::Drafts => "screens-center-empty-drafts",
            FolderKind::DeletedMail => "screens-center-empty-deleted",
            FolderKind::SentMail => "screens-center-empty-sent",
            FolderKind::Unreadable | FolderKind::Private => "screens-center-empty-folder",
        })
    }

    fn status(&self) -> Element<'_, Message> {
        let (total, unread) =
            self.folders.current().map_or((0, 0), |folder| (folder.total, folder.unread));
        let values: [(&str, &dyn std::fmt::Display); 1] = [("unread", &unread)];
        let counts = match self.folders.current_finder() {
            Some(_) => words::count("screens-find-found", self.rows.len() as u64, &[]),
            None => words::count("screens-center-counts", total, &values),
        };
        let selected = self.selection.count() as u64;
        let counts = if selected > 1 {
            words::count("screens-center-counts-selected", selected, &[("counts", &counts)])
        } else {
            counts
        };
        let (state, icon, tone, reason) = match self.office() {
            Office::Disconnected(error) => (
                words::text("screens-center-disconnected"),
                Icon::Disconnected,
                Tone::Danger,
                Some(error.summary()),
            ),
            Office::Connected => {
                (words::text("screens-center-connected"), Icon::Connected, Tone::Normal, None)
            }
            Office::Unknown => {
                (words::text("screens-center-connecting"), Icon::Connected, Tone::Muted, None)
            }
        };
        let going_on = self.checking();
        let told = match (going_on, reason) {
            (Some(text), _) => StatusCell::fill(text),
            (None, Some(reason)) => StatusCell::fill(reason).tone(Tone::Danger),
            (None, None) => StatusCell::fill(self.notice.as_str()),
        };
        let checked = self.last_check().map_or_else(String::new, |at| {
            let at = at.local(&words::text("screens-center-check-time"));
            words::with("screens-center-checked", &[("time", &at)])
        });
        status_bar([
            told,
            StatusCell::fixed(counts, 210.0),
            StatusCell::fixed(checked, 96.0),
            StatusCell::fixed(state, 116.0).icon(icon).tone(tone),
        ])
    }
}

/// Says what takes long, and lets a person stop waiting.
fn busy<'a>(long: Long) -> Element<'a, Message> {
    let reached = long.part.map_or(Reached::Unknown, Reached::Part);
    let cancel =
        button(words::text("screens-center-cancel")).on_press(Message::Ordered(Command::GiveUp));
    let strip = row![
        label(long.text),
        space().width(theme::GAP),
        progress(reached).width(180.0),
        space().width(Fill),
        cancel,
    ]
    .spacing(theme::SPACE)
    .align_y(Center);
    bevel(Edge::ThinRaised, strip).face().padding([3.0, 8.0]).width(Fill).into()
}

fn cell(summary: &Summary, column: usize, recipients: bool) -> Cell<'_> {
    let cell = match column {
        ENVELOPE => Cell::picture(envelope(summary)),
        PRIORITY => Cell::picture(match summary.priority {
            Priority::High => Some(Icon::High),
            Priority::Normal => None,
            Priority::Low => Some(Icon::Low),
        }),
        CLIP => Cell::picture((summary.attachments > 0).then_some(Icon::Paperclip)),
        PERSON if recipients => Cell::text(people(&summary.to)),
        PERSON => Cell::text(person(&summary.from)),
        SUBJECT => Cell::text(subject(&summary.subject)),
        RECEIVED => Cell::text(date(summary.date)),
        // A list needs no bytes: what is small is small.
        _ => Cell::text(size_text(summary.size.max(1024))),
    };
    cell.bold(summary.unread)
}

fn envelope(summary: &Summary) -> Icon {
    if summary.draft {
        Icon::Draft
    } else if summary.unread {
        Icon::Envelope
    } else if summary.answered {
        Icon::Reply
    } else if summary.forwarded {
        Icon::Forward
    } else {
        Icon::OpenEnvelope
    }
}

/// Returns the name of somebody written as name and address.
fn person(written: &str) -> &str {
    match written.split_once('<') {
        Some((name, _)) if !name.trim().is_empty() => name.trim(),
        _ => written,
    }
}

fn people(written: &str) -> String {
    let names: Vec<&str> = written.split("; ").map(person).collect();
    names.join("; ")
}

/// Returns the subject, or what stands for a missing one.
pub(super) fn subject(subject: &str) -> String {
    if subject.trim().is_empty() {
        words::text("screens-center-no-subject")
    } else {
        subject.to_owned()
    }
}

fn date(date: Moment) -> String {
    date.local(&words::text("screens-center-list-date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short() {
        assert_eq!(person("Anna Berg <NORTH/MAIN/ANNA>"), "Anna Berg");
        assert_eq!(person("<a@b.c>"), "<a@b.c>");
        assert_eq!(people("Anna <N/M/A>; BRUNO"), "Anna; BRUNO");
    }
}

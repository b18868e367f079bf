//! The message list as it is seen: its columns, and what stands in each cell.

use iced::widget::column;
use iced::{Element, Right};

use super::folder_view::ColumnKind;
use super::view::LIST;
use super::{Message, MessageCenter};
use crate::mail::{Flag, FolderKind, Moment, Priority, Summary};
use crate::ui::icon::Icon;
use crate::ui::widget::label::Tone;
use crate::ui::widget::{Cell, Column, Edge, List, bevel, part};
use crate::ui::written;
use crate::words;

/// The width that a day needs.
pub(super) const DAY: f32 = 82.0;

impl MessageCenter {
    /// Shows the message list.
    pub(super) fn list(&self) -> Element<'_, Message> {
        let recipients = self.shows_recipients();
        let columns: Vec<Column> = self
            .view
            .columns
            .iter()
            .map(|shown| column_of(shown.kind, shown.width, recipients))
            .collect();
        let kinds: Vec<ColumnKind> = self.view.columns.iter().map(|shown| shown.kind).collect();
        let now = Moment::now();
        let cell = move |row: usize, column: usize| {
            let Some(kind) = kinds.get(column).copied() else { return Cell::default() };
            match self.rows.get(row) {
                Some(summary) if kind == ColumnKind::Folder => {
                    let folder = self.folders.get(summary.folder);
                    let name = folder.map_or("", |folder| folder.name.as_str());
                    Cell::text(name).bold(summary.unread)
                }
                Some(summary) => cell(summary, kind, recipients, now),
                None if kind == ColumnKind::Subject => Cell::text("…").tone(Tone::Muted),
                None => Cell::default(),
            }
        };
        let order = self.view.order;
        let place = |key| self.view.column_of(key, recipients);
        let then = order.then.and_then(|(key, down)| Some((place(key)?, !down)));
        let mut list = List::new(self.rows.len(), columns, cell, Message::List)
            .id(LIST)
            .selected(|row| self.selection.contains(row))
            .cursor(self.selection.cursor())
            .then(then)
            .watch()
            .draggable()
            .movable()
            .epoch(self.generation)
            .empty(self.nothing());
        if let Some(column) = place(order.key) {
            list = list.sort(column, !order.descending);
        }
        if order.grouped {
            list = list.folding();
        }
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
            FolderKind::Unreadable | FolderKind::Templates | FolderKind::Private => {
                "screens-center-empty-folder"
            }
        })
    }
}

fn column_of(kind: ColumnKind, width: f32, recipients: bool) -> Column {
    let titled = |id: &str| Column::new(words::text(id), width);
    let column = match kind {
        ColumnKind::State => Column::new("", width).icon(Icon::Envelope),
        ColumnKind::Priority => Column::new("", width).icon(Icon::High),
        ColumnKind::Clip => Column::new("", width).icon(Icon::Paperclip),
        ColumnKind::Flag => Column::new("", width).icon(Icon::Flag).clickable(),
        ColumnKind::Person if recipients => titled("screens-center-column-to"),
        ColumnKind::Person => titled("screens-center-column-from"),
        ColumnKind::To => titled("screens-center-column-to"),
        ColumnKind::Cc => titled("screens-order-column-cc"),
        ColumnKind::Subject => titled("screens-center-column-subject").fill(),
        ColumnKind::Folder => titled("screens-order-column-folder"),
        ColumnKind::Date if recipients => titled("screens-center-column-sent").least(DAY),
        ColumnKind::Date => titled("screens-center-column-received").least(DAY),
        ColumnKind::Due => titled("screens-order-column-due"),
        ColumnKind::Arrived => titled("screens-order-column-arrived").least(DAY),
        ColumnKind::Size => titled("screens-center-column-size").align(Right),
        ColumnKind::Attachments => titled("screens-order-column-files").align(Right),
    };
    if kind.sort_key(recipients).is_some() { column.sortable() } else { column }
}

fn cell(summary: &Summary, kind: ColumnKind, recipients: bool, now: Moment) -> Cell<'_> {
    let gathered = summary.gathered.unwrap_or_default();
    let closed = gathered.size > 1 && !gathered.inner && !gathered.open;
    let cell = match kind {
        ColumnKind::State => Cell::picture(envelope(summary)),
        ColumnKind::Priority => Cell::picture(match summary.priority {
            Priority::High => Some(Icon::High),
            Priority::Normal => None,
            Priority::Low => Some(Icon::Low),
        }),
        ColumnKind::Clip => Cell::picture((summary.attachments > 0).then_some(Icon::Paperclip)),
        ColumnKind::Flag => Cell::picture(match summary.flag {
            Flag::None => None,
            Flag::Raised { due: Some(due) } if due < now => Some(Icon::FlagDue),
            Flag::Raised { .. } => Some(Icon::Flag),
            Flag::Done => Some(Icon::FlagDone),
        }),
        ColumnKind::Due => {
            Cell::text(written::due(summary.flag)).tone(written::flag_tone(summary.flag, now))
        }
        ColumnKind::Person if recipients => Cell::text(people(&summary.to)),
        ColumnKind::Person => Cell::text(person(&summary.from)),
        ColumnKind::To => Cell::text(people(&summary.to)),
        ColumnKind::Cc => Cell::text(summary.cc.as_deref().map_or_else(String::new, people)),
        ColumnKind::Subject => subject_cell(summary, closed),
        ColumnKind::Date => {
            Cell::text(written::briefly(summary.date)).short(written::day(summary.date))
        }
        ColumnKind::Arrived => {
            Cell::text(written::briefly(summary.arrived)).short(written::day(summary.arrived))
        }
        ColumnKind::Size => Cell::text(written::size(summary.size)),
        ColumnKind::Attachments if summary.attachments > 0 => {
            Cell::text(summary.attachments.to_string())
        }
        ColumnKind::Attachments | ColumnKind::Folder => Cell::default(),
    };
    // A closed conversation is as unread as what is in it.
    cell.bold(summary.unread || (closed && gathered.unread > 0))
}

/// The subject; in a list of conversations with the sign to open them, and how many there are.
fn subject_cell(summary: &Summary, closed: bool) -> Cell<'static> {
    let text = super::view::subject(&summary.subject);
    let Some(gathered) = summary.gathered else { return Cell::text(text) };
    if gathered.inner {
        return Cell::text(text).inset(2);
    }
    if gathered.size < 2 {
        return Cell::text(text).inset(1);
    }
    let text = if closed { format!("{text} ({})", gathered.size) } else { text };
    Cell::text(text).sign(Some(gathered.open))
}

pub(super) fn envelope(summary: &Summary) -> Icon {
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
pub(super) fn person(written: &str) -> &str {
    match written.split_once('<') {
        Some((name, _)) if !name.trim().is_empty() => name.trim(),
        _ => written,
    }
}

fn people(written: &str) -> String {
    let names: Vec<&str> = written.split("; ").map(person).collect();
    names.join("; ")
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

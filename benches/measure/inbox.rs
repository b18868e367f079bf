//! A window with a long list, as the message center shows it: seven columns, some rows bold.

use std::cell::Cell as Counter;
use std::ops::Range;

use iced::Element;
use iced::alignment::Horizontal::Right;
use restante::mail::{Moment, Priority};
use restante::ui::icon::Icon;
use restante::ui::widget::{Cell, Column, Edge, List, ListEvent, bevel, keys, list};

use super::mail::Mail;

/// Different rows; longer lists show them again and again, under other numbers.
const DIFFERENT: u32 = 20_000;

/// What a row shows.
struct Row {
    from: String,
    subject: String,
    minute: i64,
    priority: Priority,
    unread: bool,
    answered: bool,
}

/// The state of the window.
pub(crate) struct Inbox {
    len: usize,
    rows: Vec<Row>,
    columns: Vec<Column>,
    cursor: Option<usize>,
    folder: u64,
    asked: Counter<usize>,
    in_sight: Range<usize>,
}

impl Inbox {
    pub(crate) fn new(len: usize) -> Self {
        let rows = (0..DIFFERENT).map(|n| {
            let Mail { message, unread, answered } = Mail::new(n, false);
            Row {
                from: message.from.name,
                subject: message.subject,
                minute: message.date.unwrap_or(Moment(0)).0 / 60_000,
                priority: message.priority,
                unread,
                answered,
            }
        });
        Self {
            len,
            rows: rows.collect(),
            columns: vec![
                Column::new("", 22.0).icon(Icon::Envelope),
                Column::new("", 22.0).icon(Icon::High).sortable(),
                Column::new("", 22.0).icon(Icon::Paperclip),
                Column::new("From", 150.0).sortable(),
                Column::new("Subject", 90.0).fill().sortable(),
                Column::new("Received", 126.0).sortable(),
                Column::new("Size", 64.0).sortable().align(Right),
            ],
            cursor: Some(0),
            folder: 0,
            asked: Counter::new(0),
            in_sight: 0..0,
        }
    }

    pub(crate) fn view(&self) -> Element<'_, ListEvent> {
        let list = List::new(self.len, self.columns.as_slice(), |r, c| self.cell(r, c), |e| e)
            .id("list")
            .selected(|row| self.cursor == Some(row))
            .cursor(self.cursor)
            .sort(5, false)
            .epoch(self.folder)
            .watch();
        keys(bevel(Edge::Sunken, list), |_, _| None).into()
    }

    fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        self.asked.set(self.asked.get() + 1);
        let seed = row.wrapping_add(self.folder as usize * 977);
        let Some(shown) = self.rows.get(seed % self.rows.len().max(1)) else {
            return Cell::text("");
        };
        let cell = match column {
            0 if shown.unread => Cell::picture(Icon::Envelope),
            0 if shown.answered => Cell::picture(Icon::Reply),
            0 => Cell::picture(Icon::OpenEnvelope),
            1 => Cell::picture(match shown.priority {
                Priority::High => Some(Icon::High),
                Priority::Normal => None,
                Priority::Low => Some(Icon::Low),
            }),
            2 => Cell::picture(seed.is_multiple_of(9).then_some(Icon::Paperclip)),
            3 => Cell::text(shown.from.as_str()),
            4 => Cell::text(shown.subject.as_str()),
            5 => Cell::text(Moment((shown.minute + seed as i64) * 60_000).local("%Y-%m-%d %H:%M")),
            _ => Cell::text(format!("{} KB", 1 + seed % 97)),
        };
        cell.bold(shown.unread)
    }

    /// Does what the message center does with what happens in its list.
    pub(crate) fn update(&mut self, event: &ListEvent) {
        match event {
            ListEvent::Move { delta, .. } => {
                self.cursor = list::moved(self.cursor, *delta, self.len);
            }
            ListEvent::Select { row, .. } => self.cursor = Some(*row),
            ListEvent::InSight(rows) => self.in_sight.clone_from(rows),
            _ => {}
        }
    }

    pub(crate) fn put_cursor(&mut self, row: usize) {
        self.cursor = Some(row);
    }

    /// Shows another folder from its top.
    pub(crate) fn other_folder(&mut self) {
        self.folder += 1;
        self.cursor = None;
    }

    /// Returns how many cells were asked for since the last time.
    pub(crate) fn asked(&self) -> usize {
        self.asked.take()
    }

    /// Returns the rows in sight.
    pub(crate) fn in_sight(&self) -> Range<usize> {
        self.in_sight.clone()
    }
}

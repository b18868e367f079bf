//! Draws Import Mail: what is asked, what was seen, how far it is, what was done.

use std::sync::atomic::Ordering;

use iced::keyboard::{Key, key::Named};
use iced::widget::{Column as Lines, column, row};
use iced::{Center, Element, Fill, Right};

use super::seen::{Seen, TAKEN};
use super::{BringIn, Message, Stage};
use crate::interchange::{CodePage, Kind, Report, page_name};
use crate::mail::Moment;
use crate::ui::dialog::Secret;
use crate::ui::theme::{self, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::progress::Reached;
use crate::ui::widget::{
    Cell, Column, Dialog, Edge, List, bevel, button, check_box, choice, dialog, field, label,
    paragraph, part, progress,
};
use crate::words;

/// The room of captions.
const CAPTION: f32 = 110.0;
/// Problems that are told; the manifest has them all.
const TOLD: usize = 4;

impl BringIn {
    pub(super) fn draw(&self) -> Dialog<'_, Message> {
        let title =
            if self.takes_over { "screens-take-over-title" } else { "screens-bring-in-title" };
        let mut body = match &self.stage {
            Stage::Naming => self.naming(),
            Stage::Seen(seen) => self.seen(seen),
            Stage::Going(_) => column![paragraph(words::with(
                "screens-bring-in-going",
                &[("path", &self.path.trim())]
            ))],
            Stage::Done(report) => done(report),
        }
        .spacing(theme::SPACE);
        let busy = self.pending.is_pending();
        if self.pending.is_long() {
            body =
                body.push(progress(self.part()).width(Fill)).push(label(self.left()).width(Fill));
        }
        if let Some((summary, hint)) = &self.failure {
            body = body.push(paragraph(summary.as_str()).style(style::danger));
            body = body.push(paragraph(hint.as_str()).style(style::muted));
        }
        let (act, id) = match &self.stage {
            Stage::Naming => ("screens-bring-in-look", "bring-in-look"),
            Stage::Seen(_) | Stage::Going(_) => ("screens-bring-in-now", "bring-in-now"),
            Stage::Done(_) => ("screens-ok", "bring-in-ok"),
        };
        let nothing = matches!(&self.stage, Stage::Seen(seen) if seen.takes_nothing());
        let ready = !busy && !self.path.trim().is_empty() && !nothing;
        let dialog = dialog(words::text(title), body).width(560.0).button(
            button(words::text(act))
                .id(id)
                .default(true)
                .on_press_maybe(ready.then_some(Message::Submit)),
        );
        match &self.stage {
            Stage::Done(_) => dialog,
            Stage::Seen(_) if !self.takes_over && !busy => {
                dialog.button(button(words::text("screens-back")).on_press(Message::Escape))
            }
            _ => dialog.button(button(words::text("screens-cancel")).on_press(Message::Escape)),
        }
    }

    fn naming(&self) -> Lines<'_, Message> {
        let input = |caption: &str, value, id: &'static str| {
            field(words::text(caption), value)
                .caption_width(CAPTION)
                .id(id)
                .on_submit(Message::Submit)
                .width(Fill)
        };
        let pages: Vec<CodePage> = CodePage::all().collect();
        let page = self.page.unwrap_or_default();
        let chosen = pages.iter().position(|known| *known == page);
        let labels = pages.iter().map(|page| format!("{} ({})", page_name(*page), page.number()));
        let mut lines = column![
            paragraph(words::text("screens-bring-in-text")),
            row![
                input("screens-bring-in-path", &self.path, "bring-in-path")
                    .on_input(Message::PathTyped),
                button(words::text("screens-browse")).on_press(Message::BrowseFile),
                button(words::text("screens-bring-in-folder")).on_press(Message::BrowseFolder),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
            input("screens-bring-in-into", &self.folder, "bring-in-into")
                .on_input(Message::FolderTyped),
            row![
                label(words::text("screens-bring-in-page")).width(CAPTION),
                choice(labels, chosen).on_choose(Message::Page).width(Fill),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
            input("screens-bring-in-zone", &self.zone, "bring-in-zone")
                .on_input(Message::ZoneTyped),
            check_box(words::text("screens-bring-in-salvage"), self.salvage)
                .on_toggle(Message::Salvage),
        ];
        if let Some(kind) = self.asks {
            let password =
                input("screens-bring-in-password", self.password.typed(), "bring-in-password");
            lines =
                lines.push(password.secure().on_input(|t| Message::PasswordTyped(Secret::new(t))));
            // A message file of today is opened by its password alone.
            if kind == Kind::Original {
                lines = lines.push(
                    check_box(words::text("screens-bring-in-lost"), self.lost)
                        .id("bring-in-lost")
                        .on_toggle(Message::Lost),
                );
            }
        }
        lines
    }

    fn seen<'a>(&self, seen: &'a Seen) -> Lines<'a, Message> {
        let preview = &seen.preview;
        let columns = vec![
            Column::new(words::text("screens-bring-in-column-taken"), 60.0).clickable(),
            Column::new(words::text("screens-bring-in-column-folder"), 300.0).fill(),
            Column::new(words::text("screens-bring-in-column-messages"), 90.0).align(Right),
        ];
        let cell = move |row: usize, column: usize| {
            let Some(folder) = preview.folders.get(row) else { return Cell::default() };
            let taken = seen.takes(row);
            let cell = match column {
                TAKEN if taken => Cell::text(words::text("screens-bring-in-taken")),
                TAKEN => Cell::text(words::text("screens-bring-in-left-out")),
                1 => Cell::text(folder.folder.join("/")),
                _ => Cell::text(folder.messages.to_string()),
            };
            if taken { cell } else { cell.tone(Tone::Muted) }
        };
        let list = List::new(preview.folders.len(), columns, cell, Message::Listed)
            .id("bring-in-folders")
            .selected(|row| seen.cursor == Some(row))
            .cursor(seen.cursor)
            .empty(words::text("screens-bring-in-nothing"));
        let list = part(list).passed().on_key(|key, modifiers| match key {
            Key::Named(Named::Space) if modifiers.is_empty() => Some(Message::Toggle),
            _ => None,
        });
        let all = |id: &str, yes| button(words::text(id)).on_press(Message::All(yes));
        let date = |at: Moment| at.local("%Y-%m-%d");
        let mut lines = column![
            paragraph(words::count("screens-bring-in-messages", seen.messages(), &[])),
            bevel(Edge::Sunken, list).window().ring().width(Fill).height(160.0),
            row![all("screens-bring-in-all", true), all("screens-bring-in-none", false)]
                .spacing(theme::SPACE),
        ];
        if let Some((oldest, newest)) = preview.dates {
            let (oldest, newest) = (date(oldest), date(newest));
            let dates = [("oldest", &oldest as &dyn std::fmt::Display), ("newest", &newest)];
            lines = lines.push(paragraph(words::with("screens-bring-in-dates", &dates)));
        }
        let unreadable = preview.problems.iter().map(|problem| &problem.why);
        let count = preview.problems.len() + seen.problems.len();
        lines.extend(told(count, unreadable.chain(&seen.problems)))
    }

    #[expect(clippy::cast_precision_loss, reason = "a bar of some hundred pixels")]
    fn part(&self) -> Reached {
        let total = self.reached.total.load(Ordering::Relaxed);
        let done = self.reached.done.load(Ordering::Relaxed);
        if total == 0 { Reached::Unknown } else { Reached::Part(done as f32 / total as f32) }
    }

    /// Says how fast it goes and how long it takes still.
    fn left(&self) -> String {
        let total = self.reached.total.load(Ordering::Relaxed);
        let done = self.reached.done.load(Ordering::Relaxed);
        let passed = self.begun.elapsed().as_millis().max(1);
        let rate = u128::from(done) * 1000 / passed;
        let left = u128::from(total.saturating_sub(done)) / rate.max(1);
        let megabytes = format!("{:.1}", rate as f64 / f64::from(1 << 20));
        let values = [("rate", &megabytes as &dyn std::fmt::Display), ("seconds", &left)];
        words::with("screens-bring-in-left", &values)
    }
}

/// Says what is not as it should be: some of it, and how much more there is.
fn told<'a>(count: usize, problems: impl Iterator<Item = &'a String>) -> Vec<Element<'a, Message>> {
    if count == 0 {
        return Vec::new();
    }
    let count = words::count("screens-bring-in-problems", count as u64, &[]);
    let some = problems.take(TOLD).map(|problem| paragraph(problem.as_str()).into());
    std::iter::once(paragraph(count).into()).chain(some).collect()
}

/// Says what was done.
fn done(report: &Report) -> Lines<'_, Message> {
    let counts = &report.counts;
    let manifest = report.manifest_csv.display();
    let values: [(&str, &dyn std::fmt::Display); 3] = [
        ("duplicates", &counts.duplicates),
        ("unreadable", &counts.unreadable),
        ("path", &manifest),
    ];
    let lines = column![
        paragraph(words::count("screens-bring-in-done", counts.imported, &values)),
        paragraph(words::with("screens-bring-in-manifest", &values)).style(style::muted),
    ];
    let problems = report.problems.iter().take(TOLD);
    lines.extend(problems.map(|problem| paragraph(problem.why.clone()).into()))
}

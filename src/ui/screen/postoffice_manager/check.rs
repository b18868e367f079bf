//! Check: what is wrong with the postoffice's files, and mending it.

use std::path::Path;

use iced::Length;
use iced::widget::{column, container};

use super::{Message, said};
use crate::admin::Finding;
use crate::ui::icon::Icon;
use crate::ui::theme;
use crate::ui::widget::label::Tone;
use crate::ui::widget::list::moved;
use crate::ui::widget::{Cell, Column, Dialog, Edge, List, ListEvent, bevel, button, dialog};
use crate::words;

/// What a check found.
#[derive(Debug, Clone)]
pub(super) struct Report {
    findings: Vec<Finding>,
    /// Whether it was also mended.
    repaired: bool,
    cursor: Option<usize>,
    /// File, offset, what it is, whether it was mended.
    widths: [f32; 4],
}

impl Report {
    /// Reports what was found.
    pub(super) fn found(findings: Vec<Finding>) -> Self {
        Self::new(findings, false)
    }

    /// Reports what became of what was found before.
    pub(super) fn mended(&self, mut findings: Vec<Finding>) -> Self {
        // Some things heal as soon as somebody takes the lock, and are not found any more then.
        let healed = self.findings.iter().filter(|old| findings.iter().all(|f| f.file != old.file));
        let healed: Vec<_> = healed.map(|old| Finding { repaired: true, ..old.clone() }).collect();
        findings.extend(healed);
        Self::new(findings, true)
    }

    fn new(findings: Vec<Finding>, repaired: bool) -> Self {
        let cursor = (!findings.is_empty()).then_some(0);
        Self { findings, repaired, cursor, widths: [150.0, 60.0, 200.0, 90.0] }
    }

    /// Returns whether there is something to mend.
    pub(super) fn can_repair(&self) -> bool {
        !self.repaired && !self.findings.is_empty()
    }

    pub(super) fn update(&mut self, event: ListEvent) {
        match event {
            ListEvent::Move { delta, .. } => {
                self.cursor = moved(self.cursor, delta, self.findings.len());
            }
            ListEvent::Select { row, .. } => self.cursor = Some(row),
            ListEvent::Resized(column, width) => {
                if let Some(old) = self.widths.get_mut(column) {
                    *old = width;
                }
            }
            _ => {}
        }
    }

    fn summary(&self) -> String {
        let found = self.findings.len() as u64;
        let left = self.findings.iter().filter(|f| !f.repaired).count() as u64;
        match (found, self.repaired) {
            (0, _) => words::text("screens-manager-check-clean"),
            (_, false) => words::count("screens-manager-check-found", found, &[]),
            (_, true) if left == 0 => words::text("screens-manager-check-mended"),
            (_, true) => words::count("screens-manager-check-left", left, &[]),
        }
    }

    pub(super) fn view<'a>(&'a self, root: &'a Path, idle: bool) -> Dialog<'a, Message> {
        let picture = if self.findings.iter().any(|f| !f.repaired) {
            Icon::Warning
        } else {
            Icon::Information
        };
        let mut body = column![said::told(picture, [self.summary()])].spacing(theme::MARGIN);
        if !self.findings.is_empty() {
            body = body.push(container(self.list(root)).height(Length::Fill));
        }
        let mut dialog = dialog(words::text("screens-manager-check-title"), body).width(600.0);
        if !self.findings.is_empty() {
            dialog = dialog.height(320.0);
        }
        if self.can_repair() {
            dialog = dialog.button(
                button(words::text("screens-manager-repair"))
                    .on_press_maybe(idle.then_some(Message::Repair)),
            );
        }
        dialog.button(said::default_button(
            words::text("screens-manager-close"),
            idle.then_some(Message::Confirm),
        ))
    }

    fn list<'a>(&'a self, root: &'a Path) -> iced::Element<'a, Message> {
        let cell = move |row: usize, column: usize| {
            let Some(finding) = self.findings.get(row) else { return Cell::default() };
            match column {
                0 => {
                    let file = finding.file.strip_prefix(root).unwrap_or(&finding.file);
                    Cell::text(file.display().to_string())
                }
                1 => Cell::text(finding.offset.to_string()),
                2 => Cell::text(finding.what.as_str()),
                _ if finding.repaired => {
                    Cell::text(words::text("screens-manager-repaired")).tone(Tone::Success)
                }
                _ => Cell::text(words::text("screens-manager-not-repaired")).tone(Tone::Danger),
            }
        };
        let [file, offset, what, mended] = self.widths;
        let mut columns = vec![
            Column::new(words::text("screens-manager-column-file"), file),
            Column::new(words::text("screens-manager-column-offset"), offset)
                .align(iced::alignment::Horizontal::Right),
            Column::new(words::text("screens-manager-column-what"), what).fill(),
        ];
        if self.repaired {
            columns.push(Column::new(words::text("screens-manager-column-repaired"), mended));
        }
        let list = List::new(self.findings.len(), columns, cell, Message::Findings)
            .id("manager-findings")
            .cursor(self.cursor)
            .selected(|row| self.cursor == Some(row));
        bevel(Edge::Sunken, list).ring().into()
    }
}

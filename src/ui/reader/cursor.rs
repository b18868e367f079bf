//! What is at the cursor of a text: it is used, and the next one is gone to.

use std::ops::Range;

use iced::widget::text_editor::{Cursor, Position};

use super::{Action, Asked, Find, Line, Message, Place, Reader, Spot};
use crate::ui::task::blocking;

impl Reader {
    /// Returns what is at the cursor.
    pub(super) fn spot(&self) -> Option<(&Line, &Range<usize>, &Spot)> {
        let Cursor { position, selection } = self.content.cursor();
        let begin = match selection {
            Some(other) if (other.line, other.column) < (position.line, position.column) => other,
            _ => position,
        };
        let line = self.lines.get(begin.line)?;
        let (at, spot) = line.spots.iter().find(|(at, _)| at.contains(&begin.column))?;
        Some((line, at, spot))
    }

    pub(super) fn use_spot(&mut self) -> Action {
        let Some((line, at, spot)) = self.spot() else { return Action::None };
        match spot.clone() {
            Spot::Fold(begin) => {
                if !self.others.remove(&begin) {
                    let _ = self.others.insert(begin);
                }
                self.relay();
            }
            Spot::Link { place, doubt } => {
                let text = line.text.get(at.clone()).unwrap_or_default().to_owned();
                self.asked = Some(Asked { text, place, doubt });
            }
        }
        Action::None
    }

    pub(super) fn open_link(&mut self) -> Action {
        match self.asked.take().map(|asked| asked.place) {
            Some(Place::Page(target) | Place::Mail(target)) => {
                let opener = self.opener;
                let task = blocking(move || opener(&target).map_err(|error| error.to_string()));
                Action::Run(task.map(Message::Opened))
            }
            Some(Place::Mailbox(address)) => Action::Write(address),
            Some(Place::Elsewhere(_)) | None => Action::None,
        }
    }

    /// Goes to the next thing that can be used, or the one before, and marks it.
    pub(super) fn jump(&mut self, forward: bool) {
        let cursor = self.content.cursor();
        let ends = [Some(cursor.position), cursor.selection];
        let ends = ends.into_iter().flatten().map(|at| (at.line, at.column));
        let here = if forward { ends.max() } else { ends.min() }.unwrap_or_default();
        let fresh = !self.engaged;
        let mut all = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            all.extend(line.spots.iter().map(|(at, _)| (number, at.clone())));
        }
        let found = if forward {
            let next = all.iter().find(|(line, at)| fresh || (*line, at.start) >= here);
            next.or_else(|| all.first())
        } else {
            let before = all.iter().rev().find(|(line, at)| (*line, at.end) <= here);
            before.or_else(|| all.last())
        };
        let Some((line, at)) = found.cloned() else { return };
        self.engaged = true;
        self.select(line, &at);
    }

    fn select(&mut self, line: usize, at: &Range<usize>) {
        self.content.move_to(Cursor {
            position: Position { line, column: at.end },
            selection: Some(Position { line, column: at.start }),
        });
    }

    /// Shows the place that was found, wherever in the text it is.
    pub(super) fn go_to_hit(&mut self) {
        let Some(hit) = self.find.as_ref().and_then(Find::current) else { return self.mark() };
        let part = self.ends.iter().position(|end| hit.start < *end).unwrap_or(0);
        if part != self.part {
            self.show_part(part);
        }
        if self.place(&hit).is_none() {
            self.unfold_around(hit.start);
        }
        self.mark();
        if let Some((line, at)) = self.place(&hit) {
            self.engaged = true;
            self.select(line, &at);
        }
    }

    /// Unfolds the quote that a place lies in.
    fn unfold_around(&mut self, at: usize) {
        let begin =
            self.lines.iter().flat_map(|line| &line.spots).filter_map(|(_, spot)| match spot {
                Spot::Fold(begin) if *begin <= at => Some(*begin),
                _ => None,
            });
        let Some(begin) = begin.max() else { return };
        if !self.others.remove(&begin) {
            let _ = self.others.insert(begin);
        }
        self.relay();
    }
}

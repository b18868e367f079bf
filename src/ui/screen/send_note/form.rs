//! What is written in a note: the fields, the text, and how they become a draft.

use std::ops::Range;
use std::sync::Arc;

use iced::time::Instant;
use iced::widget::text_editor::{Action, Content, Cursor, Edit, Position};

use super::undo::{Change, History};
use crate::mail::{Draft, NewAttachment, Priority};
use crate::session::split_recipients;
use crate::ui::screen::attachments::Strip;
use crate::ui::screen::body;

/// A part of a note that is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Recipients.
    To,
    /// Recipients of a copy.
    Cc,
    /// Recipients of a copy of whom the others do not hear.
    Bcc,
    /// The subject.
    Subject,
    /// The text.
    Body,
}

impl Part {
    /// The parts that name recipients.
    pub(super) const RECIPIENTS: [Self; 3] = [Self::To, Self::Cc, Self::Bcc];
}

/// What is written.
#[derive(Debug, Default)]
pub(super) struct Form {
    to: String,
    cc: String,
    bcc: String,
    subject: String,
    /// The text in the editor.
    pub(super) content: Content,
    /// The same text, as it was after the last change.
    text: String,
    pub(super) priority: Priority,
    pub(super) receipt: bool,
    pub(super) no_copy: bool,
    references: Vec<String>,
    /// The text with which an empty note began.
    given: String,
    history: History,
}

impl Form {
    /// Shows a draft; its attachments are shown elsewhere.
    pub(super) fn of(draft: &Draft) -> Self {
        let content = Content::with_text(&draft.body.replace("\r\n", "\n"));
        Self {
            to: line_of(&draft.to),
            cc: line_of(&draft.cc),
            bcc: line_of(&draft.bcc),
            subject: draft.subject.clone(),
            text: body::text_of(&content),
            content,
            priority: draft.priority,
            receipt: draft.receipt,
            no_copy: draft.no_copy,
            references: draft.references.clone(),
            given: String::new(),
            history: History::default(),
        }
    }

    /// Makes the draft of what is written.
    pub(super) fn draft(&self, attachments: &Strip) -> Draft {
        Draft {
            to: split_recipients(&self.to),
            cc: split_recipients(&self.cc),
            bcc: split_recipients(&self.bcc),
            subject: self.subject.clone(),
            body: self.text.clone(),
            attachments: attachments
                .items()
                .iter()
                .map(|item| NewAttachment { name: item.name.clone(), bytes: item.bytes.clone() })
                .collect(),
            priority: self.priority,
            receipt: self.receipt,
            no_copy: self.no_copy,
            references: self.references.clone(),
        }
    }

    /// Returns whether nothing is written.
    pub(super) fn is_empty(&self) -> bool {
        self.has_no_recipients()
            && self.subject.trim().is_empty()
            && (self.text.trim().is_empty() || self.text == self.given)
    }

    /// Returns whether nobody is named.
    pub(super) fn has_no_recipients(&self) -> bool {
        Part::RECIPIENTS.iter().all(|part| split_recipients(self.part(*part)).is_empty())
    }

    /// Returns the text of a part.
    pub(super) fn part(&self, part: Part) -> &str {
        match part {
            Part::To => &self.to,
            Part::Cc => &self.cc,
            Part::Bcc => &self.bcc,
            Part::Subject => &self.subject,
            Part::Body => &self.text,
        }
    }

    fn slot(&mut self, part: Part) -> &mut String {
        match part {
            Part::To => &mut self.to,
            Part::Cc => &mut self.cc,
            Part::Bcc => &mut self.bcc,
            Part::Subject => &mut self.subject,
            Part::Body => &mut self.text,
        }
    }

    /// Sets the text of a field; returns whether it changed.
    pub(super) fn set(&mut self, part: Part, value: String) -> bool {
        let slot = self.slot(part);
        let before = std::mem::replace(slot, value.clone());
        self.history.note(part, &before, &value, Instant::now());
        before != value
    }

    /// Does something in the editor; returns whether the text changed.
    pub(super) fn edit(&mut self, action: Action) -> bool {
        let is_edit = action.is_edit();
        self.content.perform(body::clean(action));
        if !is_edit {
            return false;
        }
        let text = body::text_of(&self.content);
        self.set(Part::Body, text)
    }

    /// Puts a signature below the text. It comes with an empty note, and is no change: nothing is
    /// written yet, and Undo leaves it.
    pub(super) fn sign(&mut self, signature: &str) {
        let text = format!("\n\n{signature}\n");
        if self.text.is_empty() {
            self.content = Content::with_text(&text);
            self.text = body::text_of(&self.content);
            self.given.clone_from(&self.text);
        } else {
            // Something was typed before it came.
            let _ = self.rewrite(format!("{}{text}", self.text.trim_end()));
        }
    }

    /// Puts a text in the place of a stretch of a line of the text, as one step for Undo; returns
    /// whether it changed.
    pub(super) fn replace(&mut self, line: usize, range: Range<usize>, with: &str) -> bool {
        let start = offset(&self.text, line) + range.start;
        let end = start + range.len();
        let (Some(before), Some(behind)) = (self.text.get(..start), self.text.get(end..)) else {
            return false;
        };
        self.rewrite(format!("{before}{with}{behind}"))
    }

    /// Puts a text in the place of a stretch of a line of the text, or of the subject, as one step
    /// for Undo; returns whether it changed.
    pub(super) fn amend(&mut self, line: Option<usize>, range: Range<usize>, with: &str) -> bool {
        let Some(line) = line else {
            let mut subject = self.subject.clone();
            let fits = subject.get(range.clone()).is_some();
            if fits {
                subject.replace_range(range, with);
            }
            return self.retitle(subject);
        };
        self.replace(line, range, with)
    }

    /// Sets the subject, as one step for Undo; returns whether it changed.
    pub(super) fn retitle(&mut self, subject: String) -> bool {
        self.history.rest();
        let changed = self.set(Part::Subject, subject);
        self.history.rest();
        changed
    }

    /// Sets the whole text, as one step for Undo; returns whether it changed.
    pub(super) fn rewrite(&mut self, text: String) -> bool {
        self.history.rest();
        self.history.note(Part::Body, &self.text, &text, Instant::now());
        self.history.rest();
        let changed = text != self.text;
        if let Some(change) = self.history.last().filter(|_| changed) {
            let _ = self.apply(change);
        }
        changed
    }

    /// Selects a stretch of a line.
    pub(super) fn select(&mut self, line: usize, range: Range<usize>) {
        let at = |column| Position { line, column };
        self.content.move_to(Cursor { position: at(range.end), selection: Some(at(range.start)) });
    }

    /// Returns the ends of what is selected; both the cursor's place when nothing is.
    pub(super) fn cursor(&self) -> (Position, Position) {
        let Cursor { position, selection } = self.content.cursor();
        let other = selection.unwrap_or(position);
        let key = |place: Position| (place.line, place.column);
        if key(position) < key(other) { (position, other) } else { (other, position) }
    }

    /// Returns the ends of what is selected; none when nothing is.
    pub(super) fn selection(&self) -> Option<(Position, Position)> {
        let (start, end) = self.cursor();
        (start != end).then_some((start, end))
    }

    /// Returns a line of the text.
    pub(super) fn line(&self, number: usize) -> String {
        self.content.line(number).map(|line| line.text.into_owned()).unwrap_or_default()
    }

    pub(super) fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub(super) fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Ends the stretch of typing that one undo takes back.
    pub(super) fn rest(&mut self) {
        self.history.rest();
    }

    /// Takes the last step back; returns the part that changed.
    pub(super) fn undo(&mut self) -> Option<Part> {
        let change = self.history.undo()?;
        Some(self.apply(change))
    }

    /// Does again what was taken back; returns the part that changed.
    pub(super) fn redo(&mut self) -> Option<Part> {
        let change = self.history.redo()?;
        Some(self.apply(change))
    }

    fn apply(&mut self, change: Change) -> Part {
        let Change { part, at, remove, insert } = change;
        let end = at + remove;
        if part == Part::Body {
            // Through the editor, which keeps its place in a long text and shows the change.
            let place = |at| position(&self.text, at);
            let cursor = Cursor { position: place(end), selection: Some(place(at)) };
            self.content.move_to(cursor);
            let edit = if insert.is_empty() { Edit::Delete } else { Edit::Paste(Arc::new(insert)) };
            self.content.perform(Action::Edit(edit));
            self.text = body::text_of(&self.content);
        } else {
            let slot = self.slot(part);
            if slot.is_char_boundary(at) && slot.is_char_boundary(end) && end <= slot.len() {
                slot.replace_range(at..end, &insert);
            }
        }
        part
    }
}

/// Returns the byte at which a line of a text begins.
fn offset(text: &str, line: usize) -> usize {
    match line.checked_sub(1) {
        Some(before) => text.match_indices('\n').nth(before).map_or(text.len(), |(at, _)| at + 1),
        None => 0,
    }
}

/// Returns the line and the byte in it of a place in a text.
fn position(text: &str, at: usize) -> Position {
    let head = text.get(..at).unwrap_or(text);
    let line = head.matches('\n').count();
    let column = head.len() - head.rfind('\n').map_or(0, |end| end + 1);
    Position { line, column }
}

/// Writes recipients in one line. A name with a semicolon in it would come back as two.
fn line_of(recipients: &[String]) -> String {
    let safe = |recipient: &String| {
        if !recipient.contains(';') {
            return recipient.clone();
        }
        let inner = recipient.trim().strip_suffix('>').and_then(|r| r.rsplit_once('<'));
        inner.map_or_else(|| recipient.replace(';', ","), |(_, address)| address.to_owned())
    };
    recipients.iter().map(safe).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use iced::widget::text_editor::Motion;

    use super::*;

    fn written(text: &str) -> Form {
        Form::of(&Draft { body: text.into(), ..Draft::default() })
    }

    #[test]
    fn the_text_is_undone_in_place() {
        let mut form = written("\n\n> gr\u{fc}n\n> end");
        for c in "Dank\u{fc} ja".chars() {
            assert!(form.edit(Action::Edit(Edit::Insert(c))));
        }
        assert!(!form.edit(Action::Move(Motion::DocumentEnd)));
        let pasted = Edit::Paste(Arc::new("\r\nmore\r\n".into()));
        assert!(form.edit(Action::Edit(pasted)));
        assert_eq!(form.part(Part::Body), "Dank\u{fc} ja\n\n> gr\u{fc}n\n> end\nmore\n");
        assert_eq!(form.undo(), Some(Part::Body));
        assert_eq!(form.part(Part::Body), "Dank\u{fc} ja\n\n> gr\u{fc}n\n> end");
        assert_eq!(form.undo(), Some(Part::Body));
        assert_eq!(form.undo(), Some(Part::Body));
        assert_eq!(form.part(Part::Body), "\n\n> gr\u{fc}n\n> end");
        assert_eq!(body::text_of(&form.content), form.part(Part::Body));
        while form.redo().is_some() {}
        assert_eq!(form.part(Part::Body), "Dank\u{fc} ja\n\n> gr\u{fc}n\n> end\nmore\n");
    }

    #[test]
    fn a_marked_text_that_was_deleted_comes_back() {
        let mut form = written("one\ntwo\nthree");
        let _ = form.edit(Action::SelectAll);
        assert!(form.edit(Action::Edit(Edit::Backspace)));
        assert_eq!(form.part(Part::Body), "");
        assert_eq!(form.undo(), Some(Part::Body));
        assert_eq!(form.part(Part::Body), "one\ntwo\nthree");
    }

    #[test]
    fn fields_are_undone_too() {
        let mut form = written("");
        for value in ["a", "an", "ann"] {
            assert!(form.set(Part::To, value.into()));
        }
        assert!(!form.set(Part::To, "ann".into()));
        assert_eq!(form.undo(), Some(Part::To));
        assert_eq!(form.part(Part::To), "");
    }

    #[test]
    fn a_semicolon_in_a_name_does_not_split_it() {
        let names = ["Anna Berg <N/P/ANNA>".to_owned(), "Odd; Name <N/P/ODD>".to_owned()];
        assert_eq!(line_of(&names), "Anna Berg <N/P/ANNA>; N/P/ODD");
        assert_eq!(line_of(&["Odd; Name".to_owned()]), "Odd, Name");
    }
}

//! Finding and replacing in the text of a note: a bar between the fields and the text.

use std::ops::Range;

use iced::widget::text_editor::Position;
use iced::widget::{column, row, space};
use iced::{Center, Element, Fill};

use super::form::{Form, Part};
use super::{Action, Message, SendNote};
use crate::ui::theme;
use crate::ui::widget::{Wish, button, check_box, field, label};
use crate::words;

/// The width of the captions.
const CAPTION: f32 = 80.0;

/// What is looked for.
#[derive(Debug, Default)]
pub(super) struct Search {
    what: String,
    with: String,
    replacing: bool,
    exact_case: bool,
    found: Vec<Found>,
    /// Says what came of the last step.
    told: String,
}

/// A place where it is: the line and the stretch of it, in bytes.
type Found = (usize, Range<usize>);

/// What happens in the bar.
#[derive(Debug, Clone)]
pub enum Event {
    /// Opens the bar, with or without replacing.
    Open(bool),
    /// What to look for was typed.
    WhatTyped(String),
    /// What to put in its place was typed.
    WithTyped(String),
    /// Whether capitals matter was switched.
    CaseToggled(bool),
    /// Goes to the next place.
    Next,
    /// Goes to the place before.
    Previous,
    /// Replaces what is selected, and goes to the next place.
    Replace,
    /// Replaces everywhere.
    ReplaceAll,
    /// Closes the bar.
    Close,
}

impl Search {
    /// Looks through the text again: it or what is looked for changed.
    pub(super) fn refresh(&mut self, form: &Form) {
        self.found.clear();
        if self.what.is_empty() {
            return;
        }
        for (number, line) in form.part(Part::Body).lines().enumerate() {
            let all = matches(line, &self.what, self.exact_case);
            self.found.extend(all.into_iter().map(|range| (number, range)));
        }
    }

    /// Returns the places in a line.
    pub(super) fn in_line(&self, number: usize) -> impl Iterator<Item = Range<usize>> {
        let first = self.found.partition_point(|(line, _)| *line < number);
        let rest = self.found.iter().skip(first);
        rest.take_while(move |(line, _)| *line == number).map(|(_, range)| range.clone())
    }

    /// Returns the number of the place that is selected now.
    fn selected(&self, form: &Form) -> Option<usize> {
        let marked = form.selection()?;
        let same = |(line, range): &Found| {
            let at = |column| Position { line: *line, column };
            marked == (at(range.start), at(range.end))
        };
        self.found.iter().position(same)
    }

    fn count(&self, form: &Form) -> String {
        if self.what.is_empty() {
            return String::new();
        }
        match (self.selected(form), self.found.len()) {
            (_, 0) => words::text("screens-find-none"),
            (Some(at), len) => {
                words::with("screens-find-at", &[("number", &(at + 1)), ("count", &len)])
            }
            (None, len) => words::count("screens-find-count", len as u64, &[]),
        }
    }
}

impl SendNote {
    /// Does what the bar or its keys ask for.
    pub(super) fn searched(&mut self, event: Event) -> Action {
        match event {
            Event::Open(replacing) => self.open_search(replacing),
            Event::Close => {
                self.search = None;
                self.focus(Part::Body);
            }
            event => {
                let Some(search) = &mut self.search else {
                    // F3 without a bar opens it.
                    self.open_search(false);
                    return Action::None;
                };
                search.told.clear();
                match event {
                    Event::WhatTyped(what) => {
                        search.what = what;
                        search.refresh(&self.form);
                        self.show_from(None);
                    }
                    Event::WithTyped(with) => search.with = with,
                    Event::CaseToggled(exact) => {
                        search.exact_case = exact;
                        search.refresh(&self.form);
                    }
                    Event::Next => self.step(true),
                    Event::Previous => self.step(false),
                    Event::Replace if !self.is_locked() => self.replace_one(),
                    Event::ReplaceAll if !self.is_locked() => self.replace_all(),
                    Event::Replace | Event::ReplaceAll | Event::Open(_) | Event::Close => {}
                }
            }
        }
        Action::None
    }

    fn open_search(&mut self, replacing: bool) {
        // What the search itself has marked is no new word to look for.
        let own = self.search.as_ref().is_some_and(|search| search.selected(&self.form).is_some());
        let marked = self.form.content.selection().filter(|_| !own);
        let search = self.search.get_or_insert_default();
        search.replacing |= replacing;
        if let Some(marked) = marked.filter(|marked| !marked.contains('\n')) {
            search.what = marked;
        }
        search.refresh(&self.form);
        self.wishes.wish(Wish::Focus(self.ids.find.clone()));
    }

    /// Selects the first place at or behind the cursor, or behind a place.
    fn show_from(&mut self, behind: Option<Position>) {
        let Some(search) = &self.search else { return };
        let from = behind.unwrap_or_else(|| self.form.cursor().0);
        let after = |(line, range): &&Found| (*line, range.start) >= (from.line, from.column);
        if let Some((line, range)) = search.found.iter().find(after).cloned() {
            self.form.select(line, range);
        }
    }

    /// Goes to the next place or to the one before, around the ends of the text.
    fn step(&mut self, forward: bool) {
        let Some(search) = &mut self.search else { return };
        let (start, end) = self.form.cursor();
        let before = |(line, range): &Found| (*line, range.start) < (start.line, start.column);
        let place = if forward {
            let from = if search.selected(&self.form).is_some() { end } else { start };
            let past = |(line, range): &Found| (*line, range.start) < (from.line, from.column);
            let at = search.found.partition_point(past);
            if at == search.found.len() && at > 0 {
                search.told = words::text("screens-find-from-top");
            }
            search.found.get(at).or(search.found.first())
        } else {
            match search.found.partition_point(before).checked_sub(1) {
                Some(at) => search.found.get(at),
                None => {
                    search.told = words::text("screens-find-from-end");
                    search.found.last()
                }
            }
        };
        if let Some((line, range)) = place.cloned() {
            self.form.select(line, range);
        } else {
            search.told.clear();
        }
    }

    fn replace_one(&mut self) {
        let Some(search) = &self.search else { return };
        if let Some((line, range)) =
            search.selected(&self.form).and_then(|at| search.found.get(at).cloned())
        {
            let with = search.with.clone();
            let behind = Position { line, column: range.start + with.len() };
            if self.form.replace(line, range, &with) {
                self.changed();
            }
            self.show_from(Some(behind));
        } else {
            self.step(true);
        }
    }

    /// Replaces everywhere, as one step for Undo.
    fn replace_all(&mut self) {
        let Some(search) = &self.search else { return };
        let count = search.found.len();
        let mut text = String::new();
        let mut rest = search.found.iter().peekable();
        for (number, line) in self.form.part(Part::Body).split('\n').enumerate() {
            if number > 0 {
                text.push('\n');
            }
            let mut at = 0;
            while let Some((_, range)) = rest.next_if(|(line, _)| *line == number) {
                text.push_str(line.get(at..range.start).unwrap_or_default());
                text.push_str(&search.with);
                at = range.end;
            }
            text.push_str(line.get(at..).unwrap_or_default());
        }
        if count > 0 && self.form.rewrite(text) {
            self.changed();
        }
        if let Some(search) = &mut self.search {
            search.told = words::count("screens-find-replaced", count as u64, &[]);
        }
    }

    /// Shows the bar, when it is open.
    pub(super) fn search_bar(&self) -> Element<'_, Message> {
        let Some(search) = &self.search else { return space().into() };
        let tell = |event| Message::Search(event);
        let press = |id: &str, event| button(words::text(id)).on_press(tell(event));
        let any = !search.found.is_empty();
        let act = |id: &str, event| {
            button(words::text(id)).on_press_maybe((any && !self.is_locked()).then(|| tell(event)))
        };
        let what = field(words::text("screens-find-what"), &search.what)
            .caption_width(CAPTION)
            .id(self.ids.find.clone())
            .on_input(move |what| tell(Event::WhatTyped(what)))
            .on_submit(tell(Event::Next));
        let told =
            if search.told.is_empty() { search.count(&self.form) } else { search.told.clone() };
        let first = row![
            what,
            press("screens-find-next", Event::Next),
            press("screens-find-previous", Event::Previous),
            press("screens-find-close", Event::Close),
        ];
        let case = check_box(words::text("screens-find-case"), search.exact_case)
            .on_toggle(move |exact| tell(Event::CaseToggled(exact)));
        let last = row![space().width(CAPTION), case, label(told).width(Fill)];
        let mut bar = column![first.spacing(theme::SPACE).align_y(Center)].spacing(theme::GAP);
        if search.replacing {
            let with = field(words::text("screens-find-with"), &search.with)
                .caption_width(CAPTION)
                .id(self.ids.replace.clone())
                .on_input(move |with| tell(Event::WithTyped(with)))
                .on_submit(tell(Event::Replace));
            let second = row![
                with,
                act("screens-find-replace", Event::Replace),
                act("screens-find-replace-all", Event::ReplaceAll),
            ];
            bar = bar.push(second.spacing(theme::SPACE).align_y(Center));
        }
        bar.push(last.spacing(theme::SPACE).align_y(Center)).into()
    }
}

/// Finds a text in a line; of places that overlap, the first.
fn matches(line: &str, what: &str, exact_case: bool) -> Vec<Range<usize>> {
    if exact_case {
        return line.match_indices(what).map(|(at, found)| at..at + found.len()).collect();
    }
    let what: Vec<char> = what.chars().flat_map(char::to_lowercase).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(len) = begins(rest, &what) {
            found.push(at..at + len);
            at += len;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// Returns how many bytes of a text are these letters, whatever their case.
fn begins(text: &str, what: &[char]) -> Option<usize> {
    let mut wanted = what.iter();
    for (at, c) in text.char_indices() {
        if wanted.as_slice().is_empty() {
            return Some(at);
        }
        for lower in c.to_lowercase() {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
    }
    wanted.as_slice().is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_any_case_or_exactly() {
        for (line, what, exact, expected) in [
            ("one One ONE", "one", false, "0-3 4-7 8-11 "),
            ("one One ONE", "One", true, "4-7 "),
            ("aaa", "aa", false, "0-2 "),
            ("Gr\u{dc}N gr\u{fc}n", "\u{fc}n", false, "2-5 8-11 "),
            ("", "x", false, ""),
            ("x", "xy", false, ""),
        ] {
            let found = matches(line, what, exact).into_iter();
            let found: String = found.map(|r| format!("{}-{} ", r.start, r.end)).collect();
            assert_eq!(found, expected, "{what} in {line}");
        }
    }
}

//! The Spelling dialog (F7): word by word through the subject and the text, with suggestions.

use std::collections::BTreeSet;
use std::ops::Range;

use iced::widget::{column, container, row};
use iced::{Element, Fill, Length};

use crate::spelling::{Speller, words::words as words_of};
use crate::ui::screen::send_note::asking::{Answer, Over};
use crate::ui::screen::send_note::form::Part;
use crate::ui::screen::send_note::own::Own;
use crate::ui::screen::send_note::{Action, Message, SendNote};
use crate::ui::task::blocking;
use crate::ui::theme;
use crate::ui::widget::list::moved;
use crate::ui::widget::{
    Cell, Column, Dialog, Edge, List, ListEvent, bevel, button, caption, dialog, field, label,
    paragraph,
};
use crate::words;

/// The width of the captions and of the buttons.
const CAPTION: f32 = 104.0;
const BUTTON: f32 = 104.0;
/// The letters of the line that are shown before and behind the word.
const AROUND: usize = 40;

/// The dialog.
#[derive(Debug)]
pub(in crate::ui::screen::send_note) struct Check {
    found: Found,
    change: String,
    chosen: Option<usize>,
    /// Whether the note is to be sent then.
    sending: bool,
    /// Whether the next word is being looked for.
    looking: bool,
    steps: Vec<Step>,
}

/// A line that is looked through: of the text by its number, or the subject, which comes first.
type Line = Option<usize>;

/// A word that is not in the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    line: Line,
    range: Range<usize>,
    word: String,
    suggestions: Vec<String>,
}

/// What was done with a word, for taking it back, and where the word was.
#[derive(Debug)]
struct Step {
    line: Line,
    column: usize,
    done: Done,
}

#[derive(Debug)]
enum Done {
    Passed,
    Ignored(String),
    /// So many steps of Undo take it back.
    Changed(usize),
    Learned(String),
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Event {
    /// The next word was found, or there is none.
    Next(Option<Found>, bool),
    /// What to change the word to was typed.
    Typed(String),
    /// Something happened in the list of suggestions.
    Listed(ListEvent),
    /// Lets the word pass here.
    Ignore,
    /// Lets the word pass in this note.
    IgnoreAll,
    /// Changes the word here.
    Change,
    /// Changes the word wherever it stands.
    ChangeAll,
    /// Takes the word into the person's own words.
    Add,
    /// Takes the last of these steps back.
    UndoLast,
    /// Sends the note as it is.
    Send,
}

impl SendNote {
    /// Returns the place that the dialog asks about.
    pub(super) fn checked_place(&self) -> Option<(usize, Range<usize>)> {
        match &self.over {
            Some(Over::Spelling(check)) => Some((check.found.line?, check.found.range.clone())),
            _ => None,
        }
    }

    /// Returns whether the text is to be looked through before it is sent.
    pub(in crate::ui::screen::send_note) fn must_check(&self) -> bool {
        self.habits.check_sending && !self.spell.checked
    }

    /// Looks through the whole text.
    pub(in crate::ui::screen::send_note) fn check_spelling(&mut self, sending: bool) -> Action {
        if !self.can_work() {
            return Action::None;
        }
        if self.spell.speller.is_none() {
            self.spell.wished = Some(sending);
            return self.load_speller();
        }
        self.status = words::text("screens-spell-looking");
        self.look_on((None, 0), sending)
    }

    /// Looks for the next word that is not in the dictionary.
    fn look_on(&mut self, from: (Line, usize), sending: bool) -> Action {
        let Some(speller) = self.spell.speller.clone() else { return Action::None };
        if let Some(Over::Spelling(check)) = &mut self.over {
            check.looking = true;
        }
        let part = |part| self.form.part(part).to_owned();
        let (subject, text) = (part(Part::Subject), part(Part::Body));
        let (own, ignored) = (self.own.clone(), self.spell.ignored.clone());
        let capitals_count = !self.habits.ignore_capitals;
        let task = blocking(move || {
            let lines = lines(&subject, &text, &own);
            look(&speller, lines, from, &ignored, capitals_count)
        });
        Action::Run(
            task.map(move |found| {
                Message::Spell(super::Event::Dialog(Event::Next(found, sending)))
            }),
        )
    }

    /// Does what the dialog says.
    pub(in crate::ui::screen::send_note) fn check_told(&mut self, event: Event) -> Action {
        if let Event::Next(found, sending) = event {
            return self.found(found, sending);
        }
        let Some(Over::Spelling(check)) = &mut self.over else { return Action::None };
        if check.looking && !matches!(event, Event::Typed(_)) {
            return Action::None;
        }
        let Found { line, range, word, suggestions } = check.found.clone();
        let step = |done| Step { line, column: range.start, done };
        let mut behind = range.end;
        match event {
            Event::Typed(change) => {
                check.change = change;
                check.chosen = None;
                return Action::None;
            }
            Event::Listed(event) => {
                match event {
                    ListEvent::Move { delta, .. } => {
                        check.chosen = moved(check.chosen, delta, suggestions.len());
                    }
                    ListEvent::Select { row, .. } => check.chosen = Some(row),
                    ListEvent::Activate(row) => {
                        if let Some(word) = row.and_then(|row| suggestions.get(row)) {
                            check.change.clone_from(word);
                        }
                        return self.check_told(Event::Change);
                    }
                    _ => {}
                }
                if let Some(word) = check.chosen.and_then(|row| suggestions.get(row)) {
                    check.change.clone_from(word);
                }
                return Action::None;
            }
            Event::Ignore => check.steps.push(step(Done::Passed)),
            Event::IgnoreAll => {
                check.steps.push(step(Done::Ignored(word.clone())));
                let _ = self.spell.ignored.insert(word);
            }
            Event::Change => {
                let change = check.change.clone();
                behind = range.start + change.len();
                if change != word {
                    check.steps.push(step(Done::Changed(1)));
                    let _ = self.form.amend(line, range, &change);
                    self.changed();
                }
            }
            Event::ChangeAll => {
                let change = check.change.clone();
                if change != word {
                    let (subject, text, end) =
                        self.changed_all(&word, &change, (line, range.start));
                    behind = end;
                    let both = [self.form.retitle(subject), self.form.rewrite(text)];
                    let steps = both.into_iter().filter(|changed| *changed).count();
                    self.changed();
                    if let Some(Over::Spelling(check)) = &mut self.over {
                        check.steps.push(step(Done::Changed(steps)));
                    }
                }
            }
            Event::Add => {
                check.steps.push(step(Done::Learned(word.clone())));
                let sending = check.sending;
                let kept = self.learn(&word);
                self.put_cursor(line, behind..behind);
                return both(kept, self.look_on((line, behind), sending));
            }
            Event::UndoLast => return self.undo_last(),
            Event::Send => {
                self.over = None;
                self.spell.checked = true;
                return self.send(false);
            }
            Event::Next(..) => return Action::None,
        }
        // Should this be the last one, the person goes on writing behind it.
        self.put_cursor(line, behind..behind);
        let sending = matches!(&self.over, Some(Over::Spelling(check)) if check.sending);
        self.look_on((line, behind), sending)
    }

    fn found(&mut self, found: Option<Found>, sending: bool) -> Action {
        self.status.clear();
        let steps = match self.over.take() {
            Some(Over::Spelling(check)) => check.steps,
            // Something else is asked now: the person does not want to be asked this as well.
            Some(over) => {
                self.over = Some(over);
                return Action::None;
            }
            None => Vec::new(),
        };
        match found {
            Some(found) => {
                self.put_cursor(found.line, found.range.clone());
                let chosen = (!found.suggestions.is_empty()).then_some(0);
                let change = found.suggestions.first().unwrap_or(&found.word).clone();
                let looking = false;
                self.over =
                    Some(Over::Spelling(Check { found, change, chosen, sending, looking, steps }));
                Action::None
            }
            None if sending => {
                self.spell.checked = true;
                self.send(false)
            }
            None => {
                self.focus(Part::Body);
                self.status = words::text("screens-spell-done");
                Action::None
            }
        }
    }

    /// Puts the cursor behind the word that was asked about.
    pub(in crate::ui::screen::send_note) fn leave_word(&mut self, check: &Check) {
        let Found { line, range, .. } = &check.found;
        self.put_cursor(*line, range.end..range.end);
    }

    /// Selects a stretch of a line of the text; the subject's own field keeps its place.
    fn put_cursor(&mut self, line: Line, range: Range<usize>) {
        if let Some(line) = line {
            self.form.select(line, range);
        }
    }

    fn undo_last(&mut self) -> Action {
        let Some(Over::Spelling(check)) = &mut self.over else { return Action::None };
        let Some(Step { line, column, done }) = check.steps.pop() else { return Action::None };
        let sending = check.sending;
        let mut kept = Action::None;
        match done {
            Done::Passed => {}
            Done::Ignored(word) => {
                let _ = self.spell.ignored.remove(&word);
            }
            Done::Changed(steps) => {
                for _ in 0..steps {
                    let _ = self.form.undo();
                }
                self.changed();
            }
            Done::Learned(word) => {
                if let Some(speller) = self.spell.speller.clone() {
                    speller.forget(&word);
                    kept = self.keep_words(speller);
                }
            }
        }
        both(kept, self.look_on((line, column), sending))
    }

    /// Returns the subject and the text with a word changed wherever its writer wrote it, and where
    /// in its line the word at a place ends now.
    fn changed_all(
        &self,
        word: &str,
        change: &str,
        place: (Line, usize),
    ) -> (String, String, usize) {
        let (mut subject, mut text, mut end) = (String::new(), String::new(), place.1);
        let was = (self.form.part(Part::Subject), self.form.part(Part::Body));
        for (number, line, is_own) in lines(was.0, was.1, &self.own) {
            let into = if number.is_none() { &mut subject } else { &mut text };
            if number.is_some_and(|number| number > 0) {
                into.push('\n');
            }
            let start = into.len();
            let mut at = 0;
            let found = if is_own { words_of(line) } else { Vec::new() };
            for range in found {
                if line.get(range.clone()) != Some(word) {
                    continue;
                }
                into.push_str(line.get(at..range.start).unwrap_or_default());
                into.push_str(change);
                at = range.end;
                if (number, range.start) == place {
                    end = into.len() - start;
                }
            }
            into.push_str(line.get(at..).unwrap_or_default());
        }
        (subject, text, end)
    }

    /// Shows the dialog.
    pub(in crate::ui::screen::send_note) fn ask_spelling<'a>(
        &'a self,
        check: &'a Check,
    ) -> Dialog<'a, Answer> {
        let Found { line, range, word, suggestions } = &check.found;
        let shown = match line {
            Some(line) => self.form.line(*line),
            None => self.form.part(Part::Subject).to_owned(),
        };
        let tell = |event: Event| Answer::Spelling(event);
        let press = |id: &str, event: Event, can: bool| -> Element<'a, Answer> {
            let message = (can && !check.looking).then(|| tell(event));
            let is_default = id == "screens-spell-change";
            button(words::text(id)).width(BUTTON).default(is_default).on_press_maybe(message).into()
        };
        let columns = vec![Column::new("", 120.0).fill()];
        let cell = |row: usize, _: usize| {
            suggestions.get(row).map_or_else(Cell::default, |word| Cell::text(word.as_str()))
        };
        let chosen = check.chosen;
        let list = List::new(suggestions.len(), columns, cell, move |e| tell(Event::Listed(e)))
            .headless()
            .id("spell-suggestions")
            .empty(words::text("screens-spell-no-suggestions"))
            .selected(move |row| Some(row) == chosen)
            .cursor(check.chosen);
        let change = field(words::text("screens-spell-change-to"), &check.change)
            .caption_width(CAPTION)
            .id("spell-change")
            .on_input(move |change| tell(Event::Typed(change)));
        let left = column![
            row![
                caption(words::text("screens-spell-not-found")).width(CAPTION),
                label(word.as_str()).bold().width(Fill)
            ]
            .spacing(theme::SPACE),
            container(paragraph(around(&shown, range))).height(2.0 * theme::LINE).clip(true),
            change,
            caption(words::text("screens-spell-suggestions")),
            bevel(Edge::Sunken, list).window().ring().width(Fill).height(Length::Fixed(110.0)),
        ]
        .spacing(theme::SPACE)
        .width(Fill);
        let right = column![
            press("screens-spell-ignore", Event::Ignore, true),
            press("screens-spell-ignore-all", Event::IgnoreAll, true),
            press("screens-spell-change", Event::Change, true),
            press("screens-spell-change-all", Event::ChangeAll, true),
            press("screens-spell-add", Event::Add, true),
            press("screens-spell-undo", Event::UndoLast, !check.steps.is_empty()),
        ]
        .spacing(theme::SPACE);
        let body = row![left, right].spacing(theme::MARGIN);
        let dialog = dialog(words::text("screens-spell-title"), body).width(500.0);
        let close = button(words::text("screens-spell-close")).on_press(Answer::Back);
        if check.sending {
            let send = button(words::text("screens-spell-send")).on_press(tell(Event::Send));
            dialog.button(send).button(close)
        } else {
            dialog.button(close)
        }
    }
}

/// Returns what is looked through, line by line, and whether its writer wrote the line.
fn lines<'a>(
    subject: &'a str,
    text: &'a str,
    own: &'a Own,
) -> impl Iterator<Item = (Line, &'a str, bool)> {
    let body = text.split('\n').enumerate();
    let body = body.map(|(number, line)| (Some(number), line, own.is_own(line)));
    std::iter::once((None, subject, true)).chain(body)
}

/// Finds the next word that is not in the dictionary, and what might be meant.
fn look<'a>(
    speller: &Speller,
    lines: impl Iterator<Item = (Line, &'a str, bool)>,
    from: (Line, usize),
    ignored: &BTreeSet<String>,
    capitals_count: bool,
) -> Option<Found> {
    for (number, line, _) in lines.filter(|(number, _, is_own)| *is_own && *number >= from.0) {
        for range in speller.misspelt(line, capitals_count) {
            let word = line.get(range.clone()).unwrap_or_default();
            if (number, range.start) >= from && !ignored.contains(word) {
                let suggestions = speller.suggest(word);
                return Some(Found { line: number, range, word: word.to_owned(), suggestions });
            }
        }
    }
    None
}

/// Returns what stands around a word in its line.
fn around(line: &str, range: &Range<usize>) -> String {
    let (before, behind) = (line.get(..range.start), line.get(range.start..));
    let (before, behind) = (before.unwrap_or_default(), behind.unwrap_or_default());
    let skipped = before.chars().count().saturating_sub(AROUND);
    let start: String = before.chars().skip(skipped).collect();
    let room = AROUND + range.len();
    let end: String = behind.chars().take(room).collect();
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!("{}{start}{end}{}", dots(skipped > 0), dots(behind.chars().count() > room))
}

/// Does two things.
fn both(one: Action, other: Action) -> Action {
    match (one, other) {
        (Action::Run(one), Action::Run(other)) => Action::Run(iced::Task::batch([one, other])),
        (Action::None, other) => other,
        (one, _) => one,
    }
}

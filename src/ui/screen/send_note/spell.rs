//! Spelling in a note: what is marked while it is typed, and what the menu of the right mouse
//! button offers. `check` is the dialog that goes through the whole text.

pub(super) mod check;

use std::collections::BTreeSet;
use std::ops::Range;

use iced::Point;

use super::form::Part;
use super::{Action, Message, SendNote};
use crate::session::Disk;
use crate::spelling::{Error, Speller, words::word_at};
use crate::ui::screen::attachments::Failure;
use crate::ui::task::blocking;
use crate::ui::widget::MenuItem;
use crate::ui::widget::text_area::{Sign, SignKind};
use crate::words;

/// The spelling of a note.
#[derive(Debug, Default)]
pub(super) struct Spell {
    speller: Option<Speller>,
    loading: bool,
    /// What is to be done when the dictionary is there: look through the text, and then send it.
    wished: Option<bool>,
    /// Whether the whole text was looked through since it changed.
    checked: bool,
    /// Words that are let pass in this note.
    ignored: BTreeSet<String>,
    /// Where the menu over the text is, while it is open.
    menu_at: Option<Point>,
    menu: Menu,
}

/// What the menu over the text is about.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    /// A word that is not in the dictionary, and what might be meant.
    word: Option<(usize, Range<usize>, String)>,
    suggestions: Vec<String>,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// A dictionary was loaded, or not.
    Loaded(Result<Speller, Error>),
    /// The menu over the text is wished for.
    MenuWished(Point),
    /// The menu can be shown.
    MenuReady(Point, Menu),
    /// The menu goes.
    MenuClosed,
    /// Puts this in the place of the word that the menu is about.
    Take(String),
    /// Lets the word pass in this note.
    Ignore(String),
    /// Takes the word into the person's own words.
    Learn(String),
    /// The person's own words were written down, or not.
    Kept(Result<(), Error>),
    /// Looks through the whole text, and sends the note then or not.
    Check(bool),
    /// Something happened in the dialog.
    Dialog(check::Event),
}

impl Spell {
    /// Takes note that the text changed.
    pub(super) fn changed(&mut self) {
        self.checked = false;
    }

    /// Returns whether a word is right, or let pass.
    fn passes(&self, word: &str) -> bool {
        self.ignored.contains(word)
    }
}

impl SendNote {
    /// Loads the dictionary, unless that is done.
    pub(super) fn load_speller(&mut self) -> Action {
        let language = self.habits.language.clone();
        let same = self.spell.speller.as_ref().is_some_and(|s| s.language() == language);
        if same || self.spell.loading {
            return Action::None;
        }
        self.spell.loading = true;
        let folder = self.data.clone();
        let task = blocking(move || Speller::load(&Disk::new(), &language, &folder));
        Action::Run(task.map(|loaded| Message::Spell(Event::Loaded(loaded))))
    }

    /// Does what has to do with spelling.
    pub(super) fn spelled(&mut self, event: Event) -> Action {
        match event {
            Event::Loaded(loaded) => {
                self.spell.loading = false;
                let wished = self.spell.wished.take();
                match loaded {
                    Ok(speller) => {
                        self.spell.speller = Some(speller);
                        if let Some(sending) = wished {
                            return self.check_spelling(sending);
                        }
                    }
                    Err(error) => {
                        tracing::warn!(%error, "there is no spelling");
                        if wished.is_some() || self.habits.check_typing {
                            self.failure = Some(failure(&error));
                        }
                    }
                }
            }
            Event::MenuWished(at) => return self.wish_menu(at),
            Event::MenuReady(at, menu) => {
                self.spell.menu_at = Some(at);
                self.spell.menu = menu;
            }
            // An item that was used is heard of after this.
            Event::MenuClosed => self.spell.menu_at = None,
            Event::Take(word) => {
                if let Some((line, range, _)) = self.spell.menu.word.take()
                    && !self.is_locked()
                    && self.form.replace(line, range, &word)
                {
                    self.changed();
                }
            }
            Event::Ignore(word) => {
                let _ = self.spell.ignored.insert(word);
            }
            Event::Learn(word) => return self.learn(&word),
            Event::Kept(Ok(())) => {}
            Event::Kept(Err(error)) => self.failure = Some(failure(&error)),
            Event::Check(sending) => return self.check_spelling(sending),
            Event::Dialog(event) => return self.check_told(event),
        }
        Action::None
    }

    /// Takes a word into the person's own words, and writes them down.
    fn learn(&mut self, word: &str) -> Action {
        let Some(speller) = self.spell.speller.clone() else { return Action::None };
        speller.learn(word);
        self.keep_words(speller)
    }

    fn keep_words(&mut self, speller: Speller) -> Action {
        let task = blocking(move || speller.keep(&Disk::new()));
        Action::Run(task.map(|kept| Message::Spell(Event::Kept(kept))))
    }

    fn wish_menu(&mut self, at: Point) -> Action {
        self.focus(Part::Body);
        let mut menu = Menu::default();
        let place = self.form.cursor().0;
        let line = self.form.line(place.line);
        if let (Some(speller), Some(range)) =
            (self.spell.speller.clone(), word_at(&line, place.column))
        {
            let word = line.get(range.clone()).unwrap_or_default().to_owned();
            if self.is_wrong(&speller, &line, &range) {
                menu.word = Some((place.line, range, word.clone()));
                let task = blocking(move || speller.suggest(&word));
                return Action::Run(task.map(move |suggestions| {
                    let menu = Menu { suggestions, ..menu.clone() };
                    Message::Spell(Event::MenuReady(at, menu))
                }));
            }
        }
        self.spell.menu_at = Some(at);
        self.spell.menu = menu;
        Action::None
    }

    fn is_wrong(&self, speller: &Speller, line: &str, range: &Range<usize>) -> bool {
        self.own.is_own(line)
            && speller.misspelt(line, !self.habits.ignore_capitals).contains(range)
            && !self.spell.passes(line.get(range.clone()).unwrap_or_default())
    }

    /// Returns the signs of a line of the text.
    pub(super) fn signs(&self, number: usize, line: &str) -> Vec<Sign> {
        let mut signs: Vec<Sign> = Vec::new();
        if let Some(search) = &self.search {
            let selected = self.form.selection();
            for range in search.in_line(number) {
                let is_selected = selected.is_some_and(|(start, end)| {
                    start.line == number && start.column == range.start && end.column == range.end
                });
                let kind = if is_selected { SignKind::Current } else { SignKind::Found };
                signs.push((range, kind));
            }
        }
        if let Some((at, range)) = self.checked_place() {
            if at == number {
                signs.push((range, SignKind::Current));
            }
        } else if self.habits.check_typing
            && let Some(speller) = &self.spell.speller
            && self.own.is_own(line)
        {
            let place = self.form.cursor().0;
            let typing = self.last == Part::Body && place.line == number;
            for range in speller.misspelt(line, !self.habits.ignore_capitals) {
                // Not while the word is being typed.
                let unfinished = typing && range.end == place.column;
                let word = line.get(range.clone()).unwrap_or_default();
                if !unfinished && !self.spell.passes(word) {
                    signs.push((range, SignKind::Misspelt));
                }
            }
        }
        signs
    }

    /// Returns the menu over the text, when it is open.
    pub(super) fn text_menu(&self) -> Option<(Point, Vec<MenuItem<Message>>)> {
        let (at, menu) = (self.spell.menu_at?, &self.spell.menu);
        let mut items = Vec::new();
        let can_change = !self.is_locked();
        if let Some((_, _, word)) = &menu.word {
            for suggestion in &menu.suggestions {
                let take = Message::Spell(Event::Take(suggestion.clone()));
                let help = take.help();
                let item = MenuItem::verbatim(suggestion, take).help(help);
                items.push(item.enabled(can_change));
            }
            if menu.suggestions.is_empty() {
                let none = words::text("screens-spell-no-suggestions");
                items.push(MenuItem::new(none, Message::Spell(Event::MenuClosed)).enabled(false));
            }
            items.push(MenuItem::separator());
            let item = |id: &str, event| {
                let message = Message::Spell(event);
                let help = message.help();
                MenuItem::new(words::text(id), message).help(help)
            };
            items.push(item("screens-spell-menu-ignore", Event::Ignore(word.clone())));
            items.push(item("screens-spell-menu-learn", Event::Learn(word.clone())));
            items.push(item("screens-spell-menu-check", Event::Check(false)));
            items.push(MenuItem::separator());
        }
        let item = |id: &str, key: &str, letter: &'static str| {
            let help = Message::Press(letter).help();
            let item = MenuItem::new(words::text(id), Message::Press(letter)).help(help);
            item.shortcut(words::text(key))
        };
        let marked = self.form.selection().is_some();
        items.extend([
            item("screens-note-menu-cut", "screens-note-key-cut", "x").enabled(marked),
            item("screens-note-menu-copy", "screens-note-key-copy", "c").enabled(marked),
            item("screens-note-menu-paste", "screens-note-key-paste", "v"),
            MenuItem::separator(),
            item("screens-note-menu-select-all", "screens-note-key-select-all", "a"),
        ]);
        Some((at, items))
    }
}

/// Words what went wrong with a dictionary.
fn failure(error: &Error) -> Failure {
    let summary = match error {
        Error::Missing(language) => words::with("screens-spell-missing", &[("language", language)]),
        Error::File { path, reason } => {
            words::with("screens-spell-file", &[("path", &path.display()), ("reason", reason)])
        }
        Error::Unusable { language, reason } => {
            words::with("screens-spell-unusable", &[("language", language), ("reason", reason)])
        }
    };
    Failure { summary, hint: words::text("screens-spell-hint") }
}

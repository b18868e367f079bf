//! Finding in the message center: the box that narrows the list, finders whose results are listed like
//! a folder, and the indexing of what came, a slice at a time while nothing waits.

use std::time::{Duration, Instant};

use iced::keyboard::{Key, key::Named};
use iced::widget::{row, space};
use iced::{Center, Element, Fill, Task};

use super::undo::Deeds;
use super::work::Doing;
use super::{Answer, Message, MessageCenter, view};
use crate::mail::{FolderId, MessageId, Place, Query, Want};
use crate::session::{Error, Hunted, Session};
use crate::ui::theme;
use crate::ui::widget::label::Tone;
use crate::ui::widget::{Wish, button, field, label, part};
use crate::words;

/// How long the desk indexes before somebody else has a turn.
const SLICE: Duration = Duration::from_millis(40);

/// How often a search is made again while the index grows.
const AGAIN: Duration = Duration::from_millis(700);

/// What a person does with the box over the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Something was typed.
    Typed(String),
    /// The list is wanted again as a whole.
    Clear,
    /// The box is left for the list.
    Leave,
}

/// What is known of searches and of the index.
#[derive(Debug)]
pub(super) struct Finding {
    /// What was typed into the box.
    filter: String,
    /// What the box says while it is empty.
    hint: String,
    /// The number of what the box lets through.
    results: FolderId,
    /// How far the search is whose results are listed.
    hunted: Option<Hunted>,
    /// When the list was last made again because more was indexed.
    again: Option<Instant>,
    /// A slice is being indexed.
    indexing: bool,
    /// How many messages are not indexed yet, about.
    left: u64,
}

impl Default for Finding {
    fn default() -> Self {
        Self {
            filter: String::new(),
            hint: words::text("screens-find-filter"),
            results: Session::results_number(),
            hunted: None,
            again: None,
            indexing: false,
            left: 0,
        }
    }
}

impl Finding {
    /// Begins with a list that nothing narrows.
    pub(super) fn forget_filter(&mut self) {
        self.filter.clear();
        self.hunted = None;
    }
}

impl MessageCenter {
    /// Returns the search whose results are listed, and their number.
    pub(super) fn results(&self) -> Option<(FolderId, Query)> {
        let wanted = Want::typing(&self.finding.filter);
        let finder = self.folders.current_finder();
        match (finder, self.is_filtered()) {
            (None, false) => None,
            (Some(finder), false) => Some((finder.id, finder.query.clone())),
            (Some(finder), true) => {
                let query = finder.query.clone();
                let want = query.want.and(wanted);
                Some((self.finding.results, Query { want, place: query.place }))
            }
            (None, true) => {
                let place = Place::Folder(self.folders.current_id()?);
                Some((self.finding.results, Query { want: wanted, place }))
            }
        }
    }

    /// Returns the number of what is listed.
    pub(super) fn listed(&self) -> Option<FolderId> {
        self.results().map(|(id, _)| id).or(self.folders.current_id())
    }

    /// Returns whether the box narrows the list.
    fn is_filtered(&self) -> bool {
        !self.finding.filter.trim().is_empty()
    }

    /// Hears how far the search is whose results were listed; goes on with it.
    pub(super) fn hunted(&mut self, hunted: Option<Hunted>) -> Task<Message> {
        self.finding.hunted = hunted;
        if hunted.is_some_and(|hunted| !hunted.done) { self.reload() } else { Task::none() }
    }

    /// Hears what a person does with the box over the list.
    pub(super) fn filter_used(&mut self, filter: Filter) -> Task<Message> {
        match filter {
            Filter::Typed(text) => {
                let before = self.results();
                self.finding.filter = text;
                // A blank more or less asks nothing else.
                if self.results() == before { Task::none() } else { self.list_other() }
            }
            Filter::Clear => {
                if !self.is_filtered() {
                    self.finding.filter.clear();
                    return Task::none();
                }
                self.finding.forget_filter();
                self.list_other()
            }
            Filter::Leave => {
                self.wishes.wish(Wish::Focus(view::LIST.into()));
                if self.selection.cursor().is_some() || self.rows.len() == 0 {
                    return Task::none();
                }
                self.selection = super::selection::Selection::at(Some(0));
                self.selection_moved()
            }
        }
    }

    /// Returns what Escape means while the list is narrowed.
    pub(super) fn escape_filter(&self) -> Option<Message> {
        (!self.finding.filter.is_empty()).then_some(Message::Filter(Filter::Clear))
    }

    /// Hears what another window did with messages: it is undone here.
    pub fn did(&mut self, Deeds(step): Deeds) -> Task<Message> {
        self.undo.push(step);
        self.clear_away()
    }

    /// Shows a message in its folder.
    pub fn show_message(&mut self, folder: FolderId, id: MessageId) -> Task<Message> {
        self.leave();
        let _ = self.folders.show(folder);
        self.finding.forget_filter();
        self.wishes.wish(Wish::Focus(view::LIST.into()));
        self.begin_list_at(Some(id))
    }

    /// Goes on indexing when there is something to index.
    pub(super) fn index(&mut self, left: u64) -> Task<Message> {
        self.finding.left = left;
        if left == 0 || self.finding.indexing {
            return Task::none();
        }
        self.finding.indexing = true;
        self.work.ask(&self.desk, Doing::Background, |session, _| {
            Answer::Indexed(session.index_on(SLICE))
        })
    }

    /// Goes on after a slice was indexed.
    pub(super) fn indexed(&mut self, left: Result<u64, Error>) -> Task<Message> {
        self.finding.indexing = false;
        let left = match left {
            Ok(left) => left,
            Err(error) => {
                tracing::warn!(%error, "messages could not be indexed");
                return Task::none();
            }
        };
        let waits = self.finding.hunted.is_some_and(|hunted| hunted.waiting > 0);
        let due = self.finding.again.is_none_or(|at| at.elapsed() >= AGAIN);
        let again = if waits && (left == 0 || due) {
            self.finding.again = Some(Instant::now());
            self.reload()
        } else {
            Task::none()
        };
        Task::batch([self.index(left), again])
    }

    /// Says what the box lets through, so that nobody wonders where mail has gone.
    fn filter_text(&self) -> Option<String> {
        let finder = self.folders.current_finder().is_some();
        let hunted = self.finding.hunted?;
        let text = if !self.is_filtered() {
            words::count("screens-find-found", hunted.found, &[])
        } else if finder {
            words::with("screens-find-filter-shown-finder", &[("shown", &hunted.found)])
        } else {
            let total = self.folders.current().map_or(0, |folder| folder.total);
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("shown", &hunted.found), ("total", &total)];
            words::with("screens-find-filter-shown", &values)
        };
        Some(progress_text(text, hunted))
    }

    /// Shows the box over the list.
    pub(super) fn filter_row(&self) -> Element<'_, Message> {
        let input = field("", &self.finding.filter)
            .id(view::FILTER)
            .placeholder(&self.finding.hint)
            .on_input(|text| Message::Filter(Filter::Typed(text)))
            .on_submit(Message::Filter(Filter::Leave))
            .width(220.0);
        let input = part(input).passed().on_key(|key, modifiers| match key {
            Key::Named(Named::ArrowDown) if modifiers.is_empty() => {
                Some(Message::Filter(Filter::Leave))
            }
            _ => None,
        });
        let said: Element<'_, Message> = match self.filter_text() {
            Some(text) if self.is_filtered() => label(text).bold().into(),
            Some(text) => label(text).tone(Tone::Muted).into(),
            None => space().into(),
        };
        let clear: Element<'_, Message> = if self.is_filtered() {
            button(words::text("screens-find-filter-clear"))
                .on_press(Message::Filter(Filter::Clear))
                .into()
        } else {
            space().into()
        };
        row![input, said, space().width(Fill), clear]
            .spacing(theme::SPACE)
            .align_y(Center)
            .height(24.0)
            .into()
    }

    /// Says why a search shows nothing; `None` when it is no search that is listed.
    pub(super) fn nothing_found(&self) -> Option<String> {
        let hunted = self.finding.hunted?;
        Some(words::text(if !hunted.done {
            "screens-find-busy"
        } else if let Some(why) = misread(&self.finding.filter) {
            return Some(why);
        } else if self.is_filtered() {
            "screens-find-filter-nothing"
        } else {
            "screens-find-nothing"
        }))
    }
}

/// Says which word of a line was not understood, where that may be why nothing was found.
pub(super) fn misread(line: &str) -> Option<String> {
    let word = Query::misread(line)?;
    Some(words::with("screens-find-misread", &[("word", &word)]))
}

/// Adds to a text how far a search is.
pub(super) fn progress_text(what: String, hunted: Hunted) -> String {
    if !hunted.done {
        words::with("screens-find-searching", &[("what", &what)])
    } else if hunted.waiting > 0 {
        words::count("screens-find-indexing", hunted.waiting, &[("what", &what)])
    } else {
        what
    }
}

//! The text of a message, as it is read in the reading pane and in Read Note: links, folded quotes,
//! letters of equal width, the header as it came, the source, a search.
//!
//! Below: `cursor` uses what is at the cursor, `lay` makes lines of the text, `links` finds and judges what leads somewhere, `find` looks
//! for words, `orders` is what menus and keys can order, `people` shows recipients, `view` is how it
//! looks. A long text is shown in parts: laying out a megabyte takes seconds.

mod cursor;
mod find;
mod lay;
mod links;
mod orders;
mod people;
mod view;

use std::collections::HashSet;
use std::ops::Range;

use iced::Task;
use iced::advanced::widget::Id;
use iced::widget::text_editor::{self, Content, Cursor, Edit, Position};

use crate::mail::{Address, Link};
use crate::session::Opened;
use crate::ui::widget::text_area::{Mark, Marks};
use crate::words;
use find::Find;
use lay::{Folding, Line, Source, Spot, lay};
use links::{Doubt, Place};
pub(in crate::ui) use orders::Order;
pub(in crate::ui) use people::recipients;

/// Bytes of a text that are shown at once.
const PART: usize = 64 * 1024;
/// The words that are looked for.
const FIND: &str = "reader-find";

/// Opens a link with the system's program for it.
pub(in crate::ui) type Opener = fn(&str) -> std::io::Result<()>;

/// The text of one message after the other.
pub(in crate::ui) struct Reader {
    id: Id,
    body: String,
    links: Vec<Link>,
    header: String,
    html: bool,
    source: Option<String>,
    /// What is shown: the source, or the body, perhaps with its header; and its links.
    text: String,
    shown_links: Vec<Link>,
    fixed: bool,
    full: bool,
    charset: Option<&'static str>,
    folding: Folding,
    others: HashSet<usize>,
    /// Where the parts of the text end.
    ends: Vec<usize>,
    part: usize,
    content: Content,
    lines: Vec<Line>,
    marks: Marks,
    version: u64,
    epoch: u64,
    /// Whether a person did something in the text, so that Enter means what is at the cursor.
    engaged: bool,
    find: Option<Find>,
    asked: Option<Asked>,
    opener: Opener,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("epoch", &self.epoch).finish_non_exhaustive()
    }
}

/// A link that is about to be opened.
#[derive(Debug, Clone)]
struct Asked {
    text: String,
    place: Place,
    doubt: Option<Doubt>,
}

/// What happens in the text.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was done in the text.
    Looked(text_editor::Action),
    /// The text was clicked, and nothing marked.
    Clicked,
    /// What is at the cursor is used.
    Use,
    /// A menu or a shortcut was used.
    Ordered(Order),
    /// Other words are looked for.
    Typed(String),
    /// The search is put away.
    FindClosed,
    /// The link is opened.
    Open,
    /// The link's target is copied.
    CopyLink,
    /// The link is left alone.
    Leave,
    /// The link was handed to its program.
    Opened(Result<(), String>),
}

/// What the screen has to do.
#[derive(Debug)]
pub(in crate::ui) enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// Loads the source, and tells it by [`Reader::set_source`].
    Source,
    /// Opens the message again, in the character set of [`Reader::charset`].
    Reopen,
    /// Begins a message to this mailbox.
    Write(Address),
    /// Moves the focus here.
    Focus(Id),
    /// Tells what went wrong, and what to do.
    Fail(String, String),
}

impl Reader {
    /// Makes a reader with nothing to read.
    pub(in crate::ui) fn new(id: impl Into<Id>) -> Self {
        Self {
            id: id.into(),
            body: String::new(),
            links: Vec::new(),
            header: String::new(),
            html: false,
            source: None,
            text: String::new(),
            shown_links: Vec::new(),
            fixed: false,
            full: false,
            charset: None,
            folding: Folding::Long,
            others: HashSet::new(),
            ends: vec![0],
            part: 0,
            content: Content::new(),
            lines: Vec::new(),
            marks: Marks::default(),
            version: 0,
            epoch: 0,
            engaged: false,
            find: None,
            asked: None,
            opener: |target| open::that_detached(target),
        }
    }

    /// Sets what opens links in place of the system.
    #[cfg(test)]
    pub(in crate::ui) fn opened_by(mut self, opener: Opener) -> Self {
        self.opener = opener;
        self
    }

    /// Shows a message from its beginning; the same one, when only its character set is another.
    pub(in crate::ui) fn show(&mut self, opened: &mut Opened) {
        self.body = std::mem::take(&mut opened.message.body);
        self.links = std::mem::take(&mut opened.message.links);
        self.header = std::mem::take(&mut opened.header);
        self.html = opened.message.html;
        self.source = None;
        self.folding = Folding::Long;
        self.others.clear();
        self.find = None;
        self.asked = None;
        self.compose();
    }

    /// Shows nothing.
    pub(in crate::ui) fn clear(&mut self) {
        self.body.clear();
        self.links.clear();
        self.header.clear();
        self.html = false;
        self.source = None;
        self.charset = None;
        self.find = None;
        self.asked = None;
        self.compose();
    }

    /// Forgets the character set that was chosen: another message comes.
    pub(in crate::ui) fn turn(&mut self) {
        self.charset = None;
    }

    /// Shows the message as it came.
    pub(in crate::ui) fn set_source(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n");
        self.source = Some(text.replace('\0', "\u{FFFD}"));
        self.find = None;
        self.compose();
    }

    /// Returns the character set that a person chose for this message.
    pub(in crate::ui) fn charset(&self) -> Option<&'static str> {
        self.charset
    }

    /// Returns the text as the toolkit has it.
    pub(in crate::ui) fn content(&self) -> &Content {
        &self.content
    }

    /// Returns the id of the text.
    pub(in crate::ui) fn id(&self) -> Id {
        self.id.clone()
    }

    /// Returns which part of the text is shown, from 1, and how many there are.
    pub(in crate::ui) fn part(&self) -> (usize, usize) {
        (self.part.saturating_add(1), self.ends.len())
    }

    /// Returns whether Enter would use something at the cursor.
    pub(in crate::ui) fn can_use(&self) -> bool {
        self.engaged && self.spot().is_some()
    }

    /// Changes the text by what happened.
    pub(in crate::ui) fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Looked(action) => {
                if !action.is_edit() {
                    self.engaged |= !matches!(action, text_editor::Action::Scroll { .. });
                    self.content.perform(action);
                }
            }
            Message::Clicked if self.content.selection().is_none() => return self.use_spot(),
            Message::Clicked => {}
            Message::Use => return self.use_spot(),
            Message::Ordered(order) => return self.carry_out(order),
            Message::Typed(query) => {
                let from = self.find.as_ref().and_then(Find::current).map_or(0, |hit| hit.start);
                if let Some(find) = &mut self.find {
                    find.look(&self.text, query, from);
                }
                self.go_to_hit();
            }
            Message::FindClosed => {
                self.find = None;
                self.mark();
                return Action::Focus(self.id.clone());
            }
            Message::Open => return self.open_link(),
            Message::CopyLink => {
                if let Some(asked) = self.asked.take() {
                    return Action::Run(iced::clipboard::write(asked.place.shown()));
                }
            }
            Message::Leave => self.asked = None,
            Message::Opened(Ok(())) => {}
            Message::Opened(Err(reason)) => {
                let summary = words::with("screens-reader-open-failed", &[("reason", &reason)]);
                return Action::Fail(summary, words::text("screens-reader-open-failed-hint"));
            }
        }
        Action::None
    }

    /// Puts together what is shown, and shows it from its beginning.
    fn compose(&mut self) {
        let (text, links) = match &self.source {
            Some(source) => (source.clone(), Vec::new()),
            None if self.full => {
                let head = self.header.len() + 2;
                let links = self.links.iter().map(|link| Link {
                    at: link.at.start + head..link.at.end + head,
                    target: link.target.clone(),
                });
                (format!("{}\n\n{}", self.header, self.body), links.collect())
            }
            None => (self.body.clone(), self.links.clone()),
        };
        (self.text, self.shown_links) = (text, links);
        self.ends = ends(&self.text);
        self.show_part(0);
    }

    /// Shows a part of the text, counted from 0.
    fn show_part(&mut self, part: usize) {
        self.part = part.min(self.ends.len().saturating_sub(1));
        self.lines = self.lay();
        self.content = Content::with_text(&joined(&self.lines));
        self.epoch = self.epoch.wrapping_add(1);
        self.engaged = false;
        self.mark();
    }

    /// Returns where in the text the part lies that is shown.
    fn range(&self) -> Range<usize> {
        let begin = self.part.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(self.part).copied().unwrap_or(self.text.len());
        begin.copied().unwrap_or(0)..end
    }

    fn lay(&self) -> Vec<Line> {
        lay(&Source {
            text: &self.text,
            part: self.range(),
            links: &self.shown_links,
            plain: self.source.is_some(),
            folding: &self.folding,
            others: &self.others,
        })
    }

    /// Lays the lines out anew and changes in the editor only what is other, so that the rest stays
    /// where it is on the screen.
    fn relay(&mut self) {
        let new = self.lay();
        let old = std::mem::take(&mut self.lines);
        let same = |(a, b): &(&Line, &Line)| a.text == b.text;
        let head = old.iter().zip(&new).take_while(same).count();
        let most = old.len().min(new.len()).saturating_sub(head);
        let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
        let (from, to) = (head, old.len().saturating_sub(tail));
        let fresh = new.get(head..new.len().saturating_sub(tail)).unwrap_or_default();
        if from == to || fresh.is_empty() {
            // Nothing of a line is left to be changed; all of it is put in anew.
            self.content = Content::with_text(&joined(&new));
            self.epoch = self.epoch.wrapping_add(1);
        } else {
            let last = to.saturating_sub(1);
            let end = old.get(last).map_or(0, |line| line.text.len());
            self.content.move_to(Cursor {
                position: Position { line: last, column: end },
                selection: Some(Position { line: from, column: 0 }),
            });
            let text = std::sync::Arc::new(joined(fresh));
            self.content.perform(text_editor::Action::Edit(Edit::Paste(text)));
            let position = Position { line: from, column: 0 };
            self.content.move_to(Cursor { position, selection: None });
        }
        self.lines = new;
        self.mark();
    }

    /// Marks what is to be seen in the lines.
    fn mark(&mut self) {
        let mut marks: Vec<Vec<(Range<usize>, Mark)>> =
            self.lines.iter().map(Line::marks).collect();
        if let Some(find) = &self.find {
            let part = self.range();
            // Both stand in the order of the text, so that one walk finds all.
            let mut lines = self.lines.iter().zip(&mut marks).peekable();
            for (number, hit) in find.hits.iter().enumerate() {
                if hit.start < part.start {
                    continue;
                }
                let before = |line: &Line| line.from.as_ref().is_none_or(|f| f.end < hit.start);
                while lines.next_if(|(line, _)| before(line)).is_some() {}
                let Some((line, marks)) = lines.peek_mut() else { break };
                let Some(from) = line.from.as_ref().filter(|from| from.start <= hit.start) else {
                    continue;
                };
                let mark = if number == find.at { Mark::Current } else { Mark::Found };
                marks.push((hit.start - from.start..hit.end.min(from.end) - from.start, mark));
            }
        }
        self.version = self.version.wrapping_add(1);
        self.marks = Marks::new(self.version, marks);
    }

    /// Returns the line that shows a place of the text, and where in it.
    fn place(&self, at: &Range<usize>) -> Option<(usize, Range<usize>)> {
        // Folded lines have no place; those around them are in order.
        let number = self.lines.iter().position(|line| {
            line.from.as_ref().is_some_and(|from| from.start <= at.start && at.start <= from.end)
        })?;
        let from = self.lines.get(number)?.from.as_ref()?;
        Some((number, at.start - from.start..at.end.min(from.end) - from.start))
    }
}

fn joined(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Returns where the parts of a text end: at the end of a line where that is possible.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut begin = 0usize;
    while let Some(rest) = text.get(begin..).filter(|rest| rest.len() > PART + PART / 2) {
        let end = rest.floor_char_boundary(PART);
        let line = rest.get(..end).and_then(|part| part.rfind('\n')).filter(|at| *at > PART / 2);
        begin = begin.saturating_add(line.map_or(end, |at| at.saturating_add(1)));
        ends.push(begin);
    }
    ends.push(text.len());
    ends
}

#[cfg(test)]
mod tests;

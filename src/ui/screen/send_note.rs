//! Send Note: the window in which a message is written and sent.
//!
//! `form` is what is written, `names` whom it goes to, `keep` how it is never lost, `asking` what
//! the window asks, `view` how it looks; [`super::attachments`] go with it. `sending`,
//! `attaching` and `closing` are what is done with the note; `search` and `spell` what is done with
//! its text, of which `own` knows who wrote it. `message` lists what happens.

mod asking;
mod attaching;
mod closing;
mod completing;
mod form;
mod grouping;
mod help;
mod keep;
mod message;
mod names;
mod options;
mod own;
mod search;
mod sending;
mod spell;
mod undo;
mod view;

use std::collections::BTreeSet;
use std::path::PathBuf;

use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers};
use iced::time::{Duration, Instant};
use iced::{Element, Subscription, Task};

use super::attachments::{Failure, Strip};
use crate::mail::{Attachment, Draft};
use crate::session::{Error, Habits, Known, TakenBack};
use crate::settings;
use crate::ui::screen::window_menu::OpenWindows;
use crate::ui::task::{Cancel, Desk, LONG};
use crate::ui::widget::{Wish, Wishes};
use crate::words;

pub use asking::Answer;
pub use form::Part;
pub use message::{Action, Message, Outcome, Writing};
pub use names::Checked;

use asking::Over;
use form::Form;
use keep::Keep;
use names::Suggestions;
use own::Own;
use search::Search;
use spell::Spell;

/// The Send Note window.
pub struct SendNote {
    desk: Desk,
    writing: Writing,
    form: Form,
    strip: Strip,
    keep: Keep,
    /// How the person writes.
    habits: Habits,
    own: Own,
    /// Whether the person said that no attachment is missing.
    without: bool,
    /// Whether the person said that no subject is missing.
    untitled: bool,
    spell: Spell,
    search: Option<Search>,
    /// The folder for what the program keeps for the person.
    data: PathBuf,
    people: Vec<Known>,
    /// Recipients, as they are written, of whom it is known whom they mean.
    resolved: BTreeSet<String>,
    suggestions: Option<Suggestions>,
    over: Option<Over>,
    busy: Option<Busy>,
    failure: Option<Failure>,
    status: String,
    /// What the chosen line of a menu does; empty when no menu is open.
    help: String,
    /// Whether the note can be written: what it begins with is there.
    ready: bool,
    /// The part in which something was done last.
    last: Part,
    /// How long the note can be taken back once it is sent.
    hold: Duration,
    now: Instant,
    wishes: Wishes,
    windows: OpenWindows,
    ids: Ids,
}

impl std::fmt::Debug for SendNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SendNote").field("writing", &self.writing).finish_non_exhaustive()
    }
}

/// Where the focus can be sent; not the same in any two windows.
struct Ids {
    to: Id,
    cc: Id,
    bcc: Id,
    subject: Id,
    body: Id,
    find: Id,
    replace: Id,
}

impl Ids {
    fn new() -> Self {
        Self {
            to: Id::unique(),
            cc: Id::unique(),
            bcc: Id::unique(),
            subject: Id::unique(),
            body: Id::unique(),
            find: Id::unique(),
            replace: Id::unique(),
        }
    }

    fn of(&self, part: Part) -> &Id {
        match part {
            Part::To => &self.to,
            Part::Cc => &self.cc,
            Part::Bcc => &self.bcc,
            Part::Subject => &self.subject,
            Part::Body => &self.body,
        }
    }
}

/// What the window waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Opening,
    Checking,
    Attaching,
    Sending,
    Closing,
}

#[derive(Debug)]
struct Busy {
    work: Work,
    since: Instant,
    cancel: Cancel,
    _handle: iced::task::Handle,
}

impl SendNote {
    /// Opens a note.
    pub fn new(desk: Desk, writing: Writing) -> (Self, Task<Message>) {
        let kept = match writing {
            Writing::Draft(id) | Writing::TakenBack(TakenBack { id, .. }) => Some(id),
            _ => None,
        };
        let mut note = Self {
            keep: Keep::new(kept, settings::data_folder().join("unsent")),
            desk,
            form: Form::default(),
            strip: Strip::writing(Vec::new()),
            habits: Habits::default(),
            own: Own::default(),
            without: false,
            untitled: false,
            spell: Spell::default(),
            search: None,
            data: settings::data_folder(),
            people: Vec::new(),
            resolved: BTreeSet::new(),
            suggestions: None,
            over: None,
            busy: None,
            failure: None,
            status: String::new(),
            help: String::new(),
            ready: false,
            last: Part::To,
            hold: Duration::ZERO,
            now: Instant::now(),
            wishes: Wishes::default(),
            windows: OpenWindows::default(),
            ids: Ids::new(),
            writing,
        };
        let people = note.ask_people();
        let habits = note.desk.ask(|session| session.habits().map(Box::new));
        let habits = habits.map(Message::HabitsLoaded);
        let load = match note.writing.clone() {
            Writing::New => {
                note.ready = true;
                note.focus(Part::To);
                return (note, Task::batch([habits, people]));
            }
            Writing::To(address) => {
                let to = vec![address.to_string()];
                note.desk.ask(move |_| Ok(Draft { to, ..Draft::default() }))
            }
            Writing::Template(id) => note.desk.ask(move |session| session.open_draft(id)),
            Writing::Reply(id) => note.desk.ask(move |session| session.reply(id)),
            Writing::ReplyAll(id) => note.desk.ask(move |session| session.reply_all(id)),
            Writing::Forward(id) => note.desk.ask(move |session| session.forward(id)),
            Writing::Draft(id) | Writing::TakenBack(TakenBack { id, .. }) => {
                note.desk.ask(move |session| session.open_draft(id))
            }
        };
        let load = load.map(|draft| Message::Loaded(draft.map(Box::new)));
        let load = note.begin(Work::Opening, Cancel::default(), load);
        // What the note begins with depends on how the person writes.
        (note, Task::batch([habits.chain(load), people]))
    }

    /// Hears which windows are open.
    pub fn set_windows(&mut self, windows: OpenWindows) {
        self.windows = windows;
    }

    /// Returns the window's title.
    pub fn title(&self) -> String {
        match self.form.part(Part::Subject).trim() {
            "" => words::text("screens-send-title"),
            subject => subject.to_owned(),
        }
    }

    /// Returns whether the note is being sent or put away.
    pub fn is_busy(&self) -> bool {
        self.is_locked() || self.keep.is_saving()
    }

    /// Returns whether the window would ask before it closes.
    pub fn is_unsaved(&self) -> bool {
        self.ready && self.keep.is_unsettled() && !self.is_blank()
    }

    /// Ticks while there is something to save or to wait for.
    pub fn subscription(&self) -> Subscription<Message> {
        if self.busy.is_some() || self.keep.is_unsaved() {
            iced::time::every(Duration::from_millis(500)).map(Message::Ticked)
        } else {
            Subscription::none()
        }
    }

    /// Changes the note by what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Loaded(result) => return self.loaded(result),
            Message::PeopleLoaded(Ok(people)) => self.people = people,
            Message::PeopleLoaded(Err(error)) => {
                // Names can be typed all the same.
                tracing::warn!(%error, "nobody can be suggested");
            }
            Message::HabitsLoaded(result) => return self.habits_loaded(result),
            Message::Spell(event) => return self.spelled(event),
            Message::Search(event) => return self.searched(event),
            Message::Typed(part, value) if !self.is_locked() => self.typed(part, value),
            Message::Edited(action) => {
                if let Some(paths) = attaching::pasted(&action).filter(|_| self.can_work()) {
                    return self.attach(paths);
                }
                self.last = Part::Body;
                if !(self.is_locked() && action.is_edit()) && self.form.edit(action) {
                    self.changed();
                }
            }
            Message::Suggested(event) => return self.suggested(event),
            Message::PersonForgotten(result) => return self.person_forgotten(result),
            Message::Undo if !self.is_locked() => {
                let part = self.form.undo();
                self.reverted(part);
            }
            Message::Redo if !self.is_locked() => {
                let part = self.form.redo();
                self.reverted(part);
            }
            Message::Press(letter) => {
                self.wishes.wish(Wish::Press(Key::Character(letter.into()), Modifiers::COMMAND));
            }
            Message::Helped(help) => self.help = help,
            Message::Send => return self.send(false),
            Message::SendEnded(result) => return self.send_ended(result),
            Message::CheckNames => return self.check_names(),
            Message::NamesChecked(result) => return self.names_checked(result),
            Message::SaveTemplate if self.can_work() => {
                self.over = Some(Over::Template(self.form.part(Part::Subject).to_owned()));
            }
            Message::TemplateSaved(result) => return self.template_saved(result),
            Message::SaveGroup if self.can_work() => self.ask_group(),
            Message::GroupSaved(result) => return self.group_saved(result),
            Message::KeepPeople => return self.keep_people(),
            Message::PeopleKept(result) => return self.people_kept(result),
            Message::Attach if self.can_work() => self.over = Some(Over::Attach(String::new())),
            Message::Dropped(paths) if self.can_work() => return self.attach(paths),
            Message::Attached(files) => self.attached(files),
            Message::Strip(message) => return self.strip_told(message),
            Message::SetPriority(priority) => {
                self.form.priority = priority;
                self.changed();
            }
            Message::ToggleReceipt => {
                self.form.receipt = !self.form.receipt;
                self.changed();
            }
            Message::Options if self.can_work() => {
                self.over = Some(Over::Options(self.options()));
            }
            Message::Save if self.can_work() => return self.save(true),
            Message::Saved(changes, result, wished) => return self.saved(changes, result, wished),
            Message::TextKept(path) => self.text_kept(path),
            Message::Discard if self.can_work() => {
                if self.is_blank() {
                    return self.discard(true);
                }
                self.over = Some(Over::Discard);
            }
            Message::Discarded(result) => return self.discarded(result),
            Message::Answered(answer) => return self.answered(answer),
            Message::Cancel => return self.cancel(),
            Message::Left => return Action::Close,
            Message::GoTo(to) => return Action::GoTo(to),
            Message::PrintKeys(text) => return Action::PrintKeys(text),
            Message::FailureRead => self.failure = None,
            Message::Ticked(now) => {
                self.now = now;
                if self.can_work() && self.keep.is_due(now, self.strip.size()) && !self.is_blank() {
                    return self.save(false);
                }
            }
            Message::Close => return self.close_requested(),
            Message::Typed(..)
            | Message::Undo
            | Message::Redo
            | Message::Attach
            | Message::SaveTemplate
            | Message::SaveGroup
            | Message::Dropped(_)
            | Message::Options
            | Message::Save
            | Message::Discard => {}
        }
        Action::None
    }

    /// Shows the whole window.
    pub fn view(&self) -> Element<'_, Message> {
        view::window(self)
    }

    fn draft(&self) -> Draft {
        self.form.draft(&self.strip)
    }

    fn is_blank(&self) -> bool {
        self.form.is_empty() && self.strip.is_empty()
    }

    /// Returns whether the note must not change now.
    fn is_locked(&self) -> bool {
        let busy = self.busy.as_ref();
        busy.is_some_and(|b| matches!(b.work, Work::Opening | Work::Sending | Work::Closing))
    }

    /// Returns whether new work may begin.
    fn can_work(&self) -> bool {
        self.ready && self.busy.is_none()
    }

    /// Returns what the window waits for, when that takes long.
    fn long_work(&self) -> Option<&Busy> {
        self.busy.as_ref().filter(|busy| self.now.duration_since(busy.since) >= LONG)
    }

    fn begin(&mut self, work: Work, cancel: Cancel, task: Task<Message>) -> Task<Message> {
        let (task, handle) = task.abortable();
        let since = Instant::now();
        self.busy = Some(Busy { work, since, cancel, _handle: handle.abort_on_drop() });
        task
    }

    fn focus(&mut self, part: Part) {
        self.last = part;
        self.wishes.wish(Wish::Focus(self.ids.of(part).clone()));
    }

    fn fail(&mut self, error: &Error) {
        self.failure = Some(Failure { summary: error.summary(), hint: error.hint() });
    }

    fn changed(&mut self) {
        self.spell.changed();
        self.without = false;
        if let Some(search) = &mut self.search {
            search.refresh(&self.form);
        }
        self.status.clear();
        self.keep.changed(Instant::now());
    }

    fn loaded(&mut self, result: Result<Box<Draft>, Error>) -> Action {
        self.busy = None;
        match result {
            Ok(mut draft) => {
                let attachments = std::mem::take(&mut draft.attachments);
                let received = attachments.into_iter().map(|a| Attachment {
                    name: a.name,
                    mime: String::new(),
                    bytes: a.bytes,
                });
                self.form = Form::of(&draft);
                self.strip = Strip::writing(received.collect());
                self.ready = true;
                if matches!(self.writing, Writing::To(_)) {
                    self.begin_anew();
                }
                if matches!(self.writing, Writing::Draft(_) | Writing::TakenBack(_)) {
                    self.keep.opened(self.draft());
                } else if !matches!(self.writing, Writing::Template(_)) {
                    self.own = Own::new(self.form.part(Part::Body), &self.habits.prefix);
                }
                let named = draft.to.iter().chain(&draft.cc).chain(&draft.bcc);
                self.resolved.extend(named.filter(|name| names::is_address(name)).cloned());
                if matches!(self.writing, Writing::Reply(_) | Writing::ReplyAll(_)) {
                    let line = self.habits.line_to_write_on(self.form.part(Part::Body));
                    self.form.select(line, 0..0);
                }
                self.focus(if draft.to.is_empty() { Part::To } else { Part::Body });
            }
            Err(error) => self.fail(&error),
        }
        Action::None
    }

    /// Takes note of how the person writes.
    fn habits_loaded(&mut self, result: Result<Box<Habits>, Error>) -> Action {
        match result {
            Ok(habits) => self.habits = *habits,
            // The usual way will do.
            Err(error) => tracing::warn!(%error, "how the person writes cannot be read"),
        }
        self.own.set_prefix(&self.habits.prefix);
        if matches!(self.writing, Writing::New) {
            self.begin_anew();
        }
        if self.habits.check_typing { self.load_speller() } else { Action::None }
    }

    /// Makes an empty note as the person begins one.
    fn begin_anew(&mut self) {
        self.form.no_copy = !self.habits.save_copy;
        if self.habits.sign_new
            && let Some(signature) = self.habits.signature()
        {
            self.form.sign(signature);
            self.own.also_given(signature);
        }
    }

    fn typed(&mut self, part: Part, value: String) {
        self.last = part;
        if Part::RECIPIENTS.contains(&part) {
            let before = self.form.part(part);
            self.suggestions = Suggestions::of(part, before, &value, &self.people);
        }
        if self.form.set(part, value) {
            self.changed();
        }
    }

    fn reverted(&mut self, part: Option<Part>) {
        self.suggestions = None;
        if let Some(part) = part {
            self.changed();
            self.focus(part);
        }
    }
}

#[cfg(test)]
mod tests;

//! What is done with the messages that were found, and the dialogs that ask before it.

use std::time::Instant;

use iced::Task;

use super::{Action, Command, Message, MessageFinder, Shown, run};
use crate::mail::{FolderId, FolderKind};
use crate::session::{Act, Error, Mark, Record, Session};
use crate::ui::dialog::finder_name::{self, FinderName};
use crate::ui::dialog::move_to::{self, MoveTo, What};
use crate::ui::dialog::notice::{self, Notice};
use crate::ui::dialog::where_to_look::WhereToLook;
use crate::ui::screen::message_center::bulk::{self, Chosen, End};
use crate::ui::screen::message_center::undo::{Deed, Deeds, Step};
use crate::ui::screen::message_center::work::Reins;
use crate::words;

/// Messages that are named one by one.
const FEW: usize = 2000;

/// What came of work on messages.
#[derive(Debug, Clone)]
pub struct Done {
    step: Option<Step>,
    notice: String,
    end: End,
}

impl Done {
    fn of(done: bulk::Done, deed: Deed, subject: Option<String>, notice: String) -> Self {
        let bulk::Done { record, changed: count, end, .. } = done;
        let name = subject.filter(|_| count == 1);
        Self { step: record.map(|record| Step { deed, name, count, record }), notice, end }
    }
}

/// Work on messages under way.
pub(super) struct Busy {
    pub(super) text: String,
    pub(super) reins: Reins,
    pub(super) since: Instant,
    pub(super) now: Instant,
}

impl MessageFinder {
    /// Returns whether an order can be carried out now.
    pub(super) fn can(&self, command: Command) -> bool {
        let one = self.selection.single().is_some_and(|row| self.rows.get(row).is_some());
        let some = self.selection.count() > 0 && self.busy.is_none();
        match command {
            Command::Open | Command::OpenFolder => one,
            Command::Move | Command::Delete | Command::MarkRead | Command::MarkUnread => some,
            Command::SelectAll => self.rows.len() > 0,
            Command::Save => !self.form.is_blank(),
            Command::Where | Command::Clear | Command::Close => true,
        }
    }

    /// Carries out an order, when that is possible now.
    pub(super) fn carry_out(&mut self, command: Command) -> Action {
        if !self.can(command) {
            return Action::None;
        }
        let task = match command {
            Command::Open => {
                return self.selection.single().map_or(Action::None, |row| self.open(row));
            }
            Command::OpenFolder => {
                let row = self.selection.single().and_then(|row| self.rows.get(row));
                return row.map_or(Action::None, |row| Action::Show(row.folder, row.id));
            }
            Command::Move => {
                let from = self.selection.first().and_then(|row| self.rows.get(row));
                let from = from.map_or(self.results, |row| row.folder);
                let what = What::Move(self.selection.count(), from);
                let dialog = MoveTo::new(&self.folders, what, &[]);
                self.dialog = Some(Shown::Move(dialog));
                Task::none()
            }
            Command::Delete => self.ask_delete(),
            Command::MarkRead => self.mark(Mark::Read),
            Command::MarkUnread => self.mark(Mark::Unread),
            Command::SelectAll => {
                self.selection.all(self.rows.len());
                Task::none()
            }
            Command::Save => {
                let name = if self.name.is_empty() { "" } else { &self.name };
                self.dialog = Some(Shown::Save(FinderName::new(name)));
                Task::none()
            }
            Command::Where => {
                let dialog = WhereToLook::new(&self.folders, self.form.place);
                self.dialog = Some(Shown::Where(dialog));
                Task::none()
            }
            Command::Clear => {
                self.form = super::Form::default();
                self.name.clear();
                self.wishes.wish(super::Wish::Focus(super::view::id(super::Text::Line)));
                self.ask_anew()
            }
            Command::Close => {
                let Some(busy) = &self.busy else { return Action::Close };
                busy.reins.cancel.cancel();
                Task::none()
            }
        };
        run(task)
    }

    /// Returns the messages that are selected.
    fn chosen(&self) -> Option<Chosen> {
        let count = self.selection.count();
        let rows = || self.selection.ranges().iter().cloned().flatten();
        if count == 0 {
            return None;
        }
        if count <= FEW
            && let Some(ids) = rows().map(|row| self.rows.id(row)).collect()
        {
            return Some(Chosen::Ids(ids));
        }
        let seen = self.rows.known().filter(|(row, _)| self.selection.contains(*row));
        Some(Chosen::Rows {
            folder: self.results,
            order: self.order,
            len: self.rows.exact_len(),
            ranges: self.selection.ranges().to_vec(),
            seen: seen.map(|(row, summary)| (row, summary.id)).collect(),
        })
    }

    fn subject(&self) -> Option<String> {
        let summary = self.rows.get(self.selection.single()?)?;
        (!summary.subject.is_empty()).then(|| summary.subject.clone())
    }

    /// Begins work on messages.
    fn begin(
        &mut self,
        text: String,
        work: impl FnOnce(&mut Session, &Reins) -> Done + Send + 'static,
    ) -> Task<Message> {
        let (reins, now) = (Reins::default(), Instant::now());
        self.busy = Some(Busy { text, reins: reins.clone(), since: now, now });
        self.desk.ask(move |session| work(session, &reins)).map(Message::Done)
    }

    fn ask_delete(&mut self) -> Task<Message> {
        let Some(chosen) = self.chosen() else { return Task::none() };
        let bin = self.folders.iter().find(|folder| folder.kind == FolderKind::DeletedMail);
        let bin = bin.map(|folder| folder.id);
        let mut rows = self.selection.ranges().iter().cloned().flatten();
        // What nobody has seen may lie in Deleted Mail.
        if !rows.any(|row| self.rows.get(row).is_none_or(|row| Some(row.folder) == bin)) {
            return self.delete(chosen);
        }
        let question = Notice::question(
            words::text("screens-center-delete-title"),
            words::count("screens-center-delete-text", chosen.count() as u64, &[]),
            words::text("screens-center-delete-hint"),
            words::text("screens-center-delete-button"),
        );
        self.dialog = Some(Shown::Delete(question, chosen));
        Task::none()
    }

    fn delete(&mut self, chosen: Chosen) -> Task<Message> {
        let subject = self.subject();
        self.begin(words::text("screens-center-doing-deleting"), move |session, reins| {
            let done = bulk::delete(session, &chosen, reins);
            let notice = if done.removed == 0 {
                words::count("screens-center-deleted", done.changed, &[])
            } else {
                words::count("screens-center-removed", done.removed, &[])
            };
            Done::of(done, Deed::Deleted, subject, notice)
        })
    }

    fn move_to(&mut self, to: FolderId) -> Task<Message> {
        let Some(chosen) = self.chosen() else { return Task::none() };
        let folder = self.folders.iter().find(|folder| folder.id == to);
        let folder = folder.map(|folder| folder.name.clone()).unwrap_or_default();
        let subject = self.subject();
        self.begin(words::text("screens-center-doing-moving"), move |session, reins| {
            let done = bulk::act(session, &chosen, Act::Move(to), reins);
            let notice = words::count("screens-center-moved", done.changed, &[("folder", &folder)]);
            Done::of(done, Deed::Moved, subject, notice)
        })
    }

    fn mark(&mut self, mark: Mark) -> Task<Message> {
        let Some(chosen) = self.chosen() else { return Task::none() };
        let subject = self.subject();
        self.begin(words::text("screens-center-doing-marking"), move |session, reins| {
            let act = Act::Mark(mark);
            let done = bulk::act(session, &chosen, act, reins);
            Done::of(done, Deed::of(act), subject, String::new())
        })
    }

    /// Hears that work on messages is done.
    pub(super) fn done(&mut self, done: Done) -> Action {
        self.busy = None;
        self.notice = done.notice;
        match done.end {
            End::Done => {}
            End::Stopped => self.notice = words::text("screens-center-stopped"),
            End::Changed => self.notice = words::text("screens-center-changed"),
            End::Failed(error) => self.failed(&error),
        }
        Action::Changed(self.look(), done.step.map(Deeds))
    }

    /// Hears an answer to what was told or asked.
    pub(super) fn told(&mut self, message: notice::Message) -> Task<Message> {
        let (answer, chosen) = match &mut self.dialog {
            Some(Shown::Notice(dialog)) => (dialog.update(message), None),
            Some(Shown::Delete(dialog, chosen)) => {
                let chosen = chosen.clone();
                (dialog.update(message), Some(chosen))
            }
            _ => return Task::none(),
        };
        match answer {
            notice::Action::Done(()) => {
                self.dialog = None;
                chosen.map_or_else(Task::none, |chosen| self.delete(chosen))
            }
            notice::Action::Cancelled => {
                self.dialog = None;
                Task::none()
            }
            notice::Action::None => Task::none(),
            notice::Action::Run(task) => task.map(Message::Notice),
        }
    }

    /// Hears what happens in the choice of a folder.
    pub(super) fn move_to_used(&mut self, message: move_to::Message) -> Action {
        let Some(Shown::Move(dialog)) = &mut self.dialog else { return Action::None };
        match dialog.update(message) {
            move_to::Action::None => Action::None,
            move_to::Action::Run(task) => Action::Run(task.map(Message::Move)),
            move_to::Action::Cancelled => {
                self.dialog = None;
                Action::None
            }
            move_to::Action::Done(_, to) => {
                self.dialog = None;
                to.map_or(Action::None, |to| Action::Run(self.move_to(to)))
            }
            move_to::Action::Make { parent, name } => {
                Action::Run(move_to::make(&self.desk, parent, name).map(Message::Move))
            }
            move_to::Action::Made(made) => Action::Changed(self.look(), Deeds::of_folder(made)),
        }
    }

    /// Hears what happens in the question for a name.
    pub(super) fn name_used(&mut self, message: finder_name::Message) -> Task<Message> {
        let Some(Shown::Save(dialog)) = &mut self.dialog else { return Task::none() };
        match dialog.update(message) {
            finder_name::Action::None => Task::none(),
            finder_name::Action::Cancelled => {
                self.dialog = None;
                Task::none()
            }
            finder_name::Action::Done(name) => {
                let query = self.query();
                let saved = self.desk.ask(move |session| {
                    session.save_finder(&name, &query).map(|(_, record)| (name, record))
                });
                saved.map(Message::Saved)
            }
        }
    }

    /// Hears that the finder is kept.
    pub(super) fn saved(&mut self, saved: Result<(String, Record), Error>) -> Action {
        match saved {
            Ok((name, record)) => {
                self.dialog = None;
                self.notice = words::with("screens-find-saved", &[("name", &name)]);
                let deed = Deed::FinderSaved;
                let step = Step { deed, name: Some(name.clone()), count: 1, record };
                self.name = name;
                Action::Changed(Task::none(), Some(Deeds(step)))
            }
            Err(error) => {
                match &mut self.dialog {
                    Some(Shown::Save(dialog)) => dialog.failed(&error),
                    _ => self.failed(&error),
                }
                Action::None
            }
        }
    }
}

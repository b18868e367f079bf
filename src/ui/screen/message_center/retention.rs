//! Deleted Mail that is emptied, at once or by age, and old mail that goes into the archive.

use iced::Task;

use super::bulk::End;
use super::dialogs::{Shown, Then};
use super::undo::{Deed, Step};
use super::work::{Doing, Reins};
use super::{Answer, Message, MessageCenter};
use crate::mail::{FolderId, FolderKind, MessageId, Moment};
use crate::session::{Act, Error, Session, days_ago};
use crate::settings::Emptied;
use crate::ui::dialog::archive::Archive;
use crate::ui::dialog::notice::Notice;
use crate::words;

/// Messages that go in one piece.
const PIECE: usize = 2000;

impl MessageCenter {
    /// Returns whether there is something in Deleted Mail.
    pub(super) fn can_empty(&self) -> bool {
        let (messages, folders) = self.thrown();
        messages > 0 || folders > 0
    }

    /// Counts the messages in Deleted Mail, and the folders in it.
    fn thrown(&self) -> (u64, usize) {
        let Some(bin) = self.folders.of_kind(FolderKind::DeletedMail) else { return (0, 0) };
        let thrown = self.folders.all().iter().filter(|folder| self.folders.in_bin(folder.id));
        let (mut messages, mut folders) = (0_u64, 0);
        for folder in thrown {
            messages = messages.saturating_add(folder.total);
            folders += usize::from(folder.id != bin.id);
        }
        (messages, folders)
    }

    /// Asks whether Deleted Mail is to be emptied, and says how much that is.
    pub(super) fn ask_empty(&mut self) {
        let (messages, _) = self.thrown();
        let question = Notice::question(
            words::text("screens-retention-empty-title"),
            words::count("screens-retention-empty-text", messages, &[]),
            words::text("screens-retention-empty-hint"),
            words::text("screens-retention-empty-button"),
        );
        self.dialog = Some(Shown::Question(question, Then::EmptyDeleted));
    }

    /// Empties Deleted Mail, in slices that can be stopped.
    pub(super) fn empty(&mut self) -> Task<Message> {
        let (total, _) = self.thrown();
        self.work.ask(&self.desk, Doing::Deleting, move |session, reins| {
            let (removed, end) = empty(session, total, reins);
            Answer::Emptied { removed, end }
        })
    }

    /// Goes on after Deleted Mail was emptied.
    pub(super) fn emptied(&mut self, removed: u64, end: End) -> Task<Message> {
        self.notice = words::count("screens-center-removed", removed, &[]);
        let _ = self.ended(end);
        Task::batch([self.reload(), self.clear_away()])
    }

    /// Removes what has lain in Deleted Mail for so long as the person chose, a slice at a time.
    pub(super) fn thin_out(&mut self) -> Task<Message> {
        let chosen = &self.settings.receiving;
        if chosen.emptied != Emptied::Days {
            return Task::none();
        }
        let days = chosen.days;
        self.work.ask(&self.desk, Doing::Background, move |session, _| {
            Answer::Thinned(session.empty_deleted(Some(days_ago(days))))
        })
    }

    /// Goes on thinning out as long as there is more.
    pub(super) fn thinned(&mut self, thinned: Result<(u64, bool), Error>) -> Task<Message> {
        match thinned {
            Ok((removed, more)) => {
                let next = if more {
                    self.thin_out()
                } else if removed == 0 {
                    return Task::none();
                } else {
                    self.clear_away()
                };
                Task::batch([self.reload(), next])
            }
            Err(error) => {
                tracing::warn!(%error, "Deleted Mail could not be thinned out");
                Task::none()
            }
        }
    }

    /// Asks what goes into the archive.
    pub(super) fn ask_archive(&mut self) {
        let kinds = [FolderKind::Inbox, FolderKind::SentMail, FolderKind::Private];
        let open = self.folders.current().filter(|folder| kinds.contains(&folder.kind));
        let open = open.map(|folder| (folder.id, folder.name.clone()));
        self.dialog = Some(Shown::Archive(Archive::new(open)));
    }

    /// Puts what is older into the archive: of one folder, or of all.
    pub(super) fn archive(&mut self, folder: Option<FolderId>, before: Moment) -> Task<Message> {
        self.work.ask(&self.desk, Doing::Moving, move |session, reins| {
            let (steps, end) = archive(session, folder, before, reins);
            Answer::Swept { told: "screens-retention-archived", steps, end }
        })
    }

    /// Goes on after old mail went into the archive, or rules were run.
    pub(super) fn swept(&mut self, told: &str, steps: Vec<Step>, end: End) -> Task<Message> {
        let moved = steps.last().map_or(0, |step| step.count);
        self.notice = words::count(told, moved, &[]);
        for step in steps {
            self.undo.push(step);
        }
        let _ = self.ended(end);
        self.reload()
    }
}

fn empty(session: &mut Session, total: u64, reins: &Reins) -> (u64, End) {
    let mut all = 0;
    loop {
        if reins.cancel.is_cancelled() {
            return (all, End::Stopped);
        }
        match session.empty_deleted(None) {
            Ok((removed, more)) => {
                all += removed;
                reins.gauge.set(all, total);
                if !more {
                    return (all, End::Done);
                }
            }
            Err(error) => return (all, End::Failed(error)),
        }
    }
}

/// Moves what is old; one record stands for all messages. The folders that were made for them are
/// steps of their own, before it.
fn archive(
    session: &mut Session,
    folder: Option<FolderId>,
    before: Moment,
    reins: &Reins,
) -> (Vec<Step>, End) {
    let record = session.begin_act(Act::Move(FolderId(0)));
    let mut step = Step { deed: Deed::Moved, name: None, count: 0, record };
    let mut steps = Vec::new();
    let mut made = |name: &str, record| {
        steps.push(Step { deed: Deed::FolderMade, name: Some(name.to_owned()), count: 1, record });
    };
    let mut plan = |session: &mut Session| -> Result<Vec<(FolderId, Vec<MessageId>)>, Error> {
        let mut plan = Vec::new();
        for from in session.archivable()? {
            if folder.is_none_or(|folder| folder == from.id) {
                let ids = session.older(from.id, before)?;
                if !ids.is_empty() {
                    plan.push((session.archive_of(from.id, &mut made)?, ids));
                }
            }
        }
        Ok(plan)
    };
    let plan = plan(session);
    let end = match plan {
        Ok(plan) => put_away(session, plan, &mut step, reins),
        Err(error) => End::Failed(error),
    };
    steps.push(step);
    (steps, end)
}

/// Moves messages to their folders, piece by piece.
fn put_away(
    session: &mut Session,
    plan: Vec<(FolderId, Vec<MessageId>)>,
    step: &mut Step,
    reins: &Reins,
) -> End {
    let all: usize = plan.iter().map(|(_, ids)| ids.len()).sum();
    for (to, ids) in plan {
        for piece in ids.chunks(PIECE) {
            if reins.cancel.is_cancelled() {
                return End::Stopped;
            }
            match session.act(step.record, Act::Move(to), piece) {
                Ok(moved) => step.count += moved,
                Err(error) => return End::Failed(error),
            }
            reins.gauge.set(step.count, all as u64);
        }
    }
    End::Done
}

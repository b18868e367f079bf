//! The list and the tree in use, and keeping both in step with the message file.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use iced::Task;

use super::answer::Page;
use super::bulk::Chosen;
use super::dialogs::Shown;
use super::folder_view::{ColumnKind, FolderView};
use super::rows::PAGE;
use super::selection::Selection;
use super::snapshot::{self, Ends, Snapshot, Want};
use super::work::Doing;
use super::{Action, Answer, Menued, Message, MessageCenter, view};
use crate::mail::{FolderId, MessageId, Order, SortKey, Summary};
use crate::session::Error;
use crate::ui::widget::{ListEvent, TreeEvent, Wish};

/// Messages that are named one by one.
const FEW: usize = 2000;
/// How far out of sight a page may be and still be fetched, in rows.
const NEAR: u64 = 5 * PAGE as u64;

impl MessageCenter {
    /// Looks at the message file again and finds what is selected where it is now.
    pub(super) fn reload(&mut self) -> Task<Message> {
        let row = self.selection.cursor();
        let selected = self.selection.ranges().iter().map(|range| Ends {
            rows: range.clone(),
            first: self.rows.id(range.start),
            last: self.rows.id(range.end.saturating_sub(1)),
        });
        let selected = selected.collect();
        self.look((row.and_then(|row| self.rows.id(row)), row), selected)
    }

    /// Looks again after messages went: the one after them is selected then.
    pub(super) fn reload_after(&mut self, seen: &Selection) -> Task<Message> {
        if self.selection == *seen {
            self.look((None, seen.first()), Vec::new())
        } else {
            self.reload()
        }
    }

    /// Looks again and selects a message.
    pub(super) fn reload_at(&mut self, id: Option<MessageId>) -> Task<Message> {
        self.look((id, self.selection.cursor()), Vec::new())
    }

    fn look(
        &mut self,
        cursor: (Option<MessageId>, Option<usize>),
        selected: Vec<Ends>,
    ) -> Task<Message> {
        let want = Want {
            folder: self.folders.current_id(),
            results: self.results(),
            view: self.view_known.then(|| self.view.clone()),
            cursor,
            selected,
            sight: self.rows.sight(),
            generation: self.generation,
            latest: Arc::clone(&self.latest),
        };
        let seen = self.selection.clone();
        let looks = Arc::clone(&self.looks);
        self.work.ask(&self.desk, Doing::Listing, move |session, _| {
            let serial = looks.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
            let found = snapshot::look(session, &want, serial).map(|found| found.map(Arc::new));
            Answer::Looked { found, seen }
        })
    }

    /// Takes in what a look found.
    pub(super) fn looked(&mut self, found: &Snapshot, seen: &Selection) -> Task<Message> {
        // Answers may come in another order than they were given.
        if found.generation != self.generation || found.serial <= self.rows.serial() {
            return Task::none();
        }
        let index = self.index(found.unindexed);
        let shown = self.folders.current_id();
        self.folders.replace_finders(found.finders.clone());
        self.folders.replace(found.folders.clone());
        self.folders.replace_favourites(found.favourites.clone());
        if let Some(closed) = &found.closed {
            self.folders.close(closed.iter().copied());
        }
        if let Some(Shown::MoveTo(dialog)) = &mut self.dialog {
            dialog.refresh(self.folders.all());
        }
        let Some(list) = &found.list else {
            // The folder is gone; the Inbox is there instead.
            let list = match self.folders.current_id() {
                Some(inbox) if shown != Some(inbox) => self.begin_list(),
                _ => Task::none(),
            };
            return Task::batch([list, index]);
        };
        if self.selection != *seen {
            // A person moved on meanwhile: where to is told by messages, so look once more.
            return Task::batch([self.reload(), index]);
        }
        let _ = self.folders.show(list.folder);
        if let Some(outbox) = &found.outbox {
            self.outbox.know(outbox.clone());
        }
        if !self.view_known {
            self.view = list.view.clone();
            self.view_known = true;
        }
        self.flagged = list.flagged;
        self.rows.replace(found.serial, list.len, list.pages.clone());
        self.rows.are_at_most(list.gathering);
        self.selection = list.selection.clone();
        let first = !std::mem::replace(&mut self.ready, true);
        // A dialog that is open has the focus.
        if first && self.dialog.is_none() {
            self.wishes.wish(Wish::Focus(view::LIST.into()));
        }
        let mut more = self.hunted(list.hunted);
        if list.gathering {
            more = Task::batch([more, self.reload()]);
        }
        Task::batch([self.fetch_missing(), self.selection_moved(), index, more])
    }

    /// Asks for the rows in sight that are not there.
    fn fetch_missing(&mut self) -> Task<Message> {
        let missing = self.rows.missing();
        Task::batch(missing.into_iter().map(|page| self.fetch_page(page, true)).collect::<Vec<_>>())
    }

    fn fetch_page(&mut self, page: usize, only_near: bool) -> Task<Message> {
        let Some(folder) = self.listed() else { return Task::none() };
        let (view, generation) = (self.view.clone(), self.generation);
        let (latest, sight) = (Arc::clone(&self.latest), Arc::clone(&self.sight));
        let looks = Arc::clone(&self.looks);
        self.work.ask(&self.desk, Doing::Listing, move |session, _| {
            let row = page.saturating_mul(PAGE) as u64;
            let far = only_near && row.abs_diff(sight.load(Ordering::Relaxed)) > NEAR;
            if far || latest.load(Ordering::Relaxed) != generation {
                return Answer::Page { generation, page, rows: Ok(None) };
            }
            let serial = looks.load(Ordering::Relaxed);
            let rows = snapshot::page_in_view(session, folder, &view, page);
            Answer::Page { generation, page, rows: rows.map(|rows| Some((serial, rows.into()))) }
        })
    }

    /// Takes in a page of rows.
    pub(super) fn page_came(
        &mut self,
        generation: u64,
        page: usize,
        rows: Result<Option<Page>, Error>,
    ) -> Task<Message> {
        if generation != self.generation {
            return Task::none();
        }
        match rows {
            Ok(Some((serial, rows))) if serial == self.rows.serial() => {
                self.rows.insert(page, rows.to_vec());
                self.selection_moved()
            }
            // Out of sight by then, or of another state of the list than the one shown.
            Ok(_) => {
                self.rows.forget(page);
                self.fetch_missing()
            }
            Err(error) => {
                self.rows.forget(page);
                self.failed(&error)
            }
        }
    }

    /// Follows the selection: the reading pane shows it, and the rows at its ends are fetched.
    pub(super) fn selection_moved(&mut self) -> Task<Message> {
        let ends: Vec<usize> = self
            .selection
            .ranges()
            .iter()
            .take(8)
            .flat_map(|range| [range.start, range.end.saturating_sub(1)])
            .chain(self.selection.cursor())
            .collect();
        let mut tasks = Vec::new();
        for row in ends {
            if let Some(page) = self.rows.missing_row(row) {
                tasks.push(self.fetch_page(page, false));
            }
        }
        tasks.push(self.show_selected());
        Task::batch(tasks)
    }

    /// Lists something else of the folder that is open; what was listed stays until it is there.
    pub(super) fn list_other(&mut self) -> Task<Message> {
        self.generation = self.generation.wrapping_add(1);
        self.latest.store(self.generation, Ordering::Relaxed);
        let row = self.selection.cursor();
        self.look((row.and_then(|row| self.rows.id(row)), None), Vec::new())
    }

    /// Asks for the row with the cursor when it is not there.
    fn fetch_at_cursor(&mut self) -> Task<Message> {
        let page = self.selection.cursor().and_then(|row| self.rows.missing_row(row));
        page.map_or_else(Task::none, |page| self.fetch_page(page, false))
    }

    /// Begins with another folder or order.
    pub(super) fn begin_list(&mut self) -> Task<Message> {
        self.begin_list_at(None)
    }

    /// Begins with another folder, at a message.
    pub(super) fn begin_list_at(&mut self, id: Option<MessageId>) -> Task<Message> {
        self.generation = self.generation.wrapping_add(1);
        self.latest.store(self.generation, Ordering::Relaxed);
        self.rows.clear();
        self.selection = Selection::default();
        let left = self.folders.current_id().and_then(|id| self.left.get(&id).cloned());
        self.view_known = left.is_some();
        let (view, cursor) = left.unwrap_or_default();
        self.view = view;
        Task::batch([self.show_selected(), self.reload_at(id.or(cursor))])
    }

    /// Shows a folder in the list.
    pub(super) fn show_folder(&mut self, id: FolderId) -> Task<Message> {
        let kept = if self.unkept.is_some() { self.keep_view() } else { Task::none() };
        self.leave();
        if !self.folders.show(id) {
            return kept;
        }
        self.finding.forget_filter();
        Task::batch([kept, self.begin_list()])
    }

    /// Remembers where the cursor is in the folder that is open.
    pub(super) fn leave(&mut self) {
        if let Some(id) = self.folders.current_id() {
            let cursor = self.selection.cursor().and_then(|row| self.rows.id(row));
            let _ = self.left.insert(id, (self.view.clone(), cursor));
        }
    }

    /// Sorts the list by something; the other way round when it is sorted by it already.
    pub(super) fn sort_by(&mut self, key: SortKey) -> Task<Message> {
        self.put_in_order(self.view.order.clicked(key))
    }

    /// Parts what is equal by something.
    pub(super) fn then_by(&mut self, key: SortKey) -> Task<Message> {
        self.put_in_order(self.view.order.then_clicked(key))
    }

    /// Gathers the messages of each conversation, or no longer.
    pub(super) fn gather(&mut self) -> Task<Message> {
        let order = self.view.order;
        self.put_in_order(Order { grouped: !order.grouped, ..order })
    }

    fn put_in_order(&mut self, order: Order) -> Task<Message> {
        if !self.view_known {
            return Task::none();
        }
        self.view.order = order;
        self.leave();
        Task::batch([self.keep_view(), self.begin_list()])
    }

    /// Changes the columns of the list.
    pub(super) fn change_columns(&mut self, change: impl FnOnce(&mut FolderView)) -> Task<Message> {
        let copies = self.view.has(ColumnKind::Cc);
        change(&mut self.view);
        let kept = self.keep_view();
        if self.view.has(ColumnKind::Cc) && !copies {
            return Task::batch([kept, self.reload()]);
        }
        kept
    }

    /// Keeps how the open folder is shown.
    pub(super) fn keep_view(&mut self) -> Task<Message> {
        self.unkept = None;
        let Some(folder) = self.folders.current_id() else {
            return Task::none();
        };
        let view = self.view.clone();
        self.work.ask(&self.desk, Doing::Background, move |session, _| {
            if let Err(error) = view.keep(session, folder) {
                tracing::warn!(%error, "how a folder is shown could not be kept");
            }
            Answer::Skipped
        })
    }

    /// Opens or closes the conversation of a row, or goes in and out by the arrow keys.
    pub(super) fn fold(&mut self, row: usize, open: bool) -> Task<Message> {
        let (Some(summary), Some(folder)) = (self.rows.get(row), self.folders.current_id()) else {
            return Task::none();
        };
        let Some(gathered) = summary.gathered else { return Task::none() };
        if !open && gathered.inner {
            // Out to the one that stands for all.
            let head = (0..row).rev().find(|above| {
                self.rows.get(*above).and_then(|row| row.gathered).is_some_and(|g| !g.inner)
            });
            self.selection = Selection::at(head.or(Some(row)));
            return self.selection_moved();
        }
        if open && gathered.open {
            self.selection = Selection::at(Some(row.saturating_add(1)));
            return self.selection_moved();
        }
        if gathered.size < 2 || gathered.open == open {
            return Task::none();
        }
        let thread = summary.thread;
        let spread = self.work.ask(&self.desk, Doing::Listing, move |session, _| {
            session.spread(folder, thread, open);
            Answer::Skipped
        });
        Task::batch([spread, self.reload()])
    }

    /// Hears what a person does with the list.
    pub(super) fn list_used(&mut self, event: ListEvent) -> Action {
        if self.selection.hear(&event, self.rows.len()) {
            return Action::run(match event {
                ListEvent::Walk(_) => self.fetch_at_cursor(),
                _ => self.selection_moved(),
            });
        }
        match event {
            ListEvent::Drag => {
                self.drag_messages();
                return Action::None;
            }
            ListEvent::Cell { row, .. } => {
                return Action::run(self.flag_row(row));
            }
            ListEvent::Sign(row) => {
                let open = self.rows.get(row).and_then(|row| row.gathered).is_some_and(|g| g.open);
                return Action::run(self.fold(row, !open));
            }
            ListEvent::Fold(open) => {
                let row = self.selection.cursor();
                return row.map_or(Action::None, |row| Action::run(self.fold(row, open)));
            }
            ListEvent::Activate(row) => {
                let row = row.or_else(|| self.selection.cursor());
                return row.map_or(Action::None, |row| self.open_row(row));
            }
            ListEvent::Context { row, at } => {
                self.selection.point_at(row);
                self.menu = row.map(|_| (at, Menued::Messages));
            }
            ListEvent::Sort(column) | ListEvent::SortToo(column) => {
                let recipients = self.shows_recipients();
                let shown = self.view.columns.get(column);
                let Some(key) = shown.and_then(|shown| shown.kind.sort_key(recipients)) else {
                    return Action::None;
                };
                let too = matches!(event, ListEvent::SortToo(_));
                return Action::run(if too { self.then_by(key) } else { self.sort_by(key) });
            }
            ListEvent::Header { column, at } => {
                self.menu = Some((at, Menued::Header(column)));
                return Action::None;
            }
            ListEvent::Moved { column, to } => {
                return Action::run(self.change_columns(|view| view.put(column, to)));
            }
            ListEvent::Resized(column, width) => {
                if let Some(shown) = self.view.columns.get_mut(column) {
                    shown.width = width;
                }
                self.unkept = Some(Instant::now());
                return Action::None;
            }
            ListEvent::Typed(typed) => {
                let Some(row) = self.row_named(&typed) else { return Action::None };
                self.selection = Selection::at(Some(row));
            }
            ListEvent::InSight(rows) => {
                self.sight.store(rows.start as u64, Ordering::Relaxed);
                let missing = self.rows.look_at(rows);
                let tasks: Vec<_> =
                    missing.into_iter().map(|page| self.fetch_page(page, true)).collect();
                return Action::run(Task::batch(tasks));
            }
            // Heard above.
            ListEvent::Walk(_)
            | ListEvent::Move { .. }
            | ListEvent::Select { .. }
            | ListEvent::Toggle
            | ListEvent::SelectAll => {}
        }
        Action::run(self.selection_moved())
    }

    /// Returns the next known row whose person or subject begins like this.
    fn row_named(&self, typed: &str) -> Option<usize> {
        let typed = typed.to_lowercase();
        let recipients = self.shows_recipients();
        let begins = |text: &str| text.to_lowercase().starts_with(&typed);
        let fits = |summary: &Summary| {
            let person = if recipients { &summary.to } else { &summary.from };
            match self.view.order.key {
                SortKey::Subject => begins(crate::mail::plain_subject(&summary.subject)),
                SortKey::From | SortKey::To => begins(person),
                _ => begins(person) || begins(crate::mail::plain_subject(&summary.subject)),
            }
        };
        // A single letter leads on; more letters may still mean the row where the cursor is.
        let stay = usize::from(typed.chars().count() < 2);
        let from = self.selection.cursor().map_or(0, |row| row.saturating_add(stay));
        let mut found = self.rows.known().filter(|(_, summary)| fits(summary)).map(|(row, _)| row);
        let first = found.next()?;
        if first >= from { Some(first) } else { found.find(|row| *row >= from).or(Some(first)) }
    }

    /// Hears what a person does with the tree.
    pub(super) fn tree_used(&mut self, event: TreeEvent) -> Action {
        if let TreeEvent::Naming(naming) = event {
            return Action::run(self.naming_used(naming));
        }
        if let Some(action) = self.drag_used(&event) {
            return action;
        }
        let menu = match &event {
            TreeEvent::Context { row, at } => Some((*row, *at)),
            TreeEvent::Activate(None) => {
                self.wishes.wish(Wish::Focus(view::LIST.into()));
                return Action::None;
            }
            _ => None,
        };
        let shown = match menu {
            // A menu is about the folder that it opens over, so that folder is shown.
            Some((row, at)) => {
                self.menu = Some((at, Menued::Folder));
                row.and_then(|row| self.folders.id_at(row))
            }
            None => {
                let folds =
                    matches!(event, TreeEvent::Toggle(_) | TreeEvent::Collapse | TreeEvent::Expand);
                let shown = self.folders.hear(event);
                if folds {
                    let kept = self.keep_closed();
                    let shown = shown.map_or_else(Task::none, |id| self.show_folder(id));
                    return Action::run(Task::batch([kept, shown]));
                }
                shown
            }
        };
        shown.map_or(Action::None, |id| Action::run(self.show_folder(id)))
    }

    /// Returns the messages that are selected.
    pub(super) fn chosen(&self) -> Option<Chosen> {
        let count = self.selection.count();
        let rows = self.selection.ranges().iter().cloned().flatten();
        if count == 0 {
            return None;
        }
        if count <= FEW && !self.view.order.grouped {
            let ids: Option<Arc<[MessageId]>> = rows.map(|row| self.rows.id(row)).collect();
            if let Some(ids) = ids {
                return Some(Chosen::Ids(ids));
            }
        }
        let seen = self.rows.known().filter(|(row, _)| self.selection.contains(*row));
        Some(Chosen::Rows {
            folder: self.listed()?,
            order: self.view.order,
            len: self.rows.exact_len(),
            ranges: self.selection.ranges().to_vec(),
            seen: seen.map(|(row, summary)| (row, summary.id)).collect(),
        })
    }
}

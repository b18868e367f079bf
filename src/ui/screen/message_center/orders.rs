//! Carries out what a person orders.

use iced::Task;
use iced::keyboard::{Key, Modifiers};

use super::attached::Wanted;
use super::command::{Command, PaneAt};
use super::dialogs::{self, Shown, Then};
use super::folder_view::FolderView;
use super::{Action, Message, MessageCenter, view};
use crate::mail::{FolderId, FolderKind, MessageId, Order};
use crate::session::{Act, Mark};
use crate::ui::dialog::about::About;
use crate::ui::dialog::change_password::ChangePassword;
use crate::ui::dialog::import_file::ImportFile;
use crate::ui::dialog::new_folder::NewFolder;
use crate::ui::dialog::notice::Notice;
use crate::ui::dialog::options::Options;
use crate::ui::dialog::templates::Templates;
use crate::ui::screen::send_note::Writing;
use crate::ui::widget::{ListEvent, Wish};
use crate::words;

/// Folders that messages went to last and that are remembered.
const TARGETS: usize = 10;

impl MessageCenter {
    /// Carries out an order, when that is possible now.
    pub(super) fn carry_out(&mut self, command: Command) -> Action {
        if !self.can(command) {
            return Action::None;
        }
        match command {
            Command::Open => {
                let row = self.selection.single();
                return row.map_or(Action::None, |row| self.open_row(row));
            }
            Command::Compose => return Action::Write(Writing::New),
            Command::Reply => return self.write(Writing::Reply),
            Command::ReplyAll => return self.write(Writing::ReplyAll),
            Command::Forward => return self.write(Writing::Forward),
            Command::Manager => return Action::ShowManager,
            Command::Find => return Action::Find(None),
            Command::EditFinder => {
                let finder = self.folders.current_finder().cloned();
                return finder.map_or(Action::None, |f| Action::Find(Some(Box::new(f))));
            }
            Command::SignOut => return Action::SignOut,
            Command::Exit => return Action::Exit,
            Command::Look(look) => {
                look.name().clone_into(&mut self.settings.look);
                return Action::SetLook(look);
            }
            Command::TextSize(_) | Command::TextLarger | Command::TextSmaller => {
                return self.sight_after(command).map_or(Action::None, |sight| self.see(sight));
            }
            Command::ToolBar => self.settings.tool_bar = !self.settings.tool_bar,
            Command::StatusBar => self.settings.status_bar = !self.settings.status_bar,
            Command::Pane(at) => {
                self.put_pane(at);
                // What is selected is shown now, or need not be kept any longer.
                let shown = self.show_selected();
                let _ = self.changed_settings();
                return Action::run(shown);
            }
            Command::Move => self.ask_where_to_move(),
            Command::CopyTo => self.ask_where_to_copy(),
            Command::MoveFolder => self.ask_where_to_move_folder(),
            Command::NewFolder => {
                let open = self.folders.current().filter(|f| !f.kind.is_system());
                self.dialog = Some(Shown::NewFolder(NewFolder::new(open)));
            }
            Command::Filter => self.wishes.wish(Wish::Focus(view::FILTER.into())),
            Command::RenameFolder => self.begin_naming(),
            Command::DeleteFolder => self.ask_delete_folder(),
            Command::EmptyDeleted => self.ask_empty(),
            Command::Archive => self.ask_archive(),
            Command::About => {
                self.dialog = Some(Shown::About(About::new(self.desk.who())));
            }
            Command::ChangePassword => {
                let dialog = ChangePassword::new(self.desk.clone(), false);
                self.dialog = Some(Shown::Password(dialog));
            }
            Command::ImportFile => {
                let (dialog, task) = ImportFile::new(self.desk.clone());
                self.dialog = Some(Shown::ImportFile(dialog));
                let task = task.map(|m| Message::Dialog(dialogs::Message::ImportFile(m)));
                return Action::run(task);
            }
            Command::BringIn => return Action::run(self.ask_bring_in()),
            Command::TakeOut => return Action::run(self.ask_take_out()),
            Command::FromTemplate => {
                let (dialog, task) = Templates::new(self.desk.clone());
                self.dialog = Some(Shown::Templates(dialog));
                let task = task.map(|m| Message::Dialog(dialogs::Message::Templates(m)));
                return Action::run(task);
            }
            Command::Options => {
                let (dialog, task) = Options::new(self.desk.clone(), &self.settings);
                self.dialog = Some(Shown::Options(dialog));
                let task = task.map(|m| Message::Dialog(dialogs::Message::Options(m)));
                return Action::run(task);
            }
            Command::Copy => {
                // Whatever has the focus copies what is marked in it.
                self.wishes.wish(Wish::Press(Key::Character("c".into()), Modifiers::COMMAND));
            }
            Command::GiveUp => {
                self.work.give_up();
                self.give_up_checking();
                self.notice = words::text("screens-center-gave-up");
                return Action::run(self.reload());
            }
            other => return Action::run(self.begin(other)),
        }
        match command {
            Command::ToolBar | Command::StatusBar => self.changed_settings(),
            _ => Action::None,
        }
    }

    /// Begins what takes its time.
    fn begin(&mut self, command: Command) -> Task<Message> {
        match command {
            Command::Delete => self.delete_selected(),
            Command::SaveAs => self.name_selected(Wanted::File),
            Command::Print => self.name_selected(Wanted::Paper),
            Command::SaveAttachment => self.save_attachments(),
            Command::EditAgain | Command::SendNow | Command::CancelSending => {
                self.order_outbox(command)
            }
            Command::Undo => match self.undo_send() {
                Some(task) => task,
                None => self.turn(false),
            },
            Command::Redo => self.turn(true),
            Command::SelectAll => {
                self.selection.all(self.rows.len());
                self.selection_moved()
            }
            Command::MarkRead => self.act_on_selected(Act::Mark(Mark::Read)),
            Command::MarkUnread => self.act_on_selected(Act::Mark(Mark::Unread)),
            Command::NewMessages => self.check(true),
            Command::Rules => self.show_rules(),
            Command::OutOfOffice => self.show_absence(),
            Command::OpenInbox => {
                let inbox = self.folders.of_kind(FolderKind::Inbox).map(|folder| folder.id);
                inbox.map_or_else(Task::none, |inbox| self.show_folder(inbox))
            }
            Command::MoveAgain => {
                let to = self.last_target();
                to.map_or_else(Task::none, |to| self.act_on_selected(Act::Move(to)))
            }
            Command::Favourite => self.favour(),
            Command::FolderProperties => self.ask_properties(),
            Command::MarkFolderRead => self.mark_folder_read(),
            Command::NextUnread => self.next_unread(),
            Command::SortBy(key) => self.sort_by(key),
            Command::ThenBy(key) => self.then_by(key),
            Command::Conversations => self.gather(),
            Command::Column(kind) => {
                let shown = self.view.has(kind);
                self.change_columns(|view| view.show(kind, !shown))
            }
            Command::ShiftColumn(kind, right) => {
                self.change_columns(|view| view.shift(kind, right))
            }
            Command::UsualColumns => {
                self.change_columns(|view| view.columns = FolderView::default().columns)
            }
            Command::Flag(wish) => self.flag_selected(wish),
            Command::Previous => self.step(-1),
            Command::Next => self.step(1),
            _ => Task::none(),
        }
    }

    fn step(&mut self, delta: i64) -> Task<Message> {
        match self.list_used(ListEvent::Move { delta, extend: false }) {
            Action::Run(task) => task,
            _ => Task::none(),
        }
    }

    /// Returns the only selected message.
    fn one(&self) -> Option<MessageId> {
        self.rows.id(self.selection.single()?)
    }

    fn write(&self, writing: fn(MessageId) -> Writing) -> Action {
        self.one().map_or(Action::None, |id| Action::Write(writing(id)))
    }

    /// Opens the message of a row: a draft to be written on, everything else to be read.
    pub(super) fn open_row(&mut self, row: usize) -> Action {
        let (Some(summary), Some(listed)) = (self.rows.get(row), self.listed()) else {
            return Action::None;
        };
        let (id, folder) = (summary.id, self.folders.get(summary.folder));
        if folder.is_some_and(|folder| folder.kind == FolderKind::Drafts) {
            return Action::Write(Writing::Draft(id));
        }
        if folder.is_some_and(|folder| folder.kind == FolderKind::Templates) {
            return Action::Write(Writing::Template(id));
        }
        // What waits is opened to be written on; it is sent again then.
        if self.can(Command::EditAgain) && self.selection.single() == Some(row) {
            return Action::run(self.order_outbox(Command::EditAgain));
        }
        Action::Read { id, folder: listed, order: Order { grouped: false, ..self.view.order } }
    }

    pub(super) fn put_pane(&mut self, at: PaneAt) {
        let was = PaneAt::of(&self.settings.reading_pane);
        at.word().clone_into(&mut self.settings.reading_pane);
        // One number keeps the list's height or width; each begins with what suits it.
        match at {
            PaneAt::Right if was != at => self.settings.panes.list = 504.0,
            PaneAt::Below if was != at => self.settings.panes.list = 240.0,
            _ => {}
        }
    }

    fn ask_delete_folder(&mut self) {
        if let Some(finder) = self.folders.current_finder() {
            let question = Notice::question(
                words::text("screens-find-delete-title"),
                words::with("screens-find-delete-text", &[("finder", &finder.name)]),
                words::text("screens-find-delete-hint"),
                words::text("screens-center-delete-button"),
            );
            self.dialog = Some(Shown::Question(question, Then::DeleteFolder(finder.id)));
            return;
        }
        let Some(folder) = self.folders.current() else { return };
        let name = folder.name.clone();
        let question = Notice::question(
            words::text("screens-center-delete-folder-title"),
            words::with("screens-center-delete-folder-text", &[("folder", &name)]),
            words::text(if self.folders.in_bin(folder.id) {
                "screens-center-delete-hint"
            } else {
                "screens-center-delete-folder-hint"
            }),
            words::text("screens-center-delete-button"),
        );
        self.dialog = Some(Shown::Question(question, Then::DeleteFolder(folder.id)));
    }

    fn delete_selected(&mut self) -> Task<Message> {
        let Some(chosen) = self.chosen() else { return Task::none() };
        let for_good = match self.folders.current_id() {
            // A finder shows Deleted Mail as well; what nobody has seen may lie there.
            Some(finder) if finder.is_results() => {
                let rows = || self.selection.ranges().iter().cloned().flatten();
                rows().any(|row| {
                    self.rows.get(row).is_none_or(|summary| self.folders.in_bin(summary.folder))
                })
            }
            open => open.is_some_and(|id| self.folders.in_bin(id)),
        };
        if !for_good {
            return self.delete(chosen);
        }
        let count = chosen.count() as u64;
        let question = Notice::question(
            words::text("screens-center-delete-title"),
            words::count("screens-center-delete-text", count, &[]),
            words::text("screens-center-delete-hint"),
            words::text("screens-center-delete-button"),
        );
        self.dialog = Some(Shown::Question(question, Then::Delete(chosen)));
        Task::none()
    }

    /// Notes that messages went to a folder.
    pub(super) fn note_target(&mut self, to: FolderId) {
        self.targets.retain(|target| *target != to);
        self.targets.insert(0, to);
        self.targets.truncate(TARGETS);
    }
}

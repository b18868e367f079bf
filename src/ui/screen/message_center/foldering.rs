//! Folders in use: moving and copying to them, their properties, favourites, what is unread in them.

use iced::Task;

use super::bulk::Chosen;
use super::dialogs::Shown;
use super::work::Doing;
use super::{Answer, Message, MessageCenter};
use crate::mail::{FolderId, MessageId};
use crate::session::{Act, Error, FolderAct, Mark, Measured, Session};
use crate::ui::dialog::folder_properties::FolderProperties;
use crate::ui::dialog::move_to::{MoveTo, What};
use crate::words;

/// Where it is kept which folders are closed in the tree.
const CLOSED: &str = "tree.closed";

impl MessageCenter {
    /// Asks where the selected messages go.
    pub(super) fn ask_where_to_move(&mut self) {
        if let Some(from) = self.folders.current_id() {
            self.ask_folder(What::Move(self.selection.count(), from));
        }
    }

    /// Asks where copies of the selected messages go.
    pub(super) fn ask_where_to_copy(&mut self) {
        self.ask_folder(What::Copy(self.selection.count()));
    }

    /// Asks where the open folder goes.
    pub(super) fn ask_where_to_move_folder(&mut self) {
        if let Some(id) = self.folders.current().map(|folder| folder.id) {
            self.ask_folder(What::Folder(id));
        }
    }

    fn ask_folder(&mut self, what: What) {
        let recent = if matches!(what, What::Folder(_)) { &[][..] } else { &self.targets[..] };
        let dialog = MoveTo::new(self.folders.all(), what, recent);
        self.dialog = Some(Shown::MoveTo(dialog));
    }

    /// Moves or copies to where a person chose.
    pub(super) fn go_where(&mut self, what: &What, to: Option<FolderId>) -> Task<Message> {
        match (what, to) {
            (What::Move(..), Some(to)) => self.act_on_selected(Act::Move(to)),
            (What::Copy(_), Some(to)) => self.act_on_selected(Act::Copy(to)),
            (What::Folder(id), parent) => self.act_on_folder(FolderAct::Move { id: *id, parent }),
            _ => Task::none(),
        }
    }

    /// Returns the folder that messages went to last, when the selected ones may go there.
    pub(super) fn last_target(&self) -> Option<FolderId> {
        let here = self.folders.current_id();
        let fits = |id: &&FolderId| Some(**id) != here && self.folders.get(**id).is_some();
        self.targets.iter().find(fits).copied()
    }

    /// Words the move to the folder used last, as a line of a menu.
    pub(super) fn move_again_text(&self) -> String {
        match self.last_target().and_then(|id| self.folders.get(id)) {
            Some(folder) => {
                let name = folder.name.replace('&', "&&");
                words::with("screens-order-item-move-again", &[("folder", &name)])
            }
            None => words::text("screens-order-item-move-again-none"),
        }
    }

    /// Makes the open folder a favourite, or no longer.
    pub(super) fn favour(&mut self) -> Task<Message> {
        let Some(id) = self.folders.current().map(|folder| folder.id) else {
            return Task::none();
        };
        let favourite = !self.folders.is_favourite(id);
        self.act_on_folder(FolderAct::Favour { id, favourite })
    }

    /// Measures the open folder, to tell about it.
    pub(super) fn ask_properties(&mut self) -> Task<Message> {
        let Some(id) = self.folders.current().map(|folder| folder.id) else {
            return Task::none();
        };
        self.work.ask(&self.desk, Doing::Folder, move |session, _| Answer::Measured {
            id,
            measured: session.measure_folder(id),
        })
    }

    /// Tells about a folder.
    pub(super) fn folder_measured(
        &mut self,
        id: FolderId,
        measured: Result<Measured, Error>,
    ) -> Task<Message> {
        match (measured, self.folders.get(id)) {
            (Ok(measured), Some(folder)) => {
                let path = self.folders.path(id);
                let dialog = FolderProperties::new(folder, path, measured);
                self.dialog = Some(Shown::Properties(dialog));
                Task::none()
            }
            (Err(error), _) => self.failed(&error),
            (Ok(_), None) => Task::none(),
        }
    }

    /// Marks every message of the open folder as read.
    pub(super) fn mark_folder_read(&mut self) -> Task<Message> {
        let Some(folder) = self.folders.current().map(|folder| folder.id) else {
            return Task::none();
        };
        self.act_on(Chosen::Unread(folder), Act::Mark(Mark::Read))
    }

    /// Goes to the next unread message: in this folder, or in the next one that has any.
    pub(super) fn next_unread(&mut self) -> Task<Message> {
        let here = self.folders.current_id();
        let all = self.folders.all();
        let from = all.iter().position(|folder| Some(folder.id) == here).unwrap_or(0);
        let bin = |id: FolderId| self.folders.in_bin(id) && Some(id) != here;
        let unread = all.iter().skip(from).chain(all.iter().take(from));
        let Some(folder) = unread.filter(|f| f.unread > 0 && !bin(f.id)).map(|f| f.id).next()
        else {
            self.notice = words::text("screens-order-no-unread");
            return Task::none();
        };
        self.work.ask(&self.desk, Doing::Listing, move |session, _| Answer::Unread {
            folder,
            id: session.next_unread(folder),
        })
    }

    /// Goes to an unread message.
    pub(super) fn unread_found(
        &mut self,
        folder: FolderId,
        id: Result<Option<MessageId>, Error>,
    ) -> Task<Message> {
        match id {
            Ok(Some(id)) => {
                let shown = self.show_folder(folder);
                Task::batch([shown, self.reload_at(Some(id))])
            }
            Ok(None) => self.reload(),
            Err(error) => self.failed(&error),
        }
    }

    /// Keeps which folders are closed in the tree.
    pub(super) fn keep_closed(&mut self) -> Task<Message> {
        let closed: Vec<i64> = self.folders.closed().map(|id| id.0).collect();
        self.work.ask(&self.desk, Doing::Background, move |session, _| {
            let kept = serde_json::to_string(&closed).unwrap_or_default();
            if let Err(error) = session.set_setting(CLOSED, &kept) {
                tracing::warn!(%error, "the closed folders could not be kept");
            }
            Answer::Skipped
        })
    }
}

/// Reads which folders are closed in the tree.
pub(super) fn closed(session: &Session) -> Result<Vec<FolderId>, Error> {
    let kept = session.setting(CLOSED)?.unwrap_or_default();
    let ids: Vec<i64> = serde_json::from_str(&kept).unwrap_or_default();
    Ok(ids.into_iter().map(FolderId).collect())
}

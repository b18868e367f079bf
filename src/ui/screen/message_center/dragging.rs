//! Dragging messages and folders over the tree: what is carried, where it may be put down, and
//! folders that spring open below it.

use std::time::{Duration, Instant};

use iced::Task;

use super::{Action, Message, MessageCenter};
use crate::mail::{FolderId, FolderKind};
use crate::session::{Act, FolderAct};
use crate::ui::widget::{Carried, TreeEvent};
use crate::words;

/// How long something rests over a closed folder before it opens.
const REST: Duration = Duration::from_millis(600);

/// What is dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Load {
    Messages,
    Folder(FolderId),
}

/// Something that is dragged, and the row of the tree that it is over, since when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dragged {
    load: Load,
    over: Option<(usize, Instant)>,
}

impl MessageCenter {
    /// Begins to drag the selected messages.
    pub(super) fn drag_messages(&mut self) {
        if self.selection.count() > 0 {
            self.dragged = Some(Dragged { load: Load::Messages, over: None });
        }
    }

    /// Hears what a person does with the tree while something is dragged, or begins to drag.
    pub(super) fn drag_used(&mut self, event: &TreeEvent) -> Option<Action> {
        match event {
            TreeEvent::Drag(row) => {
                let folder = self.folders.id_at(*row).and_then(|id| self.folders.get(id));
                if let Some(folder) = folder.filter(|folder| folder.kind == FolderKind::Private) {
                    let load = Load::Folder(folder.id);
                    self.dragged = Some(Dragged { load, over: None });
                }
            }
            TreeEvent::Over(row) => {
                if let Some(dragged) = &mut self.dragged {
                    dragged.over = row.map(|row| (row, Instant::now()));
                }
            }
            TreeEvent::Drop { row, copy } => {
                return Some(Action::run(self.dropped(*row, *copy)));
            }
            _ => return None,
        }
        Some(Action::None)
    }

    fn dropped(&mut self, row: Option<usize>, copy: bool) -> Task<Message> {
        let Some(dragged) = self.dragged.take() else { return Task::none() };
        let to = row.and_then(|row| self.folders.id_at(row));
        // The Outbox takes only what is sent.
        let takes = |id: &FolderId| {
            self.folders.get(*id).is_some_and(|folder| folder.kind != FolderKind::Outbox)
        };
        let to = to.filter(takes);
        match (dragged.load, to) {
            (Load::Messages, Some(to)) if copy => self.act_on_selected(Act::Copy(to)),
            (Load::Messages, Some(to)) if self.folders.current_id() != Some(to) => {
                self.act_on_selected(Act::Move(to))
            }
            (Load::Folder(id), to) => {
                let own = to.is_some_and(|to| self.folders.is_within(to, id));
                let lies = self.folders.get(id).and_then(|folder| folder.parent) == to;
                // Below the last row is the top level; a title is nowhere.
                if own || lies || (to.is_none() && row.is_some()) {
                    return Task::none();
                }
                self.act_on_folder(FolderAct::Move { id, parent: to })
            }
            _ => Task::none(),
        }
    }

    /// Opens a closed folder over which something has rested.
    pub(super) fn spring(&mut self, now: Instant) {
        let Some((row, since)) = self.dragged.and_then(|dragged| dragged.over) else { return };
        if now.saturating_duration_since(since) < REST {
            return;
        }
        if self.folders.items().get(row).is_some_and(|item| item.expanded == Some(false)) {
            let _ = self.folders.hear(TreeEvent::Toggle(row));
        }
    }

    /// Says what is dragged.
    pub(super) fn carried(&self) -> Option<Carried> {
        Some(match self.dragged?.load {
            Load::Messages => {
                let count = self.selection.count() as u64;
                Carried {
                    moves: words::count("screens-order-drag-move", count, &[]),
                    copies: words::count("screens-order-drag-copy", count, &[]),
                }
            }
            Load::Folder(id) => {
                let name = self.folders.get(id).map(|folder| folder.name.clone())?;
                let text = words::with("screens-order-drag-folder", &[("folder", &name)]);
                Carried { moves: text.clone(), copies: text }
            }
        })
    }
}

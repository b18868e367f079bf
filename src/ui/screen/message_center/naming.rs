//! A folder or a finder gets another name, in its row of the tree.

use iced::Task;

use super::{Message, MessageCenter, view};
use crate::mail::FolderId;
use crate::session::{Error, FolderAct};
use crate::ui::widget::{Naming, Wish};

/// What gets another name.
#[derive(Debug)]
pub(super) struct Named {
    id: FolderId,
    name: String,
    /// Why the name was not taken.
    refused: Option<String>,
    /// The name is being given, and nobody has answered yet.
    asked: bool,
    /// The focus is elsewhere and stays there.
    left: bool,
}

impl MessageCenter {
    /// Turns the row of the open folder or finder into a field.
    pub(super) fn begin_naming(&mut self) {
        let Some(id) = self.folders.current_id() else { return };
        let Some(name) = self.folders.name(id).map(str::to_owned) else { return };
        self.named = Some(Named { id, name, refused: None, asked: false, left: false });
        self.wishes.wish(Wish::Edit(view::NAMING.into()));
    }

    /// Returns the row that gets another name, what stands in it, and why that was not taken.
    pub(super) fn naming(&self) -> Option<(usize, &str, &str)> {
        let named = self.named.as_ref()?;
        let row = self.folders.row_of(named.id)?;
        let problem = named.refused.as_deref().unwrap_or_default();
        Some((row, &named.name, problem))
    }

    /// Hears what a person does in the field.
    pub(super) fn naming_used(&mut self, naming: Naming) -> Task<Message> {
        let Some(named) = self.named.as_mut().filter(|named| !named.asked) else {
            return Task::none();
        };
        match naming {
            Naming::Typed(name) => {
                named.name = name;
                named.refused = None;
            }
            Naming::TakeBack => self.end_naming(true),
            Naming::Keep | Naming::Leave => {
                named.left = naming == Naming::Leave;
                let (id, left) = (named.id, named.left);
                let name = named.name.trim().to_owned();
                // Who goes away from what was refused, or from nothing, wants the old name.
                let vain = named.name.trim().is_empty() || named.refused.is_some();
                if self.folders.name(id) == Some(&name) || (left && vain) {
                    self.end_naming(!left);
                    return Task::none();
                }
                named.asked = true;
                return self.act_on_folder(FolderAct::Rename { id, name });
            }
        }
        Task::none()
    }

    fn end_naming(&mut self, back: bool) {
        self.named = None;
        if back {
            self.wishes.wish(Wish::Focus(view::TREE.into()));
        }
    }

    /// Returns the name that is being given, when this act gives it.
    fn named_by(&mut self, act: &FolderAct) -> Option<&mut Named> {
        let FolderAct::Rename { id, .. } = act else { return None };
        self.named.as_mut().filter(|named| named.asked && named.id == *id)
    }

    /// Hears that a name was given.
    pub(super) fn name_taken(&mut self, act: &FolderAct) {
        if let Some(left) = self.named_by(act).map(|named| named.left) {
            self.end_naming(!left);
        }
    }

    /// Hears that a name was refused: the field stays and says why. Returns whether it is there.
    pub(super) fn name_refused(&mut self, act: &FolderAct, error: &Error) -> bool {
        let Some(named) = self.named_by(act) else { return false };
        named.asked = false;
        named.refused = Some(format!("{} {}", error.summary(), error.hint()));
        self.wishes.wish(Wish::Edit(view::NAMING.into()));
        true
    }
}

//! The folder tree wherever folders are shown: which there are, which are closed, which one is chosen.
//! The message center and the dialogs that ask for a folder show it.

use std::collections::BTreeSet;

use crate::mail::{Finder, Folder, FolderId, FolderKind};
use crate::ui::icon::Icon;
use crate::ui::widget::list::moved;
use crate::ui::widget::{TreeEvent, TreeItem, tree};
use crate::words;

/// The folders and what the tree shows of them.
#[derive(Debug, Default)]
pub(crate) struct Folders {
    all: Vec<Folder>,
    finders: Vec<Finder>,
    closed: BTreeSet<FolderId>,
    open: Option<FolderId>,
}

impl Folders {
    pub(crate) fn replace(&mut self, all: Vec<Folder>) {
        self.all = all;
        if self.current().is_none() && self.current_finder().is_none() {
            self.open = self.of_kind(FolderKind::Inbox).map(|inbox| inbox.id);
        }
    }

    /// Takes over which finders there are; they stand below the folders.
    pub(crate) fn replace_finders(&mut self, finders: Vec<Finder>) {
        self.finders = finders;
    }

    /// Returns the finder whose results the list shows.
    pub(crate) fn current_finder(&self) -> Option<&Finder> {
        self.finders.iter().find(|finder| Some(finder.id) == self.open)
    }

    pub(crate) fn all(&self) -> &[Folder] {
        &self.all
    }

    pub(crate) fn get(&self, id: FolderId) -> Option<&Folder> {
        self.all.iter().find(|folder| folder.id == id)
    }

    pub(crate) fn of_kind(&self, kind: FolderKind) -> Option<&Folder> {
        self.all.iter().find(|folder| folder.kind == kind)
    }

    /// Returns the folder that the list shows.
    pub(crate) fn current(&self) -> Option<&Folder> {
        self.get(self.open?)
    }

    pub(crate) fn current_id(&self) -> Option<FolderId> {
        self.open
    }

    /// Shows a folder in the list, and the way to it in the tree; returns whether it is another.
    pub(crate) fn show(&mut self, id: FolderId) -> bool {
        let mut above = self.get(id).and_then(|folder| folder.parent);
        while let Some(parent) = above {
            let _ = self.closed.remove(&parent);
            above = self.get(parent).and_then(|folder| folder.parent);
        }
        self.open.replace(id) != Some(id)
    }

    /// Returns whether a folder is Deleted Mail or lies in it.
    pub(crate) fn in_bin(&self, id: FolderId) -> bool {
        let mut at = self.get(id);
        while let Some(folder) = at {
            if folder.kind == FolderKind::DeletedMail {
                return true;
            }
            at = folder.parent.and_then(|parent| self.get(parent));
        }
        false
    }

    /// Corrects the counts of a folder before the message file is asked again.
    pub(crate) fn read_one(&mut self, id: FolderId) {
        if let Some(folder) = self.all.iter_mut().find(|folder| folder.id == id) {
            folder.unread = folder.unread.saturating_sub(1);
        }
    }

    /// Returns how deep a folder lies.
    fn depth(&self, folder: &Folder) -> u16 {
        let mut depth = 0u16;
        let mut above = folder.parent;
        while let Some(parent) = above.and_then(|id| self.get(id)) {
            depth = depth.saturating_add(1);
            above = parent.parent;
        }
        depth
    }

    /// Returns the folders whose parents are open, in order.
    fn visible(&self) -> impl Iterator<Item = &Folder> {
        self.all.iter().filter(|folder| {
            let mut above = folder.parent;
            while let Some(id) = above {
                if self.closed.contains(&id) {
                    return false;
                }
                above = self.get(id).and_then(|parent| parent.parent);
            }
            true
        })
    }

    /// Returns the folder of a row of the tree.
    pub(crate) fn at(&self, row: usize) -> Option<&Folder> {
        self.visible().nth(row)
    }

    /// Returns the folder or finder of a row of the tree; the row above the finders is none.
    pub(crate) fn id_at(&self, row: usize) -> Option<FolderId> {
        let folders = self.visible().count();
        match row.checked_sub(folders) {
            None => self.at(row).map(|folder| folder.id),
            Some(below) => self.finders.get(below.checked_sub(1)?).map(|finder| finder.id),
        }
    }

    /// Returns the row of what the list shows.
    pub(crate) fn row(&self) -> Option<usize> {
        let folder = self.visible().position(|folder| Some(folder.id) == self.open);
        folder.or_else(|| {
            let finder = self.finders.iter().position(|finder| Some(finder.id) == self.open)?;
            Some(self.visible().count().saturating_add(1).saturating_add(finder))
        })
    }

    /// Returns the rows of the tree.
    pub(crate) fn items(&self) -> Vec<TreeItem<'_>> {
        let folders = self.visible().map(|folder| {
            let parent = self.all.iter().any(|other| other.parent == Some(folder.id));
            let expanded = parent.then(|| !self.closed.contains(&folder.id));
            let open = Some(folder.id) == self.open;
            TreeItem::new(folder.name.as_str(), self.depth(folder))
                .icon(picture(folder.kind, open))
                .expanded(expanded)
                .unread(folder.unread)
        });
        let mut items: Vec<TreeItem<'_>> = folders.collect();
        if !self.finders.is_empty() {
            items.push(TreeItem::new(words::text("screens-find-finders"), 0).icon(Icon::Search));
            items.extend(
                self.finders
                    .iter()
                    .map(|finder| TreeItem::new(finder.name.as_str(), 1).icon(Icon::Search)),
            );
        }
        items
    }

    /// Hears what a person does with the tree; returns the folder that is to be shown.
    pub(crate) fn hear(&mut self, event: TreeEvent) -> Option<FolderId> {
        match event {
            TreeEvent::Move(delta) => self.neighbour(delta),
            TreeEvent::Select(row) | TreeEvent::Activate(Some(row)) => self.id_at(row),
            TreeEvent::Toggle(row) => self.toggle(row),
            TreeEvent::Collapse => self.collapse(),
            TreeEvent::Expand => self.expand(),
            TreeEvent::Typed(typed) => self.named(&typed),
            TreeEvent::Activate(None) | TreeEvent::Context { .. } => None,
        }
    }

    /// Returns the folder that a key press leads to.
    fn neighbour(&self, delta: i64) -> Option<FolderId> {
        let len = self.items().len();
        let row = moved(self.row(), delta, len)?;
        // The row above the finders is only a title.
        let past = if delta < 0 { row.checked_sub(1) } else { row.checked_add(1) };
        self.id_at(row).or_else(|| self.id_at(past?))
    }

    /// Opens or closes a folder in the tree; returns the folder to show when its place is hidden.
    fn toggle(&mut self, row: usize) -> Option<FolderId> {
        let id = self.at(row)?.id;
        if !self.closed.remove(&id) {
            let _ = self.closed.insert(id);
        }
        self.row().is_none().then_some(id)
    }

    /// Closes the folder that is shown, or returns its parent when there is nothing to close.
    fn collapse(&mut self) -> Option<FolderId> {
        let row = self.row()?;
        let items = self.items();
        if items.get(row)?.expanded == Some(true) {
            return self.toggle(row);
        }
        let parent = tree::parent(&items, row)?;
        self.id_at(parent)
    }

    /// Opens the folder that is shown, or returns the first one inside when it is open.
    fn expand(&mut self) -> Option<FolderId> {
        let row = self.row()?;
        match self.items().get(row)?.expanded? {
            false => self.toggle(row),
            true => self.id_at(row.saturating_add(1)),
        }
    }

    /// Returns the next folder whose name begins like this.
    fn named(&self, typed: &str) -> Option<FolderId> {
        let typed = typed.to_lowercase();
        let items = self.items();
        let begins = |row: &usize| {
            items.get(*row).is_some_and(|item| item.label.to_lowercase().starts_with(&typed))
        };
        // A single letter leads on; more letters may still mean the folder where one is.
        let stay = usize::from(typed.chars().count() < 2);
        let from = self.row().map_or(0, |row| row.saturating_add(stay));
        let rows = (from..items.len()).chain(0..from);
        rows.filter(begins).find_map(|row| self.id_at(row))
    }
}

/// Returns the picture of a folder.
pub(crate) fn picture(kind: FolderKind, open: bool) -> Icon {
    match kind {
        FolderKind::Inbox => Icon::Inbox,
        FolderKind::Outbox => Icon::Outbox,
        FolderKind::SentMail => Icon::Sent,
        FolderKind::DeletedMail => Icon::Trash,
        FolderKind::Drafts | FolderKind::Templates => Icon::Drafts,
        FolderKind::Unreadable => Icon::Warning,
        FolderKind::Private if open => Icon::OpenFolder,
        FolderKind::Private => Icon::Folder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(id: i64, parent: Option<i64>, name: &str, kind: FolderKind) -> Folder {
        Folder {
            id: FolderId(id),
            parent: parent.map(FolderId),
            name: name.to_owned(),
            kind,
            total: 0,
            unread: 0,
        }
    }

    fn some() -> Folders {
        let mut folders = Folders::default();
        folders.replace(vec![
            folder(1, None, "Inbox", FolderKind::Inbox),
            folder(2, None, "Projects", FolderKind::Private),
            folder(3, Some(2), "1995", FolderKind::Private),
            folder(4, Some(3), "Paris", FolderKind::Private),
            folder(5, None, "Zoo", FolderKind::Private),
        ]);
        folders
    }

    #[test]
    fn the_inbox_is_shown_first_and_when_the_open_folder_goes() {
        let mut folders = some();
        assert_eq!(folders.current_id(), Some(FolderId(1)));
        assert!(folders.show(FolderId(5)));
        assert!(!folders.show(FolderId(5)));
        let rest = folders.all()[..4].to_vec();
        folders.replace(rest);
        assert_eq!(folders.current_id(), Some(FolderId(1)));
    }

    #[test]
    fn closed_folders_hide_what_is_inside() {
        let mut folders = some();
        let _ = folders.show(FolderId(4));
        assert_eq!(folders.row(), Some(3));
        assert_eq!(folders.toggle(1), Some(FolderId(2)), "the open folder would be hidden");
        assert_eq!(folders.items().len(), 3);
        let _ = folders.show(FolderId(4));
        assert_eq!(folders.items().len(), 5, "the way to the folder is open");
        let depths: Vec<u16> = folders.items().iter().map(|item| item.depth).collect();
        assert_eq!(depths, [0, 0, 1, 2, 0]);
    }

    #[test]
    fn finders_stand_below_the_folders() {
        use crate::mail::Query;
        let mut folders = some();
        assert_eq!(folders.items().len(), 5);
        let finder = |id, name: &str| Finder {
            id: FolderId(id),
            name: name.to_owned(),
            query: Query::parse("lens"),
        };
        folders.replace_finders(vec![finder(-2, "Lenses"), finder(-1, "Unread")]);
        let depths: Vec<u16> = folders.items().iter().map(|item| item.depth).collect();
        assert_eq!(depths, [0, 0, 1, 2, 0, 0, 1, 1]);
        assert_eq!((folders.id_at(5), folders.id_at(6)), (None, Some(FolderId(-2))));
        let _ = folders.show(FolderId(5));
        assert_eq!(folders.neighbour(1), Some(FolderId(-2)), "the title is passed over");
        let _ = folders.show(FolderId(-2));
        assert_eq!(folders.row(), Some(6));
        assert!(folders.current().is_none() && folders.current_finder().is_some());
        assert_eq!(folders.neighbour(-1), Some(FolderId(5)));
        assert_eq!(folders.neighbour(99), Some(FolderId(-1)));
        assert_eq!(folders.named("u"), Some(FolderId(-1)));
        assert_eq!(folders.collapse(), None);
        folders.replace_finders(Vec::new());
        let all = folders.all().to_vec();
        folders.replace(all);
        assert_eq!(folders.current_id(), Some(FolderId(1)), "a finder that is gone is left");
    }

    #[test]
    fn keys_lead_in_and_out() {
        let mut folders = some();
        let _ = folders.show(FolderId(2));
        assert_eq!(folders.expand(), Some(FolderId(3)));
        assert_eq!(folders.collapse(), None);
        assert_eq!(folders.items().len(), 3);
        assert_eq!(folders.expand(), None);
        assert_eq!(folders.items().len(), 5);
        let _ = folders.show(FolderId(4));
        assert_eq!(folders.collapse(), Some(FolderId(3)));
        assert_eq!(folders.neighbour(1), Some(FolderId(5)));
        assert_eq!(folders.neighbour(-99), Some(FolderId(1)));
        assert_eq!(folders.named("p"), Some(FolderId(2)));
        assert_eq!(folders.named("pa"), Some(FolderId(4)));
        assert_eq!(folders.named("x"), None);
    }
}

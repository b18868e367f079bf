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
    /// The folders that stand at the top once more.
    favourites: Vec<FolderId>,
    /// Whether the open folder was chosen up there.
    up_there: bool,
}

/// A row of the tree.
#[derive(Debug, Clone, Copy)]
enum Line<'a> {
    /// The title above the favourites.
    Favourites,
    Favourite(&'a Folder),
    Folder(&'a Folder),
    /// The title above the finders.
    Finders,
    Finder(&'a Finder),
}

impl Line<'_> {
    fn id(self) -> Option<FolderId> {
        match self {
            Self::Favourites | Self::Finders => None,
            Self::Favourite(folder) | Self::Folder(folder) => Some(folder.id),
            Self::Finder(finder) => Some(finder.id),
        }
    }
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

    /// Returns the name of a folder or of a finder.
    pub(crate) fn name(&self, id: FolderId) -> Option<&str> {
        let finder = || self.finders.iter().find(|finder| finder.id == id).map(|f| &f.name);
        self.get(id).map(|folder| &folder.name).or_else(finder).map(String::as_str)
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

    /// Takes over which folders are favourites; they stand at the top once more.
    pub(crate) fn replace_favourites(&mut self, favourites: Vec<FolderId>) {
        self.favourites = favourites;
    }

    /// Returns whether a folder is a favourite.
    pub(crate) fn is_favourite(&self, id: FolderId) -> bool {
        self.favourites.contains(&id)
    }

    /// Returns the folders that are closed in the tree.
    pub(crate) fn closed(&self) -> impl Iterator<Item = FolderId> {
        self.closed.iter().copied()
    }

    /// Closes these folders in the tree and no others.
    pub(crate) fn close(&mut self, ids: impl IntoIterator<Item = FolderId>) {
        self.closed = ids.into_iter().collect();
        if let Some(open) = self.open {
            let _ = self.show(open);
        }
    }

    /// Returns the names of the folders on the way to a folder, as in "Projects / 1995".
    pub(crate) fn path(&self, id: FolderId) -> String {
        let mut names = Vec::new();
        let mut at = self.get(id);
        while let Some(folder) = at {
            names.push(folder.name.as_str());
            at = folder.parent.and_then(|parent| self.get(parent));
        }
        names.reverse();
        names.join(" / ")
    }

    /// Returns whether a folder is another one or lies in it.
    pub(crate) fn is_within(&self, id: FolderId, outer: FolderId) -> bool {
        let mut at = self.get(id);
        while let Some(folder) = at {
            if folder.id == outer {
                return true;
            }
            at = folder.parent.and_then(|parent| self.get(parent));
        }
        false
    }

    /// Returns the rows of the tree: favourites, folders whose parents are open, finders.
    fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        let mut favourites =
            self.all.iter().filter(|folder| self.is_favourite(folder.id)).peekable();
        if favourites.peek().is_some() {
            lines.push(Line::Favourites);
            lines.extend(favourites.map(Line::Favourite));
        }
        lines.extend(self.visible().map(Line::Folder));
        if !self.finders.is_empty() {
            lines.push(Line::Finders);
            lines.extend(self.finders.iter().map(Line::Finder));
        }
        lines
    }

    /// Returns the folder or finder of a row of the tree; a title is none.
    pub(crate) fn id_at(&self, row: usize) -> Option<FolderId> {
        self.lines().get(row)?.id()
    }

    /// Returns the row of what the list shows.
    pub(crate) fn row(&self) -> Option<usize> {
        self.row_of(self.open?)
    }

    /// Returns the row of a folder or of a finder.
    pub(crate) fn row_of(&self, id: FolderId) -> Option<usize> {
        let lines = self.lines();
        let mut rows = (0..lines.len())
            .filter(|row| lines.get(*row).is_some_and(|line| line.id() == Some(id)));
        if self.up_there && self.open == Some(id) { rows.next() } else { rows.next_back() }
    }

    /// Returns the rows of the tree.
    pub(crate) fn items(&self) -> Vec<TreeItem<'_>> {
        let item = |line: Line<'_>| match line {
            Line::Favourites => {
                TreeItem::new(words::text("screens-order-favourites"), 0).icon(Icon::Star)
            }
            Line::Finders => {
                TreeItem::new(words::text("screens-find-finders"), 0).icon(Icon::Search)
            }
            Line::Finder(finder) => TreeItem::new(finder.name.clone(), 1).icon(Icon::Search),
            Line::Favourite(folder) => TreeItem::new(folder.name.clone(), 1)
                .icon(picture(folder.kind, Some(folder.id) == self.open))
                .unread(folder.unread),
            Line::Folder(folder) => {
                let parent = self.all.iter().any(|other| other.parent == Some(folder.id));
                let expanded = parent.then(|| !self.closed.contains(&folder.id));
                TreeItem::new(folder.name.clone(), self.depth(folder))
                    .icon(picture(folder.kind, Some(folder.id) == self.open))
                    .expanded(expanded)
                    .unread(folder.unread)
            }
        };
        self.lines().into_iter().map(item).collect()
    }

    /// Hears what a person does with the tree; returns the folder that is to be shown.
    pub(crate) fn hear(&mut self, event: TreeEvent) -> Option<FolderId> {
        match event {
            TreeEvent::Move(delta) => self.neighbour(delta),
            TreeEvent::Select(row) | TreeEvent::Activate(Some(row)) => self.step_to(row),
            TreeEvent::Toggle(row) => self.toggle(row),
            TreeEvent::Collapse => self.collapse(),
            TreeEvent::Expand => self.expand(),
            TreeEvent::Typed(typed) => self.named(&typed),
            _ => None,
        }
    }

    /// Returns what stands in a row, and remembers whether it is up with the favourites.
    fn step_to(&mut self, row: usize) -> Option<FolderId> {
        let id = self.id_at(row)?;
        self.up_there = matches!(self.lines().get(row), Some(Line::Favourite(_)));
        Some(id)
    }

    /// Returns the folder that a key press leads to.
    fn neighbour(&mut self, delta: i64) -> Option<FolderId> {
        let len = self.lines().len();
        let row = moved(self.row(), delta, len)?;
        // A title is passed over.
        let past = if delta < 0 { row.checked_sub(1) } else { row.checked_add(1) };
        let back = if delta < 0 { row.checked_add(1) } else { row.checked_sub(1) };
        let rows = [Some(row), past, back];
        rows.into_iter().flatten().find_map(|row| self.step_to(row))
    }

    /// Opens or closes a folder in the tree; returns the folder to show when its place is hidden.
    fn toggle(&mut self, row: usize) -> Option<FolderId> {
        let Some(Line::Folder(folder)) = self.lines().get(row).copied() else { return None };
        let id = folder.id;
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

    #[test]
    fn favourites_stand_at_the_top_once_more() {
        let mut folders = some();
        folders.replace_favourites(vec![FolderId(4)]);
        let depths: Vec<u16> = folders.items().iter().map(|item| item.depth).collect();
        assert_eq!(depths, [0, 1, 0, 0, 1, 2, 0]);
        assert_eq!(folders.hear(TreeEvent::Select(0)), None, "a title");
        assert_eq!(folders.hear(TreeEvent::Select(1)), Some(FolderId(4)));
        let _ = folders.show(FolderId(4));
        assert_eq!(folders.row(), Some(1), "where it was chosen");
        assert_eq!(folders.neighbour(-1), Some(FolderId(4)), "nothing above but the title");
        assert_eq!(folders.neighbour(1), Some(FolderId(1)));
        let _ = folders.show(FolderId(1));
        assert_eq!(folders.row(), Some(2));
        assert_eq!(folders.hear(TreeEvent::Select(5)), Some(FolderId(4)));
        let _ = folders.show(FolderId(4));
        assert_eq!(folders.row(), Some(5));
        assert_eq!(folders.path(FolderId(4)), "Projects / 1995 / Paris");
        assert!(folders.is_within(FolderId(4), FolderId(2)));
        assert!(!folders.is_within(FolderId(2), FolderId(4)));
        folders.close([FolderId(2)]);
        assert_eq!(folders.closed().count(), 0, "the way to the open folder is open");
    }

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

//! Asks for a folder: where messages are moved or copied to, or into which folder a folder goes.
//!
//! Typing filters the tree, by every part of a folder's path; the folders used last stand first, so
//! that Enter alone goes to the last one. Folders of any depth can be chosen, and the top level for
//! folders (KB Q81533, Q86323 tell how the original made that hard).

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::column;
use iced::{Fill, Task};

use crate::mail::{Folder, FolderId, FolderKind};
use crate::session::{Error, FolderAct, Record};
use crate::ui::folder_tree::{Folders, picture};
use crate::ui::icon::Icon;
use crate::ui::task::Desk;
use crate::ui::theme;
use crate::ui::widget::list::moved;
use crate::ui::widget::{
    Dialog, Edge, Tree, TreeEvent, TreeItem, bevel, button, dialog, field, label, paragraph,
};
use crate::words;

/// Folders used last that are offered first.
const RECENT: usize = 5;

/// The field for the name of a new folder.
const NAME: &str = "move-to-name";

/// What goes to the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// So many messages are moved from a folder.
    Move(usize, FolderId),
    /// So many messages are copied.
    Copy(usize),
    /// A folder goes into another one.
    Folder(FolderId),
}

/// The choice of a folder.
#[derive(Debug)]
pub struct MoveTo {
    folders: Folders,
    what: What,
    recent: Vec<FolderId>,
    filter: String,
    /// The row that is chosen.
    chosen: usize,
    /// The name of a folder that is to be made.
    naming: Option<String>,
    /// Why it could not be made.
    problem: String,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The tree of folders was used.
    Tree(TreeEvent),
    /// The filter was changed.
    Filtered(String),
    /// A new folder is wanted, in the one that is chosen.
    New,
    /// Its name was changed.
    Named(String),
    /// Takes the folder that is chosen, or makes the one that is named.
    Accept,
    /// The folder was made, or not.
    Made(Result<Made, Error>),
    /// Leaves everything as it is.
    Cancel,
}

/// What the screen does next.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// It goes there; to the top level when there is no folder.
    Done(What, Option<FolderId>),
    /// A folder is to be made, by [`make`]; the dialog stays.
    Make {
        /// In this folder, or at the top.
        parent: Option<FolderId>,
        /// Its name.
        name: String,
    },
    /// A folder was made, which can be taken back; the dialog stays.
    Made(Made),
    /// Nothing is to be done.
    Cancelled,
}

/// A folder that was made while the dialog was open.
#[derive(Debug, Clone)]
pub struct Made {
    id: FolderId,
    /// Its name.
    pub name: String,
    /// By what it can be taken back.
    pub record: Option<Record>,
    folders: Vec<Folder>,
}

/// Makes a folder for the dialog.
pub fn make(desk: &Desk, parent: Option<FolderId>, name: String) -> Task<Message> {
    let made = desk.ask(move |session| {
        let act = FolderAct::Make { parent, name: name.clone() };
        let (id, record) = session.act_on_folder(&act)?;
        Ok(Made { id, name, record, folders: session.folders()? })
    });
    made.map(Message::Made)
}

/// A row of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// The title above the folders used last.
    UsedLast,
    Recent(FolderId),
    /// The title above the whole tree, when others stand before it.
    All,
    Top,
    /// A row of the whole tree, or a folder that the filter lets through.
    Folder(FolderId),
}

impl Row {
    fn is_title(self) -> bool {
        matches!(self, Self::UsedLast | Self::All)
    }
}

/// Returns the folders that something may go to: the Outbox takes only what is sent.
fn targets(folders: &[Folder]) -> Vec<Folder> {
    folders.iter().filter(|folder| folder.kind != FolderKind::Outbox).cloned().collect()
}

/// Goes from row to row; a title is passed over, or stopped at before it when nothing is behind.
fn step(rows: &[Row], from: usize, delta: i64) -> usize {
    let to = moved(Some(from), delta, rows.len()).unwrap_or(0);
    let title = |at: &usize| rows.get(*at).is_some_and(|row| row.is_title());
    let on = if delta < 0 { to.checked_sub(1) } else { Some(to + 1) };
    let back = if delta < 0 { Some(to + 1) } else { to.checked_sub(1) };
    if !title(&to) {
        return to;
    }
    on.filter(|at| *at < rows.len() && !title(at)).or(back).unwrap_or(from)
}

impl MoveTo {
    /// Asks where something goes; `recent` are the folders used last, the last one first.
    pub fn new(folders: &[Folder], what: What, recent: &[FolderId]) -> Self {
        let mut shown = Folders::default();
        shown.replace(targets(folders));
        let here = match &what {
            What::Move(_, from) => Some(*from),
            What::Folder(id) => Some(*id),
            What::Copy(_) => None,
        };
        if let Some(here) = here {
            let _ = shown.show(here);
        }
        let mut dialog = Self {
            folders: shown,
            what,
            recent: recent.to_vec(),
            filter: String::new(),
            chosen: 0,
            naming: None,
            problem: String::new(),
        };
        if dialog.recents().next().is_none() {
            let here = here.or(dialog.folders.current_id());
            let rows = dialog.rows();
            dialog.chosen = here
                .and_then(|here| rows.iter().position(|row| *row == Row::Folder(here)))
                .unwrap_or(0);
        } else {
            // Below its title.
            dialog.chosen = 1;
        }
        dialog
    }

    /// Hears which folders there are now.
    pub fn refresh(&mut self, folders: &[Folder]) {
        let chosen = self.rows().get(self.chosen).copied();
        self.folders.replace(targets(folders));
        let at = self.rows().iter().position(|row| Some(*row) == chosen);
        self.chosen = at.unwrap_or(0);
    }

    /// Hears that the new folder is made: it is chosen.
    fn made(&mut self, id: FolderId, folders: &[Folder]) {
        self.naming = None;
        self.filter.clear();
        self.folders.replace(targets(folders));
        let _ = self.folders.show(id);
        let at = self.rows().iter().position(|row| *row == Row::Folder(id));
        self.chosen = at.unwrap_or(0);
    }

    /// Returns the folders used last that it may go to.
    fn recents(&self) -> impl Iterator<Item = FolderId> {
        let fits = |id: &FolderId| self.fits(Some(*id));
        self.recent.iter().copied().filter(fits).take(RECENT)
    }

    fn rows(&self) -> Vec<Row> {
        let wanted = self.filter.trim().to_lowercase();
        if !wanted.is_empty() {
            let parts: Vec<&str> = wanted.split_whitespace().collect();
            let fits = |folder: &&Folder| {
                let path = self.folders.path(folder.id).to_lowercase();
                parts.iter().all(|part| path.contains(part))
            };
            return self.folders.all().iter().filter(fits).map(|f| Row::Folder(f.id)).collect();
        }
        let mut rows: Vec<Row> = self.recents().map(Row::Recent).collect();
        if !rows.is_empty() {
            rows.insert(0, Row::UsedLast);
            rows.push(Row::All);
        }
        if matches!(self.what, What::Folder(_)) {
            rows.push(Row::Top);
        }
        let tree = (0..self.folders.items().len()).filter_map(|row| self.folders.id_at(row));
        rows.extend(tree.map(Row::Folder));
        rows
    }

    fn items(&self) -> Vec<TreeItem<'_>> {
        let filtered = !self.filter.trim().is_empty();
        let mut tree = self.folders.items().into_iter();
        let flat = |id: FolderId| {
            let folder = self.folders.get(id);
            let icon = folder.map_or(Icon::Folder, |folder| picture(folder.kind, false));
            TreeItem::new(self.folders.path(id), 0).icon(icon)
        };
        let title = |id: &str| TreeItem { bold: true, ..TreeItem::new(words::text(id), 0) };
        let item = |row: Row| match row {
            Row::UsedLast => title("screens-order-used-last"),
            Row::All => title("screens-order-all-folders"),
            Row::Recent(id) => flat(id),
            Row::Top => {
                TreeItem::new(words::text("screens-order-top-level"), 0).icon(Icon::Mailslot)
            }
            Row::Folder(id) if filtered => flat(id),
            Row::Folder(id) => tree.next().map_or_else(|| flat(id), |item| item.unread(0)),
        };
        self.rows().into_iter().map(item).collect()
    }

    /// Returns the folder that is chosen; `Some(None)` is the top level.
    fn chosen(&self) -> Option<Option<FolderId>> {
        match self.rows().get(self.chosen)? {
            Row::Recent(id) | Row::Folder(id) => Some(Some(*id)),
            Row::Top => Some(None),
            Row::UsedLast | Row::All => None,
        }
    }

    /// Returns whether it may go there.
    fn fits(&self, to: Option<FolderId>) -> bool {
        match (&self.what, to) {
            (What::Move(_, from), Some(to)) => to != *from && self.folders.get(to).is_some(),
            (What::Copy(_), Some(to)) => self.folders.get(to).is_some(),
            (What::Move(..) | What::Copy(_), None) => false,
            (What::Folder(id), to) => {
                let parent = self.folders.get(*id).and_then(|folder| folder.parent);
                to != parent && to.is_none_or(|to| !self.folders.is_within(to, *id))
            }
        }
    }

    fn target(&self) -> Option<Option<FolderId>> {
        self.chosen().filter(|to| self.fits(*to))
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let Key::Named(named) = key else { return None };
        match named {
            Named::Enter if modifiers.is_empty() => Some(Message::Accept),
            Named::Escape => Some(Message::Cancel),
            // While the filter has the focus.
            Named::ArrowDown => Some(Message::Tree(TreeEvent::Move(1))),
            Named::ArrowUp => Some(Message::Tree(TreeEvent::Move(-1))),
            Named::PageDown => Some(Message::Tree(TreeEvent::Move(10))),
            Named::PageUp => Some(Message::Tree(TreeEvent::Move(-10))),
            _ => None,
        }
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Tree(event) => return self.tree_used(event),
            Message::Filtered(filter) => {
                self.filter = filter;
                self.chosen = 0;
            }
            Message::New => {
                self.naming = Some(String::new());
                self.problem.clear();
                return Action::Run(iced::widget::operation::focus(NAME));
            }
            Message::Named(name) => {
                self.naming = Some(name);
                self.problem.clear();
            }
            Message::Accept => {
                if let Some(name) = &self.naming {
                    let name = name.trim().to_owned();
                    let parent = self.chosen().flatten();
                    return if name.is_empty() {
                        Action::None
                    } else {
                        Action::Make { parent, name }
                    };
                }
                let what = self.what.clone();
                return self.target().map_or(Action::None, |to| Action::Done(what, to));
            }
            Message::Made(Ok(made)) => {
                self.made(made.id, &made.folders);
                return Action::Made(made);
            }
            Message::Made(Err(error)) => {
                self.problem = format!("{} {}", error.summary(), error.hint());
            }
            Message::Cancel if self.naming.is_some() => self.naming = None,
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    fn tree_used(&mut self, event: TreeEvent) -> Action {
        let rows = self.rows();
        match event {
            TreeEvent::Move(delta) => {
                self.chosen = step(&rows, self.chosen, delta);
            }
            TreeEvent::Select(row) if rows.get(row).is_some_and(|row| row.is_title()) => {}
            TreeEvent::Select(row) => self.chosen = row,
            TreeEvent::Activate(row) => {
                self.chosen = row.unwrap_or(self.chosen);
                return self.update(Message::Accept);
            }
            TreeEvent::Typed(typed) => {
                let typed = typed.to_lowercase();
                let fits = |row: &Row| match row {
                    Row::Folder(id) | Row::Recent(id) => self
                        .folders
                        .get(*id)
                        .is_some_and(|folder| folder.name.to_lowercase().starts_with(&typed)),
                    Row::Top | Row::UsedLast | Row::All => false,
                };
                self.chosen = rows.iter().position(fits).unwrap_or(self.chosen);
            }
            TreeEvent::Toggle(_) | TreeEvent::Collapse | TreeEvent::Expand => {
                let row = if let TreeEvent::Toggle(row) = event { row } else { self.chosen };
                let Some(Row::Folder(id)) = rows.get(row).copied() else { return Action::None };
                let _ = self.folders.show(id);
                let event = match event {
                    TreeEvent::Toggle(_) => TreeEvent::Toggle(self.folders.row().unwrap_or(0)),
                    other => other,
                };
                if let Some(other) = self.folders.hear(event) {
                    let _ = self.folders.show(other);
                }
                let open = self.folders.current_id();
                let at = self.rows().iter().position(|row| open.map(Row::Folder) == Some(*row));
                self.chosen = at.unwrap_or(self.chosen);
            }
            _ => {}
        }
        Action::None
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let (title, text, ok) = match &self.what {
            What::Move(count, _) => (
                words::text("screens-center-move-title"),
                words::count("screens-center-move-text", *count as u64, &[]),
                words::text("screens-center-move-button"),
            ),
            What::Copy(count) => (
                words::text("screens-order-copy-title"),
                words::count("screens-order-copy-text", *count as u64, &[]),
                words::text("screens-order-copy-button"),
            ),
            What::Folder(id) => (
                words::text("screens-order-move-folder-title"),
                words::with(
                    "screens-order-move-folder-text",
                    &[("folder", &self.folders.path(*id))],
                ),
                words::text("screens-center-move-button"),
            ),
        };
        let filter = field(words::text("screens-order-filter-folders"), &self.filter)
            .caption_width(60.0)
            .id("move-to-filter")
            .on_input(Message::Filtered)
            .on_submit(Message::Accept);
        let tree = Tree::new(self.items(), Some(self.chosen), Message::Tree).id("move-to-folders");
        let mut body =
            column![label(text), filter, bevel(Edge::Sunken, tree).window().height(Fill)]
                .spacing(theme::SPACE);
        if let Some(name) = &self.naming {
            body = body.push(
                field(words::text("screens-center-folder-name"), name)
                    .caption_width(60.0)
                    .id(NAME)
                    .on_input(Message::Named)
                    .on_submit(Message::Accept),
            );
        }
        if !self.problem.is_empty() {
            body = body.push(paragraph(&self.problem).style(theme::style::danger));
        }
        let accept = match &self.naming {
            Some(name) => (!name.trim().is_empty()).then_some(Message::Accept),
            None => self.target().map(|_| Message::Accept),
        };
        let ok = match &self.naming {
            Some(_) => words::text("screens-order-make-button"),
            None => ok,
        };
        let new = self.naming.is_none().then_some(Message::New);
        dialog(title, body)
            .width(420.0)
            .height(400.0)
            .button(button(words::text("screens-order-new-button")).on_press_maybe(new))
            .button(button(ok).default(true).on_press_maybe(accept))
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}

#[cfg(test)]
mod tests;

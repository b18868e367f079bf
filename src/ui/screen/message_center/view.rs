//! The window as it is seen: menus, tools, tree, list, reading pane, status bar, and the dialog or
//! menu over them.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill, Point};

use super::collecting::Office;
use super::command::{self, Command, PaneAt};
use super::work::Long;
use super::{Message, MessageCenter};
use crate::ui::icon::Icon;
use crate::ui::theme::{self, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::progress::Reached;
use crate::ui::widget::status::StatusCell;
use crate::ui::widget::{
    Edge, MenuItem, Naming, Pane, Tree, TreeEvent, bevel, button, carrying, columns, context_menu,
    keys, label, menu_bar, modal, part, progress, reach, rows, status_or_help, tool_bar,
};
use crate::words;

/// The folder tree.
pub(super) const TREE: &str = "center-folders";
/// The field in the tree in which a folder gets another name.
pub(super) const NAMING: &str = "center-naming";
/// The box that narrows the list.
pub(super) const FILTER: &str = "center-filter";
/// The message list.
pub(super) const LIST: &str = "center-messages";

impl MessageCenter {
    /// Shows the window.
    pub fn view(&self) -> Element<'_, Message> {
        let mut window =
            column![menu_bar(self.menus()).on_help(Message::Helped).on_print(Message::PrintKeys)]
                .width(Fill)
                .height(Fill);
        if self.settings.tool_bar {
            window = window.push(tool_bar(self.tools()).id("center-tools"));
        }
        window = window.push(container(self.panes()).padding([0.0, 2.0]).height(Fill));
        if let Some(long) = self.work.long() {
            window = window.push(busy(long));
        }
        if let Some(bar) = self.told_bar() {
            window = window.push(bar);
        }
        if let Some(bar) = self.outbox_bar() {
            window = window.push(bar);
        }
        if self.settings.status_bar {
            window = window.push(self.status());
        }
        let window = container(window).style(style::panel);
        let own = self.dialog.as_ref().map(|shown| shown.view().map(Message::Dialog));
        let dialog = own
            .or_else(|| self.strip.dialog().map(|shown| shown.map(Message::Strip)))
            .or_else(|| self.pane.reader.dialog().map(|shown| shown.map(Message::Reader)));
        let over = context_menu(modal(window, dialog), self.open_menu(), Message::MenuClosed)
            .on_help(Message::Helped);
        let over = reach(over, &self.wishes);
        let over = keys(over, |key, modifiers| self.on_key(key, modifiers));
        carrying(over, self.carried(), Message::DragEnded).into()
    }

    /// Returns the menu that the right mouse button opened.
    fn open_menu(&self) -> Option<(Point, Vec<MenuItem<Message>>)> {
        let own = self.menu.map(|(at, of)| (at, self.context(of)));
        own.or_else(|| {
            let (at, items) = self.strip.menu()?;
            Some((at, items.into_iter().map(|item| item.map(&Message::Strip)).collect()))
        })
    }

    /// Returns what a key means that nobody in the window wanted.
    fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        if let Some(shown) = &self.dialog {
            return shown.key(key, modifiers).map(Message::Dialog);
        }
        if self.naming().is_some() {
            // The keys are the field's, whatever they mean elsewhere in the window.
            let back = *key == Key::Named(Named::Escape);
            return back.then_some(Message::Tree(TreeEvent::Naming(Naming::TakeBack)));
        }
        if self.strip.dialog().is_some() {
            return self.strip.key(key, modifiers).map(Message::Strip);
        }
        if self.pane.shown().is_some()
            && let Some(message) = self.pane.reader.key(key, modifiers)
        {
            return Some(Message::Reader(message));
        }
        if *key == Key::Named(Named::Escape) {
            let give_up = self.work.long().map(|_| Message::Ordered(Command::GiveUp));
            return give_up.or_else(|| self.escape_filter());
        }
        command::shortcut(key, modifiers).map(Message::Ordered)
    }

    fn panes(&self) -> Element<'_, Message> {
        let tree = Tree::new(self.folders.items(), self.folders.row(), Message::Tree)
            .id(TREE)
            .draggable()
            .receives(self.dragged.is_some());
        let naming = self.naming();
        let tree = match naming {
            Some((row, name, problem)) => tree.naming(row, NAMING, name, problem),
            None => tree,
        };
        let tree = part(tree).on_key(move |key, modifiers| match key {
            _ if naming.is_some() => None,
            Key::Named(Named::Delete) if modifiers.is_empty() => {
                Some(Message::Ordered(Command::DeleteFolder))
            }
            Key::Named(Named::F2) if modifiers.is_empty() => {
                Some(Message::Ordered(Command::RenameFolder))
            }
            _ => None,
        });
        let tree = bevel(Edge::Sunken, tree).window();
        let size = self.settings.panes.list;
        let right: Element<'_, Message> = match PaneAt::of(&self.settings.reading_pane) {
            PaneAt::Off => self.list(),
            PaneAt::Below => rows(self.list(), part(self.reading_pane()))
                .keep(Pane::First, size)
                .least(90.0, 170.0)
                .on_resize(Message::ListResized)
                .into(),
            PaneAt::Right => columns(self.list(), part(self.reading_pane()))
                .keep(Pane::First, size)
                .least(200.0, 160.0)
                .on_resize(Message::ListResized)
                .into(),
        };
        columns(tree, right)
            .keep(Pane::First, self.settings.panes.tree)
            .least(90.0, 240.0)
            .on_resize(Message::TreeResized)
            .into()
    }

    fn status(&self) -> Element<'_, Message> {
        let (total, unread) =
            self.folders.current().map_or((0, 0), |folder| (folder.total, folder.unread));
        let values: [(&str, &dyn std::fmt::Display); 1] = [("unread", &unread)];
        let counts = match self.folders.current_finder() {
            Some(_) => words::count("screens-find-found", self.rows.len() as u64, &[]),
            None => words::count("screens-center-counts", total, &values),
        };
        let counts = if self.flagged > 0 {
            let flagged = words::count("screens-order-flagged", self.flagged, &[]);
            format!("{counts}, {flagged}")
        } else {
            counts
        };
        let selected = self.selection.count() as u64;
        let counts = if selected > 1 {
            words::count("screens-center-counts-selected", selected, &[("counts", &counts)])
        } else {
            counts
        };
        let (state, icon, tone, reason) = match self.office() {
            Office::Disconnected(error) => (
                words::text("screens-center-disconnected"),
                Icon::Disconnected,
                Tone::Danger,
                Some(error.summary()),
            ),
            Office::Connected => {
                (words::text("screens-center-connected"), Icon::Connected, Tone::Normal, None)
            }
            Office::Unknown => {
                (words::text("screens-center-connecting"), Icon::Connected, Tone::Muted, None)
            }
        };
        let going_on = self.checking();
        let told = match (going_on, reason) {
            (Some(text), _) => StatusCell::fill(text),
            (None, Some(reason)) => StatusCell::fill(reason).tone(Tone::Danger),
            (None, None) => StatusCell::fill(self.notice.as_str()),
        };
        let checked = self.last_check().map_or_else(String::new, |at| {
            let at = at.local(&words::text("screens-center-check-time"));
            words::with("screens-center-checked", &[("time", &at)])
        });
        let away = self
            .away()
            .map(|away| StatusCell::fixed(away, 216.0).icon(Icon::Warning).tone(Tone::Danger));
        let three = counts.chars().count() > 34;
        let mut cells = vec![told];
        cells.extend(away);
        cells.extend([
            // Three counts want more room than two.
            StatusCell::fixed(counts, if three { 300.0 } else { 210.0 }),
            StatusCell::fixed(checked, 96.0),
            StatusCell::fixed(state, 116.0).icon(icon).tone(tone),
        ]);
        status_or_help(&self.help, cells)
    }
}

/// Says what takes long, and lets a person stop waiting.
fn busy<'a>(long: Long) -> Element<'a, Message> {
    let reached = long.part.map_or(Reached::Unknown, Reached::Part);
    let cancel =
        button(words::text("screens-center-cancel")).on_press(Message::Ordered(Command::GiveUp));
    let strip = row![
        label(long.text),
        space().width(theme::GAP),
        progress(reached).width(180.0),
        space().width(Fill),
        cancel,
    ]
    .spacing(theme::SPACE)
    .align_y(Center);
    bevel(Edge::ThinRaised, strip).face().padding([3.0, 8.0]).width(Fill).into()
}

/// Returns the subject, or what stands for a missing one.
pub(super) fn subject(subject: &str) -> String {
    if subject.trim().is_empty() {
        words::text("screens-center-no-subject")
    } else {
        subject.to_owned()
    }
}

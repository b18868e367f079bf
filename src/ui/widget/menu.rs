//! Menus: the bar at the head of a window, and what menus are made of.
//!
//! An open menu is drawn above everything and sees every event first. The focus stays where it
//! was, so that it need not be given back afterwards.

mod bar;
#[cfg(test)]
pub(crate) mod check;
pub(super) mod commands;
pub(super) mod floating;
mod panel;
pub(super) mod popup;

use iced::advanced::Shell;

use super::access::Label;
use crate::words;
use panel::Kind;

pub use bar::{MenuBar, menu_bar};

/// A menu of a menu bar.
#[derive(Debug, Clone)]
pub struct Menu<M> {
    title: Label,
    items: Vec<MenuItem<M>>,
}

impl<M> Menu<M> {
    /// Makes a menu; `&` in the title marks its access key.
    pub fn new(title: impl AsRef<str>, items: impl IntoIterator<Item = MenuItem<M>>) -> Self {
        Menu { title: Label::parse(title.as_ref()), items: items.into_iter().collect() }
    }

    /// Makes the Help menu: the sheet of shortcuts and the command palette, then other items.
    pub fn help(items: impl IntoIterator<Item = MenuItem<M>>) -> Self {
        let mut all = vec![
            MenuItem::show(words::text("screens-help-shortcuts"), Kind::Sheet)
                .help("screens-menus-shortcuts")
                .shortcut("F1"),
            MenuItem::show(words::text("screens-help-palette"), Kind::Palette)
                .help("screens-menus-palette")
                .shortcut("Ctrl+Shift+P"),
        ];
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            all.push(MenuItem::separator());
        }
        all.extend(items);
        Menu::new(words::text("screens-help-menu"), all)
    }
}

/// Keys that no menu names, for the sheet of shortcuts: those of a part of the window.
#[derive(Debug, Clone, Default)]
pub struct KeyGroup {
    title: String,
    keys: Vec<(String, String)>,
}

impl KeyGroup {
    /// Makes a group with a title.
    pub fn new(title: impl Into<String>) -> Self {
        KeyGroup { title: title.into(), keys: Vec::new() }
    }

    /// Adds what keys do.
    #[must_use]
    pub fn key(mut self, what: impl Into<String>, keys: impl Into<String>) -> Self {
        self.keys.push((what.into(), keys.into()));
        self
    }

    /// Returns the keys that all windows have.
    fn everywhere() -> Self {
        KeyGroup::new(words::text("screens-keys-everywhere"))
            .key(words::text("screens-keys-menu"), "F10, Alt")
            .key(words::text("screens-keys-context"), "Shift+F10")
            .key(words::text("screens-keys-tab"), "Tab, Shift+Tab")
            .key(words::text("screens-keys-part"), "F6, Shift+F6")
            .key(words::text("screens-keys-page"), "Ctrl+Tab, Ctrl+PgDn")
            .key(words::text("screens-keys-window"), "Ctrl+F6")
            .key(words::text("screens-keys-size"), "Ctrl++, Ctrl+-, Ctrl+0")
            .key(words::text("screens-keys-leave"), "Esc")
    }
}

/// The sentence about the chosen line, as the program last heard it.
#[derive(Debug, Default)]
pub(super) struct Told(&'static str);

impl Told {
    /// Tells the program about the chosen line when it is another one than before.
    pub(super) fn tell<T, M>(
        &mut self,
        chosen: Option<&MenuItem<T>>,
        on_help: Option<fn(String) -> M>,
        shell: &mut Shell<'_, M>,
    ) {
        let Some(on_help) = on_help else { return };
        let help = chosen.map_or("", |item| item.help);
        if self.0 != help {
            self.0 = help;
            let told = if help.is_empty() { String::new() } else { words::text(help) };
            shell.publish(on_help(told));
        }
    }
}

/// A line of a menu.
#[derive(Debug, Clone)]
pub struct MenuItem<M> {
    label: Label,
    shortcut: String,
    /// The id of the sentence that says what the command does; empty when nothing is said.
    help: &'static str,
    enabled: bool,
    mark: Mark,
    action: Action<M>,
}

#[derive(Debug, Clone)]
enum Action<M> {
    Send(M),
    Open(Vec<MenuItem<M>>),
    /// The menu bar shows one of its own panels.
    Show(Kind),
    Separator,
}

/// What stands before the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Nothing,
    Check,
    Dot,
}

impl<T> MenuItem<T> {
    /// Makes an item with a label as it stands, without an access key.
    pub fn verbatim(label: &str, value: T) -> Self {
        Self::with(Label { text: label.to_owned(), key: None }, Action::Send(value))
    }
}

impl<M> MenuItem<M> {
    /// Makes an item that sends a message; `&` in the label marks its access key.
    pub fn new(label: impl AsRef<str>, message: M) -> Self {
        Self::with(Label::parse(label.as_ref()), Action::Send(message))
    }

    /// Makes an item that opens further items.
    pub fn submenu(label: impl AsRef<str>, items: impl IntoIterator<Item = MenuItem<M>>) -> Self {
        Self::with(Label::parse(label.as_ref()), Action::Open(items.into_iter().collect()))
    }

    fn show(label: impl AsRef<str>, kind: Kind) -> Self {
        Self::with(Label::parse(label.as_ref()), Action::Show(kind))
    }

    /// Makes a line between items.
    pub fn separator() -> Self {
        Self::with(Label::default(), Action::Separator)
    }

    /// Turns the messages of a part of a screen into those of the screen.
    pub fn map<N>(self, wrap: &dyn Fn(M) -> N) -> MenuItem<N> {
        let action = match self.action {
            Action::Send(message) => Action::Send(wrap(message)),
            Action::Open(items) => {
                Action::Open(items.into_iter().map(|item| item.map(wrap)).collect())
            }
            Action::Show(kind) => Action::Show(kind),
            Action::Separator => Action::Separator,
        };
        let Self { label, shortcut, help, enabled, mark, .. } = self;
        MenuItem { label, shortcut, help, enabled, mark, action }
    }

    fn with(label: Label, action: Action<M>) -> Self {
        MenuItem {
            label,
            shortcut: String::new(),
            help: "",
            enabled: true,
            mark: Mark::Nothing,
            action,
        }
    }

    /// Shows the shortcut of the same command; the window's [`keys`](fn@super::keys) handle it.
    #[must_use]
    pub fn shortcut(mut self, shortcut: impl Into<String>) -> Self {
        self.shortcut = shortcut.into();
        self
    }

    /// Sets the sentence that says what the command does, for the status bar, by its id: only that
    /// of one line is ever looked up.
    #[must_use]
    pub fn help(mut self, id: &'static str) -> Self {
        self.help = id;
        self
    }

    /// Says whether the item can be used now.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }

    /// Shows a check mark.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.mark = if checked { Mark::Check } else { Mark::Nothing };
        self
    }

    /// Shows a dot, for one of several choices.
    #[must_use]
    pub fn chosen(mut self, chosen: bool) -> Self {
        self.mark = if chosen { Mark::Dot } else { Mark::Nothing };
        self
    }
}

#[cfg(test)]
mod tests;

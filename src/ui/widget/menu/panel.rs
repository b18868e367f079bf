//! The command palette and the sheet of shortcuts: two panels over a window that know every
//! command of its menus, because the menu bar opens them.
//!
//! Both are made of the parts that dialogs are made of. What happens in them is noted, and taken
//! over when the menu bar is next looked at.

use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Clipboard, Overlay, Shell, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::column;
use iced::{Element, Event, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::commands::{Command, commands, found};
use super::{KeyGroup, Menu};
use crate::ui::theme::{self, Skin};
use crate::ui::widget::bevel::{Edge, bevel};
use crate::ui::widget::focus::{Census, FocusAt};
use crate::ui::widget::label::Tone;
use crate::ui::widget::list::moved;
use crate::ui::widget::{Cell, Column, List, ListEvent, access, button, dialog, field, paint};
use crate::words;

/// The size of a panel where there is room for it.
const SIZE: Size = Size::new(560.0, 380.0);
/// How many commands the palette remembers as used.
const RECENT: usize = 12;

/// The names of the commands that were used by the palette, the last one first.
static USED: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn used() -> Vec<String> {
    USED.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn note_used(name: &str) {
    let mut used = USED.lock().unwrap_or_else(PoisonError::into_inner);
    used.retain(|old| old != name);
    used.insert(0, name.to_owned());
    used.truncate(RECENT);
}

/// Which panel is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The command palette.
    Palette,
    /// The sheet of shortcuts.
    Sheet,
}

/// Returns the panel that a key opens.
pub(super) fn wanted(event: &Event) -> Option<Kind> {
    let Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, modifiers, .. }) = event
    else {
        return None;
    };
    match key {
        Key::Named(Named::F1) if modifiers.is_empty() => Some(Kind::Sheet),
        Key::Character(_)
            if *modifiers == keyboard::Modifiers::COMMAND | keyboard::Modifiers::SHIFT =>
        {
            (key.to_latin(*physical_key)?.eq_ignore_ascii_case(&'p')).then_some(Kind::Palette)
        }
        _ => None,
    }
}

/// Returns whether a key prints the sheet.
fn prints(event: &Event) -> bool {
    let Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, modifiers, .. }) = event
    else {
        return false;
    };
    *modifiers == keyboard::Modifiers::COMMAND && key.to_latin(*physical_key) == Some('p')
}

/// What happens in a panel.
#[derive(Debug, Clone)]
enum Said {
    Typed(String),
    List(ListEvent),
    Show(Kind),
    Print,
    Close,
}

/// An open panel.
pub(super) struct Panel {
    kind: Kind,
    filter: String,
    at: usize,
    tree: Tree,
    said: Vec<Said>,
    gone: bool,
}

/// A row of a panel.
struct Row<M> {
    cells: [String; 3],
    heading: bool,
    enabled: bool,
    command: Option<Command<M>>,
}

impl Panel {
    pub(super) fn open(kind: Kind) -> Self {
        Panel {
            kind,
            filter: String::new(),
            at: 0,
            tree: Tree::empty(),
            said: Vec::new(),
            gone: false,
        }
    }

    /// Takes over what happened; returns whether the panel stays.
    pub(super) fn settle(&mut self) -> bool {
        for said in std::mem::take(&mut self.said) {
            match said {
                Said::Typed(text) => {
                    self.filter = text;
                    self.at = 0;
                }
                Said::List(ListEvent::Select { row, .. }) => self.at = row,
                Said::List(_) => {}
                Said::Show(kind) => *self = Self::open(kind),
                Said::Print | Said::Close => self.gone = true,
            }
        }
        !self.gone
    }

    /// Returns what is drawn over the window.
    pub(super) fn overlay<'b, M: Clone + 'b>(
        &'b mut self,
        menus: &[Menu<M>],
        groups: &[KeyGroup],
        on_print: Option<fn(String) -> M>,
    ) -> Over<'b, M> {
        let rows = Rc::new(match self.kind {
            Kind::Palette => palette_rows(menus, &self.filter),
            Kind::Sheet => sheet_rows(menus, groups, &self.filter),
        });
        let Panel { kind, filter, at, tree, said, gone } = self;
        *at = (*at).min(rows.len().saturating_sub(1));
        let content = view(*kind, filter, *at, rows.clone(), on_print.is_some());
        tree.diff(&content);
        Over { content, rows, kind: *kind, at, tree, said, gone, on_print }
    }
}

fn palette_rows<M: Clone>(menus: &[Menu<M>], typed: &str) -> Vec<Row<M>> {
    found(menus, typed, &used())
        .into_iter()
        .map(|command| Row {
            cells: [command.label.clone(), command.place(), command.shortcut.clone()],
            heading: false,
            enabled: command.enabled,
            command: Some(command),
        })
        .collect()
}

/// Returns all shortcuts, those of a menu below its title, then those of parts of the window.
fn sheet_rows<M: Clone>(menus: &[Menu<M>], groups: &[KeyGroup], typed: &str) -> Vec<Row<M>> {
    let typed = typed.trim().to_lowercase();
    let fits = |row: &Row<M>| row.cells.iter().any(|cell| cell.to_lowercase().contains(&typed));
    let line =
        |cells: [String; 3], heading: bool| Row { cells, heading, enabled: true, command: None };
    let mut rows = Vec::new();
    let mut group = |title: &str, lines: Vec<Row<M>>| {
        let lines: Vec<Row<M>> = lines.into_iter().filter(&fits).collect();
        if !lines.is_empty() {
            rows.push(line([title.to_owned(), String::new(), String::new()], true));
            rows.extend(lines);
        }
    };
    let all = commands(menus);
    for menu in menus {
        let title = &menu.title.text;
        let own = all.iter().filter(|c| c.path.first() == Some(title) && !c.shortcut.is_empty());
        let own = own.map(|c| line([c.name().to_owned(), c.shortcut.clone(), c.place()], false));
        group(title, own.collect());
    }
    let everywhere = KeyGroup::everywhere();
    for KeyGroup { title, keys } in groups.iter().chain([&everywhere]) {
        let keys = keys
            .iter()
            .map(|(what, keys)| line([what.clone(), keys.clone(), title.clone()], false));
        group(title, keys.collect());
    }
    rows
}

/// Writes the sheet as text in letters of equal width: what, then the keys; menus as titles.
fn written<M>(rows: &[Row<M>]) -> String {
    let width = |row: &Row<M>| row.cells.first().map_or(0, |what| what.chars().count());
    let widest = rows.iter().map(width).max().unwrap_or(0);
    let mut text = String::new();
    for row in rows {
        let [what, keys, _] = &row.cells;
        if row.heading {
            let line = "─".repeat(what.chars().count());
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{what}\n{line}\n"));
        } else {
            text.push_str(format!("{what:widest$}   {keys}").trim_end());
            text.push('\n');
        }
    }
    text
}

fn view<'b, M: 'b>(
    kind: Kind,
    filter: &'b str,
    at: usize,
    rows: Rc<Vec<Row<M>>>,
    prints: bool,
) -> Element<'b, Said> {
    let (title, columns, nothing) = match kind {
        Kind::Palette => (
            words::text("screens-palette-title"),
            vec![Column::new("", 200.0).fill(), Column::new("", 150.0), Column::new("", 110.0)],
            words::text("screens-palette-nothing"),
        ),
        Kind::Sheet => (
            words::text("screens-sheet-title"),
            vec![
                Column::new(words::text("screens-sheet-command"), 200.0).fill(),
                Column::new(words::text("screens-sheet-keys"), 150.0),
                Column::new(words::text("screens-sheet-menu"), 110.0),
            ],
            words::text("screens-sheet-nothing"),
        ),
    };
    let caption = match kind {
        Kind::Palette => String::new(),
        Kind::Sheet => words::text("screens-sheet-filter"),
    };
    let input = field(caption, filter).caption_width(44.0).on_input(Said::Typed).passing();
    let input = match kind {
        Kind::Palette => input.placeholder(PLACEHOLDER.as_str()),
        Kind::Sheet => input,
    };
    let len = rows.len();
    let cell = move |row: usize, column: usize| {
        let Some(row) = rows.get(row) else { return Cell::default() };
        let text = row.cells.get(column).cloned().unwrap_or_default();
        let quiet = !row.enabled || (column == 1 && kind == Kind::Palette);
        let quiet = quiet || (column == 2 && kind == Kind::Sheet);
        Cell::text(text).bold(row.heading).tone(if quiet { Tone::Muted } else { Tone::Normal })
    };
    let mut list = List::new(len, columns, cell, Said::List)
        // The sheet is for reading: nothing is chosen until somebody goes through it.
        .selected(move |row| row == at && (at > 0 || kind == Kind::Palette))
        .cursor((len > 0).then_some(at))
        .empty(nothing);
    if kind == Kind::Palette {
        list = list.headless();
    }
    let list = bevel(Edge::Sunken, list).window().ring();
    let panel = dialog(title, column![input, list].spacing(theme::SPACE));
    let panel = panel.width(SIZE.width).height(SIZE.height);
    match kind {
        Kind::Palette => panel.into(),
        Kind::Sheet => {
            let print = button(words::text("screens-sheet-print"));
            let print = print.on_press_maybe((len > 0).then_some(Said::Print));
            let panel = if prints { panel.button(print) } else { panel };
            panel.button(button(words::text("screens-sheet-close")).on_press(Said::Close)).into()
        }
    }
}

static PLACEHOLDER: std::sync::LazyLock<String> =
    std::sync::LazyLock::new(|| words::text("screens-palette-hint"));

/// An open panel above everything else.
pub(super) struct Over<'b, M> {
    content: Element<'b, Said>,
    rows: Rc<Vec<Row<M>>>,
    kind: Kind,
    at: &'b mut usize,
    tree: &'b mut Tree,
    said: &'b mut Vec<Said>,
    gone: &'b mut bool,
    on_print: Option<fn(String) -> M>,
}

impl<M: Clone> Over<'_, M> {
    fn operate(&mut self, layout: Layout<'_>, renderer: &Renderer, what: &mut dyn Operation) {
        self.content.as_widget_mut().operate(self.tree, layout, renderer, what);
    }

    /// Uses a command, and closes the palette.
    fn run(&mut self, row: usize, shell: &mut Shell<'_, M>) {
        if let Some(command) = self.rows.get(row).and_then(|row| row.command.as_ref())
            && command.enabled
        {
            note_used(command.name());
            match (&command.message, command.shows) {
                (_, Some(kind)) => self.said.push(Said::Show(kind)),
                (Some(message), None) => {
                    *self.gone = true;
                    shell.publish(message.clone());
                }
                (None, None) => {}
            }
        }
    }

    /// Handles a key that means something in the whole panel; returns whether it did.
    fn key(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        renderer: &Renderer,
        shell: &mut Shell<'_, M>,
    ) -> bool {
        let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event else {
            return false;
        };
        if wanted(event).is_some() || *key == Key::Named(Named::Escape) {
            *self.gone = true;
            return true;
        }
        if prints(event) && self.kind == Kind::Sheet {
            self.print(shell);
            return true;
        }
        let Key::Named(named) = key else { return false };
        let page = 12;
        match named {
            Named::Tab => {
                let mut census = Census::default();
                self.operate(layout, renderer, &mut census);
                let target = census.neighbour(modifiers.shift());
                self.operate(layout, renderer, &mut FocusAt::new(target));
            }
            Named::ArrowDown => self.go(1),
            Named::ArrowUp => self.go(-1),
            Named::PageDown => self.go(page),
            Named::PageUp => self.go(-page),
            Named::Enter if self.kind == Kind::Palette => self.run(*self.at, shell),
            _ => return false,
        }
        true
    }

    /// Hands what the sheet shows on for printing, and closes it.
    fn print(&mut self, shell: &mut Shell<'_, M>) {
        if let Some(on_print) = self.on_print.filter(|_| !self.rows.is_empty()) {
            *self.gone = true;
            shell.publish(on_print(written(&self.rows)));
        }
    }

    fn go(&mut self, by: i64) {
        *self.at = moved(Some(*self.at), by, self.rows.len()).unwrap_or_default();
    }
}

impl<M: Clone> Overlay<M, Theme, Renderer> for Over<'_, M> {
    fn layout(&mut self, renderer: &Renderer, window: Size) -> layout::Node {
        let room = Size::new((window.width - 16.0).max(0.0), (window.height - 16.0).max(0.0));
        let limits = layout::Limits::new(Size::ZERO, room);
        let node = self.content.as_widget_mut().layout(self.tree, renderer, &limits);
        let size = node.size();
        let at = Point::new(
            ((window.width - size.width) / 2.0).max(0.0).round(),
            ((window.height - size.height) * 0.25).max(0.0).round(),
        );
        let node = layout::Node::with_children(window, vec![node.move_to(at)]);
        if let Some(inside) = Layout::new(&node).children().next() {
            let mut census = Census::default();
            self.operate(inside, renderer, &mut census);
            if census.focused.is_none() {
                self.operate(inside, renderer, &mut FocusAt::new(Some(0)));
            }
        }
        node
    }

    fn operate(&mut self, layout: Layout<'_>, renderer: &Renderer, what: &mut dyn Operation) {
        if let Some(inside) = layout.children().next() {
            Over::operate(self, inside, renderer, what);
        }
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
    ) {
        let Some(inside) = layout.children().next() else { return };
        if *self.gone {
            return;
        }
        let key = matches!(event, Event::Keyboard(_));
        if matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_)))
            && !cursor.is_over(inside.bounds())
        {
            *self.gone = true;
        } else if !(key && self.key(event, inside, renderer, shell)) {
            let letter = access::letter(event);
            let silent = letter.is_some().then(|| access::without_text(event));
            let mut said = Vec::new();
            let mut aside = Shell::new(&mut said);
            self.content.as_widget_mut().update(
                self.tree,
                silent.as_ref().unwrap_or(event),
                inside,
                cursor,
                renderer,
                clipboard,
                &mut aside,
                &layout.bounds(),
            );
            shell.request_redraw_at(aside.redraw_request());
            shell.request_input_method(aside.input_method());
            if said.is_empty() && !key && !matches!(event, Event::Mouse(_)) {
                return;
            }
            for said in said {
                match said {
                    Said::List(ListEvent::Activate(row)) => {
                        self.run(row.unwrap_or(*self.at), shell);
                    }
                    Said::List(ListEvent::Move { delta, .. }) => self.go(delta),
                    // A click on a command uses it.
                    Said::List(ListEvent::Select { row, .. }) if self.kind == Kind::Palette => {
                        self.run(row, shell);
                    }
                    Said::Print => self.print(shell),
                    other => self.said.push(other),
                }
            }
        }
        // Releases of keys that went down before belong to nobody else either.
        shell.capture_event();
        shell.invalidate_widgets();
        shell.request_redraw();
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let Some(inside) = layout.children().next() else { return mouse::Interaction::Idle };
        let found = self.content.as_widget().mouse_interaction(
            self.tree,
            inside,
            cursor,
            &layout.bounds(),
            renderer,
        );
        // Anything but `None` keeps what lies below from following the pointer.
        if found == mouse::Interaction::None { mouse::Interaction::Idle } else { found }
    }

    fn draw(
        &self,
        r: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
    ) {
        use iced::advanced::Renderer as _;
        let Some(inside) = layout.children().next() else { return };
        let window = Rectangle::with_size(layout.bounds().size());
        paint::fill(r, window, Skin::of(theme).veil);
        r.with_layer(inside.bounds(), |r| {
            self.content.as_widget().draw(self.tree, r, theme, style, inside, cursor, &window);
        });
    }
}

//! The open panels of a menu: which they are, where they are, what happens in them, how they look.

use iced::advanced::text::Paragraph as _;
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Point, Rectangle, Renderer, Size};

use super::panel::Kind;
use super::{Action, Mark, MenuItem};
use crate::ui::theme::{self, Skin};
use crate::ui::widget::bevel::Edge;
use crate::ui::widget::line::{self, Face, Lines, WIDEST};
use crate::ui::widget::paint::{self, Toward};

/// The edge of a panel.
const EDGE: f32 = 3.0;
/// The height of a separator.
const SEPARATOR: f32 = 7.0;
/// The room before the labels, for marks.
const MARKS: f32 = 22.0;
/// The room between labels and shortcuts.
const BETWEEN: f32 = 20.0;
/// The room after the shortcuts, for the arrows of submenus.
const ARROWS: f32 = 18.0;

/// The open panels: for each the chosen line, if any. None is open when it is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Open(Vec<Option<usize>>);

/// Where the first panel opens.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Anchor {
    /// Below a title.
    Below(Rectangle),
    /// At a point.
    At(Point),
}

/// What a key or a click in a panel led to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome<M> {
    /// Nothing more than perhaps another chosen line.
    Stay,
    /// The first panel is to be closed.
    Close,
    /// The menu to the left is wanted.
    Left,
    /// The menu to the right is wanted.
    Right,
    /// An item was used.
    Send(M),
    /// A panel of the menu bar is wanted.
    Show(Kind),
}

impl Open {
    /// Opens the first panel, with or without choosing its first line.
    pub(crate) fn first<M>(items: &[MenuItem<M>], choose: bool) -> Self {
        let line = if choose { step(items, None, true) } else { None };
        Open(vec![line])
    }

    /// Opens the first panel with a line chosen.
    pub(crate) fn at(line: usize) -> Self {
        Open(vec![Some(line)])
    }

    /// Returns the chosen line of the innermost panel that has one.
    pub(crate) fn chosen<'i, M>(&self, root: &'i [MenuItem<M>]) -> Option<&'i MenuItem<M>> {
        let level = self.0.iter().rposition(Option::is_some)?;
        let line = self.0.get(level).copied().flatten()?;
        self.panel(root, level)?.get(line)
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.0.is_empty()
    }

    fn depth(&self) -> usize {
        self.0.len()
    }

    /// Returns the lines of a panel.
    fn panel<'i, M>(&self, root: &'i [MenuItem<M>], level: usize) -> Option<&'i [MenuItem<M>]> {
        let mut items = root;
        for chosen in self.0.get(..level)? {
            match &items.get((*chosen)?)?.action {
                Action::Open(inner) => items = inner,
                Action::Send(_) | Action::Show(_) | Action::Separator => return None,
            }
        }
        Some(items)
    }

    /// Handles a key press.
    pub(crate) fn key<M: Clone>(&mut self, root: &[MenuItem<M>], event: &Event) -> Outcome<M> {
        let Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, .. }) = event else {
            return Outcome::Stay;
        };
        let Some(level) = self.depth().checked_sub(1) else { return Outcome::Stay };
        let Some(items) = self.panel(root, level) else { return Outcome::Stay };
        let chosen = self.0.get(level).copied().flatten();
        match key {
            Key::Named(Named::ArrowDown) => self.choose(level, step(items, chosen, true)),
            Key::Named(Named::ArrowUp) => self.choose(level, step(items, chosen, false)),
            Key::Named(Named::Home) => self.choose(level, step(items, None, true)),
            Key::Named(Named::End) => self.choose(level, step(items, None, false)),
            Key::Named(Named::ArrowRight) => {
                let inside = chosen.and_then(|at| items.get(at)).filter(|item| item.enabled);
                match inside.map(|item| &item.action) {
                    Some(Action::Open(inner)) => self.0.push(step(inner, None, true)),
                    _ => return Outcome::Right,
                }
            }
            Key::Named(Named::ArrowLeft) if level == 0 => return Outcome::Left,
            Key::Named(Named::Escape) if level == 0 => return Outcome::Close,
            Key::Named(Named::ArrowLeft | Named::Escape) => {
                let _ = self.0.pop();
            }
            Key::Named(Named::Enter | Named::Space) => {
                if let Some(at) = chosen {
                    return self.take(items, level, at);
                }
            }
            Key::Character(_) => {
                let letter = key.to_latin(*physical_key).and_then(|c| c.to_lowercase().next());
                if let Some(letter) = letter {
                    return self.letter(items, level, letter);
                }
            }
            _ => {}
        }
        Outcome::Stay
    }

    fn choose(&mut self, level: usize, line: Option<usize>) {
        self.0.truncate(level + 1);
        if let Some(chosen) = self.0.get_mut(level) {
            *chosen = line;
        }
    }

    /// Uses the only line with this access key, or goes to the next of several; without one it
    /// goes to the next line that begins with the letter.
    fn letter<M: Clone>(
        &mut self,
        items: &[MenuItem<M>],
        level: usize,
        letter: char,
    ) -> Outcome<M> {
        let all: Vec<usize> = items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.label.answers(letter))
            .map(|(at, _)| at)
            .collect();
        match all.as_slice() {
            [] => {
                let begins = |at: &usize| {
                    items
                        .get(*at)
                        .is_some_and(|item| item.label.text.to_lowercase().starts_with(letter))
                };
                let after = self.0.get(level).copied().flatten().map_or(0, |at| at + 1);
                let next = (after..items.len()).chain(0..after.min(items.len())).find(begins);
                if next.is_some() {
                    self.choose(level, next);
                }
                Outcome::Stay
            }
            [only] => {
                self.choose(level, Some(*only));
                self.take(items, level, *only)
            }
            [first, ..] => {
                let chosen = self.0.get(level).copied().flatten();
                let next = all.iter().find(|at| chosen.is_none_or(|chosen| **at > chosen));
                self.choose(level, Some(*next.unwrap_or(first)));
                Outcome::Stay
            }
        }
    }

    fn take<M: Clone>(&mut self, items: &[MenuItem<M>], level: usize, at: usize) -> Outcome<M> {
        let Some(item) = items.get(at).filter(|item| item.enabled) else { return Outcome::Stay };
        match &item.action {
            Action::Send(message) => Outcome::Send(message.clone()),
            Action::Show(kind) => Outcome::Show(*kind),
            Action::Open(inner) => {
                self.choose(level, Some(at));
                self.0.push(step(inner, None, true));
                Outcome::Stay
            }
            Action::Separator => Outcome::Stay,
        }
    }

    /// Returns the panel and the line at a point.
    fn hit<M>(
        &self,
        root: &[MenuItem<M>],
        panels: &[Rectangle],
        at: Point,
    ) -> Option<(usize, usize)> {
        let level = panels.iter().rposition(|b| b.contains(at))?;
        let bounds = panels.get(level)?;
        let items = self.panel(root, level)?;
        let line = lines(items, *bounds).position(|b| b.contains(at))?;
        Some((level, line))
    }

    /// Follows the pointer; returns whether another line is chosen now.
    pub(crate) fn point<M>(
        &mut self,
        root: &[MenuItem<M>],
        panels: &[Rectangle],
        at: Point,
    ) -> bool {
        let before = self.clone();
        if let Some((level, line)) = self.hit(root, panels, at) {
            let item = self.panel(root, level).and_then(|items| items.get(line));
            if self.0.get(level).copied().flatten() != Some(line) || self.depth() > level + 2 {
                match item.map(|item| (&item.action, item.enabled)) {
                    Some((Action::Separator, _)) | None => self.choose(level, None),
                    Some((Action::Open(_), true)) => {
                        self.choose(level, Some(line));
                        self.0.push(None);
                    }
                    Some(_) => self.choose(level, Some(line)),
                }
            }
        }
        before != *self
    }

    /// Handles a click that ended at a point.
    pub(crate) fn click<M: Clone>(
        &mut self,
        root: &[MenuItem<M>],
        panels: &[Rectangle],
        at: Point,
    ) -> Outcome<M> {
        let Some((level, line)) = self.hit(root, panels, at) else { return Outcome::Stay };
        let Some(items) = self.panel(root, level) else { return Outcome::Stay };
        // A submenu opened when the pointer came over it.
        let open = self.depth() > level + 1 && self.0.get(level) == Some(&Some(line));
        if open { Outcome::Stay } else { self.take(items, level, line) }
    }

    /// Returns where the open panels are.
    pub(crate) fn panels<M>(
        &self,
        root: &[MenuItem<M>],
        anchor: Anchor,
        window: Size,
        shaped: &Lines,
    ) -> Vec<Rectangle> {
        let mut panels: Vec<Rectangle> = Vec::new();
        for level in 0..self.depth() {
            let Some(items) = self.panel(root, level) else { break };
            let size = size(items, shaped);
            let fits = |at: f32, length: f32, room: f32| at.min(room - length).max(0.0).round();
            let parent = level.checked_sub(1).and_then(|above| {
                let bounds = *panels.get(above)?;
                let chosen = (*self.0.get(above)?)?;
                let line = lines(self.panel(root, above)?, bounds).nth(chosen)?;
                Some((bounds, line))
            });
            let at = match (parent, anchor) {
                (Some((bounds, line)), _) => {
                    let right = bounds.x + bounds.width - EDGE;
                    let left = bounds.x - size.width + EDGE;
                    let x =
                        if right + size.width > window.width && left >= 0.0 { left } else { right };
                    Point::new(x, line.y - EDGE)
                }
                (None, Anchor::Below(title)) => {
                    let below = title.y + title.height;
                    let above = title.y - size.height;
                    let y = if below + size.height > window.height && above >= 0.0 {
                        above
                    } else {
                        below
                    };
                    Point::new(title.x, y)
                }
                (None, Anchor::At(p)) => {
                    let flip = |at: f32, length: f32, room: f32| {
                        if at + length > room && at >= length { at - length } else { at }
                    };
                    Point::new(
                        flip(p.x, size.width, window.width),
                        flip(p.y, size.height, window.height),
                    )
                }
            };
            panels.push(Rectangle::new(
                Point::new(
                    fits(at.x, size.width, window.width),
                    fits(at.y, size.height, window.height),
                ),
                size,
            ));
        }
        panels
    }

    /// Tells the texts of the open panels.
    pub(crate) fn tell<M>(
        &self,
        root: &[MenuItem<M>],
        panels: &[Rectangle],
        tell: &mut dyn FnMut(Rectangle, &str),
    ) {
        for (level, bounds) in panels.iter().enumerate() {
            for (item, b) in self
                .panel(root, level)
                .into_iter()
                .flat_map(|items| items.iter().zip(lines(items, *bounds)))
            {
                if !matches!(item.action, Action::Separator) {
                    tell(b, &item.label.text);
                }
            }
        }
    }

    /// Draws the open panels.
    pub(crate) fn draw<M>(
        &self,
        root: &[MenuItem<M>],
        panels: &[Rectangle],
        r: &mut Renderer,
        skin: &Skin,
        shaped: &Lines,
    ) {
        use iced::advanced::Renderer as _;
        for (level, bounds) in panels.iter().enumerate() {
            let Some(items) = self.panel(root, level) else { break };
            let chosen = self.0.get(level).copied().flatten();
            // A layer each: the text of one panel would shine through the next.
            r.with_layer(*bounds, |r| {
                paint::fill(r, *bounds, skin.menu);
                let edge = if skin.is_classic() { skin.shadow } else { skin.edge };
                if skin.is_classic() {
                    paint::edge(r, *bounds, Edge::Raised, skin);
                } else {
                    paint::frame(r, *bounds, edge, edge);
                }
                for (at, (item, b)) in items.iter().zip(lines(items, *bounds)).enumerate() {
                    draw_line(r, skin, shaped, item, b, chosen == Some(at));
                }
            });
        }
    }
}

/// Returns the next line that is no separator, around the end.
fn step<M>(items: &[MenuItem<M>], from: Option<usize>, down: bool) -> Option<usize> {
    let usable =
        |at: &usize| items.get(*at).is_some_and(|item| !matches!(item.action, Action::Separator));
    let count = items.len();
    if down {
        let start = from.map_or(0, |at| at + 1);
        (start..count).chain(0..start.min(count)).find(usable)
    } else {
        let start = from.unwrap_or(count).min(count);
        (0..start).rev().chain((start..count).rev()).find(usable)
    }
}

fn height<M>(item: &MenuItem<M>) -> f32 {
    if matches!(item.action, Action::Separator) { SEPARATOR } else { theme::MENU }
}

/// Returns the rectangles of the lines of a panel.
fn lines<M>(items: &[MenuItem<M>], panel: Rectangle) -> impl Iterator<Item = Rectangle> {
    let mut y = panel.y + EDGE;
    items.iter().map(move |item| {
        let line = Rectangle {
            x: panel.x + EDGE,
            y,
            width: panel.width - 2.0 * EDGE,
            height: height(item),
        };
        y += line.height;
        line
    })
}

fn size<M>(items: &[MenuItem<M>], shaped: &Lines) -> Size {
    let width = |text: &str| {
        if text.is_empty() {
            0.0
        } else {
            shaped.with(text, WIDEST, Face::UI, |p| p.min_width().ceil())
        }
    };
    let labels = items.iter().map(|item| width(&item.label.text)).fold(0.0, f32::max);
    let shortcuts = items.iter().map(|item| width(&item.shortcut)).fold(0.0, f32::max);
    let between = if shortcuts > 0.0 { BETWEEN } else { 0.0 };
    Size::new(
        2.0 * EDGE + MARKS + labels + between + shortcuts + ARROWS,
        2.0 * EDGE + items.iter().map(height).sum::<f32>(),
    )
}

fn draw_line<M>(
    r: &mut Renderer,
    skin: &Skin,
    shaped: &Lines,
    item: &MenuItem<M>,
    b: Rectangle,
    chosen: bool,
) {
    if matches!(item.action, Action::Separator) {
        let y = (b.y + (SEPARATOR / 2.0).floor()).round();
        paint::groove(r, Rectangle { x: b.x + 1.0, y, width: b.width - 2.0, height: 2.0 }, skin);
        return;
    }
    // Always one piece, so that the pieces after it stay the same when another line is chosen.
    let surface = if chosen { skin.menu_hover } else { skin.menu };
    paint::rounded(r, b, surface, surface, skin.radius);
    let color = match (item.enabled, chosen) {
        (true, true) => skin.menu_hover_text,
        (true, false) => skin.text,
        (false, _) => skin.disabled,
    };
    let embossed = !item.enabled && !chosen && skin.is_classic();
    let middle = Point::new(b.x + MARKS, b.center_y());
    let put = |r: &mut Renderer, p: &line::Paragraph, at: Point, place: Option<usize>| {
        let mut once = |at: Point, color: iced::Color| {
            line::draw(r, p, at, color, b);
            if let Some(place) = place {
                line::underline(r, p, at, place, color);
            }
        };
        if embossed {
            once(Point::new(at.x + 1.0, at.y + 1.0), skin.light);
        }
        once(at, color);
    };
    shaped.with(&item.label.text, WIDEST, Face::UI, |p| put(r, p, middle, item.label.place()));
    if !item.shortcut.is_empty() {
        shaped.with(&item.shortcut, WIDEST, Face::UI, |p| {
            let x = b.x + b.width - (ARROWS - 2.0) - p.min_width().ceil();
            put(r, p, Point::new(x, middle.y), None);
        });
    }
    let mark = Point::new(b.x + MARKS / 2.0, b.center_y());
    match item.mark {
        Mark::Nothing => {}
        Mark::Check => paint::check(r, mark, color),
        Mark::Dot => paint::disc(r, mark, 3.0, color, color),
    }
    if matches!(item.action, Action::Open(_)) {
        paint::arrow(r, Point::new(b.x + b.width - 8.0, b.center_y()), Toward::Right, color);
    }
}

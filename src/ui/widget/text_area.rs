//! The toolkit's text editor with the scroll bar that all other parts have.
//!
//! The editor scrolls by itself and tells nobody where it is; so its rows are counted beside it
//! (`rows`), its cursor is followed as it follows it, and it is only ever told to scroll by so many
//! rows. It lays out and draws what is in sight: a long text costs no more than a short one.

mod marks;
mod menu;
mod rows;
mod signs;

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Wrapping;
use iced::advanced::widget::{Id, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::text_editor::{Action, Binding, Content, KeyPress, Position, TextEditor};
use iced::{Element, Event, Font, Length, Pixels, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::cursor::cursor;
use super::focus::Census;
use super::scrollbar::{Extent, Scrollbar, offset};
use super::wrap;
use crate::ui::theme::{self, Skin, style};
pub use marks::{Mark, Marks};
use rows::Rows;
use signs::Places;
pub(crate) use signs::bounds_in_line;
pub use signs::{Sign, SignKind};

/// Where lines are broken: between words, and within one that is wider than the text, such as the
/// address of a page.
const WRAPPING: Wrapping = Wrapping::WordOrGlyph;
/// The gap around the text.
const PADDING: f32 = 6.0;
/// How far a hand moves that holds still.
const STILL: f32 = 3.0;
/// Rows that are farther than any text is long.
const FAR: i32 = 1 << 20;

/// A text with a scroll bar; made by [`text_area`].
pub struct TextArea<'a, M> {
    content: Element<'a, M>,
    text: &'a Content,
    on_action: Box<dyn Fn(Action) -> M + 'a>,
    font: Font,
    epoch: u64,
    reading: bool,
    on_click: Option<M>,
    signs: Option<Signs<'a>>,
    on_menu: Option<OnMenu<'a, M>>,
}

type OnKey<'a, M> = Box<dyn Fn(KeyPress) -> Option<Binding<M>> + 'a>;

/// Tells the signs of a line: its number and its text.
type Signs<'a> = Box<dyn Fn(usize, &str) -> Vec<Sign> + 'a>;
type OnMenu<'a, M> = Box<dyn Fn(Point) -> M + 'a>;

/// What a text area is made of; becomes an element.
pub struct Plan<'a, M> {
    text: &'a Content,
    on_action: std::rc::Rc<dyn Fn(Action) -> M + 'a>,
    binding: Option<OnKey<'a, M>>,
    id: Option<Id>,
    font: Font,
    epoch: u64,
    reading: bool,
    marks: Marks,
    on_click: Option<M>,
    signs: Option<Signs<'a>>,
    on_menu: Option<OnMenu<'a, M>>,
}

/// Makes a text area; it fills its space.
pub fn text_area<'a, M>(text: &'a Content, on_action: impl Fn(Action) -> M + 'a) -> Plan<'a, M> {
    Plan {
        text,
        on_action: std::rc::Rc::new(on_action),
        binding: None,
        id: None,
        font: theme::UI,
        epoch: 0,
        reading: false,
        marks: Marks::default(),
        on_click: None,
        signs: None,
        on_menu: None,
    }
}

impl<'a, M> Plan<'a, M> {
    /// Sets the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the font.
    #[must_use]
    pub fn font(mut self, font: Font) -> Self {
        self.font = font;
        self
    }

    /// Sets what keys do in the text.
    #[must_use]
    pub fn key_binding(mut self, binding: impl Fn(KeyPress) -> Option<Binding<M>> + 'a) -> Self {
        self.binding = Some(Box::new(binding));
        self
    }

    /// Names the text; when it changes, the area starts again at the top.
    #[must_use]
    pub fn epoch(mut self, epoch: u64) -> Self {
        self.epoch = epoch;
        self
    }

    /// Sets what is marked in the text by its colour.
    #[must_use]
    pub fn marks(mut self, marks: Marks) -> Self {
        self.marks = marks;
        self
    }

    /// Sets the message of a click that marked nothing; the cursor is where it was made.
    #[must_use]
    pub fn on_click(mut self, message: M) -> Self {
        self.on_click = Some(message);
        self
    }

    /// Lets the arrow and page keys turn the text instead of moving the cursor in it.
    #[must_use]
    pub fn reading(mut self) -> Self {
        self.reading = true;
        self
    }

    /// Puts signs to stretches of the text. Only lines in sight are asked about, each time that
    /// they are drawn.
    #[must_use]
    pub fn signs(mut self, signs: impl Fn(usize, &str) -> Vec<Sign> + 'a) -> Self {
        self.signs = Some(Box::new(signs));
        self
    }

    /// Sets the message of the right mouse button and of the menu key: where the menu opens. The
    /// cursor is moved to the place that was pressed before, unless something is selected.
    #[must_use]
    pub fn on_menu(mut self, message: impl Fn(Point) -> M + 'a) -> Self {
        self.on_menu = Some(Box::new(message));
        self
    }
}

impl<'a, M: Clone + 'a> From<Plan<'a, M>> for Element<'a, M> {
    fn from(plan: Plan<'a, M>) -> Self {
        let on_action = plan.on_action.clone();
        let mut editor = TextEditor::new(plan.text)
            .wrapping(WRAPPING)
            .font(plan.font)
            .size(theme::TEXT)
            .line_height(Pixels(theme::LINE))
            .padding(PADDING)
            .height(Length::Fill)
            .style(style::editor)
            .on_action(move |action| on_action(action));
        if let Some(id) = plan.id {
            editor = editor.id(id);
        }
        if let Some(binding) = plan.binding {
            editor = editor.key_binding(binding);
        }
        let on_action = plan.on_action;
        let editor = editor.highlight_with::<marks::Colours>(plan.marks, marks::format);
        Element::new(TextArea {
            content: cursor(editor).into(),
            text: plan.text,
            on_action: Box::new(move |action| on_action(action)),
            font: plan.font,
            epoch: plan.epoch,
            reading: plan.reading,
            on_click: plan.on_click,
            signs: plan.signs,
            on_menu: plan.on_menu,
        })
    }
}

#[derive(Default)]
struct State {
    bar: Scrollbar,
    /// The first row that the editor was last told to show.
    told: usize,
    rows: Rows,
    places: Places,
    epoch: u64,
    /// Where the cursor was when it was last followed.
    cursor: Option<Position>,
    dragging: bool,
    /// Where the button was pressed, until the pointer is moved.
    pressed: Option<Point>,
}

/// The parts of the area.
#[derive(Clone, Copy)]
struct Parts {
    text: Rectangle,
    extent: Extent,
}

impl<M> TextArea<'_, M> {
    fn parts(bounds: Rectangle, rows: &Rows) -> Parts {
        let bar = theme::SCROLL.min(bounds.width);
        let page = lines(bounds.height - 2.0 * PADDING).max(1);
        let text = Rectangle {
            width: bounds.width - bar,
            // Whole rows only, so that rows are all that is ever scrolled by.
            height: page as f32 * theme::LINE + 2.0 * PADDING,
            ..bounds
        };
        let extent = Extent {
            bounds: Rectangle { x: text.x + text.width, width: bar, ..bounds },
            len: rows.total(),
            page,
        };
        Parts { text, extent }
    }

    /// Turns the text; returns whether the key was one for that.
    fn key(&self, state: &mut State, event: &Event, extent: Extent) -> bool {
        let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event else {
            return false;
        };
        let page = i64::try_from(extent.page.saturating_sub(1).max(1)).unwrap_or(1);
        let plain = modifiers.is_empty();
        let ends = plain || (modifiers.command() && !modifiers.shift() && !modifiers.alt());
        let by = match key {
            Key::Named(Named::ArrowUp) if plain => -1,
            Key::Named(Named::ArrowDown) if plain => 1,
            Key::Named(Named::PageUp) if plain => -page,
            Key::Named(Named::PageDown | Named::Space) if plain => page,
            Key::Named(Named::Home) if ends => i64::MIN,
            Key::Named(Named::End) if ends => i64::MAX,
            _ => return false,
        };
        state.bar.first = offset(state.bar.first, by);
        state.bar.clamp(extent);
        true
    }

    /// Goes on marking when the pointer is held above or below the text.
    fn drag(&self, state: &mut State, at: Point, parts: Parts, shell: &mut Shell<'_, M>) -> bool {
        let text = parts.text;
        let by = if at.y < text.y {
            -1
        } else if at.y > text.y + text.height {
            1
        } else {
            return false;
        };
        state.bar.first = offset(state.bar.first, by);
        state.bar.clamp(parts.extent);
        let edge = if by < 0 { 0.0 } else { text.height - 2.0 * PADDING - 1.0 };
        let x = (at.x - text.x - PADDING).max(0.0);
        self.tell(state, parts.extent, shell);
        shell.publish((self.on_action)(Action::Drag(Point::new(x, edge))));
        true
    }

    /// Draws the signs of the lines in sight.
    fn draw_signs(&self, state: &State, r: &mut Renderer, skin: &Skin, parts: Parts) {
        let Some(signs) = &self.signs else { return };
        let inner = parts.text.shrink(PADDING);
        let (mut number, row) = state.rows.line_of(state.bar.first);
        let mut y = inner.y - row as f32 * theme::LINE;
        while y < inner.y + inner.height {
            let Some(line) = self.text.line(number) else { return };
            let found = signs(number, &line.text);
            let at = Point::new(inner.x, y);
            let sizes = (inner.width.max(1.0), self.font);
            state.places.draw(r, skin, (&line.text, &found), sizes, at, inner);
            y += state.rows.of_line(number) as f32 * theme::LINE;
            number += 1;
        }
    }

    /// Lets the editor scroll to where the bar is.
    fn tell(&self, state: &mut State, extent: Extent, shell: &mut Shell<'_, M>) {
        let rows = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        let first = state.bar.first;
        if first == state.told {
            return;
        }
        let mut lines = rows(first).saturating_sub(rows(state.told));
        // The ends are reached whatever was measured.
        if first == 0 {
            lines = lines.saturating_sub(FAR);
        } else if first == extent.len.saturating_sub(extent.page) {
            lines = lines.saturating_add(FAR);
        }
        state.told = first;
        shell.publish((self.on_action)(Action::Scroll { lines }));
        shell.request_redraw();
    }
}

/// Returns how many whole lines a height has.
fn lines(height: f32) -> usize {
    // A hair below a line is a line: heights are sums of many.
    ((height + 0.25) / theme::LINE).floor().max(0.0) as usize
}

impl<M: Clone> Widget<M, Theme, Renderer> for TextArea<'_, M> {
    wrap::hands_on!(tree, operate, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.resolve(Length::Fill, Length::Fill, Size::ZERO);
        let state = tree.state.downcast_mut::<State>();
        let width = (size.width - theme::SCROLL - 2.0 * PADDING).max(1.0);
        // The editor keeps the line at the top when lines are wrapped anew.
        let top = state.rows.line_of(state.bar.first);
        state.rows.measure(self.text, width, self.font);
        state.bar.first = state.rows.row_of(top);
        let parts = Self::parts(Rectangle::with_size(size), &state.rows);
        let cursor = self.text.cursor().position;
        if state.epoch != self.epoch {
            state.epoch = self.epoch;
            state.bar.first = 0;
            state.cursor = Some(cursor);
        }
        if state.cursor != Some(cursor) {
            // So does the editor by itself.
            let known = state.cursor.replace(cursor).is_some();
            if known {
                state.bar.reveal(state.rows.at(self.text, cursor), parts.extent);
            }
        }
        state.bar.clamp(parts.extent);
        state.told = state.bar.first;
        let Some(child) = tree.children.first_mut() else { return layout::Node::new(size) };
        let limits = layout::Limits::new(Size::ZERO, parts.text.size());
        let text = self.content.as_widget_mut().layout(child, renderer, &limits);
        layout::Node::with_children(size, vec![text])
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        let (Some(child), Some(text)) = (tree.children.first_mut(), layout.children().next())
        else {
            return;
        };
        let state = tree.state.downcast_mut::<State>();
        let parts = Self::parts(layout.bounds(), &state.rows);
        if self.menu((state, child), (event, cursor), (parts, text), renderer, shell) {
            shell.capture_event();
            return;
        }
        match event {
            Event::Mouse(mouse::Event::WheelScrolled { delta })
                if cursor.is_over(layout.bounds()) =>
            {
                let _ = state.bar.wheel(*delta, parts.extent);
                shell.capture_event();
            }
            _ if state.bar.update(event, cursor, parts.extent, shell) => shell.capture_event(),
            Event::Keyboard(_) if self.reading => {
                let mut census = Census::default();
                self.content.as_widget_mut().operate(child, text, renderer, &mut census);
                if census.focused.is_some() && self.key(state, event, parts.extent) {
                    shell.capture_event();
                }
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                state.pressed = cursor.position_over(parts.text);
                state.dragging = state.pressed.is_some();
            }
            Event::Mouse(mouse::Event::ButtonReleased(_)) => {
                state.dragging = false;
                let pressed = state.pressed.take().zip(cursor.position());
                if let (Some((from, to)), Some(message)) = (pressed, &self.on_click)
                    && from.distance(to) <= STILL
                {
                    shell.publish(message.clone());
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { position })
                if state.dragging && self.drag(state, *position, parts, shell) =>
            {
                shell.capture_event();
            }
            _ => {}
        }
        if !shell.is_event_captured() {
            self.content
                .as_widget_mut()
                .update(child, event, text, cursor, renderer, clipboard, shell, viewport);
        }
        self.tell(state, parts.extent, shell);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        match (tree.children.first(), layout.children().next()) {
            (Some(child), Some(text)) if cursor.is_over(text.bounds()) => {
                self.content.as_widget().mouse_interaction(child, text, cursor, viewport, renderer)
            }
            _ => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        r: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let (Some(child), Some(text)) = (tree.children.first(), layout.children().next()) else {
            return;
        };
        let state = tree.state.downcast_ref::<State>();
        let parts = Self::parts(layout.bounds(), &state.rows);
        // Without the room of a line there is none to be seen.
        if layout.bounds().height < theme::LINE {
            return;
        }
        self.content.as_widget().draw(child, r, theme, style, text, cursor, viewport);
        self.draw_signs(state, r, Skin::of(theme), parts);
        state.bar.draw(r, Skin::of(theme), parts.extent, cursor);
    }
}

impl<'a, M: Clone + 'a> From<TextArea<'a, M>> for Element<'a, M> {
    fn from(area: TextArea<'a, M>) -> Self {
        Element::new(area)
    }
}

#[cfg(test)]
mod tests;

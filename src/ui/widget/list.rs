//! A list of rows and columns that costs what is in sight, however long it is: the rows stay with
//! the program, which is asked for the cells in sight. What a person does comes as [`ListEvent`].

mod cells;
mod draw;
mod events;
mod place;

use std::borrow::Cow;
use std::ops::Range;

use iced::advanced::layout::{self, Layout};
use iced::advanced::mouse::Click;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, renderer};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::focus::Focus;
use super::line::Lines;
use super::pane::Pane;
use super::scrollbar::{Scrollbar, offset};
use super::typing::Typing;
pub use cells::{Cell, Column};
use place::Place;

/// What a person does with a list. What keys do is relative to the row where the cursor is when
/// the program hears of it.
#[derive(Debug, Clone, PartialEq)]
pub enum ListEvent {
    /// Arrow, Page, Home and End keys: the cursor moves by so many rows; clamp it with [`moved`].
    Move {
        /// How far; a huge number for Home and End.
        delta: i64,
        /// Shift was held: the selection extends to the new row.
        extend: bool,
    },
    /// A click on a row.
    Select {
        /// The row.
        row: usize,
        /// Shift was held: everything from the anchor to here.
        extend: bool,
        /// Control was held: this row changes, the others stay.
        toggle: bool,
    },
    /// A click on a cell of a [`Column::clickable`] column.
    Cell {
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A click on the sign of a row.
    Sign(usize),
    /// Right (`true`) opens what is below the row, Left closes it (only with [`List::folding`]).
    Fold(bool),
    /// Control and arrow, Page, Home or End keys: the cursor moves, the selection stays.
    Walk(i64),
    /// Control+Space: the row with the cursor changes, the others stay.
    Toggle,
    /// Control+A.
    SelectAll,
    /// A double click on a row, or Enter (`None`: the row with the cursor).
    Activate(Option<usize>),
    /// A right click on a row, or on no row, or the menu key (the row with the cursor).
    Context {
        /// The row.
        row: Option<usize>,
        /// Where a menu should open, in the window.
        at: Point,
    },
    /// A row that is selected was dragged (only with [`List::draggable`]).
    Drag,
    /// A click on the header of a sortable column.
    Sort(usize),
    /// A click with Shift on the header of a sortable column: sort by it too.
    SortToo(usize),
    /// A right click on the header of a column.
    Header {
        /// The column.
        column: usize,
        /// Where a menu should open, in the window.
        at: Point,
    },
    /// The header of a column was dropped on that of another (only with [`List::movable`]).
    Moved {
        /// The column.
        column: usize,
        /// The column whose place it takes.
        to: usize,
    },
    /// A column was dragged to this width.
    Resized(usize, f32),
    /// Letters were typed, one soon after the other: go to the next row that begins with them.
    Typed(String),
    /// Other rows came into sight (only with [`List::watch`]).
    InSight(Range<usize>),
}

/// Returns where a cursor stands after a [`ListEvent::Move`]; the first step goes to the first row.
pub fn moved(cursor: Option<usize>, delta: i64, len: usize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    Some(match cursor {
        Some(row) => offset(row.min(last), delta).min(last),
        None if delta > 1 => offset(0, delta).min(last),
        None => 0,
    })
}

/// A list; see the module.
pub struct List<'a, M> {
    id: Option<Id>,
    len: usize,
    columns: Cow<'a, [Column]>,
    cell: Box<dyn Fn(usize, usize) -> Cell<'a> + 'a>,
    on_event: Box<dyn Fn(ListEvent) -> M + 'a>,
    selected: Box<dyn Fn(usize) -> bool + 'a>,
    cursor: Option<usize>,
    sort: Option<(usize, bool)>,
    then: Option<(usize, bool)>,
    folding: bool,
    draggable: bool,
    movable: bool,
    header: bool,
    watch: bool,
    epoch: u64,
    empty: Cow<'a, str>,
}

impl<'a, M> List<'a, M> {
    /// Makes a list of `len` rows; `cell` is asked for (row, column) when the row is in sight.
    pub fn new(
        len: usize,
        columns: impl Into<Cow<'a, [Column]>>,
        cell: impl Fn(usize, usize) -> Cell<'a> + 'a,
        on_event: impl Fn(ListEvent) -> M + 'a,
    ) -> Self {
        List {
            id: None,
            len,
            columns: columns.into(),
            cell: Box::new(cell),
            on_event: Box::new(on_event),
            selected: Box::new(|_| false),
            cursor: None,
            sort: None,
            then: None,
            folding: false,
            draggable: false,
            movable: false,
            header: true,
            watch: false,
            epoch: 0,
            empty: Cow::Borrowed(""),
        }
    }

    /// Sets the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Tells which rows are selected.
    #[must_use]
    pub fn selected(mut self, selected: impl Fn(usize) -> bool + 'a) -> Self {
        self.selected = Box::new(selected);
        self
    }

    /// Sets the row with the cursor; when it changes, the list scrolls there.
    #[must_use]
    pub fn cursor(mut self, cursor: Option<usize>) -> Self {
        self.cursor = cursor;
        self
    }

    /// Shows the sort arrow at a column.
    #[must_use]
    pub fn sort(mut self, column: usize, ascending: bool) -> Self {
        self.sort = Some((column, ascending));
        self
    }

    /// Shows a smaller sort arrow at a second column.
    #[must_use]
    pub fn then(mut self, second: Option<(usize, bool)>) -> Self {
        self.then = second;
        self
    }

    /// Asks for [`ListEvent::Fold`].
    #[must_use]
    pub fn folding(mut self) -> Self {
        self.folding = true;
        self
    }

    /// Asks for [`ListEvent::Drag`]; a click on a selected row is told when the button is let go then.
    #[must_use]
    pub fn draggable(mut self) -> Self {
        self.draggable = true;
        self
    }

    /// Leaves out the header row.
    #[must_use]
    pub fn headless(mut self) -> Self {
        self.header = false;
        self
    }

    /// Lets columns be moved by their headers.
    #[must_use]
    pub fn movable(mut self) -> Self {
        self.movable = true;
        self
    }

    /// Asks for [`ListEvent::InSight`].
    #[must_use]
    pub fn watch(mut self) -> Self {
        self.watch = true;
        self
    }

    /// Names what is listed; when it changes, the list starts again at the cursor or the top.
    #[must_use]
    pub fn epoch(mut self, epoch: u64) -> Self {
        self.epoch = epoch;
        self
    }

    /// Sets what is shown when there are no rows.
    #[must_use]
    pub fn empty(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.empty = text.into();
        self
    }

    fn place(&self, bounds: Rectangle) -> Place {
        Place::new(bounds, &self.columns, self.len, self.header)
    }
}

/// What a list remembers between frames.
#[derive(Default)]
struct State {
    focus: Focus,
    bar: Scrollbar,
    lines: Lines,
    pane: Pane,
    typing: Typing,
    modifiers: iced::keyboard::Modifiers,
    click: Option<Click>,
    grab: Option<Grab>,
    cursor: Option<usize>,
    epoch: u64,
    in_sight: Range<usize>,
}

/// What the pointer holds in the header.
#[derive(Debug, Clone, Copy)]
enum Grab {
    Title {
        column: usize,
    },
    Divider {
        column: usize,
        from: f32,
        width: f32,
    },
    /// A row, held at a point; whether its click is still to be told.
    Row {
        row: usize,
        from: Point,
        untold: bool,
    },
}

impl<M> Widget<M, Theme, Renderer> for List<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        let size = limits.resolve(Length::Fill, Length::Fill, Size::ZERO);
        let place = self.place(Rectangle::with_size(size));
        if state.epoch != self.epoch {
            state.epoch = self.epoch;
            state.bar.first = 0;
            state.typing = Typing::default();
            state.cursor = None;
        }
        if state.cursor != self.cursor {
            state.cursor = self.cursor;
            if let Some(row) = self.cursor {
                state.bar.reveal(row, place.extent());
            }
        }
        state.bar.clamp(place.extent());
        layout::Node::new(size)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let place = self.place(layout.bounds());
        operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        let first = state.bar.first;
        operation.traverse(&mut |operation| {
            if self.header {
                for (index, column) in self.columns.iter().enumerate() {
                    if let Some(bounds) = place.title(index) {
                        operation.text(None, bounds, &column.title);
                    }
                }
            }
            for row in place.rows(first) {
                for index in 0..self.columns.len() {
                    if let Some(bounds) = place.cell(row - first, index) {
                        let cell = (self.cell)(row, index);
                        if !cell.text.is_empty() {
                            operation.text(None, bounds, &cell.text);
                        }
                    }
                }
            }
            if self.len == 0 && !self.empty.is_empty() {
                operation.text(None, place.body, &self.empty);
            }
        });
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        self.handle(state, event, layout.bounds(), cursor, shell);
        if self.watch {
            let rows = self.place(layout.bounds()).rows(state.bar.first);
            if rows != state.in_sight {
                state.in_sight.clone_from(&rows);
                shell.publish((self.on_event)(ListEvent::InSight(rows)));
            }
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
        _: &Renderer,
    ) -> mouse::Interaction {
        let state = tree.state.downcast_ref::<State>();
        let place = self.place(layout.bounds());
        let over_divider = cursor
            .position_over(place.header)
            .is_some_and(|at| place.divider(at.x, &self.columns).is_some());
        if over_divider || matches!(state.grab, Some(Grab::Divider { .. })) {
            mouse::Interaction::ResizingHorizontally
        } else {
            mouse::Interaction::None
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        self.paint(state, renderer, theme, layout.bounds(), cursor);
    }
}

impl<'a, M: 'a> From<List<'a, M>> for Element<'a, M> {
    fn from(list: List<'a, M>) -> Self {
        Element::new(list)
    }
}

#[cfg(test)]
mod tests;

//! What a person does with a list.

use iced::advanced::Shell;
use iced::advanced::mouse::{Click, click};
use iced::keyboard::{self, Key, key::Named};
use iced::{Event, Point, Rectangle, mouse};

use super::place::{LEAST, Place};
use super::{Grab, List, ListEvent, State};
use crate::ui::theme;
use crate::ui::widget::line::{self, Face};

/// How far a row must be dragged before it moves.
const DRAG: f32 = 5.0;
/// Farther than any list is long; half, so that nothing overflows when it is added.
const FAR: i64 = i64::MAX / 2;

impl<M> List<'_, M> {
    pub(super) fn handle(
        &self,
        state: &mut State,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, M>,
    ) {
        let place = self.place(bounds);
        if state.focus.press(event, cursor.is_over(bounds)) {
            shell.request_redraw();
        }
        if state.bar.update(event, cursor, place.extent(), shell) {
            shell.capture_event();
            return;
        }
        match event {
            Event::Mouse(event) => self.mouse(state, *event, &place, cursor, shell),
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) => {
                state.modifiers = *modifiers;
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if state.focus.on && !shell.is_event_captured() =>
            {
                let happened = self.key(state, key, *modifiers, &place).or_else(|| {
                    (self.len > 0)
                        .then(|| state.typing.press(event))
                        .flatten()
                        .map(ListEvent::Typed)
                });
                if let Some(happened) = happened {
                    self.tell(happened, shell);
                }
            }
            _ => {}
        }
    }

    fn tell(&self, event: ListEvent, shell: &mut Shell<'_, M>) {
        shell.publish((self.on_event)(event));
        shell.capture_event();
    }

    fn mouse(
        &self,
        state: &mut State,
        event: mouse::Event,
        place: &Place,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, M>,
    ) {
        match event {
            mouse::Event::WheelScrolled { delta } => {
                let over = cursor.is_over(place.body) || cursor.is_over(place.extent().bounds);
                if over && !shell.is_event_captured() {
                    if state.bar.wheel(delta, place.extent()) {
                        shell.request_redraw();
                    }
                    shell.capture_event();
                }
            }
            mouse::Event::ButtonPressed(button) => {
                if let Some(at) = cursor.position_over(place.header) {
                    match button {
                        mouse::Button::Left => self.press_header(state, at, place, shell),
                        mouse::Button::Right => {
                            if let Some(column) = place.column_at(at.x) {
                                self.tell(ListEvent::Header { column, at }, shell);
                            }
                        }
                        _ => {}
                    }
                } else if let Some(at) = cursor.position_over(place.body) {
                    self.press_body(state, button, at, place, shell);
                }
            }
            mouse::Event::CursorMoved { position } => match state.grab {
                Some(Grab::Divider { column, from, width }) => {
                    let width = (width + position.x - from).round().max(LEAST);
                    self.tell(ListEvent::Resized(column, width), shell);
                }
                // Where the column would go is drawn.
                Some(Grab::Title { .. }) if self.movable => shell.request_redraw(),
                Some(Grab::Row { from, .. }) if from.distance(position) > DRAG => {
                    state.grab = None;
                    self.tell(ListEvent::Drag, shell);
                }
                _ => {}
            },
            mouse::Event::ButtonReleased(mouse::Button::Left) => {
                let at = cursor.position_over(place.header);
                let grab = state.grab.take();
                if let Some(Grab::Row { row, untold: true, .. }) = grab {
                    self.tell(ListEvent::Select { row, extend: false, toggle: false }, shell);
                }
                if let Some(Grab::Title { column }) = grab {
                    shell.request_redraw();
                    let over = at.and_then(|at| place.column_at(at.x));
                    if let Some(to) = over.filter(|to| self.movable && *to != column) {
                        self.tell(ListEvent::Moved { column, to }, shell);
                    } else if over == Some(column)
                        && self.columns.get(column).is_some_and(|column| column.sortable)
                    {
                        self.tell(
                            if state.modifiers.shift() {
                                ListEvent::SortToo(column)
                            } else {
                                ListEvent::Sort(column)
                            },
                            shell,
                        );
                    }
                }
            }
            _ => {}
        }
    }

    fn press_header(&self, state: &mut State, at: Point, place: &Place, shell: &mut Shell<'_, M>) {
        shell.capture_event();
        shell.request_redraw();
        let click = Click::new(at, mouse::Button::Left, state.click);
        state.click = Some(click);
        if let Some(column) = place.divider(at.x, &self.columns) {
            if click.kind() == click::Kind::Double {
                let width = self.widest(state, column, place);
                self.tell(ListEvent::Resized(column, width), shell);
            } else if let Some(width) = self.columns.get(column).map(|c| c.width) {
                state.grab = Some(Grab::Divider { column, from: at.x, width });
            }
        } else if let Some(column) = place.column_at(at.x)
            && self.columns.get(column).is_some_and(|c| c.sortable || self.movable)
        {
            state.grab = Some(Grab::Title { column });
        }
    }

    /// Returns the width that the widest text in sight needs.
    fn widest(&self, state: &State, column: usize, place: &Place) -> f32 {
        use iced::advanced::text::Paragraph as _;
        let title = self.columns.get(column).map_or("", |c| &c.title);
        let mut widest = line::shape(title, Face::UI).min_width() + 16.0;
        for row in place.rows(state.bar.first) {
            let cell = (self.cell)(row, column);
            let icons = cell.icons.iter().flatten().count() as f32 * (theme::LINE + 2.0);
            let text = line::shape(&cell.text, Face::weight(cell.bold)).min_width();
            widest = widest.max(icons + text);
        }
        (widest + 12.0).ceil().max(LEAST)
    }

    fn press_body(
        &self,
        state: &mut State,
        button: mouse::Button,
        at: Point,
        place: &Place,
        shell: &mut Shell<'_, M>,
    ) {
        let row = place.row_at(at, state.bar.first);
        match button {
            mouse::Button::Left => {
                shell.capture_event();
                let click = Click::new(at, button, state.click);
                state.click = Some(click);
                let Some(row) = row else { return };
                let (extend, toggle) = (state.modifiers.shift(), state.modifiers.command());
                let double = click.kind() == click::Kind::Double;
                if !extend
                    && !toggle
                    && let Some(event) = self.inner_click(row, at, place, state.bar.first)
                {
                    self.tell(event, shell);
                    return;
                }
                let plain = !extend && !toggle;
                if self.draggable && plain && !double {
                    let untold = (self.selected)(row);
                    state.grab = Some(Grab::Row { row, from: at, untold });
                    if untold {
                        return;
                    }
                }
                if double && plain {
                    self.tell(ListEvent::Activate(Some(row)), shell);
                } else {
                    self.tell(ListEvent::Select { row, extend, toggle }, shell);
                }
            }
            mouse::Button::Right => self.tell(ListEvent::Context { row, at }, shell),
            _ => {}
        }
    }

    /// Returns what a click means that is about a part of a row.
    fn inner_click(&self, row: usize, at: Point, place: &Place, first: usize) -> Option<ListEvent> {
        let column = place.column_at(at.x)?;
        if self.columns.get(column).is_some_and(|column| column.clickable) {
            return Some(ListEvent::Cell { row, column });
        }
        let cell = (self.cell)(row, column);
        let bounds = place.cell(row.checked_sub(first)?, column)?;
        let on_sign = cell.sign.is_some() && at.x < bounds.x + theme::INDENT;
        on_sign.then_some(ListEvent::Sign(row))
    }

    fn key(
        &self,
        state: &State,
        key: &Key,
        modifiers: keyboard::Modifiers,
        place: &Place,
    ) -> Option<ListEvent> {
        let named = match key {
            Key::Named(named) => named,
            Key::Character(c)
                if c.eq_ignore_ascii_case("a") && modifiers == keyboard::Modifiers::COMMAND =>
            {
                return (self.len > 0).then_some(ListEvent::SelectAll);
            }
            _ => return None,
        };
        if *named == Named::ContextMenu || (*named == Named::F10 && modifiers.shift()) {
            return Some(self.context(state, place));
        }
        if self.len == 0 || modifiers.alt() || modifiers.logo() {
            return None;
        }
        if modifiers.command() && *named == Named::Space {
            return Some(ListEvent::Toggle);
        }
        let page = i64::try_from(place.rows(0).len().saturating_sub(1).max(1)).unwrap_or(1);
        let delta = match named {
            Named::Enter if modifiers.is_empty() => return Some(ListEvent::Activate(None)),
            Named::ArrowDown => 1,
            Named::ArrowUp => -1,
            Named::PageDown => page,
            Named::PageUp => -page,
            Named::Home => -FAR,
            Named::End => FAR,
            Named::ArrowRight | Named::ArrowLeft if self.folding && modifiers.is_empty() => {
                return Some(ListEvent::Fold(*named == Named::ArrowRight));
            }
            _ => return None,
        };
        if modifiers.command() && !modifiers.shift() {
            return Some(ListEvent::Walk(delta));
        }
        Some(ListEvent::Move { delta, extend: modifiers.shift() })
    }

    /// A menu asked for by key opens below the row with the cursor.
    fn context(&self, state: &State, place: &Place) -> ListEvent {
        let first = state.bar.first;
        let row = self.cursor.filter(|row| place.rows(first).contains(row));
        let nth = row.map(|row| row.saturating_sub(first));
        let at = match nth.map(|nth| place.row(nth)) {
            Some(b) => Point::new(b.x + theme::SPACE, b.y + b.height),
            None => Point::new(place.body.x + theme::SPACE, place.body.y + theme::SPACE),
        };
        ListEvent::Context { row: self.cursor, at }
    }
}

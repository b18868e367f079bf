//! Open panels that belong to no menu bar: context menus and choices.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::Operation;
use iced::advanced::{Clipboard, Overlay, Shell, renderer};
use iced::keyboard;
use iced::{Event, Rectangle, Renderer, Size, Theme, mouse, window};

use super::MenuItem;
use super::popup::{Anchor, Open, Outcome};
use crate::ui::theme::Skin;
use crate::ui::widget::line::Lines;

/// Tells that the panels went, and the item that was used, if any.
type Tell<'b, T, M> = Box<dyn Fn(Option<T>, &mut Shell<'_, M>) + 'b>;

/// Open panels above everything else.
pub(crate) struct Floating<'b, T, M> {
    pub(crate) open: &'b mut Open,
    pub(crate) lines: &'b Lines,
    pub(crate) items: &'b [MenuItem<T>],
    pub(crate) anchor: Anchor,
    pub(crate) tell: Tell<'b, T, M>,
}

/// Returns where the panels are.
pub(crate) fn rectangles(layout: Layout<'_>) -> Vec<Rectangle> {
    layout.children().map(|panel| panel.bounds()).collect()
}

/// Makes the layout of panels.
pub(crate) fn nodes(window: Size, panels: Vec<Rectangle>) -> layout::Node {
    let node = |b: Rectangle| layout::Node::new(b.size()).move_to(b.position());
    layout::Node::with_children(window, panels.into_iter().map(node).collect())
}

impl<T, M> Floating<'_, T, M> {
    fn close(&mut self, used: Option<T>, shell: &mut Shell<'_, M>) {
        *self.open = Open::default();
        (self.tell)(used, shell);
    }
}

impl<T: Clone, M> Overlay<M, Theme, Renderer> for Floating<'_, T, M> {
    fn layout(&mut self, _: &Renderer, window: Size) -> layout::Node {
        nodes(window, self.open.panels(self.items, self.anchor, window, self.lines))
    }

    fn operate(&mut self, layout: Layout<'_>, _: &Renderer, operation: &mut dyn Operation) {
        self.open.tell(self.items, &rectangles(layout), &mut |b, text| {
            operation.text(None, b, text);
        });
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
    ) {
        if !self.open.is_open() {
            return;
        }
        let panels = rectangles(layout);
        let before = self.open.clone();
        match event {
            Event::Keyboard(keyboard::Event::ModifiersChanged(_)) => return,
            Event::Keyboard(_) => {
                match self.open.key(self.items, event) {
                    Outcome::Close => self.close(None, shell),
                    Outcome::Send(used) => self.close(Some(used), shell),
                    Outcome::Stay | Outcome::Left | Outcome::Right | Outcome::Show(_) => {}
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                let _ = self.open.point(self.items, &panels, *position);
            }
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                let Some(at) = cursor.position() else { return };
                if panels.iter().any(|b| b.contains(at)) {
                    shell.capture_event();
                } else {
                    self.close(None, shell);
                    // A left click only closes the panels; a right click opens the next ones.
                    if *button == mouse::Button::Left {
                        shell.capture_event();
                    }
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                if let Some(at) = cursor.position()
                    && let Outcome::Send(used) = self.open.click(self.items, &panels, at)
                {
                    self.close(Some(used), shell);
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::WheelScrolled { .. }) => shell.capture_event(),
            Event::Window(window::Event::Unfocused | window::Event::Resized(_)) => {
                self.close(None, shell);
            }
            _ => {}
        }
        if before != *self.open {
            shell.invalidate_layout();
            shell.request_redraw();
        }
    }

    fn mouse_interaction(
        &self,
        _: Layout<'_>,
        _: mouse::Cursor,
        _: &Renderer,
    ) -> mouse::Interaction {
        // Anything but `None` keeps what lies below from following the pointer.
        if self.open.is_open() { mouse::Interaction::Idle } else { mouse::Interaction::None }
    }

    fn draw(
        &self,
        r: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
    ) {
        self.lines.begin();
        self.open.draw(self.items, &rectangles(layout), r, Skin::of(theme), self.lines);
    }
}

//! The open panels of a menu bar, above everything else in the window.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::Operation;
use iced::advanced::{Clipboard, Overlay, Shell, renderer};
use iced::keyboard;
use iced::{Event, Rectangle, Renderer, Size, Theme, mouse, window};

use super::State;
use crate::ui::theme::Skin;
use crate::ui::widget::menu::Menu;
use crate::ui::widget::menu::floating::{nodes, rectangles};
use crate::ui::widget::menu::popup::Anchor;

/// The open panels of a menu bar, above everything else.
pub(super) struct Panels<'b, M> {
    pub(super) state: &'b mut State,
    pub(super) menus: &'b [Menu<M>],
    pub(super) on_help: Option<fn(String) -> M>,
    pub(super) titles: Vec<Rectangle>,
}

impl<M> Panels<'_, M> {
    fn active(&self) -> Option<(&Menu<M>, Rectangle)> {
        let index = self.state.active?;
        Some((self.menus.get(index)?, *self.titles.get(index)?))
    }
}

impl<M: Clone> Overlay<M, Theme, Renderer> for Panels<'_, M> {
    fn layout(&mut self, _: &Renderer, window: Size) -> layout::Node {
        let panels = self.active().map_or_else(Vec::new, |(menu, title)| {
            let anchor = Anchor::Below(title);
            self.state.open.panels(&menu.items, anchor, window, &self.state.lines)
        });
        nodes(window, panels)
    }

    fn operate(&mut self, layout: Layout<'_>, _: &Renderer, operation: &mut dyn Operation) {
        if let Some((menu, _)) = self.active() {
            self.state.open.tell(&menu.items, &rectangles(layout), &mut |b, text| {
                operation.text(None, b, text);
            });
        }
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
        let Some(active) = self.state.active else { return };
        let Some(menu) = self.menus.get(active) else { return };
        let panels = rectangles(layout);
        let before = (self.state.active, self.state.open.clone());
        match event {
            Event::Keyboard(keyboard::Event::ModifiersChanged(_)) => return,
            Event::Keyboard(_) => {
                if let Some(message) = self.state.key(self.menus, event) {
                    shell.publish(message);
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                let over = self.titles.iter().position(|b| b.contains(*position));
                match over {
                    Some(index) if index != active => {
                        let open = self.state.open.is_open();
                        self.state.activate(self.menus, index, open, false);
                    }
                    _ => {
                        let _ = self.state.open.point(&menu.items, &panels, *position);
                    }
                }
            }
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                let Some(at) = cursor.position() else { return };
                let inside = panels.iter().any(|b| b.contains(at));
                let over = self.titles.iter().position(|b| b.contains(at));
                match over {
                    _ if inside => shell.capture_event(),
                    Some(index) if *button == mouse::Button::Left => {
                        let close = index == active && self.state.open.is_open();
                        if close {
                            self.state.close();
                        } else {
                            self.state.activate(self.menus, index, true, false);
                        }
                        shell.capture_event();
                    }
                    _ => {
                        self.state.close();
                        // A left click only closes the menu; a right click opens the next one.
                        if *button == mouse::Button::Left {
                            shell.capture_event();
                        }
                    }
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                if let Some(at) = cursor.position() {
                    let outcome = self.state.open.click(&menu.items, &panels, at);
                    if let Some(message) = self.state.used(outcome) {
                        shell.publish(message);
                    }
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::WheelScrolled { .. }) => shell.capture_event(),
            Event::Window(window::Event::Unfocused | window::Event::Resized(_)) => {
                self.state.close();
            }
            _ => {}
        }
        if before != (self.state.active, self.state.open.clone()) {
            shell.invalidate_layout();
            shell.request_redraw();
        }
        self.state.tell(self.menus, self.on_help, shell);
    }

    fn mouse_interaction(
        &self,
        _: Layout<'_>,
        _: mouse::Cursor,
        _: &Renderer,
    ) -> mouse::Interaction {
        // Anything but `None` keeps what lies below from following the pointer.
        match self.state.active {
            Some(_) => mouse::Interaction::Idle,
            None => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        r: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
    ) {
        if let Some((menu, _)) = self.active() {
            let skin = Skin::of(theme);
            self.state.open.draw(&menu.items, &rectangles(layout), r, skin, &self.state.lines);
        }
    }
}

//! A progress bar. Only a bar without a known end moves by itself, only while it is shown, and not
//! when nothing may move: then it is full of blocks.

use std::time::Duration;

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, renderer};
use iced::time::Instant;
use iced::{Element, Event, Length, Rectangle, Renderer, Size, Theme, mouse, window};

use super::bevel::Edge;
use super::paint;
use crate::ui::theme::{self, Skin};

const HEIGHT: f32 = 18.0;
const STEP: Duration = Duration::from_millis(80);
/// The width of a block and the gap after it.
const BLOCK: f32 = 8.0;
const GAP: f32 = 2.0;

/// How far something has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reached {
    /// Nothing is going on.
    Idle,
    /// A part between 0 and 1.
    Part(f32),
    /// Nobody knows how long it takes.
    Unknown,
}

/// A progress bar; made by [`progress`].
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    reached: Reached,
    width: Length,
}

/// Shows how far something has come.
pub fn progress(reached: Reached) -> Progress {
    Progress { reached, width: Length::Fill }
}

impl Progress {
    /// Sets the width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }
}

#[derive(Default)]
struct State {
    step: u16,
    next: Option<Instant>,
}

impl<M> Widget<M, Theme, Renderer> for Progress {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Fixed(HEIGHT))
    }

    fn layout(&mut self, _: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::atomic(limits, self.width, HEIGHT)
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        _: Layout<'_>,
        _: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        let Event::Window(window::Event::RedrawRequested(now)) = event else { return };
        let state = tree.state.downcast_mut::<State>();
        if self.reached != Reached::Unknown || theme::is_still() {
            state.next = None;
            return;
        }
        let due = state.next.unwrap_or(*now);
        if *now >= due {
            state.step = state.step.wrapping_add(1);
            state.next = Some(*now + STEP);
        }
        shell.request_redraw_at(state.next.unwrap_or(*now + STEP));
    }

    fn draw(
        &self,
        tree: &Tree,
        r: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
        let skin = Skin::of(theme);
        let b = paint::whole(layout.bounds());
        paint::fill(r, b, skin.window);
        paint::edge(r, b, Edge::ThinSunken, skin);
        let inner = b.shrink(2);
        match self.reached {
            Reached::Idle => {}
            Reached::Part(part) => {
                let width = (inner.width * part.clamp(0.0, 1.0)).round();
                if skin.is_classic() {
                    blocks(r, inner, 0.0, width, skin);
                } else {
                    paint::fill(r, Rectangle { width, ..inner }, skin.accent);
                }
            }
            Reached::Unknown if theme::is_still() => blocks(r, inner, 0.0, inner.width, skin),
            Reached::Unknown => {
                let length = 5.0 * (BLOCK + GAP);
                let steps = ((inner.width + length) / (BLOCK + GAP)).ceil().max(1.0);
                let step = f32::from(tree.state.downcast_ref::<State>().step) % steps;
                let from = step * (BLOCK + GAP) - length;
                blocks(r, inner, from.max(0.0), (from + length).min(inner.width), skin);
            }
        }
    }
}

fn blocks(r: &mut Renderer, inner: Rectangle, from: f32, to: f32, skin: &Skin) {
    let mut x = (from / (BLOCK + GAP)).floor() * (BLOCK + GAP);
    while x < to {
        let width = BLOCK.min(inner.width - x).max(0.0);
        paint::fill(r, Rectangle { x: inner.x + x, width, ..inner }, skin.accent);
        x += BLOCK + GAP;
    }
}

impl<'a, M: 'a> From<Progress> for Element<'a, M> {
    fn from(progress: Progress) -> Self {
        Element::new(progress)
    }
}

#[cfg(test)]
mod tests {
    use iced_test::runtime::{UserInterface, user_interface};

    use super::*;
    use crate::ui::widget::testing;

    /// Returns what a bar asks for when it is drawn.
    fn asks(reached: Reached) -> window::RedrawRequest {
        let mut renderer = testing::renderer();
        let mut ui: UserInterface<'_, (), Theme, Renderer> = UserInterface::build(
            progress(reached),
            Size::new(200.0, 20.0),
            user_interface::Cache::default(),
            &mut renderer,
        );
        let redraw = Event::Window(window::Event::RedrawRequested(Instant::now()));
        let (state, _) = ui.update(
            &[redraw],
            mouse::Cursor::Unavailable,
            &mut renderer,
            &mut iced::advanced::clipboard::Null,
            &mut Vec::new(),
        );
        match state {
            user_interface::State::Updated { redraw_request, .. } => redraw_request,
            user_interface::State::Outdated => panic!("a bar changes nothing"),
        }
    }

    #[test]
    fn only_a_bar_without_a_known_end_moves() {
        assert_eq!(asks(Reached::Idle), window::RedrawRequest::Wait);
        assert_eq!(asks(Reached::Part(0.5)), window::RedrawRequest::Wait);
        assert!(matches!(asks(Reached::Unknown), window::RedrawRequest::At(_)));
    }
}

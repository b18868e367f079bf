//! A part of a window whose content changes as a whole: the rows of a list, of a tree.
//!
//! The software renderer compares a frame with the last one piece by piece, and repaints around
//! every piece that differs; one row that moves makes hundreds of little repairs, each with a clip
//! mask as large as the window. A layer whose own bounds differ is repaired in one go. So a pane is
//! a layer, and its bounds differ by a hair when its content does.

use std::cell::Cell;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use iced::advanced::Renderer as _;
use iced::{Rectangle, Renderer};

/// How many frames back the renderer may look.
const PHASES: u8 = 4;

/// What a pane remembers between frames.
#[derive(Debug, Default)]
pub(crate) struct Pane {
    content: Cell<u64>,
    phase: Cell<u8>,
}

impl Pane {
    /// Draws the content, which is told apart by `content`.
    pub(crate) fn draw(
        &self,
        renderer: &mut Renderer,
        bounds: Rectangle,
        content: impl Hash,
        draw: impl FnOnce(&mut Renderer),
    ) {
        let mut hasher = DefaultHasher::new();
        content.hash(&mut hasher);
        let content = hasher.finish();
        if self.content.replace(content) != content {
            self.phase.set((self.phase.get() + 1) % PHASES);
        }
        let hair = f32::from(self.phase.get()) / 64.0;
        renderer.with_layer(Rectangle { width: bounds.width + hair, ..bounds }, draw);
    }
}

#[cfg(test)]
#[cfg(not(feature = "gpu"))]
mod tests {
    use super::*;
    use crate::ui::widget::testing;

    /// Returns the bounds of the pane's layer in a frame with this content.
    fn frame(pane: &Pane, renderer: &mut Renderer, content: &str) -> Rectangle {
        let bounds = Rectangle { x: 10.0, y: 10.0, width: 100.0, height: 50.0 };
        renderer.reset(Rectangle { x: 0.0, y: 0.0, width: 200.0, height: 100.0 });
        pane.draw(renderer, bounds, content, |_| ());
        renderer.layers().last().expect("the layer of the pane").bounds
    }

    #[test]
    fn the_bounds_differ_exactly_when_the_content_does() {
        let mut renderer = testing::renderer();
        let pane = Pane::default();
        let first = frame(&pane, &mut renderer, "rows 0 to 9");
        assert_eq!(frame(&pane, &mut renderer, "rows 0 to 9"), first);
        let second = frame(&pane, &mut renderer, "rows 1 to 10");
        let third = frame(&pane, &mut renderer, "rows 2 to 11");
        assert!(first != second && second != third && first != third);
        assert!((first.width - third.width).abs() < 0.1, "by a hair");
    }
}

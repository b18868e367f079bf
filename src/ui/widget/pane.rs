//! A part of a window whose content changes as a whole: the rows of a list, of a tree.
//!
//! The software renderer compares a frame with the last one piece by piece, and repaints around
//! every piece that differs; one row that moves makes hundreds of little repairs, each with a clip
//! mask as large as the window. A layer whose own bounds differ is repaired in one go. So a pane is
//! a layer, and its bounds differ by a hair when its content does.
//!
//! One step of the cursor changes two rows that touch, and no more than those should be painted
//! again. So what marks a row is told apart from the content: when only the marks of neighbours
//! differ, the bounds stay, and the renderer repairs these rows. For that, marks must change the
//! colours and sizes of what is drawn, never how many pieces there are before others.

use std::cell::{Cell, RefCell};
use std::hash::{DefaultHasher, Hash, Hasher as _};

use iced::advanced::Renderer as _;
use iced::{Rectangle, Renderer};

/// How many frames back the renderer may look.
const PHASES: u8 = 4;

/// Rows from the first to the last one that differ and are still repaired by themselves: two for a
/// step of the cursor, one more for a renderer that looks back two frames.
const NEIGHBOURS: usize = 3;

/// What a pane remembers between frames.
#[derive(Debug, Default)]
pub(crate) struct Pane {
    content: Cell<u64>,
    phase: Cell<u8>,
    marks: RefCell<Vec<u8>>,
}

impl Pane {
    /// Draws the content, which is told apart by `content` and by the marks of its rows.
    pub(crate) fn draw(
        &self,
        renderer: &mut Renderer,
        bounds: Rectangle,
        content: impl Hash,
        marks: &[u8],
        draw: impl FnOnce(&mut Renderer),
    ) {
        let mut hasher = DefaultHasher::new();
        content.hash(&mut hasher);
        let content = hasher.finish();
        let near = are_near(&self.marks.borrow(), marks);
        if *self.marks.borrow() != marks {
            marks.clone_into(&mut self.marks.borrow_mut());
        }
        if self.content.replace(content) != content || !near {
            self.phase.set((self.phase.get() + 1) % PHASES);
        }
        let hair = f32::from(self.phase.get()) / 64.0;
        renderer.with_layer(Rectangle { width: bounds.width + hair, ..bounds }, draw);
    }
}

/// Returns whether the rows whose marks differ, if any, are close together.
fn are_near(before: &[u8], after: &[u8]) -> bool {
    if before.len() != after.len() {
        return false;
    }
    let mut differ = before.iter().zip(after).enumerate().filter(|(_, (a, b))| a != b);
    let first = differ.next().map(|(row, _)| row);
    let last = differ.next_back().map(|(row, _)| row).or(first);
    first.zip(last).is_none_or(|(first, last)| last - first < NEIGHBOURS)
}

#[cfg(test)]
#[cfg(not(feature = "gpu"))]
mod tests {
    use super::*;
    use crate::ui::widget::testing;

    /// Returns the bounds of the pane's layer in a frame with this content.
    fn frame(pane: &Pane, renderer: &mut Renderer, content: &str, marks: &[u8]) -> Rectangle {
        let bounds = Rectangle { x: 10.0, y: 10.0, width: 100.0, height: 50.0 };
        renderer.reset(Rectangle { x: 0.0, y: 0.0, width: 200.0, height: 100.0 });
        pane.draw(renderer, bounds, content, marks, |_| ());
        renderer.layers().last().expect("the layer of the pane").bounds
    }

    #[test]
    fn the_bounds_differ_exactly_when_the_content_does() {
        let mut renderer = testing::renderer();
        let pane = Pane::default();
        let first = frame(&pane, &mut renderer, "rows 0 to 9", &[]);
        assert_eq!(frame(&pane, &mut renderer, "rows 0 to 9", &[]), first);
        let second = frame(&pane, &mut renderer, "rows 1 to 10", &[]);
        let third = frame(&pane, &mut renderer, "rows 2 to 11", &[]);
        assert!(first != second && second != third && first != third);
        assert!((first.width - third.width).abs() < 0.1, "by a hair");
    }

    #[test]
    fn marks_of_neighbours_leave_the_bounds_and_those_far_apart_do_not() {
        let mut renderer = testing::renderer();
        let pane = Pane::default();
        let mut marked = |row: usize| {
            let mut marks = [0; 10];
            marks[row] = 1;
            frame(&pane, &mut renderer, "rows", &marks)
        };
        let first = marked(4);
        assert_eq!(marked(5), first, "a step");
        assert_eq!(marked(7), first, "and one over a row");
        assert_ne!(marked(2), first, "a jump");
    }
}

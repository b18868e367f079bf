//! The note below a button on which the pointer rests.

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::Operation;
use iced::advanced::{Overlay, renderer};
use iced::{Point, Rectangle, Renderer, Size, Theme, mouse};

use crate::ui::theme::{self, Skin};
use crate::ui::widget::line::{self, Face, Lines, WIDEST};
use crate::ui::widget::paint;

pub(super) struct Tip<'b> {
    pub(super) text: &'b str,
    pub(super) below: Rectangle,
    pub(super) lines: &'b Lines,
}

impl<M> Overlay<M, Theme, Renderer> for Tip<'_> {
    fn layout(&mut self, _: &Renderer, window: Size) -> layout::Node {
        let width = self.lines.with(self.text, WIDEST, Face::UI, |p| p.min_width().ceil());
        let size = Size::new(width + 2.0 * theme::GAP, theme::LINE + 4.0);
        let x = self.below.x.min(window.width - size.width).max(0.0).round();
        let y = (self.below.y + self.below.height + 2.0).min(window.height - size.height).max(0.0);
        layout::Node::new(size).move_to(Point::new(x, y.round()))
    }

    fn operate(&mut self, layout: Layout<'_>, _: &Renderer, operation: &mut dyn Operation) {
        operation.text(None, layout.bounds(), self.text);
    }

    fn draw(
        &self,
        r: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
    ) {
        let skin = Skin::of(theme);
        let b = paint::whole(layout.bounds());
        paint::fill(r, b, skin.tip);
        let edge = if skin.is_classic() { skin.dark } else { skin.border };
        paint::frame(r, b, edge, edge);
        self.lines.with(self.text, WIDEST, Face::UI, |p| {
            line::draw(r, p, Point::new(b.x + theme::GAP, b.center_y()), skin.tip_text, b);
        });
    }
}

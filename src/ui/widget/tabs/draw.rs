//! What a tab looks like.

use iced::advanced::text::Paragraph as _;
use iced::{Point, Rectangle, Renderer};

use super::{State, TAB, Tabs};
use crate::ui::theme::Skin;
use crate::ui::widget::line::{self, Face, WIDEST};
use crate::ui::widget::paint;

impl<M> Tabs<'_, M> {
    #[expect(clippy::too_many_arguments, reason = "what a tab looks like")]
    pub(super) fn draw_tab(
        &self,
        r: &mut Renderer,
        skin: &Skin,
        state: &State,
        at: usize,
        b: Rectangle,
        hot: bool,
        clip: Rectangle,
    ) {
        let chosen = at == self.chosen;
        let quad = |x, y, width, height| Rectangle { x, y, width, height };
        let (right, bottom) = (b.x + b.width, b.y + b.height);
        if skin.is_classic() {
            paint::fill(r, quad(b.x + 2.0, b.y + 2.0, b.width - 4.0, b.height - 2.0), skin.face);
            if chosen {
                paint::fill(
                    r,
                    quad(b.x + 1.0, b.y + 2.0, b.width - 2.0, b.height - 2.0),
                    skin.face,
                );
            }
            paint::fill(r, quad(b.x, b.y + 2.0, 1.0, b.height - 2.0), skin.light);
            paint::fill(r, quad(b.x + 1.0, b.y + 1.0, 1.0, 1.0), skin.light);
            paint::fill(r, quad(b.x + 2.0, b.y, b.width - 4.0, 1.0), skin.light);
            paint::fill(r, quad(right - 2.0, b.y + 1.0, 1.0, 1.0), skin.dark);
            // Where the tab stands on the frame of its page, the frame goes on.
            let side = b.height - if chosen { 4.0 } else { 2.0 };
            paint::fill(r, quad(right - 1.0, b.y + 2.0, 1.0, side), skin.dark);
            paint::fill(r, quad(right - 2.0, b.y + 2.0, 1.0, side), skin.shadow);
            if chosen {
                // The tab and its page are one surface.
                paint::fill(r, quad(b.x + 1.0, bottom - 2.0, b.width - 3.0, 2.0), skin.face);
            }
        } else {
            let surface = match (chosen, hot) {
                (true, _) => skin.face,
                (false, true) => skin.hover,
                (false, false) => skin.header,
            };
            paint::fill(r, quad(b.x, b.y, b.width, b.height), surface);
            let edge = if chosen { skin.edge } else { skin.border };
            paint::fill(r, quad(b.x, b.y, b.width, 1.0), edge);
            let side = b.height - if chosen { 1.0 } else { 0.0 };
            paint::fill(r, quad(b.x, b.y, 1.0, side), edge);
            paint::fill(r, quad(right - 1.0, b.y, 1.0, side), edge);
            if chosen {
                paint::fill(r, quad(b.x, b.y, b.width, 2.0), skin.accent);
                paint::fill(r, quad(b.x + 1.0, bottom - 2.0, b.width - 2.0, 2.0), skin.face);
            } else {
                paint::fill(r, quad(b.x, bottom, b.width, 1.0), skin.edge);
            }
        }
        let Some(label) = self.labels.get(at) else { return };
        state.lines.with(&label.text, WIDEST, Face::UI, |p| {
            let left = b.x + ((b.width - p.min_width()) / 2.0).round();
            let middle = b.y + (TAB / 2.0).round() + if chosen { 1.0 } else { 0.0 };
            let at = Point::new(left, middle);
            line::draw(r, p, at, skin.text, clip);
            if let Some(place) = label.place() {
                line::underline(r, p, at, place, skin.text);
            }
        });
    }
}

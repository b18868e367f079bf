//! Drawing: filled rectangles, bevels, the mark of the focus, arrows, checks and discs, all made
//! of quads on whole pixels, so that they are crisp at any whole scale.

use iced::advanced::Renderer as _;
use iced::advanced::renderer::Quad;
use iced::{Border, Color, Point, Rectangle, Renderer, Size};

use super::bevel::Edge;
use crate::ui::theme::Skin;

/// Where an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Toward {
    Up,
    Down,
    Right,
}

/// Returns the rectangle moved to whole pixels.
pub(crate) fn whole(b: Rectangle) -> Rectangle {
    let (x, y) = (b.x.round(), b.y.round());
    Rectangle { x, y, width: (b.x + b.width).round() - x, height: (b.y + b.height).round() - y }
}

/// Fills a rectangle.
pub(crate) fn fill(r: &mut Renderer, bounds: Rectangle, color: Color) {
    if bounds.width > 0.0 && bounds.height > 0.0 && color.a > 0.0 {
        r.fill_quad(Quad { bounds, ..Quad::default() }, color);
    }
}

/// Fills a rectangle with round corners and an edge.
pub(crate) fn rounded(r: &mut Renderer, bounds: Rectangle, color: Color, edge: Color, radius: f32) {
    if bounds.width > 0.0 && bounds.height > 0.0 {
        let border = Border { color: edge, width: 1.0, radius: radius.into() };
        r.fill_quad(Quad { bounds, border, ..Quad::default() }, color);
    }
}

/// Draws a frame of one pixel: top and left in one colour, bottom and right in the other.
pub(crate) fn frame(r: &mut Renderer, b: Rectangle, top_left: Color, bottom_right: Color) {
    let quad = |x, y, width, height| Rectangle { x, y, width, height };
    fill(r, quad(b.x, b.y, b.width - 1.0, 1.0), top_left);
    fill(r, quad(b.x, b.y + 1.0, 1.0, b.height - 2.0), top_left);
    fill(r, quad(b.x, b.y + b.height - 1.0, b.width, 1.0), bottom_right);
    fill(r, quad(b.x + b.width - 1.0, b.y, 1.0, b.height - 1.0), bottom_right);
}

/// Draws an edge: a bevel in the classic look, one thin line in the others.
pub(crate) fn edge(r: &mut Renderer, b: Rectangle, edge: Edge, skin: &Skin) {
    if !skin.is_classic() {
        match edge {
            Edge::None => {}
            Edge::Raised => frame(r, b, skin.edge, skin.edge),
            Edge::Sunken | Edge::ThinSunken | Edge::ThinRaised | Edge::Etched => {
                frame(r, b, skin.border, skin.border);
            }
        }
        return;
    }
    let inner = b.shrink(1);
    match edge {
        Edge::None => {}
        Edge::Raised => {
            frame(r, b, skin.light, skin.dark);
            frame(r, inner, skin.midlight, skin.shadow);
        }
        Edge::Sunken => {
            frame(r, b, skin.shadow, skin.light);
            frame(r, inner, skin.dark, skin.midlight);
        }
        Edge::ThinRaised => frame(r, b, skin.light, skin.shadow),
        Edge::ThinSunken => frame(r, b, skin.shadow, skin.light),
        Edge::Etched => {
            frame(r, b, skin.shadow, skin.light);
            frame(r, inner, skin.light, skin.shadow);
        }
    }
}

/// Draws a groove of two pixels, or one line in a flat look.
pub(crate) fn groove(r: &mut Renderer, b: Rectangle, skin: &Skin) {
    let second = if skin.is_classic() { skin.light } else { Color::TRANSPARENT };
    if b.width > b.height {
        fill(r, Rectangle { height: 1.0, ..b }, skin.shadow);
        fill(r, Rectangle { y: b.y + 1.0, height: 1.0, ..b }, second);
    } else {
        fill(r, Rectangle { width: 1.0, ..b }, skin.shadow);
        fill(r, Rectangle { x: b.x + 1.0, width: 1.0, ..b }, second);
    }
}

/// Draws the mark of the focus: dots in the classic look, a ring in the others.
pub(crate) fn focus(r: &mut Renderer, b: Rectangle, skin: &Skin, color: Color) {
    let b = whole(b);
    if skin.is_classic() {
        dots(r, b, color);
    } else {
        ring(r, b, skin, color);
    }
}

/// Draws a ring of two pixels inside the rectangle.
pub(crate) fn ring(r: &mut Renderer, bounds: Rectangle, skin: &Skin, color: Color) {
    if bounds.width <= 4.0 || bounds.height <= 4.0 {
        return;
    }
    // The renderer draws no border that is wider than its corner is round.
    if skin.radius < 1.0 {
        let bounds = whole(bounds);
        frame(r, bounds, color, color);
        frame(r, bounds.shrink(1), color, color);
    } else {
        let border = Border { color, width: 2.0, radius: (skin.radius + 1.0).into() };
        r.fill_quad(Quad { bounds, border, ..Quad::default() }, Color::TRANSPARENT);
    }
}

fn dots(r: &mut Renderer, b: Rectangle, color: Color) {
    let mut dot = |x: f32, y: f32| {
        fill(r, Rectangle { x: b.x + x, y: b.y + y, width: 1.0, height: 1.0 }, color);
    };
    let mut at = 0.0;
    while at < b.width {
        dot(at, 0.0);
        dot(at, b.height - 1.0);
        at += 2.0;
    }
    let mut at = 2.0;
    while at < b.height - 1.0 {
        dot(0.0, at);
        dot(b.width - 1.0, at);
        at += 2.0;
    }
}

/// Draws a filled arrow of four rows around a centre.
pub(crate) fn arrow(r: &mut Renderer, center: Point, toward: Toward, color: Color) {
    let (cx, cy) = (center.x.floor(), center.y.floor());
    for step in 0..4_u8 {
        let n = f32::from(step);
        let long = 1.0 + 2.0 * n;
        let b = match toward {
            Toward::Up => (cx - n, cy - 2.0 + n, long, 1.0),
            Toward::Down => (cx - n, cy + 1.0 - n, long, 1.0),
            Toward::Right => (cx + 1.0 - n, cy - n, 1.0, long),
        };
        fill(r, Rectangle { x: b.0, y: b.1, width: b.2, height: b.3 }, color);
    }
}

/// Draws a check mark of 7 by 7 pixels around a centre.
pub(crate) fn check(r: &mut Renderer, center: Point, color: Color) {
    let (x, y) = (center.x.floor() - 3.0, center.y.floor() - 3.0);
    // The height of the stroke's top in each column.
    for (column, top) in [2.0, 3.0, 4.0, 3.0, 2.0, 1.0, 0.0].into_iter().enumerate() {
        let column = f32::from(u8::try_from(column).unwrap_or_default());
        fill(r, Rectangle { x: x + column, y: y + top, width: 1.0, height: 3.0 }, color);
    }
}

/// Draws a disc with an edge.
pub(crate) fn disc(r: &mut Renderer, center: Point, radius: f32, color: Color, edge: Color) {
    let bounds = Rectangle::new(
        Point::new(center.x - radius, center.y - radius),
        Size::new(radius * 2.0, radius * 2.0),
    );
    rounded(r, bounds, color, edge, radius);
}

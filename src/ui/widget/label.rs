//! A single line of text that ends in an ellipsis where the room ends, and the caption of a field,
//! whose access key leads to the field.

use std::borrow::Cow;

use iced::advanced::layout::{self, Layout};
use iced::advanced::renderer;
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::{Element, Length, Point, Rectangle, Renderer, Size, Theme, alignment, mouse};

use super::access::{self, Access};
use super::line::{self, Face, Lines};
use super::paint;
use crate::ui::theme::{self, Skin};

/// The part that a text plays, which chooses its colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Normal,
    /// Less important.
    Muted,
    /// Something went wrong.
    Danger,
    /// Something to watch out for.
    Warning,
    /// Something went well.
    Success,
}

impl Tone {
    /// Returns the colour, where ordinary text has the given one.
    pub(crate) fn color(self, skin: &Skin, normal: iced::Color) -> iced::Color {
        match self {
            Tone::Normal => normal,
            Tone::Muted => skin.muted,
            Tone::Danger => skin.danger,
            Tone::Warning => skin.warning,
            Tone::Success => skin.success,
        }
    }
}

/// A single line of text; made by [`label`] and [`caption`].
pub struct Line<'a> {
    text: Cow<'a, str>,
    access: Option<access::Label>,
    id: Option<Id>,
    face: Face,
    tone: Tone,
    width: Length,
    align: alignment::Horizontal,
}

/// Shows a single line of text, word for word.
pub fn label<'a>(text: impl Into<Cow<'a, str>>) -> Line<'a> {
    Line {
        text: text.into(),
        access: None,
        id: None,
        face: Face::UI,
        tone: Tone::Normal,
        width: Length::Shrink,
        align: alignment::Horizontal::Left,
    }
}

/// Shows the caption of what follows it; `&` marks the access key that leads there.
pub fn caption<'a>(marked: impl AsRef<str>) -> Line<'a> {
    let access = access::Label::parse(marked.as_ref());
    Line { access: Some(access.clone()), ..label(access.text) }
}

impl Line<'_> {
    /// Sets the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Makes it bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.face.font = theme::BOLD;
        self
    }

    /// Sets it in the font with fixed widths.
    #[must_use]
    pub fn mono(mut self) -> Self {
        self.face.font = theme::MONO;
        self
    }

    /// Sets the size of the text.
    #[must_use]
    pub fn size(mut self, size: f32) -> Self {
        self.face.size = size;
        self
    }

    /// Sets the part that it plays.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Sets the width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Sets where it stands in its width.
    #[must_use]
    pub fn align(mut self, align: impl Into<alignment::Horizontal>) -> Self {
        self.align = align.into();
        self
    }
}

#[derive(Default)]
struct State {
    lines: Lines,
}

impl<M> Widget<M, Theme, Renderer> for Line<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Fixed(self.face.height()))
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let height = self.face.height();
        let state = tree.state.downcast_ref::<State>();
        let most = limits.max().width;
        let width = match self.width {
            Length::Shrink => {
                state.lines.with(&self.text, most, self.face, |p| p.min_width().ceil())
            }
            _ => 0.0,
        };
        layout::Node::new(limits.resolve(
            self.width,
            Length::Fixed(height),
            Size::new(width, height),
        ))
    }

    fn operate(
        &mut self,
        _: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if let Some(access) = &self.access {
            let key = access.key.map(|(key, _)| key);
            operation.custom(None, layout.bounds(), &mut Access { key, leads: true });
        }
        operation.text(self.id.as_ref(), layout.bounds(), &self.text);
    }

    fn draw(
        &self,
        tree: &Tree,
        r: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let bounds = paint::whole(layout.bounds());
        let Some(clip) = bounds.expand(1.0).intersection(viewport) else { return };
        let color = self.tone.color(Skin::of(theme), style.text_color);
        state.lines.begin();
        state.lines.with(&self.text, bounds.width, self.face, |p| {
            let spare = (bounds.width - p.min_width()).max(0.0);
            let shift = match self.align {
                alignment::Horizontal::Left => 0.0,
                alignment::Horizontal::Center => (spare / 2.0).round(),
                alignment::Horizontal::Right => spare.floor(),
            };
            let at = Point::new(bounds.x + shift, bounds.center_y());
            line::draw(r, p, at, color, clip);
            if let Some(place) = self.access.as_ref().and_then(access::Label::place) {
                line::underline(r, p, at, place, color);
            }
        });
    }
}

impl<'a, M: 'a> From<Line<'a>> for Element<'a, M> {
    fn from(line: Line<'a>) -> Self {
        Element::new(line)
    }
}

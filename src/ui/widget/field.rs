//! A field: a caption with an access key, and a sunken text input that it leads to.

use std::ops::Range;

use iced::advanced::widget::Id;
use iced::widget::{row, text_input};
use iced::{Center, Element, Length, Padding};

use super::bevel::{Edge, bevel};
use super::cursor::cursor;
use super::label::caption;
use super::underline::underline;
use crate::ui::theme::{self, style};

/// A field; made by [`field`].
pub struct Field<'a, M> {
    caption: String,
    caption_width: f32,
    value: &'a str,
    placeholder: &'a str,
    id: Option<Id>,
    on_input: Option<Box<dyn Fn(String) -> M + 'a>>,
    on_submit: Option<M>,
    secure: bool,
    passing: bool,
    width: Length,
    underlined: Vec<Range<usize>>,
}

/// Makes a field with a caption (`&` marks its access key; an empty one is left out).
///
/// It cannot be changed until it has [`Field::on_input`].
pub fn field<'a, M>(caption: impl Into<String>, value: &'a str) -> Field<'a, M> {
    Field {
        caption: caption.into(),
        caption_width: 90.0,
        value,
        placeholder: "",
        id: None,
        on_input: None,
        on_submit: None,
        secure: false,
        passing: false,
        width: Length::Fill,
        underlined: Vec::new(),
    }
}

impl<'a, M: Clone + 'a> Field<'a, M> {
    /// Sets the id of the text input.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the message of a change.
    #[must_use]
    pub fn on_input(mut self, message: impl Fn(String) -> M + 'a) -> Self {
        self.on_input = Some(Box::new(message));
        self
    }

    /// Sets the message of Enter; without it Enter is left to the window's shortcuts.
    #[must_use]
    pub fn on_submit(mut self, message: M) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// Shows dots in place of what is typed.
    #[must_use]
    pub fn secure(mut self) -> Self {
        self.secure = true;
        self
    }

    /// Says that the field is made anew each time it is drawn: the toolkit takes it for one that
    /// cannot be used then, until the next event.
    #[must_use]
    pub(super) fn passing(mut self) -> Self {
        self.passing = true;
        self
    }

    /// Sets what an empty field shows.
    #[must_use]
    pub fn placeholder(mut self, placeholder: &'a str) -> Self {
        self.placeholder = placeholder;
        self
    }

    /// Sets the width of the caption, so that fields below each other line up.
    #[must_use]
    pub fn caption_width(mut self, width: f32) -> Self {
        self.caption_width = width;
        self
    }

    /// Underlines stretches of the value, in bytes and in the order of their places.
    #[must_use]
    pub fn underlined(mut self, stretches: Vec<Range<usize>>) -> Self {
        self.underlined = stretches;
        self
    }

    /// Sets the width of the whole field.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }
}

impl<'a, M: Clone + 'a> From<Field<'a, M>> for Element<'a, M> {
    fn from(field: Field<'a, M>) -> Self {
        let padding = Padding { top: 1.5, right: 4.0, bottom: 1.5, left: 4.0 };
        let mut input = text_input(field.placeholder, field.value)
            .size(theme::TEXT)
            .font(theme::UI)
            .line_height(iced::Pixels(theme::LINE))
            .padding(padding)
            .secure(field.secure)
            .on_input_maybe(field.on_input)
            .on_submit_maybe(field.on_submit)
            .style(if field.passing { style::open_field } else { style::field });
        if let Some(id) = field.id {
            input = input.id(id);
        }
        let frame = bevel(Edge::Sunken, cursor(underline(input, field.value, field.underlined)))
            .ring()
            .width(Length::Fill);
        if field.caption.is_empty() {
            return frame.width(field.width).into();
        }
        row![caption(field.caption).width(field.caption_width), frame]
            .spacing(theme::SPACE)
            .align_y(Center)
            .width(field.width)
            .into()
    }
}

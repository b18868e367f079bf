//! Text of several lines that nobody selects: explanations in dialogs and on pages.

use iced::widget::{Text, text};
use iced::{Fill, Renderer, Theme};

use crate::ui::theme;

/// Makes a text that fills the width and breaks at words.
pub fn paragraph<'a>(content: impl text::IntoFragment<'a>) -> Text<'a, Theme, Renderer> {
    text(content)
        .size(theme::TEXT)
        .line_height(iced::widget::text::LineHeight::Absolute(theme::LINE.into()))
        .width(Fill)
        .wrapping(text::Wrapping::WordOrGlyph)
}

//! The status bar: sunken cells at the foot of a window.

use std::borrow::Cow;

use iced::widget::{container, row};
use iced::{Center, Element, Length, Padding};

use super::bevel::{Edge, bevel};
use super::label::{Tone, label};
use crate::ui::icon::{self, Icon};
use crate::ui::theme::{self, style};

/// A cell of a status bar.
#[derive(Debug, Clone)]
pub struct StatusCell<'a> {
    text: Cow<'a, str>,
    icon: Option<Icon>,
    width: Length,
    tone: Tone,
}

impl<'a> StatusCell<'a> {
    /// Makes a cell that takes the room that the others leave.
    pub fn fill(text: impl Into<Cow<'a, str>>) -> Self {
        StatusCell { text: text.into(), icon: None, width: Length::Fill, tone: Tone::Normal }
    }

    /// Makes a cell with a width in pixels.
    pub fn fixed(text: impl Into<Cow<'a, str>>, width: f32) -> Self {
        StatusCell { width: Length::Fixed(width), ..StatusCell::fill(text) }
    }

    /// Shows a picture before the text.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Sets the part that the text plays.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// Makes a status bar that is about the chosen line of a menu as long as there is one, and shows
/// its cells otherwise.
pub fn status_or_help<'a, M: 'a>(
    help: &'a str,
    cells: impl IntoIterator<Item = StatusCell<'a>>,
) -> Element<'a, M> {
    if help.is_empty() { status_bar(cells) } else { status_bar([StatusCell::fill(help)]) }
}

/// Makes a status bar of cells from left to right.
pub fn status_bar<'a, M: 'a>(cells: impl IntoIterator<Item = StatusCell<'a>>) -> Element<'a, M> {
    let mut bar = row![].spacing(2.0).width(Length::Fill);
    for cell in cells {
        let text = label(cell.text).tone(cell.tone).width(Length::Fill);
        let inner: Element<'a, M> = match cell.icon {
            Some(picture) => {
                row![icon::icon(picture), text].spacing(theme::GAP).align_y(Center).into()
            }
            None => text.into(),
        };
        let inner = container(inner).center_y(Length::Fill);
        let padding = Padding { top: 0.0, right: 4.0, bottom: 0.0, left: 4.0 };
        bar = bar
            .push(bevel(Edge::ThinSunken, inner).padding(padding).width(cell.width).height(20.0));
    }
    let padding = Padding { top: 2.0, right: 2.0, bottom: 2.0, left: 2.0 };
    container(bar).padding(padding).width(Length::Fill).style(style::panel).into()
}

//! The status bar: sunken cells at the foot of a window.

use std::borrow::Cow;

use iced::widget::{container, responsive, row};
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

/// Makes a status bar of cells from left to right. In a narrow window cells with a width are made
/// as narrow as their text, so that the one that fills has room.
pub fn status_bar<'a, M: 'a>(cells: impl IntoIterator<Item = StatusCell<'a>>) -> Element<'a, M> {
    let cells: Vec<StatusCell<'a>> = cells.into_iter().collect();
    let bar = responsive(move |size| bar(&cells, size.width));
    bar.height(Length::Shrink).into()
}

/// The least room of the cell that fills, before the others give way.
const ROOM: f32 = 200.0;
/// The width of a letter, and of one of the scripts of East Asia, about.
const LETTER: (f32, f32) = (6.5, 12.0);

impl StatusCell<'_> {
    /// Returns how wide the cell is, at most.
    fn fixed_width(&self) -> f32 {
        match self.width {
            Length::Fixed(width) => width,
            _ => 0.0,
        }
    }

    /// Returns how wide the cell must be for its text, about; nothing for none.
    fn text_width(&self) -> f32 {
        let letter = |c: char| if c >= '\u{1100}' { LETTER.1 } else { LETTER.0 };
        let text: f32 = self.text.chars().map(letter).sum();
        let picture = self.icon.map_or(0.0, |_| icon::SIZE + theme::GAP);
        if text == 0.0 { 0.0 } else { (text + picture + 12.0).min(self.fixed_width()) }
    }
}

fn bar<'a, M: 'a>(cells: &[StatusCell<'a>], width: f32) -> Element<'a, M> {
    let fixed: f32 = cells.iter().map(StatusCell::fixed_width).sum();
    let narrow = width - fixed < ROOM;
    let mut bar = row![].spacing(2.0).width(Length::Fill);
    for cell in cells.iter().cloned() {
        let width = match cell.width {
            Length::Fixed(_) if narrow => Length::Fixed(cell.text_width()),
            width => width,
        };
        if width == Length::Fixed(0.0) {
            continue;
        }
        let text = label(cell.text).tone(cell.tone).width(Length::Fill);
        let inner: Element<'a, M> = match cell.icon {
            Some(picture) => {
                row![icon::icon(picture), text].spacing(theme::GAP).align_y(Center).into()
            }
            None => text.into(),
        };
        let inner = container(inner).center_y(Length::Fill);
        let padding = Padding { top: 0.0, right: 4.0, bottom: 0.0, left: 4.0 };
        bar = bar.push(bevel(Edge::ThinSunken, inner).padding(padding).width(width).height(20.0));
    }
    let padding = Padding { top: 2.0, right: 2.0, bottom: 2.0, left: 2.0 };
    container(bar).padding(padding).width(Length::Fill).style(style::panel).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::widget::testing::Stage;

    #[test]
    fn in_a_narrow_window_what_is_told_has_room() {
        let view: fn(&()) -> Element<'_, ()> = |()| {
            status_bar([
                StatusCell::fill("The message was sent."),
                StatusCell::fixed("", 90.0),
                StatusCell::fixed("2 messages", 300.0),
            ])
        };
        let mut wide = Stage::new((), view, |(), ()| {}).sized(iced::Size::new(900.0, 60.0));
        assert!(wide.find("2 messages").unwrap().width > 250.0);
        let mut narrow = Stage::new((), view, |(), ()| {}).sized(iced::Size::new(480.0, 60.0));
        assert!(narrow.find("The message was sent.").unwrap().width > 200.0);
        let count = narrow.find("2 messages").unwrap();
        assert!(count.width < 100.0 && count.x + count.width <= 480.0);
    }
}

//! The columns of a list, and what stands in its cells.

use std::borrow::Cow;

use iced::alignment;

use crate::ui::icon::Icon;
use crate::ui::widget::label::Tone;

/// The width below which a column gives no more way, unless it says another.
const NARROW: f32 = 56.0;

/// A column of a list.
#[derive(Debug, Clone)]
pub struct Column {
    pub(in crate::ui::widget) title: Cow<'static, str>,
    pub(in crate::ui::widget) icon: Option<Icon>,
    pub(in crate::ui::widget) width: f32,
    pub(in crate::ui::widget) least: f32,
    pub(in crate::ui::widget) fill: bool,
    pub(in crate::ui::widget) sortable: bool,
    pub(in crate::ui::widget) clickable: bool,
    pub(in crate::ui::widget) align: alignment::Horizontal,
}

impl Column {
    /// Makes a column with a title and a width in pixels.
    pub fn new(title: impl Into<Cow<'static, str>>, width: f32) -> Self {
        Column {
            title: title.into(),
            icon: None,
            width,
            least: NARROW,
            fill: false,
            sortable: false,
            clickable: false,
            align: alignment::Horizontal::Left,
        }
    }

    /// Gives the column the room that the others leave; its width is the least it gets.
    #[must_use]
    pub fn fill(mut self) -> Self {
        self.fill = true;
        self
    }

    /// Sets the width that the column keeps in a narrow list; where there is no room for that, it
    /// is not shown.
    #[must_use]
    pub fn least(mut self, width: f32) -> Self {
        self.least = width;
        self
    }

    /// Lets a click on the header sort by this column.
    #[must_use]
    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }

    /// Lets a click on a cell of this column be told by itself, as [`Cell`](super::ListEvent::Cell).
    #[must_use]
    pub fn clickable(mut self) -> Self {
        self.clickable = true;
        self
    }

    /// Shows a picture in the header in place of the title.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Sets the side on which cells and title stand.
    #[must_use]
    pub fn align(mut self, align: impl Into<alignment::Horizontal>) -> Self {
        self.align = align.into();
        self
    }
}

/// A cell of a list: pictures, then text.
#[derive(Debug, Clone, Default, Hash)]
pub struct Cell<'a> {
    pub(in crate::ui::widget) text: Cow<'a, str>,
    /// What stands there when the column is too narrow for the text.
    pub(in crate::ui::widget) short: Cow<'a, str>,
    pub(in crate::ui::widget) icons: [Option<Icon>; 3],
    pub(in crate::ui::widget) bold: bool,
    pub(in crate::ui::widget) tone: Tone,
    /// A sign to open and close what stands below, and whether it is open.
    pub(in crate::ui::widget) sign: Option<bool>,
    /// How far it is moved in, in signs.
    pub(in crate::ui::widget) inset: u8,
}

impl<'a> Cell<'a> {
    /// Makes a cell with text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// Sets what stands in the cell when the column is too narrow for its text.
    #[must_use]
    pub fn short(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.short = text.into();
        self
    }

    /// Makes a cell with a picture, or without when there is none.
    pub fn picture(icon: impl Into<Option<Icon>>) -> Self {
        Cell { icons: [icon.into(), None, None], ..Cell::default() }
    }

    /// Adds a picture before the text; a cell has room for three.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        if let Some(free) = self.icons.iter_mut().find(|slot| slot.is_none()) {
            *free = Some(icon);
        }
        self
    }

    /// Puts a sign before the text, to open and close what stands below; `None` leaves its room.
    #[must_use]
    pub fn sign(mut self, open: Option<bool>) -> Self {
        self.sign = open;
        self.inset = self.inset.max(1);
        self
    }

    /// Moves the text in by so many signs.
    #[must_use]
    pub fn inset(mut self, signs: u8) -> Self {
        self.inset = signs;
        self
    }

    /// Makes the text bold.
    #[must_use]
    pub fn bold(mut self, bold: bool) -> Self {
        self.bold = bold;
        self
    }

    /// Sets the part that the text plays.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

//! The frame of a dialog inside a window: title bar, body, a row of buttons.

mod frame;

use std::borrow::Cow;

use iced::widget::{container, row, space};
use iced::{Background, Center, Element, Length, Padding, Theme};

use super::bevel::{Edge, bevel};
use super::label::label;
use crate::ui::theme::{self, Skin};
use frame::Frame;

/// A dialog; made by [`dialog`].
pub struct Dialog<'a, M> {
    title: Cow<'a, str>,
    body: Element<'a, M>,
    buttons: Vec<Element<'a, M>>,
    width: f32,
    height: Option<f32>,
}

/// Makes a dialog with a title and a body.
///
/// Enter and Escape come from the window's [`keys`](fn@super::keys).
pub fn dialog<'a, M>(
    title: impl Into<Cow<'a, str>>,
    body: impl Into<Element<'a, M>>,
) -> Dialog<'a, M> {
    Dialog {
        title: title.into(),
        body: body.into(),
        buttons: Vec::new(),
        width: 400.0,
        height: None,
    }
}

impl<'a, M: 'a> Dialog<'a, M> {
    /// Adds a button to the row at the foot, from left to right.
    #[must_use]
    pub fn button(mut self, button: impl Into<Element<'a, M>>) -> Self {
        self.buttons.push(button.into());
        self
    }

    /// Turns the messages of a dialog into those of the screen that shows it.
    pub fn map<N: 'a>(self, wrap: impl Fn(M) -> N + Clone + 'a) -> Dialog<'a, N> {
        Dialog {
            title: self.title,
            body: self.body.map(wrap.clone()),
            buttons: self.buttons.into_iter().map(|b| b.map(wrap.clone())).collect(),
            width: self.width,
            height: self.height,
        }
    }

    /// Sets the width.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Sets the height; without it the dialog is as high as its body.
    #[must_use]
    pub fn height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// Returns the title.
    pub(super) fn title(&self) -> &str {
        &self.title
    }
}

fn title_bar(theme: &Theme) -> container::Style {
    let skin = Skin::of(theme);
    container::Style {
        text_color: Some(skin.title_text),
        background: Some(Background::Color(skin.title)),
        ..container::Style::default()
    }
}

impl<'a, M: 'a> From<Dialog<'a, M>> for Element<'a, M> {
    fn from(dialog: Dialog<'a, M>) -> Self {
        let height = dialog.height.map_or(Length::Shrink, |_| Length::Fill);
        let title = container(label(dialog.title).bold().width(Length::Fill))
            .padding(Padding { top: 3.0, right: 6.0, bottom: 3.0, left: 6.0 })
            .width(Length::Fill)
            .style(title_bar);
        let body = container(dialog.body).width(Length::Fill).height(height).padding(theme::MARGIN);
        let foot: Element<'a, M> = if dialog.buttons.is_empty() {
            space().into()
        } else {
            let buttons = row![space().width(Length::Fill)]
                .extend(dialog.buttons)
                .spacing(theme::SPACE)
                .align_y(Center);
            container(buttons)
                .padding(Padding {
                    top: 0.0,
                    right: theme::MARGIN,
                    bottom: theme::MARGIN,
                    left: theme::MARGIN,
                })
                .into()
        };
        let parts = [title.into(), body.into(), foot];
        let frame = Element::new(Frame { parts, height: dialog.height });
        bevel(Edge::Raised, frame)
            .face()
            .padding(1.0)
            .width(dialog.width)
            .height(dialog.height.map_or(Length::Shrink, Length::Fixed))
            .into()
    }
}

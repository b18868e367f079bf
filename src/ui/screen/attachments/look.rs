//! Looking at an attachment without opening it: pictures and texts, inside the window.
//!
//! Pictures are read on a thread of their own.

use std::sync::Arc;

use iced::advanced::widget::Id;
use iced::widget::image::Handle;
use iced::widget::scrollable::{Direction, Scrollbar};
use iced::widget::text_editor::{self, Content};
use iced::widget::{column, container, image as picture, row, scrollable, space};
use iced::{Center, Element, Fill, Task};

use super::Message;
use crate::mail::Attachment;
use crate::ui::raster::{self, Raster};
use crate::ui::screen::body;
use crate::ui::task::blocking;
use crate::ui::theme::{self, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::text_area::Marks;
use crate::ui::widget::{Dialog, Edge, bevel, button, dialog, label, paragraph};
use crate::ui::written;
use crate::words;

/// Bytes of a text that are shown.
const TEXT: usize = 64 * 1024;
/// The room of the picture or the text.
const ROOM: (f32, f32) = (572.0, 320.0);

/// Endings of files that are texts, whatever their type says.
const TEXTS: [&str; 28] = [
    "bat", "cmd", "js", "ps1", "py", "sh", "sql", "vbs", "yaml", "yml", "asc", "cfg", "conf",
    "csv", "eml", "htm", "html", "ics", "ini", "json", "log", "md", "text", "toml", "tsv", "txt",
    "vcf", "xml",
];

/// What an attachment is, as far as it can be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Picture,
    Text,
    Other,
}

/// An attachment that is looked at.
#[derive(Debug)]
pub(super) struct Look {
    pub(super) item: Arc<Attachment>,
    shown: Shown,
    /// Whether a picture is shown as large as it is.
    full: bool,
}

#[derive(Debug)]
enum Shown {
    Wait,
    Picture(Picture),
    Text { content: Content, cut: bool },
    Failed(String),
}

/// A picture to be shown.
#[derive(Debug, Clone)]
pub struct Picture {
    handle: Handle,
    /// The size of what is kept of it.
    width: u32,
    height: u32,
    /// The size that it has.
    own: (u32, u32),
}

/// Returns what an attachment is, by its beginning, its type and its name.
pub(super) fn sort(item: &Attachment) -> Sort {
    if raster::is_picture(&item.bytes) {
        return Sort::Picture;
    }
    let ending = item.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let named = ending.is_some_and(|ending| TEXTS.contains(&ending.as_str()));
    let said = item.mime.starts_with("text/") || item.mime == "message/rfc822";
    let begin = item.bytes.get(..item.bytes.len().min(4096)).unwrap_or_default();
    if (named || said) && !begin.contains(&0) { Sort::Text } else { Sort::Other }
}

impl Look {
    /// Looks at an attachment; a picture is there a moment later.
    pub(super) fn new(item: Arc<Attachment>) -> (Self, Task<Message>) {
        let (shown, task) = match sort(&item) {
            Sort::Picture => {
                let item = Arc::clone(&item);
                let read = blocking(move || read(&item.bytes));
                (Shown::Wait, read.map(Message::Read))
            }
            Sort::Text => {
                let (text, cut) = text(&item.bytes);
                (Shown::Text { content: Content::with_text(&text), cut }, Task::none())
            }
            Sort::Other => (Shown::Failed(words::text("screens-look-other")), Task::none()),
        };
        (Self { item, shown, full: false }, task)
    }

    /// Hears that the picture was read.
    pub(super) fn was_read(&mut self, read: Result<Picture, String>) {
        if matches!(self.shown, Shown::Wait) {
            self.shown = match read {
                Ok(picture) => Shown::Picture(picture),
                Err(why) => Shown::Failed(why),
            };
        }
    }

    /// Hears what happens in the text.
    pub(super) fn looked(&mut self, action: text_editor::Action) {
        if let Shown::Text { content, .. } = &mut self.shown
            && !action.is_edit()
        {
            content.perform(action);
        }
    }

    /// Shows a picture as large as it is, or so that all of it is seen.
    pub(super) fn zoom(&mut self) {
        self.full = !self.full;
    }

    pub(super) fn view(&self) -> Dialog<'_, Message> {
        let (what, told) = match &self.shown {
            Shown::Wait => (middle(words::text("screens-look-wait")), String::new()),
            Shown::Failed(why) => (middle(why.clone()), String::new()),
            Shown::Picture(shown) => {
                let (width, height) = shown.own;
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("width", &width), ("height", &height)];
                (self.picture(shown), words::with("screens-look-size", &values))
            }
            Shown::Text { content, cut } => {
                let id = Id::new("attachment-text");
                let (marks, nothing) = (Marks::default(), Message::MenuClosed);
                let area = body::reading(content, id, true, 1, marks, nothing, Message::Looked);
                let cut = if *cut { words::text("screens-look-cut") } else { String::new() };
                (container(area).height(ROOM.1).into(), cut)
            }
        };
        let size = written::size(self.item.bytes.len() as u64);
        let told = if told.is_empty() { size } else { format!("{size} – {told}") };
        let foot = row![label(told).tone(Tone::Muted).width(Fill)].align_y(Center);
        let body = column![what, foot].spacing(theme::GAP);
        let mut shown = dialog(self.item.name.as_str(), body).width(ROOM.0 + 2.0 * theme::MARGIN);
        if let Shown::Picture(_) = self.shown {
            let id = if self.full { "screens-look-fit" } else { "screens-look-full" };
            shown = shown.button(button(words::text(id)).on_press(Message::Zoom));
        }
        shown
            .button(button(words::text("screens-attachments-open")).on_press(Message::Open))
            .button(button(words::text("screens-attachments-save")).on_press(Message::Save))
            .button(
                button(words::text("screens-look-close")).default(true).on_press(Message::Cancel),
            )
    }

    fn picture<'a>(&'a self, shown: &'a Picture) -> Element<'a, Message> {
        let (width, height) = (shown.width as f32, shown.height as f32);
        let room = (ROOM.0 - 4.0, ROOM.1 - 4.0);
        // A small picture is not blown up.
        let fit = (room.0 / width).min(room.1 / height).min(1.0);
        let scale = if self.full { 1.0 } else { fit };
        let shown = picture(shown.handle.clone()).width(width * scale).height(height * scale);
        let shown: Element<'a, Message> = if self.full {
            let bar =
                || Scrollbar::new().width(theme::SCROLL).scroller_width(theme::SCROLL).spacing(0);
            scrollable(shown)
                .direction(Direction::Both { vertical: bar(), horizontal: bar() })
                .style(style::scroll)
                .into()
        } else {
            shown.into()
        };
        let shown = container(shown).center(Fill).height(ROOM.1 - 4.0);
        bevel(Edge::Sunken, shown).width(Fill).into()
    }
}

fn middle<'a>(told: String) -> Element<'a, Message> {
    let told = column![paragraph(told).align_x(Center), space().height(theme::GAP)];
    let told = container(told).center(Fill).height(ROOM.1 - 4.0);
    bevel(Edge::Sunken, told).width(Fill).into()
}

/// Returns the beginning of a text, and whether there is more.
fn text(bytes: &[u8]) -> (String, bool) {
    let head = bytes.get(..bytes.len().min(TEXT)).unwrap_or_default();
    let text = match std::str::from_utf8(head) {
        Ok(text) => text.to_owned(),
        // Cut inside a letter, which is left out.
        Err(error) if error.error_len().is_none() => {
            String::from_utf8_lossy(head.get(..error.valid_up_to()).unwrap_or_default()).into()
        }
        Err(_) => head.iter().map(|byte| char::from(*byte)).collect(),
    };
    let text = text.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
    (text, bytes.len() > TEXT)
}

/// Reads a picture, to be shown.
fn read(bytes: &[u8]) -> Result<Picture, String> {
    let Raster { width, height, rgba, own } = raster::read(bytes)?;
    Ok(Picture { handle: Handle::from_rgba(width, height, rgba), width, height, own })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::raster::tests::png;

    fn file(name: &str, mime: &str, bytes: &[u8]) -> Attachment {
        Attachment { name: name.into(), mime: mime.into(), bytes: bytes.to_vec() }
    }

    #[test]
    fn what_can_be_looked_at_is_known_by_what_it_is() {
        for (name, mime, bytes, what) in [
            ("a.png", "", &png(1, 1)[..], Sort::Picture),
            ("a.txt", "application/octet-stream", &png(1, 1), Sort::Picture),
            ("a.png", "image/png", b"no picture", Sort::Other),
            ("a.TXT", "", b"text", Sort::Text),
            ("a", "text/plain", b"text", Sort::Text),
            ("a.txt", "text/plain", b"no\0text", Sort::Other),
            ("letter.eml", "message/rfc822", b"From: x", Sort::Text),
            ("a.pdf", "application/pdf", b"%PDF", Sort::Other),
            ("a.svg", "image/svg+xml", b"<svg/>", Sort::Other),
        ] {
            assert_eq!(sort(&file(name, mime, bytes)), what, "{name} {mime}");
        }
    }

    #[test]
    fn texts_of_any_bytes_are_shown() {
        assert_eq!(text("Grüße\r\nx".as_bytes()), ("Grüße\nx".into(), false));
        assert_eq!(text(b"M\xFCller\0"), ("Müller\n".into(), false));
        let (shown, cut) = text("ü".repeat(TEXT).as_bytes());
        assert!(cut && shown.chars().all(|c| c == 'ü'));
    }
}

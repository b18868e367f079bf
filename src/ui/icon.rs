//! The pictures: 16 by 16 pixels in `assets/icons`, one letter a pixel, drawn as rectangles, so
//! that they are crisp at one and at two physical pixels each.
//!
//! The letters stand for the colours of [`Ink`](super::theme::Skin), so that each look can tint
//! them; `.` is nothing. Pixels of one colour are merged into rectangles once, at first use.

use std::sync::LazyLock;

use iced::advanced::layout::{self, Layout};
use iced::advanced::renderer;
use iced::advanced::widget::{Tree, Widget};
use iced::{Color, Element, Length, Point, Rectangle, Renderer, Size, Theme, mouse, window};

use super::theme::{Look, Skin};
use super::widget::paint_rectangle;

/// The width and height of a picture in logical pixels.
pub const SIZE: f32 = 16.0;

macro_rules! icons {
    ($($(#[$doc:meta])+ $name:ident = $file:literal;)+) => {
        /// A picture.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Icon { $($(#[$doc])+ $name,)+ }

        impl Icon {
            /// All pictures.
            pub const ALL: &[Icon] = &[$(Icon::$name,)+];

            const fn art(self) -> &'static str {
                match self {
                    $(Icon::$name => include_str!(concat!("../../assets/icons/", $file, ".txt")),)+
                }
            }
        }
    };
}

icons! {
    /// Write a message.
    Compose = "compose";
    /// Answer the sender.
    Reply = "reply";
    /// Answer everybody.
    ReplyAll = "reply-all";
    /// Pass on.
    Forward = "forward";
    /// Move to another folder.
    Move = "move";
    /// Delete.
    Delete = "delete";
    /// The message before.
    Previous = "previous";
    /// The message after.
    Next = "next";
    /// Send.
    Send = "send";
    /// Attach a file.
    Attach = "attach";
    /// Check the names of recipients.
    CheckNames = "check-names";
    /// Choose how something is done.
    Options = "options";
    /// A closed folder.
    Folder = "folder";
    /// An open folder.
    OpenFolder = "open-folder";
    /// The folder of mail that came in.
    Inbox = "inbox";
    /// The folder of mail that waits to go out.
    Outbox = "outbox";
    /// The folder of mail that went out.
    Sent = "sent";
    /// The folder of deleted mail.
    Trash = "trash";
    /// The folder of drafts.
    Drafts = "drafts";
    /// A message that was not read yet.
    Envelope = "envelope";
    /// A message that was read.
    OpenEnvelope = "open-envelope";
    /// A message that is being written.
    Draft = "draft";
    /// There are attachments.
    Paperclip = "paperclip";
    /// High priority.
    High = "high";
    /// Low priority.
    Low = "low";
    /// To be followed up.
    Flag = "flag";
    /// To be followed up, and late.
    FlagDue = "flag-due";
    /// Was followed up.
    FlagDone = "flag-done";
    /// A favourite.
    Star = "star";
    /// Connected to the postoffice.
    Connected = "connected";
    /// Not connected to the postoffice.
    Disconnected = "disconnected";
    /// A person.
    Person = "person";
    /// A person who is an administrator.
    Administrator = "administrator";
    /// The sign of the program: a slot for letters.
    Mailslot = "mailslot";
    /// Look for something.
    Search = "search";
    /// Something to know.
    Information = "information";
    /// Something to watch out for.
    Warning = "warning";
    /// Something went wrong.
    Error = "error";
}

/// A rectangle of one colour.
struct Patch {
    ink: char,
    x: u8,
    y: u8,
    width: u8,
    height: u8,
}

static PATCHES: LazyLock<Vec<Vec<Patch>>> =
    LazyLock::new(|| Icon::ALL.iter().map(|icon| patches(icon.art())).collect());

/// Merges the pixels of one colour: into runs, and equal runs below each other into rectangles.
fn patches(art: &str) -> Vec<Patch> {
    let mut done: Vec<Patch> = Vec::new();
    for (y, line) in art.lines().take(16).enumerate() {
        let Ok(y) = u8::try_from(y) else { break };
        let mut pixels = line.chars().take(16).enumerate().peekable();
        while let Some((x, ink)) = pixels.next() {
            let mut width = 1;
            while pixels.next_if(|(_, next)| *next == ink).is_some() {
                width += 1;
            }
            let Ok(x) = u8::try_from(x) else { break };
            if ink == '.' {
                continue;
            }
            let above = done.iter_mut().find(|p| {
                p.ink == ink && p.x == x && p.width == width && p.y.saturating_add(p.height) == y
            });
            match above {
                Some(patch) => patch.height += 1,
                None => done.push(Patch { ink, x, y, width, height: 1 }),
            }
        }
    }
    done
}

/// How a picture is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tint {
    /// In its own colours.
    Normal,
    /// In grey: it cannot be used now.
    Faded,
    /// Readable on a selected row: signs, which have no surface of their own, take its text colour,
    /// and what surface there is beside them gives way to the row.
    Selected,
}

/// Draws a picture with its top left corner at a place.
pub fn draw(renderer: &mut Renderer, icon: Icon, at: Point, skin: &Skin, tint: Tint) {
    let sign = is_sign(icon);
    let Some(patches) = PATCHES.get(icon as usize) else { return };
    for patch in patches {
        let color = match tint {
            Tint::Faded => fade(patch.ink, skin),
            Tint::Selected if sign && is_surface(patch.ink) => continue,
            Tint::Selected if sign => skin.selection_text,
            Tint::Normal | Tint::Selected => ink(patch.ink, skin),
        };
        let bounds = Rectangle {
            x: at.x.round() + f32::from(patch.x),
            y: at.y.round() + f32::from(patch.y),
            width: f32::from(patch.width),
            height: f32::from(patch.height),
        };
        paint_rectangle(renderer, bounds, color);
    }
}

/// Returns whether a picture is all lines on the surface of its row.
fn is_sign(icon: Icon) -> bool {
    use Icon as I;
    let flags = matches!(icon, I::Flag | I::FlagDue | I::FlagDone);
    let arrows = matches!(icon, I::Reply | I::ReplyAll | I::Forward);
    flags || arrows || matches!(icon, I::High | I::Low | I::Paperclip)
}

fn is_surface(letter: char) -> bool {
    matches!(letter, 'o' | '-')
}

fn ink(letter: char, skin: &Skin) -> Color {
    let ink = &skin.ink;
    match letter {
        '#' => ink.line,
        '+' => ink.soft,
        'o' => ink.paper,
        '-' => ink.shade,
        'y' => ink.yellow,
        'Y' => ink.amber,
        'b' => ink.blue,
        'B' => ink.navy,
        'r' => ink.red,
        'g' => ink.green,
        _ => Color::TRANSPARENT,
    }
}

/// Lines and colours become one grey, surfaces vanish.
fn fade(letter: char, skin: &Skin) -> Color {
    match letter {
        '#' | 'B' | 'r' | 'g' | '+' | 'Y' | 'b' => skin.disabled,
        _ => Color::TRANSPARENT,
    }
}

/// Returns the program's picture for the frames and lists of windows: 16 pixels drawn as 32.
pub fn window_icon() -> Option<window::Icon> {
    let skin = Look::Classic.skin();
    let mut pixels = Vec::new();
    for line in Icon::Mailslot.art().lines().take(16) {
        let mut row = Vec::new();
        for letter in line.chars().take(16) {
            let [r, g, b, a] = ink(letter, skin).into_rgba8();
            row.extend_from_slice(&[r, g, b, a, r, g, b, a]);
        }
        pixels.extend_from_slice(&row);
        pixels.extend_from_slice(&row);
    }
    window::icon::from_rgba(pixels, 32, 32).ok()
}

/// A picture as a widget; made by [`icon`].
#[derive(Debug, Clone, Copy)]
pub struct Picture(Icon);

/// Shows a picture of 16 by 16 pixels.
pub fn icon(icon: Icon) -> Picture {
    Picture(icon)
}

impl<M> Widget<M, Theme, Renderer> for Picture {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fixed(SIZE), Length::Fixed(SIZE))
    }

    fn layout(&mut self, _: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::atomic(limits, SIZE, SIZE)
    }

    fn draw(
        &self,
        _: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
        draw(renderer, self.0, layout.position(), Skin::of(theme), Tint::Normal);
    }
}

impl<'a, M: 'a> From<Picture> for Element<'a, M> {
    fn from(picture: Picture) -> Self {
        Element::new(picture)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_sixteen_by_sixteen_of_known_letters() {
        for icon in Icon::ALL {
            let lines: Vec<&str> = icon.art().lines().collect();
            assert_eq!(lines.len(), 16, "{icon:?}");
            for line in lines {
                assert_eq!(line.chars().count(), 16, "{icon:?}: {line}");
                assert!(line.chars().all(|c| "#+o-yYbBrg.".contains(c)), "{icon:?}: {line}");
            }
        }
    }

    #[test]
    fn windows_have_a_picture() {
        assert!(window_icon().is_some());
    }

    #[test]
    fn merging_keeps_every_pixel() {
        for icon in Icon::ALL {
            let mut grid = vec![vec!['.'; 16]; 16];
            for patch in patches(icon.art()) {
                for y in patch.y..patch.y + patch.height {
                    for x in patch.x..patch.x + patch.width {
                        assert_eq!(grid[usize::from(y)][usize::from(x)], '.', "drawn twice");
                        grid[usize::from(y)][usize::from(x)] = patch.ink;
                    }
                }
            }
            let drawn: Vec<String> =
                grid.into_iter().map(|row| row.into_iter().collect()).collect();
            assert_eq!(drawn, icon.art().lines().collect::<Vec<_>>(), "{icon:?}");
        }
    }
}

//! How the program looks: five looks, their colours and metrics, the bundled fonts, and the style
//! functions for the toolkit's own widgets. No colour is named anywhere else in the program.
//!
//! iced's own `Theme` is kept: a [`Look`] becomes an `iced::Theme` with a custom palette, and
//! [`Skin::of`] finds the full set of colours again from the theme in use, so that every widget
//! draws right in all looks without a theme type of our own.

mod fonts;
pub mod scripts;
mod skin;
mod still;
pub mod style;

pub use fonts::{BOLD, FAMILY, MONO, UI, fonts};
pub use skin::{Look, Skin};
pub use still::{is_still, keep_still};

/// The size of ordinary text, in logical pixels.
pub const TEXT: f32 = 12.0;
/// The size of a dialog's or a message's headline.
pub const HEADLINE: f32 = 14.0;
/// The size of small print: badges, hints.
pub const SMALL: f32 = 11.0;
/// The height of a line of ordinary text; whole pixels, so that baselines do not drift.
pub const LINE: f32 = 16.0;

/// The smallest gap: between an icon and its label.
pub const GAP: f32 = 4.0;
/// The gap between neighbouring controls.
pub const SPACE: f32 = 8.0;
/// The margin inside dialogs and windows.
pub const MARGIN: f32 = 12.0;

/// The height of a push button, a field and a pick list.
pub const CONTROL: f32 = 23.0;
/// The least width of a push button.
pub const BUTTON: f32 = 75.0;
/// The height of a row of a list or a tree.
pub const ROW: f32 = 18.0;
/// How far a level of a tree is indented.
pub const INDENT: f32 = 16.0;
/// The height of a list's header row.
pub const HEADER: f32 = 20.0;
/// The height of the menu bar and of a menu item.
pub const MENU: f32 = 20.0;
/// The width of a scroll bar.
pub const SCROLL: f32 = 16.0;
/// The width of a divider between two panes.
pub const DIVIDER: f32 = 5.0;

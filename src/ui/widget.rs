//! The parts that the screens are made of, each usable by mouse and by keyboard, each drawn from
//! the [`Skin`](super::theme::Skin) of the theme in use.
//!
//! Their events are *relative* where keys are concerned ("one down", not "row 7"): several key
//! presses may be handled against one and the same view before the program hears of the first.
//!
//! Foundations (private): `paint` draws edges and marks, `line` shapes single lines of text,
//! `access` knows the letters behind `&`, `focus` moves the keyboard focus.

mod access;
mod cursor;
mod focus;
mod line;
mod paint;
mod pane;
mod typing;
mod underline;
mod wrap;

pub(crate) use cursor::cursor;
pub(crate) use paint::fill as paint_rectangle;

pub mod bevel;
pub mod button;
pub mod check;
pub mod choice;
pub mod context;
pub mod dialog;
pub mod drag;
pub mod field;
pub mod group;
pub mod keys;
pub mod label;
pub mod list;
pub mod menu;
pub mod modal;
pub mod paragraph;
pub mod part;
pub mod progress;
pub mod reach;
mod scrollbar;
pub mod split;
pub mod status;
pub mod suggest;
pub mod tabs;
pub mod text_area;
pub mod tool_bar;
pub mod tree;

#[cfg(test)]
mod gallery;
#[cfg(test)]
pub(crate) mod testing;

pub use bevel::{Edge, bevel};
pub use button::button;
pub use check::{check_box, radio};
pub use choice::choice;
pub use context::context_menu;
pub use dialog::{Dialog, dialog};
pub use drag::{Carried, carrying};
pub use field::field;
pub use group::group_box;
pub use keys::keys;
pub use label::{caption, label};
pub use list::{Cell, Column, List, ListEvent};
pub use menu::{KeyGroup, Menu, MenuItem, menu_bar};
pub use modal::modal;
pub use paragraph::paragraph;
pub use part::part;
pub use progress::progress;
pub use reach::{Wish, Wishes, reach};
pub use split::{Pane, columns, rows};
pub use status::{status_bar, status_or_help};
pub use suggest::{SuggestEvent, suggest};
pub use tabs::tabs;
pub use text_area::text_area;
pub use tool_bar::{Tool, ToolBar, tool_bar};
pub use tree::{Naming, Tree, TreeEvent, TreeItem};

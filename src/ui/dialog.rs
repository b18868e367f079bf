//! Dialogs that several screens show: each is one file with state, `Message`, `Action`, `update`
//! and a `view` that gives a [`Dialog`](super::widget::dialog::Dialog).

pub mod about;
pub mod archive;
pub mod bring_in;
pub mod change_password;
pub mod finder_name;
pub mod folder_properties;
pub mod import_file;
pub mod move_to;
pub mod new_folder;
pub mod notice;
pub mod options;
pub mod out_of_office;
pub mod print;
pub mod rules;
pub mod save_as;
mod secret;
pub mod take_out;
pub mod templates;
pub mod where_to_look;

use iced::keyboard::{Key, Modifiers, key::Named};

pub use secret::Secret;

/// Returns what the two keys of a dialog with OK and Cancel mean: Enter without modifiers takes it,
/// Escape leaves it.
fn ok_or_cancel<M>(key: &Key, modifiers: Modifiers, ok: M, cancel: M) -> Option<M> {
    match key {
        Key::Named(Named::Enter) if modifiers.is_empty() => Some(ok),
        Key::Named(Named::Escape) => Some(cancel),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod testing;

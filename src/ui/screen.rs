//! The screens. Each is one file with state, `Message`, `Action`, `new`/`update`/`view`, helpers and
//! tests; the router in [`crate::ui`] matches every `Action`.

pub mod attachments;
pub(super) mod body;
pub mod farewell;
pub(in crate::ui) mod front;
pub mod key_sheet;
pub mod message_center;
pub mod postoffice_manager;
pub mod read_note;
pub mod send_note;
pub mod sign_in;
pub mod welcome;
pub mod window_menu;

#[cfg(test)]
pub(crate) mod stage;

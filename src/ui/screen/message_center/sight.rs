//! What can be ordered about how the program is seen: the look, and the size of text.

use super::command::Command;
use super::{Action, Message, MessageCenter};
use crate::settings::Sight;
use crate::ui::theme::Look;
use crate::ui::widget::MenuItem;
use crate::words;

impl MessageCenter {
    /// Takes over how everything is seen, as another window changed it.
    pub fn set_sight(&mut self, sight: Sight) {
        self.settings.sight = sight;
    }

    /// Returns how everything is seen after an order about it.
    pub(super) fn sight_after(&self, command: Command) -> Option<Sight> {
        let sight = self.settings.sight;
        match command {
            Command::TextSize(text_size) => Some(Sight { text_size, ..sight }),
            Command::TextLarger => Some(sight.stepped(true)),
            Command::TextSmaller => Some(sight.stepped(false)),
            _ => None,
        }
    }

    /// Uses another sight in all windows.
    pub(super) fn see(&mut self, sight: Sight) -> Action {
        self.settings.sight = sight;
        Action::Remember(Box::new(self.settings.clone()))
    }

    pub(super) fn look_items(&self) -> Vec<MenuItem<Message>> {
        let look = Look::parse(&self.settings.look).unwrap_or_default();
        let item = |label: String, wanted: Look| {
            self.item(label, Command::Look(wanted)).chosen(look == wanted)
        };
        vec![
            item(words::text("screens-center-item-look-classic"), Look::Classic),
            item(words::text("screens-center-item-look-light"), Look::Light),
            item(words::text("screens-center-item-look-dark"), Look::Dark),
            MenuItem::separator(),
            item(words::text("screens-center-item-look-black"), Look::ContrastBlack),
            item(words::text("screens-center-item-look-white"), Look::ContrastWhite),
        ]
    }

    pub(super) fn text_size_items(&self) -> Vec<MenuItem<Message>> {
        let now = self.settings.sight.text_size;
        let item = |size: u16| {
            let label = words::with("screens-center-item-text-percent", &[("percent", &size)]);
            self.item(label, Command::TextSize(size)).chosen(now == size)
        };
        let mut items = vec![
            self.item(words::text("screens-center-item-text-larger"), Command::TextLarger)
                .shortcut("Ctrl++"),
            self.item(words::text("screens-center-item-text-smaller"), Command::TextSmaller)
                .shortcut("Ctrl+-"),
            self.item(words::text("screens-center-item-text-normal"), Command::TextSize(100))
                .shortcut("Ctrl+0"),
            MenuItem::separator(),
        ];
        items.extend(Sight::SIZES.map(item));
        items
    }
}

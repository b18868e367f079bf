//! The Window menu, the same in every window: the next window, the one before, and all that are
//! open by name. The screens only hand on what was chosen; the router knows the windows.

use iced::window;

use crate::ui::widget::{Menu, MenuItem};
use crate::words;

/// Windows beyond these have no digit as access key.
const DIGITS: usize = 9;

/// Which window is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoTo {
    /// The next one.
    Next,
    /// The one before.
    Previous,
    /// This one.
    Window(window::Id),
}

/// The windows that are open, as one of them lists them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenWindows {
    all: Vec<(window::Id, String)>,
    own: Option<window::Id>,
}

impl OpenWindows {
    /// Lists windows with their titles, for the window `own`.
    pub fn new(all: &[(window::Id, String)], own: window::Id) -> Self {
        Self { all: all.to_vec(), own: Some(own) }
    }

    /// Returns the menu.
    pub(super) fn menu<M>(&self, go: fn(GoTo) -> M) -> Menu<M> {
        let others = self.all.len() > 1;
        let step = |id: &str, help: &'static str, to: GoTo, shortcut: &str| {
            let item = MenuItem::new(words::text(id), go(to)).help(help);
            item.enabled(others).shortcut(shortcut)
        };
        let mut items = vec![
            step("screens-windows-next", "screens-menus-window-next", GoTo::Next, "Ctrl+F6"),
            step(
                "screens-windows-previous",
                "screens-menus-window-previous",
                GoTo::Previous,
                "Ctrl+Shift+F6",
            ),
        ];
        if !self.all.is_empty() {
            items.push(MenuItem::separator());
        }
        items.extend(self.all.iter().enumerate().map(|(at, (id, title))| {
            let name = title.replace('&', "&&");
            let label =
                if at < DIGITS { format!("&{} {name}", at + 1) } else { format!("   {name}") };
            MenuItem::new(label, go(GoTo::Window(*id)))
                .help("screens-menus-window")
                .chosen(Some(*id) == self.own)
        }));
        Menu::new(words::text("screens-windows-menu"), items)
    }
}

//! All commands of a window's menus in one row: what the palette and the sheet of shortcuts show.

use super::panel::Kind;
use super::{Action, Menu, MenuItem};

/// A command of a menu.
#[derive(Debug, Clone)]
pub(crate) struct Command<M> {
    /// The titles of the menus it stands in, from the outside.
    pub(crate) path: Vec<String>,
    /// Its label.
    pub(crate) label: String,
    /// Its shortcut; empty when it has none.
    pub(crate) shortcut: String,
    /// Whether it can be used now.
    pub(crate) enabled: bool,
    /// What it sends; none when the menu bar shows a panel.
    pub(crate) message: Option<M>,
    /// The panel that the menu bar shows.
    pub(crate) shows: Option<Kind>,
}

impl<M> Command<M> {
    /// Returns the menus it stands in, as one text.
    pub(crate) fn place(&self) -> String {
        self.path.join(" › ")
    }

    /// Returns the label as a name, without the dots that tell of a dialog.
    pub(crate) fn name(&self) -> &str {
        self.label.trim_end_matches('…')
    }
}

/// Returns all commands of the menus, in their order.
pub(crate) fn commands<M: Clone>(menus: &[Menu<M>]) -> Vec<Command<M>> {
    let mut all = Vec::new();
    for menu in menus {
        walk(&menu.items, std::slice::from_ref(&menu.title.text), true, &mut all);
    }
    all
}

fn walk<M: Clone>(
    items: &[MenuItem<M>],
    path: &[String],
    enabled: bool,
    all: &mut Vec<Command<M>>,
) {
    for item in items {
        let enabled = enabled && item.enabled;
        let (message, shows) = match &item.action {
            Action::Separator => continue,
            Action::Open(inner) => {
                let mut path = path.to_vec();
                path.push(item.label.text.clone());
                walk(inner, &path, enabled, all);
                continue;
            }
            Action::Send(message) => (Some(message.clone()), None),
            Action::Show(kind) => (None, Some(*kind)),
        };
        all.push(Command {
            path: path.to_vec(),
            label: item.label.text.clone(),
            shortcut: item.shortcut.clone(),
            enabled,
            message,
            shows,
        });
    }
}

/// Returns how well what was typed fits a command; nothing when it does not. Smaller is better.
///
/// The beginning of the name is best, then the beginning of one of its words, then any part of it,
/// then words of name and menus, then letters in their order.
pub(crate) fn rank<M>(typed: &str, command: &Command<M>) -> Option<u32> {
    let typed = typed.trim().to_lowercase();
    let name = command.name().to_lowercase();
    if typed.is_empty() || name.starts_with(&typed) {
        return Some(0);
    }
    let begins = |text: &str, part: &str| {
        text.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(part))
    };
    if begins(&name, &typed) {
        return Some(1);
    }
    if name.contains(&typed) {
        return Some(2);
    }
    let whole = format!("{name} {}", command.place().to_lowercase());
    if typed.split_whitespace().all(|part| begins(&whole, part)) {
        return Some(3);
    }
    let mut letters = name.chars();
    let in_order = typed.chars().filter(|c| !c.is_whitespace()).all(|c| letters.any(|l| l == c));
    in_order.then_some(4)
}

/// Returns the commands that fit what was typed, the best first; of equals those used last. A
/// command that stands in two menus is there once, and the palette itself is not.
pub(crate) fn found<M: Clone>(menus: &[Menu<M>], typed: &str, used: &[String]) -> Vec<Command<M>> {
    let mut all: Vec<(u32, usize, Command<M>)> = commands(menus)
        .into_iter()
        .filter_map(|command| {
            let name = command.name();
            let last = used.iter().position(|used| used == name).unwrap_or(used.len());
            Some((rank(typed, &command)?, last, command))
        })
        .collect();
    all.sort_by_key(|(rank, last, _)| (*rank, *last));
    let mut once: Vec<Command<M>> = Vec::with_capacity(all.len());
    for (_, _, command) in all {
        let twice = !command.shortcut.is_empty()
            && once.iter().any(|c| c.label == command.label && c.shortcut == command.shortcut);
        if !twice && command.shows != Some(Kind::Palette) {
            once.push(command);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menus() -> Vec<Menu<u8>> {
        vec![
            Menu::new(
                "&Edit",
                [
                    MenuItem::new("&Undo", 1).shortcut("Ctrl+Z"),
                    MenuItem::separator(),
                    MenuItem::new("Mark as U&nread", 2).enabled(false),
                ],
            ),
            Menu::new(
                "&View",
                [MenuItem::submenu("&Sort by", [MenuItem::new("S&ubject", 3)]).enabled(false)],
            ),
            Menu::new("&Mail", [MenuItem::new("&New…", 4), MenuItem::new("Under&line", 5)]),
        ]
    }

    #[test]
    fn menus_become_one_row_of_commands() {
        let all = commands(&menus());
        let told: Vec<(String, &str, bool)> =
            all.iter().map(|c| (c.place(), c.label.as_str(), c.enabled)).collect();
        assert_eq!(told[0], ("Edit".into(), "Undo", true));
        assert_eq!(told[2], ("View › Sort by".into(), "Subject", false), "its menu is grey");
        assert_eq!((all[3].name(), all[0].shortcut.as_str()), ("New", "Ctrl+Z"));
    }

    #[test]
    fn what_is_typed_finds_commands_the_best_first() {
        let names = |typed: &str, used: &[&str]| -> Vec<String> {
            let used: Vec<String> = used.iter().map(ToString::to_string).collect();
            found(&menus(), typed, &used).iter().map(|c| c.name().to_owned()).collect()
        };
        assert_eq!(names("un", &[]), ["Undo", "Underline", "Mark as Unread"]);
        assert_eq!(names("un", &["Underline"])[0], "Underline", "it was used last");
        assert_eq!(names("sort subj", &[]), ["Subject"]);
        assert_eq!(names("mkun", &[]), ["Mark as Unread"]);
        assert_eq!(names("zzz", &[]), [""; 0]);
        assert_eq!(names("", &["New", "Subject"])[..2], ["New", "Subject"]);
    }
}

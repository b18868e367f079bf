//! Tests of all windows ask here whether their menus keep what they promise.

use std::collections::BTreeMap;
use std::fmt::Debug;

use iced::advanced::clipboard;
use iced::advanced::widget::operation::{self, Operation};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Element, Event, Rectangle, Size, mouse};
use iced_test::runtime::user_interface::{Cache, UserInterface};

use super::commands::{Command, commands};
use super::{Action, Menu, MenuItem};
use crate::ui::widget::testing::{press, renderer};
use crate::words;

/// What a menu bar tells about itself.
pub(super) struct Told<M>(pub(super) Vec<Menu<M>>);

struct Find<M>(Vec<Menu<M>>);

impl<M: Clone + Send + 'static> Operation for Find<M> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(
        &mut self,
        _: Option<&iced::advanced::widget::Id>,
        _: Rectangle,
        state: &mut dyn std::any::Any,
    ) {
        if let Some(told) = state.downcast_ref::<Told<M>>() {
            self.0.clone_from(&told.0);
        }
    }
}

const SIZE: Size = Size::new(900.0, 700.0);

/// Returns the menus of a window.
pub(crate) fn menus<M: Clone + Send + 'static>(view: Element<'_, M>) -> Vec<Menu<M>> {
    let mut renderer = renderer();
    let mut ui = UserInterface::build(view, SIZE, Cache::default(), &mut renderer);
    let mut find = Find(Vec::new());
    ui.operate(&renderer, &mut operation::black_box(&mut find));
    find.0
}

/// Returns the lines of menus, submenus among them, that do not say what they do.
fn silent<M>(menus: &[Menu<M>]) -> Vec<&str> {
    fn look<'m, M>(items: &'m [MenuItem<M>], silent: &mut Vec<&'m str>) {
        for item in items.iter().filter(|item| !matches!(item.action, Action::Separator)) {
            // The catalogue gives back the id of a text that it lacks.
            if !words::text(item.help).contains(' ') {
                silent.push(&item.label.text);
            }
            if let Action::Open(inner) = &item.action {
                look(inner, silent);
            }
        }
    }
    let mut silent = Vec::new();
    menus.iter().for_each(|menu| look(&menu.items, &mut silent));
    silent
}

/// Returns the key that a menu writes so.
fn stroke(written: &str) -> (Key, Modifiers) {
    let (mut modifiers, mut rest) = (Modifiers::empty(), written);
    while let Some((name, after)) = rest.split_once('+').filter(|(_, after)| !after.is_empty()) {
        modifiers |= match name {
            "Ctrl" => Modifiers::COMMAND,
            "Shift" => Modifiers::SHIFT,
            "Alt" => Modifiers::ALT,
            other => panic!("{written}: {other}"),
        };
        rest = after;
    }
    let named = match rest {
        "Del" => Named::Delete,
        "Ins" => Named::Insert,
        "Enter" => Named::Enter,
        "Esc" => Named::Escape,
        "Space" => Named::Space,
        "Backspace" => Named::Backspace,
        "Home" => Named::Home,
        "End" => Named::End,
        "PgUp" => Named::PageUp,
        "PgDn" => Named::PageDown,
        "F1" => Named::F1,
        "F2" => Named::F2,
        "F3" => Named::F3,
        "F4" => Named::F4,
        "F5" => Named::F5,
        "F6" => Named::F6,
        "F7" => Named::F7,
        "F8" => Named::F8,
        "F9" => Named::F9,
        "F11" => Named::F11,
        "F12" => Named::F12,
        "Left" => Named::ArrowLeft,
        "Right" => Named::ArrowRight,
        "Up" => Named::ArrowUp,
        "Down" => Named::ArrowDown,
        one => {
            assert_eq!(one.chars().count(), 1, "{written}");
            let one = if modifiers.shift() { one.to_uppercase() } else { one.to_lowercase() };
            return (Key::Character(one.as_str().into()), modifiers);
        }
    };
    (Key::Named(named), modifiers)
}

/// What the part with the focus does by itself.
const OF_THE_FOCUS: [&str; 5] = ["Ctrl+X", "Ctrl+C", "Ctrl+V", "Ctrl+A", "Del"];

/// Fails when a shortcut stands at two commands of a window, when an access key is used twice in a
/// menu, when a line does not say what it does, and when a shortcut does not do what its command
/// does.
pub(crate) fn sound<'a, M: Clone + Debug + Send + 'static>(view: impl Fn() -> Element<'a, M>) {
    let menus = menus(view());
    assert!(!menus.is_empty(), "the window has no menus");
    assert_eq!(silent(&menus), [""; 0], "these lines do not say what they do");
    letters("menu bar", &menus.iter().map(|menu| &menu.title).collect::<Vec<_>>());
    for menu in &menus {
        panel(&menu.title.text, &menu.items);
    }
    let all = commands(&menus);
    let mut by_shortcut: BTreeMap<&str, &Command<M>> = BTreeMap::new();
    for command in all.iter().filter(|command| !command.shortcut.is_empty()) {
        let what = |c: &Command<M>| format!("{:?}", c.message);
        if let Some(other) = by_shortcut.insert(&command.shortcut, command) {
            let both = (&other.label, &command.label, &command.shortcut);
            assert_eq!(what(other), what(command), "{both:?}");
        }
        let (key, modifiers) = stroke(&command.shortcut);
        if let Key::Character(letter) = &key
            && modifiers == Modifiers::ALT
        {
            let title = menus.iter().find(|m| m.title.answers(letter.chars().next().unwrap()));
            assert!(title.is_none(), "{} opens a menu", command.shortcut);
        }
        let Some(message) = &command.message else { continue };
        let heard = heard(view(), key, modifiers);
        let right = heard.iter().any(|heard| format!("{heard:?}") == format!("{message:?}"));
        let of_the_focus = OF_THE_FOCUS.contains(&command.shortcut.as_str());
        let idle = heard.is_empty() && !command.enabled;
        assert!(
            right || of_the_focus || idle,
            "{} says {:?}, {:?} sends {message:?}",
            command.shortcut,
            heard,
            command.label,
        );
    }
}

fn heard<M>(view: Element<'_, M>, key: Key, modifiers: Modifiers) -> Vec<M> {
    let mut renderer = renderer();
    let mut ui = UserInterface::build(view, SIZE, Cache::default(), &mut renderer);
    let mut update = |event: Event| {
        let mut messages = Vec::new();
        let none = mouse::Cursor::Unavailable;
        let _ = ui.update(&[event], none, &mut renderer, &mut clipboard::Null, &mut messages);
        messages
    };
    // What a window says by itself when it is first looked at.
    let _ = update(Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)));
    update(press(key, modifiers))
}

fn panel<M>(title: &str, items: &[MenuItem<M>]) {
    let usable = |item: &MenuItem<M>| !matches!(item.action, Action::Separator);
    let labels: Vec<_> = items.iter().filter(|item| usable(item)).map(|i| &i.label).collect();
    letters(title, &labels);
    for item in items {
        if let Action::Open(inner) = &item.action {
            panel(&format!("{title}, {}", item.label.text), inner);
        }
    }
}

fn letters(place: &str, labels: &[&super::Label]) {
    let mut seen = BTreeMap::new();
    for label in labels {
        if let Some((key, _)) = label.key
            && let Some(other) = seen.insert(key, &label.text)
        {
            panic!("{place}: {key:?} is the access key of {other:?} and of {:?}", label.text);
        }
    }
}

mod tests {
    use super::*;
    use crate::ui::widget::{keys, menu_bar};

    #[derive(Debug, Clone, PartialEq)]
    enum Said {
        One,
        Two,
    }

    fn window(second: &str, key: &str) -> Element<'static, Said> {
        let items = [
            MenuItem::new("&One", Said::One).help("screens-menus-open").shortcut("Ctrl+O"),
            MenuItem::new(second, Said::Two).help("screens-menus-move").shortcut(key),
        ];
        keys(menu_bar([Menu::new("&File", items)]), |key, modifiers| match key {
            Key::Character(c) if c == "o" && modifiers.command() => Some(Said::One),
            Key::Named(Named::F5) => Some(Said::Two),
            _ => None,
        })
        .into()
    }

    #[test]
    fn a_sound_menu_passes() {
        sound(|| window("&Two", "F5"));
    }

    #[test]
    #[should_panic(expected = "access key")]
    fn an_access_key_used_twice_is_found() {
        sound(|| window("Tw&o", "F5"));
    }

    #[test]
    #[should_panic(expected = "Ctrl+O")]
    fn a_shortcut_used_twice_is_found() {
        sound(|| window("&Two", "Ctrl+O"));
    }

    #[test]
    #[should_panic(expected = "F6 says []")]
    fn a_shortcut_that_does_nothing_is_found() {
        sound(|| window("&Two", "F6"));
    }

    #[test]
    #[should_panic(expected = "do not say")]
    fn a_line_that_says_nothing_is_found() {
        let silent = MenuItem::new("&Three", Said::One);
        sound(|| keys(menu_bar([Menu::new("&File", [silent.clone()])]), |_, _| None).into());
    }
}

//! Menus, played by keys and mouse, over a window with a field.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::column;
use iced::{Element, Point};

use super::*;
use crate::ui::widget::testing::{Stage, press, release};
use crate::ui::widget::{button, context_menu, field, keys};

#[derive(Debug, Clone, PartialEq)]
enum Said {
    Open,
    Print,
    Copy,
    Dark,
    Typed(String),
    Pressed,
    Closed,
    Escape,
}

#[derive(Default)]
struct Window {
    text: String,
    menu: Option<Point>,
}

fn view(window: &Window) -> Element<'_, Said> {
    let bar = menu_bar([
        Menu::new(
            "&File",
            [
                MenuItem::new("&Open", Said::Open).shortcut("Ctrl+O"),
                MenuItem::separator(),
                MenuItem::new("&Print", Said::Print).enabled(false),
            ],
        ),
        Menu::new("&Edit", [MenuItem::new("&Copy", Said::Copy)]),
        Menu::new(
            "&View",
            [
                MenuItem::new("&Wide", Said::Copy),
                MenuItem::submenu(
                    "&Look",
                    [MenuItem::new("&Light", Said::Copy), MenuItem::new("&Dark", Said::Dark)],
                ),
            ],
        ),
    ]);
    let name = field("&Name:", &window.text).id("name").on_input(Said::Typed);
    let body = column![bar, name, button("&Press").on_press(Said::Pressed).id("press")];
    let items = || vec![MenuItem::new("&Reply", Said::Open), MenuItem::new("&Burn", Said::Dark)];
    let menu = window.menu.map(|at| (at, items()));
    keys(context_menu(body, menu, Said::Closed), |key, _| {
        (*key == Key::Named(Named::Escape)).then_some(Said::Escape)
    })
    .into()
}

fn update(window: &mut Window, said: &Said) {
    match said {
        Said::Typed(text) => window.text.clone_from(text),
        Said::Closed => window.menu = None,
        _ => {}
    }
}

fn stage() -> Stage<Window, Said> {
    Stage::new(Window::default(), view, update)
}

#[test]
fn a_menu_opens_by_click_and_closes_outside() {
    let mut stage = stage();
    assert!(stage.find("Open").is_none());
    stage.click("File");
    stage.click("Open");
    assert_eq!(stage.heard, [Said::Open]);
    assert!(stage.find("Open").is_none(), "closed after use");
    stage.click("File");
    stage.click_at(Point::new(500.0, 400.0));
    assert!(stage.find("Open").is_none());
    stage.click("File");
    stage.click("File");
    assert!(stage.find("Open").is_none(), "a second click closes");
}

#[test]
fn a_click_outside_reaches_nothing_else() {
    let mut stage = stage();
    stage.click("File");
    let at = stage.find("Press").unwrap();
    stage.click_at(Point::new(at.x + at.width - 2.0, at.center_y()));
    assert!(stage.heard.is_empty(), "{:?}", stage.heard);
}

#[test]
fn a_disabled_item_does_nothing() {
    let mut stage = stage();
    stage.click("File");
    stage.click("Print");
    assert!(stage.heard.is_empty());
    assert!(stage.find("Print").is_some(), "and leaves the menu open");
}

#[test]
fn the_pointer_changes_menus() {
    let mut stage = stage();
    stage.click("File");
    let edit = stage.find("Edit").unwrap().center();
    stage.point(edit);
    assert!(stage.find("Copy").is_some() && stage.find("Open").is_none());
}

#[test]
fn letters_choose_and_a_field_does_not_get_them() {
    let mut stage = stage();
    stage.alt("n");
    assert!(stage.has_focus("name"), "the caption's letter leads to the field");
    stage.alt("f");
    assert!(stage.find("Open").is_some());
    stage.send([press(Key::Character("o".into()), Modifiers::empty())]);
    assert_eq!(stage.heard, [Said::Open]);
    assert!(stage.has_focus("name"), "the focus is where it was");
    assert_eq!(stage.state.text, "");
    stage.send(iced_test::simulator::typewrite("a"));
    assert_eq!(stage.state.text, "a");
}

#[test]
fn one_batch_of_keys_is_enough() {
    let mut stage = stage();
    stage.alt("n");
    stage.send([
        press(Key::Character("f".into()), Modifiers::ALT),
        press(Key::Character("o".into()), Modifiers::empty()),
    ]);
    assert_eq!(stage.heard, [Said::Open]);
}

#[test]
fn arrows_walk_through_menus_and_submenus() {
    let mut stage = stage();
    stage.tap(Named::F10);
    assert!(stage.find("Open").is_none(), "only the title is marked");
    stage.tap(Named::ArrowLeft);
    stage.tap(Named::ArrowDown);
    assert!(stage.find("Wide").is_some(), "around the end");
    stage.tap(Named::ArrowDown);
    stage.tap(Named::ArrowRight);
    assert!(stage.find("Light").is_some());
    stage.tap(Named::ArrowUp);
    stage.tap(Named::Enter);
    assert_eq!(stage.heard, [Said::Dark]);
    assert!(stage.find("Wide").is_none());
}

#[test]
fn separators_are_passed_over() {
    let mut stage = stage();
    stage.alt("f");
    stage.tap(Named::ArrowDown);
    stage.tap(Named::ArrowDown);
    stage.tap(Named::Enter);
    assert_eq!(stage.heard, [Said::Open], "Open, Print, and around to Open");
}

#[test]
fn escape_leaves_step_by_step() {
    let mut stage = stage();
    stage.alt("v");
    stage.send([press(Key::Character("l".into()), Modifiers::empty())]);
    assert!(stage.find("Dark").is_some());
    stage.tap(Named::Escape);
    assert!(stage.find("Dark").is_none() && stage.find("Wide").is_some());
    stage.tap(Named::Escape);
    assert!(stage.find("Wide").is_none());
    stage.tap(Named::Escape);
    assert!(stage.heard.is_empty(), "all three were the menu's");
    stage.tap(Named::Escape);
    assert_eq!(stage.heard, [Said::Escape]);
}

#[test]
fn alt_alone_marks_the_bar_but_not_with_other_keys() {
    let mut stage = stage();
    let alt = || press(Key::Named(Named::Alt), Modifiers::ALT);
    stage.send([alt()]);
    stage.send([release(Named::Alt)]);
    stage.tap(Named::ArrowDown);
    assert!(stage.find("Open").is_some());
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.send([alt(), press(Key::Named(Named::Tab), Modifiers::ALT), release(Named::Alt)]);
    stage.tap(Named::ArrowDown);
    assert!(stage.find("Open").is_none(), "Alt+Tab is not Alt");
}

#[test]
fn altgr_types_and_opens_nothing() {
    let mut stage = stage();
    stage.alt("n");
    let altgr = Modifiers::ALT | Modifiers::CTRL;
    stage.send([press(Key::Character("f".into()), altgr)]);
    assert!(stage.find("Open").is_none());
}

#[test]
fn a_context_menu_is_for_keys_and_mouse() {
    let mut stage = stage();
    stage.state.menu = Some(Point::new(630.0, 470.0));
    let reply = stage.find("Reply").unwrap();
    assert!(reply.x + reply.width <= 640.0 && reply.y + reply.height <= 480.0, "inside the window");
    stage.tap(Named::Enter);
    assert_eq!(stage.heard, [Said::Closed, Said::Open], "the first line was chosen");
    stage.state.menu = Some(Point::new(10.0, 100.0));
    stage.click("Burn");
    assert_eq!(stage.heard[2..], [Said::Closed, Said::Dark]);
    stage.state.menu = Some(Point::new(10.0, 100.0));
    stage.tap(Named::Escape);
    assert_eq!(stage.heard[4..], [Said::Closed]);
    assert!(stage.find("Burn").is_none());
    stage.state.menu = Some(Point::new(10.0, 100.0));
    stage.click_at(Point::new(600.0, 400.0));
    assert_eq!(stage.heard[5..], [Said::Closed]);
}

#[test]
fn a_whole_walk_in_one_batch_ends_where_it_began() {
    let none = Modifiers::empty();
    let key = |named| press(Key::Named(named), none);
    let mut walk = vec![
        press(Key::Named(Named::Alt), Modifiers::ALT),
        press(Key::Character("v".into()), Modifiers::ALT),
        release(Named::Alt),
    ];
    walk.extend([Named::ArrowDown, Named::ArrowRight].map(key));
    walk.extend([Named::Escape, Named::Escape, Named::Escape].map(key));
    let mut stage = stage();
    stage.alt("n");
    stage.send(walk.clone());
    assert!(stage.heard.is_empty(), "{:?}", stage.heard);
    assert!(stage.find("Wide").is_none());
    for event in walk {
        stage.send([event]);
    }
    assert!(stage.find("Wide").is_none());
    assert!(stage.has_focus("name"));
    stage.tap(Named::Escape);
    assert_eq!(stage.heard, [Said::Escape]);
}

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

fn palette(stage: &mut Stage<Window, Said>) {
    stage.send([press(Key::Character("p".into()), Modifiers::COMMAND | Modifiers::SHIFT)]);
    stage.redraw();
}

fn letters<S, M: Clone>(stage: &mut Stage<S, M>, text: &str) {
    for letter in text.chars() {
        stage.send([press(Key::Character(letter.to_string().into()), Modifiers::empty())]);
    }
}

#[test]
fn the_palette_finds_and_runs_any_command_of_the_menus() {
    let mut stage = stage();
    stage.alt("n");
    palette(&mut stage);
    assert!(stage.find("View › Look").is_some());
    letters(&mut stage, "lok dar");
    assert!(stage.find("Light").is_none());
    letters(&mut stage, "");
    stage.send([press(Key::Named(Named::Escape), Modifiers::empty())]);
    stage.redraw();
    assert!(stage.find("Commands").is_none());
    assert!(stage.has_focus("name"), "the focus is where it was");
    assert_eq!(stage.heard, [], "nothing was typed into the field below, and Escape left only it");
    palette(&mut stage);
    letters(&mut stage, "dar");
    stage.tap(Named::Enter);
    assert_eq!(stage.heard, [Said::Dark]);
    palette(&mut stage);
    let (first, second) = (stage.find("Dark").unwrap(), stage.find("Open").unwrap());
    assert!(first.y < second.y, "what was used last is first");
    stage.tap(Named::ArrowDown);
    stage.tap(Named::Enter);
    assert_eq!(stage.heard[1..], [Said::Open]);
}

#[test]
fn what_cannot_be_used_is_shown_but_not_run() {
    let mut stage = stage();
    palette(&mut stage);
    letters(&mut stage, "print");
    stage.tap(Named::Enter);
    assert_eq!(stage.heard, []);
    assert!(stage.find("Print").is_some());
    stage.click_at(Point::new(5.0, 470.0));
    stage.redraw();
    assert!(stage.find("Print").is_none(), "a click beside it closes it");
}

#[test]
fn the_palette_leads_to_the_sheet() {
    let help: fn(&()) -> Element<'_, Said> =
        |()| keys(menu_bar([Menu::help([])]), |_, _| None).into();
    let mut stage = Stage::new((), help, |(), _| {});
    stage.alt("h");
    stage.send([press(Key::Character("p".into()), Modifiers::empty())]);
    stage.redraw();
    assert!(stage.find("Commands").is_some());
    stage.tap(Named::Enter);
    stage.redraw();
    assert!(stage.find("Go to the menu bar").is_some());
}

#[test]
fn the_sheet_lists_the_shortcuts_and_can_be_filtered() {
    let mut stage = stage();
    stage.tap(Named::F1);
    stage.redraw();
    assert!(stage.find("Ctrl+O").is_some());
    assert!(stage.find("Print").is_none(), "it has no shortcut");
    assert!(stage.find("Everywhere").is_some());
    letters(&mut stage, "f10");
    assert!(stage.find("Ctrl+O").is_none());
    assert!(stage.find("F10, Alt").is_some());
    stage.click("Close");
    stage.redraw();
    assert!(stage.find("Keyboard Shortcuts").is_none());
}

#[test]
fn the_sheet_is_printed_as_it_is_shown() {
    let window: fn(&()) -> Element<'_, String> = |()| {
        let open = MenuItem::new("&Open…", String::new()).shortcut("Ctrl+O");
        let print = MenuItem::new("&Write", String::new()).shortcut("Ctrl+Shift+W");
        let menus = [Menu::new("&File", [open, print])];
        keys(menu_bar(menus).on_print(|text| text), |_, _| None).into()
    };
    let mut stage = Stage::new((), window, |(), _| {});
    stage.tap(Named::F1);
    stage.redraw();
    letters(&mut stage, "ctrl+");
    stage.send([press(Key::Character("p".into()), Modifiers::COMMAND)]);
    stage.redraw();
    assert!(stage.find("Keyboard Shortcuts").is_none(), "it makes way for the printing");
    let text = stage.heard.pop().unwrap();
    assert!(text.starts_with("File\n────\nOpen "), "{text}");
    let places: Vec<usize> = text.lines().filter_map(|line| line.find("Ctrl+")).collect::<Vec<_>>();
    assert!(places.len() > 2 && places.iter().all(|at| *at == places[0]), "{text}");
    assert!(!text.contains("F10"), "only what was found");
    stage.tap(Named::F1);
    stage.redraw();
    stage.click("Print…");
    assert!(stage.heard.pop().unwrap().contains("F10, Alt"));
    stage.tap(Named::F1);
    stage.redraw();
    stage.alt("p");
    assert_eq!(stage.heard.len(), 1, "by its letter, too");
}

#[test]
fn a_letter_goes_to_a_line_without_an_access_key() {
    let items = [MenuItem::new("One", 1), MenuItem::new("Two", 2), MenuItem::new("Three", 3)];
    let mut open = popup::Open::first(&items, true);
    for (letter, line) in [("t", 1), ("t", 2), ("t", 1), ("o", 0), ("x", 0)] {
        let _ = open.key(&items, &press(Key::Character(letter.into()), Modifiers::empty()));
        assert_eq!(open, popup::Open::at(line), "{letter}");
    }
}

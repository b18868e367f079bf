//! The tree, played by keys and mouse.

use iced::Element;
use iced::keyboard::{Key, Modifiers, key::Named};

use super::*;
use crate::ui::widget::list::moved;
use crate::ui::widget::testing::{Stage, press};

struct Folders {
    open: bool,
    selected: Option<usize>,
}

fn items(open: bool) -> Vec<TreeItem<'static>> {
    let mut items = vec![TreeItem::new("Root", 0).expanded(Some(open))];
    if open {
        items.push(TreeItem::new("Inbox", 1).unread(2));
        items.push(TreeItem::new("Projects", 1).expanded(Some(false)));
    }
    items.extend((0..40).map(|n| TreeItem::new(format!("Other {n}"), 0)));
    items
}

fn view(folders: &Folders) -> Element<'_, TreeEvent> {
    Tree::new(items(folders.open), folders.selected, |event| event).id("tree").into()
}

fn update(folders: &mut Folders, event: &TreeEvent) {
    let items = items(folders.open);
    match event {
        TreeEvent::Move(delta) => folders.selected = moved(folders.selected, *delta, items.len()),
        TreeEvent::Select(row) => folders.selected = Some(*row),
        TreeEvent::Toggle(0) => folders.open = !folders.open,
        TreeEvent::Collapse => match folders.selected {
            Some(0) => folders.open = false,
            Some(row) => folders.selected = parent(&items, row).or(folders.selected),
            None => {}
        },
        TreeEvent::Expand if folders.selected == Some(0) => folders.open = true,
        _ => {}
    }
}

fn stage() -> Stage<Folders, TreeEvent> {
    Stage::new(Folders { open: true, selected: Some(1) }, view, update)
}

#[test]
fn keys_walk_close_and_open() {
    let mut stage = stage();
    stage.click("Inbox");
    let key = |named| press(Key::Named(named), Modifiers::empty());
    stage.send([key(Named::ArrowDown), key(Named::ArrowDown)]);
    assert_eq!(stage.state.selected, Some(3));
    stage.send([key(Named::ArrowUp), key(Named::ArrowLeft)]);
    assert_eq!(stage.state.selected, Some(0), "to the parent");
    stage.tap(Named::ArrowLeft);
    assert!(stage.find("Inbox").is_none(), "closed");
    stage.tap(Named::ArrowRight);
    assert!(stage.find("Inbox").is_some(), "open again");
    stage.tap(Named::Enter);
    assert_eq!(stage.heard.last(), Some(&TreeEvent::Activate(None)));
}

#[test]
fn the_selected_row_stays_in_sight() {
    let mut stage = stage();
    stage.click("Inbox");
    stage.tap(Named::End);
    assert!(stage.find("Other 39").is_some());
    assert!(stage.find("Root").is_none());
    stage.tap(Named::Home);
    assert!(stage.find("Root").is_some());
}

#[test]
fn the_sign_opens_and_the_name_selects() {
    let mut stage = stage();
    let root = stage.find("Root").unwrap();
    stage.click_at(iced::Point::new(root.x + 10.0, root.center_y()));
    assert_eq!(stage.heard, [TreeEvent::Toggle(0)]);
    assert!(stage.find("Inbox").is_none());
    stage.click("Other 0");
    stage.click("Other 0");
    assert_eq!(stage.heard[1..], [TreeEvent::Select(1), TreeEvent::Activate(Some(1))]);
}

#[test]
fn letters_and_menus_are_told() {
    let mut stage = stage();
    stage.right_click("Inbox");
    assert!(matches!(stage.heard[0], TreeEvent::Context { row: Some(1), .. }));
    stage.send(iced_test::simulator::typewrite("ot"));
    assert_eq!(stage.heard.last(), Some(&TreeEvent::Typed("ot".into())));
    stage.tap(Named::ContextMenu);
    assert!(matches!(stage.heard.last(), Some(TreeEvent::Context { row: Some(1), .. })));
}

#[test]
fn a_row_knows_what_it_lies_in() {
    let items = items(true);
    assert_eq!(parent(&items, 2), Some(0));
    assert_eq!(parent(&items, 0), None);
    assert_eq!(parent(&items, 99), None);
}

#[test]
fn a_field_goes_along_with_its_row_and_says_what_is_wrong_where_there_is_room() {
    let view: fn(&usize) -> Element<'_, TreeEvent> = |row| {
        let tree = Tree::new(items(true), Some(*row), |event| event).id("tree");
        tree.naming(*row, "name", "Other", "It is taken.").into()
    };
    let mut stage = Stage::new(1_usize, view, |row, event| {
        if let TreeEvent::Select(other) = event {
            *row = *other;
        }
    });
    let inbox = stage.find("Root").unwrap().y + theme::ROW;
    assert!(stage.find("Inbox").is_none(), "the field stands in its place");
    assert!(stage.find("It is taken.").unwrap().y > inbox, "below");
    // Named by another program at the end of the list: it comes into sight.
    stage.state = 42;
    let told = stage.find("It is taken.").unwrap();
    let above = stage.find("Other 38").unwrap();
    assert!(told.y < above.y + 2.0 * theme::ROW, "above: there is no room below");
    // A click on another row leaves the field before it selects.
    let at = stage.find("Other 30").unwrap().center();
    stage.click_at(at);
    let row = 33;
    assert_eq!(stage.heard.last(), Some(&TreeEvent::Select(row)));
}

//! Tabs by keys and mouse.

use iced::keyboard::Modifiers;
use iced::widget::column;

use super::*;
use crate::ui::widget::testing::{Stage, press};
use crate::ui::widget::{button, field, keys};

#[derive(Debug, Clone, PartialEq)]
enum Said {
    Page(usize),
    Typed(String),
    Ok,
}

fn view(page: &usize) -> Element<'_, Said> {
    let ids = ["first", "second", "third"];
    let id = ids[*page];
    let content = field("", id).id(id).on_input(Said::Typed);
    let sheet = tabs(["&General", "&Look", "Mail"], *page, content, Said::Page);
    keys(column![sheet.id("tabs"), button("OK").id("ok").on_press(Said::Ok)], |_, _| None).into()
}

fn stage() -> Stage<usize, Said> {
    Stage::new(0, view, |page, said| {
        if let Said::Page(at) = said {
            *page = *at;
        }
    })
}

#[test]
fn arrows_go_through_the_tabs_and_stop_at_the_ends() {
    let mut stage = stage();
    stage.tap(Named::Tab);
    assert!(stage.has_focus("tabs"));
    let key = |named| press(Key::Named(named), Modifiers::empty());
    stage.send([key(Named::ArrowRight), key(Named::ArrowRight), key(Named::ArrowRight)]);
    assert_eq!(stage.heard, [Said::Page(1), Said::Page(2)]);
    stage.send([key(Named::Home)]);
    assert_eq!(stage.state, 0);
    stage.tap(Named::Tab);
    assert!(stage.has_focus("first"));
}

#[test]
fn control_turns_pages_from_inside_them_and_the_focus_stays_in_sight() {
    let mut stage = stage();
    stage.click("first");
    assert!(stage.has_focus("first"));
    let turn = |named, more| press(Key::Named(named), Modifiers::COMMAND | more);
    stage.send([turn(Named::Tab, Modifiers::SHIFT)]);
    assert_eq!(stage.state, 2, "around the end");
    assert!(stage.has_focus("tabs"));
    stage.click("OK");
    stage.send([turn(Named::PageDown, Modifiers::empty())]);
    assert_eq!(stage.state, 0);
    assert!(stage.has_focus("ok"), "what is outside the page keeps it");
}

#[test]
fn a_letter_and_a_click_choose_a_tab() {
    let mut stage = stage();
    stage.alt("l");
    assert_eq!(stage.state, 1);
    assert!(stage.has_focus("tabs"));
    stage.click("Mail");
    assert_eq!(stage.state, 2);
    stage.click("Mail");
    assert_eq!(stage.heard.len(), 2, "nothing changed");
}

#[test]
fn the_row_of_the_page_that_is_shown_is_the_lowest() {
    let widths = [40.0; 5];
    assert_eq!(lay(&widths, 300.0, 0).len(), 1);
    assert_eq!(lay(&widths, 100.0, 0), [2..4, 4..5, 0..2]);
    assert_eq!(lay(&widths, 100.0, 4), [0..2, 2..4, 4..5]);
    assert_eq!(lay(&[], 100.0, 0).len(), 1);
}

//! The tool bar, played by keys and mouse.

use iced::Element;
use iced::keyboard::key::Named;

use super::*;
use crate::ui::widget::testing::Stage;
use crate::ui::widget::{button, keys};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Said {
    Reply,
    Forward,
    Other,
}

fn view(_: &()) -> Element<'_, Said> {
    let bar = tool_bar([
        Tool::new(Icon::Move, "Move"),
        Tool::new(Icon::Reply, "Reply").on_press(Said::Reply).tip("Answer the sender"),
        Tool::separator(),
        Tool::new(Icon::Delete, "Delete"),
        Tool::new(Icon::Forward, "Forward").on_press(Said::Forward),
    ])
    .id("tools");
    let body = iced::widget::column![bar, button("Other").on_press(Said::Other).id("other")];
    keys(body, |_, _| None).into()
}

fn stage() -> Stage<(), Said> {
    Stage::new((), view, |(), _| {})
}

#[test]
fn it_is_one_stop_with_arrows_inside() {
    let mut stage = stage();
    stage.tap(Named::Tab);
    assert!(stage.has_focus("tools"));
    stage.tap(Named::Space);
    stage.tap(Named::ArrowRight);
    stage.tap(Named::ArrowRight);
    stage.tap(Named::Enter);
    assert_eq!(stage.heard, [Said::Reply, Said::Forward], "disabled buttons are passed over");
    stage.tap(Named::Tab);
    assert!(stage.has_focus("other"));
}

#[test]
fn a_click_presses_and_leaves_the_focus() {
    let mut stage = stage();
    stage.click("Other");
    assert!(stage.has_focus("other"));
    stage.click("Forward");
    stage.click("Delete");
    assert_eq!(stage.heard, [Said::Other, Said::Forward]);
    assert!(stage.has_focus("other"));
}

#[test]
fn the_tip_comes_after_a_rest_and_goes_with_a_press() {
    let mut stage = stage();
    let at = stage.find("Reply").unwrap().center();
    stage.point(at);
    let redraw = |after: u64| {
        let then = Instant::now() + Duration::from_millis(after);
        Event::Window(window::Event::RedrawRequested(then))
    };
    stage.send([redraw(100)]);
    assert!(stage.find("Answer the sender").is_none());
    stage.send([redraw(900)]);
    assert!(stage.find("Answer the sender").is_some());
    stage.click_at(at);
    assert!(stage.find("Answer the sender").is_none());
}

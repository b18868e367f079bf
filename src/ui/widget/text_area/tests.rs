//! Text areas, played by keys and mouse.

use iced::keyboard::Modifiers;
use iced::widget::column;

use super::*;
use crate::ui::widget::testing::{Stage, press};
use crate::ui::widget::{button, keys};

#[derive(Debug, Clone)]
enum Message {
    Did(Action),
    Pressed,
}

struct Note {
    text: Content,
    reading: bool,
    epoch: u64,
}

fn view(note: &Note) -> Element<'_, Message> {
    let area = text_area(&note.text, Message::Did).id("text").epoch(note.epoch);
    let area: Element<'_, Message> = if note.reading { area.reading().into() } else { area.into() };
    let content = column![button("Above").on_press(Message::Pressed), area];
    keys(content, |_, _| None).into()
}

fn update(note: &mut Note, message: &Message) {
    match message {
        Message::Did(action) if note.reading && action.is_edit() => {}
        Message::Did(action) => note.text.perform(action.clone()),
        Message::Pressed => {}
    }
}

/// A window of 640 by 480 with a hundred numbered lines; some 28 of them are shown.
fn stage(reading: bool) -> Stage<Note, Message> {
    let lines: Vec<String> = (0..100).map(|n| format!("line {n}")).collect();
    let text = Content::with_text(&lines.join("\n"));
    let mut stage = Stage::new(Note { text, reading, epoch: 0 }, view, update);
    stage.tap(Named::Tab);
    stage.tap(Named::Tab);
    assert!(stage.has_focus("text"));
    stage.redraw();
    stage
}

fn cursor(stage: &Stage<Note, Message>) -> usize {
    stage.state.text.cursor().position.line
}

fn tap(stage: &mut Stage<Note, Message>, modifiers: Modifiers, key: Named) {
    stage.send([press(Key::Named(key), modifiers)]);
    stage.redraw();
}

/// Returns the line that a click at the top of the area hits.
fn top(stage: &mut Stage<Note, Message>) -> usize {
    // Elsewhere than last time, or it would be a double click.
    let x = 100.0 + 50.0 * (stage.heard.len() % 7) as f32;
    stage.click_at(Point::new(x, theme::CONTROL + PADDING + 3.0));
    stage.redraw();
    cursor(stage)
}

#[test]
fn the_cursor_is_followed_and_pages_are_turned() {
    let mut stage = stage(false);
    tap(&mut stage, Modifiers::empty(), Named::PageDown);
    let page = cursor(&stage);
    assert!((20..30).contains(&page), "{page}");
    tap(&mut stage, Modifiers::empty(), Named::PageDown);
    assert_eq!(cursor(&stage), 2 * page);
    tap(&mut stage, Modifiers::COMMAND, Named::End);
    assert_eq!(cursor(&stage), 99);
    let first = top(&mut stage);
    assert!((70..=73).contains(&first), "the last line is in sight: {first}");
    stage.tap(Named::ArrowUp);
    stage.redraw();
    assert_eq!(top(&mut stage), first - 1, "one line up, and no more");
    for _ in 0..5 {
        tap(&mut stage, Modifiers::empty(), Named::PageUp);
    }
    assert_eq!(top(&mut stage), 0);
}

#[test]
fn marking_is_followed_to_its_end() {
    let mut stage = stage(false);
    for _ in 0..40 {
        tap(&mut stage, Modifiers::SHIFT, Named::ArrowDown);
    }
    let marked = stage.state.text.selection().unwrap();
    assert_eq!(marked.lines().count(), 40);
    let first = top(&mut stage);
    assert!((11..=15).contains(&first), "line 40 came into sight at the foot: {first}");
    tap(&mut stage, Modifiers::SHIFT, Named::PageDown);
    assert!(stage.state.text.selection().unwrap().lines().count() > 20);
}

#[test]
fn the_wheel_turns_and_what_is_out_of_sight_cannot_be_clicked() {
    let mut stage = stage(false);
    stage.point(Point::new(100.0, 200.0));
    let down = mouse::ScrollDelta::Lines { x: 0.0, y: -10.0 };
    stage.send([Event::Mouse(mouse::Event::WheelScrolled { delta: down })]);
    assert_eq!(top(&mut stage), 30);
    stage.click("Above");
    assert!(matches!(stage.heard.last(), Some(Message::Pressed)));
    assert_eq!(cursor(&stage), 30, "the button lies where the text goes on");
}

#[test]
fn a_text_that_is_read_turns_at_once_and_a_new_one_begins_at_its_top() {
    let mut stage = stage(true);
    stage.tap(Named::ArrowDown);
    stage.tap(Named::ArrowDown);
    assert_eq!(cursor(&stage), 0, "the cursor stays");
    assert_eq!(top(&mut stage), 2);
    stage.tap(Named::End);
    assert!((70..=73).contains(&top(&mut stage)));
    stage.tap(Named::Home);
    stage.tap(Named::Space);
    assert!((20..30).contains(&top(&mut stage)));
    stage.state.text = Content::with_text(&"another\n".repeat(100));
    stage.state.epoch += 1;
    assert_eq!(top(&mut stage), 0);
}

#[test]
fn marking_goes_on_below_the_text() {
    let mut stage = stage(true);
    let start = Point::new(100.0, 100.0);
    stage.point(start);
    stage.send([Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))]);
    for n in 0..10 {
        stage.point(Point::new(100.0, 481.0 + n as f32));
    }
    stage.send([Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))]);
    let marked = stage.state.text.selection().unwrap();
    assert!(marked.lines().count() > 30, "{}", marked.lines().count());
    assert_eq!(top(&mut stage), 10);
}

#[test]
fn wrapped_lines_are_scrolled_to_the_very_end() {
    // A word that is wider than the text is broken, too.
    for words in ["word ".repeat(40), "w".repeat(300)] {
        let lines: Vec<String> = (0..60).map(|n| format!("{n} {words}")).collect();
        let text = Content::with_text(&format!("{}\nend", lines.join("\n")));
        let mut stage = Stage::new(Note { text, reading: true, epoch: 0 }, view, update);
        stage.tap(Named::Tab);
        stage.tap(Named::Tab);
        stage.tap(Named::End);
        stage.redraw();
        // The last row of the last page is the last line.
        let rows = lines_in(480.0 - theme::CONTROL);
        let foot = theme::CONTROL + PADDING + (rows as f32 - 0.5) * theme::LINE;
        stage.click_at(Point::new(100.0, foot));
        assert_eq!(cursor(&stage), 60);
        // And the row above it is the end of the line before, not the whole of it.
        stage.click_at(Point::new(10.0, foot - theme::LINE));
        assert!(stage.state.text.cursor().position.column > 100);
    }
}

fn lines_in(height: f32) -> usize {
    lines(height - 2.0 * PADDING)
}

#[test]
fn the_bar_is_for_the_mouse() {
    let mut stage = stage(true);
    let at = |y: f32| Point::new(640.0 - theme::SCROLL / 2.0, y);
    stage.click_at(at(480.0 - 5.0));
    assert_eq!(top(&mut stage), 1);
    stage.click_at(at(400.0));
    assert!((20..30).contains(&top(&mut stage)));
}

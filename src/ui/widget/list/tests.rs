//! The list, played by keys and mouse, and what it costs.

use std::cell::Cell as Counter;
use std::collections::BTreeSet;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::{Element, Event, Point, keyboard, mouse};

use super::*;
use crate::ui::theme::{HEADER, ROW};
use crate::ui::widget::testing::{Stage, press};

struct Mail {
    len: usize,
    cursor: Option<usize>,
    selected: BTreeSet<usize>,
    columns: Vec<Column>,
    asked: Counter<usize>,
    watch: bool,
}

fn view(mail: &Mail) -> Element<'_, ListEvent> {
    let cell = |row: usize, column: usize| {
        mail.asked.set(mail.asked.get() + 1);
        match column {
            0 => Cell::text(format!("subject {row}")),
            _ => Cell::text(format!("sender {row}")),
        }
    };
    let list = List::new(mail.len, mail.columns.as_slice(), cell, |event| event)
        .id("list")
        .selected(|row| mail.selected.contains(&row))
        .cursor(mail.cursor)
        .empty("nothing here");
    if mail.watch { list.watch().into() } else { list.into() }
}

fn update(mail: &mut Mail, event: &ListEvent) {
    match event {
        ListEvent::Move { delta, .. } => mail.cursor = moved(mail.cursor, *delta, mail.len),
        ListEvent::Select { row, toggle: false, .. } => {
            mail.cursor = Some(*row);
            mail.selected = BTreeSet::from([*row]);
        }
        ListEvent::Resized(column, width) => mail.columns[*column].width = *width,
        _ => {}
    }
}

fn stage(len: usize) -> Stage<Mail, ListEvent> {
    let columns = vec![Column::new("Subject", 200.0).sortable(), Column::new("From", 100.0).fill()];
    let mail = Mail {
        len,
        cursor: None,
        selected: BTreeSet::new(),
        columns,
        asked: Counter::new(0),
        watch: false,
    };
    Stage::new(mail, view, update)
}

/// The rows that fit below the header of the stage.
fn page() -> usize {
    ((480.0 - HEADER) / ROW) as usize
}

fn key(named: Named) -> Event {
    press(Key::Named(named), Modifiers::empty())
}

#[test]
fn several_keys_of_one_batch_all_count() {
    let mut stage = stage(1_000);
    stage.click("subject 0");
    stage.send([key(Named::ArrowDown), key(Named::ArrowDown), key(Named::ArrowDown)]);
    assert_eq!(stage.state.cursor, Some(3));
    stage.send([key(Named::End), key(Named::ArrowUp)]);
    assert_eq!(stage.state.cursor, Some(998));
    stage.send([key(Named::PageUp)]);
    assert_eq!(stage.state.cursor, Some(998 - page() + 1));
    stage.send([key(Named::Home)]);
    assert_eq!(stage.state.cursor, Some(0));
}

#[test]
fn the_row_with_the_cursor_stays_in_sight() {
    let mut stage = stage(1_000_000);
    stage.click("subject 0");
    stage.tap(Named::End);
    assert!(stage.find("subject 999999").is_some());
    assert!(stage.find("subject 0").is_none());
    let last = stage.find("subject 999999").unwrap();
    assert!((last.y - (HEADER + (page() - 1) as f32 * ROW)).abs() < 1.0, "on the last whole row");
    stage.tap(Named::ArrowUp);
    assert!(stage.find("subject 999999").is_some(), "no more scrolling than needed");
}

#[test]
fn a_million_rows_cost_what_is_in_sight() {
    let cost = |len: usize| {
        let mut stage = stage(len);
        stage.click("subject 0");
        stage.state.asked.set(0);
        stage.tap(Named::End);
        stage.send([Event::Window(iced::window::Event::RedrawRequested(
            iced::time::Instant::now(),
        ))]);
        let _ = stage.find("no such text");
        stage.state.asked.get()
    };
    let (short, long) = (cost(100), cost(1_000_000));
    assert_eq!(short, long);
    assert!(long <= page() * 2 * 2, "{long} cells were asked for");
}

#[test]
fn drawing_asks_for_each_cell_in_sight_once() {
    use iced_test::simulator::Simulator;
    let mut mail = stage(1_000_000).state;
    mail.cursor = Some(500_000);
    let mut ui: Simulator<'_, ListEvent> = Simulator::with_size(
        super::super::testing::settings(),
        Size::new(640.0, 480.0),
        view(&mail),
    );
    mail.asked.set(0);
    let _ = ui.snapshot(&crate::ui::theme::Look::Classic.theme()).unwrap();
    assert_eq!(mail.asked.get(), page() * 2);
}

#[test]
fn clicks_tell_row_and_modifiers() {
    let mut stage = stage(50);
    stage.click("subject 4");
    stage.send([Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::SHIFT))]);
    stage.click("sender 6");
    stage.send([Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::COMMAND))]);
    stage.click("subject 2");
    assert_eq!(
        stage.heard,
        [
            ListEvent::Select { row: 4, extend: false, toggle: false },
            ListEvent::Select { row: 6, extend: true, toggle: false },
            ListEvent::Select { row: 2, extend: false, toggle: true },
        ]
    );
}

#[test]
fn a_double_click_and_enter_activate() {
    let mut stage = stage(50);
    stage.click("subject 4");
    stage.click("subject 4");
    stage.tap(Named::Enter);
    assert_eq!(stage.heard[1..], [ListEvent::Activate(Some(4)), ListEvent::Activate(None)]);
}

#[test]
fn a_menu_can_be_asked_for_by_button_and_by_key() {
    let mut stage = stage(3);
    stage.right_click("subject 1");
    let ListEvent::Context { row: Some(1), at } = stage.heard[0] else { panic!() };
    assert!(stage.find("subject 1").unwrap().contains(at));
    stage.click("subject 2");
    stage.tap(Named::ContextMenu);
    stage.send([press(Key::Named(Named::F10), Modifiers::SHIFT)]);
    let below = Point::new(8.0, HEADER + 3.0 * ROW);
    let asked = ListEvent::Context { row: Some(2), at: below };
    assert_eq!(stage.heard[2..], [asked.clone(), asked]);
    stage.point(Point::new(100.0, 400.0));
    stage.send([Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right))]);
    assert!(matches!(stage.heard.last(), Some(ListEvent::Context { row: None, .. })));
}

#[test]
fn the_header_sorts_and_resizes() {
    let mut stage = stage(5);
    stage.click("Subject");
    stage.click("From");
    assert_eq!(stage.heard, [ListEvent::Sort(0)], "From is not sortable");
    stage.point(Point::new(200.0, 10.0));
    stage.send([Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))]);
    stage.point(Point::new(260.0, 300.0));
    stage.point(Point::new(-50.0, 300.0));
    stage.send([Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))]);
    stage.point(Point::new(300.0, 10.0));
    assert_eq!(stage.heard[1..], [ListEvent::Resized(0, 260.0), ListEvent::Resized(0, 20.0)]);
}

#[test]
fn parts_of_rows_are_clicked_by_themselves() {
    let mut stage = stage(5);
    stage.state.columns[1] = Column::new("From", 100.0).clickable().sortable();
    stage.click("sender 2");
    stage.send([Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::SHIFT))]);
    stage.click("From");
    stage.send([Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::empty()))]);
    stage.right_click("Subject");
    assert_eq!(stage.heard[..2], [ListEvent::Cell { row: 2, column: 1 }, ListEvent::SortToo(1)]);
    assert!(matches!(stage.heard[2], ListEvent::Header { column: 0, .. }));
    stage.heard.clear();
    stage.click("subject 1");
    stage.send([
        press(Key::Named(Named::ArrowDown), Modifiers::COMMAND),
        press(Key::Named(Named::End), Modifiers::COMMAND | Modifiers::SHIFT),
        key(Named::ArrowRight),
    ]);
    assert_eq!(stage.heard[1], ListEvent::Walk(1));
    assert!(matches!(stage.heard[2], ListEvent::Move { extend: true, .. }));
    assert_eq!(stage.heard.len(), 3, "nothing to fold here");
}

#[test]
fn letters_make_words_and_shortcuts_pass() {
    let mut stage = stage(5);
    stage.click("subject 0");
    stage.send(iced_test::simulator::typewrite("re a"));
    let words: Vec<_> = stage.heard.iter().filter(|e| matches!(e, ListEvent::Typed(_))).collect();
    assert_eq!(words.last(), Some(&&ListEvent::Typed("re a".into())));
    let before = stage.heard.len();
    stage.send([
        press(Key::Character("n".into()), Modifiers::COMMAND),
        press(Key::Character("m".into()), Modifiers::ALT),
        key(Named::Delete),
    ]);
    assert_eq!(stage.heard.len(), before, "left to the program");
}

#[test]
fn the_wheel_scrolls_without_a_message() {
    let mut stage = stage(1_000);
    let at = stage.find("subject 3").unwrap().center();
    stage.point(at);
    let delta = mouse::ScrollDelta::Lines { x: 0.0, y: -2.0 };
    stage.send([Event::Mouse(mouse::Event::WheelScrolled { delta })]);
    assert!(stage.heard.is_empty());
    assert!(stage.find("subject 5").is_none());
    assert!((stage.find("subject 6").unwrap().y - HEADER).abs() < 1.0);
}

#[test]
fn the_arrow_buttons_and_the_trough_scroll() {
    let mut stage = stage(1_000);
    stage.click_at(Point::new(632.0, 472.0));
    assert!(stage.find("subject 0").is_none() && stage.find("subject 1").is_some());
    stage.click_at(Point::new(632.0, 400.0));
    assert!(stage.find(&format!("subject {}", page())).is_some());
    assert!(stage.find("subject 1").is_none());
}

#[test]
fn rows_in_sight_are_told_when_asked_for() {
    let mut stage = stage(1_000);
    stage.state.watch = true;
    stage.send([key(Named::Shift)]);
    stage.send([key(Named::Shift)]);
    assert_eq!(stage.heard, [ListEvent::InSight(0..page())]);
}

#[test]
fn an_empty_list_says_so_and_sends_nothing() {
    let mut stage = stage(0);
    assert!(stage.find("nothing here").is_some());
    stage.click_at(Point::new(100.0, 100.0));
    assert!(stage.has_focus("list"));
    stage.send([key(Named::ArrowDown), key(Named::Enter), key(Named::Home)]);
    assert!(stage.heard.is_empty());
}

#[test]
fn a_move_never_leaves_the_list() {
    assert_eq!(moved(None, 1, 5), Some(0));
    assert_eq!(moved(None, -1, 5), Some(0));
    assert_eq!(moved(None, i64::MAX, 5), Some(4));
    assert_eq!(moved(Some(3), i64::MIN, 5), Some(0));
    assert_eq!(moved(Some(9), 0, 5), Some(4));
    assert_eq!(moved(Some(0), 1, 0), None);
}

/// What is painted again between two frames.
#[cfg(not(feature = "gpu"))]
fn damage(before: &[iced_tiny_skia::Layer], after: &[iced_tiny_skia::Layer]) -> Vec<Rectangle> {
    use iced::advanced::graphics::damage;
    use iced_tiny_skia::Layer;
    let damage = damage::diff(before, after, |layer| vec![layer.bounds], Layer::damage);
    damage::group(damage, Rectangle::with_size(Size::new(640.0, 480.0)))
}

#[cfg(not(feature = "gpu"))]
#[test]
fn a_step_paints_two_rows_again_and_a_jump_the_list() {
    use crate::ui::icon::Icon;
    use crate::ui::theme::Look;

    fn pictured(mail: &Mail) -> Element<'_, ListEvent> {
        let cell = |row: usize, column: usize| match column {
            0 => Cell::picture(Some(if row.is_multiple_of(3) {
                Icon::Paperclip
            } else {
                Icon::Envelope
            })),
            _ => Cell::text(format!("subject {row}")).bold(row.is_multiple_of(2)),
        };
        List::new(mail.len, mail.columns.as_slice(), cell, |event| event)
            .id("list")
            .selected(|row| mail.selected.contains(&row))
            .cursor(mail.cursor)
            .into()
    }

    for look in Look::ALL {
        let mail = stage(1_000).state;
        let mut stage = Stage::new(mail, pictured, |mail, event| {
            update(mail, event);
            mail.selected = mail.cursor.into_iter().collect();
        });
        stage.click("subject 5");
        let mut before = stage.layers(look);
        let mut after = |stage: &mut Stage<Mail, ListEvent>, named: Named| {
            stage.send([key(named)]);
            let now = stage.layers(look);
            let painted = damage(&std::mem::replace(&mut before, now.clone()), &now);
            painted.into_iter().reduce(|all, one| all.union(&one)).map_or(0.0, |all| all.height)
        };
        for step in [Named::ArrowDown, Named::ArrowDown, Named::ArrowUp] {
            let height = after(&mut stage, step);
            assert!((2.0 * ROW..=2.0 * ROW + 2.0).contains(&height), "{look:?}: {height}");
        }
        assert!(after(&mut stage, Named::PageDown) > 400.0, "{look:?}: a jump");
        assert!(after(&mut stage, Named::PageDown) > 400.0, "{look:?}: other rows");
    }
}

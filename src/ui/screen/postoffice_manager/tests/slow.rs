//! A postoffice that does not answer: nothing freezes, and the person can stop waiting.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::*;
use crate::ui::screen::postoffice_manager::work::Done;

/// Begins work that waits until it is let go, and ticks when more than a second has gone.
fn begin(window: &mut Window, writes: bool) -> (mpsc::Sender<()>, Task<Message>) {
    let (go, wait) = mpsc::channel::<()>();
    let action = window.state.manager.begin("Working…".to_owned(), writes, move || {
        let _ = wait.recv();
        Done::Listed(Ok(Vec::new()))
    });
    let Action::Run(task) = action else { panic!("nothing runs") };
    (go, task)
}

fn tick(window: &mut Window) {
    hear(&mut window.state, &Message::Ticked(Instant::now()));
}

#[test]
fn progress_comes_after_a_second_and_cancel_stops_waiting() {
    let world = World::new();
    let mut window = entered(&world);
    let (go, task) = begin(&mut window, true);
    tick(&mut window);
    assert!(window.find("Please Wait").is_none(), "not before a second has gone");
    assert!(window.find("Working…").is_some(), "the status bar says what is done");
    window.alt("a");
    assert!(window.state.manager.shown.is_none(), "one thing after the other");

    std::thread::sleep(Duration::from_millis(1050));
    tick(&mut window);
    assert!(window.find("Please Wait").is_some());
    assert!(
        window.find("Cancel only stops waiting: the work may still finish.").is_some(),
        "it says so"
    );
    window.tap(Named::Escape);
    assert!(window.find("No Longer Waiting").is_some());

    // The late answer, an empty list, is not taken.
    go.send(()).unwrap();
    let Played { manager, ran, .. } = &mut window.state;
    ran.run(task, &mut |message| {
        assert!(matches!(manager.update(message), Action::None));
        None
    });
    window.tap(Named::Enter);
    assert!(window.find("ANNA").is_some());
    assert!(!window.state.manager.is_busy());
}

#[test]
fn an_answer_in_time_is_taken() {
    let world = World::new();
    let mut window = entered(&world);
    let (go, task) = begin(&mut window, false);
    go.send(()).unwrap();
    let Played { manager, ran, .. } = &mut window.state;
    ran.run(task, &mut |message| {
        let _ = manager.update(message);
        None
    });
    assert!(window.find("ANNA").is_none());
    assert!(window.find("Nobody has a mailbox here.").is_some());
}

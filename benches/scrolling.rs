//! What a long list costs for each notch of the wheel and each key: the events, the view and its
//! layout, the drawing, the pixels; with 100,000 and with 1,000,000 rows.
//!
//! `cargo bench --bench scrolling` measures without a screen. With `-- --window 100000` it shows
//! the list in a real window, for `benches/start.sh`; with `--import` beside it mail is taken over
//! from another message file meanwhile, in the same process.

#[path = "measure/inbox.rs"]
mod inbox;
#[path = "measure/machine.rs"]
mod machine;
#[path = "measure/mail.rs"]
mod mail;
#[path = "measure/stage.rs"]
mod stage;
#[path = "measure/store.rs"]
mod store;
#[path = "measure/window.rs"]
mod window;

use iced::keyboard::key::Named;
use inbox::Inbox;
use machine::{at, memory, say};
use stage::{Frame, Stage};
use store::Outcome;

/// A frame at 60 frames a second.
const BUDGET: f64 = 16.7;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(place) = arguments.iter().position(|a| a == "--window") {
        let rows = arguments.get(place + 1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
        return window::show(rows, arguments.iter().any(|a| a == "--import"));
    }
    machine::describe();
    say(&format!(
        "window {} x {}, scale 1, software renderer",
        stage::SIZE.width,
        stage::SIZE.height
    ));
    for rows in [100_000, 1_000_000] {
        measure(rows)?;
    }
    Ok(())
}

/// Frames of each measurement.
fn frames() -> usize {
    let said = std::env::var("RESTANTE_BENCH_FRAMES").ok();
    said.and_then(|frames| frames.parse().ok()).unwrap_or(300)
}

fn measure(rows: usize) -> Outcome {
    let before = memory("VmRSS");
    let (mut stage, first) = Stage::new(Inbox::new(rows))?;
    let page = stage.inbox.in_sight().len();
    say(&format!(
        "\n{rows} rows, {page} in sight; the first frame of all took {:.1} ms\n{:<30}{:>7}{:>15}{:>15}\
         {:>15}{:>15}{:>15}{:>9}{:>11}  each p50 / p99 in ms",
        first.all(),
        "",
        "frames",
        "events",
        "view, layout",
        "draw",
        "raster",
        "together",
        "cells",
        "repainted",
    ));
    let middle = rows / 2;
    let far = frames() as i64;
    stage.put_cursor(middle);
    repeat("wheel, a notch down", &mut stage, 3 * far, |stage, _| stage.wheel(-1.0))?;
    repeat("wheel, a notch up", &mut stage, -3 * far, |stage, _| stage.wheel(1.0))?;
    repeat("wheel, three notches at once", &mut stage, 9 * far, |stage, _| stage.wheel(-3.0))?;
    stage.put_cursor(middle + page * 100);
    repeat("Down, at the lower edge", &mut stage, far, |stage, _| stage.key(Named::ArrowDown))?;
    repeat("Up and Down, nothing scrolls", &mut stage, 0, |stage, nth| {
        stage.key(if nth % 2 == 0 { Named::ArrowUp } else { Named::ArrowDown })
    })?;
    let pages = far * (page as i64 - 1);
    repeat("PageDown, all rows are new", &mut stage, pages, |stage, _| stage.key(Named::PageDown))?;
    let _ = stage.key(Named::Home);
    repeat("End and Home", &mut stage, 0, |stage, nth| {
        stage.key(if nth % 2 == 0 { Named::End } else { Named::Home })
    })?;
    repeat("another folder", &mut stage, 0, |stage, _| stage.other_folder())?;
    repeat("nothing happens", &mut stage, 0, |stage, _| stage.frame(&[]))?;
    stage.put_cursor(middle);
    raster(&mut stage);
    say(&format!(
        "resident {:.1} MB, before the list {before:.1} MB, at most {:.1} MB",
        memory("VmRSS"),
        memory("VmHWM")
    ));
    Ok(())
}

/// Does something again and again, after which the list must have scrolled by so many rows.
fn repeat(
    what: &str,
    stage: &mut Stage,
    scrolled: i64,
    mut action: impl FnMut(&mut Stage, usize) -> Frame,
) -> Outcome {
    let from = stage.inbox.in_sight().start as i64;
    let count = frames();
    let frames: Vec<Frame> = (0..count).map(|nth| action(stage, nth)).collect();
    let to = stage.inbox.in_sight().start as i64;
    if to - from != scrolled {
        return Err(format!("{what}: scrolled by {} rows, not by {scrolled}", to - from).into());
    }
    let columns = [Frame::events, Frame::view, Frame::draw, Frame::raster, Frame::all];
    let mut line = format!("{what:<30}{count:>7}");
    let mut slowest = 0.0;
    for column in columns {
        let mut times: Vec<f64> = frames.iter().map(column).collect();
        times.sort_by(f64::total_cmp);
        slowest = at(&times, 0.99);
        line.push_str(&format!("{:>15}", format!("{:.3} / {slowest:.3}", at(&times, 0.5))));
    }
    let cells = frames.iter().map(Frame::cells).max().unwrap_or(0);
    let within = if slowest <= BUDGET { "" } else { "  p99 is more than a frame" };
    let mut repainted: Vec<f64> = frames.iter().map(Frame::repainted).collect();
    repainted.sort_by(f64::total_cmp);
    let share = format!("{:.0} %", at(&repainted, 0.5) * 100.0);
    say(&format!("{line}{cells:>9}{share:>11}{within}"));
    // Every cell in sight once, seven in a row, and nothing of what is not.
    if cells > stage.inbox.in_sight().len() * 7 {
        return Err(format!("{what}: {cells} cells were asked for in one frame").into());
    }
    Ok(())
}

/// Turns the wheel and rasters every frame as a whole: an upper bound, because the program rasters
/// only what changed.
fn raster(stage: &mut Stage) {
    let (mut times, mut pixels, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    let mut before = stage.pixels().0;
    for _ in 0..60 {
        let _ = stage.wheel(-1.0);
        let (after, took) = stage.pixels();
        let (some, all) = stage::changed(&before, &after);
        pixels.push(some * 100.0);
        lines.push(all * 100.0);
        before = after;
        times.push(took);
    }
    for list in [&mut times, &mut pixels, &mut lines] {
        list.sort_by(f64::total_cmp);
    }
    say(&format!(
        "raster of the whole window: p50 {:.1} ms, p99 {:.1} ms; a notch changes {:.0} % of its \
         pixels, on {:.0} % of its lines",
        at(&times, 0.5),
        at(&times, 0.99),
        at(&pixels, 0.5),
        at(&lines, 0.5),
    ));
}

//! Figures over many runs, and a table of them.
//!
//! Figures are printed as processor time and wall time side by side, because the machine is rarely
//! alone: what waits for others counts in the wall time only.

use std::fmt::Write as _;
use std::time::Instant;

use super::machine::{at, read, say};

/// What something took, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    /// By the clock on the wall.
    pub(crate) wall: f64,
    /// On the processor, this thread alone.
    pub(crate) cpu: f64,
}

/// Does some work and says what it took. Asking for the processor time costs some 0.01 ms of it.
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (cpu, begun) = (thread_cpu(), Instant::now());
    let value = work();
    let wall = begun.elapsed().as_secs_f64() * 1000.0;
    (value, Took { wall, cpu: thread_cpu() - cpu })
}

/// Returns the milliseconds that this thread has run; not a number where the system does not say.
pub(crate) fn thread_cpu() -> f64 {
    // The figure is of the last tick of the clock, unless the other file was read just before.
    let _ = read("/proc/self/stat");
    let nanoseconds = read("/proc/thread-self/schedstat")
        .and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or(f64::NAN, |n| n / 1e6)
}

/// The runs of one measurement.
#[derive(Debug, Clone, Default)]
pub(crate) struct Runs {
    walls: Vec<f64>,
    cpu: f64,
}

impl Runs {
    /// Measures some work so many times.
    pub(crate) fn of<E>(
        count: usize,
        mut work: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut walls = Vec::with_capacity(count);
        let cpu = thread_cpu();
        for nth in 0..count {
            let begun = Instant::now();
            work(nth)?;
            walls.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        Ok(Self { walls, cpu: thread_cpu() - cpu })
    }

    /// Adds a run that was timed alone.
    pub(crate) fn push(&mut self, took: Took) {
        self.walls.push(took.wall);
        self.cpu += took.cpu;
    }

    /// Returns the wall time below which this share of the runs stays.
    pub(crate) fn wall(&self, share: f64) -> f64 {
        let mut sorted = self.walls.clone();
        sorted.sort_by(f64::total_cmp);
        at(&sorted, share)
    }

    /// Returns the processor time of a run, on the average.
    pub(crate) fn cpu(&self) -> f64 {
        self.cpu / self.walls.len() as f64
    }
}

/// Which figure of a measurement a target is about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    /// The best wall time; for cold runs, which others can only make slower.
    Best(f64),
    /// The wall time of all but one run in a hundred.
    P99(f64),
    /// None; the figure is for information.
    None,
}

/// A table of measurements, printed line by line.
pub(crate) struct Table;

impl Table {
    /// Begins a table.
    pub(crate) fn begin(title: &str) {
        say(&format!(
            "\n{title}\n{:<44}{:>6}{:>10}{:>10}{:>10}{:>10}{:>10}  target (ms)",
            "", "runs", "cpu mean", "best", "median", "p99", "worst"
        ));
    }

    /// Prints a line.
    pub(crate) fn line(what: &str, runs: &Runs, target: Target) {
        let mut line = format!("{what:<44}{:>6}", runs.walls.len());
        let figures = [runs.cpu(), runs.wall(0.0), runs.wall(0.5), runs.wall(0.99), runs.wall(1.0)];
        for figure in figures {
            let _ = write!(line, "{:>10}", shown(figure));
        }
        let (name, reached, most) = match target {
            Target::Best(most) => ("best", runs.wall(0.0), most),
            Target::P99(most) => ("p99", runs.wall(0.99), most),
            Target::None => return say(&line),
        };
        let verdict = if reached <= most { "met" } else { "MISSED" };
        say(&format!("{line}  {name} <= {most}: {verdict}"));
    }
}

fn shown(figure: f64) -> String {
    match figure {
        f if f.is_nan() => "-".to_owned(),
        f if f < 10.0 => format!("{f:.3}"),
        f => format!("{f:.1}"),
    }
}

/// Returns the kilobytes that this process had read from the disk, not from the system's memory.
pub(crate) fn read_from_disk() -> f64 {
    let text = read("/proc/self/io").unwrap_or_default();
    let bytes = text.lines().find_map(|line| line.strip_prefix("read_bytes: "));
    bytes.and_then(|n| n.parse::<f64>().ok()).map_or(f64::NAN, |n| n / 1024.0)
}

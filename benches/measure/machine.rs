//! What the benches say about the machine that they run on, and how they say it.

use std::process::Command;

/// Returns the value at a share of a sorted list; 0 is the best, 1 the worst.
pub(crate) fn at(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let place = (last as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

/// Prints a line.
#[expect(clippy::print_stdout, reason = "printing is what a bench is for")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Prints the machine and the versions.
pub(crate) fn describe() {
    let field = |file: &str, name: &str| {
        let text = read(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map_or(String::new(), |(_, value)| value.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = read("/proc/loadavg").unwrap_or_default();
    let system = read("/etc/os-release").unwrap_or_default();
    let system = system.lines().find_map(|l| l.strip_prefix("PRETTY_NAME=")).unwrap_or_default();
    say(&format!(
        "machine: {}, {cores} cores, {}; {}, {}; load {}",
        field("/proc/cpuinfo", "model name"),
        field("/proc/meminfo", "MemTotal"),
        system.trim_matches('"'),
        first_line("uname", &["-r"]),
        load.trim(),
    ));
    let profile =
        if cfg!(debug_assertions) { "debug: the figures mean nothing" } else { "release" };
    say(&format!(
        "restante {} ({profile}), SQLite {}, {}",
        env!("CARGO_PKG_VERSION"),
        rusqlite::version(),
        first_line("rustc", &["--version"]),
    ));
}

/// Returns the first line that a program prints; empty when there is no such program.
pub(crate) fn first_line(program: &str, arguments: &[&str]) -> String {
    let Ok(output) = Command::new(program).args(arguments).output() else { return String::new() };
    String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()
}

/// Returns a figure in kB that the system keeps about this process, such as `VmRSS`, in MB.
pub(crate) fn memory(name: &str) -> f64 {
    let text = read("/proc/self/status").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    let kilobytes = line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |k| k / 1024.0)
}

/// Reads what the system says about itself.
#[expect(clippy::disallowed_methods, reason = "what the system says about itself is no store")]
pub(crate) fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(path).ok()
}

//! The system's printers: by CUPS where there is one, else by the program that shows PDF files.

use std::path::Path;
use std::process::Command;

use crate::words;

/// The printers of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printers {
    /// These, the usual one first.
    Known(Vec<String>),
    /// There is no printing here.
    Missing,
    /// The system prints from the program that shows PDF files.
    ByProgram,
}

/// The programs that print; tests have their own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Programs<'a> {
    pub(super) lpstat: &'a str,
    pub(super) lp: &'a str,
}

const CUPS: Programs<'static> = Programs { lpstat: "lpstat", lp: "lp" };

/// Asks the system for its printers.
pub(in crate::ui) fn printers() -> Printers {
    if cfg!(any(windows, target_os = "macos")) { Printers::ByProgram } else { known(CUPS) }
}

pub(super) fn known(programs: Programs<'_>) -> Printers {
    let ask = |argument: &str| {
        let mut command = Command::new(programs.lpstat);
        // In a language that we read.
        let answer = command.arg(argument).env("LC_ALL", "C").output().ok()?;
        Some(String::from_utf8_lossy(&answer.stdout).into_owned())
    };
    let Some(list) = ask("-e") else { return Printers::Missing };
    let mut names: Vec<String> =
        list.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    // "system default destination: NAME"
    let usual = ask("-d").and_then(|said| Some(said.split_once(':')?.1.trim().to_owned()));
    if let Some(at) = names.iter().position(|name| Some(name) == usual.as_ref())
        && let Some(names) = names.get_mut(..=at)
    {
        names.rotate_right(1);
    }
    if names.is_empty() { Printers::Missing } else { Printers::Known(names) }
}

/// Prints a PDF file; `printer` is one of those that the system named.
pub(in crate::ui) fn print(path: &Path, printer: Option<&str>, copies: u32) -> Result<(), String> {
    match printer {
        Some(printer) => by_cups(CUPS, path, printer, copies),
        None => open::that_detached(path).map_err(|error| error.to_string()),
    }
}

pub(super) fn by_cups(
    programs: Programs<'_>,
    path: &Path,
    printer: &str,
    copies: u32,
) -> Result<(), String> {
    let copies = copies.to_string();
    let mut command = Command::new(programs.lp);
    let command = command.args(["-d", printer, "-n", &copies, "--"]).arg(path);
    match command.output() {
        Ok(answer) if answer.status.success() => Ok(()),
        Ok(answer) => Err(String::from_utf8_lossy(&answer.stderr).trim().to_owned()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(words::text("screens-print-no-program"))
        }
        Err(error) => Err(error.to_string()),
    }
}

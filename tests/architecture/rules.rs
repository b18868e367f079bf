//! The rules of the house, as tables and as functions from a file to what is wrong in it.
//! `../architecture.rs` runs them over the real tree; `rules_tests.rs` over small sources.

use std::fmt;
use std::path::{Path, PathBuf};

use super::source::{self, Kind, Token};

/// Which rooms each room may name besides itself; the picture is in `src/lib.rs`.
const DOORS: [(&str, &[&str]); 16] = [
    ("mail", &[]),
    ("words", &[]),
    ("format", &["mail"]),
    ("disk", &[]),
    ("postoffice", &["mail", "format", "disk"]),
    ("mmf", &["mail", "format", "disk"]),
    ("session", &["mail", "words", "format", "disk", "legacy", "postoffice", "mmf"]),
    ("admin", &["mail", "words", "format", "disk", "postoffice", "mmf", "session"]),
    ("legacy", &["mail", "format", "disk"]),
    ("interchange", &["mail", "words", "format", "disk", "legacy", "session"]),
    ("settings", &["mail"]),
    ("spelling", &["disk"]),
    ("ui", &["mail", "words", "session", "admin", "interchange", "settings", "spelling"]),
    ("main.rs", &["ui", "settings", "words"]),
    ("bin", &["mail", "words", "session", "admin", "settings", "interchange", "legacy"]),
    ("lib.rs", &[]),
];

/// Where a crate may be named, a room or a file with what is below it, and why nowhere else.
const CRATES: [(&str, &[&str], &str); 9] = [
    ("iced", &["ui", "main.rs"], "everything with pixels is in ui"),
    ("rfd", &["ui"], "file choosers are windows"),
    ("binrw", &["format"], "bytes and records are read and written in format"),
    ("rusqlite", &["mmf"], "only the message file is a database"),
    ("clap", &["bin", "main.rs"], "only programs have a command line"),
    ("rpassword", &["bin"], "only the console program asks on a terminal"),
    ("fluent_bundle", &["words"], "words is the one catalogue"),
    ("spellbook", &["spelling"], "only spelling knows dictionaries"),
    (
        "outlook_pst",
        &["src/interchange/pst/nodes"],
        "what it cannot stand is kept from the rest there",
    ),
];

/// Rooms and files that may name `std::fs`, each with its reason.
const FILE_SYSTEM: [(&str, &str); 3] = [
    ("src/disk", "the seam to the file system"),
    ("src/settings", "the person's own configuration folder is no store"),
    ("src/bin", "passwords and letters are read from files that the command line names"),
];

const LONGEST_FILE: usize = 500;

/// Names that say nothing about what is in a folder or file.
const EMPTY_NAMES: [&str; 7] = ["util", "utils", "helper", "helpers", "common", "types", "misc"];

/// A place where a rule is broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    file: PathBuf,
    line: usize,
    rule: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.rule)
    }
}

fn finding(file: &Path, line: usize, rule: impl Into<String>) -> Finding {
    Finding { file: file.to_owned(), line, rule: rule.into() }
}

/// Returns the room of a file below `src/`: the first folder or module, or the root file itself.
fn room_of(file: &Path) -> String {
    let below = file.strip_prefix("src").unwrap_or(file);
    let first = below.iter().next().unwrap_or_default().to_string_lossy().into_owned();
    match first.as_str() {
        "main.rs" | "lib.rs" => first,
        _ => first.trim_end_matches(".rs").to_owned(),
    }
}

/// Returns how many modules a file lies below the root of the crate.
fn depth_of(file: &Path) -> usize {
    match file.strip_prefix("src").unwrap_or(file).iter().count() {
        1 if file.ends_with("lib.rs") || file.ends_with("main.rs") => 0,
        count => count,
    }
}

/// Returns the folder in which the modules lie that a file declares.
pub(crate) fn folder_of_modules(file: &Path) -> PathBuf {
    if depth_of(file) == 0 { PathBuf::from("src") } else { file.with_extension("") }
}

/// Finds every mention of a room that this room must not know.
pub(crate) fn doors(file: &Path, tokens: &[Token]) -> Vec<Finding> {
    let room = room_of(file);
    let Some((_, allowed)) = DOORS.iter().find(|(name, _)| *name == room) else {
        return vec![finding(file, 1, format!("the table of rooms does not have {room}"))];
    };
    // A program is a crate of its own: its `crate::` leads to its own modules, not to the rooms.
    let is_program = ["bin", "main.rs"].contains(&room.as_str());
    let mut findings = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if is_program && !token.is_word("restante") {
            continue;
        }
        let Some(after) = after_root(tokens, at, depth_of(file)) else { continue };
        for (named, line) in first_names(tokens, after) {
            let known = DOORS.iter().any(|(name, _)| *name == named);
            if named == "*" || named == "self" {
                let rule = "the whole crate is taken in, which hides the rooms that are meant";
                findings.push(finding(file, line, rule));
            } else if known && named != room && !allowed.contains(&named.as_str()) {
                let rule = format!("{room} must not know {named} (the map in src/lib.rs)");
                findings.push(finding(file, line, rule));
            } else if !known && !token.is_word("super") {
                let rule = format!("{named} is no room of the map in src/lib.rs");
                findings.push(finding(file, line, rule));
            }
        }
    }
    findings
}

/// Returns the place behind `crate::`, `restante::` or as many `super::` as lead to the root.
fn after_root(tokens: &[Token], at: usize, depth: usize) -> Option<usize> {
    if at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|t| t.kind == Kind::Path)
        && !tokens.get(at)?.is_word("restante")
    {
        return None;
    }
    let is_path = |place: usize| tokens.get(place).is_some_and(|t| t.kind == Kind::Path);
    match tokens.get(at)?.word()? {
        "crate" | "restante" if is_path(at + 1) => Some(at + 2),
        "super" => {
            let (mut place, mut steps) = (at, 0);
            while tokens.get(place).is_some_and(|t| t.is_word("super")) && is_path(place + 1) {
                place += 2;
                steps += 1;
            }
            (steps > 0 && steps >= depth).then_some(place)
        }
        _ => None,
    }
}

/// Returns the first name of the path that begins here, or of each path of the group.
fn first_names(tokens: &[Token], at: usize) -> Vec<(String, usize)> {
    let name = |token: &Token| match &token.kind {
        Kind::Word(word) => Some((word.clone(), token.line)),
        Kind::Mark('*') => Some(("*".to_owned(), token.line)),
        _ => None,
    };
    let Some(first) = tokens.get(at) else { return Vec::new() };
    if !first.is_mark('{') {
        return name(first).into_iter().collect();
    }
    let end = source::end_of_group(tokens, at);
    let mut names = Vec::new();
    let mut place = at + 1;
    let mut begins = true;
    while place < end {
        let Some(token) = tokens.get(place) else { break };
        if begins {
            names.extend(name(token));
        }
        begins = token.is_mark(',');
        place = if token.is_mark('{') { source::end_of_group(tokens, place) } else { place + 1 };
    }
    names
}

/// Finds what the map holds besides modules, and the rooms that it or the table lacks.
pub(crate) fn map(file: &Path, tokens: &[Token]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut rooms = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.is_mark('#') {
            let open =
                if tokens.get(at + 1).is_some_and(|t| t.is_mark('!')) { at + 2 } else { at + 1 };
            at = source::end_of_group(tokens, open);
            continue;
        }
        let bare = source::after_visibility(tokens, at);
        match tokens.get(bare..).unwrap_or_default() {
            [keyword, name, end, ..] if keyword.is_word("mod") && end.is_mark(';') => {
                rooms.extend(name.word().map(|name| (name, token.line)));
                at = bare + 3;
            }
            _ => {
                findings.push(finding(file, token.line, "the map holds only `pub mod` lines"));
                break;
            }
        }
    }
    for (room, line) in &rooms {
        if !DOORS.iter().any(|(name, _)| name == room) {
            let rule = format!("the table of rooms in tests/architecture/rules.rs lacks {room}");
            findings.push(finding(file, *line, rule));
        }
    }
    for (room, _) in DOORS.iter().filter(|(name, _)| !["main.rs", "bin", "lib.rs"].contains(name)) {
        if !rooms.iter().any(|(name, _)| name == room) {
            findings.push(finding(file, 1, format!("the map lacks {room}, which the table has")));
        }
    }
    findings
}

/// Finds crates outside the rooms that they belong to.
pub(crate) fn crates(file: &Path, tokens: &[Token]) -> Vec<Finding> {
    let room = room_of(file);
    let mut findings = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(word) = token.word() else { continue };
        let Some((name, rooms, reason)) = CRATES.iter().find(|(name, ..)| {
            // iced_core, iced_widget and their like are iced.
            word == *name || (*name == "iced" && word.starts_with("iced_"))
        }) else {
            continue;
        };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let is_path = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Path);
        let is_import = before.is_some_and(|t| t.is_word("use") || t.is_word("crate"));
        let allowed = rooms.iter().any(|place| *place == room || is_in(file, place));
        if (is_path || is_import) && !allowed {
            let rule = format!("{room} must not know {name}: {reason}");
            findings.push(finding(file, token.line, rule));
        }
    }
    findings
}

/// Returns the lines on which a file names `std::fs` or `tokio::fs`.
fn lines_with_files(tokens: &[Token]) -> Vec<usize> {
    let mut lines = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_root = token.is_word("std") || token.is_word("tokio");
        if is_root && tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Path) {
            let names = first_names(tokens, at + 2);
            lines.extend(names.into_iter().filter(|(name, _)| name == "fs").map(|(_, line)| line));
        }
    }
    lines
}

/// Finds `std::fs` where the table of exceptions does not allow it.
pub(crate) fn file_system(file: &Path, tokens: &[Token]) -> Vec<Finding> {
    if FILE_SYSTEM.iter().any(|(place, _)| is_in(file, place)) {
        return Vec::new();
    }
    let rule = "files are opened in disk; an exception stands with its reason in FILE_SYSTEM, \
                tests/architecture/rules.rs";
    lines_with_files(tokens).into_iter().map(|line| finding(file, line, rule)).collect()
}

/// Tells whether a file is a place of a table: the file itself, the room's file or below it.
fn is_in(file: &Path, place: &str) -> bool {
    file.starts_with(place) || file.with_extension("") == Path::new(place)
}

/// Finds exceptions that nobody needs, once there is code where they apply.
pub(crate) fn idle_exceptions(files: &[(&Path, &[Token])]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (place, _) in FILE_SYSTEM {
        let mut there = files.iter().filter(|(file, _)| is_in(file, place)).peekable();
        let furnished = there.clone().any(|(_, tokens)| tokens.len() > 50);
        if furnished && there.all(|(_, tokens)| lines_with_files(tokens).is_empty()) {
            let rule = "does not name std::fs: take it out of FILE_SYSTEM, \
                        tests/architecture/rules.rs";
            findings.push(finding(Path::new(place), 1, rule));
        }
    }
    findings
}

/// Finds printing outside the programs.
pub(crate) fn prints(file: &Path, tokens: &[Token]) -> Vec<Finding> {
    if ["bin", "main.rs"].contains(&room_of(file).as_str()) {
        return Vec::new();
    }
    macros(tokens, &["println", "eprintln", "print", "eprint"])
        .map(|(name, line)| finding(file, line, format!("{name}! stands outside the programs")))
        .collect()
}

fn macros<'a>(
    tokens: &'a [Token],
    names: &'a [&str],
) -> impl Iterator<Item = (&'a str, usize)> + 'a {
    tokens.windows(2).filter_map(|pair| match pair {
        [name, mark] if mark.is_mark('!') => {
            name.word().filter(|word| names.contains(word)).map(|word| (word, name.line))
        }
        _ => None,
    })
}

/// Finds what must not stay in a finished tree, tests and comments included.
pub(crate) fn leftovers(file: &Path, text: &str) -> Vec<Finding> {
    let tokens = source::tokens(text);
    let mut findings: Vec<_> = macros(&tokens, &["todo", "unimplemented", "dbg"])
        .map(|(name, line)| finding(file, line, format!("{name}! must not stay")))
        .collect();
    for (line, content) in (1..).zip(text.lines()) {
        if content.contains("FIXME") {
            findings.push(finding(file, line, "FIXME must not stay: mend it or file it"));
        }
    }
    findings
}

/// Finds a file that does not say what it is, and one that is too long.
pub(crate) fn shape(file: &Path, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !text.lines().next().is_some_and(|first| first.starts_with("//!")) {
        findings.push(finding(file, 1, "a file begins with `//!`: what it is, its neighbours"));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        let rule = format!("{lines} lines are more than {LONGEST_FILE}: split it by meaning");
        findings.push(finding(file, lines, rule));
    }
    findings
}

/// Finds folders and files whose names mean nothing, and `mod.rs`.
pub(crate) fn names(file: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    if file.ends_with("mod.rs") {
        findings.push(finding(file, 1, "module files are `x.rs` beside `x/`, never mod.rs"));
    }
    for part in file.with_extension("").iter() {
        if EMPTY_NAMES.iter().any(|name| part == *name) {
            let rule = format!("`{}` says nothing about what is in it", part.display());
            findings.push(finding(file, 1, rule));
        }
    }
    findings
}

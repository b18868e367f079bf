//! The rules of `rules.rs` on small sources: each finds what breaks it, with its line, and lets
//! pass what only looks alike.

use std::path::Path;

use super::rules::{self, Finding};
use super::source::{self, Token};

type Rule = fn(&Path, &[Token]) -> Vec<Finding>;

/// Returns what a rule finds in a source that stands in this file.
fn found(rule: Rule, file: &str, source: &str) -> Vec<String> {
    let (tokens, _) = source::without_tests(&source::tokens(source));
    rule(Path::new(file), &tokens).iter().map(ToString::to_string).collect()
}

#[track_caller]
fn finds(rule: Rule, file: &str, source: &str, message: &str) {
    let found = found(rule, file, source);
    assert!(found.len() == 1, "one finding expected: {found:#?}");
    assert!(found.iter().all(|f| f.starts_with(message)), "{found:#?}");
}

#[track_caller]
fn passes(rule: Rule, file: &str, source: &str) {
    let found = found(rule, file, source);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_path_to_a_room_above_is_found() {
    let up = "fn f() {\n    crate::session::open();\n}";
    finds(rules::doors, "src/mmf/store.rs", up, "src/mmf/store.rs:2: mmf must not know session");
    finds(
        rules::doors,
        "src/mail.rs",
        "use crate::disk;",
        "src/mail.rs:1: mail must not know disk",
    );
    finds(rules::doors, "src/ui/a.rs", "use crate::mmf::X;", "src/ui/a.rs:1: ui must not know mmf");
    finds(rules::doors, "src/main.rs", "use restante::admin;", "src/main.rs:1: main.rs must not");
    finds(rules::doors, "src/bin/x.rs", "restante::disk::sync()", "src/bin/x.rs:1: bin must not");
    finds(rules::doors, "src/disk/a.rs", "::restante::mail::X", "src/disk/a.rs:1: disk must not");
}

#[test]
fn a_room_in_a_group_of_imports_is_found() {
    let group = "use crate::{\n    mail::{Address, disk},\n    admin::{self, Move},\n};";
    finds(rules::doors, "src/session.rs", group, "src/session.rs:3: session must not know admin");
    let whole = "use restante::{words, settings, mmf};";
    finds(rules::doors, "src/main.rs", whole, "src/main.rs:1: main.rs must not know mmf");
    finds(rules::doors, "src/mail.rs", "use crate::*;", "src/mail.rs:1: the whole crate");
    finds(rules::doors, "src/ui.rs", "use crate::{self as all};", "src/ui.rs:1: the whole crate");
}

#[test]
fn a_room_reached_through_super_is_found() {
    finds(
        rules::doors,
        "src/disk.rs",
        "use super::mail;",
        "src/disk.rs:1: disk must not know mail",
    );
    let root = "use super::super::super::{mmf, mail};";
    finds(rules::doors, "src/ui/screen/read.rs", root, "src/ui/screen/read.rs:1: ui must not");
    // One step from here is still inside the room.
    passes(rules::doors, "src/postoffice/lock.rs", "use super::session;");
}

#[test]
fn a_room_behind_a_macro_or_in_a_visibility_is_found() {
    let hidden = "macro_rules! m { () => { $crate::ui::run() } }";
    finds(rules::doors, "src/admin.rs", hidden, "src/admin.rs:1: admin must not know ui");
    passes(rules::doors, "src/ui/a.rs", "pub(in crate::ui) fn f() {}");
}

#[test]
fn an_unknown_room_is_found() {
    finds(rules::doors, "src/mail.rs", "use crate::cellar::X;", "src/mail.rs:1: cellar is no room");
    finds(rules::doors, "src/cellar/a.rs", "", "src/cellar/a.rs:1: the table of rooms");
}

#[test]
fn allowed_paths_comments_texts_and_tests_pass() {
    passes(rules::doors, "src/session.rs", "use crate::{mail, mmf::{self, Store}, postoffice};");
    passes(rules::doors, "src/mail/a.rs", "use crate::mail::Address; pub(crate) struct X;");
    let talk = "//! See [`crate::ui`].\n/* crate::ui /* crate::mmf */ crate::admin */\n\
                /// Like crate::disk.\nconst A: &str = \"crate::ui \\\" crate::disk\";\n\
                const B: &str = r#\"crate::mmf \"crate::admin\" \"#;\nconst C: char = '\"';";
    passes(rules::doors, "src/mail.rs", talk);
    let tested = "fn f<'a>(x: &'a str) {}\n#[cfg(test)]\n#[allow(dead_code)]\nmod tests {\n    \
                  use crate::ui;\n    fn g() { { crate::mmf::open(); } }\n}\n";
    passes(rules::doors, "src/mail.rs", tested);
    passes(rules::doors, "src/mail.rs", "#[cfg(test)]\nuse crate::{disk, ui};\nfn f() {}");
    // A program's own modules may be called as rooms are.
    passes(rules::doors, "src/bin/postoffice.rs", "use crate::mmf;");
}

#[test]
fn what_follows_a_test_module_is_looked_at() {
    let after = "#[cfg(test)]\nmod tests { fn a() {} }\nuse crate::disk;";
    finds(rules::doors, "src/mail.rs", after, "src/mail.rs:3: mail must not know disk");
    let outside = "#[cfg(test)]\nmod tests;\nuse crate::disk;";
    finds(rules::doors, "src/mail.rs", outside, "src/mail.rs:3: mail must not know disk");
    let other = "#[cfg(unix)]\nmod a { use crate::disk; }";
    finds(rules::doors, "src/mail.rs", other, "src/mail.rs:2: mail must not know disk");
    let not = "#[cfg(not(test))]\nmod a { use crate::disk; }";
    finds(rules::doors, "src/mail.rs", not, "src/mail.rs:2: mail must not know disk");
}

#[test]
fn test_modules_in_files_of_their_own_are_named() {
    let source = "#[cfg(test)]\nmod tests;\nmod real;\n#[cfg(test)]\npub(crate) mod stage;";
    let (_, outside) = source::without_tests(&source::tokens(source));
    assert_eq!(outside, ["tests", "stage"]);
    assert_eq!(rules::folder_of_modules(Path::new("src/mail.rs")), Path::new("src/mail"));
    assert_eq!(rules::folder_of_modules(Path::new("src/lib.rs")), Path::new("src"));
}

#[test]
fn the_map_and_the_table_are_compared() {
    let map = |source: &str| {
        rules::map(Path::new("src/lib.rs"), &source::tokens(source))
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    let whole =
        "#![warn(x)] pub mod admin; pub mod disk; pub mod format; pub mod interchange; pub mod legacy;
                 pub mod mail; pub mod mmf; pub mod postoffice; pub mod session; pub mod settings;
                 pub mod spelling; #[cfg(feature = \"gui\")]
                 pub mod ui; pub mod words;";
    assert_eq!(map(whole), [""; 0]);
    let more = map(&format!("{whole}\npub mod cellar;"));
    assert!(more.concat().contains("src/lib.rs:5: the table") && more.len() == 1, "{more:?}");
    let less = map(&whole.replace("pub mod disk;", ""));
    assert!(less.concat().contains("the map lacks disk") && less.len() == 1, "{less:?}");
    assert!(map(&format!("{whole} fn f() {{}}")).concat().contains("only `pub mod` lines"));
}

#[test]
fn crates_outside_their_rooms_are_found() {
    let rule = rules::crates;
    finds(
        rule,
        "src/session.rs",
        "use iced::Task;",
        "src/session.rs:1: session must not know iced",
    );
    finds(
        rule,
        "src/settings.rs",
        "\nfn f(x: iced_core::X) {}",
        "src/settings.rs:2: settings must",
    );
    finds(rule, "src/postoffice/a.rs", "#[binrw::binrw]\nstruct A;", "src/postoffice/a.rs:1: ");
    finds(
        rule,
        "src/session.rs",
        "use rusqlite as sql;",
        "src/session.rs:1: session must not know",
    );
    finds(
        rule,
        "src/main.rs",
        "rfd::FileDialog::new()",
        "src/main.rs:1: main.rs must not know rfd",
    );
    passes(rule, "src/ui/screen.rs", "use iced::Task; use rfd::AsyncFileDialog;");
    passes(rule, "src/main.rs", "fn main() -> iced::Result { restante::ui::run() }");
    passes(rule, "src/format/a.rs", "use binrw::BinRead;");
    passes(rule, "src/mmf/a.rs", "rusqlite::Connection::open(p)");
    passes(rule, "src/disk.rs", "// iced::Task\nlet iced = 1; let x = \"rfd::X\"; y.iced();");
}

#[test]
fn files_opened_elsewhere_are_found() {
    let rule = rules::file_system;
    finds(rule, "src/mmf/a.rs", "\nlet x = std::fs::read(p);", "src/mmf/a.rs:2: files are opened");
    finds(
        rule,
        "src/ui.rs",
        "use std::{io,\n    fs::{self, File}};",
        "src/ui.rs:2: files are opened",
    );
    finds(rule, "src/session.rs", "tokio::fs::read(p)", "src/session.rs:1: files are opened");
    passes(rule, "src/disk.rs", "use std::fs;");
    passes(rule, "src/disk/lock.rs", "use std::fs::File;");
    passes(rule, "src/ui.rs", "use std::{io, fmt::{self, fs}}; let fs = a.fs; // std::fs");
    finds(rule, "src/diskette.rs", "use std::fs;", "src/diskette.rs:1: files are opened");
}

#[test]
fn an_exception_that_nobody_needs_is_found() {
    let idle = source::tokens(&"fn f() {}\n".repeat(20));
    let busy = source::tokens("use std::fs;");
    let at = Path::new("src/settings.rs");
    let below = Path::new("src/settings/file.rs");
    let found = rules::idle_exceptions(&[(at, &idle)]);
    assert!(found.len() == 1 && found[0].to_string().starts_with("src/settings:1: "), "{found:?}");
    assert_eq!(rules::idle_exceptions(&[(at, &idle), (below, &busy)]), []);
    // A room that has no furniture yet is left alone.
    assert_eq!(rules::idle_exceptions(&[(at, &[])]), []);
}

#[test]
fn printing_outside_the_programs_is_found() {
    finds(rules::prints, "src/admin.rs", "\n\nprintln!(\"x\");", "src/admin.rs:3: println! stands");
    finds(rules::prints, "src/ui/a.rs", "eprint!(\"x\")", "src/ui/a.rs:1: eprint! stands");
    passes(rules::prints, "src/bin/postoffice.rs", "println!(\"x\");");
    passes(rules::prints, "src/main.rs", "eprintln!(\"x\");");
    passes(rules::prints, "src/admin.rs", "writeln!(out, \"println!\"); // println!()");
}

#[test]
fn leftovers_are_found() {
    let lines = |text: &str| {
        let found = rules::leftovers(Path::new("src/a.rs"), text);
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    // Written apart, so that a search for them does not stop here.
    let fix = ["FIX", "ME"].concat();
    assert_eq!(lines(&format!("a\n// {fix} later")).len(), 1);
    assert!(lines("\nfn f() { todo!() }").concat().starts_with("src/a.rs:2: todo! must not stay"));
    assert!(lines("#[cfg(test)]\nmod t { fn f() { dbg!(1); } }").concat().contains("src/a.rs:2: "));
    assert_eq!(lines("fn f() { let todo = !dbg; } // todo!() is not code here"), [""; 0]);
}

#[test]
fn files_without_introduction_or_too_long_are_found() {
    let shape = |text: &str| rules::shape(Path::new("src/a.rs"), text).len();
    assert_eq!(shape("//! What it is.\n"), 0);
    assert_eq!(shape("// What it is.\n"), 1);
    assert_eq!(shape("\n//! Late.\n"), 1);
    assert_eq!(shape(""), 1);
    assert_eq!(shape(&format!("//! Long.\n{}", "\n".repeat(499))), 0);
    assert_eq!(shape(&format!("//! Long.\n{}", "\n".repeat(500))), 1);
}

#[test]
fn names_that_mean_nothing_are_found() {
    let names = |path: &str| rules::names(Path::new(path)).len();
    assert_eq!(names("src/mail/address.rs"), 0);
    assert_eq!(names("src/utilities/model.rs"), 0);
    assert_eq!(names("src/mail/mod.rs"), 1);
    assert_eq!(names("src/util/a.rs"), 1);
    assert_eq!(names("src/ui/helpers.rs"), 1);
    assert_eq!(names("tests/common/types.rs"), 2);
}

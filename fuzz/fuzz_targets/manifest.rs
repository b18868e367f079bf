//! What an export says of itself: whatever folders and files are called and messages say, the table
//! and the value of the manifest are read as what was carried out, and so are the people beside it.

#![no_main]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use restante::interchange::{At, Format, Found, Item, Place, Unreadable};
use serde_json::Value;

#[path = "../scratch.rs"]
mod scratch;

fuzz_target!(|bytes: &[u8]| {
    let Some((how, rest)) = bytes.split_first() else { return };
    // A message file is no tree of files.
    let trees: Vec<Format> =
        Format::ALL.into_iter().filter(|format| *format != Format::Restante).collect();
    let format = trees[usize::from(*how) % trees.len()];
    let parts: Vec<&[u8]> = rest.split(|b| *b == 0xFF).take(60).collect();
    let text = |n: usize| String::from_utf8_lossy(parts.get(n).unwrap_or(&&b""[..])).into_owned();
    let mut found = Vec::new();
    for n in (0..parts.len()).step_by(4) {
        let at = match n % 3 {
            0 => At::Whole,
            1 => At::Byte(n as u64),
            _ => At::Inside(text(n + 2)),
        };
        let place = Place { file: OsStr::from_bytes(parts[n]).into(), at };
        let folder: Vec<String> = text(n + 1).split('/').map(str::to_owned).collect();
        found.push(if parts[n].first() == Some(&b'!') {
            Found::Unreadable(Unreadable { place, folder, why: text(n + 3) })
        } else {
            let bytes = parts.get(n + 3).unwrap_or(&&b""[..]).to_vec();
            Found::Item(Box::new(Item { folder, place, bytes, ..Item::default() }))
        });
    }
    let given = found.clone();
    let (out, report) = scratch::written(found, format);
    let json: Value = serde_json::from_slice(&fs::read(&report.manifest_json).unwrap()).unwrap();
    let messages = json["messages"].as_array().unwrap();
    let table = table(&fs::read_to_string(&report.manifest_csv).unwrap());
    assert_eq!(json["finished"], true);
    assert_eq!(json["counts"]["found"], given.len());
    assert_eq!(json["counts"]["exported"].as_u64(), Some(report.counts.exported));
    assert_eq!((messages.len(), table.len()), (given.len(), given.len() + 1));
    for ((message, row), given) in messages.iter().zip(&table[1..]).zip(&given) {
        for (name, field) in table[0].iter().zip(row) {
            match &message[name] {
                Value::Null => assert_eq!(field, ""),
                Value::String(text) => assert_eq!(field, text),
                Value::Number(n) if message["sha256"].is_null() => {
                    assert!(n == &0.into() && field.is_empty())
                }
                other => assert_eq!(field, &other.to_string()),
            }
        }
        let (place, folder) = match given {
            Found::Item(item) => (&item.place, &item.folder),
            Found::Unreadable(problem) => (&problem.place, &problem.folder),
            Found::Folder(_) => continue,
        };
        assert_eq!(row[0], place.file.display().to_string());
        assert_eq!(row[2], folder.join("/"));
        if let Found::Item(item) = given {
            whole(&out, &row[9], format, &item.bytes);
        }
    }
    if format == Format::Json {
        let lines = fs::read_to_string(out.join("messages.jsonl")).unwrap();
        assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
        assert_eq!(lines.lines().count() as u64, report.counts.exported);
    }
});

/// What the manifest says was written is there, as it was.
fn whole(out: &Path, target: &str, format: Format, bytes: &[u8]) {
    let path = out.join(target);
    match format {
        Format::Eml | Format::Maildir => assert_eq!(fs::read(path).unwrap(), bytes),
        Format::Mbox | Format::Text | Format::Json | Format::Restante => assert!(path.is_file()),
    }
}

/// Reads a table as RFC 4180 writes it.
fn table(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut inside) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if inside && rest.peek() == Some(&'"') => field.extend(rest.next()),
            '"' => inside = !inside,
            ',' if !inside => row.push(std::mem::take(&mut field)),
            '\r' if !inside => {
                assert_eq!(rest.next(), Some('\n'));
                row.push(std::mem::take(&mut field));
                assert_eq!(row.len(), 10);
                rows.push(std::mem::take(&mut row));
            }
            c => field.push(c),
        }
    }
    assert!(!inside && row.is_empty() && field.is_empty());
    rows
}

//! A personal folder file, whole: every folder and message. Its blocks and pages are checked by
//! sums, so most of what a fuzzer does to a file is refused at once (the first byte is 0); else it is
//! a sound file of the tests' writer, with properties and wrong bits of the fuzzer's in it.

#![no_main]

use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use restante::disk::Disk;
use restante::format::code_page::CodePage;
use restante::interchange::{Found, PstSource, Source};

#[path = "../../tests/support/pst.rs"]
mod writer;

#[path = "../scratch.rs"]
mod scratch;

use writer::{Attached, Folder, Message, Props, Value};

fuzz_target!(|bytes: &[u8]| {
    panics_are_ours();
    let Some((how, rest)) = bytes.split_first() else { return };
    let file = if *how == 0 { rest.to_vec() } else { made(usize::from(*how & 31), rest) };
    let path = scratch::file("a.pst", &file);
    let Ok(mut source) = PstSource::open(&Disk::new(), &path, CodePage::default()) else { return };
    let mut found = 0;
    while let Some(one) = source.next() {
        found += 1;
        if let Found::Item(item) = one {
            assert!(item.bytes.len() <= 64 * file.len() + (1 << 20), "mail out of nothing");
        }
        assert!(found <= file.len(), "more messages than bytes");
    }
});

/// Panics in the crate that reads pages are caught where it is called; all others count.
fn panics_are_ours() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let aborts = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if info.location().is_none_or(|at| !at.file().contains("outlook-pst")) {
                aborts(info);
            }
        }));
    });
}

/// Makes a file: so many wrong bits, and then properties of a message and of what is attached.
fn made(flips: usize, rest: &[u8]) -> Vec<u8> {
    let (bits, rest) = rest.split_at((flips * 4).min(rest.len()));
    let bits = bits
        .chunks_exact(4)
        .map(|b| (usize::from(b[0]), usize::from(u16::from_le_bytes([b[1], b[2]])), b[3] & 7));
    let mut parts = rest.split(|b| *b == 0xFE);
    let mut next = || properties(parts.next().unwrap_or_default());
    let inner = Message { props: next(), recipients: vec![row(next())], attached: Vec::new() };
    let data: Vec<u8> = (0..10_000_u32).map(|n| (n % 251) as u8).collect();
    let attached = vec![
        Attached::File(next(), data),
        Attached::Message(Box::new(inner)),
        Attached::Object(vec![0xD0; 900]),
    ];
    let message = Message { props: next(), recipients: Vec::new(), attached };
    let folder = |name: &str, messages| Folder { name: name.into(), messages, folders: Vec::new() };
    let folders = [folder("Inbox", vec![message]), folder("Deleted Items", Vec::new())];
    writer::damaged(&folders, bits.collect())
}

/// Leaves what there are columns for: one of numbers and three of texts.
fn row(props: Props) -> Props {
    let fits = |(id, value): &(u16, Value)| match id {
        0x0C15 => matches!(value, Value::Int(_)),
        0x3001..=0x3003 => matches!(value, Value::Text(_)),
        _ => false,
    };
    props.into_iter().filter(fits).collect()
}

/// Reads properties: number, kind, size, value. All must fit into one block of a file.
fn properties(rest: &[u8]) -> Props {
    let mut rest = rest.get(..1000).unwrap_or(rest);
    let mut props = Props::new();
    while let Some((head, behind)) = rest.split_first_chunk::<4>() {
        let (value, behind) = behind.split_at(usize::from(head[3]).min(behind.len()));
        rest = behind;
        let number = value.iter().fold(0_i32, |n, b| n << 8 | i32::from(*b));
        let value = match head[2] % 6 {
            0 => Value::Int(number),
            1 => Value::Bool(number & 1 != 0),
            2 => Value::Time(value.iter().fold(0, |n, b| n << 8 | i64::from(*b))),
            3 => Value::Text(String::from_utf8_lossy(value).into_owned()),
            4 => Value::Old(value.to_vec()),
            _ => Value::Bytes(value.to_vec()),
        };
        let _ = props.insert(u16::from_le_bytes([head[0], head[1]]), value);
    }
    props
}

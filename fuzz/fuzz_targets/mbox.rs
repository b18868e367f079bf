//! A mailbox: any bytes as one (the first byte is 0), or messages that are written as one and read
//! again: by this program, exactly, or in one of the other forms (1 to 4).

#![no_main]

use libfuzzer_sys::fuzz_target;
use restante::disk::Disk;
use restante::interchange::{At, Format, Found, Item, Marks, Tree};

#[path = "../scratch.rs"]
mod scratch;

fuzz_target!(|bytes: &[u8]| {
    let Some((form, rest)) = bytes.split_first() else { return };
    let messages = rest.split(|b| *b == 0xFF);
    match form {
        0 => {
            let _ = read(rest);
        }
        1..=4 => {
            let whole: Vec<u8> = messages.clone().flat_map(|m| as_others(*form, m)).collect();
            let read = read(&whole);
            // What is quoted or counted is no message of its own.
            if *form == 2 && !rest.is_empty() {
                assert!(read.len() <= messages.count());
            }
        }
        _ => again(messages.map(<[u8]>::to_vec).collect()),
    }
});

/// Reads a mailbox: what comes out was in it, in its order.
fn read(bytes: &[u8]) -> Vec<Found> {
    let path = scratch::file("a.mbox", bytes);
    let found = scratch::all(&mut Tree::open(&Disk::new(), &path).unwrap());
    let (mut sum, mut before) = (0, None);
    for one in &found {
        let Found::Item(item) = one else { continue };
        sum += item.bytes.len();
        if let At::Byte(at) = item.place.at {
            assert!(before.is_none_or(|before| before < at));
            before = Some(at);
        }
    }
    assert!(sum <= bytes.len(), "{sum} bytes of {}", bytes.len());
    found
}

/// Writes a message as other programs do.
fn as_others(form: u8, message: &[u8]) -> Vec<u8> {
    let (head, body) = match message.windows(2).position(|two| two == b"\n\n") {
        Some(at) => message.split_at(at + 1),
        None => (message, &b""[..]),
    };
    let mut text = Vec::new();
    for line in body.split_inclusive(|b| *b == b'\n') {
        let marks = line.iter().take_while(|b| **b == b'>').count();
        let begins = line[marks..].starts_with(b"From ");
        if begins && (marks == 0 && form != 4 || form == 2) {
            text.push(b'>');
        }
        text.extend(line);
    }
    let mut part = b"From a@example.org Thu Sep 23 10:37:00 1993\n".to_vec();
    // A line of the head that begins a message cannot be written in any form.
    for line in head.split_inclusive(|b| *b == b'\n') {
        if line.starts_with(b"From ") {
            part.push(b'>');
        }
        part.extend(line);
    }
    if form >= 3 {
        part.extend(format!("Content-Length: {}\n", text.len().saturating_sub(1)).bytes());
    }
    part.extend(text);
    part.extend(b"\n\n");
    part
}

/// Writes messages as this program does, and reads the same.
fn again(messages: Vec<Vec<u8>>) {
    let messages: Vec<Vec<u8>> = messages.into_iter().filter(|m| !m.is_empty()).collect();
    let marks = |n: usize| Marks { unread: n & 1 != 0, flagged: n & 2 != 0, ..Marks::default() };
    let folder = vec!["Mail".to_owned()];
    let given = messages.iter().map(|bytes| {
        let (folder, bytes, flags) = (folder.clone(), bytes.clone(), marks(bytes.len()));
        Found::Item(Box::new(Item { folder, bytes, flags, ..Item::default() }))
    });
    let (written, _) = scratch::written(given.collect(), Format::Mbox);
    let read = scratch::all(&mut Tree::open(&Disk::new(), &written).unwrap());
    assert_eq!(read.len(), messages.len());
    for (read, bytes) in read.iter().zip(messages) {
        let Found::Item(item) = read else { panic!("{read:?}") };
        assert_eq!((&item.bytes, item.flags), (&bytes, marks(bytes.len())));
    }
}

//! An original message file: its folders, every message with its files, its address books and
//! accounts, whole and damaged, with what was deleted.
//!
//! The first byte says how the rest is meant: as a file whose body is not enciphered yet (odd), so
//! that the bytes that change are those that are read; or as objects one after another (even), which
//! the writer of the tests makes a sound file of, so that what changes is inside of them.

#![no_main]

use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use restante::disk::Disk;
use restante::format::original::BEGIN;
use restante::format::original::cipher::Cipher;
use restante::format::original::header::Header;
use restante::interchange::{Found, OriginalMail, Source};
use restante::legacy::{Mailbox, Options};

#[allow(dead_code, reason = "only the file itself is written here, not what is in its objects")]
#[path = "../../tests/support/original.rs"]
mod original;

#[path = "../scratch.rs"]
mod scratch;

fuzz_target!(|bytes: &[u8]| {
    let Some((how, rest)) = bytes.split_first() else { return };
    let file = if how & 1 == 0 { of_objects(how & 8 != 0, rest) } else { enciphered(rest) };
    let path = scratch::file("A.MMF", &file);
    let options = Options { salvage: how & 2 != 0, deleted: how & 4 != 0, code_page: None };
    let size = file.len() as u64;
    let mut asked = 0_u64;
    let mut going_on = |_, _| {
        asked += 1;
        true
    };
    let opened = Mailbox::open(&Disk::new(), &path, &options, &mut going_on);
    assert!(asked <= 100 + size / 64, "searched on and on");
    let Ok(mut mailbox) = opened else { return };
    let accounts = mailbox.accounts().unwrap();
    let _ = (accounts.asks(), accounts.names(), mailbox.attachments().unwrap());
    let messages = mailbox.messages();
    let mut mail = OriginalMail::new(mailbox, TimeZone::UTC).with_records();
    let mut found = 0;
    while let Some(one) = mail.next() {
        found += 1;
        if let Found::Item(item) = one {
            // Encoded, a byte of a file is at most three; what the program says itself is short.
            assert!(item.bytes.len() as u64 <= 64 * size + (1 << 20), "mail out of nothing");
        }
    }
    assert_eq!(found, messages);
    let _ = mail.people().unwrap();
});

/// Enciphers a file behind its header.
fn enciphered(plain: &[u8]) -> Vec<u8> {
    let cipher = Header::decode(plain).map_or(Cipher::Cyclic, |header| header.cipher);
    let mut file = plain.to_vec();
    if let Some(body) = file.get_mut(BEGIN as usize..) {
        original::encode(cipher, BEGIN, body);
    }
    file
}

/// Makes a file of objects: number, parent, companions, flags, references, size, data.
fn of_objects(second: bool, mut rest: &[u8]) -> Vec<u8> {
    let mut file = original::Original { current: u16::from(second), ..Default::default() };
    while let Some((head, data)) = rest.split_first_chunk::<16>() {
        let word =
            |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let size = usize::from(u16::from_le_bytes([head[14], head[15]])).min(data.len());
        let (data, behind) = data.split_at(size);
        rest = behind;
        let (oid, parent, aux, marks) = (word(0), word(4), word(8), u16::from(head[12]));
        // The marks of a node lie apart: an alias, a holder, unread, free.
        let flags = (marks & 0x30) | (marks & 8) << 8;
        if flags & 0x10 != 0 {
            file.aliases.push((oid, parent, aux, word(8)));
        } else if marks & 1 != 0 {
            file.free.push(data.to_vec());
        } else {
            let references = u16::from(head[13]);
            let data = data.to_vec();
            file.objects.push(original::Object { oid, parent, aux, flags, references, data });
        }
    }
    file.bytes()
}

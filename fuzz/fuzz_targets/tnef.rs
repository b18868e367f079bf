//! A `winmail.dat` alone, and as the only part of a message.

#![no_main]

use libfuzzer_sys::fuzz_target;
use restante::format::{mapi, mime, tnef};

fuzz_target!(|bytes: &[u8]| {
    if let Some(read) = tnef::read(bytes) {
        let written = mapi::bytes(&read.item);
        assert_eq!(written, mapi::bytes(&read.item));
        agrees(&written);
    }
    agrees(&[b"Content-Type: application/ms-tnef\r\n\r\n", bytes].concat());
});

/// A list counts what the strip shows.
fn agrees(message: &[u8]) {
    let shown = mime::open(message, None);
    assert_eq!(mime::head(message).attachments as usize, shown.attachments.len());
    assert!(mime::plain(message).text.len() <= 8 << 20);
}

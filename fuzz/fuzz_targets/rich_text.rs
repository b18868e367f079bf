//! Rich text, as the only text of a message.

#![no_main]

use libfuzzer_sys::fuzz_target;
use restante::format::mapi::{self, Item, Value, id};
use restante::format::mime;

fuzz_target!(|bytes: &[u8]| {
    let mut item = Item::default();
    item.props.set(id::RTF_COMPRESSED, Value::Bytes(bytes.to_vec()));
    let written = mapi::bytes(&item);
    // One byte gives at most nine, and each of those at most a few dozen where it is written.
    assert!(written.len() <= bytes.len() * 9 * 64 + 4096);
    let _ = mime::open(&written, None);
});

//! The bitmap of a KEY file: the order of its bits, and the counts that follow it.

use restante::format::Record;
use restante::format::key::{Key, SLOTS};

use crate::samples::KEY;

/// Where the bitmap begins.
const BITMAP: usize = 0x30;

#[test]
fn slot_i_is_bit_i_mod_8_of_byte_i_div_8() {
    for slot in 0..SLOTS {
        let mut key = Key::default();
        key.set(slot, true);
        let bytes = key.encode();
        let mut bitmap = [0; 512];
        bitmap[slot / 8] = 1 << (slot % 8);
        assert_eq!(bytes[BITMAP..], bitmap, "slot {slot}");
        let read = Key::decode(&bytes).unwrap();
        assert_eq!(read.live().collect::<Vec<_>>(), [slot]);
        assert!(read.is_live(slot));
        assert_eq!(read.free_slot(), Some(usize::from(slot == 0)));
    }
}

#[test]
fn the_golden_file_has_four_letters() {
    let key = Key::decode(KEY.bytes).unwrap();
    assert_eq!(key.live().collect::<Vec<_>>(), [0, 7, 8, 4095]);
    assert_eq!((key.new, key.waiting, key.free_slot()), (2, 4, Some(1)));
}

#[test]
fn counts_follow_the_bitmap() {
    let mut key = Key::default();
    for slot in [3, 4095, 0] {
        key.set(slot, true);
    }
    assert_eq!((key.new, key.waiting, key.generation), (3, 3, 3));
    key.new = 1;
    key.set(9, true);
    assert_eq!((key.new, key.waiting, key.generation), (2, 4, 4));
    key.set(0, false);
    assert_eq!((key.new, key.waiting, key.generation), (2, 3, 5));
    key.set(3, false);
    key.set(9, false);
    assert_eq!((key.new, key.waiting), (1, 1), "never more new ones than wait");
    key.set(4095, false);
    assert_eq!((key.new, key.waiting, key.generation), (0, 0, 8));
    assert_eq!(key.live().next(), None);
}

/// A delivery taken up again may mark the slot a second time: no second letter came.
#[test]
fn a_live_slot_marked_again_is_no_new_letter() {
    let mut key = Key::default();
    key.set(1, true);
    key.set(2, true);
    key.new = 0;
    key.set(1, true);
    assert_eq!((key.new, key.waiting), (0, 2));
}

#[test]
fn a_slot_beyond_the_last_is_never_live() {
    let mut key = Key::decode(KEY.bytes).unwrap();
    for slot in [SLOTS, SLOTS + 1, usize::MAX] {
        key.set(slot, true);
        assert!(!key.is_live(slot));
        key.set(slot, false);
    }
    assert_eq!((key.new, key.waiting), (2, 4));
    assert_eq!(key.live().collect::<Vec<_>>(), [0, 7, 8, 4095]);
}

#[test]
fn a_full_mailbag_has_no_free_slot() {
    let mut key = Key::default();
    for slot in 0..SLOTS {
        assert_eq!(key.free_slot(), Some(slot));
        key.set(slot, true);
    }
    assert_eq!((key.free_slot(), key.waiting), (None, 4096));
    assert_eq!(key.encode()[BITMAP..], [0xFF; 512]);
    key.set(4000, false);
    assert_eq!(key.free_slot(), Some(4000));
}

/// Counts that do not fit the bitmap are read as they stand, and put right by the next change.
#[test]
fn wrong_counts_are_put_right() {
    let mut bytes = KEY.bytes.to_vec();
    bytes[..16].fill(0xFF);
    let mut key = Key::decode(&bytes).unwrap();
    assert_eq!((key.new, key.waiting, key.generation), (u32::MAX, u32::MAX, u64::MAX));
    let mut recounted = key.clone();
    recounted.recount();
    assert_eq!((recounted.new, recounted.waiting, recounted.generation), (4, 4, 0));
    key.set(1, true);
    assert_eq!((key.new, key.waiting), (5, 5));
}

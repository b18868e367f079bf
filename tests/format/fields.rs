//! Every field at the ends of what it may hold and beyond, under a sound check: what is out of
//! bounds is refused where it stands.

use restante::format::Record;
use restante::format::access::{Access2, Access3, MessageFilePlace};
use restante::format::envelope::{Envelope, MAX_RECIPIENTS};
use restante::format::mailbag::Header;
use restante::mail::Moment;

use crate::samples::{self, Sample};

/// Puts bytes into a record and seals it: `wrong` is where damage must be told, none if nowhere.
fn put(sample: Sample, offset: usize, bytes: &[u8], wrong: Option<u64>) {
    let told = (sample.again)(&sample.with(offset, bytes)).err();
    assert_eq!(
        told.as_ref().map(|damage| damage.offset),
        wrong,
        "{} with {bytes:X?} at {offset:#x}: {told:?}",
        sample.name
    );
}

/// Puts each of some values into a byte: right ones, and wrong ones, told where they stand.
fn byte(sample: Sample, offset: usize, right: &[u8], wrong: &[u8]) {
    for value in right {
        put(sample, offset, &[*value], None);
    }
    for value in wrong {
        put(sample, offset, &[*value], Some(offset as u64));
    }
}

/// Tries a field of text: ended, filled without an end, no UTF-8 in its second byte.
fn text(sample: Sample, offset: usize, size: usize) {
    let mut field = vec![b'x'; size];
    put(sample, offset, &field, Some(offset as u64));
    field[1] = 0xFF;
    field[size - 1] = 0;
    put(sample, offset, &field, Some(offset as u64 + 1));
    // A character of two bytes whose second one is the end.
    field[1] = 0xC3;
    field[2] = 0;
    put(sample, offset, &field, Some(offset as u64 + 1));
}

/// Tries a field that holds a mailbox, network or postoffice name.
fn short_name(sample: Sample, offset: usize) {
    text(sample, offset, 11);
    let mut longest = *b"A123456789\0";
    put(sample, offset, &longest, None);
    longest[10] = b'Z';
    put(sample, offset, &longest, Some(offset as u64));
    for none in ["\0", "AN NA\0", "../X\0", "A.B\0", "JÜRG\0", "A/B\0", "A\u{1}\0"] {
        put(sample, offset, none.as_bytes(), Some(offset as u64));
    }
}

#[test]
fn states() {
    for (sample, offset) in [
        (samples::ACCESS2, 0),
        (samples::ACCESS, 0),
        (samples::ACCESS3_NONE, 0),
        (samples::ACCESS3_MOVED, 0x166),
        (samples::NME, 0),
        (samples::NETWORK, 0),
        (samples::XTN, 0),
    ] {
        byte(sample, offset, &[0, 1], &[2, 0x7F, 0x80, 0xFF]);
    }
    byte(samples::NME, 1, &[1], &[0, 2, 3, 4, 0xFF]);
}

#[test]
fn marks_and_versions() {
    byte(samples::MASTER, 0, b"R", b"r\0");
    put(samples::MASTER, 7, b"e", Some(0));
    byte(samples::MASTER, 8, &[1], &[0, 2, 0xFF]);
    put(samples::MASTER, 9, &[1], Some(8));
    byte(samples::CREDENTIAL, 0, b"R", b"r\0");
    put(samples::CREDENTIAL, 3, b"c", Some(0));
    byte(samples::CREDENTIAL, 4, &[1], &[0, 2, 0xFF]);
    put(samples::CREDENTIAL, 5, &[1], Some(4));
    byte(samples::P1_THREE, 0, b"R", b"r\0");
    put(samples::P1_THREE, 3, b"e", Some(0));
    byte(samples::P1_THREE, 4, &[1], &[0, 2, 0xFF]);
    put(samples::P1_THREE, 5, &[1], Some(4));
}

#[test]
fn names() {
    short_name(samples::MASTER, 0x14);
    short_name(samples::MASTER, 0x1F);
    short_name(samples::ACCESS2, 1);
    short_name(samples::NETWORK, 2);
    short_name(samples::XTN, 1);
}

#[test]
fn texts() {
    text(samples::ACCESS, 1, 256);
    text(samples::ACCESS3_EIGHT, 2, 259);
    text(samples::ACCESS3_MOVED, 0x167, 33);
    text(samples::MBG, 2, 11);
    text(samples::MBG, 0x0D, 41);
    text(samples::NME, 2, 31);
    text(samples::XTN, 0x20, 512);
}

#[test]
fn full_names() {
    for (name, wrong) in [
        ("x".repeat(64) + "\0", None),
        ("x".repeat(65) + "\0", Some(1)),
        ("\0".to_owned(), Some(1)),
        ("   \0".to_owned(), Some(1)),
        ("a\u{7}b\0".to_owned(), Some(1)),
    ] {
        put(samples::ACCESS, 1, name.as_bytes(), wrong);
    }
}

/// The parameters of a verifier decide about memory and time, so they are bounded before use.
#[test]
fn verifiers() {
    for sample in [samples::ACCESS2, samples::CREDENTIAL] {
        byte(sample, 0x14, &[1], &[0, 2, 0xFF]);
        byte(sample, 0x15, &[10, 21], &[0, 9, 22, 32, 64, 0xFF]);
        byte(sample, 0x16, &[1, 16], &[0, 17, 0xFF]);
        byte(sample, 0x17, &[1, 16], &[0, 17, 0xFF]);
        put(sample, 0x18, &[0xFF; 36], None);
        put(sample, 0x18, &[0; 36], None);
    }
    byte(samples::ACCESS2, 0x3C, &[0, 1, 2, 4, 7], &[]);
    let none = Access2::decode(&samples::ACCESS2.with(0x3C, &[0])).unwrap();
    assert!(!none.administrator && !none.verifier_changed && !none.must_choose);
}

#[test]
fn message_file_places() {
    byte(samples::ACCESS3_EIGHT, 1, &[0, 1, 2], &[3, 0xFF]);
    // A path counts only for a local file, an address only for somebody who moved.
    put(samples::ACCESS3_ONE, 2, &[0xFF; 259], None);
    put(samples::ACCESS3_ONE, 0x167, &[0xFF; 33], None);
    let other = Access3::decode(&samples::ACCESS3_EIGHT.with(1, &[1])).unwrap();
    assert_eq!(other.message_file, MessageFilePlace::Postoffice);
}

#[test]
fn earlier_homes() {
    byte(samples::ACCESS3_EIGHT, 0x105, &[0, 1, 7, 8], &[9, 16, 0xFF]);
    let three = Access3::decode(&samples::ACCESS3_EIGHT.with(0x105, &[3])).unwrap();
    let all = Access3::decode(samples::ACCESS3_EIGHT.bytes).unwrap();
    assert_eq!(three.earlier_homes, all.earlier_homes[..3], "newest first");
}

#[test]
fn new_homes() {
    for wrong in ["\0", "A/B\0", "A/B/C/D\0", "A//C\0", "A/B/12345678901\0", "A/B/..\0"] {
        put(samples::ACCESS3_MOVED, 0x167, wrong.as_bytes(), Some(0x167));
    }
    put(samples::ACCESS3_MOVED, 0x167, b"A/B/C\0", None);
}

#[test]
fn times() {
    for (unit, right, wrong) in [
        (0, vec![0, 59], vec![60, 61, 0x80, 0x100, 0xFFFF]),
        (1, vec![0, 59], vec![60, 0x80, 0x100, 0xFFFF]),
        (2, vec![0, 23], vec![24, 0x80, 0x100, 0xFFFF]),
        (3, vec![1, 31], vec![0, 32, 0x80, 0x100, 0xFFFF]),
        (4, vec![1, 12], vec![0, 13, 0x80, 0x100, 0xFFFF]),
        (5, vec![0, 1970, 2000, 9999], vec![10_000, 0x7FFF, 0x8000, 0xFFFF]),
    ] {
        let offset = 0x36 + 2 * unit;
        for value in right {
            put(samples::MBG, offset, &u16::to_le_bytes(value), None);
        }
        for value in wrong {
            put(samples::MBG, offset, &u16::to_le_bytes(value), Some(0x36));
        }
    }
    // 29 February, 1900 and 2000; 30 February.
    put(samples::MBG, 0x3C, &[29, 0, 2, 0, 0x6C, 0x07], Some(0x36));
    put(samples::MBG, 0x3C, &[29, 0, 2, 0, 0xD0, 0x07], None);
    put(samples::MBG, 0x3C, &[30, 0, 2, 0, 0xD0, 0x07], Some(0x36));
    // The last day of all, which the calendar cannot tell in every zone.
    put(samples::MBG, 0x3C, &[31, 0, 12, 0, 0x0F, 0x27], Some(0x36));
}

/// Moments are any number; what a mailbag's clock cannot tell is told as near as it can.
#[test]
fn moments() {
    for ms in [i64::MIN, -1, 0, 1, i64::MAX] {
        for (sample, offset) in [
            (samples::MASTER, 0x2A),
            (samples::ACCESS, 0x101),
            (samples::ACCESS, 0x109),
            (samples::P1_THREE, 0x10),
        ] {
            put(sample, offset, &ms.to_le_bytes(), None);
        }
        let mut header = Header::decode(samples::MBG.bytes).unwrap();
        header.posted = Moment(ms);
        assert!(Header::decode(&header.encode()).is_ok(), "{ms}");
    }
}

#[test]
fn numbers_in_digits() {
    for (sample, offset) in [(samples::MBG, 0x43), (samples::NETWORK, 0x0D)] {
        for digits in ["00000000\0", "FFFFFFFF\0", "0000ABCD\0"] {
            put(sample, offset, digits.as_bytes(), None);
        }
        for digits in ["0000000G\0", "+0000001\0", "-0000001\0", "0000 001\0", "0000000\0\0"]
            .into_iter()
            .chain(["\0\0\0\0\0\0\0\0\0", "0x000001\0", "000000ü\0"])
        {
            put(sample, offset, digits.as_bytes(), Some(offset as u64));
        }
        put(sample, offset, &[0xFF; 9], Some(offset as u64));
        put(sample, offset, b"000000001", Some(offset as u64 + 8));
    }
}

#[test]
fn priorities() {
    byte(samples::MBG, 1, &[1, 3, 5], &[0, 2, 4, 6, 0xFF]);
}

#[test]
fn recipients() {
    for sample in [samples::P1_NONE, samples::P1_THREE] {
        let whole = sample.bytes.len() as u64;
        for (count, wrong) in [
            (u32::MAX, 0x2C),
            (MAX_RECIPIENTS + 1, 0x2C),
            (0x2000_0000, 0x2C),
            (MAX_RECIPIENTS, whole),
            (4, whole),
        ] {
            put(sample, 0x2C, &count.to_le_bytes(), Some(wrong));
        }
    }
    put(samples::P1_THREE, 0x2C, &2_u32.to_le_bytes(), Some(0x30 + 2 * 8 + 8));
    for index in 0..3 {
        let state = usize::try_from(Envelope::state_offset(index)).unwrap();
        byte(samples::P1_THREE, state, &[0, 1, 2, 3], &[4, 0x80, 0xFF]);
        put(samples::P1_THREE, state - 4, &[0xFF; 4], None);
    }
}

/// Counters and the counts of a mailbag are any number.
#[test]
fn counts() {
    for value in [[0; 4], [0xFF; 4]] {
        for (sample, offset) in [
            (samples::CONTROL, 0),
            (samples::CONTROL, 4),
            (samples::TID, 0),
            (samples::KEY, 0),
            (samples::KEY, 4),
            (samples::KEY, 8),
            (samples::ACCESS, 0x111),
            (samples::ACCESS2, 0x0C),
            (samples::ACCESS2, 0x10),
            (samples::MBG, 0x4E),
        ] {
            put(sample, offset, &value, None);
        }
    }
}

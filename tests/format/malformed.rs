//! Torn, lengthened and flipped records: every one is refused, with a place inside the record.

use proptest::prelude::*;
use restante::format::Record;
use restante::format::access::Access2;
use restante::format::key::Key;

use crate::samples::{ACCESS2, ALL, Sample, Seal};

/// The least bytes of an envelope: its head and its check.
const EMPTY_ENVELOPE: usize = 0x30 + 8;

/// Each bit of a byte, and all of them.
const FLIPS: [u8; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 255];

#[test]
fn cut_at_every_length() {
    for sample in ALL {
        for len in 0..sample.bytes.len() {
            let damage = (sample.again)(&sample.bytes[..len]).unwrap_err();
            assert_eq!(damage.offset, len as u64, "{} cut to {len}: {damage}", sample.name);
            let told = if sample.seal == Seal::Envelope && len < EMPTY_ENVELOPE {
                format!("{len} bytes where at least {EMPTY_ENVELOPE} belong")
            } else {
                format!("{len} bytes where {} belong", sample.bytes.len())
            };
            assert_eq!(damage.what, told, "{}", sample.name);
        }
    }
}

#[test]
fn a_byte_too_many() {
    for sample in ALL {
        for byte in [0, 0xFF] {
            let mut long = sample.bytes.to_vec();
            long.push(byte);
            let damage = (sample.again)(&long).unwrap_err();
            assert_eq!(damage.offset, sample.bytes.len() as u64, "{}: {damage}", sample.name);
        }
    }
}

#[test]
fn every_byte_flipped_in_a_sealed_record() {
    for sample in ALL.iter().filter(|s| s.seal != Seal::None) {
        let seal = sample.bytes.len() - sample.seal_size();
        for at in (0..sample.bytes.len()).filter(|at| !sample.is_state(*at)) {
            for flip in FLIPS {
                let mut bytes = sample.bytes.to_vec();
                bytes[at] ^= flip;
                let damage = (sample.again)(&bytes).unwrap_err();
                let why = format!("{} at {at:#x} by {flip:#x}: {damage}", sample.name);
                match (sample.seal, at) {
                    // An envelope says how long it is, so these are told before the check.
                    (Seal::Envelope, 0..4) => assert_eq!(damage.offset, 0, "{why}"),
                    (Seal::Envelope, 4..6) => assert_eq!(damage.offset, 4, "{why}"),
                    (Seal::Envelope, 0x2C..0x30) => {
                        assert!(damage.offset <= sample.bytes.len() as u64, "{why}");
                    }
                    _ => assert_eq!(damage.offset, seal as u64, "{why}"),
                }
            }
        }
    }
}

/// Records without a check: a flipped byte may give other values, but nothing worse.
#[test]
fn every_byte_flipped_in_an_unsealed_record() {
    for sample in ALL.iter().filter(|s| s.seal == Seal::None) {
        for at in 0..sample.bytes.len() {
            for flip in FLIPS {
                let mut bytes = sample.bytes.to_vec();
                bytes[at] ^= flip;
                harmless(sample, &bytes);
            }
        }
    }
}

/// Zeros alone are an empty mailbag and a fresh counter (KB Q104279), and no other record.
#[test]
fn all_zero() {
    for sample in ALL {
        let zero = vec![0; sample.bytes.len()];
        let may = ["key", "control", "tid"].contains(&sample.name);
        assert_eq!((sample.again)(&zero).is_ok(), may, "{}", sample.name);
    }
    assert_eq!(Key::decode(&[0; 560]), Ok(Key::default()));
}

/// The place in a record becomes the place in the file.
#[test]
fn damage_in_the_third_record() {
    let third = 2 * Access2::SIZE as u64;
    let damage = Access2::decode(&ACCESS2.with(0x16, &[17])).unwrap_err();
    assert_eq!(damage.clone().at(third).offset, third + 0x16);
    assert_eq!(damage.clone().at(u64::MAX).offset, u64::MAX);
    assert_eq!(damage.to_string(), "at offset 22: passes of the verifier out of bounds");
}

/// Reads bytes: either they are refused with a place inside, or what was read can be written and
/// read again.
fn harmless(sample: &Sample, bytes: &[u8]) {
    match (sample.again)(bytes) {
        Ok(written) => {
            assert_eq!((sample.again)(&written), Ok(written.clone()), "{}", sample.name);
        }
        Err(damage) => assert!(damage.offset < bytes.len() as u64, "{}: {damage}", sample.name),
    }
}

proptest! {
    /// Whoever can write the share can compute a check, too.
    #[test]
    fn noise_with_a_sound_check(
        which in 0..ALL.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
    ) {
        let sample = &ALL[which];
        let mut bytes = sample.bytes.to_vec();
        let body = bytes.len() - sample.seal_size();
        for (at, byte) in changes {
            // A changed count of recipients is a changed length: see `fields`.
            let at = at.index(body);
            if sample.seal != Seal::Envelope || !(0x2C..0x30).contains(&at) {
                bytes[at] = byte;
            }
        }
        sample.reseal(&mut bytes);
        harmless(sample, &bytes);
    }

    #[test]
    fn noise(bytes in prop::collection::vec(any::<u8>(), 0..800)) {
        for sample in ALL {
            if let Err(damage) = (sample.again)(&bytes) {
                prop_assert!(damage.offset <= bytes.len() as u64, "{}: {}", sample.name, damage);
            }
        }
    }
}

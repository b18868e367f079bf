//! The one thing that is changed in place in an envelope: the state of a recipient.

use restante::format::envelope::{Envelope, State};

use crate::samples::{P1_NONE, P1_THREE, P1_THREE_PENDING, Sample};

const STATES: [State; 4] = [State::Pending, State::Delivered, State::Collected, State::Refused];

#[test]
fn a_state_changed_in_place_leaves_the_envelope_sound() {
    for index in 0..3 {
        let at = usize::try_from(Envelope::state_offset(index)).unwrap();
        for state in STATES {
            let mut bytes = P1_THREE.bytes.to_vec();
            bytes[at] = state as u8;
            let mut expected = Envelope::decode(P1_THREE.bytes).unwrap();
            expected.recipients[index].state = state;
            assert_eq!(Envelope::decode(&bytes).as_ref(), Ok(&expected));
            assert_eq!(expected.encode(), bytes, "the check stays as it was");
        }
    }
}

#[test]
fn an_unknown_state_is_told_where_it_stands() {
    for index in 0..3 {
        let at = Envelope::state_offset(index);
        for state in 4..=u8::MAX {
            let mut bytes = P1_THREE.bytes.to_vec();
            bytes[usize::try_from(at).unwrap()] = state;
            assert_eq!(Envelope::decode(&bytes).unwrap_err().offset, at);
        }
    }
}

#[test]
fn the_state_is_the_fifth_byte_of_each_recipient() {
    assert_eq!(Envelope::state_offset(0), 0x34);
    assert_eq!(Envelope::state_offset(2), 0x44);
    let differing: Vec<usize> = P1_THREE
        .bytes
        .iter()
        .zip(P1_THREE_PENDING.bytes)
        .enumerate()
        .filter(|(_, (a, b))| a != b)
        .map(|(at, _)| at)
        .collect();
    assert_eq!(differing, [0x34, 0x3C, 0x44]);
    // Far beyond the longest envelope the place is only no panic.
    assert_eq!(Envelope::state_offset(usize::MAX), u64::MAX);
}

#[test]
fn finished_when_nobody_may_still_get_it() {
    let with = |states: [State; 3]| {
        let mut envelope = Envelope::decode(P1_THREE.bytes).unwrap();
        for (recipient, state) in envelope.recipients.iter_mut().zip(states) {
            recipient.state = state;
        }
        envelope.is_finished()
    };
    for a in STATES {
        for b in STATES {
            for c in STATES {
                let open = [a, b, c]
                    .iter()
                    .any(|state| [State::Pending, State::Delivered].contains(state));
                assert_eq!(with([a, b, c]), !open, "{a:?} {b:?} {c:?}");
            }
        }
    }
    assert!(Envelope::decode(P1_NONE.bytes).unwrap().is_finished());
}

/// Two recipients may not change places, nor a sound envelope be glued to another's recipients.
#[test]
fn the_check_covers_who_and_how_many() {
    let swapped = {
        let mut bytes = P1_THREE_PENDING.bytes.to_vec();
        bytes[0x30..0x40].rotate_left(8);
        bytes
    };
    assert_eq!(Envelope::decode(&swapped).unwrap_err().offset, 0x48);
    let Sample { bytes, .. } = P1_THREE;
    let shorter =
        [&bytes[..0x2C], &2_u32.to_le_bytes(), &bytes[0x30..0x40], &bytes[0x48..]].concat();
    assert_eq!(Envelope::decode(&shorter).unwrap_err().offset, 0x40);
}

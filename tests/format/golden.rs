//! What the crate writes is what the golden files hold, and it reads them as what they mean.

use std::fmt::Debug;

use restante::format::Record;
use restante::format::access::{Access, Access2, Access3, MessageFilePlace};
use restante::format::control::{Control, Tid};
use restante::format::credential::Credential;
use restante::format::envelope::{Envelope, FOREIGN, Recipient, State};
use restante::format::key::Key;
use restante::format::mailbag::Header;
use restante::format::master::Master;
use restante::format::network::{Neighbour, Network};
use restante::format::nme::Entry;
use restante::format::verifier::{Cost, Verifier};
use restante::mail::{
    Address, FullName, Identity, Moment, PostofficeId, Priority, ShortName, UserId,
};

use crate::samples::{self, Sample};

const CREATED: Moment = Moment(750_000_000_000);
const OFFICE: PostofficeId = PostofficeId(0x0123_4567_89AB_CDEF);
/// SHA-1 of the bytes `letter`.
const LETTER: [u8; 20] = [
    0x18, 0xCC, 0x85, 0x2C, 0x9A, 0xC8, 0x03, 0xDA, 0x9C, 0xDE, 0x67, 0xA9, 0xFD, 0x74, 0xB4, 0xED,
    0xD9, 0xBF, 0x98, 0xA9,
];

fn same<R: Record + PartialEq + Debug>(sample: Sample, value: &R) {
    assert_eq!(sample.bytes.len(), R::SIZE, "{}", sample.name);
    assert_eq!(value.encode(), sample.bytes, "{}", sample.name);
    assert_eq!(R::decode(sample.bytes).as_ref(), Ok(value), "{}", sample.name);
}

fn name(text: &str) -> ShortName {
    ShortName::parse(text).unwrap()
}

fn verifier(log2_memory: u8, passes: u8, lanes: u8) -> Verifier {
    Verifier {
        cost: Cost { log2_memory, passes, lanes },
        salt: std::array::from_fn(|i| 0x10 + i as u8),
        hash: std::array::from_fn(|i| 0xA0 + i as u8),
    }
}

#[test]
fn master() {
    same(
        samples::MASTER,
        &Master {
            identity: OFFICE,
            network: name("NORTH"),
            postoffice: name("POSTOFFICE"),
            created: CREATED,
        },
    );
    assert!(Master::is_ours(samples::MASTER.bytes));
    assert!(Master::is_ours(b"RESTANTE"));
    assert!(!Master::is_ours(b"RESTANT"));
    assert!(!Master::is_ours(&[0; 176]));
}

#[test]
fn access2() {
    let anna = Access2 {
        active: true,
        mailbox: name("ANNA"),
        user: UserId(0x1A),
        tid: 77,
        verifier: verifier(16, 3, 1),
        administrator: true,
        verifier_changed: false,
        must_choose: true,
    };
    same(samples::ACCESS2, &anna);
    same(
        samples::ACCESS2_DELETED,
        &Access2 {
            active: false,
            mailbox: name("Z123456789"),
            user: UserId(u32::MAX - 1),
            tid: u32::MAX,
            verifier: verifier(21, 16, 16),
            administrator: false,
            verifier_changed: true,
            must_choose: false,
        },
    );
    for (administrator, verifier_changed, must_choose, flags) in
        [(false, false, false, 0), (true, false, false, 1), (false, true, false, 2)]
            .into_iter()
            .chain([(false, false, true, 4), (true, true, true, 7)])
    {
        let flagged = Access2 { administrator, verifier_changed, must_choose, ..anna.clone() };
        assert_eq!(flagged.encode()[0x3C], flags);
        assert_eq!(Access2::decode(&flagged.encode()), Ok(flagged));
    }
}

#[test]
fn access() {
    same(
        samples::ACCESS,
        &Access {
            active: true,
            full_name: FullName::parse("Jürgen Müller").unwrap(),
            created: CREATED,
            last_sign_in: Some(Moment(750_086_461_500)),
            failed: 3,
        },
    );
    same(
        samples::ACCESS_NEW,
        &Access {
            active: true,
            full_name: FullName::parse(&("𝄞".repeat(63) + "€")).unwrap(),
            created: CREATED,
            last_sign_in: None,
            failed: 0,
        },
    );
}

#[test]
fn access3() {
    let homes = |n: u32| {
        (0..n)
            .map(|i| Identity {
                postoffice: PostofficeId(OFFICE.0 + u64::from(i)),
                user: UserId(0x100 + i),
            })
            .collect()
    };
    same(
        samples::ACCESS3_NONE,
        &Access3 {
            active: true,
            message_file: MessageFilePlace::None,
            earlier_homes: homes(0),
            moved_to: None,
        },
    );
    same(
        samples::ACCESS3_ONE,
        &Access3 {
            active: true,
            message_file: MessageFilePlace::Postoffice,
            earlier_homes: homes(1),
            moved_to: None,
        },
    );
    same(
        samples::ACCESS3_EIGHT,
        &Access3 {
            active: true,
            message_file: MessageFilePlace::Local("C:\\Müller\\Mail.mmf".to_owned()),
            earlier_homes: homes(8),
            moved_to: None,
        },
    );
    same(
        samples::ACCESS3_MOVED,
        &Access3 {
            active: true,
            message_file: MessageFilePlace::Postoffice,
            earlier_homes: homes(0),
            moved_to: Some(Address::parse("NETWORK123/POST456789/MAILBOX012").unwrap()),
        },
    );
}

#[test]
fn key() {
    let mut key = Key::default();
    for slot in [4095, 0, 8, 7] {
        key.set(slot, true);
    }
    (key.new, key.generation) = (2, 0x0102_0304_0506_0708);
    same(samples::KEY, &key);
    same(Sample { name: "all zero", bytes: &[0; 560], ..samples::KEY }, &Key::default());
}

#[test]
fn mailbag_header() {
    let plain = Header {
        sender: "ANNA".to_owned(),
        subject: "Lunch?".to_owned(),
        posted: CREATED,
        letter: 0x62,
        size: 552,
        receipt: false,
        attachments: false,
        priority: Priority::Normal,
        digest: [0x18, 0xCC, 0x85, 0x2C, 0x9A, 0xC8, 0x03, 0xDA],
    };
    same(samples::MBG, &plain);
    let full = Header {
        sender: "A123456789".to_owned(),
        subject: "Überraschung für Müller in der Haust".to_owned(),
        posted: Moment(1_709_251_199_000),
        letter: 0xFFFF_FFF1,
        size: u32::MAX,
        receipt: true,
        attachments: true,
        priority: Priority::High,
        digest: std::array::from_fn(|i| 0xF0 + i as u8),
    };
    same(samples::MBG_FULL, &full);
    for (receipt, attachments, priority, first) in [
        (true, false, Priority::Low, [1, 1]),
        (false, true, Priority::Normal, [2, 3]),
        (false, false, Priority::High, [0, 5]),
    ] {
        let other = Header { receipt, attachments, priority, ..plain.clone() };
        assert_eq!(other.encode()[..2], first);
        assert_eq!(Header::decode(&other.encode()), Ok(other));
    }
}

#[test]
fn envelopes() {
    let one = |recipients: &[(u32, State)]| Envelope {
        letter: 0x62,
        sender: UserId(0x1A),
        posted: CREATED,
        digest: LETTER,
        recipients: recipients
            .iter()
            .map(|(user, state)| Recipient { user: UserId(*user), state: *state })
            .collect(),
    };
    let three = |a, b, c| Envelope {
        letter: u32::MAX,
        sender: FOREIGN,
        ..one(&[(2, a), (3, b), (u32::MAX - 1, c)])
    };
    for (sample, envelope) in [
        (samples::P1_NONE, one(&[])),
        (samples::P1_PENDING, one(&[(0x1B, State::Pending)])),
        (samples::P1_DELIVERED, one(&[(0x1B, State::Delivered)])),
        (samples::P1_COLLECTED, one(&[(0x1B, State::Collected)])),
        (samples::P1_REFUSED, one(&[(0x1B, State::Refused)])),
        (samples::P1_THREE_PENDING, three(State::Pending, State::Pending, State::Pending)),
        (samples::P1_THREE, three(State::Delivered, State::Collected, State::Refused)),
    ] {
        assert_eq!(envelope.encode(), sample.bytes, "{}", sample.name);
        assert_eq!(Envelope::decode(sample.bytes), Ok(envelope), "{}", sample.name);
    }
}

#[test]
fn credential() {
    let credential = Credential {
        identity: Identity { postoffice: OFFICE, user: UserId(0x1A) },
        verifier: verifier(16, 3, 1),
    };
    same(samples::CREDENTIAL, &credential);
    assert_eq!(credential.to_bytes(), samples::CREDENTIAL.bytes);
}

#[test]
fn address_list_entry() {
    same(
        samples::NME,
        &Entry { active: true, name: "Anna Berg".to_owned(), tid: 77, user: UserId(0x1A) },
    );
    same(
        samples::NME_CUT,
        &Entry {
            active: false,
            name: "Ein Name mit dreißig Bytes, ".to_owned(),
            tid: u32::MAX,
            user: UserId(u32::MAX - 1),
        },
    );
}

#[test]
fn network_and_neighbour() {
    same(samples::NETWORK, &Network { active: true, name: name("NORTH"), xtn: 0x1F });
    same(
        samples::XTN,
        &Neighbour {
            active: true,
            name: name("HARBOUR"),
            identity: PostofficeId(0xFEDC_BA98_7654_3210),
            path: "/mnt/büro/post".to_owned(),
        },
    );
}

#[test]
fn counters() {
    same(samples::CONTROL, &Control { next_mailbag: 0x11, next_letter: 0x0A0B_0C0D });
    same(samples::TID, &Tid { next: 0x0765_4321 });
}

/// The text beside a golden file is what people read; it must say what the bytes are.
#[test]
fn the_texts_say_what_the_bytes_are() {
    for sample in samples::ALL {
        let mut bytes = Vec::new();
        for line in sample.text.lines().filter(|line| !line.starts_with('#')) {
            let parts: Vec<&str> = line.splitn(3, " | ").collect();
            assert_eq!(parts[0], format!("0x{:03X}", bytes.len()), "{}", sample.name);
            for part in parts[1].split_whitespace() {
                match part.split_once('*') {
                    Some((byte, times)) => {
                        assert_eq!(byte, "00");
                        bytes.resize(bytes.len() + times.parse::<usize>().unwrap(), 0);
                    }
                    None => bytes.push(u8::from_str_radix(part, 16).unwrap()),
                }
            }
        }
        assert_eq!(bytes, sample.bytes, "{}", sample.name);
    }
}

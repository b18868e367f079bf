//! Whatever valid value is written is read again as it was.

use std::fmt::Debug;

use proptest::prelude::*;
use restante::format::Record;
use restante::format::access::{Access, Access2, Access3, EARLIER_HOMES, MessageFilePlace};
use restante::format::control::{Control, Tid};
use restante::format::credential::Credential;
use restante::format::envelope::{Envelope, Recipient, State};
use restante::format::key::{Key, SLOTS};
use restante::format::mailbag::Header;
use restante::format::master::Master;
use restante::format::network::{Neighbour, Network};
use restante::format::nme::Entry;
use restante::format::verifier::{Cost, Verifier};
use restante::mail::{
    Address, FullName, Identity, Moment, PostofficeId, Priority, ShortName, UserId,
};

/// The first and the last second that a mailbag's clock can tell.
const CLOCK: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_207_200;

fn kept<R: Record + PartialEq + Debug>(value: &R) -> Result<(), TestCaseError> {
    let bytes = value.encode();
    prop_assert_eq!(bytes.len(), R::SIZE);
    let read = R::decode(&bytes);
    prop_assert_eq!(read.as_ref(), Ok(value));
    Ok(())
}

fn short_name() -> impl Strategy<Value = ShortName> {
    "[A-Z0-9]{1,10}".prop_map(|text| ShortName::parse(&text).unwrap())
}

fn full_name() -> impl Strategy<Value = FullName> {
    ".{1,64}".prop_filter_map("a full name that fits", |text| FullName::parse(&text).ok())
}

/// Any text without NUL, of at most so many bytes.
fn text(max: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>().prop_filter("no NUL", |c| *c != '\0'), 0..=max).prop_map(
        move |characters| {
            let mut text = String::new();
            for c in characters {
                if text.len() + c.len_utf8() <= max {
                    text.push(c);
                }
            }
            text
        },
    )
}

fn moment() -> impl Strategy<Value = Moment> {
    any::<i64>().prop_map(Moment)
}

fn identity() -> impl Strategy<Value = Identity> {
    (any::<u64>(), any::<u32>())
        .prop_map(|(p, u)| Identity { postoffice: PostofficeId(p), user: UserId(u) })
}

fn address() -> impl Strategy<Value = Address> {
    (short_name(), short_name(), short_name()).prop_map(|(network, postoffice, mailbox)| Address {
        network,
        postoffice,
        mailbox,
    })
}

fn verifier() -> impl Strategy<Value = Verifier> {
    (10..=21_u8, 1..=16_u8, 1..=16_u8, any::<[u8; 16]>(), any::<[u8; 20]>()).prop_map(
        |(log2_memory, passes, lanes, salt, hash)| Verifier {
            cost: Cost { log2_memory, passes, lanes },
            salt,
            hash,
        },
    )
}

prop_compose! {
    fn access2()(
        mailbox in short_name(),
        (user, tid) in any::<(u32, u32)>(),
        verifier in verifier(),
        (active, administrator, verifier_changed, must_choose) in any::<(bool, bool, bool, bool)>(),
    ) -> Access2 {
        let user = UserId(user);
        Access2 {
            active, mailbox, user, tid, verifier, administrator, verifier_changed, must_choose,
        }
    }
}

prop_compose! {
    fn access()(
        full_name in full_name(),
        created in moment(),
        // 0 stands for "never".
        last_sign_in in prop::option::of(moment().prop_filter("not 1970", |m| m.0 != 0)),
        (active, failed) in any::<(bool, u32)>(),
    ) -> Access {
        Access { active, full_name, created, last_sign_in, failed }
    }
}

prop_compose! {
    fn access3()(
        active in any::<bool>(),
        message_file in prop_oneof![
            Just(MessageFilePlace::None),
            Just(MessageFilePlace::Postoffice),
            text(258).prop_map(MessageFilePlace::Local),
        ],
        earlier_homes in prop::collection::vec(identity(), 0..=EARLIER_HOMES),
        moved_to in prop::option::of(address()),
    ) -> Access3 {
        Access3 { active, message_file, earlier_homes, moved_to }
    }
}

prop_compose! {
    fn key()(
        live in prop::collection::btree_set(0..SLOTS, 0..40),
        (new, waiting, generation) in any::<(u32, u32, u64)>(),
    ) -> (Vec<usize>, Key) {
        let mut key = Key::default();
        for slot in &live {
            key.set(*slot, true);
        }
        (key.new, key.waiting, key.generation) = (new, waiting, generation);
        (live.into_iter().collect(), key)
    }
}

prop_compose! {
    fn header()(
        (sender, subject) in (text(10), text(40)),
        second in CLOCK,
        (letter, size, receipt, attachments) in any::<(u32, u32, bool, bool)>(),
        priority in prop::sample::select(vec![Priority::Low, Priority::Normal, Priority::High]),
        digest in any::<[u8; 8]>(),
    ) -> Header {
        let posted = Moment(second * 1000);
        Header { sender, subject, posted, letter, size, receipt, attachments, priority, digest }
    }
}

prop_compose! {
    fn envelope()(
        (letter, sender, posted, digest) in any::<(u32, u32, i64, [u8; 20])>(),
        recipients in prop::collection::vec(
            (
                any::<u32>(),
                prop::sample::select(vec![
                    State::Pending, State::Delivered, State::Collected, State::Refused,
                ]),
            ).prop_map(|(user, state)| Recipient { user: UserId(user), state }),
            0..50,
        ),
    ) -> Envelope {
        Envelope { letter, sender: UserId(sender), posted: Moment(posted), digest, recipients }
    }
}

proptest! {
    #[test]
    fn masters(
        identity in any::<u64>(),
        network in short_name(),
        postoffice in short_name(),
        created in moment(),
    ) {
        kept(&Master { identity: PostofficeId(identity), network, postoffice, created })?;
    }

    #[test]
    fn access2s(value in access2()) {
        kept(&value)?;
    }

    #[test]
    fn accesses(value in access()) {
        kept(&value)?;
    }

    #[test]
    fn access3s(value in access3()) {
        kept(&value)?;
    }

    #[test]
    fn keys((live, value) in key()) {
        kept(&value)?;
        let read = Key::decode(&value.encode()).unwrap();
        prop_assert_eq!(read.live().collect::<Vec<_>>(), live);
    }

    #[test]
    fn headers(value in header()) {
        kept(&value)?;
    }

    /// A mailbag's clock has no milliseconds.
    #[test]
    fn headers_posted_between_seconds(value in header(), ms in 0..1000_i64) {
        let later = Header { posted: Moment(value.posted.0 + ms), ..value.clone() };
        prop_assert_eq!(Header::decode(&later.encode()), Ok(value));
    }

    #[test]
    fn headers_posted_at_any_time(value in header(), posted in moment()) {
        let header = Header { posted, ..value };
        prop_assert!(Header::decode(&header.encode()).is_ok());
    }

    /// Too long a text costs its end and nothing else.
    #[test]
    fn headers_with_long_texts(value in header(), sender in ".{0,99}", subject in ".{0,99}") {
        let long = Header { sender: sender.clone(), subject: subject.clone(), ..value.clone() };
        let read = Header::decode(&long.encode()).unwrap();
        prop_assert!(sender.starts_with(&read.sender));
        prop_assert!(subject.starts_with(&read.subject));
        let lost = |whole: &str, kept: &str| whole.chars().nth(kept.chars().count());
        if let Some(next) = lost(&subject, &read.subject) {
            prop_assert!(next == '\0' || read.subject.len() + next.len_utf8() > 40);
        }
        if let Some(next) = lost(&sender, &read.sender) {
            prop_assert!(next == '\0' || read.sender.len() + next.len_utf8() > 10);
        }
        prop_assert_eq!(Header { sender: value.sender.clone(), subject: value.subject.clone(), ..read }, value);
    }

    #[test]
    fn envelopes(value in envelope()) {
        let bytes = value.encode();
        prop_assert_eq!(bytes.len(), 0x30 + 8 * value.recipients.len() + 8);
        prop_assert_eq!(Envelope::decode(&bytes), Ok(value));
    }

    #[test]
    fn credentials(identity in identity(), verifier in verifier()) {
        let value = Credential { identity, verifier };
        kept(&value)?;
        prop_assert_eq!(value.to_bytes().to_vec(), value.encode());
    }

    #[test]
    fn entries(name in text(30), (active, tid, user) in any::<(bool, u32, u32)>()) {
        kept(&Entry { active, name, tid, user: UserId(user) })?;
    }

    #[test]
    fn networks(name in short_name(), (active, xtn) in any::<(bool, u32)>()) {
        kept(&Network { active, name, xtn })?;
    }

    #[test]
    fn neighbours(
        name in short_name(),
        (active, identity) in any::<(bool, u64)>(),
        path in text(511),
    ) {
        kept(&Neighbour { active, name, identity: PostofficeId(identity), path })?;
    }

    #[test]
    fn counters((next_mailbag, next_letter, next) in any::<(u32, u32, u32)>()) {
        kept(&Control { next_mailbag, next_letter })?;
        kept(&Tid { next })?;
    }
}

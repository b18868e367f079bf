//! Texts in fields: cut between characters where a beginning will do, refused where only the whole
//! will.

use restante::format::Record;
use restante::format::access::{Access, Access3, MessageFilePlace};
use restante::format::mailbag::Header;
use restante::format::network::Neighbour;
use restante::format::nme::Entry;
use restante::mail::{FullName, UserId};

use crate::samples::{ACCESS, ACCESS3_EIGHT, MBG, XTN};

fn subject(text: &str) -> String {
    let mut header = Header::decode(MBG.bytes).unwrap();
    header.subject = text.to_owned();
    let bytes = header.encode();
    assert_eq!(bytes.len(), Header::SIZE);
    Header::decode(&bytes).unwrap().subject
}

#[test]
fn a_subject_is_cut_to_40_bytes_between_characters() {
    let x = |n| "x".repeat(n);
    assert_eq!(subject(""), "");
    assert_eq!(subject(&x(40)), x(40));
    assert_eq!(subject(&x(41)), x(40));
    assert_eq!(subject(&x(4000)), x(40));
    for (character, width) in [("ü", 2), ("€", 3), ("𝄞", 4)] {
        // The character fits exactly, then reaches beyond the field by 1 byte and more.
        let fitting = x(40 - width) + character;
        assert_eq!(subject(&(fitting.clone() + "y")), fitting);
        for missing in 1..=width {
            let before = x(40 - width + missing);
            assert_eq!(subject(&(before.clone() + character)), before, "{character} {missing}");
        }
    }
    assert_eq!(subject(&"𝄞".repeat(11)), "𝄞".repeat(10));
    assert_eq!(subject("before\0after"), "before", "a NUL is the end of a text");
}

#[test]
fn the_whole_subject_of_the_golden_header_gives_its_bytes() {
    let mut header = Header::decode(crate::samples::MBG_FULL.bytes).unwrap();
    header.subject = "Überraschung für Müller in der Haustür".to_owned();
    assert_eq!(header.encode(), crate::samples::MBG_FULL.bytes);
}

#[test]
fn an_address_list_holds_30_bytes_of_a_name() {
    let listed = |name: &str| {
        let entry = Entry { active: true, name: name.to_owned(), tid: 1, user: UserId(1) };
        Entry::decode(&entry.encode()).unwrap().name
    };
    assert_eq!(listed(&"x".repeat(31)), "x".repeat(30));
    assert_eq!(listed(&"ü".repeat(64)), "ü".repeat(15));
    assert_eq!(listed(&"€".repeat(64)), "€".repeat(10));
    assert_eq!(listed(&"𝄞".repeat(64)), "𝄞".repeat(7));
    let mut entry = Entry::decode(crate::samples::NME_CUT.bytes).unwrap();
    entry.name = "Ein Name mit dreißig Bytes, äö und mehr".to_owned();
    assert_eq!(entry.encode(), crate::samples::NME_CUT.bytes);
}

/// A full name is unique by the whole of it, so it is never cut: 64 characters of four bytes fill
/// the field to the last byte.
#[test]
fn a_full_name_is_stored_whole() {
    let stored = |name: &FullName| {
        let mut access = Access::decode(ACCESS.bytes).unwrap();
        access.full_name = name.clone();
        Access::decode(&access.encode()).unwrap().full_name
    };
    for text in ["x".repeat(64), "€".repeat(64), "𝄞".repeat(63) + "€", "𝄞".repeat(64)] {
        let name = FullName::parse(&text).unwrap();
        assert_eq!(stored(&name), name);
    }
}

#[test]
fn a_local_path_fits_whole_or_not_at_all() {
    let stored = |path: &str| {
        let mut access = Access3::decode(ACCESS3_EIGHT.bytes).unwrap();
        access.message_file = MessageFilePlace::Local(path.to_owned());
        Access3::decode(&access.encode()).unwrap().message_file
    };
    for (path, fits) in [
        (String::new(), true),
        ("x".repeat(258), true),
        ("ü".repeat(129), true),
        ("x".repeat(259), false),
        ("ü".repeat(130), false),
        ("x".repeat(257) + "ü", false),
        ("a\0b".to_owned(), false),
    ] {
        assert_eq!(Access3::path_fits(&path), fits, "{path:?}");
        assert_eq!(stored(&path) == MessageFilePlace::Local(path.clone()), fits, "{path:?}");
    }
}

#[test]
fn the_path_of_a_neighbour_fits_whole_or_not_at_all() {
    let stored = |path: &str| {
        let mut neighbour = Neighbour::decode(XTN.bytes).unwrap();
        neighbour.path = path.to_owned();
        Neighbour::decode(&neighbour.encode()).unwrap().path
    };
    for (path, fits) in [
        ("x".repeat(511), true),
        ("x".repeat(512), false),
        ("x".repeat(510) + "ü", false),
        ("\0".to_owned(), false),
    ] {
        assert_eq!(Neighbour::path_fits(&path), fits, "{path:?}");
        assert_eq!(stored(&path) == path, fits, "{path:?}");
    }
}

//! `winmail.dat`: what is read of whole files, of damaged ones and of any bytes at all.

use proptest::collection::vec;
use proptest::prelude::*;
use restante::format::mapi::{self, Attached, Content, Item, Props, Value, id};
use restante::format::{mime, tnef};
use restante::mail::{Moment, Priority};

use crate::tnef_writer::{self as writer, Writer, counted, fixed, property, variable};

/// As the first programs wrote it: records alone, in a Cyrillic character set.
fn old() -> Writer {
    let name = b"\xc0\xed\xed\xe0\0\0\0\0";
    let address = b"MS:NORTH/MAIN/ANNA\0\0";
    let from = [
        &4_u16.to_le_bytes()[..],
        &0_u16.to_le_bytes(),
        &u16::try_from(name.len()).unwrap().to_le_bytes(),
        &u16::try_from(address.len()).unwrap().to_le_bytes(),
        name,
        address,
        &[0; 8],
    ]
    .concat();
    let date: Vec<u8> =
        [1995_u16, 3, 14, 15, 9, 26, 2].iter().flat_map(|word| word.to_le_bytes()).collect();
    Writer::new(1251)
        .message(writer::CLASS, b"IPM.Microsoft Mail.Note\0")
        .message(writer::FROM, &from)
        .message(writer::SUBJECT, b"\xcc\xe8\xf0\0")
        .message(writer::SENT, &date)
        .message(writer::STATUS, &[0x20])
        .message(writer::PRIORITY, &1_u16.to_le_bytes())
        .message(writer::BODY, b"one\r\ntwo\0")
        .attached(writer::RENDERING, &[0; 14])
        .attached(writer::TITLE, b"\xd4.TXT\0")
        .attached(writer::DATA, b"words")
}

#[test]
fn the_records_of_the_first_programs() {
    let read = tnef::read(&old().bytes()).unwrap();
    assert_eq!(read.damage, []);
    assert_eq!(read.item.props.int(id::MESSAGE_FLAGS), Some(1));
    let message = mime::parse(&mapi::bytes(&read.item));
    assert_eq!(message.from.to_string(), "Анна <NORTH/MAIN/ANNA>");
    assert_eq!(message.subject, "Мир");
    assert_eq!(message.date, Moment::from_civil_utc([26, 9, 15, 14, 3, 1995]));
    assert_eq!(message.priority, Priority::High);
    assert_eq!(message.body, "one\ntwo\n");
    assert_eq!(message.attachments[0].name, "Ф.TXT");
    assert_eq!(message.attachments[0].bytes, b"words");
}

#[test]
fn properties_go_before_records_and_long_names_before_short_ones() {
    let list = [
        property(id::SUBJECT, &Value::Text("Größe ₣".into())),
        // A named one by number, a named one by name, one of many values: all passed over.
        [&fixed(0x03, 0x8001, &[7; 16])[..], &[0; 4], &[9; 4], &[1; 4]].concat(),
        [
            &fixed(0x1E, 0x8002, &[7; 16])[..],
            &[1, 0, 0, 0, 6, 0, 0, 0],
            b"K\0e\0y\0\0\0",
            b"\x01\0\0\0\x02\0\0\0ab\0\0",
        ]
        .concat(),
        [&fixed(0x101F, 0x1234, &2_u32.to_le_bytes())[..], b"\x04\0\0\0a\0\0\0\x02\0\0\0\0\0\0\0"]
            .concat(),
        fixed(0x1003, 0x1235, b"\x02\0\0\0\x01\0\0\0\x02\0\0\0"),
        fixed(0x05, 0x1236, &[0; 8]),
        fixed(0x48, 0x1237, &[0; 16]),
        fixed(0x02, id::PRIORITY, b"\xff\xff\0\0"),
        variable(0x1E, id::SENDER_NAME, b"M\xfcller\0"),
    ];
    let file = Writer::new(1252)
        .message(writer::SUBJECT, b"Gr??e\0")
        .message(writer::PROPS, &counted(&list))
        .attached(writer::RENDERING, &[0; 14])
        .attached(writer::TITLE, b"PLAN~1.TXT\0")
        .attached(writer::DATA, b"plan")
        .attached(
            writer::ATTACH_PROPS,
            &counted(&[property(
                id::ATTACH_LONG_FILENAME,
                &Value::Text("Plan für März.txt".into()),
            )]),
        );
    let read = tnef::read(&file.bytes()).unwrap();
    assert_eq!(read.damage, []);
    let message = mime::parse(&mapi::bytes(&read.item));
    assert_eq!(message.subject, "Größe ₣");
    assert_eq!(message.from.name, "Müller");
    assert_eq!(message.priority, Priority::Low);
    assert_eq!(message.attachments[0].name, "Plan für März.txt");
}

#[test]
fn what_is_damaged_is_noted_and_the_rest_is_read() {
    // A wrong check: the bytes are used.
    let mut bytes = old().bytes();
    let subject = bytes.windows(3).position(|w| w == b"\xcc\xe8\xf0").unwrap();
    bytes[subject] = b'M';
    let read = tnef::read(&bytes).unwrap();
    assert_eq!(read.damage.len(), 1);
    assert!(read.damage[0].what.contains("check"), "{:?}", read.damage);
    assert_eq!(read.damage[0].offset, u64::try_from(subject - 9).unwrap());
    assert_eq!(read.item.props.text(id::SUBJECT), "Mир");
    assert_eq!(read.item.attached.len(), 1);

    // Cut in the last attachment: what is left of it.
    let bytes = old().bytes();
    let read = tnef::read(&bytes[..bytes.len() - 4]).unwrap();
    assert_eq!(read.item.attached[0].content, Content::Bytes(b"wor".to_vec()));
    assert!(read.damage[0].what.contains("cut off"), "{:?}", read.damage);

    // A length that lies: all there is.
    let mut bytes = Writer::default().bytes();
    bytes.extend(b"\x01\x04\x80\x01\x00\xff\xff\xff\xffabc");
    let read = tnef::read(&bytes).unwrap();
    assert_eq!(read.item.props.text(id::SUBJECT), "abc");

    // A count of properties that lies.
    let file = Writer::new(1252).message(writer::PROPS, &[0xFF; 4]);
    let read = tnef::read(&file.message(writer::SUBJECT, b"s\0").bytes()).unwrap();
    assert_eq!(read.item.props.text(id::SUBJECT), "s");
    assert_eq!(read.damage.len(), 1);

    for none in [&b""[..], b"\x78\x9f\x3e", b"PK\x03\x04 not one", b"\x22\x3e\x9f\x78"] {
        assert_eq!(tnef::read(none), None);
    }
}

#[test]
fn messages_in_messages_are_read_and_end_somewhere() {
    let mut item = Item::default();
    item.props.set(id::SUBJECT, Value::Text("level 0".into()));
    for level in 1..40 {
        let mut outer = Item::default();
        outer.props.set(id::SUBJECT, Value::Text(format!("level {level}")));
        outer
            .attached
            .push(Attached { props: Props::default(), content: Content::Item(Box::new(item)) });
        item = outer;
    }
    let read = tnef::read(&writer::written(&item)).unwrap();
    let mut inside = &read.item;
    let mut depth = 1;
    while let [Attached { content: Content::Item(deeper), .. }] = inside.attached.as_slice() {
        inside = deeper;
        depth += 1;
    }
    assert_eq!(depth, 16);
    assert_eq!(inside.props.text(id::SUBJECT), "level 24");
    assert!(read.damage.iter().any(|d| d.what.contains("too deep")), "{:?}", read.damage);
}

#[test]
fn every_cut_gives_what_is_there() {
    let bytes = everything();
    let whole = tnef::read(&bytes).unwrap();
    assert_eq!(whole.damage, []);
    for len in 0..bytes.len() {
        let read = tnef::read(&bytes[..len]);
        assert_eq!(read.is_some(), len >= 4, "{len}");
        let Some(read) = read else { continue };
        let attached: usize = size(&read.item);
        assert!(attached <= size(&whole.item), "{len}: {attached}");
        let _ = mime::parse(&mapi::bytes(&read.item));
    }
}

/// A file with a bit of each thing.
fn everything() -> Vec<u8> {
    let mut inner = tnef::read(&old().bytes()).unwrap().item;
    inner.props.set(id::HTML, Value::Bytes(b"<p>inside</p>".to_vec()));
    let mut item = inner.clone();
    let mut recipient = Props::default();
    recipient.set(id::RECIPIENT_TYPE, Value::Int(1));
    recipient.set(id::DISPLAY_NAME, Value::Text("Bruno".into()));
    item.recipients.push(recipient);
    item.attached
        .push(Attached { props: Props::default(), content: Content::Item(Box::new(inner)) });
    writer::written(&item)
}

/// Counts the bytes that are attached.
fn size(item: &Item) -> usize {
    item.attached
        .iter()
        .map(|one| match &one.content {
            Content::Missing => 0,
            Content::Bytes(bytes) => bytes.len(),
            Content::Item(item) => size(item),
        })
        .sum()
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i32>().prop_map(Value::Int),
        any::<bool>().prop_map(Value::Bool),
        (-11_000_000_000_000_i64..32_000_000_000_000).prop_map(|ms| Value::Time(Moment(ms))),
        "[^\0]{0,40}".prop_map(Value::Text),
        vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
    ]
}

fn props() -> impl Strategy<Value = Props> {
    vec((0_u16..0x8000, value()), 0..12).prop_map(|pairs| {
        let mut props = Props::default();
        for (id, value) in pairs.into_iter().filter(|(id, _)| *id != id::ATTACH_DATA) {
            props.set(id, value);
        }
        props
    })
}

fn item() -> impl Strategy<Value = Item> {
    let leaf = (props(), vec(props(), 0..3)).prop_map(|(props, recipients)| Item {
        props,
        recipients,
        attached: Vec::new(),
    });
    leaf.prop_recursive(4, 24, 3, |inner| {
        let content = prop_oneof![
            Just(Content::Missing),
            vec(any::<u8>(), 0..60).prop_map(Content::Bytes),
            inner.prop_map(|item| Content::Item(Box::new(item))),
        ];
        let attached = (props(), content).prop_map(|(props, content)| Attached { props, content });
        (props(), vec(props(), 0..3), vec(attached, 0..3))
            .prop_map(|(props, recipients, attached)| Item { props, recipients, attached })
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read(item in item()) {
        let read = tnef::read(&writer::written(&item)).unwrap();
        prop_assert_eq!(read.damage, vec![]);
        prop_assert_eq!(read.item, item);
    }

    #[test]
    fn any_message_becomes_one_that_is_read(item in item()) {
        let bytes = mapi::bytes(&item);
        prop_assert_eq!(&bytes, &mapi::bytes(&item));
        let message = mime::parse(&bytes);
        prop_assert_eq!(message.attachments.len(), usize::try_from(mime::head(&bytes).attachments).unwrap());
    }

    #[test]
    fn flipped_bits_do_no_harm(flips in vec((any::<prop::sample::Index>(), 0_u8..8), 1..6)) {
        let mut bytes = everything();
        for (at, bit) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        if let Some(read) = tnef::read(&bytes) {
            // Nothing is read twice.
            prop_assert!(size(&read.item) <= bytes.len());
            let _ = mime::parse(&mapi::bytes(&read.item));
        }
    }

    #[test]
    fn anything_behind_the_signature(bytes in vec(any::<u8>(), 0..400)) {
        let read = tnef::read(&[b"\x78\x9f\x3e\x22\0\0", bytes.as_slice()].concat()).unwrap();
        prop_assert!(size(&read.item) <= bytes.len());
    }
}

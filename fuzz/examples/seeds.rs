//! Writes what the targets begin with into the folder `corpus`, from the samples and the writers of
//! the tests, so that the first inputs reach the code: `cargo +nightly run --example seeds`.

use std::fs;
use std::path::Path;

use restante::format::mapi::{Attached, Content, Item, Value, id};
use restante::format::original::BEGIN;
use restante::format::original::header::Header;
use restante::format::original::node::{NODE, Node, NodeKind};
use restante::format::original::oid::Oid;

#[path = "../../tests/support/pst.rs"]
mod pst;
#[path = "../../tests/support/tnef.rs"]
mod tnef;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let put = |target: &str, name: &str, bytes: &[u8]| {
        let folder = root.join("corpus").join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    };
    for name in ["small", "light-cipher"] {
        let path = root.join("../tests/legacy/samples").join(name).with_extension("mmf");
        let (plain, objects) = taken_apart(&fs::read(path).unwrap());
        for how in [0, 6, 8] {
            put(
                "original",
                &format!("{name}-objects-{how}"),
                &[vec![how], objects.clone()].concat(),
            );
        }
        if plain.len() < 64 << 10 {
            for how in [1, 7] {
                put("original", &format!("{name}-{how}"), &[vec![how], plain.clone()].concat());
            }
        }
    }
    let item = item();
    let winmail = tnef::written(&item);
    put("tnef", "everything", &winmail);
    put("tnef", "cut", &winmail[..winmail.len() - 9]);
    for (n, text) in RICH.iter().enumerate() {
        put("rich_text", &format!("plain-{n}"), &rich(text));
        let packed = compressed_rtf::compress_rtf(text).unwrap();
        put("rich_text", &format!("packed-{n}"), &packed);
    }
    let folder = pst::Folder {
        name: "Inbox".into(),
        messages: vec![pst::Message {
            props: [
                (0x37, pst::Value::Text("Plan".into())),
                (0x1000, pst::Value::Old(b"words\r\n".to_vec())),
                (0x0E07, pst::Value::Int(1)),
                (0x0C1F, pst::Value::Text("a@b".into())),
            ]
            .into(),
            recipients: vec![[(0x3001, pst::Value::Text("Ann".into()))].into()],
            attached: vec![pst::Attached::File(pst::Props::new(), vec![7; 600])],
        }],
        folders: Vec::new(),
    };
    let file = pst::written(&[folder]);
    put("pst", "whole", &[vec![0], file.clone()].concat());
    let properties = b"\x37\0\x03\x04Plan\0\x10\x04\x06words\r\x06\x0e\0\x01\x01\x39\0\x02\x08\x01\xbf\x50\x6b\0\0\0\0";
    for how in [32, 33, 36] {
        let flips = [9, 5, 0, 3].repeat(usize::from(how & 31));
        put(
            "pst",
            &format!("made-{how}"),
            &[&[how][..], &flips, properties, b"\xfe", properties].concat(),
        );
    }
    for (n, at) in
        (0..file.len()).step_by(64).filter(|at| file.get(at + 2) == Some(&0xEC)).enumerate()
    {
        let end = file.len().min(at + 2000);
        put("pst_nodes", &format!("heap-{n}"), &[&[255], &file[at..end]].concat());
    }
    let messages: [&[u8]; 4] = [
        b"Subject: one\nStatus: RO\nX-Status: AF\n\nFrom here\n>From there\n>>From where\n",
        b"Subject: two\r\nX-Mozilla-Status: 0009\r\n\r\nwords\r\n\r\n",
        b"Content-Length: 5\n\nFrom \n\nno head",
        b"\n\n",
    ];
    for form in 1..=5 {
        put("mbox", &format!("written-{form}"), &[vec![form], messages.join(&0xFF)].concat());
    }
    let line = b"From a@b Thu Sep 23 10:37:00 1993 +0200\n";
    let mut whole = vec![0];
    messages.iter().for_each(|message| whole.extend([line, *message, b"\n"].concat()));
    put("mbox", "whole", &whole);
    put(
        "mbox",
        "undated",
        b"\0From a\nContent-Length: 7\n\nFrom b\n\nFrom c restante=3,FS\nabc\n\n",
    );
    for (n, names) in [
        "1204680122.M27500P1.host,S=12:2,RS\nSent\nEntw&APw-rfe.R&-D\nINBOX.&ZeVnLIqe-",
        "1.x;2,DFPT\nv1&AC4-2\nEntwürfe..a&b\n&2D3cAA-",
    ]
    .into_iter()
    .enumerate()
    {
        put(
            "maildir_names",
            &format!("names-{n}"),
            &[b"\x15\x01\x02\x03\x04\0\0\0\0", names.as_bytes()].concat(),
        );
    }
    let parts: [&[u8]; 8] = [
        b"/mail/a, \"b\".mbox",
        b"Projects/1995",
        b"x",
        b"Subject: \"Hi\", he said\nMessage-ID: <a@b>\n\nx",
        b"!torn",
        b" =1+1 ",
        b"",
        b"why, \r\nwhy",
    ];
    for how in 0..5 {
        put("manifest", &format!("parts-{how}"), &[vec![how], parts.join(&0xFF)].concat());
    }
}

/// Takes a file apart: its bytes as they are meant, and its objects one after another.
fn taken_apart(file: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let header = Header::decode(file).unwrap();
    let mut plain = file.to_vec();
    header.cipher.decode(BEGIN, &mut plain[BEGIN as usize..]);
    let map = header.maps[header.current];
    let nodes =
        plain[map.offset as usize..].chunks_exact(NODE).take(usize::from(map.nodes)).skip(1);
    let mut objects = Vec::new();
    for node in nodes.filter_map(|node| Node::decode(node.try_into().unwrap()).ok()) {
        let (aux, marks, data) = match node.kind() {
            NodeKind::Alias { holder, .. } => (holder.0, 0x10, &[][..]),
            NodeKind::Object | NodeKind::Holder if node.oid != Oid::MAP => {
                let at = node.place as usize + 8;
                let marks = node.flags & 0x20 | (node.flags & 0x800) >> 8;
                (node.aux, marks as u8, &plain[at..at + node.size as usize])
            }
            _ => continue,
        };
        let Ok(size) = u16::try_from(data.len()) else { continue };
        for word in [node.oid.0, node.parent.0, aux] {
            objects.extend(word.to_le_bytes());
        }
        objects.extend([marks, node.references as u8]);
        objects.extend(size.to_le_bytes());
        objects.extend(data);
    }
    (plain, objects)
}

/// A message with what a message can have.
fn item() -> Item {
    let mut inner = Item::default();
    inner.props.set(id::SUBJECT, Value::Text("inside".into()));
    let mut file = Attached { props: Default::default(), content: Content::Bytes(vec![7; 40]) };
    file.props.set(id::ATTACH_LONG_FILENAME, Value::Text("plan.txt".into()));
    let mut item = Item::default();
    item.props.set(id::SUBJECT, Value::Text("Plan".into()));
    item.props.set(id::BODY, Value::Text("words".into()));
    item.props.set(id::RTF_COMPRESSED, Value::Bytes(rich(RICH[0])));
    item.props.set(id::IMPORTANCE, Value::Int(2));
    let mut person = inner.props.clone();
    person.set(id::DISPLAY_NAME, Value::Text("Ann".into()));
    item.recipients.push(person);
    let nested = Attached { props: Default::default(), content: Content::Item(Box::new(inner)) };
    item.attached = vec![file, nested];
    item
}

const RICH: [&str; 3] = [
    "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fswiss Arial;}}\\f0 Gr\\'fc\\'dfe\\par\\tab \\b x\\b0\\par}",
    "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag84 <b>}bold\\htmlrtf {\\b\\htmlrtf0 {\\*\\htmltag92 </b>}}",
    "{\\rtf1\\ansi\\fromtext \\uc1 \\u8364 ?\\u-10179 ?\\u-8704 ?\\bin3 abc{\\pict 00}\\line\\page}",
];

/// Rich text that is not compressed.
fn rich(text: &str) -> Vec<u8> {
    let size = text.len() as u32;
    let mut bytes =
        [size + 12, size, u32::from_le_bytes(*b"MELA"), 0].map(u32::to_le_bytes).concat();
    bytes.extend(text.bytes());
    bytes
}

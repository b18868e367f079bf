//! Files of any shape, written for the test: they come back as they were made, under both ciphers
//! and from both maps, also when the header is gone, the map is gone, or anything else is broken.

use std::num::NonZeroU32;
use std::path::Path;

use proptest::prelude::*;
use restante::disk::Disk;
use restante::format::original::cipher::Cipher;
use restante::legacy::{Error, Mailbox, Options, Original as Message};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::original::{Object, Original, date, folder_line, list, message_line, people};

const AT: [u16; 6] = [1995, 8, 24, 9, 5, 30];
const FOLDERS: u32 = 0x4D50_4981;
const INBOX: u32 = 0x626E_4982;

fn light(divisor: u32) -> Cipher {
    Cipher::Light { divisor: NonZeroU32::new(divisor).unwrap() }
}

/// A message as it is made: a subject, a text, and files.
#[derive(Debug, Clone)]
struct Made {
    subject: String,
    body: String,
    files: Vec<Vec<u8>>,
    unread: bool,
}

fn oid(kind: u8, number: u32) -> u32 {
    number << 8 | u32::from(kind)
}

/// Adds a message with its attachments; returns its number.
fn add(file: &mut Original, folder: u32, number: u32, made: &Made) -> u32 {
    let message = oid(0x86, number);
    let mut lines = Vec::new();
    for (at, bytes) in made.files.iter().enumerate() {
        let attachment = oid(0x87, number * 100 + at as u32);
        let mut line = attachment.to_le_bytes().to_vec();
        line.extend([1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 32, 0, 32, 0, 0, 0, 0, 0]);
        lines.push((at as u32, line));
        let title = format!("file {at}.dat\0").into_bytes();
        let data = list(&[(0x0006_800F, bytes.clone()), (0x0001_8010, title)]);
        file.objects.push(Object { oid: attachment, references: 1, data, ..Object::default() });
    }
    if !lines.is_empty() {
        let (oid, data) = (oid(0x89, number), list(&lines));
        file.objects.push(Object { oid, references: 1, data, ..Object::default() });
    }
    let text = |text: &str| [text.as_bytes(), b"\0"].concat();
    let data = list(&[
        (0x0000_8000, people(&[(b"Ann", b"MS:NET/PO/ANN")])),
        (0x0000_8001, people(&[(b"Bob", b"SMTP:bob@example.org"), (b"Carl", b"FAX:1")])),
        (0x0001_8004, text(&made.subject)),
        (0x0003_8005, date(AT, false)),
        (0x0006_8007, vec![if made.unread { 0 } else { 0x20 }]),
        (0x0002_800C, text(&made.body)),
        (0x0004_0010, vec![1, 0]),
    ]);
    let aux = if made.files.is_empty() { 0 } else { number << 8 };
    let object = Object { oid: message, parent: folder, aux, references: 1, flags: 0, data };
    file.objects.push(object);
    message
}

fn line(folder: u32, made: &Made) -> Vec<u8> {
    let status = if made.unread { 0 } else { 0x20 };
    message_line(AT, status, folder, [b"Ann", made.subject.as_bytes()])
}

/// Makes a file with folders of messages.
fn make(cipher: Cipher, current: u16, folders: &[(&str, Vec<Made>)]) -> Original {
    let mut file = Original { cipher, current, ..Original::default() };
    let account = b"MS:0000001A\0SECRET\0".to_vec();
    let data = list(&[(1, account)]);
    file.objects.push(Object { oid: 0x7463_4180, data, ..Object::default() });
    let mut number = 0x1000;
    let mut tree = Vec::new();
    for (at, (name, messages)) in folders.iter().enumerate() {
        let folder = if at == 0 { INBOX } else { oid(0x82, 0x500 + at as u32) };
        tree.push((folder, folder_line(1 + (at as u16) % 3, name.as_bytes())));
        let mut lines = Vec::new();
        for made in messages {
            number += 1;
            lines.push((add(&mut file, folder, number, made), line(folder, made)));
        }
        let data = list(&lines);
        file.objects.push(Object { oid: folder, parent: FOLDERS, data, ..Object::default() });
    }
    let data = list(&tree);
    file.objects.push(Object { oid: FOLDERS, data, ..Object::default() });
    file
}

struct Written {
    dir: TempDir,
}

impl Written {
    fn new(bytes: &[u8]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("A.MMF"), bytes).unwrap();
        Self { dir }
    }

    fn open_with(&self, options: &Options) -> Result<Mailbox, Error> {
        Mailbox::open(&Disk::new(), &self.dir.path().join("A.MMF"), options, &mut |_, _| true)
    }

    fn open(&self) -> Mailbox {
        self.open_with(&Options::default()).unwrap()
    }
}

/// Reads everything there is, folder by folder.
fn all(mailbox: &mut Mailbox) -> Vec<(String, Vec<Message>)> {
    let folders = mailbox.folders().to_vec();
    let mut read = Vec::new();
    for folder in folders {
        let messages = folder.messages.iter().filter_map(|m| mailbox.message(m).unwrap());
        read.push((folder.path.join("/"), messages.collect()));
    }
    let _ = (mailbox.books().unwrap(), mailbox.accounts().unwrap());
    let _ = mailbox.attachments().unwrap();
    read
}

fn is(read: &Message, made: &Made) -> bool {
    let files: Vec<_> = read.attachments.iter().map(|a| a.bytes.clone()).collect();
    let cut = |text: &str| text.split('\0').next().unwrap_or_default().to_owned();
    read.subject == cut(&made.subject)
        && read.body == cut(&made.body)
        && files == made.files
        && read.read != made.unread
        && read.to.len() == 2
}

fn made() -> impl Strategy<Value = Made> {
    let file = proptest::collection::vec(any::<u8>(), 0..600);
    ("[ -~]{0,40}", "[ -~\r\n]{0,300}", proptest::collection::vec(file, 0..3), any::<bool>())
        .prop_map(|(subject, body, files, unread)| Made { subject, body, files, unread })
}

fn ciphers() -> impl Strategy<Value = Cipher> {
    prop_oneof![Just(Cipher::Cyclic), (512_u32..20_000).prop_map(light)]
}

fn small() -> Vec<(&'static str, Vec<Made>)> {
    let made = |n: u32| Made {
        subject: format!("subject {n}"),
        body: format!("text {n}\r\n"),
        files: (0..n % 3).map(|f| vec![f as u8; 50]).collect(),
        unread: n == 1,
    };
    vec![("Inbox", vec![made(1), made(2)]), ("Old", vec![made(3)])]
}

#[test]
fn the_worked_example_is_written_and_read() {
    for (cipher, sum) in [
        (Cipher::Cyclic, "9048efa63d8c66176b615bcdeccdb980626023d8b2c31e6c3a1b12ad430ede2d"),
        (light(0x2000), "72d198f7309ebbd4fd1aae282fe3b2ef9efd58d133c81f537c0e9de3e0317b0e"),
    ] {
        let data = list(&[(1, b"MS:0000001A\0SECRET\0".to_vec())]);
        let object = Object { oid: 0x7463_4180, data, ..Object::default() };
        let file = Original { cipher, objects: vec![object], ..Original::default() };
        let bytes = file.bytes();
        let digest: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(digest, sum);
        let mut mailbox = Written::new(&bytes).open();
        assert_eq!(mailbox.accounts().unwrap().names(), ["MS:0000001A"]);
        assert_eq!(mailbox.messages(), 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn files_of_any_shape_come_back_as_they_were_made(
        cipher in ciphers(),
        current in 0_u16..2,
        inbox in proptest::collection::vec(made(), 0..6),
        other in proptest::collection::vec(made(), 0..6),
    ) {
        let folders = [("Inbox", inbox.clone()), ("Other", other.clone())];
        let written = Written::new(&make(cipher, current, &folders).bytes());
        let mut mailbox = written.open();
        let read = all(&mut mailbox);
        prop_assert_eq!(mailbox.problems(), []);
        prop_assert_eq!(read.len(), 2);
        for ((_, read), made) in read.iter().zip([&inbox, &other]) {
            prop_assert_eq!(read.len(), made.len());
            prop_assert!(read.iter().zip(made).all(|(read, made)| is(read, made)));
        }
        prop_assert_eq!(mailbox.folders()[1].path.clone(), ["Inbox", "Other"]);
    }

    #[test]
    fn flipped_bits_never_stop_the_rest(
        seed in any::<u64>(),
        flips in 1_usize..40,
        salvage in any::<bool>(),
    ) {
        let mut bytes = make(Cipher::Cyclic, 0, &small()).bytes();
        let mut state = seed | 1;
        for _ in 0..flips {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            // Map B and the room behind both maps stay out of it half of the time.
            let at = state as usize % bytes.len();
            bytes[at] ^= 1 << (state >> 60 & 7);
        }
        let options = Options { salvage, deleted: true, ..Options::default() };
        if let Ok(mut mailbox) = Written::new(&bytes).open_with(&options) {
            let _ = all(&mut mailbox);
        }
    }
}

#[test]
fn every_cut_of_a_small_file_is_survived() {
    let whole = make(Cipher::Cyclic, 0, &small()).bytes();
    let behind_the_maps = 0x200 + 2 * 512 * 32;
    let cuts = (0..0x240).step_by(8).chain((0x240..behind_the_maps).step_by(977));
    for end in cuts.chain(behind_the_maps..whole.len()) {
        let options = Options { salvage: true, deleted: true, ..Options::default() };
        if let Ok(mut mailbox) = Written::new(&whole[..end]).open_with(&options) {
            let _ = all(&mut mailbox);
            let harmless = end == whole.len() - 1;
            assert_eq!(mailbox.problems().is_empty(), harmless, "{end}");
        }
    }
}

#[test]
fn a_damaged_map_is_replaced_by_the_other() {
    for current in [0, 1] {
        let mut bytes = make(Cipher::Cyclic, current, &small()).bytes();
        let area = 0x200 + usize::from(current) * 512 * 32;
        bytes[area + 32..area + 400].fill(0xA5);
        let mut mailbox = Written::new(&bytes).open();
        let read = all(&mut mailbox);
        assert_eq!(read.iter().map(|(_, m)| m.len()).sum::<usize>(), 3);
        assert!(!mailbox.problems().is_empty() && !mailbox.is_salvaged());
    }
}

#[test]
fn without_a_header_the_map_is_found() {
    for cipher in [Cipher::Cyclic, light(0x2000)] {
        let mut bytes = make(cipher, 0, &small()).bytes();
        bytes[..0x200].fill(0);
        let written = Written::new(&bytes);
        assert!(matches!(written.open_with(&Options::default()), Err(Error::Header { .. })));
        let options = Options { salvage: true, ..Options::default() };
        let mut mailbox = written.open_with(&options).unwrap();
        let read = all(&mut mailbox);
        let names: Vec<_> = read.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Inbox", "Inbox/Old"]);
        assert!(!mailbox.is_salvaged());
        let made = small().into_iter().flat_map(|(_, made)| made);
        assert!(read.iter().flat_map(|(_, m)| m).zip(made).all(|(read, made)| is(read, &made)));
    }
}

#[test]
fn without_a_map_the_objects_are_found() {
    for cipher in [Cipher::Cyclic, light(0x2000)] {
        let mut bytes = make(cipher, 0, &small()).bytes();
        bytes[0x200..0x200 + 2 * 512 * 32].fill(0x77);
        let mut mailbox = Written::new(&bytes).open();
        assert!(mailbox.is_salvaged());
        let read = all(&mut mailbox);
        let found: Vec<_> = read.iter().map(|(name, m)| (name.as_str(), m.len())).collect();
        // What came with the messages is there too, but nothing says any more with which.
        assert_eq!(found, [("Inbox", 2), ("Inbox/Old", 1), ("Lost and Found", 2)]);
        let files: usize = read[2].1.iter().map(|m| m.attachments.len()).sum();
        assert_eq!(files, 3);
    }
}

#[test]
fn copies_share_their_data_and_holders_are_not_seen() {
    let mut file = make(Cipher::Cyclic, 0, &[("Inbox", vec![]), ("Copies", vec![])]);
    let made = Made {
        subject: "shared".into(),
        body: "text".into(),
        files: vec![vec![7; 10]],
        unread: false,
    };
    let holder = add(&mut file, INBOX, 0x9000, &made);
    let copies = oid(0x82, 0x501);
    for object in &mut file.objects {
        match object.oid {
            o if o == holder => object.flags = 0x20,
            INBOX => object.data = list(&[(oid(0x86, 0x1111), line(INBOX, &made))]),
            o if o == copies => object.data = list(&[(oid(0x86, 0x2222), line(copies, &made))]),
            _ => {}
        }
    }
    file.aliases.push((oid(0x86, 0x1111), INBOX, 0x9000 << 8, holder));
    file.aliases.push((oid(0x86, 0x2222), copies, 0x9000 << 8, holder));
    let mut mailbox = Written::new(&file.bytes()).open();
    let read = all(&mut mailbox);
    assert_eq!(mailbox.problems(), []);
    assert_eq!(read.len(), 2);
    assert!(read.iter().all(|(_, messages)| messages.len() == 1 && is(&messages[0], &made)));
}

#[test]
fn what_no_list_names_is_put_back_or_found_and_what_is_gone_is_made_from_its_line() {
    let mut file = make(Cipher::Cyclic, 0, &small());
    let made = &small()[0].1[0];
    let _ = add(&mut file, INBOX, 0x9001, made);
    let _ = add(&mut file, oid(0x82, 0x777), 0x9002, made);
    let gone = oid(0x86, 0x1002);
    file.objects.retain(|object| object.oid != gone);
    let mut mailbox = Written::new(&file.bytes()).open();
    let read = all(&mut mailbox);
    let found: Vec<_> = read.iter().map(|(name, m)| (name.as_str(), m.len())).collect();
    assert_eq!(found, [("Inbox", 3), ("Inbox/Old", 1), ("Lost and Found", 1)]);
    let stand_in = &read[0].1[1];
    assert!(stand_in.from_line && stand_in.subject == "subject 2" && stand_in.from.name == "Ann");
    let told = mailbox.problems().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(told.contains("put back") && told.contains("lost and found"), "{told}");
    assert!(told.contains("made from its line"), "{told}");
}

#[test]
fn deleted_mail_is_offered_where_it_is_asked_for() {
    let mut deleted = make(Cipher::Cyclic, 0, &[("Inbox", vec![])]);
    // What came with it cannot be told any more: only the map knew that.
    let made = &Made { files: Vec::new(), ..small()[0].1[0].clone() };
    let message = add(&mut deleted, INBOX, 0x4444, made);
    let object = deleted.objects.iter().find(|o| o.oid == message).unwrap();
    let size = (object.data.len() as u32).to_le_bytes();
    let block = [&message.to_le_bytes(), &size, object.data.as_slice()].concat();
    let mut file = make(Cipher::Cyclic, 0, &small());
    file.free.push(block);
    let written = Written::new(&file.bytes());
    assert_eq!(all(&mut written.open()).len(), 2);
    let options = Options { deleted: true, ..Options::default() };
    let read = all(&mut written.open_with(&options).unwrap());
    assert_eq!(read[2].0, "Recovered Deleted Mail");
    assert!(is(&read[2].1[0], made));
}

#[test]
fn loops_and_lying_sizes_come_to_an_end() {
    let mut file = make(Cipher::Cyclic, 0, &small());
    for object in &mut file.objects {
        // A folder that names itself, and a list that says it has more than there is.
        if object.oid == INBOX {
            object.data = list(&[(INBOX, line(INBOX, &small()[0].1[0])), (1, vec![]), (1, vec![])]);
        } else if object.oid == oid(0x89, 0x1002) {
            let count = object.data.len() - 14 - 24;
            object.data[count..count + 2].copy_from_slice(&[0xFF, 0xFF]);
        }
    }
    file.aliases.push((oid(0x86, 0x3333), INBOX, 0, oid(0x86, 0x3333)));
    let mut mailbox = Written::new(&file.bytes()).open();
    let _ = all(&mut mailbox);
    assert!(!mailbox.problems().is_empty());
}

#[test]
fn the_largest_files_of_their_time_are_read() {
    let made = |n: u32| Made {
        subject: n.to_string(),
        body: String::new(),
        files: Vec::new(),
        unread: false,
    };
    let folders: Vec<(String, Vec<Made>)> = (0..12)
        .map(|f| (format!("Folder {f}"), (0..5400).map(|m| made(f * 5400 + m)).collect()))
        .collect();
    let folders: Vec<(&str, Vec<Made>)> =
        folders.iter().map(|(name, made)| (name.as_str(), made.clone())).collect();
    let written = Written::new(&make(Cipher::Cyclic, 0, &folders).bytes());
    let mut mailbox = written.open();
    assert_eq!(mailbox.messages(), 12 * 5400);
    assert_eq!(mailbox.problems(), []);
    let last = mailbox.folders()[11].messages[5399].clone();
    assert_eq!(mailbox.message(&last).unwrap().unwrap().subject, (12 * 5400 - 1).to_string());
}

#[test]
fn files_of_other_kinds_are_refused_by_their_names() {
    for (bytes, words) in [
        (&b"SQLite format 3\0"[..], "does not begin like one"),
        (&[0xAD, 0xDE, 0xAF, 0x01, 0x20, 0xC0, 0x00, 0x0F][..], "newer"),
        (&[0xAD, 0xDE, 0xAF, 0x01, 0x01, 0xC0, 0x00, 0x0F][..], "older"),
        (b"", "does not begin like one"),
    ] {
        let bytes = [bytes, &[0; 600]].concat();
        let error = Written::new(&bytes).open_with(&Options::default()).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
    }
    let missing =
        Mailbox::open(&Disk::new(), Path::new("none"), &Options::default(), &mut |_, _| true);
    assert!(matches!(missing, Err(Error::Disk(e)) if e.not_found()));
}

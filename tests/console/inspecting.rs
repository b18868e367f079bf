//! `inspect` of original message files and of all other mail: as its contract says, and nothing is
//! changed.

use serde_json::Value;

use crate::program::{Ran, digest, keys, program};

fn sample(name: &str) -> String {
    format!("{}/tests/legacy/samples/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn an_original_file_is_described_as_its_sample_says() {
    for name in ["small", "light-cipher"] {
        let file = sample(&format!("{name}.mmf"));
        let before = std::fs::read(&file).unwrap();
        let ran = Ran::of(program().args(["--json", "inspect", &file]).output().unwrap());
        let value = ran.done();
        let expected: Value =
            serde_json::from_slice(&std::fs::read(sample(&format!("{name}.json"))).unwrap())
                .unwrap();
        assert_eq!(
            keys(&value),
            [
                "accounts",
                "attachments",
                "folders",
                "kind",
                "language",
                "messages",
                "problems",
                "version"
            ]
        );
        assert_eq!(value["kind"], "microsoft-mail-message-file");
        assert_eq!(value["accounts"], serde_json::json!(["MS:0000001A"]));
        assert_eq!(value["folders"], expected["folders"]);
        let messages = expected["messages"].as_array().unwrap();
        assert_eq!(value["messages"], messages.len());
        let files: usize =
            messages.iter().map(|m| m["attachments"].as_array().unwrap().len()).sum();
        assert_eq!(value["attachments"], files);
        assert_eq!(std::fs::read(&file).unwrap(), before);
        let text = Ran::of(program().args(["inspect", &file]).output().unwrap()).text();
        assert!(text.contains("code page 1252 (Western European)."), "{text}");
        assert!(text.lines().nth(1) == Some("Account: MS:0000001A"), "{text}");
    }
}

/// Runs `export` of a sample into a new folder; returns the run and the folder.
fn export(name: &str, more: &[&str]) -> (Ran, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let file = sample(name);
    let args = ["--json", "export", &file, "--output", out.to_str().unwrap()];
    let ran = program().args(args).args(more).stdin(std::process::Stdio::null()).output().unwrap();
    (Ran::of(ran), dir)
}

#[test]
fn an_original_file_is_exported_as_lines_that_say_all_of_it() {
    for name in ["small", "light-cipher"] {
        let options = ["--format", "json", "--owner-lost-password", "--time-zone", "UTC"];
        let (ran, dir) = export(&format!("{name}.mmf"), &options);
        let value = ran.done();
        let lines = std::fs::read_to_string(dir.path().join("out/messages.jsonl")).unwrap();
        let expected: Value =
            serde_json::from_slice(&std::fs::read(sample(&format!("{name}.json"))).unwrap())
                .unwrap();
        let expected = expected["messages"].as_array().unwrap();
        assert_eq!(value["exported"], expected.len());
        let lines: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), expected.len());
        for (line, expected) in lines.iter().zip(expected) {
            for key in ["folder", "class", "from", "to", "cc", "subject", "priority", "read"] {
                assert_eq!(line[key], expected[key], "{name} {key}");
            }
            for key in ["sent", "received"] {
                let local = format!("{}Z", expected[key].as_str().unwrap());
                assert_eq!(line[key], local, "{name} {key}");
            }
            assert_eq!(line["attachments"], expected["attachments"]);
            let sum: String =
                <sha2::Sha256 as sha2::Digest>::digest(line["body"].as_str().unwrap())
                    .iter()
                    .map(|b| format!("{b:02x}"))
                    .collect();
            assert_eq!(sum, expected["body_sha256"]);
            for attached in line["attachments"].as_array().unwrap() {
                let file = format!("out/attachments/{}", attached["sha256"].as_str().unwrap());
                let bytes = std::fs::read(dir.path().join(file)).unwrap();
                assert_eq!(attached["size"], bytes.len());
            }
        }
    }
}

#[test]
fn an_original_file_wants_its_password_as_the_original_did() {
    let dir = tempfile::tempdir().unwrap();
    let secret = |text: &str| {
        let path = dir.path().join(text);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (right, wrong) = (secret("Secret"), secret("other"));
    let (ran, _dir) = export("small.mmf", &["--format", "eml", "--password-file", &right]);
    assert_eq!(ran.done()["exported"], 12);
    let (ran, out) = export("small.mmf", &["--format", "eml", "--password-file", &wrong]);
    let _ = ran.failed(10, "wrong-name-or-password");
    assert!(!out.path().join("out").exists());
    let (ran, _dir) = export("small.mmf", &["--format", "eml"]);
    let _ = ran.failed(2, "usage");
    let (ran, _dir) =
        export("small.mmf", &["--format", "eml", "--owner-lost-password", "--folder", "sent mail"]);
    let value = ran.done();
    assert_eq!(value["exported"], 3);
    assert!(value["problems"].to_string().contains("without its password"), "{value}");
    let (ran, _dir) =
        export("small.mmf", &["--format", "eml", "--owner-lost-password", "--folder", "none"]);
    let _ = ran.failed(1, "failed");
}

#[test]
fn an_original_file_without_its_beginning_is_searched_and_nothing_else_is() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let mut bytes = std::fs::read(sample("small.mmf")).unwrap();
    bytes[..64].fill(0);
    let torn = write("torn.mmf", &bytes);
    let run = |file: &str, out: &str, more: &[&str]| {
        let out = dir.path().join(out).to_str().unwrap().to_owned();
        let args = ["--json", "export", file, "--format", "eml", "--output", &out];
        Ran::of(program().args(args).arg("--owner-lost-password").args(more).output().unwrap())
    };
    // As it is, it is no mail; what is found in it when it is searched is all there was.
    let value = run(&torn, "a", &[]).done();
    assert_eq!((&value["exported"], &value["unreadable"]), (&0.into(), &1.into()));
    let value = run(&torn, "b", &["--salvage"]).done();
    assert_eq!(value["exported"], 12);
    assert!(value["problems"].to_string().contains("header"), "{value}");
    for (name, bytes, why) in [
        ("one.eml", &b"Subject: x\n\n"[..], "without that"),
        ("notes.txt", b"no mail at all", "nothing of one was found"),
    ] {
        let value = run(&write(name, bytes), "c", &["--salvage"]).failed(1, "failed");
        let said = value["error"]["message"].as_str().unwrap();
        assert!(said.contains("no message file of Microsoft Mail"), "{said}");
        assert!(said.contains(why), "{said}");
    }
    assert!(!dir.path().join("c").exists());
}

/// Runs `inspect`; returns its answer.
fn inspected(path: &std::path::Path) -> Value {
    let args = ["--json", "inspect", path.to_str().unwrap()];
    Ran::of(program().args(args).output().unwrap()).done()
}

/// Returns the folders of an answer: path, messages, unread.
fn folders(value: &Value) -> Vec<(&str, u64, u64)> {
    let line = |line: &'_ Value| -> (u64, u64) {
        (line["messages"].as_u64().unwrap(), line["unread"].as_u64().unwrap())
    };
    let lines = value["folders"].as_array().unwrap().iter();
    let mut lines: Vec<_> = lines
        .map(|l| {
            let (messages, unread) = line(l);
            (l["path"].as_str().unwrap(), messages, unread)
        })
        .collect();
    lines.sort_unstable();
    lines
}

#[test]
fn all_other_mail_is_described_too() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let letter: &[u8] =
        b"Subject: menu\nDate: Thu, 23 Sep 1993 10:00:00 +0000\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsoup\n--b\n\
        Content-Disposition: attachment; filename=MENU.TXT\n\nbread\n--b--\n";
    let mailbox = [b"From a@x Thu Sep 23 10:37:00 1993\n", letter].concat();
    let winmail = b"\x78\x9f\x3e\x22\0\0\x01\x04\x80\x01\0\x06\0\0\0Lunch\0\xfa\x01";
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/format/pst/dist-list.pst");

    let message = inspected(&write("one.eml", letter));
    assert_eq!(
        keys(&message),
        ["attachments", "bytes", "folders", "kind", "messages", "newest", "oldest", "problems"]
    );
    assert_eq!((&message["kind"], &message["attachments"]), (&"message".into(), &1.into()));
    assert_eq!(message["bytes"], letter.len());
    assert_eq!(message["oldest"], "1993-09-23T10:00:00Z");
    assert_eq!(folders(&message), [("", 1, 0)]);

    let value = inspected(&write("Old.mbox", &[&mailbox[..], b"\n", &mailbox].concat()));
    assert_eq!((&value["kind"], &value["messages"]), (&"mbox".into(), &2.into()));
    assert_eq!((folders(&value), &value["attachments"]), (vec![("Old", 2, 0)], &2.into()));

    let value = inspected(&write("letter.bin", winmail));
    assert_eq!((&value["kind"], &value["messages"]), (&"winmail".into(), &1.into()));

    let value = inspected(std::path::Path::new(samples));
    assert_eq!(value["kind"], "outlook-personal-folders");
    assert!(value["messages"].as_u64().unwrap() > 0, "{value}");

    let _ = write("Dir/cur/1204680122.a:2,S", letter);
    let _ = write("Dir/new/1204680123.b", b"Subject: new\n\n");
    std::fs::create_dir_all(dir.path().join("Dir/.Sent/cur")).unwrap();
    std::fs::create_dir_all(dir.path().join("Dir/.Sent/new")).unwrap();
    let value = inspected(&dir.path().join("Dir"));
    assert_eq!(value["kind"], "maildir");
    assert_eq!(folders(&value), [("Inbox", 2, 1), ("Sent", 0, 0)]);

    let _ = write("torn.bin", b"\x01\x02");
    let mailbox = dir.path().join("Old.mbox").to_str().unwrap().to_owned();
    let before = digest(&mailbox);
    let value = inspected(dir.path());
    assert_eq!((&value["kind"], &value["messages"]), (&"folder".into(), &6.into()));
    assert_eq!(value["problems"].as_array().unwrap().len(), 1, "{value}");
    assert!(value["problems"][0].as_str().unwrap().contains("torn.bin: "), "{value}");
    assert_eq!(digest(&mailbox), before);
    let text = program().args(["inspect", dir.path().to_str().unwrap()]).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    assert!(text.contains(": folder of mail. Messages: 6, attachments: 4."), "{text}");
    assert!(text.contains("\n      2      0  Old\n"), "{text}");
}

#[test]
fn what_is_no_mail_and_what_is_not_there_fails() {
    let this = format!("{}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
    for file in [this.as_str(), "/nowhere/at/all.mmf"] {
        let ran = Ran::of(program().args(["--json", "inspect", file]).output().unwrap());
        let _ = ran.failed(1, "failed");
    }
}

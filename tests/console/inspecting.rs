//! `inspect` of original message files: as its contract says, and nothing is changed.

use serde_json::Value;

use crate::program::{Ran, keys, program};

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
fn what_is_no_mail_and_what_is_not_there_fails() {
    let this = format!("{}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
    for file in [this.as_str(), "/nowhere/at/all.mmf"] {
        let ran = Ran::of(program().args(["--json", "inspect", file]).output().unwrap());
        let _ = ran.failed(1, "failed");
    }
}

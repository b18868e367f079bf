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

#[test]
fn what_is_no_mail_and_what_is_not_there_fails() {
    let this = format!("{}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
    for file in [this.as_str(), "/nowhere/at/all.mmf"] {
        let ran = Ran::of(program().args(["--json", "inspect", file]).output().unwrap());
        let _ = ran.failed(1, "failed");
    }
}

//! `export` and `import`: what they answer, what lies there afterwards.

use crate::program::{Console, digest, keys};

const BRUNO: (&str, &str, &str) = ("MAIN", "BRUNO", "bruno");
const ANNA: (&str, &str, &str) = ("MAIN", "ANNA", "anna one");

const MAILBOX: &[u8] = b"From a@x.example Thu Sep 23 10:37:00 1993\nFrom: A <a@x.example>\n\
Subject: one\n\n>From here\n\nFrom a@x.example Thu Sep 23 10:38:00 1993\nSubject: two\n\nx\n\n";

#[test]
fn mail_is_imported_once_and_exported_in_every_form() {
    let console = Console::new();
    let mailbox = console.file("old.mbox", MAILBOX);
    let torn = console.file("torn.bin", b"\x01\x02");
    let (first, second) = (console.dir("first"), console.dir("second"));
    let import = |manifest: &str| {
        let more = [&mailbox, &torn, "--folder", "Old/Mail", "--manifest", manifest];
        console.user("import", BRUNO, &more)
    };
    let ran = import(&first);
    assert!(ran.stderr.contains("torn.bin"), "{}", ran.stderr);
    let value = ran.done();
    assert_eq!(
        keys(&value),
        ["duplicates", "imported", "manifest_csv", "manifest_json", "problems", "unreadable"]
    );
    assert_eq!((&value["imported"], &value["duplicates"]), (&2.into(), &0.into()));
    assert_eq!(value["unreadable"], 1);
    assert_eq!(keys(&value["problems"][0]), ["file", "place", "why"]);
    let manifest = std::fs::read_to_string(value["manifest_csv"].as_str().unwrap()).unwrap();
    assert_eq!(manifest.lines().count(), 4, "{manifest}");
    assert_eq!(import(&second).done()["duplicates"], 2);
    // A manifest is never written over.
    let _ = import(&second).failed(1, "failed");
    let list = console.user("list", BRUNO, &["--folder", "Old/Mail"]).done();
    assert_eq!(list.as_array().unwrap().len(), 2);
    for format in ["eml", "mbox", "maildir", "text", "json"] {
        let out = console.dir(&format!("out-{format}"));
        let more = ["--format", format, "--output", &out, "--folder", "Old"];
        let value = console.user("export", BRUNO, &more).done();
        assert_eq!(
            keys(&value),
            ["exported", "manifest_csv", "manifest_json", "output", "problems", "unreadable"]
        );
        assert_eq!((&value["exported"], &value["unreadable"]), (&2.into(), &0.into()));
        assert!(value["manifest_json"].as_str().unwrap().ends_with("manifest.json"));
        let json = std::fs::read_to_string(value["manifest_json"].as_str().unwrap()).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["counts"]["exported"], 2);
        for row in json["messages"].as_array().unwrap() {
            let target =
                console.path(&format!("out-{format}")).join(row["target"].as_str().unwrap());
            assert!(target.is_file(), "{}", target.display());
        }
        let _ = console.user("export", BRUNO, &more).failed(1, "failed");
    }
    let line = std::fs::read_to_string(console.path("out-json").join("messages.jsonl")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line.lines().next().unwrap()).unwrap();
    assert_eq!(
        keys(&line),
        [
            "attachments",
            "bcc",
            "body",
            "cc",
            "class",
            "folder",
            "from",
            "message_id",
            "priority",
            "read",
            "received",
            "sent",
            "source",
            "subject",
            "to"
        ]
    );
    assert_eq!((&line["folder"], &line["body"]), (&"Old/Mail".into(), &"From here\n".into()));
    assert_eq!(line["received"], "1993-09-23T10:37:00Z");
    // What came out goes into another mailbox.
    let out = console.dir("out-maildir");
    let third = console.dir("third");
    let value = console.user("import", ANNA, &[&out, "--manifest", &third]).done();
    assert_eq!((&value["imported"], &value["unreadable"]), (&2.into(), &0.into()));
    let list = console.user("list", ANNA, &["--folder", "Old/Mail"]).done();
    assert_eq!(list.as_array().unwrap().len(), 2);
}

#[test]
fn a_whole_export_has_the_personal_book_and_says_so_in_words() {
    let console = Console::new();
    let password = console.secret("bruno");
    let (dir, out) = (console.dir("MAIN"), console.dir("out"));
    let args = ["export", &dir, "BRUNO", "--format", "eml", "--output", &out];
    let ran = console.run(&[&args[..], &["--password-file", &password]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.text().contains("messages are in"), "{}", ran.text());
    assert!(std::fs::read_to_string(console.path("out/people.csv")).unwrap().starts_with("name,"));
    assert!(console.path("out/people.vcf").is_file());
}

#[test]
fn what_cannot_be_done_is_said_before_anything_is() {
    let console = Console::new();
    let (out, none) = (console.dir("out"), console.dir("none"));
    let wrong = console.user("export", BRUNO, &["--format", "pst", "--output", &out]);
    let _ = wrong.failed(2, "usage");
    let more = ["--format", "eml", "--output", &out, "--folder", "Nowhere"];
    let value = console.user("export", BRUNO, &more).failed(1, "failed");
    assert!(value["error"]["message"].as_str().unwrap().contains("Nowhere"), "{value}");
    let value = console.user("import", BRUNO, &[&none, "--manifest", &out]).failed(1, "failed");
    assert!(value["error"]["message"].as_str().unwrap().contains("none"), "{value}");
    assert!(!console.path("out").exists());
}

#[test]
fn an_original_message_file_is_imported_with_its_password() {
    let console = Console::new();
    let sample = |name: &str| format!("{}/tests/legacy/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    let (file, first) = (sample("small.mmf"), console.dir("first"));
    let before = std::fs::read(&file).unwrap();
    let import = |more: &[&str]| {
        console.user("import", BRUNO, &[&[&file, "--manifest", &first], more].concat())
    };
    let _ = import(&[]).failed(2, "usage");
    let wrong = console.file("wrong", b"WRONG\n");
    let _ = import(&["--file-password-file", &wrong]).failed(10, "wrong-name-or-password");
    assert!(!console.path("first").exists());
    let right = console.file("right", b"secret\n");
    let value = import(&["--file-password-file", &right]).done();
    let expected = std::fs::read(sample("small.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_slice(&expected).unwrap();
    let messages = expected["messages"].as_array().unwrap().len() as u64;
    let counted = ["imported", "duplicates", "unreadable"].map(|n| value[n].as_u64().unwrap());
    assert_eq!(counted.iter().sum::<u64>(), messages, "{value}");
    assert_eq!(counted[2], 0, "{value}");
    // Only its own program may send what lies in its Outbox.
    let drafts = console.user("list", BRUNO, &["--folder", "Drafts"]).done();
    assert_eq!(drafts.as_array().unwrap().len(), 3);
    // Folders in which nothing lies are made too.
    for folder in ["Übung 1", "Budget 2"] {
        let list = console.user("list", BRUNO, &["--folder", folder]).done();
        assert_eq!(list.as_array().unwrap().len(), 0);
    }
    let lost = console.dir("lost");
    let again =
        console.user("import", BRUNO, &[&file, "--manifest", &lost, "--owner-lost-password"]);
    assert_eq!(again.done()["imported"], 0);
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

/// Gives BRUNO two letters and an empty folder, and returns a copy of his message file.
fn message_file(console: &Console) -> String {
    let mailbox = console.file("old.mbox", MAILBOX);
    std::fs::create_dir_all(console.path("tree/Empty")).unwrap();
    let (tree, first) = (console.dir("tree"), console.dir("given"));
    let more = [&mailbox, &tree, "--folder", "Old/Mail", "--manifest", &first];
    assert_eq!(console.user("import", BRUNO, &more).done()["imported"], 2);
    let signed_in = console.user("sign-in", BRUNO, &[]).done();
    let copy = console.dir("copy.mmf");
    let _bytes = std::fs::copy(signed_in["message_file"].as_str().unwrap(), &copy).unwrap();
    copy
}

#[test]
fn a_message_file_of_restante_is_a_source_like_any_other() {
    let console = Console::new();
    let file = message_file(&console);
    let (right, wrong) = (console.secret("bruno"), console.secret("BRUNO"));
    let before = digest(&file);
    let run = |args: &[&str]| console.run(&[args, &["--json"]].concat());

    let _ = run(&["inspect", &file]).failed(2, "usage");
    let ran = run(&["inspect", &file, "--password-file", &wrong]);
    let value = ran.failed(10, "wrong-name-or-password");
    assert!(value["error"]["message"].as_str().unwrap().contains("of Restante"), "{value}");
    let value = run(&["inspect", &file, "--password-file", &right]).done();
    assert_eq!((&value["kind"], &value["messages"]), (&"restante-message-file".into(), &2.into()));
    let folders = value["folders"].as_array().unwrap();
    let count = |path: &str| {
        let line = folders.iter().find(|line| line["path"] == path);
        line.map(|line| line["messages"].as_u64().unwrap())
    };
    let found = ["Inbox", "Old", "Old/Mail", "Old/Mail/Empty"].map(count);
    assert_eq!(found, [Some(0), Some(0), Some(2), Some(0)], "{value}");

    // That a password is lost opens what was never protected, and nothing else.
    let out = console.dir("out");
    let export = ["export", &file, "--format", "eml", "--output", &out];
    let value = run(&[&export[..], &["--owner-lost-password"]].concat()).failed(1, "failed");
    assert!(value["error"]["message"].as_str().unwrap().contains("Only its own password"));
    assert!(!console.path("out").exists());
    let more = ["--password-file", &right, "--folder", "old"];
    assert_eq!(run(&[&export[..], &more].concat()).done()["exported"], 2);
    assert!(console.path("out/Old/Mail/Empty").is_dir());

    let import = |manifest: &str, more: &[&str]| {
        let manifest = console.dir(manifest);
        console.user("import", ANNA, &[&[&file, "--manifest", &manifest], more].concat())
    };
    let _ = import("a", &["--owner-lost-password"]).failed(1, "failed");
    let _ = import("b", &["--file-password-file", &wrong]).failed(10, "wrong-name-or-password");
    let value = import("c", &["--file-password-file", &right]).done();
    assert_eq!((&value["imported"], &value["unreadable"]), (&2.into(), &0.into()));
    let value = import("d", &["--file-password-file", &right]).done();
    assert_eq!((&value["imported"], &value["duplicates"]), (&0.into(), &2.into()));
    let list = console.user("list", ANNA, &["--folder", "Old/Mail"]).done();
    assert_eq!(list.as_array().unwrap().len(), 2);
    let list = console.user("list", ANNA, &["--folder", "Old/Mail/Empty"]).done();
    assert_eq!(list.as_array().unwrap().len(), 0);
    assert_eq!(digest(&file), before);
}

#[test]
fn mail_goes_out_into_a_message_file_with_a_password_of_its_own() {
    let console = Console::new();
    let copy = message_file(&console);
    let (secret, other) = (console.secret("new secret"), console.secret("bruno"));
    let out = console.dir("out");
    let more = ["--format", "restante", "--output", &out, "--folder", "Old"];
    // Without a password there is none, and no other form has one.
    let _ = console.user("export", BRUNO, &more).failed(2, "usage");
    let eml = ["--format", "eml", "--output", &out, "--file-password-file", &secret];
    let _ = console.user("export", BRUNO, &eml).failed(2, "usage");
    assert!(!console.path("out").exists());
    let with = [&more[..], &["--file-password-file", &secret]].concat();
    let value = console.user("export", BRUNO, &with).done();
    assert_eq!((&value["exported"], &value["unreadable"]), (&2.into(), &0.into()));
    let mut files: Vec<_> = std::fs::read_dir(console.path("out"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files, ["Mail.mmf", "manifest.csv", "manifest.json"]);
    let file = console.path("out").join("Mail.mmf").to_str().unwrap().to_owned();
    let run = |args: &[&str]| console.run(&[args, &["--json"]].concat());
    let wrong = run(&["inspect", &file, "--password-file", &other]);
    let _ = wrong.failed(10, "wrong-name-or-password");
    let value = run(&["inspect", &file, "--password-file", &secret]).done();
    let paths: Vec<_> = value["folders"].as_array().unwrap().iter().map(|f| &f["path"]).collect();
    assert!(paths.contains(&&"Old/Mail/Empty".into()), "{paths:?}");
    assert_eq!(value["messages"], 2);
    // Its owner opens it as a message file, for it is theirs.
    let signed_in = console.user("sign-in", BRUNO, &["--message-file", &file]).done();
    assert_eq!(signed_in["outcome"], "opened");

    // Without a postoffice too: then it is nobody's, and its password opens it.
    let second = console.dir("second");
    let export = ["export", &copy, "--format", "restante", "--output", &second];
    let passwords = ["--password-file", &other, "--file-password-file", &secret];
    assert_eq!(run(&[&export[..], &passwords].concat()).done()["exported"], 2);
    let file = console.path("second").join("Mail.mmf").to_str().unwrap().to_owned();
    let manifest = console.dir("m");
    let more = [&file, "--file-password-file", &secret, "--manifest", &manifest];
    let value = console.user("import", ANNA, &more).done();
    assert_eq!((&value["imported"], &value["unreadable"]), (&2.into(), &0.into()));
    let _ = console
        .user("sign-in", ANNA, &["--message-file", &file])
        .failed(11, "invalid-message-file");
}

#[test]
fn days_and_a_search_choose_what_goes_out() {
    let console = Console::new();
    for (day, subject) in [(1, "apple"), (2, "pear"), (3, "apple tart")] {
        std::fs::create_dir_all(console.path("mail/Work")).unwrap();
        let text = format!("Date: Thu, 0{day} Jan 2026 12:00:00 +0000\nSubject: {subject}\n\nx\n");
        std::fs::write(console.path("mail/Work").join(format!("{day}.eml")), text).unwrap();
    }
    let (mail, first) = (console.dir("mail"), console.dir("first"));
    let more = [&mail, "--manifest", &first];
    assert_eq!(console.user("import", BRUNO, &more).done()["imported"], 3);
    let export = |name: &str, more: &[&str]| {
        let out = console.dir(name);
        console.user("export", BRUNO, &[&["--format", "json", "--output", &out], more].concat())
    };
    for (number, (more, subjects)) in [
        (&["--from", "2026-01-02"][..], &["pear", "apple tart"][..]),
        (&["--until", "2026-01-02"], &["apple", "pear"]),
        (&["--from", "2026-01-02", "--until", "2026-01-02"], &["pear"]),
        (&["--search", "subject:apple"], &["apple", "apple tart"]),
        (&["--search", "apple", "--from", "2026-01-02", "--folder", "Work"], &["apple tart"]),
        (&["--search", "nobody"], &[]),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("out-{number}");
        let value = export(&name, more).done();
        assert_eq!(value["exported"], subjects.len(), "{more:?}");
        let lines = std::fs::read_to_string(console.path(&name).join("messages.jsonl")).unwrap();
        let found: Vec<String> = lines
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .map(|line| line["subject"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(found, subjects, "{more:?}");
    }
    for wrong in [["--from", "2026-02-30"], ["--until", "soon"], ["--search", "since:soon"]] {
        let value = export("none", &wrong).failed(2, "usage");
        let said = value["error"]["message"].as_str().unwrap();
        assert!(said.contains("belongs here") || said.contains("since:soon"), "{said}");
    }
    // Of a file, folders are chosen.
    let out = console.dir("none");
    let file = console.dir("mail/Work/1.eml");
    let args = ["export", &file, "--format", "eml", "--output", &out, "--from", "2026-01-01"];
    let _ = console.run(&[&args[..], &["--json"]].concat()).failed(2, "usage");
    assert!(!console.path("none").exists());
}

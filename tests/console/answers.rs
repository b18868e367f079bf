//! What each command answers when it was done: the exact JSON shape, and words without `--json`.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::program::{Console, digest, keys, program};
use crate::support::ADMIN;

const ANNA: (&str, &str, &str) = ("MAIN", "ANNA", "anna one");
const DORA: (&str, &str, &str) = ("BRANCH", "DORA", "dora");
const BRUNO: (&str, &str, &str) = ("MAIN", "BRUNO", "bruno");

fn is_time(value: &Value) -> bool {
    let text = value.as_str().unwrap();
    text.len() == 20 && text.ends_with('Z') && text.contains('T')
}

#[test]
fn create_and_the_first_users() {
    let console = Console::new();
    let dir = console.dir("NEW");
    let made = console.admin(&["create", &dir, "--network", "south", "--postoffice", "po1"]).done();
    assert_eq!(keys(&made), ["identity", "network", "postoffice"]);
    assert_eq!(
        (made["network"].as_str(), made["postoffice"].as_str()),
        (Some("SOUTH"), Some("PO1"))
    );
    let identity = made["identity"].as_str().unwrap();
    assert_eq!(identity.len(), 16);
    assert_eq!(identity, identity.to_uppercase());
    assert!(u64::from_str_radix(identity, 16).is_ok());

    let password = console.secret("secret of cleo");
    let added = console
        .admin(&[
            "user",
            "add",
            &dir,
            "cleo",
            "--full-name",
            "Cleo  Dahl",
            "--password-file",
            &password,
        ])
        .done();
    assert_eq!(keys(&added), ["mailbox", "user_id"]);
    assert_eq!(added["mailbox"], "CLEO");
    let id = added["user_id"].as_str().unwrap();
    assert!(id.len() == 8 && id == id.to_uppercase() && u32::from_str_radix(id, 16).is_ok());
    let second = ["user", "add", &dir, "BOSS", "--full-name", "The Boss", "--administrator"];
    let _ = console.admin(&[&second[..], &["--password-file", &password]].concat()).done();

    let list = console.admin(&["user", "list", &dir]).done();
    let list = list.as_array().unwrap();
    assert_eq!(list.len(), 3);
    for user in list {
        let names = [
            "administrator",
            "full_name",
            "last_sign_in",
            "mailbox",
            "moved_to",
            "password_reset",
            "user_id",
        ];
        assert_eq!(keys(user), names);
        assert_eq!(user["last_sign_in"], Value::Null);
        assert_eq!(user["moved_to"], Value::Null);
        assert_eq!(user["password_reset"], false);
    }
    assert_eq!(list[1]["full_name"], "Cleo Dahl");
    let administrators: Vec<_> = list.iter().map(|u| u["administrator"] == true).collect();
    assert_eq!(administrators, [true, false, true]);

    // The second administrator acts by --as; options may stand before the command.
    let as_boss = ["--as", "BOSS", "--json", "--admin-password-file", &password, "status", &dir];
    let _ = console.run(&as_boss).done();
}

#[test]
fn sign_in_names_the_message_file_and_list_notes_it() {
    let console = Console::new();
    // The first sign-in makes the file.
    let branch = console.dir("BRANCH");
    let users = console.admin(&["user", "list", &branch]).done();
    assert_eq!(users[1]["last_sign_in"], Value::Null);
    let value = console.user("sign-in", DORA, &[]).done();
    assert_eq!(keys(&value), ["message_file", "outcome", "synced"]);
    assert_eq!((value["outcome"].as_str(), &value["synced"]), (Some("opened"), &json!([])));
    let file = value["message_file"].as_str().unwrap();
    assert!(std::path::Path::new(file).is_file());
    let users = console.admin(&["user", "list", &branch]).done();
    assert!(is_time(&users[1]["last_sign_in"]), "{users}");
    // In words: who, where, which file.
    let password = console.secret("dora");
    let ran = console.run(&["sign-in", &branch, "dora", "--password-file", &password]);
    assert_eq!(ran.code, 0);
    let text = ran.text();
    assert!(
        text.contains("Dora Eck") && text.contains("NORTH/BRANCH") && text.contains(file),
        "{text}"
    );
    assert_eq!(ran.stderr, "");
}

#[test]
fn mail_goes_through_send_fetch_list_and_show() {
    let console = Console::new();
    let attached = console.file("menü.bin", b"\0\x01soup\r\n\xff");
    let body = console.file("body.txt", "\u{FEFF}Grüße\r\nfrom Anna\r\n".as_bytes());
    let sent = console
        .user(
            "send",
            ANNA,
            &[
                "--to",
                "Bruno Carl; nobody",
                "DORA@BRANCH.NORTH",
                "--cc",
                "anna",
                "--bcc",
                "bruno",
                "--subject",
                "Suppe: heute",
                "--body-file",
                &body,
                "--attach",
                &attached,
                &body,
            ],
        )
        .done();
    assert_eq!(keys(&sent), ["accepted", "message_id", "refused"]);
    assert_eq!(sent["accepted"], json!(["NORTH/MAIN/BRUNO", "NORTH/MAIN/ANNA"]));
    let refused = sent["refused"].as_array().unwrap();
    assert_eq!(refused.len(), 2);
    assert_eq!(keys(&refused[0]), ["reason", "recipient"]);
    assert_eq!(refused[0]["recipient"], "nobody");
    assert_eq!(console.user("fetch", BRUNO, &[]).done(), json!({"fetched": 1, "set_aside": 0}));
    assert_eq!(console.user("fetch", BRUNO, &[]).done(), json!({"fetched": 0, "set_aside": 0}));

    let list = console.user("list", BRUNO, &[]).done();
    let [row] = &list.as_array().unwrap()[..] else { panic!("{list}") };
    let names = [
        "attachments",
        "date",
        "from",
        "id",
        "message_id",
        "priority",
        "size",
        "subject",
        "to",
        "unread",
    ];
    assert_eq!(keys(row), names);
    assert_eq!(row["from"], "Anna Berg <NORTH/MAIN/ANNA>");
    assert_eq!(row["to"], json!(["Bruno Carl <NORTH/MAIN/BRUNO>"]));
    assert_eq!(row["message_id"], sent["message_id"]);
    assert_eq!(row["subject"], "Suppe: heute");
    assert_eq!((row["unread"].as_bool(), row["attachments"].as_u64()), (Some(true), Some(2)));
    assert_eq!(row["priority"], "normal");
    assert!(is_time(&row["date"]));

    let id = row["id"].as_i64().unwrap().to_string();
    let shown = console.user("show", BRUNO, &[&id]).done();
    let names = [
        "attachments",
        "body",
        "cc",
        "date",
        "from",
        "id",
        "message_id",
        "priority",
        "size",
        "subject",
        "to",
        "unread",
    ];
    assert_eq!(keys(&shown), names);
    assert_eq!(shown["body"].as_str().unwrap().trim_end(), "Grüße\nfrom Anna");
    assert_eq!(shown["cc"], json!(["Anna Berg <NORTH/MAIN/ANNA>"]));
    assert_eq!(shown["unread"], false);
    for name in ["date", "from", "id", "message_id", "size", "subject", "to"] {
        assert_eq!(shown[name], row[name]);
    }
    let file = json!({"name": "menü.bin", "size": 9, "sha256": digest(&attached)});
    assert_eq!(shown["attachments"][0], file);
    assert_eq!(console.user("list", BRUNO, &[]).done()[0]["unread"], false);

    // --raw gives the bytes, with and without --json.
    let raw = console.user("show", BRUNO, &[&id, "--raw"]);
    assert_eq!(raw.stdout.len() as u64, row["size"].as_u64().unwrap());
    assert!(raw.stdout.starts_with(b"From: ") && raw.stdout.ends_with(b"\r\n"));
    let password = console.secret("bruno");
    let main = console.dir("MAIN");
    let plain = console.run(&["show", &main, "BRUNO", &id, "--raw", "--password-file", &password]);
    assert_eq!(Sha256::digest(&plain.stdout), Sha256::digest(&raw.stdout));

    // Words: a table, and the message.
    let words = console.run(&["list", &main, "BRUNO", "--password-file", &password]).text();
    assert!(words.contains("Suppe: heute") && words.lines().count() == 1, "{words}");
    let words = console.run(&["show", &main, "BRUNO", &id, "--password-file", &password]).text();
    assert!(words.contains("Grüße\nfrom Anna") && words.contains("menü.bin"), "{words}");
}

#[test]
fn list_gives_a_folder_newest_first_and_the_sender_keeps_a_copy_and_a_report() {
    let console = Console::new();
    for subject in ["one", "two", "three"] {
        console.bruno_sends("NORTH/MAIN/BRUNO", subject);
        // Message dates have whole seconds; equal ones stay in the order of arrival.
    }
    let _ = console.user("fetch", BRUNO, &[]).done();
    let subjects = |folder: &[&str]| -> Vec<String> {
        let list = console.user("list", BRUNO, folder).done();
        let rows = list.as_array().unwrap().iter();
        rows.map(|r| r["subject"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(subjects(&[]), ["three", "two", "one"]);
    assert_eq!(subjects(&["--folder", "sent mail"]), ["three", "two", "one"]);
    assert_eq!(subjects(&["--folder", "Outbox"]), [""; 0]);
    let nobody = console
        .user("send", BRUNO, &["--to", "nobody", "--to", "no one", "--subject", "lost"])
        .done();
    assert_eq!(nobody["accepted"], json!([]));
    assert_eq!(nobody["refused"].as_array().unwrap().len(), 2);
    assert_eq!(subjects(&[])[0], "Undeliverable: lost");
}

#[test]
fn recover_shows_a_random_password_once_and_a_given_one_never() {
    let console = Console::new();
    let main = console.dir("MAIN");
    let value = console.admin(&["recover", &main, "ANNA"]).done();
    assert_eq!(keys(&value), ["mailbox", "password"]);
    let one_time = value["password"].as_str().unwrap();
    assert_eq!(console.synced(("MAIN", "ANNA", one_time), &[]), ["password"]);

    let given = console.secret("given by hand");
    let value = console.admin(&["recover", &main, "BRUNO", "--new-password-file", &given]).done();
    assert_eq!(value, json!({"mailbox": "BRUNO"}));
    let users = console.admin(&["user", "list", &main]).done();
    assert_eq!(users[2]["password_reset"], true);
    let ran = console.run(&["sign-in", &main, "BRUNO", "--password-file", &given]);
    assert!(ran.text().contains("one-time password"), "{ran:?}");
}

#[test]
fn change_password_changes_both_halves() {
    let console = Console::new();
    let _ = console.synced(ANNA, &[]);
    let new = console.secret("anna after that");
    let value = console.user("change-password", ANNA, &["--new-password-file", &new]).done();
    assert_eq!(value, json!({"mailbox": "ANNA"}));
    let _ = console.user("sign-in", ANNA, &[]).failed(10, "wrong-name-or-password");
    assert_eq!(console.synced(("MAIN", "ANNA", "anna after that"), &[]), [""; 0]);
}

#[test]
fn move_user_takes_letters_and_the_message_file_along() {
    let console = Console::new();
    let _ = console.synced(ANNA, &[]);
    console.bruno_sends("ANNA", "waiting");
    let there = console.secret("branch admin");
    let boss =
        ["user", "add", &console.dir("BRANCH"), "BOSS", "--full-name", "B", "--administrator"];
    let _ = console.admin(&[&boss[..], &["--password-file", &there]].concat()).done();
    // ADMIN's password there differs: it comes from a file of its own.
    let dir = console.dir("BRANCH");
    let changed = console.run(&[
        "change-password",
        &dir,
        "ADMIN",
        "--password-file",
        &console.secret(ADMIN),
        "--new-password-file",
        &there,
    ]);
    assert_eq!(changed.code, 0, "{changed:?}");
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).failed(10, "wrong-name-or-password");
    let moved =
        console.move_user("ANNA", "MAIN", "BRANCH", &["--to-admin-password-file", &there]).done();
    assert_eq!(keys(&moved), ["letters", "mailbox", "message_file", "user_id"]);
    assert_eq!((moved["mailbox"].as_str(), moved["letters"].as_u64()), (Some("ANNA"), Some(1)));
    assert_eq!(moved["user_id"].as_str().unwrap().len(), 8);
    assert!(std::path::Path::new(moved["message_file"].as_str().unwrap()).is_file());
    let users = console.admin(&["user", "list", &console.dir("MAIN")]).done();
    assert_eq!(users[1]["moved_to"], "NORTH/BRANCH/ANNA");
}

#[test]
fn delete_keeps_the_message_file_and_says_where() {
    let console = Console::new();
    let main = console.dir("MAIN");
    let never = console.admin(&["user", "delete", &console.dir("BRANCH"), "DORA"]).done();
    assert_eq!(never, json!({"mailbox": "DORA", "message_file": null}));
    let kept = console.admin(&["user", "delete", &main, "ANNA"]).done();
    assert_eq!(keys(&kept), ["mailbox", "message_file"]);
    assert!(std::path::Path::new(kept["message_file"].as_str().unwrap()).is_file());
    let _ = console.user("sign-in", ANNA, &[]).failed(10, "wrong-name-or-password");
}

#[test]
fn check_ends_with_1_as_long_as_findings_are_left() {
    let console = Console::new();
    let main = console.dir("MAIN");
    assert_eq!(console.admin(&["check", &main]).done(), json!({"findings": []}));
    std::fs::remove_dir_all(console.path("MAIN").join("HLP")).unwrap();
    let ran = console.admin(&["check", &main]);
    assert_eq!(ran.code, 1);
    let value = ran.value();
    let [finding] = &value["findings"].as_array().unwrap()[..] else { panic!("{value}") };
    assert_eq!(keys(finding), ["file", "offset", "repaired", "what"]);
    assert_eq!(finding["repaired"], false);
    assert!(finding["file"].as_str().unwrap().ends_with("HLP"));
    let password = console.secret(ADMIN);
    let words = console.run(&["check", &main, "--admin-password-file", &password]);
    assert_eq!(words.code, 1);
    assert!(words.text().contains("HLP"), "{words:?}");
    let repaired = console.admin(&["check", &main, "--repair"]).done();
    assert_eq!(repaired["findings"][0]["repaired"], true);
    assert_eq!(console.admin(&["check", &main]).done(), json!({"findings": []}));
}

#[test]
fn status_counts_users_letters_and_bytes() {
    let console = Console::new();
    console.bruno_sends("anna", "waiting");
    let status = console.admin(&["status", &console.dir("MAIN")]).done();
    assert_eq!(keys(&status), ["bytes", "letters", "users", "waiting"]);
    assert_eq!(keys(&status["bytes"]), ["letters", "mailbags", "message_files", "other"]);
    assert_eq!((status["users"].as_u64(), status["waiting"].as_u64()), (Some(3), Some(1)));
    assert_eq!(status["letters"], 1);
    for kind in ["letters", "mailbags", "message_files", "other"] {
        assert!(status["bytes"][kind].as_u64().unwrap() > 0, "{status}");
    }
}

#[test]
fn import_counts_and_can_be_repeated() {
    let console = Console::new();
    console.bruno_sends("anna", "one");
    console.bruno_sends("anna", "two");
    let _ = console.user("fetch", ANNA, &[]).done();
    let old =
        console.user("sign-in", ANNA, &[]).done()["message_file"].as_str().unwrap().to_owned();
    let local = console.dir("NEW.MMF");
    let more = ["--message-file", &local, "--new-message-file"];
    assert_eq!(console.synced(ANNA, &more), [""; 0]);
    let import = [&old, "--file-password-file", &console.secret("anna one")];
    let value = console.user("import-message-file", ANNA, &import).done();
    assert_eq!(value, json!({"imported": 2, "skipped": 0}));
    let value = console.user("import-message-file", ANNA, &import).done();
    assert_eq!(value, json!({"imported": 0, "skipped": 2}));
}

#[test]
fn help_and_version_end_with_0() {
    for (args, part) in [
        (&["--help"][..], "move-user"),
        (&["user", "add", "--help"], "--full-name"),
        (&["help", "sign-in"], "--reconnect"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
    ] {
        let output = program().args(args).output().unwrap();
        assert!(output.status.success());
        assert!(String::from_utf8(output.stdout).unwrap().contains(part), "{args:?}");
        assert!(output.stderr.is_empty());
    }
}

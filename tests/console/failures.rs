//! How each failure ends: the exit code, the kind, one sentence and a hint, and for a sign-in the
//! outcome beside them.

use std::path::Path;
use std::time::Duration;

use restante::disk::Pace;
use restante::session::Disk;
use serde_json::{Value, json};

use crate::program::{Console, Ran, keys, program};
use crate::support::{ADMIN, World};

const ANNA: (&str, &str, &str) = ("MAIN", "ANNA", "anna one");

/// Checks that a sign-in failed: the outcome is the kind, nothing was synced.
fn not_opened(ran: &Ran, code: i32, kind: &str) -> Value {
    let value = ran.failed(code, kind);
    assert_eq!(keys(&value), ["error", "message_file", "outcome", "synced"]);
    assert_eq!(value["outcome"], kind);
    assert_eq!(value["synced"], json!([]));
    value
}

#[test]
fn an_unknown_mailbox_says_the_same_as_a_wrong_password() {
    let console = Console::new();
    let wrong = console.user("sign-in", ("MAIN", "ANNA", "not hers"), &[]);
    let wrong = not_opened(&wrong, 10, "wrong-name-or-password");
    assert_eq!(wrong["error"]["message"], "The mailbox name or password is incorrect.");
    for mailbox in ["NOBODY", "no such", "../ANNA", "", "ANNAANNAANNA"] {
        let unknown = console.user("sign-in", ("MAIN", mailbox, "not hers"), &[]);
        assert_eq!(not_opened(&unknown, 10, "wrong-name-or-password"), wrong, "{mailbox:?}");
    }
    // Every command of a user fails as the sign-in does, administrators too.
    let _ = console.user("fetch", ("MAIN", "ANNA", "x"), &[]).failed(10, "wrong-name-or-password");
    let (main, wrong) = (console.dir("MAIN"), console.secret("not his"));
    for name in ["ADMIN", "NOBODY", "no such"] {
        let args = ["status", &main, "--json", "--as", name, "--admin-password-file", &wrong];
        let _ = console.run(&args).failed(10, "wrong-name-or-password");
    }
    // In words: the sentence and the hint, on standard error.
    let ran = console.run(&["sign-in", &main, "ANNA", "--password-file", &wrong]);
    assert_eq!((ran.code, ran.stdout.len()), (10, 0));
    let lines: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(lines[0], "The mailbox name or password is incorrect.");
    assert!(lines[1].starts_with("Hint: ") && lines.len() == 2, "{lines:?}");
}

#[test]
fn a_missing_message_file_is_12_and_a_foreign_one_1() {
    let console = Console::new();
    let first = console.user("sign-in", ANNA, &[]).done();
    let file = first["message_file"].as_str().unwrap();
    std::fs::rename(file, console.path("ELSEWHERE.MMF")).unwrap();
    let missing = not_opened(&console.user("sign-in", ANNA, &[]), 12, "message-file-missing");
    assert_eq!(missing["message_file"], file);
    // It can be opened where it is, for this session, or a new one made.
    let elsewhere = console.dir("ELSEWHERE.MMF");
    assert_eq!(console.synced(ANNA, &["--message-file", &elsewhere]), [""; 0]);
    let _ = not_opened(&console.user("sign-in", ANNA, &[]), 12, "message-file-missing");
    let text = console.file("letter.txt", b"Dear Anna, this is no message file.\n");
    let _ = not_opened(&console.user("sign-in", ANNA, &["--message-file", &text]), 1, "failed");
    // Nothing that is there is written over by a new one.
    let there = ["--message-file", &elsewhere, "--new-message-file"];
    let _ = not_opened(&console.user("sign-in", ANNA, &there), 1, "failed");
    let _ = console.synced(ANNA, &["--new-message-file"]);
    let _ = console.synced(ANNA, &[]);
}

#[test]
fn what_is_no_postoffice_is_13() {
    let console = Console::new();
    std::fs::create_dir(console.path("EMPTY")).unwrap();
    // A genuine one: the tree and the sizes, without our mark.
    for folder in ["GLB", "MBG", "KEY", "MMF", "P1"] {
        std::fs::create_dir_all(console.path("GENUINE").join(folder)).unwrap();
    }
    let glb = console.path("GENUINE").join("GLB");
    std::fs::write(glb.join("MASTER.GLB"), [0x55; 176]).unwrap();
    std::fs::write(glb.join("ACCESS2.GLB"), [0x55; 69 * 3]).unwrap();
    for dir in ["NOWHERE", "EMPTY", "GENUINE"] {
        let ran = console.user("sign-in", (dir, "ANNA", "anna one"), &[]);
        let _ = not_opened(&ran, 13, "not-a-postoffice");
        let dir = console.dir(dir);
        let value = console.admin(&["status", &dir]).failed(13, "not-a-postoffice");
        assert_eq!(keys(&value), ["error"]);
        assert!(value["error"]["message"].as_str().unwrap().contains(&dir), "{value}");
    }
    let genuine = console.admin(&["check", &console.dir("GENUINE"), "--repair"]);
    let genuine = genuine.failed(13, "not-a-postoffice");
    assert!(genuine["error"]["message"].as_str().unwrap().contains("Microsoft"), "{genuine}");
    assert_eq!(std::fs::read(glb.join("MASTER.GLB")).unwrap(), [0x55; 176]);
    // Nor is one made over it.
    let dir = console.dir("GENUINE");
    let made = console.admin(&["create", &dir, "--network", "N", "--postoffice", "P"]);
    let _ = made.failed(1, "failed");
}

#[test]
fn who_is_signed_in_cannot_sign_in_again_be_moved_or_be_deleted() {
    let beat = Duration::from_millis(50);
    let disk = Disk::new().paced(Pace { beat, dead: Duration::from_secs(20) });
    let console = Console::on(World::on(disk));
    let session = console.world.run(&console.world.at_main("ANNA", "anna one")).unwrap();
    let (main, before) = (console.dir("MAIN"), std::time::Instant::now());
    let ran = console.user("sign-in", ANNA, &[]);
    let value = not_opened(&ran, 14, "already-signed-in");
    assert!(value["error"]["hint"].as_str().unwrap().contains("restante"), "{value}");
    let moved = console.move_user("ANNA", "MAIN", "BRANCH", &["--force"]);
    let _ = moved.failed(14, "already-signed-in");
    let _ = console.admin(&["user", "delete", &main, "ANNA"]).failed(14, "already-signed-in");
    assert!(before.elapsed() < Duration::from_secs(15));
    session.sign_out().unwrap();
    let _ = console.synced(ANNA, &[]);
}

#[test]
fn moving_into_the_trap_is_15_and_so_is_a_missing_message_file() {
    let console = Console::new();
    let file =
        console.user("sign-in", ANNA, &[]).done()["message_file"].as_str().unwrap().to_owned();
    console.recover("ANNA", "anna two");
    let value = console.move_user("ANNA", "MAIN", "BRANCH", &[]).failed(15, "refused");
    assert!(value["error"]["hint"].as_str().unwrap().contains("--force"), "{value}");
    let _ = console.synced(("MAIN", "ANNA", "anna two"), &[]);
    std::fs::remove_file(file).unwrap();
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).failed(15, "refused");
    let moved = console.move_user("ANNA", "MAIN", "BRANCH", &["--force"]).done();
    assert_eq!(moved["message_file"], Value::Null);
}

#[test]
fn damage_is_16() {
    let console = Console::new();
    let file =
        console.user("sign-in", ANNA, &[]).done()["message_file"].as_str().unwrap().to_owned();
    // A flipped byte in the record of ANNA, the second one.
    let path = console.path("MAIN").join("GLB/ACCESS2.GLB");
    let good = std::fs::read(&path).unwrap();
    let mut bad = good.clone();
    bad[69 + 0x30] ^= 1;
    std::fs::write(&path, &bad).unwrap();
    let value = not_opened(&console.user("sign-in", ANNA, &[]), 16, "damaged");
    assert!(value["error"]["message"].as_str().unwrap().contains("ACCESS2.GLB"), "{value}");
    let checked = console.admin(&["check", &console.dir("MAIN")]);
    assert_eq!(checked.code, 1);
    assert!(checked.text().contains("ACCESS2.GLB"));
    std::fs::write(&path, &good).unwrap();
    // Zeros over the tables of the message file, its first page left as it is.
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[8192..].fill(0);
    std::fs::write(&file, &bytes).unwrap();
    let value = not_opened(&console.user("sign-in", ANNA, &[]), 16, "damaged");
    assert_eq!(value["message_file"], file);
    let mut master = std::fs::read(console.path("MAIN").join("GLB/MASTER.GLB")).unwrap();
    master[0x20] ^= 1;
    std::fs::write(console.path("MAIN").join("GLB/MASTER.GLB"), master).unwrap();
    let _ = console.admin(&["status", &console.dir("MAIN")]).failed(16, "damaged");
}

#[test]
fn who_moved_away_is_told_where_to() {
    let console = Console::new();
    let _ = console.synced(ANNA, &[]);
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).done();
    let value = not_opened(&console.user("sign-in", ANNA, &[]), 17, "moved-away");
    assert!(value["error"]["message"].as_str().unwrap().contains("NORTH/BRANCH/ANNA"), "{value}");
    assert_eq!(value["message_file"], Value::Null);
    let main = console.dir("MAIN");
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).failed(17, "moved-away");
    let _ = console.admin(&["recover", &main, "ANNA"]).failed(17, "moved-away");
    // A wrong password is not told where somebody went.
    let wrong = console.user("sign-in", ("MAIN", "ANNA", "guess"), &[]);
    let wrong = not_opened(&wrong, 10, "wrong-name-or-password");
    assert!(!wrong.to_string().contains("BRANCH"));
}

#[test]
fn anything_else_is_1() {
    let console = Console::new();
    let (main, password) = (console.dir("MAIN"), console.secret("secret of cleo"));
    let failed = |args: &[&str], part: &str| {
        let value = console.admin(args).failed(1, "failed");
        assert_eq!(keys(&value), ["error"]);
        assert!(value["error"]["message"].as_str().unwrap().contains(part), "{value}");
    };
    failed(&["create", &main, "--network", "N", "--postoffice", "P"], &main);
    failed(&["recover", &main, "NOBODY"], "NOBODY");
    failed(&["user", "delete", &main, "NOBODY"], "NOBODY");
    failed(&["user", "delete", &main, "ADMIN"], "ADMIN");
    failed(&["move-user", "ANNA", "--from", &main, "--to", &main], "same");
    let add = ["user", "add", &main, "ANNA", "--full-name", "Other", "--password-file", &password];
    failed(&add, "ANNA");
    let add =
        ["user", "add", &main, "OTHER", "--full-name", "anna BERG", "--password-file", &password];
    failed(&add, "anna BERG");
    failed(&["demo", &main], &main);
    let anna = console.secret("anna one");
    let not_admin = ["status", &main, "--json", "--as", "ANNA", "--admin-password-file", &anna];
    let _ = console.run(&not_admin).failed(1, "failed");
    let _ = console.user("show", ANNA, &["4711"]).failed(1, "failed");
    let folder = console.user("list", ANNA, &["--folder", "No/Such"]).failed(1, "failed");
    assert!(folder["error"]["hint"].as_str().unwrap().contains("Inbox"), "{folder}");
    let send = ["--to", "bruno", "--subject", "s"];
    let missing = console.user("send", ANNA, &[&send[..], &["--attach", "/no/such"]].concat());
    assert!(missing.failed(1, "failed").to_string().contains("/no/such"));
    let latin = console.file("latin.txt", b"Gr\xfc\xdfe");
    let body = console.user("send", ANNA, &[&send[..], &["--body-file", &latin]].concat());
    let _ = body.failed(1, "failed");
    let _ = console.user("send", ANNA, &["--to", " ; ", "--subject", "s"]).failed(1, "failed");
    // The other file's password is a password too.
    let file =
        console.user("sign-in", ANNA, &[]).done()["message_file"].as_str().unwrap().to_owned();
    let import = [&file, "--file-password-file", &console.secret("not of this file")];
    let bruno = console.user("import-message-file", ("MAIN", "BRUNO", "bruno"), &import);
    let _ = bruno.failed(10, "wrong-name-or-password");
}

#[test]
fn a_command_line_that_cannot_be_done_is_2() {
    let console = Console::new();
    let main = console.dir("MAIN");
    let anna = console.secret("anna one");
    for args in [
        &[][..],
        &["no-such-command"],
        &["sign-in", &main],
        &["sign-in", &main, "ANNA", "--password", "on the command line"],
        &["create", &main, "--network", "N"],
        &["create", &console.dir("N"), "--network", "N/O", "--postoffice", "P"],
        &["recover", &main, "no such name"],
        &["user", "add", &main, "NEW", "--full-name", " "],
        &["show", &main, "ANNA", "first", "--password-file", &anna],
        &["send", &main, "ANNA", "--subject", "s", "--password-file", &anna],
        &["sign-in", &main, "ANNA", "--reconnect", "--new-message-file", "--password-file", &anna],
        &["create", &console.dir("N"), "--network", "N", "--postoffice", "P", "--as", "no name"],
    ] {
        let ran = console.run(args);
        assert_eq!((ran.code, ran.stdout.len()), (2, 0), "{args:?} {ran:?}");
        assert!(!ran.stderr.is_empty());
        let ran = console.run(&[args, &["--json"]].concat());
        assert_eq!(ran.stderr, "");
        let value = ran.failed(2, "usage");
        assert!(!value["error"]["message"].as_str().unwrap().starts_with("error"), "{value}");
    }
    assert!(!Path::new(&console.dir("N")).exists());
    // No terminal, no password file: nothing is asked and nothing is done.
    for args in [
        &["sign-in", &main, "ANNA"][..],
        &["status", &main],
        &["create", &console.dir("N"), "--network", "N", "--postoffice", "P"],
        &["recover", &main, "ANNA"],
        &["change-password", &main, "ANNA", "--password-file", &anna],
        &["import-message-file", &main, "ANNA", "x.mmf", "--password-file", &anna],
        &["user", "add", &main, "NEW", "--full-name", "N", "--admin-password-file", &anna],
    ] {
        assert_eq!(console.run(args).code, 2, "{args:?}");
        let _ = console.run(&[args, &["--json"]].concat()).failed(2, "usage");
    }
    assert!(!Path::new(&console.dir("N")).exists());
    // A JSON value is only promised to who asks for it.
    let output = program().args(["sign-in", "--", "--json"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
}

#[test]
fn the_second_administrator_must_be_one_too() {
    let console = Console::new();
    let dora = console.secret("dora");
    let (main, branch) = (console.dir("MAIN"), console.dir("BRANCH"));
    let admin = console.secret(ADMIN);
    let args = [
        "move-user",
        "ANNA",
        "--from",
        &main,
        "--to",
        &branch,
        "--admin-password-file",
        &admin,
        "--to-admin-password-file",
        &dora,
        "--json",
    ];
    let _ = console.run(&args).failed(10, "wrong-name-or-password");
    assert_eq!(console.synced(ANNA, &[]), [""; 0], "nothing was moved");
}

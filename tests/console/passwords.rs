//! The forms of a password file, standard input, and that no password comes out anywhere.

use std::io::Write;
use std::process::Stdio;

use serde_json::json;

use crate::program::{Console, Ran, program};
use crate::support::{ADMIN, add};

/// Runs the program with something on standard input.
fn with_input(console: &Console, args: &[&str], input: &[u8]) -> Ran {
    let mut child = program()
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not want it may have ended already.
    let _ = child.stdin.take().unwrap().write_all(input);
    console.finish(args, child.wait_with_output().unwrap())
}

#[test]
fn the_first_line_counts_without_its_end_and_mark() {
    let console = Console::new();
    let main = console.dir("MAIN");
    let good: [&[u8]; 6] = [
        b"anna one",
        b"anna one\n",
        b"anna one\r\n",
        b"\xEF\xBB\xBFanna one\r\nand a note\n",
        b"anna one\nanna two\n",
        b"anna one\n\xff\xfe",
    ];
    for bytes in good {
        let file = console.file("p", bytes);
        let ran = console.run(&["sign-in", &main, "ANNA", "--json", "--password-file", &file]);
        assert_eq!(ran.done()["outcome"], "opened", "{bytes:?}");
    }
    let wrong: [&[u8]; 5] = [b"anna one \n", b" anna one", b"\nanna one", b"", b"Anna one"];
    for bytes in wrong {
        let file = console.file("p", bytes);
        let ran = console.run(&["sign-in", &main, "ANNA", "--json", "--password-file", &file]);
        let _ = ran.failed(10, "wrong-name-or-password");
    }
    let long = "x".repeat(257);
    let impossible: [&[u8]; 3] = [b"\xff\xfea\0n\0", long.as_bytes(), &[b'y'; 10_000]];
    for bytes in impossible {
        let file = console.file("p", bytes);
        let ran = console.run(&["sign-in", &main, "ANNA", "--json", "--password-file", &file]);
        let _ = ran.failed(1, "failed");
    }
    let ran =
        console.run(&["sign-in", &main, "ANNA", "--json", "--password-file", "/no/such/file"]);
    assert!(ran.failed(1, "failed").to_string().contains("/no/such/file"));
}

#[test]
fn a_blank_password_and_one_in_another_form_of_unicode() {
    let console = Console::new();
    add(&console.world.main, "BLANK", "Nobody's Secret", "");
    add(&console.world.main, "MULLER", "Jürgen Müller", "mu\u{308}ller's");
    let _ = console.synced(("MAIN", "BLANK", ""), &[]);
    let _ = console.synced(("MAIN", "MULLER", "m\u{fc}ller's"), &[]);
}

#[test]
fn standard_input_is_read_once_and_only_its_first_line() {
    let console = Console::new();
    let main = console.dir("MAIN");
    let sign_in = ["sign-in", &main, "ANNA", "--json", "--password-file", "-"];
    assert_eq!(with_input(&console, &sign_in, b"anna one\n").done()["outcome"], "opened");
    assert_eq!(with_input(&console, &sign_in, b"anna one").done()["outcome"], "opened");
    let _ = with_input(&console, &sign_in, b"\n").failed(10, "wrong-name-or-password");
    // Nothing at all is no blank password.
    let _ = with_input(&console, &sign_in, b"").failed(2, "usage");

    // A writer that does not close: the first line is enough.
    let mut child = program()
        .args(sign_in)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut open = child.stdin.take().unwrap();
    open.write_all(b"anna one\n").unwrap();
    assert!(child.wait().unwrap().success());
    drop(open);

    // The text of a message may come from there too, but not both.
    let anna = console.secret("anna one");
    let send =
        ["send", &main, "ANNA", "--to", "bruno", "--subject", "s", "--body-file", "-", "--json"];
    let ran = with_input(&console, &[&send[..], &["--password-file", &anna]].concat(), b"Line\n");
    assert_eq!(ran.done()["accepted"], json!(["NORTH/MAIN/BRUNO"]));
    let twice = [&send[..], &["--password-file", "-"]].concat();
    let _ = with_input(&console, &twice, b"anna one\nLine\n").failed(2, "usage");
    let create = [
        "user",
        "add",
        &main,
        "NEW",
        "--full-name",
        "New",
        "--password-file",
        "-",
        "--admin-password-file",
        "-",
        "--json",
    ];
    let _ = with_input(&console, &create, b"admin secret\n").failed(2, "usage");
    let change = [
        "change-password",
        &main,
        "ANNA",
        "--password-file",
        "-",
        "--new-password-file",
        "-",
        "--json",
    ];
    let _ = with_input(&console, &change, b"anna one\n").failed(2, "usage");
}

#[cfg(unix)]
#[test]
fn a_closed_standard_input_is_no_password() {
    let console = Console::new();
    let main = console.dir("MAIN");
    let closed = |args: &[&str]| {
        let mut shell = std::process::Command::new("sh");
        let _ = shell.args(["-c", "exec \"$0\" \"$@\" <&-", env!("CARGO_BIN_EXE_postoffice")]);
        console.finish(args, shell.args(args).output().unwrap())
    };
    let _ = closed(&["sign-in", &main, "ANNA", "--json"]).failed(2, "usage");
    let ran = closed(&["sign-in", &main, "ANNA", "--json", "--password-file", "-"]);
    let _ = ran.failed(2, "usage");
    // Who has a password file needs none.
    let anna = console.secret("anna one");
    let _ = closed(&["sign-in", &main, "ANNA", "--json", "--password-file", &anna]).done();
}

#[test]
fn logs_say_what_happens_and_no_password() {
    let console = Console::new();
    let anna = console.secret("anna one");
    let new = console.secret("anna chose this");
    let main = console.dir("MAIN");
    let logged = |args: &[&str]| {
        let output = program().args(args).env("RESTANTE_LOG", "trace").output().unwrap();
        console.finish(args, output)
    };
    // `finish` looks for every password in everything that was said.
    let ran = logged(&["sign-in", &main, "ANNA", "--json", "--password-file", &anna]);
    assert!(ran.stderr.contains("signed in"), "{ran:?}");
    let _ = ran.done();
    let change = ["change-password", &main, "ANNA", "--password-file", &anna];
    let _ = logged(&[&change[..], &["--new-password-file", &new, "--json"]].concat()).done();
    let admin = console.secret(ADMIN);
    let recover = ["recover", &main, "ANNA", "--json", "--admin-password-file", &admin];
    let ran = logged(&recover);
    let one_time = ran.done()["password"].as_str().unwrap().to_owned();
    assert!(!ran.stderr.is_empty() && !ran.stderr.contains(&one_time));
    // Without the variable nothing is logged.
    let _ = console.secret(&one_time);
    let ran = console.user("sign-in", ("MAIN", "ANNA", &one_time), &[]);
    assert_eq!((ran.done()["outcome"].as_str(), ran.stderr.as_str()), (Some("opened"), ""));
}

#[test]
fn passwords_are_read_before_anything_is_done() {
    let console = Console::new();
    let admin = console.secret(ADMIN);
    let dir = console.dir("NEW");
    let ran = console.run(&[
        "create",
        &dir,
        "--network",
        "N",
        "--postoffice",
        "P",
        "--admin-password-file",
        "/no/such",
    ]);
    assert_eq!(ran.code, 1);
    assert!(!console.path("NEW").exists());
    let main = console.dir("MAIN");
    let recover = ["recover", &main, "ANNA", "--new-password-file", "/no/such"];
    let ran = console.run(&[&recover[..], &["--admin-password-file", &admin]].concat());
    assert_eq!(ran.code, 1);
    let _ = console.synced(("MAIN", "ANNA", "anna one"), &[]);
}

//! Standard output and its troubles: a reader who goes away, a full device, text from strangers.

use std::process::Stdio;

use crate::program::{Console, Ran, program};

const BRUNO: (&str, &str, &str) = ("MAIN", "BRUNO", "bruno");

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_is_no_failure() {
    let console = Console::new();
    let password = console.secret("anna one");
    let main = console.dir("MAIN");
    for args in [
        &["sign-in", &main, "ANNA", "--password-file", &password][..],
        &["list", &main, "ANNA", "--password-file", &password, "--json"],
        &["--help"],
    ] {
        let mut child =
            program().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let console = Console::new();
    let password = console.secret("anna one");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ran = Ran::of(
        program()
            .args(["list", &console.dir("MAIN"), "ANNA", "--password-file", &password, "--json"])
            .stdout(full)
            .output()
            .unwrap(),
    );
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("could not be written"), "{}", ran.stderr);
}

#[test]
fn escapes_in_mail_do_not_reach_the_terminal_but_stay_in_json() {
    let console = Console::new();
    let body = console.file("body.txt", b"before\x1b[2Jafter\n");
    let send = ["--to", "bruno", "--subject", "clear\x1b[2Jscreen", "--body-file", &body];
    let _ = console.user("send", BRUNO, &send).done();
    let _ = console.user("fetch", BRUNO, &[]).done();
    let id = console.user("list", BRUNO, &[]).done()[0]["id"].to_string();
    let shown = console.user("show", BRUNO, &[&id]).done();
    assert!(shown["body"].as_str().unwrap().contains("before\u{1b}[2Jafter"), "{shown}");
    let password = console.secret("bruno");
    let main = console.dir("MAIN");
    for args in [&["list", &main, "BRUNO"][..], &["show", &main, "BRUNO", &id]] {
        let ran = console.run(&[args, &["--password-file", &password]].concat());
        assert_eq!(ran.code, 0);
        assert!(!ran.stdout.contains(&0x1b), "{}", ran.text());
    }
}

//! Runs the program and looks at what every run must keep: one JSON value, no panic, no password.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::support::{ADMIN, World};

/// The program and two postoffices for it; ANNA and BRUNO live on MAIN, DORA on BRANCH.
pub(crate) struct Console {
    pub(crate) world: World,
    secrets: RefCell<Vec<String>>,
}

/// A run that ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

/// Returns the program, to be run without anything of this process's own.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_postoffice"));
    let _ = command.env_remove("RESTANTE_LOG").stdin(Stdio::null());
    command
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(!stderr.contains("panicked"), "{stderr}");
        Self { code: output.status.code().unwrap(), stdout: output.stdout, stderr }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.stdout.clone()).unwrap()
    }

    /// Returns the one JSON value on standard output.
    pub(crate) fn value(&self) -> Value {
        let text = self.text();
        assert!(text.ends_with('\n') && text.trim_end().lines().count() == 1, "{self:?}");
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }

    /// Returns the value of a run that was done.
    pub(crate) fn done(&self) -> Value {
        assert_eq!(self.code, 0, "{} {}", self.text(), self.stderr);
        self.value()
    }

    /// Checks how a run failed: exit code and kind; returns the value.
    pub(crate) fn failed(&self, code: i32, kind: &str) -> Value {
        let value = self.value();
        assert_eq!(self.code, code, "{value}");
        assert_eq!(value["error"]["kind"], kind, "{value}");
        assert_eq!(keys(&value["error"]), ["hint", "kind", "message"]);
        assert!(!value["error"]["message"].as_str().unwrap().is_empty());
        assert!(!value["error"]["hint"].as_str().unwrap().is_empty());
        value
    }
}

/// Returns the names in an object, sorted.
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// Returns the SHA-256 of a closed file.
pub(crate) fn digest(path: &str) -> String {
    let digest = Sha256::digest(std::fs::read(path).unwrap());
    digest.iter().map(|b| format!("{b:02x}")).collect()
}

impl Console {
    pub(crate) fn new() -> Self {
        Self::on(World::new())
    }

    pub(crate) fn on(world: World) -> Self {
        // First sign-ins here, with cheap verifiers: the program's own cost 64 MiB each.
        for (mailbox, secret) in [("ANNA", "anna one"), ("BRUNO", "bruno")] {
            world.run(&world.at_main(mailbox, secret)).unwrap().sign_out().unwrap();
        }
        let secrets = RefCell::new(vec![ADMIN.to_owned(), "anna one".to_owned()]);
        Self { world, secrets }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.world.dir.path().join(name)
    }

    /// Returns the folder of a postoffice or any other below the throw-away one, as text.
    pub(crate) fn dir(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Writes a file and returns its path.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Writes a password file; the password must not come up in what any run says.
    pub(crate) fn secret(&self, text: &str) -> String {
        // Short ones may be part of an innocent word.
        if text.len() > 5 && !self.secrets.borrow().iter().any(|s| s == text) {
            self.secrets.borrow_mut().push(text.to_owned());
        }
        let name: String =
            Sha256::digest(text).iter().take(8).map(|b| format!("{b:02x}")).collect();
        self.file(&format!("{name}.password"), format!("{text}\n").as_bytes())
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.finish(args, program().args(args).output().unwrap())
    }

    pub(crate) fn finish(&self, args: &[&str], output: Output) -> Ran {
        let ran = Ran::of(output);
        let said = format!("{}{}", String::from_utf8_lossy(&ran.stdout), ran.stderr);
        for secret in self.secrets.borrow().iter() {
            assert!(!said.contains(secret), "{args:?} gave a password away: {said}");
        }
        ran
    }

    /// Runs a command of an administrator, answered in JSON.
    pub(crate) fn admin(&self, args: &[&str]) -> Ran {
        let password = self.secret(ADMIN);
        let own = ["--json", "--admin-password-file", &password];
        self.run(&[args, &own].concat())
    }

    /// Runs a command of a user, answered in JSON.
    pub(crate) fn user(&self, command: &str, who: (&str, &str, &str), more: &[&str]) -> Ran {
        let (office, mailbox, password) = who;
        let (dir, password) = (self.dir(office), self.secret(password));
        let own = [command, &dir, mailbox, "--json", "--password-file", &password];
        self.run(&[&own, more].concat())
    }

    /// Signs in and expects it to work; returns what was brought up to date.
    pub(crate) fn synced(&self, who: (&str, &str, &str), more: &[&str]) -> Vec<String> {
        let value = self.user("sign-in", who, more).done();
        assert_eq!(keys(&value), ["message_file", "outcome", "synced"]);
        assert_eq!(value["outcome"], "opened");
        let synced = value["synced"].as_array().unwrap();
        synced.iter().map(|s| s.as_str().unwrap().to_owned()).collect()
    }

    /// Resets a password.
    pub(crate) fn recover(&self, mailbox: &str, password: &str) {
        let (main, password) = (self.dir("MAIN"), self.secret(password));
        let recover = ["recover", &main, mailbox, "--new-password-file", &password];
        let _ = self.admin(&recover).done();
    }

    /// Moves a user from one postoffice to another.
    pub(crate) fn move_user(&self, mailbox: &str, from: &str, to: &str, more: &[&str]) -> Ran {
        let (from, to) = (self.dir(from), self.dir(to));
        self.admin(&[&["move-user", mailbox, "--from", &from, "--to", &to], more].concat())
    }

    /// Leads ANNA into the trap: her message file, and what it was before the refused sign-in.
    pub(crate) fn trap(&self) -> String {
        let _ = self.synced(("MAIN", "ANNA", "anna one"), &[]);
        self.recover("ANNA", "anna two");
        let _ = self.move_user("ANNA", "MAIN", "BRANCH", &[]).failed(15, "refused");
        let moved = self.move_user("ANNA", "MAIN", "BRANCH", &["--force"]).done();
        let file = moved["message_file"].as_str().unwrap().to_owned();
        self.turned_away(("BRANCH", "ANNA", "anna two"), &file, &[]);
        file
    }

    /// Signs in and expects the message file to refuse, unchanged.
    pub(crate) fn turned_away(&self, who: (&str, &str, &str), file: &str, more: &[&str]) {
        let before = digest(file);
        let value = self.user("sign-in", who, more).failed(11, "invalid-message-file");
        assert_eq!(value["outcome"], "invalid-message-file");
        assert_eq!(value["synced"], Value::Array(Vec::new()));
        let canonical = |path: &str| Path::new(path).canonicalize().unwrap();
        assert_eq!(canonical(value["message_file"].as_str().unwrap()), canonical(file));
        assert_eq!(
            value["error"]["message"],
            "This account is not a valid user of this message file. Please sign in as the correct user."
        );
        assert_eq!(digest(file), before, "a refused sign-in changed the message file");
    }

    /// Sends a message from BRUNO and expects it to be accepted.
    pub(crate) fn bruno_sends(&self, to: &str, subject: &str) {
        let sent = self
            .user("send", ("MAIN", "BRUNO", "bruno"), &["--to", to, "--subject", subject])
            .done();
        assert_eq!(sent["refused"], Value::Array(Vec::new()), "{sent}");
    }
}

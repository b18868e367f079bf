//! What the other processes do, and how they are started and understood.
//!
//! A child says lines that begin with `SAYS `; what else is on its output is the test harness's. It
//! is told to go on by a line on its input, or by a file that appears.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use restante::disk::{Disk, LockError, Pace, Patience};
use restante::mail::{Draft, FolderKind, Order};
use restante::mmf::{Error as FileError, MessageFile};
use restante::session::{Cost, Error, Session, SignIn};

use crate::mail::note;
use crate::people::password;

/// Which part the process plays; its parameters are in variables that begin like this one.
const ROLE: &str = "RESTANTE_TEST_ROLE";

/// On this pace silence means death after a moment.
pub(crate) const PACE: Pace =
    Pace { beat: Duration::from_millis(30), dead: Duration::from_millis(400) };

/// On this pace nobody who lives is robbed, and a file that was made and never written into, where
/// its maker was killed in between, holds nobody up for long.
const CALM: Pace = Pace { beat: Duration::from_millis(100), dead: Duration::from_secs(4) };

/// A disk on the calm pace.
pub(crate) fn calm() -> Disk {
    Disk::new().paced(CALM)
}

/// Another process.
pub(crate) struct Other {
    pub(crate) child: Child,
    input: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Other {
    /// Starts this program in a role.
    pub(crate) fn start(role: &str, parameters: &[(&str, &str)]) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let _ = command
            .args(["--ignored", "--exact", "roles::the_other_process", "--nocapture"])
            .env(ROLE, role)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        for (name, value) in parameters {
            let _ = command.env(format!("{ROLE}_{name}"), value);
        }
        let mut child = command.spawn().unwrap();
        let input = child.stdin.take();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, input, lines }
    }

    /// Returns what it says next; none when it has ended.
    pub(crate) fn says(&mut self) -> Option<String> {
        let lines = self.lines.by_ref().map_while(Result::ok);
        lines.into_iter().find_map(|line| line.split_once("SAYS ").map(|(_, w)| w.to_owned()))
    }

    /// Waits until it says something.
    pub(crate) fn hear(&mut self, words: &str) {
        assert_eq!(self.says().as_deref(), Some(words));
    }

    /// Tells it to go on.
    pub(crate) fn go(&mut self) {
        self.input.as_mut().unwrap().write_all(b"go\n").unwrap();
    }

    /// Ends it at once, wherever it is, and returns what it had said.
    pub(crate) fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        let said = std::iter::from_fn(|| self.says()).collect();
        let _ = self.child.wait().unwrap();
        said
    }

    /// Lets it come to its end, and returns what it said.
    pub(crate) fn end(mut self) -> Vec<String> {
        drop(self.input.take());
        let said = std::iter::from_fn(|| self.says()).collect();
        assert!(self.child.wait().unwrap().success(), "{said:?}");
        said
    }
}

fn parameter(name: &str) -> String {
    std::env::var(format!("{ROLE}_{name}")).unwrap()
}

fn say(words: &str) {
    println!("SAYS {words}");
}

/// Waits for a line, or for the end of the input.
fn wait_for_go() -> bool {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap() > 0
}

#[test]
#[ignore = "the other process; started by the tests here"]
fn the_other_process() {
    match parameter_of_role().as_str() {
        "sender" => sender(),
        "writer" => writer(),
        "collector" => collector(),
        "owner" => owner(),
        "opener" => opener(),
        "taker" => taker(),
        other => panic!("no such role: {other}"),
    }
}

fn parameter_of_role() -> String {
    std::env::var(ROLE).unwrap()
}

fn sign_in(disk: &Disk) -> Session {
    let root = PathBuf::from(parameter("ROOT"));
    let mut sign_in = SignIn::new(&root, &parameter("MAILBOX"), password(&parameter("SECRET")));
    sign_in.cost = Cost::LEAST;
    sign_in.run(disk, &|| false).unwrap()
}

/// Goes on with what waits in the Outbox, then sends letters, and says each that is acknowledged.
fn sender() {
    let mut session = sign_in(&calm());
    let _ = session.spool().unwrap();
    say("ready");
    let to = parameter("TO");
    let to: Vec<&str> = to.split(' ').collect();
    for n in 0..parameter("LETTERS").parse().unwrap() {
        let subject = format!("{} {n}", parameter("MARK"));
        let sent = session.send(&note(&to, &subject)).unwrap();
        assert!(sent.refused.is_empty(), "{sent:?}");
        say(&subject);
    }
    assert_eq!(session.spool().unwrap().waiting, 0);
    session.sign_out().unwrap();
}

/// Goes on with the draft that is there, or begins one, and keeps it after each word.
fn writer() {
    let mut session = sign_in(&calm());
    let drafts = session.standard(FolderKind::Drafts).unwrap();
    let rows = session.rows(drafts, Order::newest_first(), 0, 1).unwrap();
    let mut id = rows.first().map(|row| row.id);
    let mut draft = Draft { to: vec!["BRUNO".into()], subject: "Plan".into(), ..Draft::default() };
    if let Some(id) = id {
        draft = session.open_draft(id).unwrap();
    }
    say("ready");
    loop {
        draft.body.push_str("word ");
        id = Some(session.save_draft(id, &draft).unwrap());
        say(&draft.body.split_whitespace().count().to_string());
    }
}

/// Collects until a file appears, then once more.
fn collector() {
    let mut session = sign_in(&calm());
    say("ready");
    let stop = PathBuf::from(parameter("STOP"));
    loop {
        let last = stop.exists();
        let fetched = session.fetch().unwrap();
        assert_eq!((fetched.set_aside, fetched.left), (0, 0));
        if last {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    session.sign_out().unwrap();
}

/// Signs in, and each time it is told to tries everything that writes.
fn owner() {
    let mut session = sign_in(&Disk::new().paced(PACE));
    say("ready");
    while wait_for_go() {
        say(word(session.set_setting("key", "value")));
        say(word(session.send(&note(&["ANNA"], "after all")).map(|_| ())));
        say(word(session.fetch().map(|_| ())));
        let secret = password(&parameter("SECRET"));
        say(word(session.change_password(&secret, &secret)));
    }
    let _ = session.sign_out();
}

fn word(result: Result<(), Error>) -> &'static str {
    match result {
        Ok(()) => "done",
        Err(Error::MessageFile(FileError::LockLost { .. })) => "lost",
        Err(Error::Postoffice(restante::postoffice::Error::Lock(LockError::Lost { .. }))) => "lost",
        Err(_) => "wrong",
    }
}

/// Tries to open a message file each time it is told to, by turns for looking and for writing.
fn opener() {
    let (disk, path) = (Disk::new(), PathBuf::from(parameter("FILE")));
    let beside = path.with_extension(format!("{}LK", std::process::id()));
    let lock = Arc::new(disk.lock(&beside, "X", Patience::wait(Duration::ZERO)).unwrap());
    say("ready");
    let mut looking = false;
    while wait_for_go() {
        looking = !looking;
        let tried = if looking {
            MessageFile::judge(&disk, &path).map(|_| ())
        } else {
            MessageFile::open(&disk, &path, lock.clone()).map(|_| ())
        };
        say(match tried {
            Ok(()) => "open",
            Err(FileError::InUse { .. }) => "in use",
            Err(_) => "wrong",
        });
    }
}

/// Takes a lock as soon as a file appears, and holds it until it is told to let go.
fn taker() {
    let (path, start) = (PathBuf::from(parameter("FILE")), PathBuf::from(parameter("START")));
    say("ready");
    while !start.exists() {
        std::hint::spin_loop();
    }
    let disk = Disk::new().paced(PACE);
    let patience = Patience { refuse_the_living: true, wait: Duration::ZERO, cancelled: &|| false };
    match disk.lock(&path, &parameter("MAILBOX"), patience) {
        Ok(lock) => {
            say("mine");
            let _ = wait_for_go();
            say(if lock.confirm().is_ok() { "mine" } else { "lost" });
        }
        Err(LockError::Held { .. }) => say("held"),
        Err(other) => say(&other.to_string()),
    }
}

/// Returns a path as a parameter.
pub(crate) fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

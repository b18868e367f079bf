//! What bringing mail in costs: 100,000 messages of a mailbox file, with the index against
//! `notmuch new` and `mu index` (figure P1), and without it against Python's module `mailbox` and
//! mutt (figure P2), all on the same mail; and an original message file of 20,000 messages.
//!
//! `cargo bench --bench carrying` prints tables; see `benches/README.md`.

#![expect(clippy::disallowed_methods, reason = "the files of a bench are no store")]

#[allow(dead_code, reason = "each bench takes what it needs from here")]
#[path = "measure/figures.rs"]
mod figures;
#[path = "measure/machine.rs"]
mod machine;
#[path = "measure/mail.rs"]
mod mail;
#[allow(dead_code, reason = "each bench takes what it needs from here")]
#[path = "measure/mutt.rs"]
mod mutt;
#[allow(
    dead_code,
    clippy::indexing_slicing,
    reason = "it is a tool of tests, and writes files alone"
)]
#[path = "../tests/support/original.rs"]
mod original;
#[allow(dead_code, reason = "each bench takes what it needs from here")]
#[path = "measure/store.rs"]
mod store;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use machine::{first_line, memory, say};
use mail::Mail;
use original::{Object, Original, date, list, message_line, people};
use restante::admin::{NewPostoffice, NewUser};
use restante::interchange::{Incoming, Opened, Reading, Source as _, Target};
use restante::mail::{FullName, Password, ShortName};
use restante::session::{Cost, Disk, SignIn};
use store::Outcome;

/// Between two commits, as on the console.
const SLICE: Duration = Duration::from_secs(1);

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, source, folder] = arguments.as_slice() {
        let index = word == "--with-index";
        if index || word == "--without-index" {
            return import_in_this_process(Path::new(source), Path::new(folder), index);
        }
    }
    machine::describe();
    let count = std::env::var("RESTANTE_BENCH_COUNT").ok();
    let count: u32 = count.map_or(Ok(100_000), |count| count.parse())?;
    let folder = store::folder()?;
    let mailbox = mailbox(&folder, count)?;
    let maildir = mutt::maildir(&folder, count)?;
    let old = old(&folder, 20_000)?;
    say(&format!(
        "{:<44}{:>9}{:>9}{:>14}{:>9}{:>8}",
        "", "cpu s", "wall s", "messages/s", "MB/s", "MB"
    ));
    import("mailbox, durable, with index (P1)", &mailbox, &folder, "--with-index", count)?;
    peer("notmuch", &first_line("notmuch", &["--version"]), count, notmuch(&folder, &maildir)?)?;
    peer("mu", &first_line("mu", &["--version"]), count, mu(&folder, &maildir)?)?;
    import("mailbox, durable, without index (P2)", &mailbox, &folder, "--without-index", count)?;
    peer("python3", &first_line("python3", &["--version"]), count, python(&folder, &mailbox)?)?;
    peer("mutt", &first_line("mutt", &["-v"]), count, copied_by_mutt(&folder, &mailbox)?)?;
    import("original message file, durable, no index", &old, &folder, "--without-index", 20_000)
}

/// Imports a source in a process of its own, and prints what that took.
fn import(what: &str, source: &Path, folder: &Path, how: &str, count: u32) -> Outcome {
    let room = fresh(folder, "import-target")?;
    let program = std::env::current_exe()?;
    let output = Command::new(program).arg(how).arg(source).arg(&room).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let mut figures = text.split_whitespace().map(str::parse::<f64>);
    let mut next = || figures.next().ok_or("the import says nothing");
    let (cpu, wall, most) = (next()??, next()??, next()??);
    let megabytes = fs::metadata(source)?.len() as f64 / 1e6;
    line(what, cpu, wall, count, Some((megabytes, most)));
    Ok(())
}

fn line(what: &str, cpu: f64, wall: f64, count: u32, more: Option<(f64, f64)>) {
    let speed = f64::from(count) / wall;
    let more = more.map(|(megabytes, most)| format!("{:>9.1}{most:>8.0}", megabytes / wall));
    say(&format!("{what:<44}{cpu:>9.2}{wall:>9.2}{speed:>14.0}{}", more.unwrap_or_default()));
}

/// Imports a source into the message file of somebody new, and prints seconds of the processor and
/// of the clock, and the most memory.
fn import_in_this_process(source: &Path, folder: &Path, index: bool) -> Outcome {
    let disk = Disk::new();
    let root = folder.join("PO");
    let (short, secret) = (ShortName::parse("BENCH")?, Password::new("bench")?);
    let mut new = NewPostoffice::new(short.clone(), short.clone(), secret.clone())?;
    new.cost = Cost::LEAST;
    let office = new.create(&disk, &root)?;
    let (full_name, administrator) = (FullName::parse("Bench")?, false);
    let user =
        NewUser { mailbox: short.clone(), full_name, password: secret.clone(), administrator };
    let _ = office.add_user(user)?;
    let mut session = SignIn::new(&root, "BENCH", secret).run(&disk, &|| false)?;
    let (begun, cpu) = (Instant::now(), cpu());
    let mut source = Opened::open(&disk, source, &Reading::default(), &mut |_, _| true)?;
    let mut incoming =
        Incoming::begin(&disk, &mut session, &folder.join("manifest"), Target::default())?;
    while !incoming.go_on(&mut session, &mut source, SLICE)? {}
    let report = incoming.finish()?;
    if index {
        while session.index_on(SLICE)? > 0 {}
    }
    session.sign_out()?;
    let (wall, cpu) = (begun.elapsed().as_secs_f64(), self::cpu() - cpu);
    if report.counts.unreadable > 0 || source.reached().done < source.reached().total {
        return Err(format!("not all was read: {:?}", report.counts).into());
    }
    say(&format!("{cpu} {wall} {}", memory("VmHWM")));
    Ok(())
}

/// Returns the seconds that all threads of this process have run, to 0.01 s.
fn cpu() -> f64 {
    ticks(11)
}

/// Returns the seconds that the children that ended have run.
fn cpu_of_children() -> f64 {
    ticks(13)
}

fn ticks(at: usize) -> f64 {
    let text = machine::read("/proc/self/stat").unwrap_or_default();
    let behind = text.rsplit(')').next().unwrap_or_default();
    let ticks = behind.split_whitespace().skip(at).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Runs a peer, where it is installed, and prints what it took.
fn peer(name: &str, version: &str, count: u32, mut command: Command) -> Outcome {
    if version.is_empty() {
        say(&format!("{name} is not installed: no peer"));
        return Ok(());
    }
    let (begun, cpu) = (Instant::now(), cpu_of_children());
    let status =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    let (wall, cpu) = (begun.elapsed().as_secs_f64(), cpu_of_children() - cpu);
    if !status.success() {
        return Err(format!("{name} failed").into());
    }
    let version: String = version.chars().take(40).collect();
    line(&version, cpu, wall, count, None);
    Ok(())
}

fn notmuch(folder: &Path, maildir: &Path) -> Outcome<Command> {
    // The database lies beside the mail, which stays as it is.
    let room = fresh(folder, "notmuch")?;
    let config = room.join("config");
    let (mail, database) = (maildir.display(), room.join("database"));
    fs::create_dir_all(&database)?;
    let text = format!(
        "[database]\npath={}\nmail_root={mail}\n[user]\nname=Bench\nprimary_email=a@b.example\n",
        database.display()
    );
    fs::write(&config, text)?;
    let mut command = Command::new("notmuch");
    let _ = command.arg(format!("--config={}", config.display())).args(["new", "--quiet"]);
    Ok(command)
}

fn mu(folder: &Path, maildir: &Path) -> Outcome<Command> {
    let home = fresh(folder, "mu")?.join("home");
    // Where there is no mu, what is made here is not run either.
    let _ = Command::new("mu")
        .args(["init", "--quiet", &format!("--muhome={}", home.display())])
        .arg(format!("--maildir={}", maildir.display()))
        .status();
    let mut command = Command::new("mu");
    let _ = command.args(["index", "--quiet", &format!("--muhome={}", home.display())]);
    Ok(command)
}

fn python(folder: &Path, mailbox: &Path) -> Outcome<Command> {
    let target = fresh(folder, "python")?.join("copy");
    let script = "import mailbox, sys
to = mailbox.mbox(sys.argv[2])
for message in mailbox.mbox(sys.argv[1], create=False):
    to.add(message)
to.close()";
    let mut command = Command::new("python3");
    let _ = command.args(["-c", script]).arg(mailbox).arg(target);
    Ok(command)
}

fn copied_by_mutt(folder: &Path, mailbox: &Path) -> Outcome<Command> {
    let room = fresh(folder, "mutt-copy")?;
    let rc = room.join("muttrc");
    let text = format!(
        "set folder={0}\nset mbox_type=mbox\nset confirmappend=no\nset confirmcreate=no\n\
         set quit=yes\nset move=no\nset delete=no\nset mark_old=no\nset record=\n",
        room.display()
    );
    fs::write(&rc, text)?;
    let target = room.join("copy");
    let keys = format!(
        "push <tag-pattern>~A<enter><tag-prefix><copy-message>{}<enter><exit>",
        target.display()
    );
    let run = format!("mutt -n -R -F '{}' -f '{}' -e '{keys}'", rc.display(), mailbox.display());
    let mut command = Command::new("script");
    let _ = command.args(["-qec", &run, "/dev/null"]).env("TERM", "xterm").env("HOME", &room);
    Ok(command)
}

/// Makes an empty folder.
fn fresh(folder: &Path, name: &str) -> Outcome<PathBuf> {
    let path = folder.join(name);
    if path.exists() {
        fs::remove_dir_all(&path)?;
    }
    fs::create_dir_all(&path)?;
    Ok(path)
}

/// Returns a mailbox file of the mail of all benches; makes it if there is none.
fn mailbox(folder: &Path, count: u32) -> Outcome<PathBuf> {
    let path = folder.join(format!("{count}.mbox"));
    if path.exists() {
        return Ok(path);
    }
    let making = folder.join("mbox-making");
    let mut file = std::io::BufWriter::new(fs::File::create(&making)?);
    for n in 0..count {
        let bytes = Mail::new(n, false).bytes();
        file.write_all(b"From bench@example.org Thu Sep 23 10:37:00 1993\n")?;
        // None of this mail has a line that would have to be quoted, and its lines end as here.
        file.write_all(&bytes.into_iter().filter(|b| *b != b'\r').collect::<Vec<u8>>())?;
        file.write_all(b"\n")?;
    }
    file.flush()?;
    fs::rename(&making, &path)?;
    Ok(path)
}

/// Returns an original message file; makes it if there is none.
fn old(folder: &Path, count: u32) -> Outcome<PathBuf> {
    let path = folder.join(format!("{count}-original.mmf"));
    if path.exists() {
        return Ok(path);
    }
    const AT: [u16; 6] = [1995, 8, 24, 9, 5, 30];
    const FOLDERS: u32 = 0x4D50_4981;
    let text = |text: &str| [text.as_bytes(), b"\0"].concat();
    let (mut file, mut tree) = (Original::default(), Vec::new());
    for (at, first) in (0..count).step_by(5000).enumerate() {
        let oid = (0x500 + at as u32) << 8 | 0x82;
        let mut lines = Vec::new();
        for n in first..count.min(first + 5000) {
            let mail = Mail::new(n, false).message;
            let (number, subject) = ((0x1_0000 + n) << 8 | 0x86, mail.subject.as_bytes());
            let line = message_line(AT, 0x20, oid, [mail.from.name.as_bytes(), subject]);
            lines.push((number, line));
            let data = list(&[
                (0x0000_8000, people(&[(mail.from.name.as_bytes(), b"MS:NET/PO/ANN")])),
                (0x0000_8001, people(&[(b"Bob", b"SMTP:bob@example.org")])),
                (0x0001_8004, text(&mail.subject)),
                (0x0003_8005, date(AT, false)),
                (0x0006_8007, vec![0x20]),
                (0x0002_800C, text(&mail.body)),
            ]);
            let object =
                Object { oid: number, parent: oid, references: 1, data, ..Object::default() };
            file.objects.push(object);
        }
        let data = list(&lines);
        file.objects.push(Object { oid, parent: FOLDERS, data, ..Object::default() });
        tree.push((oid, original::folder_line(1, format!("Mail {at}").as_bytes())));
    }
    let data = list(&tree);
    file.objects.push(Object { oid: FOLDERS, data, ..Object::default() });
    fs::write(&path, file.bytes())?;
    Ok(path)
}

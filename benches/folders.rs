//! What opening a folder costs: the first page, other pages, other orders, positions; in folders of
//! 100,000 and of 1,000,000 messages, running and cold (figures P3 and P4), with conversations (P6);
//! moving very many and undoing it (P11). A peer beside it: mutt with a warm header cache on the same
//! mail. `-- --quick` leaves out the large folder and the peer.
//!
//! `cargo bench --bench folders` prints tables; see `benches/README.md`.

#[path = "measure/figures.rs"]
mod figures;
#[path = "measure/machine.rs"]
mod machine;
#[path = "measure/mail.rs"]
mod mail;
#[path = "measure/mutt.rs"]
mod mutt;
#[path = "measure/store.rs"]
mod store;

use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use figures::{Runs, Table, Target, Took, timed};
use machine::{first_line, memory, say};
use restante::mail::{FolderId, FolderKind, Order, SortKey};
use restante::mmf::{Act, MessageFile};
use store::Outcome;

/// Rows of the first page.
const PAGE: u32 = 50;
/// P3: a frame, while the program runs.
const RUNNING: f64 = 16.7;
/// P3: the program has the file still closed, and the system nothing of it in memory.
const COLD: f64 = 150.0;
/// P4: how much longer ten times as many messages may take.
const GROWTH: f64 = 1.3;
/// P11: so many messages, and how long moving them may take.
const MOVED: u64 = 86_730;
const MOVING: f64 = 1000.0;
/// Cold runs.
const COLD_RUNS: usize = 9;

const SENDER: Order = Order::by(SortKey::From, false);

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, path] = arguments.as_slice() {
        match word.as_str() {
            "--open" => return open_in_this_process(Path::new(path), Order::newest_first()),
            "--open-by-sender" => return open_in_this_process(Path::new(path), SENDER),
            _ => {}
        }
    }
    if arguments.iter().any(|argument| argument == "--quick") {
        machine::describe();
        return Measured::of(100_000, false).map(drop);
    }
    machine::describe();
    say(&format!("files in {}", store::folder()?.display()));
    for shuffled in [false, true] {
        let small = Measured::of(100_000, shuffled)?;
        let large = Measured::of(1_000_000, shuffled)?;
        say(&format!(
            "\nP4, 1,000,000 against 100,000 ({}), at most {GROWTH}:",
            if shuffled { "shuffled" } else { "as it arrived" }
        ));
        growth("  running, cpu mean", small.running.cpu(), large.running.cpu());
        growth("  running, wall median", small.running.wall(0.5), large.running.wall(0.5));
        growth("  cold, wall best", small.cold.wall(0.0), large.cold.wall(0.0));
        growth("  cold, wall median", small.cold.wall(0.5), large.cold.wall(0.5));
    }
    mutt::measure(100_000)
}

fn growth(what: &str, small: f64, large: f64) {
    let ratio = large / small;
    let verdict = if ratio <= GROWTH { "met" } else { "MISSED" };
    say(&format!("{what:<44}{small:>10.3} -> {large:>7.3} ms = {ratio:.2}: {verdict}"));
}

/// The runs that P4 compares.
struct Measured {
    running: Runs,
    cold: Runs,
}

impl Measured {
    /// Measures a folder with so many messages.
    fn of(count: u32, shuffled: bool) -> Outcome<Self> {
        let path = store::message_file(count, shuffled)?;
        let way = if shuffled { "shuffled: dates in no order" } else { "as it arrived" };
        Table::begin(&format!("{count} messages, {way}"));
        let cold = other_process(&path, "--open", true)?;
        let _ = other_process(&path, "--open", false)?;
        let _ = other_process(&path, "--open-by-sender", false)?;
        let running = running(&path, u64::from(count))?;
        Ok(Self { running, cold })
    }
}

/// Measures with the session open, as when a person clicks a folder.
fn running(path: &Path, count: u64) -> Outcome<Runs> {
    let mut file = store::open(path)?;
    let inbox = file.standard(FolderKind::Inbox)?;
    let newest = Order::newest_first();
    let page = |file: &mut MessageFile, order, offset| -> Outcome {
        let rows = file.rows(inbox, order, offset, PAGE)?;
        if rows.len() == PAGE as usize { Ok(()) } else { Err("a page is not full".into()) }
    };
    let first = Runs::of(1000, |_| {
        let _ = file.folder(inbox)?;
        page(&mut file, newest, 0)
    })?;
    Table::line("running: folder + first page, newest first", &first, Target::P99(RUNNING));
    let middle = count / 2;
    let runs = Runs::of(100, |nth| page(&mut file, newest, middle + nth as u64))?;
    Table::line("running: middle page", &runs, Target::None);
    let runs = Runs::of(100, |nth| page(&mut file, newest, count - 50 - nth as u64))?;
    Table::line("running: last page", &runs, Target::None);

    let mut by_date = Vec::new();
    for at in [0, middle, count - 1] {
        by_date.extend(file.rows(inbox, newest, at, 1)?.first().map(|row| (at, row.id)));
    }
    for (name, (at, id)) in ["newest", "middle", "oldest"].iter().zip(by_date) {
        let runs = Runs::of(100, |_| match file.position(inbox, newest, id)? {
            Some(found) if found == at => Ok(()),
            other => Err(format!("row {at} is said to be row {other:?}").into()),
        } as Outcome)?;
        Table::line(&format!("running: position of the {name}"), &runs, Target::None);
    }

    let runs = first_after(&mut file, |file| page(file, SENDER, 0))?;
    Table::line("running: by sender, first time", &runs, Target::None);
    let runs = Runs::of(1000, |_| page(&mut file, SENDER, 0))?;
    Table::line("running: by sender, second time", &runs, Target::None);
    let runs = Runs::of(100, |nth| page(&mut file, SENDER, middle + nth as u64))?;
    Table::line("running: by sender, second time, middle", &runs, Target::None);
    let id = file.rows(inbox, SENDER, middle, 1)?.first().map(|row| row.id);
    let id = id.ok_or("the middle is empty")?;
    let runs = Runs::of(100, |_| file.position(inbox, SENDER, id).map(|_| ()))?;
    Table::line("running: by sender, position of the middle", &runs, Target::None);
    let subject = Order::by(SortKey::Subject, false);
    let runs = first_after(&mut file, |file| page(file, subject, 0))?;
    Table::line("running: by subject, first time", &runs, Target::None);
    let size = Order::by(SortKey::Size, true);
    let runs = first_after(&mut file, |file| page(file, size, 0))?;
    Table::line("running: by size, first time", &runs, Target::None);
    gathered(&mut file, inbox)?;
    moved(&mut file, inbox, count)?;
    file.close()?;
    Ok(first)
}

/// Measures the first page with conversations (P6), right after a change and when its order is kept.
fn gathered(file: &mut MessageFile, inbox: FolderId) -> Outcome {
    while file.gather_threads(Duration::from_millis(200))? {}
    let order = Order { grouped: true, ..Order::newest_first() };
    let page = |file: &mut MessageFile| file.rows(inbox, order, 0, PAGE).map(drop);
    let runs = first_after(file, |file| Ok(page(file)?))?;
    Table::line("running: conversations, first time", &runs, Target::None);
    let mut slices = Runs::default();
    loop {
        let (more, took) = timed(|| file.gather(inbox, order, Duration::from_millis(40)));
        slices.push(took);
        if !more? {
            break;
        }
    }
    Table::line("running: gathering the rest, a slice", &slices, Target::None);
    let runs = Runs::of(1000, |_| page(file))?;
    Table::line("running: conversations, second time", &runs, Target::P99(RUNNING));
    Ok(())
}

/// Measures moving very many messages in slices, as the window does, and undoing that (P11).
fn moved(file: &mut MessageFile, inbox: FolderId, count: u64) -> Outcome {
    let many = usize::try_from(count.min(MOVED))?;
    let to = file.standard(FolderKind::DeletedMail)?;
    let ids = file.named(inbox, Order::newest_first(), &[Range { start: 0, end: many }])?;
    let (mut there, mut back) = (Runs::default(), Runs::default());
    for _ in 0..3 {
        let record = file.begin_act(Act::Move(to));
        let (done, took) = timed(|| {
            ids.chunks(2000).try_for_each(|ids| file.act(record, Act::Move(to), ids).map(drop))
        });
        done?;
        there.push(took);
        let into = file.begin_revert(record);
        let (done, took) = timed(|| -> Outcome {
            let mut after = None;
            loop {
                after = file.revert(record, into, after)?.next;
                if after.is_none() {
                    return Ok(());
                }
            }
        });
        done?;
        back.push(took);
    }
    Table::line(&format!("running: {many} messages moved"), &there, Target::Best(MOVING));
    Table::line("running: and moved back by Undo", &back, Target::None);
    Ok(())
}

/// Measures some work right after a change of the file, when nothing sorted is kept.
fn first_after(
    file: &mut MessageFile,
    mut work: impl FnMut(&mut MessageFile) -> Outcome,
) -> Outcome<Runs> {
    let mut runs = Runs::default();
    let inbox = file.standard(FolderKind::Inbox)?;
    for _ in 0..5 {
        // Nothing is moved: what is kept of sorted lists is forgotten all the same.
        let _ = file.move_to(&[], inbox)?;
        let (done, took) = timed(|| work(file));
        done?;
        runs.push(took);
    }
    Ok(runs)
}

/// Opens the file and its first page in processes of their own.
fn other_process(path: &Path, how: &str, cold: bool) -> Outcome<Runs> {
    let names = ["lock", "open the file", "folders", "first page", "open to first page"];
    let mut parts: [Runs; 5] = Default::default();
    let mut whole = Runs::default();
    let mut needed = String::new();
    for _ in 0..COLD_RUNS {
        if cold {
            let left = evict(path)?;
            if left > 0 {
                say(&format!("note: {left} pages of the file stayed in memory"));
            }
        }
        let begun = Instant::now();
        let output = Command::new(std::env::current_exe()?).arg(how).arg(path).output()?;
        let wall = begun.elapsed().as_secs_f64() * 1000.0;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        whole.push(Took { wall, cpu: f64::NAN });
        let text = String::from_utf8(output.stdout)?;
        let mut lines = text.lines();
        for runs in &mut parts {
            let line = lines.next().unwrap_or_default();
            let (wall, cpu) = line.split_once(' ').ok_or("a figure is missing")?;
            runs.push(Took { wall: wall.parse()?, cpu: cpu.parse()? });
        }
        lines.next().unwrap_or_default().clone_into(&mut needed);
    }
    let state = match (cold, how) {
        (true, _) => "cold",
        (false, "--open") => "new process",
        _ => "new process by sender",
    };
    for (name, runs) in names.iter().zip(&parts) {
        let target = match (cold, *name) {
            (true, "open to first page") => Target::Best(COLD),
            _ => Target::None,
        };
        Table::line(&format!("{state}: {name}"), runs, target);
    }
    Table::line(&format!("{state}: the whole process"), &whole, Target::None);
    say(&format!("{state}: {needed}"));
    let [.., opened] = parts;
    Ok(opened)
}

/// Opens a file and its first page and prints what each step took.
fn open_in_this_process(path: &Path, order: Order) -> Outcome {
    use restante::disk::{Disk, Patience};
    let disk = Disk::new();
    let patience = Patience::wait(std::time::Duration::from_secs(30));
    let (lock, locked) = timed(|| disk.lock(&path.with_extension("1LK"), "BENCH", patience));
    let lock = std::sync::Arc::new(lock?);
    let (file, opened) = timed(|| MessageFile::open(&disk, path, lock));
    let mut file = file?;
    let (inbox, listed) = timed(|| inbox(&file));
    let inbox = inbox?;
    let (rows, read) = timed(|| file.rows(inbox, order, 0, PAGE));
    if rows?.len() != PAGE as usize {
        return Err("the first page is not full".into());
    }
    let all = Took {
        wall: opened.wall + listed.wall + read.wall,
        cpu: opened.cpu + listed.cpu + read.cpu,
    };
    for took in [locked, opened, listed, read, all] {
        say(&format!("{} {}", took.wall, took.cpu));
    }
    say(&format!(
        "{:.0} kB read from the disk, {:.0} MB resident, at most {:.0} MB",
        figures::read_from_disk(),
        memory("VmRSS"),
        memory("VmHWM")
    ));
    Ok(file.close()?)
}

fn inbox(file: &MessageFile) -> Outcome<FolderId> {
    let folders = file.folders()?;
    let inbox = folders.iter().find(|folder| folder.kind == FolderKind::Inbox);
    Ok(inbox.ok_or("there is no Inbox")?.id)
}

/// Has the system forget what it keeps of a file in memory; returns how many pages it still keeps.
fn evict(path: &Path) -> Outcome<u64> {
    let status = Command::new("dd")
        .arg(format!("of={}", path.display()))
        .args(["oflag=nocache", "conv=notrunc,fdatasync", "count=0"])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !status.success() {
        return Err("dd could not evict the file from memory".into());
    }
    let left =
        first_line("fincore", &["--noheadings", "--output", "PAGES", &path.to_string_lossy()]);
    Ok(left.trim().parse().unwrap_or(u64::MAX))
}

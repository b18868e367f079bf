//! The peer that opens folders: mutt with a warm header cache, on a Maildir with the same mail.

#![expect(clippy::disallowed_methods, reason = "the files of a bench are no store")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use super::figures::{Runs, Table, Target, Took};
use super::machine::{first_line, say};
use super::mail::Mail;
use super::store::{self, Outcome};

/// Measures mutt, where it is installed.
pub(crate) fn measure(count: u32) -> Outcome {
    let version = first_line("mutt", &["-v"]);
    if version.is_empty() {
        say("\nmutt is not installed: no peer");
        return Ok(());
    }
    let folder = store::folder()?;
    let maildir = maildir(&folder, count)?;
    let empty = self::empty(&folder)?;
    let cache = folder.join("mutt-cache");
    std::fs::create_dir_all(&cache)?;
    let rc = folder.join("muttrc");
    std::fs::write(
        &rc,
        format!(
            "set mbox_type=Maildir\nset folder={0}\nset header_cache={1}\nset sort=reverse-date\n\
             set quit=yes\nset move=no\nset mail_check=3600\n",
            folder.display(),
            cache.display()
        ),
    )?;
    let begun = Instant::now();
    let _ = open(&rc, &maildir)?;
    say(&format!("\nmutt: first opening, its cache made: {:.1} s", begun.elapsed().as_secs_f64()));
    Table::begin(&format!("{version}, {count} messages, everything in memory"));
    let mut runs = Runs::default();
    let mut nothing = Runs::default();
    for _ in 0..5 {
        runs.push(open(&rc, &maildir)?);
        nothing.push(open(&rc, &empty)?);
    }
    Table::line("mutt: start, open, first page, quit", &runs, Target::None);
    Table::line("mutt: the same with an empty folder", &nothing, Target::None);
    Ok(())
}

/// Runs mutt on a terminal that nobody sees.
fn open(rc: &Path, maildir: &Path) -> Outcome<Took> {
    let command = format!("mutt -n -F '{}' -f '{}' -e 'push q'", rc.display(), maildir.display());
    let cpu = children();
    let begun = Instant::now();
    let status = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .env("TERM", "xterm")
        .env("HOME", rc.parent().unwrap_or(Path::new("/")))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()?;
    let wall = begun.elapsed().as_secs_f64() * 1000.0;
    if !status.success() {
        return Err(format!("mutt failed: {command}").into());
    }
    Ok(Took { wall, cpu: children() - cpu })
}

/// Returns the processor milliseconds of the children that ended, to 10 ms.
fn children() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = text.rsplit(')').next().unwrap_or_default();
    let ticks = behind.split_whitespace().skip(13).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// Returns a Maildir with so much mail; makes it if there is none.
pub(crate) fn maildir(folder: &Path, count: u32) -> Outcome<PathBuf> {
    let path = folder.join(format!("{count}-maildir"));
    if path.exists() {
        return Ok(path);
    }
    let begun = Instant::now();
    let making = folder.join("maildir-making");
    if making.exists() {
        std::fs::remove_dir_all(&making)?;
    }
    folders(&making)?;
    for n in 0..count {
        let mail = Mail::new(n, false);
        let flags = if mail.unread { "" } else { "S" };
        let name = format!("{}.{n}.bench:2,{flags}", 1_500_000_000 + n);
        std::fs::write(making.join("cur").join(name), mail.bytes())?;
    }
    std::fs::rename(&making, &path)?;
    say(&format!("made {} in {} s", path.display(), begun.elapsed().as_secs()));
    Ok(path)
}

fn empty(folder: &Path) -> Outcome<PathBuf> {
    let path = folder.join("empty-maildir");
    folders(&path)?;
    Ok(path)
}

fn folders(maildir: &Path) -> Outcome {
    for part in ["cur", "new", "tmp"] {
        std::fs::create_dir_all(maildir.join(part))?;
    }
    Ok(())
}

//! What finding costs: the newest 50 messages of a search over 1,000,000, typing a word letter by
//! letter, indexing, and the memory that all of it takes (figures P5 and P9). What is found is compared
//! with a plain look through every message.
//!
//! `cargo bench --bench search` prints tables; see `benches/README.md`.

#[allow(dead_code, reason = "each bench takes what it needs from here")]
#[path = "measure/figures.rs"]
mod figures;
#[path = "measure/machine.rs"]
mod machine;
#[path = "measure/mail.rs"]
mod mail;
#[allow(dead_code, reason = "each bench takes what it needs from here")]
#[path = "measure/store.rs"]
mod store;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use figures::{Runs, Table, Target, Took, timed};
use machine::{memory, say};
use mail::{Mail, splitmix};
use restante::format::mime;
use restante::mail::{FolderId, FolderKind, MessageId, Order, Query};
use restante::mmf::MessageFile;
use store::Outcome;

/// Rows of the first page.
const PAGE: u64 = 50;
/// P5.
const FIRST_PAGE: f64 = 50.0;
/// P9, in MB.
const MEMORY: f64 = 150.0;
/// A slice of a search or of indexing.
const SLICE: Duration = Duration::from_millis(50);
/// Words that the mail is written in, most of them seldom.
const WORDS: u64 = 200_000;
/// Queries that are measured.
const QUERIES: u64 = 200;
/// Queries whose every result is compared with a plain look.
const COMPARED: usize = 24;

const RESULTS: FolderId = FolderId(-1);

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, path] = arguments.as_slice()
        && word == "--memory"
    {
        return memory_in_this_process(Path::new(path));
    }
    machine::describe();
    let count = std::env::var("RESTANTE_BENCH_COUNT").ok();
    let count: u32 = count.map_or(Ok(1_000_000), |count| count.parse())?;
    let path = store::made(&format!("{count}-words"), count, &wordy)?;
    let mut file = store::open(&path)?;
    indexing(&mut file)?;
    first_pages(&mut file)?;
    typing(&mut file)?;
    compare(&mut file, count)?;
    file.close()?;
    let output = Command::new(std::env::current_exe()?).arg("--memory").arg(&path).output()?;
    say(String::from_utf8_lossy(&output.stdout).trim_end());
    Ok(())
}

/// Makes message `n` with words of a large vocabulary, as real mail has it.
fn wordy(n: u32) -> Mail {
    let mut mail = Mail::new(n, false);
    let mut seed = u64::from(n) ^ 0x5EA2C4;
    for at in 0..60_u32 {
        mail.message.body.push_str(&word(rank(&mut seed)));
        mail.message.body.push(if at % 10 == 9 { '\n' } else { ' ' });
    }
    mail
}

/// Draws a rank: the first words often, the last ones seldom (Zipf's law).
fn rank(seed: &mut u64) -> u64 {
    let part = (splitmix(seed) >> 11) as f64 / (1_u64 << 53) as f64;
    (WORDS as f64).powf(part) as u64
}

/// Spells the word of a rank.
fn word(mut rank: u64) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu",
        "za",
    ];
    let mut word = String::new();
    for _ in 0..5 {
        word.push_str(SYLLABLES.get((rank % 16) as usize).unwrap_or(&""));
        rank /= 16;
        if rank == 0 && word.len() >= 4 {
            break;
        }
    }
    word
}

fn indexing(file: &mut MessageFile) -> Outcome {
    let mut left = file.unindexed()?;
    if left == 0 {
        return Ok(());
    }
    let total = left;
    let mut slices = Runs::default();
    let mut cpu = 0.0;
    while left > 0 {
        let (now, took) = timed(|| file.index_on(SLICE));
        left = now?;
        cpu += took.cpu;
        slices.push(took);
    }
    Table::begin(&format!("indexing {total} messages"));
    Table::line("a slice", &slices, Target::None);
    say(&format!("{:.0} messages a second of processor time", total as f64 / cpu * 1000.0));
    Ok(())
}

/// Makes a query of a kind.
fn query(nth: u64) -> (&'static str, String) {
    let mut seed = nth.wrapping_mul(0x9E37_79B9) + 1;
    let mut any = || word(rank(&mut seed));
    let person = ["anna", "bruno", "zoe", "berg", "dora eck"];
    let who = person.get((nth / 10) as usize % person.len()).unwrap_or(&"");
    let common = ["budget", "invoice", "lunch"].get((nth / 10) as usize % 3).unwrap_or(&"");
    match nth % 10 {
        0 => ("a common word", (*common).to_owned()),
        1 => ("a word", any()),
        2 => ("a seldom word", word(WORDS / 2 + nth * 97)),
        3 => ("two words", format!("{} {}", any(), any())),
        4 => ("a phrase", "\"annual report\"".replace("annual", &any())),
        5 => ("a sender", format!("from:\"{who}\"")),
        6 => ("sender and subject", format!("from:\"{who}\" subject:budget")),
        7 => ("the beginning of a word", format!("{}*", any().get(..4).unwrap_or("bade"))),
        8 => ("one without the other", format!("{} -invoice", any())),
        _ => {
            ("either, unread, with days", format!("({} OR {}) is:unread since:2018", any(), any()))
        }
    }
}

/// Searches until the first page is full or there is no more; returns how many slices it took.
fn newest(file: &mut MessageFile, query: &Query) -> Outcome<u64> {
    file.close_results(RESULTS);
    file.open_results(RESULTS, query);
    let mut slices = 0;
    loop {
        let hunted = file.hunt(RESULTS, SLICE)?;
        slices += 1;
        if hunted.done || hunted.found >= PAGE {
            break;
        }
    }
    let _ = file.rows(RESULTS, Order::newest_first(), 0, u32::try_from(PAGE)?)?;
    Ok(slices)
}

fn first_pages(file: &mut MessageFile) -> Outcome {
    let mut all = Runs::default();
    let mut kinds: Vec<(&str, Runs)> = Vec::new();
    let (mut slices, mut slowest) = (0, (0.0, String::new()));
    for nth in 0..QUERIES {
        let (kind, line) = query(nth);
        let (done, took) = timed(|| newest(file, &Query::parse(&line)));
        slices = slices.max(done?);
        if took.wall > slowest.0 {
            slowest = (took.wall, line);
        }
        all.push(took);
        match kinds.iter_mut().find(|(name, _)| *name == kind) {
            Some((_, runs)) => runs.push(took),
            None => {
                let mut runs = Runs::default();
                runs.push(took);
                kinds.push((kind, runs));
            }
        }
    }
    Table::begin("the newest 50 of a search");
    Table::line("all queries", &all, Target::P99(FIRST_PAGE));
    for (kind, runs) in &kinds {
        Table::line(&format!("  {kind}"), runs, Target::None);
    }
    say(&format!("at most {slices} slices; the slowest was {}: {:.1} ms", slowest.1, slowest.0));
    Ok(())
}

fn typing(file: &mut MessageFile) -> Outcome {
    let mut keys = Runs::default();
    for line in ["invoice contract", "from:anna budget", "badefi", "quarter -forecast"] {
        for end in 1..=line.len() {
            let query = Query::typing(line.get(..end).unwrap_or(line));
            let (done, took) = timed(|| newest(file, &query));
            let _ = done?;
            keys.push(took);
        }
    }
    Table::begin("typing letter by letter");
    Table::line("a key", &keys, Target::P99(FIRST_PAGE));
    Ok(())
}

/// Compares all results of some queries with a plain look through all messages.
fn compare(file: &mut MessageFile, count: u32) -> Outcome {
    let lines: Vec<(&str, String)> =
        (0..QUERIES).map(query).filter(|(kind, _)| plain(kind)).collect();
    let step = (lines.len() / COMPARED).max(1);
    let lines: Vec<String> = lines.into_iter().step_by(step).map(|(_, line)| line).collect();
    let mut found: Vec<BTreeSet<i64>> = Vec::new();
    let mut complete = Runs::default();
    for line in &lines {
        let (ids, took) = timed(|| everything(file, &Query::parse(line)));
        complete.push(took);
        found.push(ids?);
    }
    Table::begin("every result of a search");
    Table::line("all of them, in slices", &complete, Target::None);
    let mut missed = 0_u64;
    let mut wrong = 0_u64;
    let mut results = 0_u64;
    for id in 1..=i64::from(count) {
        let said = mime::plain(&file.bytes(MessageId(id))?);
        let words = tokens(&[&said.subject, &said.sender, &said.recipients, &said.text]);
        let sender = tokens(&[&said.sender]);
        let subject = tokens(&[&said.subject]);
        for (line, found) in lines.iter().zip(&found) {
            let is = matches(line, &words, &sender, &subject);
            results += u64::from(is);
            missed += u64::from(is && !found.contains(&id));
            wrong += u64::from(!is && found.contains(&id));
        }
    }
    say(&format!(
        "{} queries against a plain look through {count} messages: {results} results, {missed} missed, {wrong} too many",
        lines.len()
    ));
    Ok(())
}

/// Returns whether the plain look here can answer a kind of query.
fn plain(kind: &str) -> bool {
    !kind.starts_with("either")
}

fn everything(file: &mut MessageFile, query: &Query) -> Outcome<BTreeSet<i64>> {
    file.close_results(RESULTS);
    file.open_results(RESULTS, query);
    while !file.hunt(RESULTS, SLICE)?.done {}
    let mut ids = BTreeSet::new();
    let total = file.total(RESULTS)?;
    let mut at = 0;
    while at < total {
        let rows = file.rows(RESULTS, Order::newest_first(), at, 1000)?;
        ids.extend(rows.iter().map(|row| row.id.0));
        at += 1000;
    }
    Ok(ids)
}

/// Cuts texts into words; an empty one parts them, so that no phrase reaches over.
fn tokens(texts: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    for text in texts {
        let text = text.to_lowercase().replace('ë', "e").replace('å', "a").replace('ö', "o");
        let text = text.replace('ü', "u");
        let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.extend(parts.map(str::to_owned));
        words.push(String::new());
    }
    words
}

/// Answers the lines that [`query`] makes, without any code of the program.
fn matches(line: &str, words: &[String], sender: &[String], subject: &[String]) -> bool {
    let has = |words: &[String], asked: &str| {
        let asked: Vec<&str> = asked.split_whitespace().collect();
        words.windows(asked.len().max(1)).any(|window| window.iter().eq(asked.iter()))
    };
    if let Some(rest) = line.strip_prefix("from:\"") {
        let (who, rest) = rest.split_once('"').unwrap_or((rest, ""));
        let about = rest.trim().strip_prefix("subject:");
        return has(sender, who) && about.is_none_or(|about| has(subject, about));
    }
    if let Some(phrase) = line.strip_prefix('"') {
        return has(words, phrase.trim_end_matches('"'));
    }
    if let Some(begin) = line.strip_suffix('*') {
        return words.iter().any(|word| word.starts_with(begin));
    }
    line.split(' ').all(|word| match word.strip_prefix('-') {
        Some(word) => !has(words, word),
        None => has(words, word),
    })
}

/// Opens the file, reads a page and searches, and prints what memory that took.
fn memory_in_this_process(path: &Path) -> Outcome {
    let mut file = store::open(path)?;
    let inbox = file.standard(FolderKind::Inbox)?;
    let (rows, _): (_, Took) = timed(|| file.rows(inbox, Order::newest_first(), 0, 50));
    let _ = rows?;
    let opened = memory("VmRSS");
    for nth in 0..20 {
        let _ = newest(&mut file, &Query::parse(&query(nth).1))?;
    }
    let searched = memory("VmRSS");
    // The longest list of results there is: a word that half of all messages have.
    file.open_results(RESULTS, &Query::parse("budget"));
    while !file.hunt(RESULTS, SLICE)?.done {}
    let found = file.total(RESULTS)?;
    let most = memory("VmHWM");
    let verdict = if most <= MEMORY { "met" } else { "MISSED" };
    say(&format!(
        "\nP9, resident memory without a window: {opened:.0} MB opened, {searched:.0} MB after 20 \
         searches, at most {most:.0} MB with {found} results; <= {MEMORY} MB: {verdict}"
    ));
    Ok(file.close()?)
}

//! Mail carried out and in: `export` and `import`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use restante::interchange::{
    self, Incoming, Kept, Key, Opened, Outgoing, Reading, Report, Source, Target, Unreadable,
    check_room,
};
use restante::mail::{FolderId, Moment, Person};
use restante::session::{self, Choice, Disk, Session};
use restante::words;
use serde::Serialize;

use crate::arguments::{self, Options, Who};
use crate::failure::Failure;
use crate::mail::find_folder;
use crate::output::{self, Answer, plain};
use crate::passwords;
use crate::sign_in::{enter, password};

/// How long the work goes on before what was done is written.
const SLICE: Duration = Duration::from_millis(50);

/// Problems that are told in words; the manifest has them all.
const TOLD: usize = 10;

#[derive(Serialize)]
struct Problem {
    file: String,
    place: String,
    why: String,
}

#[derive(Serialize)]
struct Exported {
    exported: u64,
    unreadable: u64,
    output: String,
    manifest_json: String,
    manifest_csv: String,
    problems: Vec<Problem>,
}

#[derive(Serialize)]
struct Imported {
    imported: u64,
    duplicates: u64,
    unreadable: u64,
    manifest_json: String,
    manifest_csv: String,
    problems: Vec<Problem>,
}

/// Writes mail out.
pub(crate) fn export(options: &Options, what: &arguments::Export) -> Result<Answer, Failure> {
    let Some(mailbox) = &what.mailbox else {
        return Err(Failure::usage(words::text("console-export-mailbox")));
    };
    let who = Who { dir: what.source.clone(), mailbox: mailbox.clone() };
    let mut session = enter(&who, password(options, &who)?)?;
    let disk = Disk::new();
    let mut choice = Choice::default();
    if let Some(name) = &what.folder {
        let folder = find_folder(&mut session, Some(name))?;
        choice.folders = with_those_inside(&session, folder)?;
    }
    let mut out = Outgoing::begin(&disk, &what.output, what.format)?;
    let mut kept = Kept::choose(&mut session, &choice)?;
    check_room(&disk, &what.output, kept.of(&session).reached().total)?;
    if what.folder.is_none() {
        out.add_people(&book(&session)?)?;
    }
    let report = written(&mut out, &mut kept.of(&session))?;
    session.sign_out()?;
    exported(&report, &what.output)
}

/// Writes a source out to its end.
pub(crate) fn written(out: &mut Outgoing, source: &mut dyn Source) -> Result<Report, Failure> {
    loop {
        if let Some(report) = out.go_on(source, SLICE)? {
            return Ok(report);
        }
    }
}

/// Answers an export.
pub(crate) fn exported(report: &Report, target: &Path) -> Result<Answer, Failure> {
    let output = output::path(target);
    let text = words::count("console-exported", report.counts.exported, &[("path", &output)]);
    let json = Exported {
        exported: report.counts.exported,
        unreadable: report.counts.unreadable,
        output,
        manifest_json: output::path(&report.manifest_json),
        manifest_csv: output::path(&report.manifest_csv),
        problems: problems(report),
    };
    let mut answer = Answer::new(&text, &json)?;
    warn(&mut answer, report);
    Ok(answer)
}

/// Names a folder and those inside.
fn with_those_inside(session: &Session, folder: FolderId) -> Result<Vec<FolderId>, Failure> {
    let mut chosen = vec![folder];
    // Parents stand before children.
    for inner in session.folders()? {
        if inner.parent.is_some_and(|parent| chosen.contains(&parent)) {
            chosen.push(inner.id);
        }
    }
    Ok(chosen)
}

fn book(session: &Session) -> Result<Vec<Person>, Failure> {
    let known = session.known_people()?.into_iter();
    let book = known.filter(|known| known.source == session::Source::Book);
    Ok(book.map(|known| known.person).collect())
}

/// Brings mail in.
pub(crate) fn import(options: &Options, what: &arguments::Import) -> Result<Answer, Failure> {
    let disk = Disk::new();
    let mut sources = Vec::new();
    for path in &what.sources {
        // The manifest names sources so that they are found from anywhere.
        let path = disk.real_path(path).unwrap_or_else(|_| path.clone());
        sources.push(opened(&disk, &path, what)?);
    }
    let mut session = enter(&what.who, password(options, &what.who)?)?;
    let total = sources.iter().map(|source| source.reached().total).sum();
    check_room(&disk, session.message_file(), total)?;
    let manifest = what.manifest.clone().unwrap_or_else(manifest_folder);
    let names = what.folder.iter().flat_map(|path| path.split('/'));
    let folder: Vec<String> = names.filter(|n| !n.trim().is_empty()).map(str::to_owned).collect();
    let mut incoming = Incoming::begin(&disk, &mut session, &manifest, Target::default())?;
    for mut source in sources {
        let flat = source.is_one_file() && !folder.is_empty();
        incoming.aim(Target { folder: folder.clone(), flat });
        while !incoming.go_on(&mut session, &mut source, SLICE)? {}
    }
    let report = incoming.finish()?;
    session.sign_out()?;
    let counts = report.counts;
    let path = output::path(&report.manifest_csv);
    let values: [(&str, &dyn std::fmt::Display); 2] =
        [("skipped", &counts.duplicates), ("path", &path)];
    let text = words::count("console-carried-in", counts.imported, &values);
    let json = Imported {
        imported: counts.imported,
        duplicates: counts.duplicates,
        unreadable: counts.unreadable,
        manifest_json: output::path(&report.manifest_json),
        manifest_csv: path,
        problems: problems(&report),
    };
    let mut answer = Answer::new(&text, &json)?;
    warn(&mut answer, &report);
    Ok(answer)
}

/// Opens a source; asks for the password of an original message file that has one.
fn opened(disk: &Disk, path: &Path, what: &arguments::Import) -> Result<Opened, Failure> {
    let mut reading = Reading { into_our_folders: true, ..Reading::default() };
    if what.owner_lost_password {
        reading.key = Key::OwnerLostIt;
    }
    match Opened::open(disk, path, &reading, &mut |_, _| true) {
        Err(interchange::Error::NeedsPassword { .. }) => {
            let password = passwords::of_file(what.file_password_file.as_deref(), path)?;
            reading.key = Key::Password(password);
            Ok(Opened::open(disk, path, &reading, &mut |_, _| true)?)
        }
        opened => Ok(opened?),
    }
}

/// Names a folder for the manifest of an import by the present time.
fn manifest_folder() -> PathBuf {
    PathBuf::from(format!("import-{}", Moment::now().rfc3339().replace(':', "")))
}

fn problems(report: &Report) -> Vec<Problem> {
    let problem = |problem: &Unreadable| Problem {
        file: problem.place.file.display().to_string(),
        place: problem.place.at.to_string(),
        why: problem.why.clone(),
    };
    report.problems.iter().map(problem).collect()
}

/// Says what could not be read; the manifest has all of it.
fn warn(answer: &mut Answer, report: &Report) {
    if report.problems.is_empty() {
        return;
    }
    let count = report.problems.len() as u64;
    let path = output::path(&report.manifest_csv);
    for problem in report.problems.iter().take(TOLD) {
        let file = plain(&problem.place.file.display().to_string());
        answer.warn(format!("{file} {}: {}", problem.place.at, plain(&problem.why)));
    }
    answer.warn(words::count("console-not-carried", count, &[("path", &path)]));
}

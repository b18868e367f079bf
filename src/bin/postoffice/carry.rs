//! Mail carried out and in: `export` and `import`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;
use restante::interchange::{
    self, Format, Incoming, Inside, Kept, Key, Opened, Outgoing, Reading, Report, Source, Target,
    Unreadable, check_room,
};
use restante::mail::{FolderId, Moment, Password};
use restante::session::{Choice, Disk, Owner, Session};
use restante::words;
use serde::Serialize;

use crate::arguments::{self, Options, Who};
use crate::failure::Failure;
use crate::mail::find_folder;
use crate::output::{self, Answer, plain};
use crate::passwords;
use crate::sign_in::{enter, password};

/// How long the work goes on before what was done is written. Nobody waits for the message file
/// meanwhile, and each commit writes the pages of the indices anew.
const SLICE: Duration = Duration::from_secs(1);

/// Problems that are told in words; the manifest has them all.
const TOLD: usize = 10;

#[derive(Clone, Serialize)]
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
    let Some(mailbox) = &what.mailbox else { return export_file(options, what) };
    let who = Who { dir: what.source.clone(), mailbox: mailbox.clone() };
    let mut session = enter(&who, password(options, &who)?)?;
    let disk = Disk::new();
    let owner = new_password(what)?.map(|password| session.owner(password));
    let mut choice = Choice {
        from: what.from,
        until: what.until,
        query: what.search.clone(),
        ..Choice::default()
    };
    if let Some(name) = &what.folder {
        let folder = find_folder(&mut session, Some(name))?;
        choice.folders = with_those_inside(&session, folder)?;
    }
    let mut kept = Kept::choose(&mut session, &choice)?;
    check_room(&disk, &what.output, kept.of(&session).reached().total)?;
    let mut out = begun(&disk, what, owner.as_ref())?;
    if what.folder.is_none() {
        out.add_people(&session.book()?, &session.groups()?)?;
    }
    let report = written(&mut out, &mut kept.of(&session))?;
    session.sign_out()?;
    exported(&report, &[], &what.output)
}

/// Asks for the password of a new message file, where that is the form.
fn new_password(what: &arguments::Export) -> Result<Option<Password>, Failure> {
    let file = what.file_password_file.as_deref();
    if what.format == Format::Restante {
        return passwords::new(file, &what.output.display().to_string()).map(Some);
    }
    match file {
        None => Ok(None),
        Some(_) => Err(Failure::usage(words::text("console-export-password"))),
    }
}

/// Begins to write, in the form that is wanted.
fn begun(
    disk: &Disk,
    what: &arguments::Export,
    owner: Option<&Owner>,
) -> Result<Outgoing, Failure> {
    Ok(match owner {
        Some(owner) => Outgoing::begin_message_file(disk, &what.output, owner)?,
        None => Outgoing::begin(disk, &what.output, what.format)?,
    })
}

/// Writes the mail of a file out.
fn export_file(options: &Options, what: &arguments::Export) -> Result<Answer, Failure> {
    let disk = Disk::new();
    if disk.is_folder(&what.source).is_ok_and(|is| is) {
        return Err(Failure::usage(words::text("console-export-mailbox")));
    }
    if what.from.is_some() || what.until.is_some() || what.search.is_some() {
        return Err(Failure::usage(words::text("console-export-choice")));
    }
    let owner = new_password(what)?.map(Owner::nobody);
    let password = options.password_file.as_deref();
    let reading = Reading { records: what.format == Format::Json, ..Reading::default() };
    let mut source = opened(&disk, &what.source, &what.file, reading, password)?;
    check_room(&disk, &what.output, source.reached().total)?;
    if let Some(folder) = what.folder.as_deref().filter(|folder| !source.has_folder(folder)) {
        return Err(Failure::failed(
            words::with("console-no-such-folder", &[("folder", &folder)]),
            words::text("console-export-folder-hint"),
        ));
    }
    let mut out = begun(&disk, what, owner.as_ref())?;
    let report = match &what.folder {
        None => {
            out.add_people(&source.people()?, &source.groups()?)?;
            written(&mut out, &mut source)?
        }
        Some(folder) => written(&mut out, &mut Inside::new(&mut source, folder))?,
    };
    exported(&report, &notes(&what.source, &source), &what.output)
}

/// Opens a file of mail; a password is read only where the file asks for one.
pub(crate) fn opened(
    disk: &Disk,
    path: &Path,
    file: &arguments::OfFile,
    mut reading: Reading,
    password: Option<&Path>,
) -> Result<Opened, Failure> {
    reading.code_page = file.code_page;
    reading.salvage = file.salvage;
    reading.zone = file.time_zone.clone().unwrap_or_else(TimeZone::system);
    if file.owner_lost_password {
        reading.key = Key::OwnerLostIt;
    }
    match Opened::open(disk, path, &reading, &mut |_, _| true) {
        Err(interchange::Error::NeedsPassword { .. }) => {
            reading.key = Key::Password(passwords::of_file(password, path)?);
            Ok(Opened::open(disk, path, &reading, &mut |_, _| true)?)
        }
        opened => Ok(opened?),
    }
}

/// Says what is not as it should be in a source, beside what cannot be read.
fn notes(path: &Path, source: &Opened) -> Vec<Problem> {
    let note = |problem: &interchange::Problem| Problem {
        file: path.display().to_string(),
        place: problem
            .object
            .clone()
            .or(problem.offset.map(|at| at.to_string()))
            .unwrap_or_default(),
        why: problem.what.clone(),
    };
    source.problems().iter().map(note).collect()
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
fn exported(report: &Report, notes: &[Problem], target: &Path) -> Result<Answer, Failure> {
    let output = output::path(target);
    let text = words::count("console-exported", report.counts.exported, &[("path", &output)]);
    let json = Exported {
        exported: report.counts.exported,
        unreadable: report.counts.unreadable,
        output,
        manifest_json: output::path(&report.manifest_json),
        manifest_csv: output::path(&report.manifest_csv),
        problems: problems(report).into_iter().chain(notes.iter().cloned()).collect(),
    };
    let mut answer = Answer::new(&text, &json)?;
    warn(&mut answer, report);
    note(&mut answer, notes);
    Ok(answer)
}

/// Says some of what is not as it should be in a source.
fn note(answer: &mut Answer, notes: &[Problem]) {
    for note in notes.iter().take(TOLD) {
        answer.warn(format!("{} {}: {}", plain(&note.file), note.place, plain(&note.why)));
    }
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

/// Brings mail in.
pub(crate) fn import(options: &Options, what: &arguments::Import) -> Result<Answer, Failure> {
    let disk = Disk::new();
    let mut sources = Vec::new();
    for path in &what.sources {
        // The manifest names sources so that they are found from anywhere.
        let path = disk.real_path(path).unwrap_or_else(|_| path.clone());
        let reading = Reading { into_our_folders: true, ..Reading::default() };
        let secret = what.file_password_file.as_deref();
        sources.push(opened(&disk, &path, &what.file, reading, secret)?);
    }
    let mut session = enter(&what.who, password(options, &what.who)?)?;
    let total = sources.iter().map(|source| source.reached().total).sum();
    check_room(&disk, session.message_file(), total)?;
    let manifest = what.manifest.clone().unwrap_or_else(manifest_folder);
    let names = what.folder.iter().flat_map(|path| path.split('/'));
    let folder: Vec<String> = names.filter(|n| !n.trim().is_empty()).map(str::to_owned).collect();
    let mut incoming = Incoming::begin(&disk, &mut session, &manifest, Target::default())?;
    let mut said = Vec::new();
    for (mut source, path) in sources.into_iter().zip(&what.sources) {
        let flat = source.is_one_file() && !folder.is_empty();
        incoming.aim(Target { folder: folder.clone(), flat });
        while !incoming.go_on(&mut session, &mut source, SLICE)? {}
        source.bring_people(&mut session)?;
        said.extend(notes(path, &source));
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
        problems: problems(&report).into_iter().chain(said.iter().cloned()).collect(),
    };
    let mut answer = Answer::new(&text, &json)?;
    warn(&mut answer, &report);
    note(&mut answer, &said);
    Ok(answer)
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

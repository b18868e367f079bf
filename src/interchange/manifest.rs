//! What became of each message that was carried in or out: a table (CSV) for people and a value
//! (JSON) for scripts, written while the work goes on, so that what was done until an interruption
//! is known.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::appender::Appender;
use super::record::sha256;
use super::source::{Item, Place, Unreadable};
use crate::disk::{self, Disk};
use crate::format::mime;
use crate::mail::Moment;

/// The columns of the table, which are the names in the value too.
const COLUMNS: &str = "file,place,folder,message_id,date,size,sha256,result,why,target\r\n";

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was written out.
    Exported,
    /// It was put into the message file.
    Imported,
    /// It was in the message file already.
    Duplicate,
    /// It could not be read.
    Unreadable,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Exported => "exported",
            Self::Imported => "imported",
            Self::Duplicate => "duplicate",
            Self::Unreadable => "unreadable",
        }
    }
}

/// How many messages became what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Messages that the source had, with those that cannot be read.
    pub found: u64,
    /// Messages written out.
    pub exported: u64,
    /// Messages put into the message file.
    pub imported: u64,
    /// Messages that were there already.
    pub duplicates: u64,
    /// What could not be read.
    pub unreadable: u64,
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        self.found += 1;
        match outcome {
            Outcome::Exported => self.exported += 1,
            Outcome::Imported => self.imported += 1,
            Outcome::Duplicate => self.duplicates += 1,
            Outcome::Unreadable => self.unreadable += 1,
        }
    }
}

/// A line of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    file: String,
    place: String,
    folder: String,
    message_id: String,
    date: Option<String>,
    size: u64,
    sha256: Option<String>,
    pub(super) result: Outcome,
    why: String,
    target: String,
}

impl Row {
    /// Describes a message and where it went.
    pub(super) fn of(item: &Item, head: &mime::Head, result: Outcome, target: String) -> Self {
        Self {
            file: item.place.file.display().to_string(),
            place: item.place.at.to_string(),
            folder: item.folder.join("/"),
            message_id: head.message_id.clone(),
            date: head.date.or(item.arrived).map(Moment::rfc3339),
            size: item.bytes.len() as u64,
            sha256: Some(sha256(&item.bytes)),
            result,
            why: String::new(),
            target,
        }
    }

    /// Describes what could not be read.
    fn unreadable(problem: &Unreadable) -> Self {
        let Unreadable { place: Place { file, at }, folder, why } = problem;
        Self {
            file: file.display().to_string(),
            place: at.to_string(),
            folder: folder.join("/"),
            message_id: String::new(),
            date: None,
            size: 0,
            sha256: None,
            result: Outcome::Unreadable,
            why: why.clone(),
            target: String::new(),
        }
    }

    fn csv(&self) -> String {
        let size = if self.sha256.is_some() { self.size.to_string() } else { String::new() };
        let fields = [
            &self.file,
            &self.place,
            &self.folder,
            &self.message_id,
            self.date.as_deref().unwrap_or_default(),
            &size,
            self.sha256.as_deref().unwrap_or_default(),
            self.result.word(),
            &self.why,
            &self.target,
        ];
        let mut line = fields.map(quoted).join(",");
        line.push_str("\r\n");
        line
    }
}

/// Writes a field of a CSV file (RFC 4180).
pub(super) fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\r', '\n']) || field.starts_with(' ') || field.ends_with(' ') {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// What is known when all is done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// How many messages became what.
    pub counts: Counts,
    /// What could not be read, and why.
    pub problems: Vec<Unreadable>,
    /// Where the manifest lies as JSON.
    pub manifest_json: PathBuf,
    /// Where the manifest lies as CSV.
    pub manifest_csv: PathBuf,
}

/// A manifest that is being written.
#[derive(Debug)]
pub(super) struct Manifest {
    csv: Appender,
    json: Appender,
    pub(super) counts: Counts,
    pub(super) problems: Vec<Unreadable>,
}

impl Manifest {
    /// Begins a manifest in a folder that is there: of an `export` or an `import`, in some form.
    pub(super) fn begin(
        disk: &Disk,
        folder: &Path,
        act: &str,
        form: &str,
    ) -> Result<Self, disk::Error> {
        let mut manifest = Self {
            csv: Appender::new(disk, &folder.join("manifest.csv")),
            json: Appender::new(disk, &folder.join("manifest.json")),
            counts: Counts::default(),
            problems: Vec::new(),
        };
        manifest.csv.push(COLUMNS.as_bytes());
        let (act, form) = (json(&act), json(&form));
        let begun = json(&Moment::now().rfc3339());
        let head = format!("{{\"act\":{act},\"form\":{form},\"begun\":{begun},\"messages\":[");
        manifest.json.push(head.as_bytes());
        manifest.flush()?;
        Ok(manifest)
    }

    /// Notes what became of a message.
    pub(super) fn add(&mut self, row: &Row) {
        let mark = if self.counts.found == 0 { "\n" } else { ",\n" };
        self.json.push(mark.as_bytes());
        self.json.push(json(row).as_bytes());
        self.csv.push(row.csv().as_bytes());
        self.counts.add(row.result);
    }

    /// Notes something that could not be read.
    pub(super) fn add_unreadable(&mut self, problem: Unreadable) {
        self.add(&Row::unreadable(&problem));
        self.problems.push(problem);
    }

    /// Writes what was noted.
    pub(super) fn flush(&mut self) -> Result<(), disk::Error> {
        self.csv.flush()?;
        self.json.flush()
    }

    /// Ends the manifest; `whole` says whether the work came to its end.
    pub(super) fn finish(&mut self, whole: bool) -> Result<(), disk::Error> {
        let unreadable: Vec<Row> = self.problems.iter().map(Row::unreadable).collect();
        let tail = format!(
            "\n],\"counts\":{},\"unreadable\":{},\"finished\":{whole}}}\n",
            json(&self.counts),
            json(&unreadable)
        );
        self.json.push(tail.as_bytes());
        self.flush()
    }

    /// Says what is known, with the manifest's files in a folder.
    pub(super) fn report(&self, folder: &Path) -> Report {
        Report {
            counts: self.counts,
            problems: self.problems.clone(),
            manifest_json: folder.join("manifest.json"),
            manifest_csv: folder.join("manifest.csv"),
        }
    }
}

/// Writes a value; these have no form that cannot be written.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        for (field, written) in [
            ("plain", "plain"),
            ("", ""),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            (" blank ", "\" blank \""),
        ] {
            assert_eq!(quoted(field), written);
        }
    }
}

//! What comes out: words or one JSON value on standard output, failures and warnings on standard
//! error. A reader who goes away early is no failure.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use restante::session::Disk;
use restante::words;
use serde::Serialize;

use crate::failure::{Failure, Kind};

/// What a command that was done says.
#[derive(Debug)]
pub(crate) struct Answer {
    words: Vec<u8>,
    /// None where words and JSON are the same bytes.
    json: Option<Vec<u8>>,
    warnings: Vec<String>,
    code: u8,
}

impl Answer {
    /// Says something in words, and the same as a JSON value.
    pub(crate) fn new(words: &str, json: &impl Serialize) -> Result<Self, Failure> {
        let mut text = words.trim_end().as_bytes().to_vec();
        if !text.is_empty() {
            text.push(b'\n');
        }
        let mut json =
            serde_json::to_vec(json).map_err(|e| Failure::failed(e.to_string(), String::new()))?;
        json.push(b'\n');
        Ok(Self { words: text, json: Some(json), warnings: Vec::new(), code: 0 })
    }

    /// Gives bytes as they are, also where JSON is wanted.
    pub(crate) fn raw(bytes: Vec<u8>) -> Self {
        Self { words: bytes, json: None, warnings: Vec::new(), code: 0 }
    }

    /// Adds a sentence that goes to standard error.
    pub(crate) fn warn(&mut self, warning: String) {
        self.warnings.push(warning);
    }

    /// Sets the exit code of a command that was done and has something to say by it.
    pub(crate) fn code(mut self, code: u8) -> Self {
        self.code = code;
        self
    }

    /// Writes it; returns the exit code.
    pub(crate) fn give(self, json: bool) -> u8 {
        for warning in &self.warnings {
            complain(warning);
        }
        let written = print(self.json.as_deref().filter(|_| json).unwrap_or(&self.words));
        if written { self.code } else { Kind::Failed.code() }
    }
}

/// Writes to standard output; returns whether that worked.
pub(crate) fn print(bytes: &[u8]) -> bool {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => true,
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => true,
        Err(e) => {
            complain(&words::with("console-output", &[("reason", &e)]));
            false
        }
    }
}

/// Writes a line to standard error; where that does not work, nobody can be told.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", line.trim_end());
}

#[derive(Serialize)]
struct Wrong<'a> {
    kind: &'static str,
    message: &'a str,
    hint: &'a str,
}

#[derive(Serialize)]
struct Failed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    synced: Option<[&'static str; 0]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_file: Option<Option<String>>,
    error: Wrong<'a>,
}

/// Says what went wrong; returns the exit code. A sign-in's failure is an outcome too.
pub(crate) fn give_failure(failure: &Failure, json: bool, of_sign_in: bool) -> u8 {
    if json {
        let Failure { kind, message, hint, message_file } = failure;
        let file = || message_file.as_deref().map(path);
        let value = Failed {
            outcome: of_sign_in.then_some(kind.word()),
            synced: of_sign_in.then_some([]),
            message_file: of_sign_in.then(file),
            error: Wrong { kind: kind.word(), message, hint },
        };
        if let Ok(mut bytes) = serde_json::to_vec(&value) {
            bytes.push(b'\n');
            let _ = print(&bytes);
        }
    } else {
        complain(&plain(&failure.message));
        if !failure.hint.is_empty() {
            complain(&words::with("console-hint", &[("hint", &plain(&failure.hint))]));
        }
    }
    failure.kind.code()
}

/// Says what clap found wrong with the command line, or gives the help that was asked for.
pub(crate) fn give_clap(e: &clap::Error, json: bool) -> u8 {
    let text = e.render().to_string();
    if e.exit_code() == 0 {
        return if print(text.as_bytes()) { 0 } else { Kind::Failed.code() };
    }
    if json {
        let message = text.split("\n\n").next().unwrap_or_default().trim();
        let message = message.strip_prefix("error: ").unwrap_or(message);
        return give_failure(&Failure::usage(message.to_owned()), true, false);
    }
    complain(&text);
    Kind::Usage.code()
}

/// Writes a path as scripts want it: whole, with links followed.
pub(crate) fn path(path: &Path) -> String {
    let disk = Disk::new();
    let parent = || {
        let (folder, name) = (path.parent()?, path.file_name()?);
        Some(disk.real_path(folder).ok()?.join(name))
    };
    let whole: PathBuf = disk
        .real_path(path)
        .ok()
        .or_else(parent)
        .or_else(|| std::path::absolute(path).ok())
        .unwrap_or_else(|| path.to_owned());
    whole.display().to_string()
}

/// Makes text from strangers harmless for a terminal: no control character but line ends and tabs.
pub(crate) fn plain(text: &str) -> String {
    let harmless = |c: char| if c.is_control() && c != '\n' && c != '\t' { '\u{FFFD}' } else { c };
    text.chars().map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_do_not_reach_the_terminal() {
        assert_eq!(plain("a\x1b[2Jb\tc\nd\u{9b}"), "a\u{FFFD}[2Jb\tc\nd\u{FFFD}");
    }
}

//! The dialog that asks where to save: a path to type, and the system's chooser, which silently
//! gives nothing where a desktop has none.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use iced::Task;
use iced::widget::{column, row, text};

use crate::mail::Attachment;
use crate::session::Disk;
use crate::ui::task::blocking;
use crate::ui::theme::{self, style};
use crate::ui::widget::{Dialog, button, dialog, field};
use crate::ui::written;
use crate::words;

/// Asks where to save files, and saves them there.
#[derive(Debug)]
pub(crate) struct Saving {
    files: Vec<Arc<Attachment>>,
    path: String,
    /// What is there already; saving again replaces it.
    there: Vec<PathBuf>,
    failure: Option<String>,
    busy: bool,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path was typed.
    Typed(String),
    /// Asks the system for a file or folder.
    Browse,
    /// A file or folder was chosen, or not.
    Chosen(Option<PathBuf>),
    /// Saves.
    Submit,
    /// Saving ended.
    Saved(Outcome),
    /// Saves nothing.
    Cancel,
}

/// How saving ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The files are in this file or folder.
    Done(PathBuf),
    /// These are there already, and nothing was written.
    There(Vec<PathBuf>),
    /// It failed.
    Failed(String),
}

/// What the owner of the dialog has to do.
#[derive(Debug)]
pub(crate) enum Action {
    None,
    Run(Task<Message>),
    /// The files are saved; tells where.
    Done(String),
    Cancelled,
}

/// Reads a path as people type it: `~/` is the home folder, and what is relative lies there.
pub(crate) fn expand(typed: &str) -> PathBuf {
    let typed = typed.trim().trim_matches('"');
    let home = || std::env::home_dir().unwrap_or_default();
    match typed.strip_prefix("~/").or_else(|| typed.strip_prefix("~\\")) {
        Some(rest) => home().join(rest),
        None if typed == "~" => home(),
        None => home().join(typed),
    }
}

impl Saving {
    /// Asks where to save some files; one gets a name, several a folder.
    pub(crate) fn new(files: Vec<Arc<Attachment>>) -> Self {
        let home = std::env::home_dir().unwrap_or_default();
        let path = match files.as_slice() {
            [only] => home.join(&only.name),
            _ => home,
        };
        Self {
            files,
            path: path.to_string_lossy().into_owned(),
            there: Vec::new(),
            failure: None,
            busy: false,
        }
    }

    fn is_one(&self) -> bool {
        self.files.len() == 1
    }

    pub(crate) fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Typed(path) => self.set(path),
            Message::Chosen(Some(path)) => self.set(path.to_string_lossy().into_owned()),
            Message::Chosen(None) => {}
            Message::Browse => return Action::Run(self.browse()),
            Message::Submit if !self.busy && !self.path.trim().is_empty() => {
                self.busy = true;
                self.failure = None;
                let files = self.files.clone();
                let (path, replace) = (expand(&self.path), !self.there.is_empty());
                let work = move || write(&Disk::new(), &files, &path, replace);
                return Action::Run(blocking(work).map(Message::Saved));
            }
            Message::Submit => {}
            Message::Saved(outcome) => {
                self.busy = false;
                match outcome {
                    Outcome::Done(path) => {
                        let path = path.display();
                        return Action::Done(words::with("screens-save-done", &[("path", &path)]));
                    }
                    Outcome::There(there) => self.there = there,
                    Outcome::Failed(what) => self.failure = Some(what),
                }
            }
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    fn set(&mut self, path: String) {
        self.path = path;
        self.there.clear();
        self.failure = None;
    }

    fn browse(&self) -> Task<Message> {
        let typed = expand(&self.path);
        let one = self.is_one();
        let chosen = async move {
            let chooser = rfd::AsyncFileDialog::new();
            let handle = if one {
                let name = typed.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let chooser = chooser.set_file_name(name);
                let folder = typed.parent().map(Path::to_owned).unwrap_or_default();
                chooser.set_directory(folder).save_file().await
            } else {
                chooser.set_directory(typed).pick_folder().await
            };
            handle.map(|handle| handle.path().to_owned())
        };
        Task::perform(chosen, Message::Chosen)
    }

    pub(crate) fn view(&self) -> Dialog<'_, Message> {
        let (title, caption) = if self.is_one() {
            ("screens-save-title", "screens-save-file")
        } else {
            ("screens-save-all-title", "screens-save-folder")
        };
        let count = self.files.len() as u64;
        let what = match self.files.as_slice() {
            [only] => words::with(
                "screens-save-one",
                &[("name", &only.name), ("size", &written::size(only.bytes.len() as u64))],
            ),
            _ => words::count("screens-save-many", count, &[]),
        };
        let path = field(words::text(caption), &self.path)
            .caption_width(56.0)
            .id("save-path")
            .on_input(Message::Typed);
        let browse = button(words::text("screens-note-browse")).on_press(Message::Browse);
        let mut body =
            column![text(what), row![path, browse].spacing(theme::SPACE)].spacing(theme::SPACE);
        if let Some(first) = self.there.first() {
            let first = first.file_name().unwrap_or_default().to_string_lossy();
            let count = self.there.len() as u64;
            body = body.push(text(words::count("screens-save-there", count, &[("name", &first)])));
        }
        if let Some(failure) = &self.failure {
            body = body.push(text(failure.as_str()).style(style::danger));
        }
        let save = if self.there.is_empty() { "screens-save-now" } else { "screens-save-replace" };
        let ready = !self.busy && !self.path.trim().is_empty();
        dialog(words::text(title), body)
            .width(460.0)
            .button(
                button(words::text(save))
                    .default(true)
                    .on_press_maybe(ready.then_some(Message::Submit)),
            )
            .button(button(words::text("screens-note-cancel")).on_press(Message::Cancel))
    }
}

/// Writes files; nothing when something is there already and must not be replaced.
fn write(disk: &Disk, files: &[Arc<Attachment>], path: &Path, replace: bool) -> Outcome {
    let folder = match disk.is_folder(path) {
        Ok(folder) => folder,
        Err(error) => return Outcome::Failed(failed(path, &error.reason())),
    };
    let targets: Vec<PathBuf> = match files {
        [only] if folder => vec![path.join(&only.name)],
        [_] => vec![path.to_owned()],
        _ => names(files).into_iter().map(|name| path.join(name)).collect(),
    };
    if !replace {
        let mut there = Vec::new();
        for target in &targets {
            match disk.size(target) {
                Ok(Some(_)) => there.push(target.clone()),
                Ok(None) => {}
                Err(error) => return Outcome::Failed(failed(target, &error.reason())),
            }
        }
        if !there.is_empty() {
            return Outcome::There(there);
        }
    }
    if files.len() > 1
        && !folder
        && let Err(error) = disk.make_folder(path)
    {
        return Outcome::Failed(failed(path, &error.reason()));
    }
    for (file, target) in files.iter().zip(&targets) {
        let bytes = &file.bytes;
        let written = if replace {
            disk.replace(target, bytes)
        } else {
            // What came there in between stays.
            disk.create_new(target, bytes)
        };
        if let Err(error) = written {
            return Outcome::Failed(failed(target, &error.reason()));
        }
    }
    Outcome::Done(targets.first().filter(|_| files.len() == 1).cloned().unwrap_or(path.to_owned()))
}

/// Gives each file a name that no other has, also where case does not count.
fn names(files: &[Arc<Attachment>]) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut names = Vec::new();
    for file in files {
        let (stem, ending) = match file.name.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (file.name.as_str(), String::new()),
        };
        let mut name = file.name.clone();
        let mut number = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem} ({number}){ending}");
            number += 1;
        }
        names.push(name);
    }
    names
}

fn failed(path: &Path, reason: &str) -> String {
    words::with("screens-save-failed", &[("path", &path.display()), ("reason", &reason)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: &[u8]) -> Arc<Attachment> {
        Arc::new(Attachment { name: name.into(), mime: String::new(), bytes: bytes.to_vec() })
    }

    #[test]
    fn nothing_is_replaced_without_asking() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::new();
        let path = dir.path().join("a.txt");
        let one = [file("a.txt", b"new")];
        disk.create_new(&path, b"old").unwrap();
        let there = write(&disk, &one, &path, false);
        assert_eq!(there, Outcome::There(vec![path.clone()]));
        assert_eq!(disk.read(&path, 10).unwrap(), b"old");
        assert_eq!(write(&disk, &one, &path, true), Outcome::Done(path.clone()));
        assert_eq!(disk.read(&path, 10).unwrap(), b"new");
        let inside = write(&disk, &[file("b", b"x")], dir.path(), false);
        assert_eq!(inside, Outcome::Done(dir.path().join("b")));
        let nowhere = dir.path().join("no/such/folder/c");
        assert!(matches!(write(&disk, &one, &nowhere, false), Outcome::Failed(_)));
    }

    #[test]
    fn files_of_one_name_all_arrive() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::new();
        let folder = dir.path().join("new");
        let files = [file("a.txt", b"1"), file("A.TXT", b"2"), file("a (2).txt", b"3")];
        assert_eq!(write(&disk, &files, &folder, false), Outcome::Done(folder.clone()));
        assert_eq!(disk.list(&folder).unwrap().len(), 3);
    }
}

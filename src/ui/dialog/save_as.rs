//! Save As: writes messages into one file, as text, as they came, or as a mailbox. What is there
//! already is written over or added to, as the person says.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, row, text};
use iced::{Center, Fill, Subscription, Task};

use crate::interchange::{Error, Existing, Export, Form};
use crate::mail::MessageId;
use crate::session::Disk;
use crate::ui::screen::attachments::expand;
use crate::ui::task::{Desk, Pending, blocking};
use crate::ui::theme::{self, style};
use crate::ui::widget::progress::Reached;
use crate::ui::widget::{Dialog, button, dialog, field, label, paragraph, progress, radio};
use crate::words;

/// How long the session's thread writes before others have their turn.
const SLICE: Duration = Duration::from_millis(50);
/// Letters of a subject in a file's name.
const NAME: usize = 60;
/// Messages that are named when they could not be read; the others are counted.
const NAMED: usize = 5;

/// The dialog.
#[derive(Debug)]
pub struct SaveAs {
    desk: Desk,
    ids: Arc<[MessageId]>,
    path: String,
    form: Form,
    /// Whether the file is there already, and what becomes of it is asked.
    there: bool,
    pending: Pending,
    export: Option<Arc<Mutex<Export>>>,
    reached: (usize, usize),
    failure: Option<(String, String)>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path was typed.
    Typed(String),
    /// Another form is wanted.
    Formed(Form),
    /// Asks the system for a file.
    Browse,
    /// A file was chosen, or not.
    Chosen(Option<PathBuf>),
    /// Saves, unless the file is there already.
    Submit,
    /// It was looked whether the file is there.
    Looked(Result<bool, String>),
    /// Saves into a file that is there.
    Onto(Existing),
    /// A slice was written; says whether all is.
    Written(Result<bool, Error>),
    /// Time passes.
    Ticked,
    /// Stops, or closes the dialog.
    Cancel,
}

/// What the screen has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// The messages are saved; tells where.
    Done(String),
    /// Closes the dialog.
    Cancelled,
}

impl SaveAs {
    /// Asks where to save messages; the subject of the first becomes the file's name.
    pub fn new(desk: Desk, ids: Arc<[MessageId]>, subject: &str) -> Self {
        let home = std::env::home_dir().unwrap_or_default();
        let path = home.join(format!("{}.{}", file_name(subject), Form::Text.ending()));
        Self {
            desk,
            ids,
            path: path.to_string_lossy().into_owned(),
            form: Form::Text,
            there: false,
            pending: Pending::default(),
            export: None,
            reached: (0, 0),
            failure: None,
        }
    }

    fn is_one(&self) -> bool {
        self.ids.len() == 1
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Typed(path) => {
                self.path = path;
                self.changed();
            }
            Message::Formed(form) => {
                self.form = form;
                let path = Path::new(self.path.trim()).with_extension(form.ending());
                self.path = path.to_string_lossy().into_owned();
                self.there = false;
            }
            Message::Browse => return Action::Run(self.browse()),
            Message::Chosen(Some(path)) => {
                self.path = path.to_string_lossy().into_owned();
                self.changed();
            }
            Message::Submit if self.there => {}
            Message::Submit if !self.is_busy() && !self.path.trim().is_empty() => {
                self.failure = None;
                let path = expand(&self.path);
                let look = blocking(move || {
                    let there = Disk::new().size(&path).map(|size| size.is_some());
                    there.map_err(|error| error.to_string())
                });
                return Action::Run(self.pending.begin(look.map(Message::Looked)));
            }
            Message::Looked(looked) => {
                self.pending.end();
                match looked {
                    Ok(true) => self.there = true,
                    Ok(false) => return self.begin(Existing::Overwrite),
                    Err(why) => self.failure = Some((why, String::new())),
                }
            }
            Message::Onto(existing) if !self.is_busy() => return self.begin(existing),
            Message::Written(written) => return self.written(written),
            Message::Cancel if self.export.is_some() => {
                self.pending.cancel();
                self.export = None;
                self.reached = (0, 0);
            }
            Message::Cancel if self.there => self.there = false,
            Message::Cancel => return Action::Cancelled,
            Message::Chosen(None) | Message::Submit | Message::Onto(_) | Message::Ticked => {}
        }
        Action::None
    }

    /// Another file is meant now, and its name says its form.
    fn changed(&mut self) {
        self.there = false;
        self.failure = None;
        if let Some(form) = Form::of(Path::new(self.path.trim()))
            && (self.is_one() || form != Form::Eml)
        {
            self.form = form;
        }
    }

    fn is_busy(&self) -> bool {
        self.pending.is_pending()
    }

    fn begin(&mut self, existing: Existing) -> Action {
        self.there = false;
        let (path, form, ids) = (expand(&self.path), self.form, Arc::clone(&self.ids));
        match Export::begin(&Disk::new(), &path, form, existing, ids) {
            Ok(export) => {
                let export = Arc::new(Mutex::new(export));
                self.export = Some(Arc::clone(&export));
                Action::Run(self.go_on(export))
            }
            Err(error) => self.fail(&error),
        }
    }

    fn go_on(&mut self, export: Arc<Mutex<Export>>) -> Task<Message> {
        let task = self.desk.ask(move |session| {
            let mut export = export.lock().unwrap_or_else(PoisonError::into_inner);
            export.go_on(session, SLICE)
        });
        let task = task.map(Message::Written);
        // How long it takes is counted from its beginning.
        if self.is_busy() { task } else { self.pending.begin(task) }
    }

    fn written(&mut self, written: Result<bool, Error>) -> Action {
        let Some(export) = self.export.clone() else { return Action::None };
        self.reached = export.lock().unwrap_or_else(PoisonError::into_inner).reached();
        match written {
            Ok(false) => Action::Run(self.go_on(export)),
            Ok(true) => {
                self.export = None;
                self.pending.end();
                let path = expand(&self.path);
                let export = export.lock().unwrap_or_else(PoisonError::into_inner);
                let missed = export.missed();
                if !missed.is_empty() {
                    let summary = words::count(
                        "screens-save-missed",
                        missed.len() as u64,
                        &[("path", &path.display())],
                    );
                    self.failure = Some((summary, told(missed)));
                    return Action::None;
                }
                Action::Done(words::with("screens-save-done", &[("path", &path.display())]))
            }
            Err(error) => {
                self.export = None;
                self.pending.end();
                self.fail(&error)
            }
        }
    }

    fn fail(&mut self, error: &Error) -> Action {
        self.failure = Some((error.summary(), error.hint()));
        Action::None
    }

    fn browse(&self) -> Task<Message> {
        let typed = expand(&self.path);
        let chosen = async move {
            let name = typed.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let folder = typed.parent().map(Path::to_owned).unwrap_or_default();
            let chooser = rfd::AsyncFileDialog::new().set_file_name(name).set_directory(folder);
            chooser.save_file().await.map(|handle| handle.path().to_owned())
        };
        Task::perform(chosen, Message::Chosen)
    }

    /// Ticks while it works.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(|_| Message::Ticked)
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Escape) => Some(Message::Cancel),
            Key::Named(Named::Enter) if modifiers.is_empty() && !self.there => {
                Some(Message::Submit)
            }
            _ => None,
        }
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        if self.there {
            return self.question();
        }
        let what = words::count("screens-save-as-what", self.ids.len() as u64, &[]);
        let path = field(words::text("screens-save-file"), &self.path)
            .caption_width(56.0)
            .id("save-as-path")
            .on_input(Message::Typed);
        let browse = button(words::text("screens-note-browse")).on_press(Message::Browse);
        let form = |form: Form, id: &str| {
            let may = self.is_one() || form != Form::Eml;
            let radio = radio(words::text(id), &form, Some(&self.form));
            if may { radio.on_toggle(move |_| Message::Formed(form)) } else { radio }
        };
        let forms = column![
            form(Form::Text, "screens-save-as-text"),
            form(Form::Eml, "screens-save-as-eml"),
            form(Form::Mbox, "screens-save-as-mbox"),
        ]
        .spacing(2);
        let mut body = column![
            paragraph(what),
            row![path, browse].spacing(theme::SPACE),
            row![label(words::text("screens-save-as-type")).width(56.0), forms]
                .spacing(theme::SPACE),
        ]
        .spacing(theme::SPACE);
        if let Some((summary, hint)) = &self.failure {
            body = body.push(text(summary.as_str()).style(style::danger));
            body = body.push(text(hint.as_str()).style(style::muted));
        }
        if self.pending.is_long() {
            let (done, all) = self.reached;
            let part = Reached::Part(done as f32 / all.max(1) as f32);
            body = body.push(row![progress(part).width(Fill)].align_y(Center));
        }
        let ready = !self.is_busy() && !self.path.trim().is_empty();
        dialog(words::text("screens-save-title"), body)
            .width(480.0)
            .button(
                button(words::text("screens-save-now"))
                    .default(true)
                    .on_press_maybe(ready.then_some(Message::Submit)),
            )
            .button(button(words::text("screens-note-cancel")).on_press(Message::Cancel))
    }

    /// Asks what becomes of a file that is there (KB Q128739).
    fn question(&self) -> Dialog<'_, Message> {
        let path = expand(&self.path);
        let body = paragraph(words::with("screens-save-as-there", &[("path", &path.display())]));
        let mut shown = dialog(words::text("screens-save-title"), body).width(480.0);
        if self.form != Form::Eml {
            let append = button(words::text("screens-save-as-append"));
            shown = shown.button(append.on_press(Message::Onto(Existing::Append)));
        }
        let overwrite = button(words::text("screens-save-as-overwrite"));
        shown
            .button(overwrite.on_press(Message::Onto(Existing::Overwrite)))
            .button(button(words::text("screens-note-cancel")).on_press(Message::Cancel))
    }
}

/// Says which messages could not be read, and why.
fn told(missed: &[(String, Error)]) -> String {
    let line = |(subject, error): &(String, Error)| {
        let subject = match subject.trim() {
            "" => words::text("screens-center-no-subject"),
            subject => subject.to_owned(),
        };
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("subject", &subject), ("reason", &error.summary())];
        words::with("screens-save-missed-one", &values)
    };
    let mut lines: Vec<String> = missed.iter().take(NAMED).map(line).collect();
    let others = missed.len().saturating_sub(NAMED);
    if others > 0 {
        lines.push(words::count("screens-save-missed-others", others as u64, &[]));
    }
    lines.join("\n")
}

/// Makes a file's name of a subject.
pub fn file_name(subject: &str) -> String {
    let kept: String = subject
        .chars()
        .map(|c| if c.is_alphanumeric() || " -_.,()'".contains(c) { c } else { ' ' })
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(NAME).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { words::text("screens-save-as-name") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use iced::Element;

    use super::*;
    use crate::ui::screen::stage::{Screen, Stage, World, ask, subjects};
    use crate::ui::widget::{keys, modal};

    impl Screen for SaveAs {
        type Message = Message;
        type Wish = Action;

        fn look(&self) -> Element<'_, Message> {
            let under = iced::widget::space().width(Fill).height(Fill);
            keys(modal(under, Some(self.view())), |key, modifiers| self.key(key, modifiers)).into()
        }

        fn hear(&mut self, message: Message) -> (Task<Message>, Option<Action>) {
            match self.update(message) {
                Action::None => (Task::none(), None),
                Action::Run(task) => (task, None),
                action => (Task::none(), Some(action)),
            }
        }
    }

    #[test]
    fn what_could_not_be_saved_is_said_by_its_subject() {
        let world = World::new();
        world.write("Letter", "text", &[]);
        let desk = world.desk("ANNA");
        let _ = ask(&desk, crate::session::Session::fetch);
        let (id, _) = subjects(&desk, crate::mail::FolderKind::Inbox).remove(0);
        let ids = [id, MessageId(999_999)].into();
        let mut stage = Stage::new((SaveAs::new(desk, ids, "Letter"), Task::none()));
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("all.txt");
        stage.tell(Message::Typed(path.to_string_lossy().into_owned()));
        stage.tap(Named::Enter);
        let told = format!("Saved without 1 message that could not be read: {}", path.display());
        assert!(stage.find(&told).is_some());
        assert!(stage.wishes.is_empty(), "it stays to be read");
        stage.tap(Named::Escape);
        assert!(matches!(stage.wishes[..], [Action::Cancelled]));
    }

    #[test]
    fn subjects_become_names_of_files() {
        assert_eq!(file_name("RE: Lunch / today?"), "RE Lunch today");
        assert_eq!(file_name("../../etc/passwd"), "etc passwd");
        assert_eq!(file_name("::"), words::text("screens-save-as-name"));
        assert_eq!(file_name(&"a".repeat(500)).len(), NAME);
    }
}

//! The dialog that is open over the window, and what its outcome leads to.

use iced::keyboard::{Key, Modifiers};
use iced::{Subscription, Task};

use super::bulk::Chosen;
use super::undo::Deeds;
use super::{Action, MessageCenter, view};
use crate::mail::{Absence, FolderId, MessageId};
use crate::session::{FolderAct, days_ago};
use crate::settings::{Printing, Settings};
use crate::ui::dialog::about::{self, About};
use crate::ui::dialog::archive::{self, Archive};
use crate::ui::dialog::bring_in::{self, BringIn};
use crate::ui::dialog::change_password::{self, ChangePassword};
use crate::ui::dialog::folder_properties::{self, FolderProperties};
use crate::ui::dialog::import_file::{self, ImportFile};
use crate::ui::dialog::move_to::{self, MoveTo, What};
use crate::ui::dialog::new_folder::{self, NewFolder};
use crate::ui::dialog::notice::{self, Notice};
use crate::ui::dialog::options::{self, Options};
use crate::ui::dialog::out_of_office::{self, OutOfOffice};
use crate::ui::dialog::print::{self, Print};
use crate::ui::dialog::rules::{self, Rules};
use crate::ui::dialog::save_as::{self, SaveAs};
use crate::ui::dialog::take_out::{self, TakeOut};
use crate::ui::dialog::templates::{self, Templates};
use crate::ui::screen::send_note::Writing;
use crate::ui::widget::{Dialog, Wish};
use crate::words;

/// The dialog that is open.
#[derive(Debug)]
pub(super) enum Shown {
    Archive(Archive),
    Rules(Rules),
    OutOfOffice(OutOfOffice),
    ImportFile(ImportFile),
    BringIn(Box<BringIn>),
    TakeOut(TakeOut),
    Notice(Notice),
    Question(Notice, Then),
    About(About),
    MoveTo(MoveTo),
    Properties(FolderProperties),
    NewFolder(NewFolder),
    Password(ChangePassword),
    Options(Options),
    SaveAs(SaveAs),
    Print(Box<Print>),
    Templates(Templates),
}

/// What is done when a question is answered with yes.
#[derive(Debug, Clone)]
pub(super) enum Then {
    Delete(Chosen),
    DeleteFolder(FolderId),
    EmptyDeleted,
    /// Leaves although something could not be sent.
    Leave {
        exit: bool,
    },
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the question about the archive.
    Archive(archive::Message),
    /// In the rules.
    Rules(rules::Message),
    /// In what is answered while the person is away.
    OutOfOffice(out_of_office::Message),
    /// In something told or asked.
    Notice(notice::Message),
    /// In what is told about the program.
    About(about::Message),
    /// In the choice of a folder.
    MoveTo(move_to::Message),
    /// In what is told about a folder.
    Properties(folder_properties::Message),
    /// In the question for a new folder's name.
    NewFolder(new_folder::Message),
    /// In the change of the password.
    Password(change_password::Message),
    /// In the import of another message file.
    ImportFile(import_file::Message),
    /// In Import Mail.
    BringIn(bring_in::Message),
    /// In Export Mail.
    TakeOut(take_out::Message),
    /// In the options.
    Options(options::Message),
    /// In Save As.
    SaveAs(save_as::Message),
    /// In Print.
    Print(print::Message),
    /// In the choice of a template.
    Templates(templates::Message),
}

impl Shown {
    /// Returns the message of a key that no control of the dialog wanted.
    pub(super) fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match self {
            Self::Notice(dialog) | Self::Question(dialog, _) => {
                dialog.key(key, modifiers).map(Message::Notice)
            }
            Self::Archive(dialog) => dialog.key(key, modifiers).map(Message::Archive),
            Self::Rules(dialog) => dialog.key(key, modifiers).map(Message::Rules),
            Self::OutOfOffice(dialog) => dialog.key(key, modifiers).map(Message::OutOfOffice),
            Self::About(dialog) => dialog.key(key, modifiers).map(Message::About),
            Self::MoveTo(dialog) => dialog.key(key, modifiers).map(Message::MoveTo),
            Self::Properties(dialog) => dialog.key(key, modifiers).map(Message::Properties),
            Self::NewFolder(dialog) => dialog.key(key, modifiers).map(Message::NewFolder),
            Self::Password(dialog) => dialog.key(key, modifiers).map(Message::Password),
            Self::ImportFile(dialog) => dialog.key(key, modifiers).map(Message::ImportFile),
            Self::BringIn(dialog) => dialog.key(key, modifiers).map(Message::BringIn),
            Self::TakeOut(dialog) => dialog.key(key, modifiers).map(Message::TakeOut),
            Self::Options(dialog) => dialog.key(key, modifiers).map(Message::Options),
            Self::SaveAs(dialog) => dialog.key(key, modifiers).map(Message::SaveAs),
            Self::Print(dialog) => dialog.key(key, modifiers).map(Message::Print),
            Self::Templates(dialog) => dialog.key(key, modifiers).map(Message::Templates),
        }
    }

    /// Shows the dialog.
    pub(super) fn view(&self) -> Dialog<'_, Message> {
        match self {
            Self::Notice(dialog) | Self::Question(dialog, _) => dialog.view().map(Message::Notice),
            Self::Archive(dialog) => dialog.view().map(Message::Archive),
            Self::Rules(dialog) => dialog.view().map(Message::Rules),
            Self::OutOfOffice(dialog) => dialog.view().map(Message::OutOfOffice),
            Self::About(dialog) => dialog.view().map(Message::About),
            Self::MoveTo(dialog) => dialog.view().map(Message::MoveTo),
            Self::Properties(dialog) => dialog.view().map(Message::Properties),
            Self::NewFolder(dialog) => dialog.view().map(Message::NewFolder),
            Self::Password(dialog) => dialog.view().map(Message::Password),
            Self::ImportFile(dialog) => dialog.view().map(Message::ImportFile),
            Self::BringIn(dialog) => dialog.view().map(Message::BringIn),
            Self::TakeOut(dialog) => dialog.view().map(Message::TakeOut),
            Self::Options(dialog) => dialog.view().map(Message::Options),
            Self::SaveAs(dialog) => dialog.view().map(Message::SaveAs),
            Self::Print(dialog) => dialog.view().map(Message::Print),
            Self::Templates(dialog) => dialog.view().map(Message::Templates),
        }
    }

    /// Returns what the dialog listens to.
    pub(super) fn subscription(&self) -> Subscription<Message> {
        match self {
            Self::ImportFile(dialog) => dialog.subscription().map(Message::ImportFile),
            Self::BringIn(dialog) => dialog.subscription().map(Message::BringIn),
            Self::TakeOut(dialog) => dialog.subscription().map(Message::TakeOut),
            Self::SaveAs(dialog) => dialog.subscription().map(Message::SaveAs),
            Self::Print(dialog) => dialog.subscription().map(Message::Print),
            _ => Subscription::none(),
        }
    }
}

/// What a dialog wants.
enum Outcome {
    /// It goes on.
    Stay,
    Run(Task<Message>),
    /// It is left.
    Leave,
    Then(Then),
    Archive(Option<FolderId>, u32),
    /// The rules are kept, and run on a folder.
    Ruled(Option<FolderId>),
    Away(Absence),
    /// Messages or a folder go there.
    Go(What, Option<FolderId>),
    /// It stays until the folder is made.
    Folder(FolderAct),
    /// It stays, and a folder is made on the way.
    Make(Option<FolderId>, String),
    /// It stays, and the folder is there.
    Made(move_to::Made),
    PasswordChanged,
    MailCame,
    Template(MessageId),
    /// It is left, and this is told.
    Tell(String),
    /// It is left, this is told, and how it was printed is remembered.
    Printed(String, Box<Printing>),
    /// Settings are used, and the dialog is left or goes on.
    Use(Settings, After),
}

/// What becomes of the dialog.
enum After {
    Leave,
    Stay,
}

/// Lets a dialog hear a message; the dialogs' actions are alike, but each is of its own type.
macro_rules! hear {
    ($dialog:ident, $message:ident, $wrap:path, $room:ident, $done:pat => $outcome:expr) => {
        match $dialog.update($message) {
            $room::Action::None => Outcome::Stay,
            $room::Action::Run(task) => Outcome::Run(task.map($wrap)),
            $room::Action::Cancelled => Outcome::Leave,
            $done => $outcome,
        }
    };
}

/// Lets a dialog hear a message that is meant for it.
fn outcome(shown: &mut Shown, message: Message) -> Outcome {
    match (shown, message) {
        (Shown::Notice(d), Message::Notice(m)) => {
            hear!(d, m, Message::Notice, notice, notice::Action::Done(()) => Outcome::Leave)
        }
        (Shown::Question(d, then), Message::Notice(m)) => {
            let then = then.clone();
            hear!(d, m, Message::Notice, notice, notice::Action::Done(()) => Outcome::Then(then))
        }
        (Shown::Archive(d), Message::Archive(m)) => {
            let wrap = Message::Archive;
            hear!(d, m, wrap, archive, archive::Action::Done((folder, days)) => Outcome::Archive(folder, days))
        }
        (Shown::Rules(d), Message::Rules(m)) => {
            hear!(d, m, Message::Rules, rules, rules::Action::Done(run) => Outcome::Ruled(run))
        }
        (Shown::OutOfOffice(d), Message::OutOfOffice(m)) => {
            let wrap = Message::OutOfOffice;
            hear!(d, m, wrap, out_of_office, out_of_office::Action::Done(away) => Outcome::Away(away))
        }
        (Shown::About(d), Message::About(m)) => {
            hear!(d, m, Message::About, about, about::Action::Done(()) => Outcome::Leave)
        }
        (Shown::MoveTo(d), Message::MoveTo(m)) => match d.update(m) {
            move_to::Action::None => Outcome::Stay,
            move_to::Action::Run(task) => Outcome::Run(task.map(Message::MoveTo)),
            move_to::Action::Cancelled => Outcome::Leave,
            move_to::Action::Done(what, to) => Outcome::Go(what, to),
            move_to::Action::Make { parent, name } => Outcome::Make(parent, name),
            move_to::Action::Made(made) => Outcome::Made(made),
        },
        (Shown::Properties(d), Message::Properties(m)) => {
            let wrap = Message::Properties;
            hear!(d, m, wrap, folder_properties, folder_properties::Action::Done(()) => Outcome::Leave)
        }
        (Shown::NewFolder(d), Message::NewFolder(m)) => {
            let wrap = Message::NewFolder;
            hear!(d, m, wrap, new_folder, new_folder::Action::Done(change) => Outcome::Folder(change))
        }
        (Shown::Password(d), Message::Password(m)) => {
            let wrap = Message::Password;
            hear!(d, m, wrap, change_password, change_password::Action::Done => Outcome::PasswordChanged)
        }
        (Shown::ImportFile(d), Message::ImportFile(m)) => {
            let wrap = Message::ImportFile;
            hear!(d, m, wrap, import_file, import_file::Action::Done => Outcome::MailCame)
        }
        (Shown::BringIn(d), Message::BringIn(m)) => {
            hear!(d, m, Message::BringIn, bring_in, bring_in::Action::Done => Outcome::MailCame)
        }
        (Shown::TakeOut(d), Message::TakeOut(m)) => {
            let wrap = Message::TakeOut;
            hear!(d, m, wrap, take_out, take_out::Action::Done(told) => Outcome::Tell(told))
        }
        (Shown::Options(d), Message::Options(m)) => match d.update(m) {
            options::Action::None => Outcome::Stay,
            options::Action::Run(task) => Outcome::Run(task.map(Message::Options)),
            options::Action::Cancelled => Outcome::Leave,
            options::Action::Applied(settings) => Outcome::Use(settings, After::Stay),
            options::Action::Done(settings) => Outcome::Use(settings, After::Leave),
        },
        (Shown::SaveAs(d), Message::SaveAs(m)) => {
            hear!(d, m, Message::SaveAs, save_as, save_as::Action::Done(told) => Outcome::Tell(told))
        }
        (Shown::Print(d), Message::Print(m)) => {
            let done = |told, printing| Outcome::Printed(told, printing);
            hear!(d, m, Message::Print, print, print::Action::Done(told, how) => done(told, how))
        }
        (Shown::Templates(d), Message::Templates(m)) => {
            let wrap = Message::Templates;
            hear!(d, m, wrap, templates, templates::Action::Done(id) => Outcome::Template(id))
        }
        // An answer to a dialog that is gone.
        _ => Outcome::Stay,
    }
}

impl MessageCenter {
    /// Hears what happens in the dialog.
    pub(super) fn dialog_used(&mut self, message: Message) -> Action {
        let Some(shown) = &mut self.dialog else { return Action::None };
        match outcome(shown, message) {
            Outcome::Stay => Action::None,
            Outcome::Run(task) => Action::Run(task.map(super::Message::Dialog)),
            Outcome::Folder(change) => Action::run(self.act_on_folder(change)),
            Outcome::Make(parent, name) => {
                let made = move_to::make(&self.desk, parent, name).map(Message::MoveTo);
                Action::Run(made.map(super::Message::Dialog))
            }
            Outcome::Made(made) => {
                if let Some(deeds) = Deeds::of_folder(made) {
                    return Action::run(Task::batch([self.did(deeds), self.reload()]));
                }
                Action::run(self.reload())
            }
            Outcome::Leave => {
                self.dialog = None;
                Action::run(self.take_over())
            }
            Outcome::Template(id) => {
                self.dialog = None;
                Action::Write(Writing::Template(id))
            }
            Outcome::PasswordChanged => {
                self.dialog = None;
                // It may have been there before the list was.
                self.wishes.wish(Wish::Focus(view::LIST.into()));
                self.notice = words::text("screens-center-password-changed");
                Action::run(self.take_over())
            }
            Outcome::Printed(told, printing) => {
                self.dialog = None;
                self.printed(Some(told), *printing)
            }
            Outcome::Tell(told) => {
                self.dialog = None;
                self.notice = told;
                Action::None
            }
            Outcome::MailCame => {
                self.dialog = None;
                Action::run(self.reload())
            }
            Outcome::Go(what, to) => {
                self.dialog = None;
                Action::run(self.go_where(&what, to))
            }
            Outcome::Ruled(run) => {
                self.dialog = None;
                Action::run(run.map_or_else(Task::none, |folder| self.run_rules(folder)))
            }
            Outcome::Away(absence) => {
                self.dialog = None;
                Action::run(self.absence_is(Ok(absence)))
            }
            Outcome::Archive(folder, days) => {
                self.dialog = None;
                Action::run(self.archive(folder, days_ago(days)))
            }
            Outcome::Then(then) => {
                self.dialog = None;
                match then {
                    Then::Delete(chosen) => Action::run(self.delete(chosen)),
                    Then::DeleteFolder(id) => {
                        Action::run(self.act_on_folder(FolderAct::Delete { id }))
                    }
                    Then::EmptyDeleted => Action::run(self.empty()),
                    Then::Leave { exit: true } => Action::Exit,
                    Then::Leave { exit: false } => Action::SignOut,
                }
            }
            Outcome::Use(settings, after) => {
                if matches!(after, After::Leave) {
                    self.dialog = None;
                }
                self.use_settings(settings)
            }
        }
    }

    /// Uses other settings; they are handed on for keeping a moment later.
    pub(super) fn use_settings(&mut self, settings: Settings) -> Action {
        let seen = settings.look != self.settings.look || settings.sight != self.settings.sight;
        let pane = super::PaneAt::of(&settings.reading_pane);
        self.settings = Settings { reading_pane: self.settings.reading_pane.clone(), ..settings };
        let reading = &self.settings.reading;
        self.pane.reader.set(reading.fixed_font, reading.full_headers);
        self.put_pane(pane);
        let _ = self.changed_settings();
        let shown = self.show_selected();
        if seen {
            // What is selected is shown when it is next looked at.
            self.unsaved = None;
            return Action::Remember(Box::new(self.settings.clone()));
        }
        Action::run(shown)
    }
}

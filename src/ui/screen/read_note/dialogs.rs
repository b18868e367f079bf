//! The dialogs over the window: Save As, Print, and the folder into which the message goes.

use std::sync::Arc;

use super::page::Leave;
use super::{Action, Message, ReadNote};
use crate::mail::Folder;
use crate::session::Error;
use crate::ui::dialog::move_to::{self, MoveTo, What};
use crate::ui::dialog::print::{self, Print};
use crate::ui::dialog::save_as;
use crate::ui::screen::message_center::Deeds;

impl ReadNote {
    pub(super) fn ask_to_print(&mut self) -> Action {
        let (title, fixed) = (self.title(), self.reader.is_fixed());
        let ids = Arc::new([self.id]);
        let (print, task) = Print::new(self.desk.clone(), ids, &title, &self.printing, fixed);
        self.print = Some(Box::new(print));
        Action::Run(task.map(Message::Printing))
    }

    pub(super) fn print_told(&mut self, message: print::Message) -> Action {
        let Some(print) = &mut self.print else { return Action::None };
        match print.update(message) {
            print::Action::None => return Action::None,
            print::Action::Run(task) => return Action::Run(task.map(Message::Printing)),
            print::Action::Done(told, printing) => {
                self.status = told;
                self.printing = (*printing).clone();
                self.print = None;
                return Action::Printed(printing);
            }
            print::Action::Cancelled => {}
        }
        self.print = None;
        Action::None
    }

    pub(super) fn save_told(&mut self, message: save_as::Message) -> Action {
        let Some(save) = &mut self.save else { return Action::None };
        match save.update(message) {
            save_as::Action::None => return Action::None,
            save_as::Action::Run(task) => return Action::Run(task.map(Message::Save)),
            save_as::Action::Done(told) => self.status = told,
            save_as::Action::Cancelled => {}
        }
        self.save = None;
        Action::None
    }

    /// Asks for the folder into which the message goes.
    pub(super) fn ask_where_to(&mut self) -> Action {
        let task = self.desk.ask(|session| session.folders());
        Action::Run(self.begin(task.map(Message::FoldersCame)))
    }

    pub(super) fn folders_came(&mut self, folders: Result<Vec<Folder>, Error>) {
        self.busy = None;
        match (folders, &self.page) {
            (Ok(folders), Some(page)) => {
                let what = What::Move(1, page.opened.summary.folder);
                self.moving = Some(MoveTo::new(&folders, what, &[]));
            }
            (Err(error), _) => self.fail(&error),
            (Ok(_), None) => {}
        }
    }

    pub(super) fn move_told(&mut self, message: move_to::Message) -> Action {
        let Some(moving) = &mut self.moving else { return Action::None };
        match moving.update(message) {
            move_to::Action::None => return Action::None,
            move_to::Action::Run(task) => return Action::Run(task.map(Message::Moving)),
            move_to::Action::Done(_, Some(folder)) => {
                self.moving = None;
                return self.leave(Leave::Moved(folder));
            }
            move_to::Action::Make { parent, name } => {
                let made = move_to::make(&self.desk, parent, name);
                return Action::Run(made.map(Message::Moving));
            }
            move_to::Action::Made(made) => return Action::Left(Deeds::of_folder(made), false),
            move_to::Action::Done(_, None) => {}
            move_to::Action::Cancelled => {}
        }
        self.moving = None;
        Action::None
    }
}

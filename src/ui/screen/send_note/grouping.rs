//! Save Recipients as Group: those whom the note is for become a personal group. `names` finds out
//! whom the names mean, `completing` offers the group afterwards.

use iced::widget::{column, text};

use super::asking::{Answer, Over, answer};
use super::names::{self, Checked};
use super::{Action, Message, SendNote, Work};
use crate::mail::Group;
use crate::session::Error;
use crate::ui::task::Cancel;
use crate::ui::theme;
use crate::ui::widget::{Dialog, button, dialog, field};
use crate::words;

/// What became of a group: it is kept, or some names are in doubt.
pub(super) type Grouped = (Vec<Checked>, Option<Group>);

impl SendNote {
    /// Asks what the group is to be called.
    pub(super) fn ask_group(&mut self) {
        if self.form.has_no_recipients() {
            self.fail(&Error::NoRecipients);
            return;
        }
        self.suggestions = None;
        self.over = Some(Over::Group(String::new()));
    }

    /// Keeps the group, once it is known whom all names mean.
    pub(super) fn save_group(&mut self, name: String) -> Action {
        let (lines, cancel) = (names::lines(&self.form), Cancel::default());
        let stop = cancel.clone();
        let task = self.desk.ask(move |session| {
            let checked = names::check(session, &lines, true, &stop)?;
            if checked.iter().any(|c| names::is_doubt(&c.result, false)) {
                return Ok((checked, None));
            }
            let people = checked.iter().filter_map(|c| names::meant(&c.result)).flatten().cloned();
            let group = Group::new(&name, people);
            if let Some(group) = &group {
                session.set_group(group)?;
            }
            Ok((checked, group))
        });
        Action::Run(self.begin(Work::Checking, cancel, task.map(Message::GroupSaved)))
    }

    /// Hears what became of the group: it is suggested from now on.
    pub(super) fn group_saved(&mut self, result: Result<Grouped, Error>) -> Action {
        self.busy = None;
        match result {
            Ok((_, Some(group))) => {
                self.over = None;
                self.focus(self.last);
                let count = group.members.len() as u64;
                self.status = words::count("screens-group-saved", count, &[("name", group.name())]);
                Action::Run(self.ask_people())
            }
            // Nobody is in doubt where only the name was none.
            Ok((checked, None)) => self.doubts(checked, false),
            Err(Error::Cancelled) => Action::None,
            Err(error) => {
                self.fail(&error);
                Action::None
            }
        }
    }
}

/// Asks for the name of a group.
pub(super) fn ask(name: &str) -> Dialog<'_, Answer> {
    let field = field(words::text("screens-group-name"), name)
        .caption_width(56.0)
        .id("group-name")
        .on_input(Answer::PathTyped);
    let body = column![text(words::text("screens-group-text")), field].spacing(theme::SPACE);
    let ready = Group::new(name, []).map(|_| Answer::Default);
    let save = button(words::text("screens-send-close-save"));
    dialog(words::text("screens-group-title"), body)
        .width(460.0)
        .button(save.default(true).on_press_maybe(ready))
        .button(answer("screens-note-cancel", Answer::Back))
}

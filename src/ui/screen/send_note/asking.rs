//! What the Send Note window asks, and what the answers do.

use std::path::PathBuf;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, row, scrollable, text};
use iced::{Fill, Task};

use super::form::Part;
use super::grouping;
use super::names::{self, Checked};
use super::options::{self, Options};
use super::spell::check::{self, Check};
use super::{Action, Busy, Message, SendNote, Work};
use crate::mail::{Group, Person};
use crate::session::{Known, Resolution};
use crate::ui::screen::attachments::expand;
use crate::ui::theme::{self, style};
use crate::ui::widget::list::moved;
use crate::ui::widget::progress::{Reached, progress};
use crate::ui::widget::{
    Cell, Column, Dialog, Edge, List, ListEvent, Wish, bevel, button, check_box, dialog, field,
};
use crate::words;

/// What lies over the window.
#[derive(Debug)]
pub(super) enum Over {
    /// Closing would lose text.
    Close,
    /// The note is to be thrown away.
    Discard,
    /// Something is still on its way to the postoffice.
    StillSending,
    /// Asks for the path of a file to attach.
    Attach(String),
    /// Some names are nobody's.
    Unknown { doubts: Vec<Checked>, sending: bool, others: bool },
    /// A name is several people's.
    Choose { doubt: Checked, chosen: usize, rest: Vec<Checked>, sending: bool },
    /// A word is not in the dictionary.
    Spelling(Check),
    /// Asks for the name of a template.
    Template(String),
    /// Asks for the name of a group of the recipients.
    Group(String),
    /// The text speaks of an attachment, and there is none; `anyway` to those who were found.
    Forgotten { anyway: bool },
    /// There is no subject; `anyway` to those who were found, `never` to be asked again.
    Untitled { anyway: bool, never: bool },
    /// Asks how the note is sent.
    Options(Options),
}

/// How a dialog is answered.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Does what Enter means.
    Default,
    /// Goes back to the note.
    Back,
    /// Saves the draft and closes.
    Save,
    /// Throws away and closes.
    Discard,
    /// Closes without waiting.
    CloseAnyway,
    /// Sends although some names are nobody's.
    SendAnyway,
    /// Takes the person who is chosen into the personal book.
    KeepChosen,
    /// Sends although there is no attachment.
    SendWithout,
    /// Asks for a file to attach.
    Attach,
    /// Sends although there is no subject.
    SendUntitled,
    /// Whether the person does not want to be asked again was switched.
    NeverAgain(bool),
    /// Something was chosen among the options.
    Options(options::Event),
    /// Something happened in the list of people.
    Listed(ListEvent),
    /// Something happened in the spelling dialog.
    Spelling(check::Event),
    /// A path or a name was typed.
    PathTyped(String),
    /// Asks the system for files.
    Browse,
    /// Files were chosen, or not.
    Chosen(Option<Vec<PathBuf>>),
}

impl SendNote {
    /// Does what an answer says.
    pub(super) fn answered(&mut self, answer: Answer) -> Action {
        match (answer, &mut self.over) {
            (Answer::Default, Some(Over::Close)) | (Answer::Save, _) => {
                self.over = None;
                return self.save_and_close();
            }
            (Answer::Default, Some(Over::Attach(path))) => {
                let path = path.trim().to_owned();
                if !path.is_empty() {
                    self.over = None;
                    return self.attach(vec![expand(&path)]);
                }
            }
            (Answer::Default, Some(Over::Choose { .. })) => return self.choose(),
            (Answer::Default, Some(Over::Spelling(_))) => {
                return self.check_told(check::Event::Change);
            }
            (Answer::Spelling(event), _) => return self.check_told(event),
            (Answer::Default | Answer::Attach, Some(Over::Forgotten { .. })) => {
                self.over = Some(Over::Attach(String::new()));
            }
            (Answer::Default, Some(Over::Template(name))) => {
                let name = name.trim().to_owned();
                if !name.is_empty() {
                    self.over = None;
                    return self.save_template(name);
                }
            }
            (Answer::Default, Some(Over::Group(name))) => {
                let name = std::mem::take(name);
                if Group::new(&name, []).is_some() {
                    self.over = None;
                    return self.save_group(name);
                }
            }
            (Answer::Default, Some(Over::Options(chosen))) => {
                let chosen = *chosen;
                self.over = None;
                self.set_options(chosen);
            }
            (Answer::Options(event), Some(Over::Options(chosen))) => {
                if let Some(id) = chosen.update(event) {
                    self.wishes.wish(Wish::Focus(id.into()));
                }
            }
            (Answer::NeverAgain(on), Some(Over::Untitled { never, .. })) => *never = on,
            (Answer::SendUntitled, Some(Over::Untitled { anyway, never })) => {
                let (anyway, never) = (*anyway, *never);
                self.untitled = true;
                return self.never_ask(never, anyway);
            }
            (Answer::Default | Answer::Back, _) => self.go_back(),
            (Answer::Discard, Some(Over::Close)) => {
                self.over = None;
                return self.discard(false);
            }
            (Answer::Discard, _) => {
                self.over = None;
                return self.discard(true);
            }
            (Answer::CloseAnyway, _) => {
                // What was sent is sent; the text is there should it not have been.
                let _ = self.over.take();
                let draft = self.draft();
                let keep = self.keep.keep_text(&draft);
                return Action::Run(keep.map(|_| Message::Left));
            }
            (Answer::SendAnyway, _) => return self.send(true),
            (Answer::SendWithout, Some(Over::Forgotten { anyway })) => {
                let anyway = *anyway;
                self.without = true;
                return self.send(anyway);
            }
            (Answer::Listed(event), Some(Over::Choose { doubt, chosen, .. })) => {
                let len = people(doubt).len();
                match event {
                    ListEvent::Move { delta, .. } => {
                        *chosen = moved(Some(*chosen), delta, len).unwrap_or(0);
                    }
                    ListEvent::Select { row, .. } => *chosen = row,
                    ListEvent::Activate(row) => {
                        *chosen = row.unwrap_or(*chosen);
                        return self.choose();
                    }
                    _ => {}
                }
            }
            (Answer::KeepChosen, Some(Over::Choose { doubt, chosen, .. })) => {
                if let Some(person) = people(doubt).get(*chosen).cloned() {
                    let task =
                        self.desk.ask(move |session| session.add_to_book(&person).map(u64::from));
                    return Action::Run(task.map(|new| Message::PeopleKept(new.map(|n| (1, n)))));
                }
            }
            (
                Answer::PathTyped(typed),
                Some(Over::Attach(text) | Over::Template(text) | Over::Group(text)),
            ) => {
                *text = typed;
            }
            (Answer::Browse, _) => return Action::Run(browse()),
            (Answer::Chosen(Some(paths)), _) => {
                self.over = None;
                return self.attach(paths);
            }
            (Answer::Chosen(None) | Answer::Listed(_) | Answer::PathTyped(_), _)
            | (Answer::SendWithout | Answer::Attach | Answer::KeepChosen, _)
            | (Answer::SendUntitled | Answer::NeverAgain(_) | Answer::Options(_), _) => {}
        }
        Action::None
    }

    fn go_back(&mut self) {
        match self.over.take() {
            Some(Over::Unknown { doubts, .. }) => self.focus_on(&doubts),
            Some(Over::Untitled { .. }) => self.focus(Part::Subject),
            Some(Over::Spelling(check)) => self.leave_word(&check),
            _ => {}
        }
    }

    /// Takes the person who is chosen for an ambiguous name.
    fn choose(&mut self) -> Action {
        let Some(Over::Choose { doubt, chosen, rest, sending }) = self.over.take() else {
            return Action::None;
        };
        if let Some(person) = people(&doubt).get(chosen) {
            names::replace(&mut self.form, doubt.part, &doubt.typed, std::slice::from_ref(person));
            let _ = self.resolved.insert(names::written(person));
            self.changed();
        }
        self.doubts(rest, sending)
    }

    /// Names the answer of a key while a dialog is open.
    pub(super) fn answer_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let _ = self.over.as_ref()?;
        match key {
            Key::Character(letter) if letter.eq_ignore_ascii_case("k") && modifiers.command() => {
                Some(Message::Answered(Answer::KeepChosen))
            }
            Key::Named(Named::Escape) => Some(Message::Answered(Answer::Back)),
            Key::Named(Named::Enter) if modifiers.is_empty() => {
                Some(Message::Answered(Answer::Default))
            }
            _ => None,
        }
    }

    /// Shows what lies over the window.
    pub(super) fn dialog(&self) -> Option<Dialog<'_, Message>> {
        if let Some(over) = &self.over {
            return Some(self.ask(over).map(Message::Answered));
        }
        if let Some(dialog) = self.strip.dialog() {
            return Some(dialog.map(Message::Strip));
        }
        self.long_work().map(waiting)
    }

    fn ask<'a>(&'a self, over: &'a Over) -> Dialog<'a, Answer> {
        match over {
            Over::Close => {
                let what = words::with("screens-send-close", &[("subject", &self.title())]);
                dialog(words::text("screens-send-close-title"), text(what))
                    .button(answer("screens-send-close-save", Answer::Save).default(true))
                    .button(answer("screens-send-close-discard", Answer::Discard))
                    .button(answer("screens-note-cancel", Answer::Back))
            }
            Over::Discard => {
                let what = words::with("screens-send-discard", &[("subject", &self.title())]);
                dialog(words::text("screens-send-discard-title"), text(what))
                    .button(answer("screens-note-cancel", Answer::Back).default(true))
                    .button(answer("screens-send-close-discard", Answer::Discard))
            }
            Over::StillSending => {
                let body = column![
                    text(words::text("screens-send-still")),
                    progress(Reached::Unknown).width(Fill),
                ]
                .spacing(theme::SPACE);
                dialog(words::text("screens-send-still-title"), body)
                    .button(answer("screens-send-still-wait", Answer::Back).default(true))
                    .button(answer("screens-send-still-close", Answer::CloseAnyway))
            }
            Over::Attach(path) => attach(path),
            Over::Unknown { doubts, sending, others } => unknown(doubts, *sending, *others),
            Over::Choose { doubt, chosen, .. } => choose(doubt, *chosen, &self.people),
            Over::Spelling(check) => self.ask_spelling(check),
            Over::Template(name) => template(name),
            Over::Group(name) => grouping::ask(name),
            Over::Options(chosen) => chosen.view(),
            Over::Untitled { never, .. } => {
                let again = check_box(words::text("screens-send-untitled-again"), *never)
                    .on_toggle(Answer::NeverAgain);
                let what = text(words::text("screens-send-untitled"));
                dialog(
                    words::text("screens-send-untitled-title"),
                    column![what, again].spacing(theme::SPACE),
                )
                .button(answer("screens-send-untitled-back", Answer::Back).default(true))
                .button(answer("screens-send-untitled-send", Answer::SendUntitled))
            }
            Over::Forgotten { .. } => {
                let what = text(words::text("screens-send-forgotten"));
                dialog(words::text("screens-send-forgotten-title"), what)
                    .button(answer("screens-send-forgotten-attach", Answer::Attach).default(true))
                    .button(answer("screens-send-forgotten-send", Answer::SendWithout))
                    .button(answer("screens-note-cancel", Answer::Back))
            }
        }
    }
}

pub(super) fn answer(id: &str, answer: Answer) -> button::Button<Answer> {
    button(words::text(id)).on_press(answer)
}

fn people(doubt: &Checked) -> &[Person] {
    match &doubt.result {
        Resolution::Ambiguous(people) => people,
        _ => &[],
    }
}

fn field_name(part: Part) -> String {
    words::text(match part {
        Part::To | Part::Subject | Part::Body => "screens-note-to",
        Part::Cc => "screens-note-cc",
        Part::Bcc => "screens-note-bcc",
    })
}

fn attach(path: &str) -> Dialog<'_, Answer> {
    let name = field(words::text("screens-save-file"), path)
        .caption_width(56.0)
        .id("attach-path")
        .on_input(Answer::PathTyped);
    let body = column![
        text(words::text("screens-send-attach-text")),
        row![name, answer("screens-note-browse", Answer::Browse)].spacing(theme::SPACE),
    ]
    .spacing(theme::SPACE);
    let ready = (!path.trim().is_empty()).then_some(Answer::Default);
    dialog(words::text("screens-send-attach-title"), body)
        .width(460.0)
        .button(button(words::text("screens-send-attach-now")).default(true).on_press_maybe(ready))
        .button(answer("screens-note-cancel", Answer::Back))
}

fn template(name: &str) -> Dialog<'_, Answer> {
    let field = field(words::text("screens-templates-name"), name)
        .caption_width(56.0)
        .id("template-name")
        .on_input(Answer::PathTyped);
    let body = column![text(words::text("screens-templates-save-text")), field];
    let ready = (!name.trim().is_empty()).then_some(Answer::Default);
    let save = button(words::text("screens-send-close-save"));
    dialog(words::text("screens-templates-save-title"), body.spacing(theme::SPACE))
        .button(save.default(true).on_press_maybe(ready))
        .button(answer("screens-note-cancel", Answer::Back))
}

fn unknown(doubts: &[Checked], sending: bool, others: bool) -> Dialog<'_, Answer> {
    let mut list = column![].spacing(theme::GAP);
    for doubt in doubts {
        let field = field_name(doubt.part);
        let reason = names::trouble(&doubt.result).unwrap_or_default();
        list = list.push(text(words::with(
            "screens-send-unknown-name",
            &[("field", &field), ("name", &doubt.typed), ("reason", &reason)],
        )));
    }
    let list = scrollable(list.width(Fill)).style(style::scroll).width(Fill);
    let list = iced::widget::container(list).max_height(160.0);
    let body = column![text(words::text("screens-send-unknown")), list].spacing(theme::SPACE);
    let dialog = dialog(words::text("screens-send-unknown-title"), body).width(460.0);
    // First, and so with the focus: Enter never sends by mistake.
    let dialog = dialog.button(answer("screens-send-back", Answer::Back).default(true));
    if sending && others {
        dialog.button(answer("screens-send-anyway", Answer::SendAnyway))
    } else {
        dialog
    }
}

fn choose<'a>(doubt: &'a Checked, chosen: usize, known: &'a [Known]) -> Dialog<'a, Answer> {
    let people = people(doubt);
    let columns =
        vec![Column::new("", 160.0), Column::new("", 150.0), Column::new("", 100.0).fill()];
    let cell = |row: usize, column: usize| match (people.get(row), column) {
        (Some(person), 0) => Cell::text(person.short()),
        (Some(person), 1) => Cell::text(person.written_address()),
        (Some(person), _) => Cell::text(names::source(person, known)),
        (None, _) => Cell::default(),
    };
    let list = List::new(people.len(), columns, cell, Answer::Listed)
        .headless()
        .id("choose-person")
        .selected(move |row| row == chosen)
        .cursor(Some(chosen));
    let body = column![
        text(words::count(
            "screens-send-ambiguous",
            people.len() as u64,
            &[("name", &doubt.typed)]
        )),
        bevel(Edge::Sunken, list).window().ring().width(Fill).height(112.0),
    ]
    .spacing(theme::SPACE);
    dialog(words::text("screens-send-ambiguous-title"), body)
        .width(460.0)
        .button(answer("screens-send-choose", Answer::Default).default(true))
        .button(answer("screens-send-choose-keep", Answer::KeepChosen))
        .button(answer("screens-note-cancel", Answer::Back))
}

/// Shows what takes long, and how to stop waiting.
fn waiting(busy: &Busy) -> Dialog<'_, Message> {
    let what = words::text(match busy.work {
        Work::Opening => "screens-note-opening",
        Work::Checking => "screens-send-checking",
        Work::Attaching => "screens-send-attaching",
        Work::Sending => "screens-send-sending",
        Work::Closing => "screens-send-saving",
    });
    let body = column![text(what), progress(Reached::Unknown).width(Fill)].spacing(theme::SPACE);
    dialog(words::text("screens-note-wait-title"), body)
        .button(button(words::text("screens-note-cancel")).on_press(Message::Cancel))
}

fn browse() -> Task<Message> {
    let chosen = async {
        let handles = rfd::AsyncFileDialog::new().pick_files().await;
        handles.map(|all| all.iter().map(|handle| handle.path().to_owned()).collect())
    };
    Task::perform(chosen, |paths| Message::Answered(Answer::Chosen(paths)))
}

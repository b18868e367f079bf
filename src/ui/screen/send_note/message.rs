//! What a note begins with, what happens in its window, and what the router has to do about it.

use std::path::PathBuf;

use iced::Task;
use iced::time::Instant;
use iced::widget::text_editor;

use super::asking::Answer;
use super::form::Part;
use super::grouping::Grouped;
use super::names::Checked;
use super::{search, spell};
use crate::mail::{Address, Attachment, Draft, MessageId, Priority};
use crate::session::{Error, Habits, Known, Sent, TakenBack};
use crate::ui::screen::attachments;
use crate::ui::screen::window_menu::GoTo;
use crate::ui::widget::SuggestEvent;

/// What a note begins with.
#[derive(Debug, Clone)]
pub enum Writing {
    /// Nothing.
    New,
    /// Nothing, to somebody.
    To(Address),
    /// An answer to a message's sender.
    Reply(MessageId),
    /// An answer to a message's sender and all other recipients.
    ReplyAll(MessageId),
    /// A message that is passed on.
    Forward(MessageId),
    /// A draft that was kept.
    Draft(MessageId),
    /// A template, which stays as it is.
    Template(MessageId),
    /// A message that was sent and taken back.
    TakenBack(TakenBack),
}

/// What happens in the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// What the note begins with is there, or not.
    Loaded(Result<Box<Draft>, Error>),
    /// The people to suggest are there, or not.
    PeopleLoaded(Result<Vec<Known>, Error>),
    /// How the person writes is known, or not.
    HabitsLoaded(Result<Box<Habits>, Error>),
    /// Something has to do with spelling.
    Spell(spell::Event),
    /// Something has to do with finding and replacing.
    Search(search::Event),
    /// A field was typed in.
    Typed(Part, String),
    /// Something was done in the text.
    Edited(text_editor::Action),
    /// Something was done with the suggestions.
    Suggested(SuggestEvent),
    /// Takes the last change back.
    Undo,
    /// Makes again the change that was taken back.
    Redo,
    /// Another line of a menu is chosen, which does this.
    Helped(String),
    /// Prints the shortcuts of the window.
    PrintKeys(String),
    /// Presses a key with Control in whatever has the focus.
    Press(&'static str),
    /// Sends the note.
    Send,
    /// Sending ended.
    SendEnded(Result<Outcome, Error>),
    /// Checks whom the names mean.
    CheckNames,
    /// The names were checked.
    NamesChecked(Result<Vec<Checked>, Error>),
    /// Asks under which name to save a template.
    SaveTemplate,
    /// The template was saved, or not.
    TemplateSaved(Result<MessageId, Error>),
    /// Asks under which name to keep the recipients as a group.
    SaveGroup,
    /// The group was kept, or not.
    GroupSaved(Result<Grouped, Error>),
    /// Takes the people in the field that was typed in last into the personal book.
    KeepPeople,
    /// So many people were named there, and so many of them are new in the book.
    PeopleKept(Result<(u64, u64), Error>),
    /// Somebody was taken out of the book, or forgotten.
    PersonForgotten(Result<Box<Known>, Error>),
    /// Asks for files to attach.
    Attach,
    /// Attaches files.
    Dropped(Vec<PathBuf>),
    /// Files were read.
    Attached(Vec<Result<Attachment, String>>),
    /// Something happened in the strip of attachments.
    Strip(attachments::Message),
    /// Sets how urgent the note is.
    SetPriority(Priority),
    /// Asks for a receipt, or no longer.
    ToggleReceipt,
    /// Asks how the note is sent.
    Options,
    /// Saves the draft.
    Save,
    /// The draft was saved, with so many changes; and wished so by the person.
    Saved(u64, Result<(), Error>, Option<Box<Draft>>),
    /// The text was kept on this computer, or not.
    TextKept(Option<PathBuf>),
    /// Asks whether to throw the note away.
    Discard,
    /// The note was thrown away.
    Discarded(Result<(), Error>),
    /// A dialog was answered.
    Answered(Answer),
    /// Stops waiting.
    Cancel,
    /// The window can go, whatever it waits for.
    Left,
    /// The failure was read.
    FailureRead,
    /// Time passes.
    Ticked(Instant),
    /// Another window is wanted.
    GoTo(GoTo),
    /// Closes the window, if nothing is lost by it.
    Close,
}

/// How sending ended.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The note is on its way.
    Sent(Sent),
    /// Nothing was sent: some names are in doubt.
    Doubts(Vec<Checked>),
}

/// What the router has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// The folders changed.
    Changed,
    /// Goes to another window.
    GoTo(GoTo),
    /// Opens a window that prints these shortcuts.
    PrintKeys(String),
    /// The note is sent: closes the window and says so.
    Sent(Sent),
    /// Closes the window.
    Close,
    /// The folders changed; closes the window.
    ChangedAndClose,
}

//! What a person can order in the message center: every line of a menu, every button, every
//! shortcut is one of these, so that all of them can or cannot be used alike.

use iced::keyboard::{Key, Modifiers, key::Named};

use super::MessageCenter;
pub(super) use super::flags::FlagWish;
pub(super) use super::folder_view::ColumnKind;
use crate::mail::{FolderKind, SortKey};
use crate::ui::theme::Look;

/// Where the reading pane is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaneAt {
    /// Beside the list.
    Right,
    /// Below the list.
    Below,
    /// Nowhere.
    Off,
}

impl PaneAt {
    /// Returns the word of the settings.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Below => "below",
            Self::Off => "off",
        }
    }

    /// Reads the word of the settings.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "right" => Self::Right,
            "off" => Self::Off,
            _ => Self::Below,
        }
    }
}

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Opens the message in its own window, a draft for writing on.
    Open,
    /// Asks where the messages go.
    Move,
    /// Moves the messages to the folder used last.
    MoveAgain,
    /// Asks where copies of the messages go.
    CopyTo,
    /// Throws the messages away.
    Delete,
    /// Saves the messages in a file.
    SaveAs,
    /// Prints the messages.
    Print,
    /// Saves attachments as files.
    SaveAttachment,
    /// Makes a folder.
    NewFolder,
    /// Gives the folder another name.
    RenameFolder,
    /// Deletes the folder.
    DeleteFolder,
    /// Asks whether Deleted Mail is to be emptied.
    EmptyDeleted,
    /// Asks what goes into the archive.
    Archive,
    /// Asks into which folder the folder goes.
    MoveFolder,
    /// Makes the folder a favourite, or no longer.
    Favourite,
    /// Tells about the folder.
    FolderProperties,
    /// Marks every message of the folder as read.
    MarkFolderRead,
    /// Goes to the next unread message, in this folder or another one.
    NextUnread,
    /// Signs out.
    SignOut,
    /// Ends the program.
    Exit,
    /// Takes a message out of the Outbox to write on.
    EditAgain,
    /// Sends a message of the Outbox now.
    SendNow,
    /// Takes a message out of the Outbox and keeps it as a draft.
    CancelSending,
    /// Undoes the last step.
    Undo,
    /// Does again what was undone last.
    Redo,
    /// Copies what is marked in the text.
    Copy,
    /// Selects all messages of the list.
    SelectAll,
    /// Marks messages as read.
    MarkRead,
    /// Marks messages as unread.
    MarkUnread,
    /// Opens an empty Message Finder.
    Find,
    /// Opens the finder whose results are listed.
    EditFinder,
    /// Goes to the box that narrows the list.
    Filter,
    /// Sends and collects now.
    NewMessages,
    /// Shows the Inbox.
    OpenInbox,
    /// Sorts the list; the other way round when it is sorted by this already.
    SortBy(SortKey),
    /// Parts what is equal in the list by something.
    ThenBy(SortKey),
    /// Gathers the messages of each conversation, or no longer.
    Conversations,
    /// Shows or hides a column of the list.
    Column(ColumnKind),
    /// Moves a column to the left, or to the right.
    ShiftColumn(ColumnKind, bool),
    /// Shows the columns that are shown unless a person changes them.
    UsualColumns,
    /// Flags messages for follow-up.
    Flag(FlagWish),
    /// Says where the reading pane is.
    Pane(PaneAt),
    /// Shows or hides the tool bar.
    ToolBar,
    /// Shows or hides the status bar.
    StatusBar,
    /// Chooses a look.
    Look(Look),
    /// Chooses the size of text, in percent.
    TextSize(u16),
    /// Makes text larger.
    TextLarger,
    /// Makes text smaller.
    TextSmaller,
    /// Begins a message.
    Compose,
    /// Asks for a template to begin a message with.
    FromTemplate,
    /// Answers the sender.
    Reply,
    /// Answers everybody.
    ReplyAll,
    /// Passes the message on.
    Forward,
    /// Asks for another password.
    ChangePassword,
    /// Shows the rules.
    Rules,
    /// Shows what is answered while the person is away.
    OutOfOffice,
    /// Asks for the options.
    Options,
    /// Brings in the mail of another message file.
    ImportFile,
    /// Brings in the mail of other programs.
    BringIn,
    /// Writes mail out for other programs.
    TakeOut,
    /// Opens the Postoffice Manager.
    Manager,
    /// Tells about the program.
    About,
    /// Selects the message before.
    Previous,
    /// Selects the next message.
    Next,
    /// Stops waiting for what takes long.
    GiveUp,
}

impl MessageCenter {
    /// Returns whether an order can be carried out now.
    pub(super) fn can(&self, command: Command) -> bool {
        let kind = self.folders.current().map(|folder| folder.kind);
        let written = matches!(kind, Some(FolderKind::Drafts | FolderKind::Outbox));
        let one = self.selection.single().is_some_and(|row| self.rows.get(row).is_some());
        let some = self.selection.count() > 0;
        match command {
            Command::Open => one,
            Command::Forward | Command::Reply | Command::ReplyAll => {
                one && !written && !self.shows_receipt()
            }
            Command::Move
            | Command::CopyTo
            | Command::Delete
            | Command::SaveAs
            | Command::Print
            | Command::Flag(_) => some,
            Command::ThenBy(key) => {
                key != self.view.order.key && self.view.order.key != SortKey::Date
            }
            Command::Conversations => !self.shows_results(),
            Command::Column(kind) => kind != ColumnKind::Subject,
            Command::ShiftColumn(kind, right) => {
                let columns = &self.view.columns;
                let edge = if right { columns.last() } else { columns.first() };
                edge.is_some_and(|shown| shown.kind != kind)
            }
            Command::MarkRead | Command::MarkUnread => some && !written,
            Command::SaveAttachment => {
                let row = self.selection.single().and_then(|row| self.rows.get(row));
                row.is_some_and(|summary| summary.attachments > 0)
            }
            Command::MoveAgain => some && self.last_target().is_some(),
            Command::MoveFolder => kind.is_some_and(|kind| !kind.is_system()),
            Command::Favourite | Command::FolderProperties => kind.is_some(),
            Command::MarkFolderRead => {
                self.folders.current().is_some_and(|folder| folder.unread > 0)
            }
            Command::NextUnread => self.folders.all().iter().any(|folder| folder.unread > 0),
            Command::RenameFolder | Command::DeleteFolder => {
                kind.is_some_and(|kind| !kind.is_system())
                    || self.folders.current_finder().is_some()
            }
            Command::EmptyDeleted => self.can_empty(),
            Command::EditAgain | Command::SendNow | Command::CancelSending => {
                self.can_outbox(command)
            }
            Command::Undo => self.undo.can(false) || self.undo_send_text().is_some(),
            Command::Redo => self.undo.can(true),
            Command::SelectAll => self.rows.len() > 0,
            Command::NewMessages => !self.is_checking(),
            Command::Previous => self.selection.cursor().is_some_and(|row| row > 0),
            Command::Next => {
                let next = self.selection.cursor().map_or(0, |row| row.saturating_add(1));
                next < self.rows.len()
            }
            Command::Manager => self.desk.who().administrator,
            Command::Copy => self.pane.reader.content().selection().is_some(),
            Command::GiveUp => self.work.is_watched(),
            Command::TextLarger | Command::TextSmaller => {
                self.sight_after(command).is_some_and(|sight| sight != self.settings.sight)
            }
            Command::EditFinder => self.folders.current_finder().is_some(),
            Command::Find
            | Command::Filter
            | Command::NewFolder
            | Command::Archive
            | Command::SignOut
            | Command::Exit
            | Command::OpenInbox
            | Command::SortBy(_)
            | Command::UsualColumns
            | Command::Pane(_)
            | Command::ToolBar
            | Command::StatusBar
            | Command::Look(_)
            | Command::TextSize(_)
            | Command::Compose
            | Command::FromTemplate
            | Command::ChangePassword
            | Command::Rules
            | Command::OutOfOffice
            | Command::Options
            | Command::ImportFile
            | Command::BringIn
            | Command::TakeOut
            | Command::About => true,
        }
    }
}

/// Returns what a shortcut orders.
pub(super) fn shortcut(key: &Key, modifiers: Modifiers) -> Option<Command> {
    let none = modifiers.is_empty();
    let command = modifiers == Modifiers::COMMAND;
    let shifted = modifiers == Modifiers::COMMAND | Modifiers::SHIFT;
    match key {
        Key::Named(Named::Delete) if none => Some(Command::Delete),
        Key::Named(Named::Enter) if modifiers == Modifiers::ALT => Some(Command::FolderProperties),
        Key::Named(Named::Insert) if none => Some(Command::Flag(FlagWish::Next)),
        Key::Named(Named::F9) if none => Some(Command::NewMessages),
        Key::Named(Named::F4) if modifiers == Modifiers::ALT => Some(Command::Exit),
        Key::Character(letter) => match (letter.to_lowercase().as_str(), command, shifted) {
            ("n", true, _) => Some(Command::Compose),
            ("r", true, _) => Some(Command::Reply),
            ("r", _, true) => Some(Command::ReplyAll),
            ("f", true, _) => Some(Command::Forward),
            ("f", _, true) => Some(Command::Find),
            ("o", true, _) => Some(Command::Open),
            ("m", true, _) => Some(Command::Move),
            ("d", true, _) => Some(Command::Delete),
            ("s", true, _) => Some(Command::SaveAs),
            ("p", true, _) => Some(Command::Print),
            ("z", true, _) => Some(Command::Undo),
            ("y", true, _) | ("z", _, true) => Some(Command::Redo),
            ("a", true, _) => Some(Command::SelectAll),
            ("g", true, _) => Some(Command::OpenInbox),
            ("n", _, true) => Some(Command::NewFolder),
            ("m", _, true) => Some(Command::MoveAgain),
            ("j", true, _) => Some(Command::NextUnread),
            ("g", _, true) => Some(Command::Flag(FlagWish::Next)),
            ("e", true, _) => Some(Command::Filter),
            ("+" | "=", true, _) | ("+" | "=", _, true) => Some(Command::TextLarger),
            ("-", true, _) => Some(Command::TextSmaller),
            ("0", true, _) => Some(Command::TextSize(100)),
            ("," | "<", true, _) | ("<", _, true) => Some(Command::Previous),
            ("." | ">", true, _) | (">", _, true) => Some(Command::Next),
            _ => None,
        },
        _ => None,
    }
}

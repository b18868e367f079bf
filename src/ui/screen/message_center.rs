//! The message center, the main window: folder tree, message list, reading pane, menus, and the
//! looks for new mail.
//!
//! Below: `command` knows what can be ordered and when, `orders` carries it out, `acting` is what is
//! done with messages and folders and can be undone, `listing` keeps
//! the list and what is selected in step with the message file, `collecting` sends and collects,
//! `attached` opens and saves attachments, `dialogs` holds the dialog that is open, `work` knows what
//! the session has not answered yet. `rows`, `selection`, `pane` and `undo` are what is remembered.

mod acting;
mod answer;
mod attached;
mod bulk;
mod carrying;
mod collecting;
mod command;
mod dialogs;
mod dragging;
pub mod finder;
mod finding;
mod flags;
mod folder_view;
mod foldering;
mod help;
mod list_view;
mod listing;
mod menus;
mod naming;
mod orders;
mod outbox;
mod pane;
mod reading;
mod retention;
mod rows;
mod ruling;
mod selection;
mod sight;
mod snapshot;
mod undo;
mod view;
mod watch;
mod work;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use iced::{Point, Subscription, Task, time};

use crate::mail::{Finder, FolderId, FolderKind, MessageId, Order};
use crate::settings::{Printing, Settings};
use crate::ui::dialog::change_password::ChangePassword;
use crate::ui::folder_tree::Folders;
use crate::ui::reader;
use crate::ui::screen::attachments::{self, Strip};
use crate::ui::screen::send_note::Writing;
use crate::ui::screen::window_menu::{GoTo, OpenWindows};
use crate::ui::task::Desk;
use crate::ui::theme::Look;
use crate::ui::widget::{ListEvent, TreeEvent, Wishes};
use crate::words;

use answer::Answer;
pub use answer::Answered;
pub use command::{Command, PaneAt};
pub use undo::Deeds;

/// The least time between two looks into the mailbag; shares do not tell when it changes.
const POLL: Duration = Duration::from_secs(15);
/// How often the time is told while somebody waits.
const TICK: Duration = Duration::from_millis(250);
/// How long a notice stays that asks for nothing.
const NOTICED: Duration = Duration::from_secs(10);

/// The message center.
pub struct MessageCenter {
    desk: Desk,
    settings: Settings,
    /// When the panes were last changed and not yet handed on for keeping.
    unsaved: Option<Instant>,

    folders: Folders,
    rows: rows::Rows,
    selection: selection::Selection,
    view: folder_view::FolderView,
    /// Whether it is known how the open folder is shown.
    view_known: bool,
    /// When widths were last changed and not yet kept.
    unkept: Option<Instant>,
    /// How the folders are shown that are not open, and where the cursor was.
    left: HashMap<FolderId, (folder_view::FolderView, Option<MessageId>)>,
    generation: u64,
    latest: Arc<AtomicU64>,
    looks: Arc<AtomicU64>,
    sight: Arc<AtomicU64>,
    /// The first look has come.
    ready: bool,

    pane: pane::Pane,
    work: work::Work,
    undo: undo::Stack,
    /// The folders that messages went to last, the last one first.
    targets: Vec<FolderId>,
    /// What is dragged.
    dragged: Option<dragging::Dragged>,
    /// The folder or finder that gets another name.
    named: Option<naming::Named>,
    /// Whether flags were changed since the router asked.
    reflagged: bool,
    /// How many messages of the open folder are to be followed up.
    flagged: u64,
    mail: collecting::Mail,
    outbox: outbox::Outbox,
    ruling: ruling::Ruling,
    finding: finding::Finding,
    /// The attachments of the message in the pane.
    strip: Strip,
    wishes: Wishes,
    menu: Option<(Point, Menued)>,
    dialog: Option<dialogs::Shown>,
    notice: String,
    /// What the chosen line of a menu does; empty when no menu is open.
    help: String,
    /// A notice that stays until another one comes, and since when the present one is there.
    lasting: String,
    told: Option<(String, Instant)>,
    watched: Vec<PathBuf>,
    /// The original message file whose mail is still to be taken over.
    takes_over: Option<PathBuf>,
    windows: OpenWindows,
}

/// What a menu of the right mouse button is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Menued {
    Messages,
    Folder,
    /// The header of the list, over a column.
    Header(usize),
}

/// What happens in the message center.
#[derive(Debug, Clone)]
pub enum Message {
    /// A menu, a button or a shortcut was used.
    Ordered(Command),
    /// The folder tree was used.
    Tree(TreeEvent),
    /// The message list was used.
    List(ListEvent),
    /// The box that narrows the list was used.
    Filter(finding::Filter),
    /// The divider beside the tree was moved.
    TreeResized(f32),
    /// The divider beside or below the list was moved.
    ListResized(f32),
    /// The text in the reading pane was used.
    Reader(reader::Message),
    /// Shows all recipients, or no longer.
    ToggleRecipients,
    /// The strip of attachments was used.
    Strip(attachments::Message),
    /// A receipt is to be sent, or not.
    Receipt(bool),
    /// What rules told is seen.
    ToldSeen,
    /// A message that was sent a moment ago is wanted back.
    TakeBack(MessageId),
    /// What was dragged was let go, or given up.
    DragEnded,
    /// Another line of a menu is chosen, which does this.
    Helped(String),
    /// Prints the shortcuts of the window.
    PrintKeys(String),
    /// The menu of the right mouse button went.
    MenuClosed,
    /// The dialog was used.
    Dialog(dialogs::Message),
    /// The session answered.
    Answered(Answered),
    /// Something changed in the mailbag.
    MailbagChanged,
    /// It is time for a look into the mailbag.
    PollDue,
    /// It is time to send and collect.
    CheckDue,
    /// Another window is wanted.
    GoTo(GoTo),
    /// Time passed while somebody waits.
    Ticked(Instant),
}

/// What the router does next.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// Opens a window for writing.
    Write(Writing),
    /// Opens a window for a message that was taken back, and runs a task.
    Rewrite(Writing, Task<Message>),
    /// Opens a message in a window of its own.
    Read {
        /// The message.
        id: MessageId,
        /// The folder it lies in.
        folder: FolderId,
        /// The order in which "next" and "previous" go there.
        order: Order,
    },
    /// Opens the Postoffice Manager.
    ShowManager,
    /// Opens a Message Finder: an empty one, or one that is kept.
    Find(Option<Box<Finder>>),
    /// Changes the look of all windows.
    SetLook(Look),
    /// Keeps these settings: panes, bars, columns.
    Remember(Box<Settings>),
    /// Goes to another window.
    GoTo(GoTo),
    /// Opens a window that prints these shortcuts.
    PrintKeys(String),
    /// Signs out and asks who is next.
    SignOut,
    /// Signs out and ends the program.
    Exit,
}

impl Action {
    fn run(task: Task<Message>) -> Self {
        if task.units() == 0 { Self::None } else { Self::Run(task) }
    }
}

impl MessageCenter {
    /// Opens the message center for who is signed in: it looks at the folders, then for mail.
    pub fn new(desk: Desk, settings: &Settings) -> (Self, Task<Message>) {
        let mut center = Self {
            desk,
            settings: settings.clone(),
            unsaved: None,
            folders: Folders::default(),
            rows: rows::Rows::default(),
            selection: selection::Selection::default(),
            view: folder_view::FolderView::default(),
            view_known: false,
            unkept: None,
            left: HashMap::new(),
            generation: 0,
            latest: Arc::default(),
            looks: Arc::default(),
            sight: Arc::default(),
            ready: false,
            pane: pane::Pane::default(),
            work: work::Work::default(),
            undo: undo::Stack::default(),
            targets: Vec::new(),
            dragged: None,
            named: None,
            reflagged: false,
            flagged: 0,
            mail: collecting::Mail::default(),
            outbox: outbox::Outbox::default(),
            ruling: ruling::Ruling::default(),
            finding: finding::Finding::default(),
            strip: Strip::reading(Vec::new()),
            wishes: Wishes::default(),
            menu: None,
            dialog: None,
            notice: String::new(),
            help: String::new(),
            lasting: String::new(),
            told: None,
            watched: Vec::new(),
            windows: OpenWindows::default(),
            takes_over: None,
        };
        center.takes_over = center.desk.who().takes_over.clone();
        center.pane.reader.set(settings.reading.fixed_font, settings.reading.full_headers);
        center.notice = center.greeting();
        if center.desk.who().must_choose_password {
            let dialog = ChangePassword::new(center.desk.clone(), true);
            center.dialog = Some(dialogs::Shown::Password(dialog));
        }
        let tasks = [
            center.reload(),
            center.work.ask(&center.desk, work::Doing::Background, |session, _| {
                Answer::PathsToWatch(session.watch_paths())
            }),
            center.check(false),
            center.clear_away(),
            center.find_conversations(),
            center.thin_out(),
            center.look_at_absence(),
            center.take_over(),
        ];
        (center, Task::batch(tasks))
    }

    /// Says what signing in did, when it did more than open the message file.
    fn greeting(&self) -> String {
        let who = self.desk.who();
        if let Some(old) = &who.old_message_file {
            return words::with("screens-center-old-file", &[("path", &old.display())]);
        }
        if who.synced.is_empty() {
            return String::new();
        }
        let what: Vec<String> = who.synced.iter().map(|synced| synced_word(*synced)).collect();
        words::with("screens-center-synced", &[("what", &what.join(", "))])
    }

    /// Hears that another window changed something.
    pub fn refresh(&mut self) -> Task<Message> {
        // Nothing but drafts is ever changed and stays the same message.
        if self.folders.current().is_some_and(|folder| folder.kind == FolderKind::Drafts) {
            self.pane.expire();
        }
        self.reload()
    }

    /// Hears how another window printed, to remember it; tells where.
    pub fn printed(&mut self, told: Option<String>, printing: Printing) -> Action {
        if let Some(told) = told {
            self.notice = told;
        }
        self.settings.printing = printing;
        self.changed_settings()
    }

    /// Shows a text in the status bar.
    pub fn notice(&mut self, text: String) {
        self.notice = text;
    }

    /// Hears which windows are open.
    pub fn set_windows(&mut self, windows: OpenWindows) {
        self.windows = windows;
    }

    /// Returns the settings as they are in this window, to be kept when it goes.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the window's title.
    pub fn title(&self) -> String {
        let finder = || self.folders.current_finder().map_or("", |finder| &finder.name);
        let folder = self.folders.current().map_or_else(finder, |folder| &folder.name);
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("folder", &folder), ("name", &self.desk.who().full_name)];
        words::with("screens-center-title", &values)
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Ordered(command) => {
                self.forget_notice();
                self.carry_out(command)
            }
            Message::Tree(event) => self.tree_used(event),
            Message::List(event) => self.list_used(event),
            Message::Filter(filter) => Action::run(self.filter_used(filter)),
            Message::TreeResized(width) => {
                self.settings.panes.tree = width;
                self.changed_settings()
            }
            Message::ListResized(size) => {
                self.settings.panes.list = size;
                self.changed_settings()
            }
            Message::Reader(message) => self.reader_used(message),
            Message::ToggleRecipients => {
                self.pane.expanded = !self.pane.expanded;
                Action::None
            }
            Message::Strip(message) => self.strip_used(message),
            Message::ToldSeen => {
                self.told_is_seen();
                Action::None
            }
            Message::Receipt(send) => Action::run(self.answer_receipt(send)),
            Message::TakeBack(id) => Action::run(self.take_back(id, true)),
            Message::DragEnded => {
                self.dragged = None;
                Action::None
            }
            Message::Helped(help) => {
                self.help = help;
                Action::None
            }
            Message::MenuClosed => {
                self.menu = None;
                self.strip_used(attachments::Message::MenuClosed)
            }
            Message::Dialog(message) => self.dialog_used(message),
            Message::Answered(Answered { ticket, answer }) => {
                self.work.done(ticket);
                self.answered(answer)
            }
            Message::MailbagChanged | Message::PollDue => Action::run(self.poll()),
            Message::CheckDue => {
                let thin = self.thin_out();
                Action::run(Task::batch([self.check(false), thin]))
            }
            Message::GoTo(to) => Action::GoTo(to),
            Message::PrintKeys(text) => Action::PrintKeys(text),
            Message::Ticked(now) => self.ticked(now),
        }
    }

    /// Notes that settings were changed; they are handed on when the hand rests.
    fn changed_settings(&mut self) -> Action {
        self.unsaved = Some(Instant::now());
        Action::None
    }

    /// Returns whether the notice goes by itself; what went wrong, or is lacking, does not.
    fn notice_passes(&self) -> bool {
        !self.notice.is_empty() && self.notice != self.lasting
    }

    fn forget_notice(&mut self) {
        if self.notice_passes() {
            self.notice.clear();
            self.told = None;
        }
    }

    /// Takes a notice away when it was there for a while.
    fn age_notice(&mut self, now: Instant) {
        match &self.told {
            Some((told, since)) if *told == self.notice => {
                if now.saturating_duration_since(*since) >= NOTICED {
                    self.forget_notice();
                }
            }
            _ => self.told = Some((self.notice.clone(), now)),
        }
    }

    fn ticked(&mut self, now: Instant) -> Action {
        self.work.tick(now);
        self.spring(now);
        self.age_notice(now);
        if self.unkept.is_some_and(|at| now.saturating_duration_since(at) >= 2 * TICK) {
            return Action::run(self.keep_view());
        }
        if self.unsaved.is_some_and(|at| now.saturating_duration_since(at) >= 2 * TICK) {
            self.unsaved = None;
            return Action::Remember(Box::new(self.settings.clone()));
        }
        Action::run(self.outbox_ticked())
    }

    /// Returns what the window listens to. Nothing of it runs more often than it is needed.
    pub fn subscription(&self) -> Subscription<Message> {
        let minutes = u64::from(self.settings.check_minutes.max(1));
        let mut all = vec![
            time::every(POLL).map(|_| Message::PollDue),
            time::every(Duration::from_secs(minutes.saturating_mul(60))).map(|_| Message::CheckDue),
            watch::files(&self.watched).map(|watch::Changed| Message::MailbagChanged),
        ];
        if self.work.is_watched()
            || self.unsaved.is_some()
            || self.unkept.is_some()
            || self.dragged.is_some()
            || self.outbox.is_counting()
        {
            all.push(time::every(TICK).map(Message::Ticked));
        } else if self.notice_passes() {
            // Each tick draws all windows again; a notice can wait for one.
            all.push(time::every(4 * TICK).map(Message::Ticked));
        }
        if let Some(dialog) = &self.dialog {
            all.push(dialog.subscription().map(Message::Dialog));
        }
        Subscription::batch(all)
    }
}

fn synced_word(synced: crate::session::Synced) -> String {
    use crate::session::Synced;
    words::text(match synced {
        Synced::Password => "screens-center-synced-password",
        Synced::UserId => "screens-center-synced-user-id",
    })
}

#[cfg(test)]
mod tests;

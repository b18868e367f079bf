//! Move User: where to, the refusals that can be overruled, and what went along.

use std::path::PathBuf;

use iced::widget::{column, container, operation, row};
use iced::{Element, Length, Task};

use super::work::{MoveOrder, Proven, Target, place};
use super::{Action, Message as Up, said};
use crate::admin::{Error, MessageFilePlace, MoveOptions, Moved, User};
use crate::ui::dialog::Secret;
use crate::ui::icon::Icon;
use crate::ui::theme::{self, style};
use crate::ui::widget::{Dialog, button, check_box, dialog, field, paragraph};
use crate::words;

/// The id of the password's field.
const PASSWORD: &str = "move-password";

/// The width of the captions.
const CAPTION: f32 = 100.0;

/// The dialog.
#[derive(Debug, Clone)]
pub(super) struct Form {
    user: User,
    folder: String,
    /// Whether the administrator has the same mailbox and password there.
    same: bool,
    mailbox: String,
    password: Secret,
    keep_source: bool,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The target's folder was typed.
    FolderTyped(String),
    /// Asks for the folder by the system's chooser.
    Browse,
    /// The folder was chosen, or not.
    FolderChosen(Option<PathBuf>),
    /// The same administrator was ticked, or not any more.
    SameTicked(bool),
    /// The administrator's mailbox there was typed.
    MailboxTyped(String),
    /// The administrator's password there was typed.
    PasswordTyped(Secret),
    /// Keeping the account was ticked, or not any more.
    KeepTicked(bool),
}

impl Form {
    /// Asks where to move a user; the administrator acting here is proposed for there.
    pub(super) fn new(user: User, proven: &Proven) -> Self {
        Self {
            user,
            folder: String::new(),
            same: true,
            mailbox: proven.admin.mailbox().to_string(),
            password: Secret::default(),
            keep_source: false,
        }
    }

    pub(super) fn update(&mut self, message: Message) -> Action {
        match message {
            Message::FolderTyped(text) => self.folder = text,
            Message::Browse => return Action::Run(choose()),
            Message::FolderChosen(Some(path)) => self.folder = path.display().to_string(),
            Message::FolderChosen(None) => {}
            Message::SameTicked(on) => self.same = on,
            Message::MailboxTyped(text) => self.mailbox = text,
            Message::PasswordTyped(text) => self.password = text,
            Message::KeepTicked(on) => self.keep_source = on,
        }
        Action::None
    }

    /// Asks for the administrator's password at the target, because the one here was wrong there.
    pub(super) fn ask_password(&mut self) {
        self.same = false;
        self.password.clear();
    }

    /// Gives the password the focus when it has to be typed.
    pub(super) fn focus(&self) -> Action {
        if self.same { Action::None } else { Action::Run(operation::focus(PASSWORD)) }
    }

    fn is_ready(&self) -> bool {
        !self.folder.trim().is_empty() && (self.same || !self.mailbox.trim().is_empty())
    }

    /// Returns the move that the dialog describes, once it describes one.
    pub(super) fn order(&self, proven: &Proven) -> Option<MoveOrder> {
        if !self.is_ready() {
            return None;
        }
        let (mailbox, password) = if self.same {
            (proven.admin.mailbox().to_string(), proven.password.clone())
        } else {
            (self.mailbox.trim().to_owned(), self.password.password().ok()?)
        };
        Some(MoveOrder {
            mailbox: self.user.mailbox.clone(),
            target: Target::Folder { root: PathBuf::from(self.folder.trim()), mailbox, password },
            options: MoveOptions { force: false, keep_source: self.keep_source },
        })
    }

    pub(super) fn view(&self, idle: bool) -> Dialog<'_, Up> {
        let user = &self.user;
        let what = words::with(
            "screens-manager-move-what",
            &[("mailbox", &user.mailbox), ("name", &user.full_name)],
        );
        let local = match &user.message_file {
            MessageFilePlace::Local(path) => {
                words::with("screens-manager-move-local", &[("path", path)])
            }
            MessageFilePlace::None | MessageFilePlace::Postoffice => String::new(),
        };
        let mut body = column![said::told(Icon::Person, [what, local])].spacing(theme::MARGIN);
        // Known already, so that nobody fills in the rest in vain; the move itself looks again.
        if user.password_reset {
            let why = words::with("screens-manager-move-reset", &[("mailbox", &user.mailbox)]);
            body = body.push(
                container(
                    row![crate::ui::icon::icon(Icon::Warning), paragraph(why)]
                        .spacing(theme::SPACE),
                )
                .padding(theme::SPACE)
                .width(Length::Fill)
                .style(style::warning),
            );
        }
        body = body.push(self.folder_line(idle)).push(self.administrator_lines(idle));
        let keep = check_box(words::text("screens-manager-move-keep"), self.keep_source);
        body = body.push(if idle {
            keep.on_toggle(|on| Up::Move(Message::KeepTicked(on)))
        } else {
            keep
        });
        dialog(words::text("screens-manager-move-title"), body)
            .width(480.0)
            .button(said::default_button(
                words::text("screens-manager-move-now"),
                (idle && self.is_ready()).then_some(Up::Confirm),
            ))
            .button(said::cancel_button(idle))
    }

    fn folder_line(&self, idle: bool) -> Element<'_, Up> {
        let mut folder = field(words::text("screens-manager-move-folder"), &self.folder)
            .caption_width(CAPTION)
            .id("move-folder");
        if idle {
            folder = folder.on_input(|text| Up::Move(Message::FolderTyped(text)));
        }
        let browse = button(words::text("screens-manager-browse"))
            .on_press_maybe(idle.then_some(Up::Move(Message::Browse)));
        row![folder, browse].spacing(theme::SPACE).into()
    }

    fn administrator_lines(&self, idle: bool) -> Element<'_, Up> {
        let same = check_box(words::text("screens-manager-move-same"), self.same);
        let same = if idle { same.on_toggle(|on| Up::Move(Message::SameTicked(on))) } else { same };
        let mut lines = column![same].spacing(theme::SPACE);
        if !self.same {
            let mut mailbox = field(words::text("screens-manager-move-mailbox"), &self.mailbox)
                .caption_width(CAPTION)
                .id("move-mailbox");
            let mut password =
                field(words::text("screens-manager-move-password"), self.password.typed())
                    .secure()
                    .caption_width(CAPTION)
                    .id(PASSWORD);
            if idle {
                mailbox = mailbox.on_input(|text| Up::Move(Message::MailboxTyped(text)));
                password =
                    password.on_input(|text| Up::Move(Message::PasswordTyped(Secret::new(text))));
            }
            lines = lines.push(mailbox).push(password);
        }
        lines.into()
    }
}

fn choose() -> Task<Up> {
    let chosen = rfd::AsyncFileDialog::new().pick_folder();
    Task::perform(chosen, |folder| {
        Up::Move(Message::FolderChosen(folder.map(|folder| folder.path().to_owned())))
    })
}

/// A move that was refused, but can be done all the same: the trap, or a missing message file.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    pub(super) order: MoveOrder,
    pub(super) error: Error,
}

impl Refusal {
    /// Returns the move as it is done all the same.
    pub(super) fn overruled(&self) -> MoveOrder {
        let options = MoveOptions { force: true, ..self.order.options };
        MoveOrder { options, ..self.order.clone() }
    }

    pub(super) fn view(&self, idle: bool) -> Dialog<'_, Up> {
        let body = said::told(Icon::Warning, [self.error.summary(), self.error.hint()]);
        let anyway = match &self.error {
            Error::NoMessageFile { .. } => words::text("screens-manager-move-without"),
            _ => words::text("screens-manager-move-anyway"),
        };
        // The default comes first, so that it has the focus: Enter springs no trap.
        dialog(words::text("screens-manager-refused-title"), body)
            .width(460.0)
            .button(said::default_button(
                words::text("screens-manager-cancel"),
                idle.then_some(Up::Confirm),
            ))
            .button(button(anyway).on_press_maybe(idle.then_some(Up::Proceed)))
    }
}

/// What came of a move.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    moved: Moved,
    place: String,
    kept_source: bool,
}

impl Outcome {
    pub(super) fn new(moved: Moved, order: &MoveOrder) -> Self {
        let place = match &order.target {
            Target::Proven(there) => place(there),
            Target::Folder { root, .. } => root.display().to_string(),
        };
        Self { moved, place, kept_source: order.options.keep_source }
    }

    pub(super) fn view(&self) -> Dialog<'_, Up> {
        let Moved { mailbox, user_id, letters, message_file } = &self.moved;
        let address = format!("{}/{mailbox}", self.place);
        let file = match message_file {
            Some(path) => words::with("screens-manager-moved-file", &[("path", &path.display())]),
            None => words::text("screens-manager-moved-no-file"),
        };
        let source = if self.kept_source {
            words::text("screens-manager-moved-kept")
        } else {
            words::text("screens-manager-moved-follows")
        };
        let body = said::told(
            Icon::Information,
            [
                words::with(
                    "screens-manager-moved",
                    &[("mailbox", mailbox), ("address", &address), ("id", user_id)],
                ),
                words::count("screens-manager-moved-letters", *letters, &[]),
                file,
                source,
            ],
        );
        dialog(words::text("screens-manager-moved-title"), body)
            .width(480.0)
            .button(said::ok_button())
    }
}

//! The person's rules for mail that arrives: in their order, on and off, new, edited, deleted,
//! tried on a message, run on a folder, and the log of what they did.
//!
//! Nothing is kept before OK. `edit` is the form of one rule.

mod edit;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, row, space};
use iced::{Element, Fill, Length, Task};

use crate::mail::{Folder, FolderId, MessageId, Rule};
use crate::session::{Error, LogLine, Tried, asks, does};
use crate::ui::task::Desk;
use crate::ui::theme::{self, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::list::moved;
use crate::ui::widget::{
    Cell, Column, Dialog, Edge, List, ListEvent, bevel, button, dialog, label, paragraph,
};
use crate::ui::written;
use crate::words;
use edit::Edit;

/// Lines of the log that are shown.
const LINES: u32 = 500;

/// The list of rules.
const LIST: &str = "rules-list";

/// The dialog.
#[derive(Debug)]
pub struct Rules {
    desk: Desk,
    folders: Vec<Folder>,
    /// The folder that is open, on which rules can be run.
    open: Option<(FolderId, String)>,
    /// The message on which rules can be tried.
    message: Option<MessageId>,
    rules: Vec<Rule>,
    ready: bool,
    cursor: usize,
    over: Option<Over>,
    failed: String,
    /// The folder on which the rules are run once they are kept.
    run: Option<FolderId>,
}

/// What lies over the list.
#[derive(Debug)]
enum Over {
    Edit(Box<Edit>),
    Log(Vec<LogLine>, Option<usize>),
    Tried(Vec<Tried>),
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The rules were read.
    Loaded(Result<Vec<Rule>, Error>),
    /// The list was used.
    Listed(ListEvent),
    /// The selected rule is switched on or off.
    Toggle,
    /// A new rule is written.
    New,
    /// The selected rule is edited.
    Edit,
    /// The selected rule goes.
    Delete,
    /// The selected rule goes up or down.
    Shift(i64),
    /// The rules are tried on the message that is selected.
    Try,
    /// They were tried.
    Tried(Result<Vec<Tried>, Error>),
    /// The rules are kept and run on the folder that is open.
    RunNow,
    /// The log is shown.
    Log,
    /// The log was read.
    LogLoaded(Result<Vec<LogLine>, Error>),
    /// The list of the log was used.
    LogListed(ListEvent),
    /// The log is forgotten.
    ClearLog,
    /// Something happened in the form of a rule.
    Editing(edit::Message),
    /// Goes back to the list.
    Back,
    /// OK, or Enter.
    Confirm,
    /// The rules were kept.
    Saved(Result<(), Error>),
    /// Cancel, or Escape.
    Cancel,
}

/// What the window has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Run this.
    Run(Task<Message>),
    /// The rules are kept: close the dialog, and run them on this folder.
    Done(Option<FolderId>),
    /// Close the dialog.
    Cancelled,
}

impl Rules {
    /// Opens the rules; the task reads them.
    pub fn new(
        desk: Desk,
        folders: &[Folder],
        open: Option<&Folder>,
        message: Option<MessageId>,
    ) -> (Self, Task<Message>) {
        let task = desk.ask(|session| session.rules()).map(Message::Loaded);
        let dialog = Self {
            desk,
            folders: folders.to_vec(),
            open: open.map(|folder| (folder.id, folder.name.clone())),
            message,
            rules: Vec::new(),
            ready: false,
            cursor: 0,
            over: None,
            failed: String::new(),
            run: None,
        };
        (dialog, task)
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let plain = modifiers.is_empty();
        match (&self.over, key) {
            (Some(Over::Edit(edit)), _) => edit.key(key, modifiers).map(Message::Editing),
            (Some(_), Key::Named(Named::Escape | Named::Enter)) => Some(Message::Back),
            (Some(_), _) => None,
            (None, Key::Named(Named::Escape)) => Some(Message::Cancel),
            (None, Key::Named(Named::Enter)) if plain => Some(Message::Confirm),
            (None, Key::Named(Named::Delete)) if plain => Some(Message::Delete),
            _ => None,
        }
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        self.failed.clear();
        match message {
            Message::Loaded(Ok(rules)) => {
                self.rules = rules;
                self.ready = true;
                return Action::Run(iced::widget::operation::focus(LIST));
            }
            Message::Listed(event) => return self.listed(event),
            Message::Toggle => {
                if let Some(rule) = self.rules.get_mut(self.cursor) {
                    rule.on = !rule.on;
                }
            }
            Message::New => {
                let rule = Rule { on: true, ..Rule::default() };
                return self.edit(None, rule);
            }
            Message::Edit => {
                if let Some(rule) = self.rules.get(self.cursor).cloned() {
                    return self.edit(Some(self.cursor), rule);
                }
            }
            Message::Delete => {
                if self.cursor < self.rules.len() {
                    let _ = self.rules.remove(self.cursor);
                    self.cursor = self.cursor.min(self.rules.len().saturating_sub(1));
                }
            }
            Message::Shift(by) => {
                let to = moved(Some(self.cursor), by, self.rules.len()).unwrap_or(0);
                if self.cursor < self.rules.len() {
                    self.rules.swap(self.cursor, to);
                    self.cursor = to;
                }
            }
            Message::Try => {
                if let Some(id) = self.message {
                    let rules = self.rules.clone();
                    let task = self.desk.ask(move |session| session.try_rules(&rules, id));
                    return Action::Run(task.map(Message::Tried));
                }
            }
            Message::Tried(Ok(tried)) => self.over = Some(Over::Tried(tried)),
            Message::Log => {
                let task = self.desk.ask(|session| session.rule_log(LINES));
                return Action::Run(task.map(Message::LogLoaded));
            }
            Message::LogLoaded(Ok(lines)) => self.over = Some(Over::Log(lines, None)),
            Message::LogListed(event) => {
                if let Some(Over::Log(lines, cursor)) = &mut self.over {
                    *cursor = step(&event, *cursor, lines.len()).or(*cursor);
                }
            }
            Message::ClearLog => {
                let task = self.desk.ask(|session| {
                    session.clear_rule_log()?;
                    session.rule_log(LINES)
                });
                return Action::Run(task.map(Message::LogLoaded));
            }
            Message::Editing(message) => return self.edited(message),
            Message::Back => {
                self.over = None;
                return Action::Run(iced::widget::operation::focus(LIST));
            }
            Message::RunNow => {
                self.run = self.open.as_ref().map(|(id, _)| *id);
                return self.save();
            }
            Message::Confirm => {
                self.run = None;
                return self.save();
            }
            Message::Saved(Ok(())) => return Action::Done(self.run),
            Message::Loaded(Err(error))
            | Message::Tried(Err(error))
            | Message::LogLoaded(Err(error))
            | Message::Saved(Err(error)) => {
                self.failed = format!("{} {}", error.summary(), error.hint());
            }
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    fn save(&self) -> Action {
        if !self.ready {
            return Action::None;
        }
        let rules = self.rules.clone();
        Action::Run(self.desk.ask(move |session| session.set_rules(&rules)).map(Message::Saved))
    }

    fn edit(&mut self, at: Option<usize>, rule: Rule) -> Action {
        let edit = Edit::new(self.desk.clone(), &self.folders, at, rule);
        self.over = Some(Over::Edit(Box::new(edit)));
        Action::Run(iced::widget::operation::focus(edit::NAME))
    }

    fn edited(&mut self, message: edit::Message) -> Action {
        let Some(Over::Edit(edit)) = &mut self.over else { return Action::None };
        match edit.update(message) {
            edit::Action::None => Action::None,
            edit::Action::Run(task) => Action::Run(task.map(Message::Editing)),
            edit::Action::Done(at, rule) => {
                match at.and_then(|at| self.rules.get_mut(at)) {
                    Some(place) => *place = *rule,
                    None => {
                        self.rules.push(*rule);
                        self.cursor = self.rules.len().saturating_sub(1);
                    }
                }
                self.update(Message::Back)
            }
            edit::Action::Cancelled => self.update(Message::Back),
        }
    }

    fn listed(&mut self, event: ListEvent) -> Action {
        if let ListEvent::Activate(row) = event {
            self.cursor = row.unwrap_or(self.cursor);
            return self.update(Message::Edit);
        }
        if matches!(event, ListEvent::Toggle) {
            return self.update(Message::Toggle);
        }
        let to = step(&event, Some(self.cursor), self.rules.len());
        self.cursor = to.unwrap_or(self.cursor);
        Action::None
    }

    fn folder_name(&self, id: FolderId) -> String {
        let known = self.folders.iter().find(|folder| folder.id == id);
        known.map_or_else(|| words::text("screens-rules-gone"), |folder| folder.name.clone())
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        match &self.over {
            Some(Over::Edit(edit)) => edit.view().map(Message::Editing),
            Some(Over::Log(lines, cursor)) => log(lines, *cursor),
            Some(Over::Tried(tried)) => tried_view(tried),
            None => self.list_view(),
        }
    }

    fn list_view(&self) -> Dialog<'_, Message> {
        let columns = vec![
            Column::new(words::text("screens-rules-column-on"), 36.0),
            Column::new(words::text("screens-rules-column-name"), 110.0),
            Column::new(words::text("screens-rules-column-when"), 200.0),
            Column::new(words::text("screens-rules-column-what"), 160.0).fill(),
        ];
        let cell = |row: usize, column: usize| {
            let Some(rule) = self.rules.get(row) else { return Cell::default() };
            let cell = match column {
                0 if rule.on => Cell::text(words::text("screens-rules-on")),
                0 => Cell::text(words::text("screens-rules-off")),
                1 => Cell::text(rule.name.as_str()),
                2 => Cell::text(asks(rule)),
                _ => Cell::text(does(rule, &|id| self.folder_name(id))),
            };
            if rule.on { cell } else { cell.tone(Tone::Muted) }
        };
        let cursor = self.cursor;
        let list = List::new(self.rules.len(), columns, cell, Message::Listed)
            .id(LIST)
            .selected(move |row| row == cursor)
            .cursor(Some(cursor))
            .empty(words::text("screens-rules-none"));
        let list = bevel(Edge::Sunken, list).window().ring().width(Fill).height(220.0);
        let some = self.cursor < self.rules.len();
        let on = self.rules.get(self.cursor).is_some_and(|rule| rule.on);
        let act = |id: &str, message: Message, enabled: bool| -> Element<'_, Message> {
            let act = button(words::text(id)).width(110.0);
            act.on_press_maybe((enabled && self.ready).then_some(message)).into()
        };
        let toggle = if on { "screens-rules-switch-off" } else { "screens-rules-switch-on" };
        let acts = column![
            act("screens-rules-new", Message::New, true),
            act("screens-rules-edit", Message::Edit, some),
            act("screens-rules-delete", Message::Delete, some),
            act(toggle, Message::Toggle, some),
            act("screens-rules-up", Message::Shift(-1), some && self.cursor > 0),
            act("screens-rules-down", Message::Shift(1), self.cursor + 1 < self.rules.len()),
        ]
        .spacing(theme::GAP);
        let folder = self.open.as_ref().map_or("", |(_, name)| name.as_str()).replace('&', "&&");
        let run = words::with("screens-rules-run", &[("folder", &folder)]);
        let run = button(run).on_press_maybe(
            (self.ready && self.open.is_some() && !self.rules.is_empty())
                .then_some(Message::RunNow),
        );
        let below = row![
            act("screens-rules-try", Message::Try, self.message.is_some() && some),
            act("screens-rules-log", Message::Log, true),
            space().width(Fill),
            run,
        ]
        .spacing(theme::SPACE);
        let mut body = column![row![list, acts].spacing(theme::SPACE), below]
            .spacing(theme::SPACE)
            .width(Length::Fill);
        body = body.push(paragraph(words::text("screens-rules-hint")).style(style::muted));
        if !self.failed.is_empty() {
            body = body.push(paragraph(self.failed.as_str()).style(style::danger));
        }
        let ok = button(words::text("screens-center-ok")).default(true);
        dialog(words::text("screens-rules-title"), body)
            .width(720.0)
            .button(ok.on_press_maybe(self.ready.then_some(Message::Confirm)))
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}

fn step(event: &ListEvent, cursor: Option<usize>, len: usize) -> Option<usize> {
    match event {
        ListEvent::Move { delta, .. } => moved(cursor, *delta, len),
        ListEvent::Select { row, .. } => Some(*row),
        _ => None,
    }
}

fn log(lines: &[LogLine], cursor: Option<usize>) -> Dialog<'_, Message> {
    let columns = vec![
        Column::new(words::text("screens-rules-log-when"), 110.0),
        Column::new(words::text("screens-rules-column-name"), 90.0),
        Column::new(words::text("screens-rules-log-message"), 180.0),
        Column::new(words::text("screens-rules-column-what"), 200.0).fill(),
    ];
    let cell = |row: usize, column: usize| {
        let Some(line) = lines.get(row) else { return Cell::default() };
        match column {
            0 => Cell::text(written::briefly(line.at)),
            1 => Cell::text(line.rule.as_str()),
            2 => Cell::text(format!("{}: {}", line.sender, line.subject)),
            _ => Cell::text(line.what.as_str()),
        }
    };
    let list = List::new(lines.len(), columns, cell, Message::LogListed)
        .id("rules-log")
        .selected(move |row| Some(row) == cursor)
        .cursor(cursor)
        .empty(words::text("screens-rules-log-empty"));
    let whole = cursor.and_then(|at| lines.get(at)).map(|line| line.what.as_str());
    let body = column![
        bevel(Edge::Sunken, list).window().ring().width(Fill).height(260.0),
        label(whole.unwrap_or_default()).width(Fill),
    ]
    .spacing(theme::SPACE);
    let clear = button(words::text("screens-rules-log-clear"))
        .on_press_maybe((!lines.is_empty()).then_some(Message::ClearLog));
    dialog(words::text("screens-rules-log-title"), body)
        .width(680.0)
        .button(button(words::text("screens-rules-close")).default(true).on_press(Message::Back))
        .button(clear)
}

fn tried_view(tried: &[Tried]) -> Dialog<'_, Message> {
    let mut body = column![].spacing(theme::GAP).width(Fill);
    if tried.is_empty() {
        body = body.push(paragraph(words::text("screens-rules-tried-none")));
    }
    for one in tried {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("rule", &one.rule), ("what", &one.what)];
        body = body.push(paragraph(words::with("screens-rules-tried", &values)));
    }
    dialog(words::text("screens-rules-tried-title"), body)
        .width(460.0)
        .button(button(words::text("screens-rules-close")).default(true).on_press(Message::Back))
}

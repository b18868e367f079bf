//! The form of a rule: what a letter must be, and what is done with it.

use iced::keyboard::{Key, Modifiers};
use iced::widget::text_editor::{self, Content};
use iced::widget::{column, row};
use iced::{Center, Element, Fill, Length, Task};

use crate::mail::{Folder, FolderId, Rule};
use crate::session::{Error, Resolution, split_recipients};
use crate::ui::dialog::ok_or_cancel;
use crate::ui::folder_tree::Folders;
use crate::ui::task::Desk;
use crate::ui::theme::{self, style};
use crate::ui::widget::{
    Dialog, Edge, Tree, TreeEvent, bevel, button, caption, check_box, choice, dialog, field,
    group_box, label, paragraph, text_area,
};
use crate::words;

/// The name's field.
pub(super) const NAME: &str = "rule-name";

/// How urgent a letter must be, as rules write it.
const URGENCIES: [&str; 4] = ["", "high", "normal", "low"];

/// The form.
#[derive(Debug)]
pub(super) struct Edit {
    desk: Desk,
    folders: Vec<Folder>,
    /// Its place in the list; none for a new one.
    at: Option<usize>,
    rule: Rule,
    larger: String,
    reply: Content,
    /// The choice of a folder: for the copy, or for the letter.
    picking: Option<(bool, Folders)>,
    wrong: String,
    /// Whether the person was told that it is done with every letter.
    every: bool,
}

/// A text of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// What it is called.
    Name,
    /// In the sender.
    From,
    /// In a recipient.
    To,
    /// In the subject.
    Subject,
    /// In the text.
    Body,
    /// Kilobytes.
    Larger,
    /// To whom it is forwarded.
    Forward,
}

/// A yes or no of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// Something is attached.
    Attachment,
    /// Nobody else is a recipient.
    OnlyToMe,
    /// It is flagged.
    Flag,
    /// It is marked as read.
    Read,
    /// It goes to Deleted Mail.
    Delete,
    /// The person is told.
    Notify,
    /// No further rule is looked at.
    Stop,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// A text was typed.
    Typed(Text, String),
    /// Something was switched.
    Switched(Switch, bool),
    /// How urgent was chosen.
    Urgency(usize),
    /// The answer was edited.
    Reply(text_editor::Action),
    /// A folder is chosen: for the copy, or for the letter.
    Pick(bool),
    /// The tree of folders was used.
    Tree(TreeEvent),
    /// The folder is taken.
    Picked,
    /// No folder is meant.
    Unpick(bool),
    /// OK, or Enter.
    Confirm,
    /// It is known to whom the names lead.
    Resolved(Result<Vec<(String, Resolution)>, Error>),
    /// Cancel, or Escape.
    Cancel,
}

/// What the list has to do.
#[derive(Debug)]
pub(super) enum Action {
    None,
    Run(Task<Message>),
    Done(Option<usize>, Box<Rule>),
    Cancelled,
}

impl Edit {
    pub(super) fn new(desk: Desk, folders: &[Folder], at: Option<usize>, rule: Rule) -> Self {
        Self {
            desk,
            folders: folders.to_vec(),
            at,
            larger: rule.when.larger.map_or_else(String::new, |kb| kb.to_string()),
            reply: Content::with_text(&rule.then.reply),
            rule,
            picking: None,
            wrong: String::new(),
            every: false,
        }
    }

    pub(super) fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Confirm, Message::Cancel)
    }

    pub(super) fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Typed(text, value) => {
                self.changed();
                *self.text(text) = value;
            }
            Message::Switched(switch, on) => {
                self.changed();
                *self.switch(switch) = on;
            }
            Message::Urgency(at) => {
                self.changed();
                let word = URGENCIES.get(at).copied().unwrap_or_default();
                word.clone_into(&mut self.rule.when.priority);
            }
            Message::Reply(action) => {
                self.changed();
                self.reply.perform(action);
            }
            Message::Pick(copy) => {
                let mut folders = Folders::default();
                folders.replace(self.folders.clone());
                let then = &self.rule.then;
                let now = if copy { then.copy_to } else { then.move_to };
                if let Some(id) = now {
                    let _ = folders.show(FolderId(id));
                }
                self.picking = Some((copy, folders));
                return Action::Run(iced::widget::operation::focus("rule-folders"));
            }
            Message::Tree(event) => {
                let taken = matches!(event, TreeEvent::Activate(_));
                if let Some((_, folders)) = &mut self.picking
                    && let Some(id) = folders.hear(event)
                {
                    let _ = folders.show(id);
                }
                if taken {
                    self.picked();
                }
            }
            Message::Picked => self.picked(),
            Message::Unpick(copy) => *self.folder(copy) = None,
            Message::Confirm if self.picking.is_some() => self.picked(),
            Message::Confirm => return self.confirm(),
            Message::Resolved(result) => return self.resolved(result),
            Message::Cancel if self.picking.is_some() => self.picking = None,
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    fn text(&mut self, text: Text) -> &mut String {
        let rule = &mut self.rule;
        match text {
            Text::Name => &mut rule.name,
            Text::From => &mut rule.when.from,
            Text::To => &mut rule.when.to,
            Text::Subject => &mut rule.when.subject,
            Text::Body => &mut rule.when.text,
            Text::Larger => &mut self.larger,
            Text::Forward => &mut rule.then.forward,
        }
    }

    fn switch(&mut self, switch: Switch) -> &mut bool {
        let rule = &mut self.rule;
        match switch {
            Switch::Attachment => &mut rule.when.attachment,
            Switch::OnlyToMe => &mut rule.when.only_to_me,
            Switch::Flag => &mut rule.then.flag,
            Switch::Read => &mut rule.then.read,
            Switch::Delete => &mut rule.then.delete,
            Switch::Notify => &mut rule.then.notify,
            Switch::Stop => &mut rule.then.stop,
        }
    }

    fn folder(&mut self, copy: bool) -> &mut Option<i64> {
        if copy { &mut self.rule.then.copy_to } else { &mut self.rule.then.move_to }
    }

    fn changed(&mut self) {
        self.wrong.clear();
        self.every = false;
    }

    fn picked(&mut self) {
        self.changed();
        if let Some((copy, folders)) = self.picking.take() {
            *self.folder(copy) = folders.current_id().map(|id| id.0);
        }
    }

    fn confirm(&mut self) -> Action {
        let larger = self.larger.trim();
        self.rule.when.larger = match larger.parse::<u64>() {
            Ok(kilobytes) => Some(kilobytes),
            Err(_) if larger.is_empty() => None,
            Err(_) => {
                self.wrong = words::text("screens-rules-wrong-size");
                return Action::Run(iced::widget::operation::focus("rule-larger"));
            }
        };
        self.rule.then.reply = self.reply.text().trim_end().to_owned();
        if self.rule.then.is_empty() {
            self.wrong = words::text("screens-rules-wrong-nothing");
            return Action::None;
        }
        if self.rule.when.is_empty() && !self.every {
            self.every = true;
            self.wrong = words::text("screens-rules-wrong-every");
            return Action::None;
        }
        let names = split_recipients(&self.rule.then.forward);
        if names.is_empty() {
            return self.done();
        }
        let task = self.desk.ask(move |session| {
            names.into_iter().map(|name| Ok((name.clone(), session.resolve(&name)?))).collect()
        });
        Action::Run(task.map(Message::Resolved))
    }

    fn resolved(&mut self, result: Result<Vec<(String, Resolution)>, Error>) -> Action {
        let found = match result {
            Ok(found) => found,
            Err(error) => {
                self.wrong = error.summary();
                return Action::None;
            }
        };
        let mut people = Vec::new();
        for (name, resolution) in found {
            match resolution {
                Resolution::Found(person) => people.push(person.to_string()),
                _ => {
                    self.wrong = words::with("screens-rules-wrong-name", &[("name", &name)]);
                    return Action::Run(iced::widget::operation::focus("rule-forward"));
                }
            }
        }
        self.rule.then.forward = people.join("; ");
        self.done()
    }

    fn done(&mut self) -> Action {
        let mut rule = self.rule.clone();
        if rule.name.trim().is_empty() {
            let when = &rule.when;
            let said = [&when.subject, &when.from, &when.to, &when.text];
            let said = said.into_iter().find(|text| !text.trim().is_empty()).cloned();
            rule.name = said.unwrap_or_else(|| words::text("screens-rules-unnamed"));
        }
        Action::Done(self.at, Box::new(rule))
    }

    pub(super) fn view(&self) -> Dialog<'_, Message> {
        if let Some((_, folders)) = &self.picking {
            let tree = Tree::new(folders.items(), folders.row(), Message::Tree).id("rule-folders");
            let body = bevel(Edge::Sunken, tree).window().height(Fill);
            return dialog(words::text("screens-rules-pick"), body)
                .width(340.0)
                .height(360.0)
                .button(
                    button(words::text("screens-center-ok"))
                        .default(true)
                        .on_press(Message::Picked),
                )
                .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel));
        }
        let name = self.line("screens-rules-name", Text::Name, &self.rule.name, NAME);
        let groups = row![
            group_box(words::text("screens-rules-when"), self.when()).width(Length::Fill),
            group_box(words::text("screens-rules-then"), self.then()).width(Length::Fill),
        ]
        .spacing(theme::SPACE);
        let mut body = column![name, groups].spacing(theme::SPACE).width(Fill);
        let told = if self.wrong.is_empty() {
            paragraph(words::text("screens-rules-edit-hint")).style(style::muted)
        } else {
            paragraph(self.wrong.as_str()).style(style::danger)
        };
        body = body.push(told);
        dialog(words::text("screens-rules-edit-title"), body)
            .width(680.0)
            .button(
                button(words::text("screens-center-ok")).default(true).on_press(Message::Confirm),
            )
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }

    fn line<'a>(
        &self,
        caption: &str,
        text: Text,
        value: &'a str,
        id: &'static str,
    ) -> Element<'a, Message> {
        field(words::text(caption), value)
            .caption_width(70.0)
            .id(id)
            .on_input(move |value| Message::Typed(text, value))
            .into()
    }

    fn check(&self, id: &str, switch: Switch, on: bool) -> Element<'_, Message> {
        check_box(words::text(id), on).on_toggle(move |on| Message::Switched(switch, on)).into()
    }

    fn when(&self) -> Element<'_, Message> {
        let when = &self.rule.when;
        let larger = field("", &self.larger)
            .id("rule-larger")
            .width(60.0)
            .on_input(|value| Message::Typed(Text::Larger, value));
        let larger = row![
            caption(words::text("screens-rules-larger")),
            larger,
            label(words::text("screens-rules-kilobytes"))
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        let urgencies = [
            words::text("screens-rules-any"),
            words::text("screens-rules-high"),
            words::text("screens-rules-normal"),
            words::text("screens-rules-low"),
        ];
        let at = URGENCIES.iter().position(|word| *word == when.priority);
        let urgency = choice(urgencies, at).id("rule-urgency").on_choose(Message::Urgency);
        let urgency =
            row![label(words::text("screens-rules-priority")).width(70.0), Element::from(urgency)]
                .spacing(theme::SPACE)
                .align_y(Center);
        column![
            self.line("screens-rules-from", Text::From, &when.from, "rule-from"),
            self.line("screens-rules-to", Text::To, &when.to, "rule-to"),
            self.line("screens-rules-subject", Text::Subject, &when.subject, "rule-subject"),
            self.line("screens-rules-text", Text::Body, &when.text, "rule-text"),
            larger,
            urgency,
            self.check("screens-rules-attachment", Switch::Attachment, when.attachment),
            self.check("screens-rules-only-me", Switch::OnlyToMe, when.only_to_me),
        ]
        .spacing(theme::GAP)
        .width(Fill)
        .into()
    }

    fn then(&self) -> Element<'_, Message> {
        let then = &self.rule.then;
        let reply = text_area(&self.reply, Message::Reply).id("rule-reply");
        let reply = bevel(Edge::Sunken, reply).window().width(Fill).height(64.0);
        column![
            self.place("screens-rules-move", false, then.move_to),
            self.place("screens-rules-copy", true, then.copy_to),
            row![
                self.check("screens-rules-delete-it", Switch::Delete, then.delete),
                self.check("screens-rules-read", Switch::Read, then.read),
                self.check("screens-rules-flag", Switch::Flag, then.flag),
            ]
            .spacing(theme::SPACE),
            self.line("screens-rules-forward", Text::Forward, &then.forward, "rule-forward"),
            caption(words::text("screens-rules-reply")),
            reply,
            row![
                self.check("screens-rules-notify", Switch::Notify, then.notify),
                self.check("screens-rules-stop", Switch::Stop, then.stop),
            ]
            .spacing(theme::SPACE),
        ]
        .spacing(theme::GAP)
        .width(Fill)
        .into()
    }

    fn place(&self, id: &str, copy: bool, folder: Option<i64>) -> Element<'_, Message> {
        let name = folder.map_or_else(
            || words::text("screens-rules-nowhere"),
            |id| {
                let known = self.folders.iter().find(|f| f.id == FolderId(id));
                known.map_or_else(|| words::text("screens-rules-gone"), |f| f.name.clone())
            },
        );
        let none = folder.map(|_| Message::Unpick(copy));
        row![
            button(words::text(id)).width(110.0).on_press(Message::Pick(copy)),
            label(name).width(Fill),
            button(words::text("screens-rules-unpick")).on_press_maybe(none),
        ]
        .spacing(theme::SPACE)
        .align_y(Center)
        .into()
    }
}

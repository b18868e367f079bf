//! The reading pane in use and in sight: header, attachments, text.

use std::sync::Arc;

use iced::widget::{column, container, responsive, row, space};
use iced::{Center, Element, Fill, Task};

use super::command::PaneAt;
use super::dialogs::Shown;
use super::work::Doing;
use super::{Action, Answer, Message, MessageCenter, view};
use crate::mail::{Flag, FolderId, MessageId, Moment, Person};
use crate::session::{Error, Mark, Opened};
use crate::settings::Receipts;
use crate::ui::dialog::notice::Notice;
use crate::ui::reader::{self, recipients};
use crate::ui::receipt::receipts;
use crate::ui::screen::attachments::Strip;
use crate::ui::screen::send_note::Writing;
use crate::ui::theme::{self, scripts, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::{Edge, Wish, bevel, label, paragraph};
use crate::ui::written;
use crate::words;

/// The height below which the pane shows the header shortly.
const LOW: f32 = 200.0;

/// Says which scripts of a message have no font.
fn lacking(opened: &Opened) -> Option<String> {
    let message = &opened.message;
    let found = scripts::lacking(&message.subject).or_else(|| scripts::lacking(&message.body));
    found.map(|lacking| lacking.to_string())
}

impl MessageCenter {
    /// Opens the message that is selected, unless it is shown already.
    pub(super) fn show_selected(&mut self) -> Task<Message> {
        let off = PaneAt::of(&self.settings.reading_pane) == PaneAt::Off;
        let row = self.selection.single().filter(|_| !off);
        let id = row.and_then(|row| self.rows.id(row));
        if row.is_some() && id.is_none() {
            // Its row is on its way.
            return Task::none();
        }
        let Some((id, latest)) = self.pane.want(id) else { return Task::none() };
        self.work.ask(&self.desk, Doing::Opening, move |session, _| {
            if !latest.is(id) {
                return Answer::Skipped;
            }
            Answer::Opened { id, opened: session.open_message(id).map(Arc::new) }
        })
    }

    /// Shows a message that was opened, and marks it as read then.
    pub(super) fn opened(
        &mut self,
        id: MessageId,
        opened: Result<Arc<Opened>, Error>,
    ) -> Task<Message> {
        let unread = match &opened {
            Ok(opened) => opened.summary.unread.then_some(opened.summary.folder),
            Err(_) => None,
        };
        let lacking = opened.as_ref().ok().and_then(|opened| lacking(opened));
        if self.pane.shown().and_then(self::lacking).is_some_and(|old| old == self.notice) {
            self.notice.clear();
        }
        let wanted = opened.as_ref().is_ok_and(|opened| opened.receipt.is_some());
        let Some(attachments) = self.pane.opened(id, opened) else { return Task::none() };
        if let Some(lacking) = lacking {
            self.notice = lacking;
            self.lasting.clone_from(&self.notice);
        }
        self.strip = Strip::reading(attachments);
        let receipt = match self.settings.receiving.receipts {
            Receipts::Always if wanted => self.answer_receipt(true),
            Receipts::Never if wanted => self.answer_receipt(false),
            _ => Task::none(),
        };
        let Some(folder) = unread else { return receipt };
        let read = self.work.ask(&self.desk, Doing::Background, move |session, _| {
            Answer::MarkedRead { id, folder, done: session.mark(&[id], Mark::Read) }
        });
        Task::batch([read, receipt])
    }

    /// Sends a receipt of the message that is shown, or does not.
    pub(super) fn answer_receipt(&mut self, send: bool) -> Task<Message> {
        let Some(id) = self.shown_id() else { return Task::none() };
        self.pane.receipt_answered();
        self.work.ask(&self.desk, Doing::Background, move |session, _| {
            Answer::Receipt(if send {
                session.send_receipt(id)
            } else {
                session.refuse_receipt(id).map(|()| false)
            })
        })
    }

    /// Goes on after a receipt was sent, or not.
    pub(super) fn receipt_answered(&mut self, sent: Result<bool, Error>) -> Task<Message> {
        match sent {
            Ok(true) => {
                self.notice = words::text("screens-receipt-is-sent");
                self.reload()
            }
            Ok(false) => Task::none(),
            Err(error) => self.failed(&error),
        }
    }

    /// Returns whether a receipt is shown, which nobody answers (KB Q86330).
    pub(super) fn shows_receipt(&self) -> bool {
        self.pane.shown().is_some_and(|opened| opened.message.postcard.is_some())
    }

    /// Shows that a message is read.
    pub(super) fn marked_read(
        &mut self,
        id: MessageId,
        folder: FolderId,
        done: Result<(), Error>,
    ) -> Task<Message> {
        match done {
            Ok(()) => {
                self.rows.patch(id, |summary| summary.unread = false);
                self.folders.read_one(folder);
            }
            Err(error) => tracing::warn!(%error, "a message could not be marked as read"),
        }
        Task::none()
    }

    /// Shows the reading pane.
    pub(super) fn reading_pane(&self) -> Element<'_, Message> {
        let several = self.selection.count();
        let lingers = self.work.opening_lingers();
        let content: Element<'_, Message> = match (self.pane.shown(), self.pane.failed()) {
            _ if several > 1 => {
                empty(words::count("screens-center-several", several as u64, &[]), String::new())
            }
            (_, Some(error)) => empty(error.summary(), error.hint()),
            (Some(opened), None) if !lingers => {
                return responsive(|size| self.message(opened, size.height < LOW)).into();
            }
            (None, None) if self.pane.wanted().is_none() && self.rows.len() > 0 => {
                empty(words::text("screens-center-select"), String::new())
            }
            // For a moment nothing is said: mostly the message is there at once.
            _ if !lingers => space().width(Fill).height(Fill).into(),
            _ => empty(words::text("screens-center-opening"), String::new()),
        };
        bevel(Edge::Sunken, content).window().width(Fill).height(Fill).into()
    }

    fn people(&self, id: &str, people: &[Person]) -> Element<'_, Message> {
        let caption = label(words::text(id)).tone(Tone::Muted).width(60.0);
        let names = recipients(people, self.pane.expanded, Message::ToggleRecipients);
        row![caption, names].spacing(theme::SPACE).into()
    }

    /// Shows a message; where the pane is low with a short header, so that the text has room.
    fn message<'a>(&'a self, opened: &'a Opened, low: bool) -> Element<'a, Message> {
        let message = &opened.message;
        let date = message.date.unwrap_or(opened.summary.date);
        let mut head =
            column![line(words::text("screens-center-from"), one(&message.from))].spacing(1.0);
        if !low {
            head = head
                .push(line(words::text("screens-center-date"), written::in_full(date)))
                .push(self.people("screens-center-to", &message.to));
            for (id, people) in
                [("screens-center-cc", &message.cc), ("screens-center-bcc", &message.bcc)]
            {
                if !people.is_empty() {
                    head = head.push(self.people(id, people));
                }
            }
        }
        let subject = label(view::subject(&opened.summary.subject)).bold().width(Fill);
        let caption = label(words::text("screens-center-subject")).tone(Tone::Muted).width(60.0);
        head = head.push(row![caption, subject].spacing(theme::SPACE));
        let now = Moment::now();
        let flag = self.flag_shown(opened);
        if let Some(told) = written::flag(flag, now) {
            let caption = label(words::text("screens-written-flag"));
            let caption = caption.tone(Tone::Muted).width(60.0);
            let told = label(told).tone(written::flag_tone(flag, now)).width(Fill);
            head = head.push(row![caption, told].spacing(theme::SPACE));
        }
        let head = container(head).padding([2.0, 6.0]).width(Fill);
        let receipts = receipts(opened, Message::Receipt);
        let mut shown = column![head, receipts].spacing(theme::GAP).width(Fill).height(Fill);
        if let Some(strip) = self.strip.view_with(!low) {
            shown = shown.push(container(strip.map(Message::Strip)).padding([0.0, 6.0]));
        }
        shown.push(self.pane.reader.view().map(Message::Reader)).into()
    }

    /// Returns the flag of the message that is shown: that of its row, which is up to date.
    fn flag_shown(&self, opened: &Opened) -> Flag {
        let row = self.selection.single().and_then(|row| self.rows.get(row));
        let row = row.filter(|summary| summary.id == opened.summary.id);
        row.map_or(opened.summary.flag, |summary| summary.flag)
    }

    /// Hears what happens in the text.
    pub(super) fn reader_used(&mut self, message: reader::Message) -> Action {
        let action = self.pane.reader.update(message);
        let (fixed, full) = (self.pane.reader.is_fixed(), self.pane.reader.is_full());
        let reading = &mut self.settings.reading;
        if (reading.fixed_font, reading.full_headers) != (fixed, full) {
            (reading.fixed_font, reading.full_headers) = (fixed, full);
            let _ = self.changed_settings();
        }
        match action {
            reader::Action::None => {}
            reader::Action::Run(task) => return Action::Run(task.map(Message::Reader)),
            reader::Action::Source => {
                let Some(id) = self.shown_id() else { return Action::None };
                return Action::run(self.work.ask(
                    &self.desk,
                    Doing::Opening,
                    move |session, _| Answer::Raw { id, bytes: session.source(id).map(Arc::from) },
                ));
            }
            reader::Action::Reopen => {
                let Some(id) = self.shown_id() else { return Action::None };
                let charset = self.pane.reader.charset();
                return Action::run(self.work.ask(
                    &self.desk,
                    Doing::Opening,
                    move |session, _| {
                        let opened = session.open_message_as(id, charset).map(Arc::new);
                        Answer::Opened { id, opened }
                    },
                ));
            }
            reader::Action::Write(address) => return Action::Write(Writing::To(address)),
            reader::Action::Focus(id) => self.wishes.wish(Wish::Focus(id)),
            reader::Action::Fail(summary, hint) => {
                let title = words::text("screens-reader-link-title");
                self.dialog = Some(Shown::Notice(Notice::new(title, summary, hint)));
            }
        }
        Action::None
    }

    fn shown_id(&self) -> Option<MessageId> {
        self.pane.shown().map(|opened| opened.summary.id)
    }

    /// Shows a message as it came.
    pub(super) fn raw_came(
        &mut self,
        id: MessageId,
        bytes: Result<Arc<[u8]>, Error>,
    ) -> Task<Message> {
        match bytes {
            Ok(bytes) if self.shown_id() == Some(id) => self.pane.reader.set_source(&bytes),
            Ok(_) => {}
            Err(error) => return self.failed(&error),
        }
        Task::none()
    }
}

fn line<'a>(caption: String, value: String) -> Element<'a, Message> {
    let caption = label(caption).tone(Tone::Muted).width(60.0);
    row![caption, label(value).width(Fill)].spacing(theme::SPACE).into()
}

fn one(person: &Person) -> String {
    person.to_string()
}

/// Says why there is nothing.
fn empty<'a>(text: String, hint: String) -> Element<'a, Message> {
    let told = |text| paragraph(text).style(style::muted).align_x(Center);
    let told = column![told(text), told(hint)].spacing(theme::GAP).max_width(360.0);
    container(told).center(Fill).padding(theme::MARGIN).into()
}

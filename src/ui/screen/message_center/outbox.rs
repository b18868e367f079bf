//! The Outbox in the window: what was sent a moment ago and can be taken back, and what waits
//! there, why, and what a person can do about it.

use iced::widget::{row, space};
use iced::{Center, Element, Fill, Task};

use super::command::Command;
use super::dialogs::{Shown, Then};
use super::work::Doing;
use super::{Action, Answer, Message, MessageCenter, undo, view};
use crate::mail::{FolderKind, MessageId, Moment};
use crate::session::{Error, Hold, Record, Spooled, TakenBack, Waiting};
use crate::ui::dialog::notice::Notice;
use crate::ui::icon::{Icon, icon};
use crate::ui::screen::send_note::Writing;
use crate::ui::theme;
use crate::ui::widget::label::Tone;
use crate::ui::widget::{Edge, bevel, button, label, paragraph};
use crate::words;

/// A message that was sent a moment ago.
#[derive(Debug)]
struct Sent {
    hold: Hold,
    subject: String,
    /// What could be undone before it: while that is still so, undoing takes this one back.
    before: Option<Record>,
}

/// What is known of the Outbox.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    /// What can be taken back, the last one at the end.
    sent: Vec<Sent>,
    waiting: Vec<Waiting>,
    now: Moment,
    /// What waits is tried at the next check whatever its pause says: the person is back, or the
    /// postoffice is.
    rests: bool,
    /// What was held is sent, or the person does not want to wait for it.
    leaves: bool,
}

impl Outbox {
    /// Returns whether seconds are counted.
    pub(super) fn is_counting(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Hears what lies in the Outbox.
    pub(super) fn know(&mut self, waiting: Vec<Waiting>) {
        let held = |id| waiting.iter().any(|w: &Waiting| w.id == id && w.held.is_some());
        self.sent.retain(|sent| held(sent.hold.id));
        self.waiting = waiting;
    }

    fn is_due(&self, now: Moment) -> bool {
        self.waiting.iter().any(|w| w.held.is_none() && w.again <= now)
    }

    /// Returns whether the next check tries everything; asked once.
    pub(super) fn hurries(&mut self) -> bool {
        !std::mem::replace(&mut self.rests, true)
    }

    /// Has the next check try everything.
    pub(super) fn hurry(&mut self) {
        self.rests = false;
    }
}

impl MessageCenter {
    /// Hears that a message was sent and is held for a while.
    pub fn held(&mut self, hold: Hold, subject: String) {
        let before = self.undo_mark();
        self.outbox.now = Moment::now();
        self.outbox.sent.push(Sent { hold, subject, before });
        self.notice.clear();
    }

    fn undo_mark(&self) -> Option<Record> {
        self.undo.last_record()
    }

    /// Returns the message that undoing takes back, when sending it was the last thing done.
    fn undone_by_taking_back(&self) -> Option<&Sent> {
        self.outbox.sent.last().filter(|sent| sent.before == self.undo_mark())
    }

    /// Words what undoing takes back, as a line of a menu.
    pub(super) fn undo_send_text(&self) -> Option<String> {
        let sent = self.undone_by_taking_back()?;
        let subject = undo::shown(&view::subject(&sent.subject));
        Some(words::with("screens-sending-undo", &[("subject", &subject)]))
    }

    /// Takes the last message back, when sending it was the last thing done.
    pub(super) fn undo_send(&mut self) -> Option<Task<Message>> {
        let id = self.undone_by_taking_back()?.hold.id;
        Some(self.take_back(id, true))
    }

    /// Counts the seconds; what nobody holds any more goes.
    pub(super) fn outbox_ticked(&mut self) -> Task<Message> {
        let now = Moment::now();
        self.outbox.now = now;
        let before = self.outbox.sent.len();
        self.outbox.sent.retain(|sent| sent.hold.until > now);
        if self.outbox.sent.len() < before { self.spool_due() } else { Task::none() }
    }

    /// Tries what is due in the Outbox.
    pub(super) fn spool_if_due(&mut self) -> Task<Message> {
        if self.outbox.is_due(Moment::now()) { self.spool_due() } else { Task::none() }
    }

    fn spool_due(&mut self) -> Task<Message> {
        self.work.ask(&self.desk, Doing::Background, |session, _| Answer::OutboxWorked {
            spooled: session.spool_due(),
            waiting: session.outbox().unwrap_or_default(),
            asked: false,
        })
    }

    /// Goes on after the Outbox was worked on.
    pub(super) fn outbox_worked(
        &mut self,
        spooled: Result<Spooled, Error>,
        waiting: Vec<Waiting>,
        asked: bool,
    ) -> Task<Message> {
        self.outbox.know(waiting);
        match spooled {
            Ok(spooled) if spooled.waiting > 0 => {
                let reason = spooled.reason.unwrap_or_default();
                self.notice =
                    words::count("screens-center-waiting", spooled.waiting, &[("reason", &reason)]);
            }
            Ok(spooled) if spooled.sent > 0 => self.notice = words::text("screens-sent"),
            Ok(_) => {}
            Err(error) if asked => return self.failed(&error),
            Err(error) => {
                self.notice = error.summary();
                self.lasting.clone_from(&self.notice);
            }
        }
        self.reload()
    }

    /// Returns what is known of the message that is selected in the Outbox.
    fn waiting(&self) -> Option<&Waiting> {
        let outbox = self.folders.current().is_some_and(|f| f.kind == FolderKind::Outbox);
        let id = self.rows.id(self.selection.single()?)?;
        self.outbox.waiting.iter().find(|waiting| outbox && waiting.id == id)
    }

    /// Returns whether an order about the Outbox can be carried out.
    pub(super) fn can_outbox(&self, command: Command) -> bool {
        let waiting = self.waiting();
        waiting.is_some_and(|waiting| command == Command::SendNow || !waiting.posted)
    }

    /// Carries out an order about the Outbox.
    pub(super) fn order_outbox(&mut self, command: Command) -> Task<Message> {
        let Some(id) = self.waiting().map(|waiting| waiting.id) else { return Task::none() };
        match command {
            Command::SendNow => {
                self.outbox.sent.retain(|sent| sent.hold.id != id);
                self.work.ask(&self.desk, Doing::Collecting, move |session, _| {
                    Answer::OutboxWorked {
                        spooled: session.send_now(id),
                        waiting: session.outbox().unwrap_or_default(),
                        asked: true,
                    }
                })
            }
            Command::EditAgain => self.take_back(id, true),
            _ => self.take_back(id, false),
        }
    }

    /// Takes a message of the Outbox back, into a window to write on or only into the drafts.
    pub(super) fn take_back(&mut self, id: MessageId, reopen: bool) -> Task<Message> {
        self.work.ask(&self.desk, Doing::Moving, move |session, _| Answer::TakenBack {
            taken: session.take_back(id),
            reopen,
        })
    }

    /// Goes on after a message was taken back, or not.
    pub(super) fn taken_back(&mut self, taken: Result<TakenBack, Error>, reopen: bool) -> Action {
        let taken = match taken {
            Ok(taken) => taken,
            Err(error) => {
                let _ = self.failed(&error);
                return Action::run(self.reload());
            }
        };
        self.outbox.sent.retain(|sent| sent.hold.id != taken.id);
        self.outbox.waiting.retain(|waiting| waiting.id != taken.id);
        self.notice = words::text("screens-sending-taken-back");
        let reload = self.reload();
        if reopen {
            Action::Rewrite(Writing::TakenBack(taken), reload)
        } else {
            Action::run(reload)
        }
    }

    /// Sends what is held before the person leaves; nothing when nothing is held.
    pub fn send_held(&mut self, exit: bool) -> Option<Task<Message>> {
        if self.outbox.sent.is_empty() || std::mem::replace(&mut self.outbox.leaves, true) {
            return None;
        }
        Some(self.work.ask(&self.desk, Doing::Collecting, move |session, _| Answer::HeldSent {
            spooled: session.release(),
            exit,
        }))
    }

    /// Leaves when everything that was held is sent; asks when it is not.
    pub(super) fn held_sent(&mut self, spooled: Result<Spooled, Error>, exit: bool) -> Action {
        self.outbox.sent.clear();
        let (count, reason) = match spooled {
            Ok(Spooled { waiting: 0, .. }) => {
                return if exit { Action::Exit } else { Action::SignOut };
            }
            Ok(spooled) => (spooled.waiting, spooled.reason.unwrap_or_default()),
            Err(error) => (1, error.summary()),
        };
        self.outbox.leaves = false;
        let question = Notice::question(
            words::text("screens-sending-leave-title"),
            words::count("screens-sending-leave-text", count, &[("reason", &reason)]),
            words::text("screens-sending-leave-hint"),
            words::text("screens-sending-leave-button"),
        );
        self.dialog = Some(Shown::Question(question, Then::Leave { exit }));
        Action::run(self.reload())
    }

    /// Shows what can be taken back, or what is the matter with the message that is selected in the
    /// Outbox.
    pub(super) fn outbox_bar(&self) -> Option<Element<'_, Message>> {
        if let Some(waiting) = self.waiting() {
            return Some(self.waiting_bar(waiting));
        }
        let sent = self.outbox.sent.last()?;
        let left = sent.hold.until.0.saturating_sub(self.outbox.now.0).max(0);
        let seconds = u64::try_from(left).unwrap_or(0).div_ceil(1000);
        let told = match self.outbox.sent.len() {
            1 => words::with("screens-sending-sent", &[("subject", &view::subject(&sent.subject))]),
            count => words::count("screens-sending-sent-several", count as u64, &[]),
        };
        let undo = button(words::text("screens-sending-undo-button"))
            .on_press(Message::TakeBack(sent.hold.id));
        let bar = row![
            icon(Icon::Send),
            label(told).bold(),
            label(words::count("screens-sending-seconds", seconds, &[])).tone(Tone::Muted),
            space().width(Fill),
            undo,
        ];
        Some(strip(bar))
    }

    fn waiting_bar(&self, waiting: &Waiting) -> Element<'_, Message> {
        let time = |at: Moment, form: &str| at.local(&words::text(form));
        let mut told = match (&waiting.reason, waiting.held) {
            (_, Some(until)) => {
                let until = time(until, "screens-sending-to-the-second");
                words::with("screens-sending-held", &[("time", &until)])
            }
            (Some(reason), None) => {
                let again = time(waiting.again, "screens-sending-to-the-minute");
                let reason = reason.trim_end_matches('.');
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("reason", &reason), ("time", &again)];
                words::count("screens-sending-waits", waiting.tries.into(), &values)
            }
            (None, None) => words::text("screens-sending-next"),
        };
        if waiting.posted {
            told = format!("{told} {}", words::text("screens-sending-is-posted"));
        }
        let order = |id: &str, command: Command| {
            let message = self.can(command).then_some(Message::Ordered(command));
            button(words::text(id)).on_press_maybe(message)
        };
        let bar = row![
            icon(Icon::Outbox),
            paragraph(told).width(Fill),
            order("screens-sending-edit-button", Command::EditAgain),
            order("screens-sending-now-button", Command::SendNow),
            order("screens-sending-cancel-button", Command::CancelSending),
        ];
        strip(bar)
    }
}

fn strip<'a>(content: iced::widget::Row<'a, Message>) -> Element<'a, Message> {
    let content = content.spacing(theme::SPACE).align_y(Center);
    bevel(Edge::ThinRaised, content).face().padding([3.0, 8.0]).width(Fill).into()
}

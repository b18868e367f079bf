//! Sending and collecting: at the start, every few minutes, when a person asks for it, and when a
//! look into the mailbag finds something. Letters come in batches, so that the list can be used
//! meanwhile.

use std::time::Duration;

use iced::Task;

use super::work::Doing;
use super::{Answer, Message, MessageCenter};
use crate::mail::Moment;
use crate::session::{Arrived, Error, Fetched, Spooled};
use crate::ui::task::Cancel;
use crate::words;

/// How long the desk clears away before somebody else has a turn.
const SLICE: Duration = Duration::from_millis(30);

/// What is known of the postoffice.
#[derive(Debug, Clone, Default)]
pub(super) enum Office {
    /// It was not asked yet.
    #[default]
    Unknown,
    /// It answered.
    Connected,
    /// It did not, and this is why.
    Disconnected(Error),
}

/// Sending and collecting under way.
#[derive(Debug)]
struct Check {
    /// A person asked for it and waits.
    asked: bool,
    cancel: Cancel,
    total: u64,
    came: Fetched,
    waiting: u64,
    reason: Option<String>,
}

/// What is known of the mail.
#[derive(Debug, Default)]
pub(super) struct Mail {
    office: Office,
    check: Option<Check>,
    /// A look into the mailbag is under way.
    polling: bool,
    last: Option<Moment>,
    /// New mail came, and nobody was told outside the window.
    news: Arrived,
}

impl MessageCenter {
    /// Returns whether mail is being sent and collected.
    pub(super) fn is_checking(&self) -> bool {
        self.mail.check.is_some()
    }

    /// Returns what is known of the postoffice.
    pub(super) fn office(&self) -> &Office {
        &self.mail.office
    }

    /// Returns the new mail that came since this was asked last, when all of it is here: the
    /// desktop is to show that.
    pub fn take_news(&mut self) -> Option<Arrived> {
        let news = self.mail.news.count > 0 && !self.is_checking();
        news.then(|| std::mem::take(&mut self.mail.news))
    }

    /// Hears what arrived and is unread.
    pub(super) fn arrived(&mut self, arrived: Arrived) {
        self.mail.news.add(arrived);
    }

    /// Returns when mail was last sent and collected.
    pub(super) fn last_check(&self) -> Option<Moment> {
        self.mail.last
    }

    /// Returns what is going on, in words.
    pub(super) fn checking(&self) -> Option<String> {
        let check = self.mail.check.as_ref()?;
        if check.total == 0 {
            return Some(words::text("screens-center-checking"));
        }
        let done = check.came.fetched.saturating_add(check.came.set_aside);
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("done", &done), ("total", &check.total.max(done))];
        Some(words::with("screens-center-collecting", &values))
    }

    fn doing(&self) -> Doing {
        match &self.mail.check {
            Some(check) if check.asked => Doing::Collecting,
            _ => Doing::Background,
        }
    }

    /// Sends and collects.
    pub(super) fn check(&mut self, asked: bool) -> Task<Message> {
        if let Some(check) = &mut self.mail.check {
            check.asked |= asked;
            return Task::none();
        }
        self.mail.check = Some(Check {
            asked,
            cancel: Cancel::default(),
            total: 0,
            came: Fetched::default(),
            waiting: 0,
            reason: None,
        });
        let all = self.outbox.hurries() || asked;
        self.work.ask(&self.desk, self.doing(), move |session, _| Answer::Spooled {
            spooled: if all { session.spool() } else { session.spool_due() },
            waiting: session.waiting_letters(),
            outbox: session.outbox().unwrap_or_default(),
        })
    }

    /// Stops collecting after the batch under way, when a person waits for it.
    pub(super) fn give_up_checking(&mut self) {
        if let Some(check) = self.mail.check.take_if(|check| check.asked) {
            check.cancel.cancel();
        }
    }

    /// Goes on after the Outbox was worked on.
    pub(super) fn spooled(
        &mut self,
        spooled: Result<Spooled, Error>,
        waiting: Result<u32, Error>,
    ) -> Task<Message> {
        let Some(check) = &mut self.mail.check else { return self.reload() };
        let sent = match spooled {
            Ok(spooled) => {
                check.waiting = spooled.waiting;
                check.reason = spooled.reason;
                spooled.sent
            }
            Err(error) => return self.unreachable(error),
        };
        check.total = match waiting {
            Ok(waiting) => waiting.into(),
            Err(error) => return self.unreachable(error),
        };
        self.mail.office = Office::Connected;
        let more = check.total > 0;
        let next = if more { self.collect() } else { self.checked() };
        if sent > 0 { Task::batch([self.reload(), next]) } else { next }
    }

    fn collect(&mut self) -> Task<Message> {
        let Some(check) = &self.mail.check else { return Task::none() };
        let cancel = check.cancel.clone();
        self.work.ask(&self.desk, self.doing(), move |session, _| {
            if cancel.is_cancelled() {
                return Answer::Skipped;
            }
            let collected = session.fetch_batch();
            Answer::Collected(collected, session.take_told(), session.take_arrived())
        })
    }

    /// Goes on after some letters came.
    pub(super) fn collected(&mut self, collected: Result<(Fetched, bool), Error>) -> Task<Message> {
        let (batch, more) = match collected {
            Ok(collected) => collected,
            Err(error) => return self.unreachable(error),
        };
        let came = batch.fetched > 0 || batch.set_aside > 0;
        let next = match &mut self.mail.check {
            // Given up meanwhile; what came is there all the same.
            None => Task::none(),
            Some(check) => {
                check.came.fetched = check.came.fetched.saturating_add(batch.fetched);
                check.came.set_aside = check.came.set_aside.saturating_add(batch.set_aside);
                check.came.left = batch.left;
                if more { self.collect() } else { self.checked() }
            }
        };
        if came { Task::batch([self.reload(), next]) } else { next }
    }

    /// Ends a check that came through.
    fn checked(&mut self) -> Task<Message> {
        let Some(check) = self.mail.check.take() else { return Task::none() };
        self.mail.last = Some(Moment::now());
        let came = check.came;
        if check.waiting > 0 {
            let reason = check.reason.unwrap_or_default();
            let values: [(&str, &dyn std::fmt::Display); 1] = [("reason", &reason)];
            self.notice = words::count("screens-center-waiting", check.waiting, &values);
        } else if came.set_aside > 0 {
            self.notice = words::count("screens-center-set-aside", came.set_aside, &[]);
        } else if came.left > 0 {
            self.notice = words::count("screens-center-left", came.left, &[]);
        } else if came.fetched > 0 {
            self.notice = words::count("screens-center-new-mail", came.fetched, &[]);
        } else if check.asked {
            self.notice = words::text("screens-center-no-new-mail");
        }
        Task::none()
    }

    /// Ends a check that the postoffice or the message file did not let through.
    fn unreachable(&mut self, error: Error) -> Task<Message> {
        tracing::warn!(%error, "mail could not be sent and collected");
        let asked = self.mail.check.take().is_some_and(|check| check.asked);
        self.mail.office = Office::Disconnected(error.clone());
        if asked { self.failed(&error) } else { Task::none() }
    }

    /// Looks into the mailbag; nothing more than its index is read.
    pub(super) fn poll(&mut self) -> Task<Message> {
        if self.mail.polling || self.is_checking() {
            return Task::none();
        }
        self.mail.polling = true;
        self.work.ask(&self.desk, Doing::Background, |session, _| {
            Answer::Polled(session.waiting_letters())
        })
    }

    /// Goes on after a look into the mailbag.
    pub(super) fn polled(&mut self, waiting: Result<u32, Error>) -> Task<Message> {
        self.mail.polling = false;
        match waiting {
            Ok(0) => {
                let back = matches!(self.mail.office, Office::Disconnected(_));
                self.mail.office = Office::Connected;
                // What could not be sent while it was away can be sent now.
                if back {
                    self.outbox.hurry();
                    return self.check(false);
                }
                self.spool_if_due()
            }
            Ok(_) => self.check(false),
            Err(error) => {
                self.mail.office = Office::Disconnected(error);
                Task::none()
            }
        }
    }

    /// Clears away a slice of what is gone for good.
    pub(super) fn clear_away(&mut self) -> Task<Message> {
        self.work.ask(&self.desk, Doing::Background, |session, _| {
            Answer::Cleared(session.clear_away(SLICE))
        })
    }

    /// Finds the conversations of a slice of older messages.
    pub(super) fn find_conversations(&mut self) -> Task<Message> {
        self.work.ask(&self.desk, Doing::Background, |session, _| {
            Answer::Gathered(session.gather_threads(SLICE))
        })
    }

    /// Goes on finding conversations as long as there are more.
    pub(super) fn conversations_found(&mut self, more: Result<bool, Error>) -> Task<Message> {
        match more {
            Ok(true) => self.find_conversations(),
            Ok(false) if self.view.order.grouped => self.reload(),
            Ok(false) => Task::none(),
            Err(error) => {
                tracing::warn!(%error, "conversations could not be found");
                Task::none()
            }
        }
    }

    /// Goes on clearing away as long as there is more.
    pub(super) fn cleared(&mut self, more: Result<bool, Error>) -> Task<Message> {
        match more {
            Ok(true) => self.clear_away(),
            Ok(false) => Task::none(),
            Err(error) => {
                tracing::warn!(%error, "what is gone could not be cleared away");
                Task::none()
            }
        }
    }
}

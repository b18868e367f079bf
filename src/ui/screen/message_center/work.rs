//! What the session is asked to do and has not answered yet: after a second a person sees what is
//! going on and can give up waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use iced::Task;

use super::Message;
use super::answer::{Answer, Answered};
use crate::session::Session;
use crate::ui::task::{Cancel, Desk, LONG};
use crate::words;

/// How long the message shown before stays while the next one is opened.
const MOMENT: Duration = Duration::from_millis(250);

/// The number of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket(u64);

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// A look at folders and rows.
    Listing,
    /// Opening a message.
    Opening,
    Moving,
    Copying,
    Deleting,
    Marking,
    /// Making, renaming or deleting a folder.
    Folder,
    /// Running rules on a folder.
    Ruling,
    /// Sending and collecting because a person asked for it.
    Collecting,
    /// What happens by itself; nobody waits for it.
    Background,
}

impl Doing {
    fn words(self) -> String {
        words::text(match self {
            Self::Listing | Self::Background => "screens-center-doing-listing",
            Self::Opening => "screens-center-doing-opening",
            Self::Moving => "screens-center-doing-moving",
            Self::Copying => "screens-order-doing-copying",
            Self::Deleting => "screens-center-doing-deleting",
            Self::Marking => "screens-center-doing-marking",
            Self::Folder => "screens-center-doing-folder",
            Self::Ruling => "screens-rules-doing",
            Self::Collecting => "screens-center-doing-collecting",
        })
    }
}

/// How far a job has come, told from its thread.
#[derive(Debug, Clone, Default)]
pub(super) struct Gauge(Arc<(AtomicU64, AtomicU64)>);

impl Gauge {
    pub(super) fn set(&self, done: u64, total: u64) {
        self.0.0.store(done, Ordering::Relaxed);
        self.0.1.store(total, Ordering::Relaxed);
    }

    /// Returns the part that is done, when that is known.
    pub(super) fn part(&self) -> Option<f32> {
        let (done, total) = (self.0.0.load(Ordering::Relaxed), self.0.1.load(Ordering::Relaxed));
        (total > 0).then(|| (done as f64 / total as f64) as f32)
    }
}

/// What a job is told while it works.
#[derive(Debug, Clone, Default)]
pub(super) struct Reins {
    pub(super) cancel: Cancel,
    pub(super) gauge: Gauge,
}

#[derive(Debug)]
struct Job {
    ticket: Ticket,
    doing: Doing,
    since: Instant,
    reins: Reins,
}

/// A job that takes long.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Long {
    /// What is going on, in words.
    pub(super) text: String,
    /// The part that is done, when that is known.
    pub(super) part: Option<f32>,
}

/// The jobs under way.
#[derive(Debug, Default)]
pub(super) struct Work {
    last: u64,
    jobs: Vec<Job>,
    now: Option<Instant>,
}

impl Work {
    /// Gives the session something to do; the answer comes as [`Message::Answered`].
    pub(super) fn ask(
        &mut self,
        desk: &Desk,
        doing: Doing,
        work: impl FnOnce(&mut Session, &Reins) -> Answer + Send + 'static,
    ) -> Task<Message> {
        let (ticket, reins) = self.begin(doing);
        let skipped = reins.cancel.clone();
        desk.ask(move |session| {
            // Nobody waits for it any more, and it has not begun.
            if skipped.is_cancelled() { Answer::Skipped } else { work(session, &reins) }
        })
        .map(move |answer| Message::Answered(Answered { ticket, answer }))
    }

    /// Notes a job.
    fn begin(&mut self, doing: Doing) -> (Ticket, Reins) {
        self.last = self.last.wrapping_add(1);
        let ticket = Ticket(self.last);
        let reins = Reins::default();
        self.jobs.push(Job { ticket, doing, since: Instant::now(), reins: reins.clone() });
        (ticket, reins)
    }

    /// Hears that a job is done.
    pub(super) fn done(&mut self, ticket: Ticket) {
        self.jobs.retain(|job| job.ticket != ticket);
    }

    /// Returns whether anything is under way that a person may want to see.
    pub(super) fn is_watched(&self) -> bool {
        self.jobs.iter().any(|job| job.doing != Doing::Background)
    }

    /// Hears the time.
    pub(super) fn tick(&mut self, now: Instant) {
        self.now = Some(now);
    }

    /// Returns the job that has taken long, the oldest first.
    pub(super) fn long(&self) -> Option<Long> {
        let job = self.jobs.iter().find(|job| job.doing != Doing::Background)?;
        self.older(job, LONG)
            .then(|| Long { text: job.doing.words(), part: job.reins.gauge.part() })
    }

    /// Returns whether opening a message takes so long that the one before must go from sight.
    pub(super) fn opening_lingers(&self) -> bool {
        self.jobs.iter().any(|job| job.doing == Doing::Opening && self.older(job, MOMENT))
    }

    fn older(&self, job: &Job, age: Duration) -> bool {
        self.now.is_some_and(|now| now.saturating_duration_since(job.since) >= age)
    }

    /// Gives up waiting: jobs that have not begun are skipped, long ones stop where they can.
    pub(super) fn give_up(&mut self) {
        for job in &self.jobs {
            if job.doing != Doing::Background {
                job.reins.cancel.cancel();
            }
        }
        self.jobs.retain(|job| job.doing == Doing::Background);
    }
}

//! The one bridge from slow work to the screens.
//!
//! Disks and shares are slow and hang, so that no call to a store ever runs on the thread that
//! draws. [`blocking`] gives one call a thread of its own; a [`Desk`] is the thread that owns an
//! open [`Session`], one call after the other. A task that is dropped is not waited for: its
//! thread finishes by itself, and nobody sees the answer.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use iced::futures::channel::oneshot;
use iced::{Subscription, Task};

use crate::mail::{Address, FullName, Person, ShortName};
use crate::session::{Error, Session, Synced};

/// A wish to stop, shared between a screen and the work that it started.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks the work to stop when it can.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns whether the work should stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Runs slow work on a thread of its own; the task gives its answer.
pub fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Task<T> {
    let (sender, receiver) = oneshot::channel();
    let spawned = std::thread::Builder::new().name("work".into()).spawn(move || {
        // Nobody waits any more when the screen is gone.
        let _ = sender.send(work());
    });
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for slow work");
    }
    answer(receiver)
}

/// An answer that never comes (the worker is gone) ends the task without a message.
fn answer<T: Send + 'static>(receiver: oneshot::Receiver<T>) -> Task<T> {
    Task::future(receiver).then(|answer| answer.map_or_else(|_| Task::none(), Task::done))
}

/// The session is gone after signing out, also for clones of the desk that are still about.
type Job = Box<dyn FnOnce(&mut Option<Session>) + Send>;

/// The thread that owns an open session. Cheap to clone; the last one that goes signs out.
#[derive(Clone)]
pub struct Desk {
    jobs: mpsc::Sender<Job>,
    who: Arc<Who>,
}

/// Who is signed in, and where: what does not change while the session is open.
#[derive(Debug, Clone)]
pub struct Who {
    /// The mailbox name.
    pub mailbox: ShortName,
    /// The full name.
    pub full_name: FullName,
    /// The address.
    pub address: Address,
    /// The person, as messages name them.
    pub me: Person,
    /// Whether the person is an administrator.
    pub administrator: bool,
    /// Whether a new password must be chosen.
    pub must_choose_password: bool,
    /// The postoffice, `NETWORK/POSTOFFICE`.
    pub postoffice: String,
    /// The postoffice's folder.
    pub root: PathBuf,
    /// The message file.
    pub message_file: PathBuf,
    /// Where an older message file was put when this sign-in made a new one.
    pub old_message_file: Option<PathBuf>,
    /// The original message file whose mail is still to be taken over.
    pub takes_over: Option<PathBuf>,
    /// What sign-in brought up to date.
    pub synced: Vec<Synced>,
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("mailbox", &self.who.mailbox).finish_non_exhaustive()
    }
}

impl Desk {
    /// Gives a session a thread of its own.
    pub fn open(session: Session) -> Self {
        let who = Arc::new(Who {
            mailbox: session.mailbox().clone(),
            full_name: session.full_name().clone(),
            address: session.address(),
            me: session.me(),
            administrator: session.is_administrator(),
            must_choose_password: session.must_choose_password(),
            postoffice: session.postoffice_name(),
            root: session.postoffice_root().to_owned(),
            message_file: session.message_file().to_owned(),
            old_message_file: session.old_message_file().map(ToOwned::to_owned),
            takes_over: session.takes_over().unwrap_or_default(),
            synced: session.synced().to_vec(),
        });
        let (jobs, waiting) = mpsc::channel::<Job>();
        let mut session = Some(session);
        let spawned = std::thread::Builder::new().name("desk".into()).spawn(move || {
            for job in waiting {
                job(&mut session);
            }
            if let Some(Err(error)) = session.map(Session::sign_out) {
                tracing::warn!(%error, "the message file was not closed cleanly");
            }
        });
        if let Err(error) = spawned {
            tracing::error!(%error, "no thread for the session");
        }
        Self { jobs, who }
    }

    /// Returns who is signed in.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// Does something with the session; the task gives the answer, or ends without one when the
    /// session is over.
    pub fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Session) -> T + Send + 'static,
    ) -> Task<T> {
        let (sender, receiver) = oneshot::channel();
        self.send(Box::new(move |session| {
            if let Some(session) = session {
                let _ = sender.send(work(session));
            }
        }));
        answer(receiver)
    }

    /// Does a last thing and signs out; the task ends when the message file is closed.
    pub fn sign_out(
        &self,
        last: impl FnOnce(&mut Session) + Send + 'static,
    ) -> Task<Result<(), Error>> {
        let (sender, receiver) = oneshot::channel();
        self.send(Box::new(move |session| {
            if let Some(mut session) = session.take() {
                last(&mut session);
                let _ = sender.send(session.sign_out());
            }
        }));
        answer(receiver)
    }

    fn send(&self, job: Job) {
        if self.jobs.send(job).is_err() {
            tracing::error!("the session's thread is gone");
        }
    }
}

/// Work that a screen waits for: how long already, and the wish to stop.
///
/// Dropping it ends the task; its thread may still finish by itself.
#[derive(Debug, Default)]
pub struct Pending {
    work: Option<Work>,
}

#[derive(Debug)]
struct Work {
    since: Instant,
    cancel: Cancel,
    _handle: iced::task::Handle,
}

/// Work that takes longer than this shows progress and Cancel.
pub(super) const LONG: Duration = Duration::from_secs(1);

impl Pending {
    /// Begins to wait for a task, in place of any other.
    pub fn begin<M: Send + 'static>(&mut self, task: Task<M>) -> Task<M> {
        self.begin_with(Cancel::default(), task)
    }

    /// Begins to wait for a task that looks at a wish to stop.
    pub fn begin_with<M: Send + 'static>(&mut self, cancel: Cancel, task: Task<M>) -> Task<M> {
        let (task, handle) = task.abortable();
        self.work = Some(Work { since: Instant::now(), cancel, _handle: handle.abort_on_drop() });
        task
    }

    /// Ends the waiting: the answer has come.
    pub fn end(&mut self) {
        self.work = None;
    }

    /// Gives up waiting, and asks the work to stop.
    pub fn cancel(&mut self) {
        if let Some(work) = self.work.take() {
            work.cancel.cancel();
        }
    }

    /// Returns whether something is waited for.
    pub fn is_pending(&self) -> bool {
        self.work.is_some()
    }

    /// Returns whether it takes so long that progress and Cancel belong on the screen.
    pub fn is_long(&self) -> bool {
        self.work.as_ref().is_some_and(|w| w.since.elapsed() >= LONG)
    }

    /// Ticks while something is waited for, so that the screen notices that it takes long.
    pub fn ticks(&self) -> Subscription<Instant> {
        if self.is_pending() {
            iced::time::every(Duration::from_millis(250))
        } else {
            Subscription::none()
        }
    }
}

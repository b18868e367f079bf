//! Signs of life for all locks that this process holds: one thread that knows when each is due.
//!
//! Each sign is written on a thread of its own, one at a time for a lock: a share that hangs must
//! not let the locks on other shares seem dead.

use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::lock::Held;

/// How long the thread sleeps while nothing is locked; a new lock wakes it.
const IDLE: Duration = Duration::from_secs(3600);

struct Beating {
    lock: Weak<Held>,
    beat: Duration,
    next: Instant,
}

#[derive(Default)]
struct Heart {
    beating: Mutex<Vec<Beating>>,
    more: Condvar,
}

static HEART: LazyLock<Heart> = LazyLock::new(|| {
    let spawned = std::thread::Builder::new().name("lock-heart".into()).spawn(|| HEART.run());
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for the signs of life of locks");
    }
    Heart::default()
});

/// Gives a lock signs of life for as long as it exists.
pub(super) fn beat_for(lock: &Arc<Held>, beat: Duration) {
    let next = Instant::now() + beat;
    HEART.list().push(Beating { lock: Arc::downgrade(lock), beat, next });
    HEART.more.notify_one();
}

impl Heart {
    fn list(&self) -> MutexGuard<'_, Vec<Beating>> {
        self.beating.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut beating = self.list();
        loop {
            beating.retain(|b| b.lock.strong_count() > 0);
            let now = Instant::now();
            for b in beating.iter_mut().filter(|b| b.next <= now) {
                b.next = now + b.beat;
                if let Some(lock) = b.lock.upgrade() {
                    beat(lock);
                }
            }
            let next = beating.iter().map(|b| b.next).min();
            let pause = next.map_or(IDLE, |next| next.saturating_duration_since(now));
            let woken = self.more.wait_timeout(beating, pause);
            beating = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// Writes one sign of life, unless the one before is still on its way.
fn beat(lock: Arc<Held>) {
    if !lock.begin_beat() {
        return;
    }
    let spawned = std::thread::Builder::new().name("lock-beat".into()).spawn(move || lock.beat());
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for a sign of life of a lock");
    }
}

//! The one thread that gives signs of life for all locks that this process holds.

use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::lock::Held;

struct Beating {
    lock: Weak<Held>,
    beat: Duration,
    next: Instant,
}

static BEATING: LazyLock<Mutex<Vec<Beating>>> = LazyLock::new(|| {
    let spawned = std::thread::Builder::new().name("lock-heart".into()).spawn(run);
    if let Err(error) = spawned {
        tracing::error!(%error, "no thread for the signs of life of locks");
    }
    Mutex::default()
});

/// Gives a lock signs of life for as long as it exists.
pub(super) fn beat_for(lock: &Arc<Held>, beat: Duration) {
    let mut beating = BEATING.lock().unwrap_or_else(PoisonError::into_inner);
    beating.push(Beating { lock: Arc::downgrade(lock), beat, next: Instant::now() + beat });
}

fn run() {
    loop {
        std::thread::sleep(Duration::from_millis(20));
        let now = Instant::now();
        let due: Vec<Arc<Held>> = {
            let mut beating = BEATING.lock().unwrap_or_else(PoisonError::into_inner);
            beating.retain(|b| b.lock.strong_count() > 0);
            beating
                .iter_mut()
                .filter(|b| b.next <= now)
                .filter_map(|b| {
                    b.next = now + b.beat;
                    b.lock.upgrade()
                })
                .collect()
        };
        // Written outside the mutex: a share that hangs must not stop new locks.
        for lock in due {
            lock.beat();
        }
    }
}

//! Whether things may move by themselves. It is one for the whole program, as the look is; widgets
//! ask for it when time passes, and have no theme at hand then.

use std::sync::atomic::{AtomicBool, Ordering};

static STILL: AtomicBool = AtomicBool::new(false);

/// Lets nothing move by itself, or lets it move again.
pub fn keep_still(still: bool) {
    STILL.store(still, Ordering::Relaxed);
}

/// Returns whether nothing moves by itself.
pub fn is_still() -> bool {
    STILL.load(Ordering::Relaxed)
}

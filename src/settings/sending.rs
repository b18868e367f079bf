//! How messages are sent from this computer.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The longest time for which a message is held, in seconds.
pub const LONGEST_HOLD: u32 = 120;

/// What was chosen about sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sending {
    /// For how many seconds a message can be taken back after Send; 0 sends at once.
    pub hold_seconds: u32,
}

impl Default for Sending {
    fn default() -> Self {
        Self { hold_seconds: 10 }
    }
}

impl Sending {
    /// Returns for how long a message is held.
    pub fn hold(&self) -> Duration {
        Duration::from_secs(self.hold_seconds.into())
    }

    pub(super) fn sane(&mut self) {
        self.hold_seconds = self.hold_seconds.min(LONGEST_HOLD);
    }
}

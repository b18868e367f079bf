//! How messages are read.

use serde::{Deserialize, Serialize};

/// How messages are read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// Whether texts are shown in letters of equal width.
    pub fixed_font: bool,
    /// Whether whole headers are shown.
    pub full_headers: bool,
    /// What Read Note shows when its message is moved or deleted: `next`, `previous` or `close`
    /// (NextOnMoveDelete, KB Q86100).
    pub after: String,
}

impl Default for Reading {
    fn default() -> Self {
        Self { fixed_font: false, full_headers: false, after: "next".to_owned() }
    }
}

impl Reading {
    /// Brings values that a person typed into the file within their bounds.
    pub(super) fn sane(mut self) -> Self {
        if !["next", "previous", "close"].contains(&self.after.as_str()) {
            self.after = Self::default().after;
        }
        self
    }
}

//! What happens to mail that is read, and to mail that is thrown away.

use serde::{Deserialize, Serialize};

/// The most days for which Deleted Mail is kept.
pub const LONGEST_KEPT: u32 = 9999;

/// Whether receipts that others want are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Receipts {
    /// The person is asked each time.
    #[default]
    Ask,
    /// They are sent when a message is read.
    Always,
    /// They are not sent.
    Never,
}

/// When Deleted Mail is emptied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Emptied {
    /// When the person says so.
    #[default]
    Never,
    /// When the person leaves.
    Exit,
    /// What has lain there for so many days goes.
    Days,
}

/// What was chosen about mail that comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Receiving {
    /// Whether receipts that others want are sent.
    pub receipts: Receipts,
    /// When Deleted Mail is emptied.
    pub emptied: Emptied,
    /// For how many days it is kept, when days count.
    pub days: u32,
    /// Whether new mail sounds a chime.
    pub chime: bool,
    /// Whether the desktop shows a notification of new mail while no window of ours is in front.
    pub notify: bool,
    /// Whether the notification names the sender and the subject; others may see the screen.
    pub notify_names: bool,
}

impl Default for Receiving {
    fn default() -> Self {
        Self {
            receipts: Receipts::default(),
            emptied: Emptied::default(),
            days: 30,
            chime: true,
            notify: true,
            notify_names: true,
        }
    }
}

impl Receiving {
    pub(super) fn sane(&mut self) {
        self.days = self.days.clamp(1, LONGEST_KEPT);
    }
}

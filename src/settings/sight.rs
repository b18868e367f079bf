//! What helps a person to see: the size of everything, and whether anything may move.

use serde::{Deserialize, Serialize};

/// How large and how lively the windows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sight {
    /// The size of text and everything around it, in percent of the ordinary size.
    pub text_size: u16,
    /// Whether nothing moves by itself: no blinking cursor, no running progress.
    pub still: bool,
}

impl Default for Sight {
    fn default() -> Self {
        Self { text_size: 100, still: false }
    }
}

impl Sight {
    /// The sizes that are offered, in percent.
    pub const SIZES: [u16; 5] = [100, 125, 150, 175, 200];

    /// Returns the same with text one size larger, or smaller.
    #[must_use]
    pub fn stepped(self, larger: bool) -> Self {
        let next = if larger {
            Self::SIZES.into_iter().find(|size| *size > self.text_size)
        } else {
            Self::SIZES.into_iter().rev().find(|size| *size < self.text_size)
        };
        Self { text_size: next.unwrap_or(self.text_size), ..self }
    }

    /// Returns by how much everything is larger.
    pub fn scale(self) -> f32 {
        f32::from(self.text_size) / 100.0
    }

    /// Brings a size that a person typed into the file within its bounds.
    pub(super) fn sane(self) -> Self {
        let [least, .., most] = Self::SIZES;
        Self { text_size: self.text_size.clamp(least, most), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_stepped_and_stop_at_the_ends() {
        let at = |text_size| Sight { text_size, ..Sight::default() };
        for (from, larger, to) in [
            (100, true, 125),
            (110, true, 125),
            (200, true, 200),
            (110, false, 100),
            (100, false, 100),
        ] {
            assert_eq!(at(from).stepped(larger), at(to), "{from}");
        }
        assert_eq!(at(9000).sane(), at(200));
        assert_eq!(at(0).sane(), at(100));
    }
}

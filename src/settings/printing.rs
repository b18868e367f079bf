//! How messages are printed.

use serde::{Deserialize, Serialize};

/// How messages are printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Printing {
    /// The paper: `a4` or `letter`.
    pub paper: String,
    /// The margins in millimetres.
    pub margin: u32,
    /// Whether several messages share a page (Multi-Message, KB Q86100).
    pub together: bool,
    /// Whether attached pictures are printed after the text.
    pub pictures: bool,
    /// The printer last printed on; empty when there was none.
    pub printer: String,
}

impl Default for Printing {
    fn default() -> Self {
        let letter = ["LC_ALL", "LC_PAPER", "LANG"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
            .is_some_and(|value| value.contains("_US") || value.contains("_CA"));
        Self {
            paper: if letter { "letter" } else { "a4" }.to_owned(),
            margin: 20,
            together: false,
            pictures: true,
            printer: String::new(),
        }
    }
}

impl Printing {
    /// Brings values that a person typed into the file within their bounds.
    pub(super) fn sane(mut self) -> Self {
        if self.paper != "letter" {
            "a4".clone_into(&mut self.paper);
        }
        self.margin = self.margin.clamp(5, 60);
        self
    }
}

//! What the person chose and the program remembers between runs; never a password.
//!
//! The only room that asks `directories` where files of a person belong. The screens read and
//! write it; the rooms below do not know it.

#![expect(clippy::disallowed_methods, reason = "the settings are no store")]

mod printing;
mod reading;
mod receiving;
mod sending;

use std::io::Write;
use std::path::{Path, PathBuf};

mod sight;

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};

pub use printing::Printing;
pub use reading::Reading;
pub use receiving::{Emptied, LONGEST_KEPT, Receipts, Receiving};
pub use sending::{LONGEST_HOLD, Sending};
pub use sight::Sight;

/// How many postoffices the sign-in remembers.
const RECENT: usize = 8;

/// The settings file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The look: `classic`, `light`, `dark`, `contrast-black` or `contrast-white`.
    pub look: String,
    /// The postoffices signed in to, the last one first.
    pub postoffices: Vec<PathBuf>,
    /// The mailbox last signed in with.
    pub mailbox: String,
    /// Minutes between two looks for new mail, beside the watching; 1 to 9999 (KB Q126242).
    pub check_minutes: u32,
    /// Whether the tool bar is shown.
    pub tool_bar: bool,
    /// Whether the status bar is shown.
    pub status_bar: bool,
    /// Where the reading pane is: `right`, `below` or `off`.
    pub reading_pane: String,
    /// What helps to see.
    pub sight: Sight,
    /// The main window.
    pub window: Window,
    /// The panes of the message center.
    pub panes: Panes,
    /// How messages are sent.
    pub sending: Sending,
    /// What happens to mail that is read or thrown away.
    pub receiving: Receiving,
    /// How messages are read.
    pub reading: Reading,
    /// How messages are printed.
    pub printing: Printing,
}

/// The main window on the screen, in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// Whether it filled the screen.
    pub maximized: bool,
    /// Where it stood.
    pub place: Option<(f32, f32)>,
    /// The size of the screen it stood on.
    pub screen: Option<(f32, f32)>,
}

/// The sizes of the message center's panes in logical pixels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panes {
    /// The folder tree's width.
    pub tree: f32,
    /// The message list's height with the reading pane below it, its width with the pane beside it.
    pub list: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            look: "classic".to_owned(),
            postoffices: Vec::new(),
            mailbox: String::new(),
            check_minutes: 10,
            tool_bar: true,
            status_bar: true,
            reading_pane: "below".to_owned(),
            sight: Sight::default(),
            window: Window::default(),
            panes: Panes::default(),
            sending: Sending::default(),
            receiving: Receiving::default(),
            reading: Reading::default(),
            printing: Printing::default(),
        }
    }
}

impl Default for Window {
    fn default() -> Self {
        Self { width: 1000.0, height: 680.0, maximized: false, place: None, screen: None }
    }
}

impl Default for Panes {
    fn default() -> Self {
        Self { tree: 190.0, list: 240.0 }
    }
}

impl Settings {
    /// Reads the settings; the defaults when there are none or they cannot be read.
    pub fn load() -> Self {
        settings_file().map_or_else(Self::default, |path| Self::load_from(&path))
    }

    fn load_from(path: &Path) -> Self {
        match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).unwrap_or_else(|error| {
                tracing::warn!(path = %path.display(), %error, "the settings cannot be read and start anew");
                Self::default()
            }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Self::default(),
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "the settings cannot be read");
                Self::default()
            }
        }
        .sane()
    }

    /// Writes the settings, as a whole or not at all.
    pub fn save(&self) -> std::io::Result<()> {
        settings_file().map_or(Ok(()), |path| self.save_to(&path))
    }

    fn save_to(&self, path: &Path) -> std::io::Result<()> {
        let text = toml::to_string_pretty(self).map_err(std::io::Error::other)?;
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        let _ = file.persist(path)?;
        Ok(())
    }

    /// Puts a postoffice first in the list of those signed in to.
    pub fn remember(&mut self, postoffice: &Path, mailbox: &str) {
        self.postoffices.retain(|p| p != postoffice);
        self.postoffices.insert(0, postoffice.to_owned());
        self.postoffices.truncate(RECENT);
        mailbox.clone_into(&mut self.mailbox);
    }

    /// Brings values that a person typed into the file within their bounds.
    fn sane(mut self) -> Self {
        let bound =
            |v: f32, low: f32, high: f32| if v.is_finite() { v.clamp(low, high) } else { low };
        self.check_minutes = self.check_minutes.clamp(1, 9999);
        self.sight = self.sight.sane();
        self.window.width = bound(self.window.width, 480.0, 8000.0);
        self.window.height = bound(self.window.height, 320.0, 8000.0);
        let real = |(x, y): &(f32, f32)| x.abs() < 32_000.0 && y.abs() < 32_000.0;
        self.window.place = self.window.place.filter(real);
        self.window.screen = self.window.screen.filter(|s| real(s) && s.0 > 320.0 && s.1 > 240.0);
        self.panes.tree = bound(self.panes.tree, 80.0, 2000.0);
        self.panes.list = bound(self.panes.list, 80.0, 4000.0);
        self.sending.sane();
        self.receiving.sane();
        self.reading = self.reading.sane();
        self.printing = self.printing.sane();
        self
    }
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("org", "restante", "Restante")
}

fn settings_file() -> Option<PathBuf> {
    Some(project()?.config_dir().join("settings.toml"))
}

/// Returns the folder for what the program keeps for the person: the postoffice on this computer,
/// the demo, text that could not be saved elsewhere.
pub fn data_folder() -> PathBuf {
    project().map_or_else(std::env::temp_dir, |p| p.data_local_dir().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembered_and_kept_within_bounds() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a/settings.toml");
        let mut settings = Settings::load_from(&path);
        assert_eq!(settings, Settings::default());
        for n in 0..12 {
            settings.remember(Path::new(&format!("/po/{n}")), "ANNA");
        }
        settings.remember(Path::new("/po/5"), "BRUNO");
        assert_eq!(settings.postoffices.len(), RECENT);
        assert_eq!(settings.postoffices[0], Path::new("/po/5"));
        settings.save_to(&path).unwrap();
        assert_eq!(Settings::load_from(&path), settings);
        std::fs::write(&path, "check_minutes = 0\n[window]\nwidth = -3.0\nheight = nan\n").unwrap();
        let settings = Settings::load_from(&path);
        assert_eq!(settings.check_minutes, 1);
        assert_eq!((settings.window.width, settings.window.height), (480.0, 320.0));
        std::fs::write(&path, "not toml [").unwrap();
        assert_eq!(Settings::load_from(&path), Settings::default());
    }

    #[test]
    fn no_password_has_a_place_in_it() {
        let text = toml::to_string(&Settings::default()).unwrap();
        assert!(!text.contains("password"));
    }
}

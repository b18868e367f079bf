//! Starting the windows, or saying in one sentence why they cannot be started.
//!
//! The toolkit opens the display's libraries at run time and panics when one is missing. A person
//! gets the name of the package instead.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

use crate::words;

/// Libraries opened at run time, and the Debian packages that hold them.
const PACKAGES: [(&str, &str); 10] = [
    ("libxkbcommon-x11", "libxkbcommon-x11-0"),
    ("libxkbcommon", "libxkbcommon0"),
    ("libX11-xcb", "libx11-xcb1"),
    ("libX11", "libx11-6"),
    ("libXcursor", "libxcursor1"),
    ("libXi", "libxi6"),
    ("libXrandr", "libxrandr2"),
    ("libxcb", "libxcb1"),
    ("libwayland-client", "libwayland-client0"),
    ("libwayland-egl", "libwayland-egl1"),
];

/// Runs the client; an error is a sentence for the person.
pub fn start() -> Result<(), String> {
    if cfg!(target_os = "linux") && !has_display() {
        return Err(words::text("screens-no-display"));
    }
    let said = Arc::new(Mutex::new(String::new()));
    let hook = {
        let said = said.clone();
        move |info: &panic::PanicHookInfo<'_>| {
            tracing::error!(%info, "the program stopped");
            let mut said = said.lock().unwrap_or_else(PoisonError::into_inner);
            if said.is_empty() {
                *said = info.to_string();
            }
        }
    };
    panic::set_hook(Box::new(hook));
    match panic::catch_unwind(AssertUnwindSafe(super::run)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(e)) => Err(sentence(&e.to_string())),
        Err(_) => Err(sentence(&said.lock().unwrap_or_else(PoisonError::into_inner))),
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}

/// Words what the toolkit said: the package of a missing library, a display that does not answer.
fn sentence(said: &str) -> String {
    let package = PACKAGES.iter().find(|(library, _)| said.contains(library));
    if let Some((_, package)) = package {
        return words::with("screens-missing-library", &[("package", package)]);
    }
    let display = ["event loop", "EventLoop", "XOpenDisplay", "NotSupported", "Os(", "wayland"];
    if display.iter().any(|word| said.contains(word)) {
        let reason = said.lines().next().unwrap_or_default();
        return words::with("screens-display-failed", &[("reason", &reason)]);
    }
    let reason = said.lines().collect::<Vec<_>>().join(" ");
    words::with("screens-stopped", &[("reason", &reason)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_library_is_named_by_its_package() {
        let said = "panicked at x.rs: Library libxkbcommon-x11.so could not be loaded.";
        assert!(sentence(said).contains("libxkbcommon-x11-0"));
        let said = "Create event loop: Os(OsError { error: \"libXcursor.so.1: cannot open\" })";
        assert!(sentence(said).contains("libxcursor1"));
        assert!(!sentence("Create event loop: NotSupported").contains('\n'));
    }
}

//! A folder of this process for what must lie on a disk; `TMPDIR=/dev/shm` makes it quick.

#![allow(dead_code, reason = "each target takes what it needs from here")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use restante::disk::Disk;
use restante::interchange::{Format, Found, Outgoing, Reached, Report, Source};

fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("restante-fuzz-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    })
}

/// Writes a file that is new each time.
pub fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Makes an empty folder, where whatever was there is gone.
pub fn empty(name: &str) -> PathBuf {
    let path = nothing(name);
    fs::create_dir(&path).unwrap();
    path
}

/// Names a place where nothing is.
pub fn nothing(name: &str) -> PathBuf {
    let path = folder().join(name);
    if path.exists() {
        fs::remove_dir_all(&path).unwrap();
    }
    path
}

/// What a target gives, item by item.
pub struct Given(pub std::vec::IntoIter<Found>);

impl Source for Given {
    fn next(&mut self) -> Option<Found> {
        self.0.next()
    }

    fn reached(&self) -> Reached {
        Reached { done: 0, total: self.0.len() as u64 }
    }
}

/// Writes mail out, into a folder that is new each time.
pub fn written(found: Vec<Found>, format: Format) -> (PathBuf, Report) {
    let target = nothing("out");
    let mut outgoing = Outgoing::begin(&Disk::new(), &target, format).unwrap();
    let mut source = Given(found.into_iter());
    loop {
        if let Some(report) = outgoing.go_on(&mut source, Duration::from_secs(1)).unwrap() {
            return (target, report);
        }
    }
}

/// Reads a source to its end.
pub fn all(source: &mut dyn Source) -> Vec<Found> {
    std::iter::from_fn(|| source.next()).collect()
}

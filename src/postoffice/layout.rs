//! Where each file of a postoffice lies (KB Q77926, Q135868).

use std::path::{Path, PathBuf};

use crate::mail::UserId;

/// The 19 folders at the top (KB Q114395).
pub(super) const TOP: [&str; 19] = [
    "ATT", "CAL", "FOLDERS", "GLB", "GRP", "HLP", "INF", "INI", "KEY", "LOG", "MAI", "MBG", "MEM",
    "MMF", "NME", "P1", "TPL", "USR", "XTN",
];

/// The paths under a postoffice's root.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    root: PathBuf,
}

impl Layout {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn folder(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub(super) fn glb(&self, name: &str) -> PathBuf {
        self.root.join("GLB").join(name)
    }

    pub(super) fn nme(&self, name: &str) -> PathBuf {
        self.root.join("NME").join(name)
    }

    pub(super) fn key(&self, user: UserId) -> PathBuf {
        self.root.join("KEY").join(format!("{user}.KEY"))
    }

    pub(super) fn mailbag(&self, user: UserId) -> PathBuf {
        self.root.join("MBG").join(format!("{user}.MBG"))
    }

    pub(super) fn message_file(&self, user: UserId) -> PathBuf {
        self.root.join("MMF").join(format!("{user}.MMF"))
    }

    /// The sub-folder is MA and the last hex digit of the number (KB Q87409).
    pub(super) fn mai(&self, letter: u32) -> PathBuf {
        let digit = letter & 0xF;
        self.root.join("MAI").join(format!("MA{digit:X}")).join(format!("{letter:08X}.MAI"))
    }

    pub(super) fn envelope(&self, letter: u32) -> PathBuf {
        self.root.join("P1").join(format!("{letter:08X}.P1"))
    }

    pub(super) fn xtn(&self, number: u32) -> PathBuf {
        self.root.join("XTN").join(format!("{number:08X}.XTN"))
    }

    pub(super) fn lock(&self, name: &str, kind: &str) -> PathBuf {
        self.root.join("P1").join(format!("{name}.{kind}"))
    }

    /// Every folder of the tree, parents first: 19 at the top, 16 under ATT and MAI each, and
    /// those of FOLDERS.
    pub(super) fn all_folders(&self) -> Vec<PathBuf> {
        let mut all: Vec<PathBuf> = TOP.iter().map(|name| self.folder(name)).collect();
        for digit in 0..16 {
            all.push(self.folder("ATT").join(format!("AT{digit:X}")));
            all.push(self.folder("MAI").join(format!("MA{digit:X}")));
        }
        all.push(self.folder("FOLDERS").join("LOC"));
        all.push(self.folder("FOLDERS").join("PUB"));
        all
    }
}

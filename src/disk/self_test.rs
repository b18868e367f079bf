//! Checks that a share keeps the promises on which the stores rely.

use std::path::Path;

use super::{Disk, Error, process};

/// A promise that a file system broke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// Two could create the same file.
    ExclusiveCreation,
    /// A rename did not put the new bytes in place of the old ones.
    RenameReplaces,
    /// What was written was not seen through a second handle.
    WriteSeen,
}

impl Disk {
    /// Tries in a folder what the stores rely on: exclusive creation is refused when the file
    /// exists, a rename replaces, a write is seen through a second handle.
    pub fn self_test(&self, folder: &Path) -> Result<Option<Broken>, Error> {
        let path = folder.join(format!("{:016X}.TST", process::random()));
        self.create_new(&path, b"one")?;
        let result = self.try_promises(&path);
        let _ = self.remove(&path)?;
        result
    }

    fn try_promises(&self, path: &Path) -> Result<Option<Broken>, Error> {
        match self.create_new(path, b"two") {
            Err(e) if e.already_exists() => {}
            Err(e) => return Err(e),
            Ok(()) => return Ok(Some(Broken::ExclusiveCreation)),
        }
        self.replace(path, b"three")?;
        if self.read(path, 16)? != b"three" {
            return Ok(Some(Broken::RenameReplaces));
        }
        self.write_at(path, 0, b"T")?;
        if self.read(path, 16)? != b"Three" {
            return Ok(Some(Broken::WriteSeen));
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_folder_keeps_its_promises_and_stays_clean() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Disk::new().self_test(dir.path()).unwrap(), None);
        assert!(Disk::new().list(dir.path()).unwrap().is_empty());
        assert!(Disk::new().self_test(&dir.path().join("none")).unwrap_err().not_found());
    }
}

//! Folders full of files that are made as a whole: written without waiting for the disk, made
//! durable together, and then renamed; or thrown away.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::{Disk, Error, Op};

impl Disk {
    /// Creates a file that must not exist, with its bytes. Not durable before [`Self::sync_tree`].
    pub fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let mut file = self
            .run(Op::Create, path, || OpenOptions::new().write(true).create_new(true).open(path))?;
        self.run(Op::Write, path, || file.write_all(bytes))
    }

    /// Writes bytes behind those of a file. Not durable before [`Self::sync_tree`].
    pub fn append(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        self.run(Op::Write, path, || OpenOptions::new().append(true).open(path)?.write_all(bytes))
    }

    /// Makes a folder and those above it that are not there. Not durable before
    /// [`Self::sync_tree`].
    pub fn make_folder_quickly(&self, path: &Path) -> Result<(), Error> {
        self.run(Op::MakeFolder, path, || fs::create_dir_all(path))
    }

    /// Makes everything in a folder durable.
    pub fn sync_tree(&self, path: &Path) -> Result<(), Error> {
        let mut folders = vec![path.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in self.list(&folder)? {
                let path = folder.join(entry.name);
                if entry.folder {
                    folders.push(path);
                } else {
                    self.run(Op::Sync, &path, || {
                        OpenOptions::new().append(true).open(&path)?.sync_all()
                    })?;
                }
            }
            self.run(Op::SyncFolder, &folder, || super::sync_folder(&folder))?;
        }
        Ok(())
    }

    /// Removes a folder with all that is in it.
    pub fn remove_tree(&self, path: &Path) -> Result<(), Error> {
        self.run(Op::Remove, path, || fs::remove_dir_all(path))
    }

    /// Returns how many bytes there is room for beside a file; `None` where nobody can tell.
    pub fn room(&self, path: &Path) -> Option<u64> {
        if let Some(room) = self.probe.as_ref().and_then(|probe| probe.room(path)) {
            return Some(room);
        }
        // A name without a folder lies in the current one.
        let full = std::path::absolute(path).ok()?;
        let there = full.ancestors().find_map(|above| self.real_path(above).ok())?;
        room_at(&there)
    }
}

/// Asks the disk on which a file or folder lies.
#[cfg(unix)]
fn room_at(there: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(there).ok()?;
    // What says nothing of its size says nothing of its room.
    (disk.f_blocks > 0).then(|| disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn room_at(there: &Path) -> Option<u64> {
    let disks = sysinfo::Disks::new_with_refreshed_list();
    let fits = disks.iter().filter(|disk| there.starts_with(disk.mount_point()));
    let nearest = fits.max_by_key(|disk| disk.mount_point().components().count())?;
    Some(nearest.available_space())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_written_made_durable_and_removed() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::new();
        let (root, inner) = (dir.path().join("A"), dir.path().join("A/B/C"));
        disk.make_folder_quickly(&inner).unwrap();
        let file = inner.join("x");
        disk.write_new(&file, b"1").unwrap();
        assert!(disk.write_new(&file, b"2").unwrap_err().already_exists());
        disk.append(&file, b"23").unwrap();
        disk.sync_tree(&root).unwrap();
        assert_eq!(disk.read(&file, 9).unwrap(), b"123");
        disk.remove_tree(&root).unwrap();
        assert!(!disk.is_folder(&root).unwrap());
    }

    #[test]
    fn there_is_room_where_tests_write() {
        let dir = tempfile::tempdir().unwrap();
        // Some machines hide their disks from programs; then nothing is claimed.
        if let Some(room) = Disk::new().room(&dir.path().join("not/there/yet")) {
            assert!(room > 0);
        }
    }
}

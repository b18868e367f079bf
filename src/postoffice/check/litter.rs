//! What crashes leave: temporary files, letters that were never posted, mailbags of nobody, locks of
//! the dead.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::disk::{Entry, Patience};
use crate::mail::UserId;
use crate::postoffice::Error;

use super::{Check, UNDER_WAY};

/// How many locks are tried at a time: each of the living is watched until it gives a sign.
const LOCKS: usize = 32;

/// What is in the folders.
#[derive(Default)]
struct Heap {
    /// Files of a mailbag, and its number.
    mailbags: Vec<(PathBuf, UserId)>,
    /// Locks.
    locks: Vec<PathBuf>,
}

impl Check<'_> {
    /// Finds what crashes left.
    pub(super) fn litter(&mut self) -> Result<(), Error> {
        let envelopes: BTreeSet<u32> = self.office.letters()?.into_iter().collect();
        let mut heap = Heap::default();
        for folder in self.office.layout.all_folders() {
            let entries = match self.office.disk.list(&folder) {
                Ok(entries) => entries,
                Err(e) if e.not_found() => continue,
                Err(e) => return Err(e.into()),
            };
            for entry in entries.into_iter().filter(|e| !e.folder) {
                self.litter_in(&folder, &entry, &envelopes, &mut heap)?;
            }
        }
        self.mailbags_of_nobody(heap.mailbags)?;
        if self.repair {
            self.locks_of_the_dead(&heap.locks);
        }
        Ok(())
    }

    fn litter_in(
        &mut self,
        folder: &Path,
        entry: &Entry,
        envelopes: &BTreeSet<u32>,
        heap: &mut Heap,
    ) -> Result<(), Error> {
        let Some(name) = entry.name.to_str() else { return Ok(()) };
        let path = folder.join(name);
        if name.ends_with(".TMP") || name.ends_with(".TST") {
            if self.has_lain(&path)? {
                let repaired = self.repair && self.office.disk.remove(&path)?;
                self.find(&path, 0, "left over from an unfinished change", repaired);
            }
        } else if let Some(digits) = name.strip_suffix(".MAI") {
            let letter = u32::from_str_radix(digits, 16).ok();
            if letter.is_some_and(|n| envelopes.contains(&n)) {
                return Ok(());
            }
            if letter.is_some_and(|n| self.waiting.contains(&n)) {
                // It is collected all the same; then it is in nobody's way.
                self.find(&path, 0, "the envelope of a waiting letter is missing", false);
            } else if self.has_lain(&path)? {
                let repaired = self.repair && self.office.disk.remove(&path)?;
                self.find(&path, 0, "a letter without an envelope: it was never posted", repaired);
            }
        } else if let Some(digits) = name.strip_suffix(".KEY").or_else(|| name.strip_suffix(".MBG"))
        {
            if digits.len() == 8
                && let Ok(number) = u32::from_str_radix(digits, 16)
            {
                heap.mailbags.push((path, UserId(number)));
            }
        } else if [".0LK", ".1LK", ".2LK"].iter().any(|kind| name.ends_with(kind)) {
            heap.locks.push(path);
        }
        Ok(())
    }

    /// Returns whether a file is too old to belong to something that is under way.
    fn has_lain(&self, path: &Path) -> Result<bool, Error> {
        Ok(self.office.disk.age(path)?.is_some_and(|age| age >= UNDER_WAY))
    }

    /// Finds mailbags whose number has no account: of a user who was never made, or of one whose
    /// deletion was interrupted. What waited in them, the envelopes know.
    fn mailbags_of_nobody(&mut self, files: Vec<(PathBuf, UserId)>) -> Result<(), Error> {
        let (accounts, damages) = self.office.accounts()?;
        if !damages.is_empty() {
            // Whoever cannot be read is not gone.
            return Ok(());
        }
        let users: BTreeSet<UserId> = accounts.iter().map(|a| a.user).collect();
        for (path, user) in files {
            if !users.contains(&user) && self.has_lain(&path)? {
                let repaired = self.repair && self.remove_of_nobody(&path, user)?;
                self.find(&path, 0, format!("nobody has the mailbag {user}"), repaired);
            }
        }
        Ok(())
    }

    fn remove_of_nobody(&self, path: &Path, user: UserId) -> Result<bool, Error> {
        // Held while a user is being moved here.
        let Ok(lock) = self.office.lock_user(user, self.who, &|| false) else { return Ok(false) };
        let editor = self.office.edit_accounts(self.who)?;
        let removed = self.office.account_of(user)?.is_none() && self.office.disk.remove(path)?;
        drop(editor);
        drop(lock);
        Ok(removed)
    }

    /// Clears locks away whose owners are dead: each is taken over and let go.
    fn locks_of_the_dead(&mut self, locks: &[PathBuf]) {
        let (disk, who) = (&self.office.disk, self.who);
        for some in locks.chunks(LOCKS) {
            let freed: Vec<&PathBuf> = std::thread::scope(|scope| {
                let tried: Vec<_> = some
                    .iter()
                    .map(|path| (path, scope.spawn(move || disk.lock(path, who, REFUSE).is_ok())))
                    .collect();
                tried.into_iter().filter_map(|(path, t)| t.join().ok()?.then_some(path)).collect()
            });
            for path in freed {
                self.find(path, 0, "a lock without a living owner", true);
            }
        }
    }
}

/// A living owner keeps its lock.
const REFUSE: Patience<'static> =
    Patience { refuse_the_living: true, wait: Duration::ZERO, cancelled: &|| false };

//! Looking a whole postoffice over, and mending what can be mended without losing anything.
//!
//! Here are the tree, the sizes and the accounts; `mailbags`, `letters` and `litter` look at the
//! rest. What is under way right now is no finding: a file that nobody needs is one when it has
//! lain for an hour.

mod letters;
mod litter;
mod mailbags;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::format::access::Access2;
use crate::format::{Damage, Record};

use super::{Account, Error, Postoffice, address_list};

/// Something that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file.
    pub file: PathBuf,
    /// Where in it, in bytes.
    pub offset: u64,
    /// What is wrong, in a few words.
    pub what: String,
    /// Whether it was mended.
    pub repaired: bool,
}

/// Fixed sizes and record sizes (KB Q77926): name, header, record (0: the header is all).
const SIZES: [(&str, u64, u64); 12] = [
    ("ACCESS.GLB", 0, 586),
    ("ACCESS2.GLB", 0, 69),
    ("ACCESS3.GLB", 0, 512),
    ("CONTROL.GLB", 8, 0),
    ("TID.GLB", 4, 0),
    ("GLOBAL.GLB", 512, 0),
    ("GROUP.GLB", 4, 51),
    ("GRPMEM.GLB", 4, 128),
    ("MODEM.GLB", 64, 0),
    ("NETPO.GLB", 4, 43),
    ("NETWORK.GLB", 0, 122),
    ("PROCESS.GLB", 512, 197),
];

/// What is younger may belong to something that is under way.
const UNDER_WAY: Duration = Duration::from_secs(60 * 60);

/// Bytes on a postoffice, by kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Letters and their envelopes.
    pub letters: u64,
    /// Mailbags and their indexes.
    pub mailbags: u64,
    /// Message files, which the original did not count (KB Q103446).
    pub message_files: u64,
    /// Everything else.
    pub other: u64,
}

struct Check<'a> {
    office: &'a Postoffice,
    repair: bool,
    who: &'a str,
    findings: Vec<Finding>,
    /// The letters of which a mailbag tells.
    waiting: BTreeSet<u32>,
}

impl Postoffice {
    /// Checks everything and, if asked, mends it. Nothing that holds mail is thrown away.
    pub fn check(&self, repair: bool, who: &str) -> Result<Vec<Finding>, Error> {
        let (findings, waiting) = (Vec::new(), BTreeSet::new());
        let mut check = Check { office: self, repair, who, findings, waiting };
        check.tree()?;
        check.sizes()?;
        let accounts = check.accounts()?;
        check.address_lists(&accounts)?;
        for account in &accounts {
            if account.moved_to.is_none() {
                check.mailbag(account.user)?;
            } else {
                check.left_behind(account.user)?;
            }
        }
        check.letters(&accounts)?;
        check.litter()?;
        Ok(check.findings)
    }
}

impl Postoffice {
    /// Counts the bytes on the postoffice.
    pub fn usage(&self) -> Result<Usage, Error> {
        let mut usage = Usage::default();
        for folder in self.layout.all_folders() {
            let entries = match self.disk.list(&folder) {
                Ok(entries) => entries,
                Err(e) if e.not_found() => continue,
                Err(e) => return Err(e.into()),
            };
            for entry in entries {
                let kind =
                    Path::new(&entry.name).extension().and_then(|x| x.to_str()).unwrap_or_default();
                let place = match kind {
                    "MAI" | "P1" => &mut usage.letters,
                    "KEY" | "MBG" => &mut usage.mailbags,
                    "MMF" | "OLD" => &mut usage.message_files,
                    _ => &mut usage.other,
                };
                *place = place.saturating_add(entry.size);
            }
        }
        Ok(usage)
    }
}

impl Check<'_> {
    fn find(&mut self, file: &Path, offset: u64, what: impl Into<String>, repaired: bool) {
        self.findings.push(Finding { file: file.to_owned(), offset, what: what.into(), repaired });
    }

    fn damaged(&mut self, file: &Path, damage: &Damage) {
        self.find(file, damage.offset, damage.what.clone(), false);
    }

    fn tree(&mut self) -> Result<(), Error> {
        for folder in self.office.layout.all_folders() {
            if !self.office.disk.is_folder(&folder)? {
                if self.repair {
                    self.office.disk.make_folder(&folder)?;
                }
                self.find(&folder, 0, "the folder is missing", self.repair);
            }
        }
        Ok(())
    }

    fn sizes(&mut self) -> Result<(), Error> {
        if self.repair {
            // Taking the lock heals what an unfinished change left beyond the last user.
            let before = self.wrong_sizes()?;
            drop(self.office.edit_accounts(self.who)?);
            let after = self.wrong_sizes()?;
            for (path, at, what) in before {
                let repaired = !after.iter().any(|(p, ..)| *p == path);
                self.find(&path, at, what, repaired);
            }
        } else {
            for (path, at, what) in self.wrong_sizes()? {
                self.find(&path, at, what, false);
            }
        }
        Ok(())
    }

    fn wrong_sizes(&self) -> Result<Vec<(PathBuf, u64, String)>, Error> {
        let mut wrong = Vec::new();
        let size = |name: &str| self.office.disk.size(&self.office.layout.glb(name));
        for (name, head, record) in SIZES {
            let path = self.office.layout.glb(name);
            match size(name)? {
                None => wrong.push((path, 0, "the file is missing".to_owned())),
                Some(n) if n < head || (record == 0 && n != head) => {
                    wrong.push((path, n, format!("{n} bytes where {head} belong")));
                }
                Some(n) if record != 0 && (n - head) % record != 0 => {
                    let what = format!("{n} bytes do not divide into records of {record}");
                    wrong.push((path, n - (n - head) % record, what));
                }
                Some(_) => {}
            }
        }
        let users = size("ACCESS2.GLB")?.unwrap_or(0) / Access2::SIZE as u64;
        for (name, record) in [("ACCESS.GLB", 586), ("ACCESS3.GLB", 512)] {
            let n = size(name)?.unwrap_or(0) / record;
            if n != users {
                let what = format!("{n} records where ACCESS2.GLB has {users}");
                wrong.push((self.office.layout.glb(name), n.min(users) * record, what));
            }
        }
        Ok(wrong)
    }

    fn accounts(&mut self) -> Result<Vec<Account>, Error> {
        let (accounts, damages) = self.office.accounts()?;
        for error in damages {
            if let Error::Damaged { path, damage } = &error {
                self.damaged(path, damage);
            }
        }
        let mut numbers = BTreeSet::new();
        for account in &accounts {
            if !numbers.insert(account.user) {
                let at = (account.slot * Access2::SIZE) as u64;
                let path = self.office.layout.glb("ACCESS2.GLB");
                self.find(&path, at, format!("the number {} stands twice", account.user), false);
            }
        }
        Ok(accounts)
    }

    fn address_lists(&mut self, accounts: &[Account]) -> Result<(), Error> {
        let want = address_list::list(accounts);
        for name in ["ADMIN.NME", "ADMINSHD.NME"] {
            let path = self.office.layout.nme(name);
            let got = match self.office.disk.read(&path, 64 * 1024 * 1024) {
                Ok(bytes) => bytes,
                Err(e) if e.not_found() => Vec::new(),
                Err(e) => return Err(e.into()),
            };
            // Somebody who cannot be read is missing from `want`, and must not be dropped.
            let complete = self.office.slots()?.iter().all(Result::is_ok);
            if got != want && complete {
                let at = got.iter().zip(&want).position(|(a, b)| a != b);
                let at = at.unwrap_or(got.len().min(want.len())) as u64;
                if self.repair {
                    self.office.edit_accounts(self.who)?.rewrite_address_list()?;
                }
                self.find(&path, at, "the address list does not fit the accounts", self.repair);
            }
        }
        Ok(())
    }
}

//! The postoffices that this one knows: NETWORK.GLB, and an XTN file for each network.

use std::path::{Path, PathBuf};

use crate::format::Record;
use crate::format::network::{Neighbour, Network};
use crate::mail::{PostofficeId, ShortName};

use super::{Error, Postoffice};

/// More than any real list.
const MAX: u64 = 16 * 1024 * 1024;

/// A postoffice that this one knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbourhood {
    /// Its network.
    pub network: ShortName,
    /// Its name.
    pub postoffice: ShortName,
    /// Its identity.
    pub identity: PostofficeId,
    /// Its folder, as it was when it was made known.
    pub path: PathBuf,
}

impl Postoffice {
    /// Returns the postoffices that this one knows.
    pub fn neighbours(&self) -> Result<Vec<Neighbourhood>, Error> {
        let mut all = Vec::new();
        for network in self.networks()?.into_iter().filter(|n| n.active) {
            for neighbour in self.records::<Neighbour>(&self.layout.xtn(network.xtn))? {
                if neighbour.active {
                    all.push(Neighbourhood {
                        network: network.name.clone(),
                        postoffice: neighbour.name,
                        identity: neighbour.identity,
                        path: PathBuf::from(neighbour.path),
                    });
                }
            }
        }
        Ok(all)
    }

    /// Opens a postoffice that this one knows; `None` when it knows none of this name.
    ///
    /// Where the folder is not at the path any more, or is another postoffice, a folder of the
    /// same name beside this postoffice is tried: shares are mounted under other names elsewhere.
    pub fn neighbour(&self, network: &ShortName, name: &ShortName) -> Result<Option<Self>, Error> {
        let known = self.neighbours()?;
        let Some(known) = known.iter().find(|n| n.network == *network && n.postoffice == *name)
        else {
            return Ok(None);
        };
        let beside = known.path.file_name().and_then(|f| Some(self.root().parent()?.join(f)));
        let mut failure = None;
        for path in [Some(known.path.clone()), beside].into_iter().flatten() {
            match Self::open(&self.disk, &path) {
                Ok(office) if office.identity() == known.identity => {
                    return Ok(Some(office.with_cost(self.cost)));
                }
                Ok(_) => {}
                Err(e) => failure = failure.or(Some(e)),
            }
        }
        Err(failure.unwrap_or(Error::NotAPostoffice { path: known.path.clone() }))
    }

    /// Makes another postoffice known to this one.
    pub fn make_known(&self, other: &Self, who: &str) -> Result<(), Error> {
        let path = self.disk.real_path(other.root())?;
        let text = path.to_string_lossy();
        if !Neighbour::path_fits(&text) {
            return Err(Error::PathTooLong { path });
        }
        let record = Neighbour {
            active: true,
            name: other.name().clone(),
            identity: other.identity(),
            path: text.into_owned(),
        };
        let editor = self.edit_accounts(who)?;
        let mut networks = self.networks()?;
        let xtn = match networks.iter().find(|n| n.active && n.name == *other.network()) {
            Some(network) => network.xtn,
            None => {
                let xtn = editor.next_mailbag()?.0;
                self.disk.replace(&self.layout.xtn(xtn), &[])?;
                networks.push(Network { active: true, name: other.network().clone(), xtn });
                xtn
            }
        };
        let mut list: Vec<Neighbour> = self.records(&self.layout.xtn(xtn))?;
        if list.contains(&record) {
            return Ok(());
        }
        match list.iter_mut().find(|n| n.name == record.name) {
            Some(old) => *old = record,
            None => list.push(record),
        }
        editor.lock.confirm()?;
        self.disk.replace(&self.layout.xtn(xtn), &encode(&list))?;
        self.disk.replace(&self.layout.glb("NETWORK.GLB"), &encode(&networks))?;
        Ok(())
    }

    fn networks(&self) -> Result<Vec<Network>, Error> {
        self.records(&self.layout.glb("NETWORK.GLB"))
    }

    /// Reads a file of records; damaged ones are reported and passed over.
    fn records<R: Record>(&self, path: &Path) -> Result<Vec<R>, Error> {
        let bytes = match self.disk.read(path, MAX) {
            Ok(bytes) => bytes,
            Err(e) if e.not_found() => return Ok(Vec::new()),
            Err(e) => return Err(e.into()),
        };
        Ok(bytes
            .chunks(R::SIZE)
            .filter_map(|record| {
                R::decode(record)
                    .inspect_err(|damage| {
                        tracing::warn!(path = %path.display(), %damage, "passed over a damaged record");
                    })
                    .ok()
            })
            .collect())
    }
}

fn encode<R: Record>(records: &[R]) -> Vec<u8> {
    records.iter().flat_map(Record::encode).collect()
}

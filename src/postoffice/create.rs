//! Making a new postoffice: the original's tree, MASTER.GLB last.

use std::path::Path;

use crate::disk::{Disk, random};
use crate::format::Record;
use crate::format::control::{Control, Tid};
use crate::format::key::Key;
use crate::format::master::Master;
use crate::format::network::Network;
use crate::format::verifier::Cost;
use crate::mail::{Moment, PostofficeId, ShortName};

use super::layout::{Layout, TOP};
use super::{Error, NewAccount, Postoffice};

/// The home network takes number 1 for its XTN file (KB Q135868), so that mailbags go on at 2.
const HOME_XTN: u32 = 1;

/// Mailbags that belong to nobody (KB Q77926).
const SPECIAL: [&str; 3] = ["INQUEUE", "INQUEUE3", "SYSTEM"];

impl Postoffice {
    /// Makes a postoffice in a new or empty folder, with its first administrator.
    ///
    /// MASTER.GLB is written last: until then the folder is no postoffice, and a second try goes
    /// on where a crash stopped the first.
    pub fn create(
        disk: &Disk,
        root: &Path,
        network: &ShortName,
        name: &ShortName,
        administrator: NewAccount,
        cost: Cost,
    ) -> Result<Self, Error> {
        let layout = Layout::new(root);
        disk.make_folder(root)?;
        for entry in disk.list(root)? {
            let ours = entry.folder && entry.name.to_str().is_some_and(|n| TOP.contains(&n));
            if !ours || disk.size(&layout.glb("MASTER.GLB"))?.is_some() {
                return Err(Error::NotEmpty { path: root.to_owned() });
            }
        }
        for folder in layout.all_folders() {
            disk.make_folder(&folder)?;
            // Keeps backup programs from dropping empty folders (KB Q135868).
            disk.replace(&folder.join("POPULATE.MSM"), b"\x1A")?;
        }
        let files = Files { disk, layout: &layout };
        files.write(network)?;
        let identity = PostofficeId(random());
        let master = Master {
            identity,
            network: network.clone(),
            postoffice: name.clone(),
            created: Moment::now(),
        };
        let office = Self { disk: disk.clone(), layout, master, cost };
        let account = office.edit_accounts(administrator.mailbox.as_str())?.add(administrator)?;
        tracing::info!(root = %root.display(), user = %account.user, "made a postoffice");
        disk.replace(&office.layout.glb("MASTER.GLB"), &office.master.encode())?;
        Ok(office)
    }
}

struct Files<'a> {
    disk: &'a Disk,
    layout: &'a Layout,
}

impl Files<'_> {
    /// Writes every file of an empty postoffice but MASTER.GLB (KB Q135868, Q99725).
    fn write(&self, network: &ShortName) -> Result<(), Error> {
        let control = Control { next_mailbag: HOME_XTN + 1, next_letter: 1 };
        let home = Network { active: true, name: network.clone(), xtn: HOME_XTN };
        let glb: [(&str, Vec<u8>); 20] = [
            ("ACCESS.GLB", Vec::new()),
            ("ACCESS2.GLB", Vec::new()),
            ("ACCESS3.GLB", Vec::new()),
            ("CONTROL.GLB", control.encode()),
            ("TID.GLB", Tid { next: 1 }.encode()),
            ("NETWORK.GLB", home.encode()),
            ("FLAG.GLB", vec![0; 2]),
            ("GLOBAL.GLB", vec![0; 512]),
            ("GROUP.GLB", vec![0; 4]),
            ("GRPMEM.GLB", vec![0; 4]),
            ("MODEM.GLB", vec![0; 64]),
            ("NETPO.GLB", vec![0; 4]),
            ("PROCESS.GLB", vec![0; 512]),
            ("REQCONF.GLB", vec![0; 512]),
            ("REQTRANS.GLB", Vec::new()),
            ("SRVTRANS.GLB", Vec::new()),
            ("USRTRANS.GLB", Vec::new()),
            ("GWTRANS.GLB", Vec::new()),
            ("NMETRANS.GLB", Vec::new()),
            ("RNETSEM.GLB", vec![0; 4]),
        ];
        for (name, bytes) in glb {
            self.disk.replace(&self.layout.glb(name), &bytes)?;
        }
        for name in ["ADMIN.NME", "ADMINSHD.NME", "00000000.NME", "VIEW.NME"] {
            self.disk.replace(&self.layout.nme(name), &[])?;
        }
        for name in ["ADMIN.GRP", "ADMINSHD.GRP", "00000000.GRP"] {
            self.disk.replace(&self.layout.folder("GRP").join(name), &[0; 8])?;
        }
        for name in SPECIAL {
            let key = self.layout.folder("KEY").join(format!("{name}.KEY"));
            self.disk.replace(&key, &Key::default().encode())?;
            self.disk.replace(&self.layout.folder("MBG").join(format!("{name}.MBG")), &[])?;
        }
        self.disk.replace(&self.layout.xtn(HOME_XTN), &[])?;
        self.disk.replace(&self.layout.folder("FOLDERS").join("SERIALNO.IDX"), &[0; 4])?;
        Ok(())
    }
}

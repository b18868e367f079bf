//! NETWORK.GLB and XTN files: the networks and postoffices that this one knows (KB Q148666, Q86625).

use binrw::binrw;

use super::{
    Damage, Record, checked, flag, hex_digits, hex_number, read, sealed, sized, text, write,
};
use crate::mail::{PostofficeId, ShortName};

/// The size of the field for a folder's path, with the NUL at its end.
const PATH: usize = 512;

/// A network, 122 bytes: its name and the XTN file that lists its postoffices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Network {
    /// Whether it counts.
    pub active: bool,
    /// The network's name.
    pub name: ShortName,
    /// The number of the XTN file.
    pub xtn: u32,
}

#[binrw]
#[brw(little)]
struct NetworkLayout {
    state: u8,
    kind: u8,
    name: [u8; 11],
    xtn: [u8; 9],
    zero: [u8; 0x21 - 0x16],
    mailbag: [u8; 9],
    rest: [u8; 122 - 0x2A],
}

impl Record for Network {
    const SIZE: usize = 122;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        sized(bytes, Self::SIZE)?;
        let l: NetworkLayout = read(bytes)?;
        Ok(Self {
            active: flag(l.state, 0)?,
            name: ShortName::parse(&text::take(&l.name, 2)?)
                .map_err(|e| Damage::new(2, e.to_string()))?,
            xtn: hex_number(&l.xtn, 0x0D)?,
        })
    }

    fn encode(&self) -> Vec<u8> {
        write(&NetworkLayout {
            state: u8::from(self.active),
            kind: 0,
            name: text::lay(self.name.as_str()),
            xtn: hex_digits(self.xtn),
            zero: [0; 0x21 - 0x16],
            mailbag: hex_digits(0),
            rest: [0; 122 - 0x2A],
        })
    }
}

/// Another postoffice, 698 bytes: its name and, in the part nobody published, its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Whether it counts.
    pub active: bool,
    /// The postoffice's name.
    pub name: ShortName,
    /// Its identity.
    pub identity: PostofficeId,
    /// The path of its folder.
    pub path: String,
}

#[binrw]
#[brw(little)]
struct NeighbourLayout {
    state: u8,
    name: [u8; 11],
    mailbag: [u8; 9],
    zero: [u8; 3],
    identity: u64,
    path: [u8; PATH],
    /// The count of indirect postoffices at 0x289 (KB Q86625) lies in here and stays zero.
    rest: [u8; 0x2B2 - 0x220],
}

impl Neighbour {
    /// Returns whether a path fits its field; a longer one must be refused, not cut.
    pub fn path_fits(path: &str) -> bool {
        text::fits(path, PATH)
    }
}

impl Record for Neighbour {
    const SIZE: usize = 698;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let l: NeighbourLayout = read(checked(bytes, Self::SIZE)?)?;
        Ok(Self {
            active: flag(l.state, 0)?,
            name: ShortName::parse(&text::take(&l.name, 1)?)
                .map_err(|e| Damage::new(1, e.to_string()))?,
            identity: PostofficeId(l.identity),
            path: text::take(&l.path, 0x20)?,
        })
    }

    fn encode(&self) -> Vec<u8> {
        sealed(write(&NeighbourLayout {
            state: u8::from(self.active),
            name: text::lay(self.name.as_str()),
            mailbag: hex_digits(0),
            zero: [0; 3],
            identity: self.identity.0,
            path: text::lay(&self.path),
            rest: [0; 0x2B2 - 0x220],
        }))
    }
}

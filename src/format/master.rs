//! MASTER.GLB: its existence makes a folder a postoffice (KB Q94259); ours carries a mark.

use binrw::binrw;

use super::{Damage, Record, checked, read, sealed, text, write};
use crate::mail::{Moment, PostofficeId, ShortName};

/// The mark by which a postoffice of ours is never mistaken for a genuine one.
pub const MARK: [u8; 8] = *b"RESTANTE";

/// The 176 bytes of MASTER.GLB (size: KB Q77926).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Master {
    /// The random number by which this postoffice is known.
    pub identity: PostofficeId,
    /// The network's name.
    pub network: ShortName,
    /// The postoffice's name.
    pub postoffice: ShortName,
    /// When it was created.
    pub created: Moment,
}

#[binrw]
#[brw(little)]
struct Layout {
    mark: [u8; 8],
    version: u16,
    zero: u16,
    identity: u64,
    network: [u8; 11],
    postoffice: [u8; 11],
    created: i64,
    /// 0x93 and 0x94, the original's gateway and enhanced security flags (KB Q148666, Q104586),
    /// lie in here and stay zero.
    rest: [u8; 0xA8 - 0x32],
}

impl Master {
    /// Returns whether bytes carry our mark, sound or not.
    pub fn is_ours(bytes: &[u8]) -> bool {
        bytes.starts_with(&MARK)
    }
}

impl Record for Master {
    const SIZE: usize = 176;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let l: Layout = read(checked(bytes, Self::SIZE)?)?;
        if l.mark != MARK {
            return Err(Damage::new(0, "the mark of Restante is missing"));
        }
        if l.version != 1 {
            return Err(Damage::new(8, format!("unknown version {}", l.version)));
        }
        let name = |field: &[u8], offset| {
            ShortName::parse(&text::take(field, offset)?)
                .map_err(|e| Damage::new(offset, e.to_string()))
        };
        Ok(Self {
            identity: PostofficeId(l.identity),
            network: name(&l.network, 0x14)?,
            postoffice: name(&l.postoffice, 0x1F)?,
            created: Moment(l.created),
        })
    }

    fn encode(&self) -> Vec<u8> {
        sealed(write(&Layout {
            mark: MARK,
            version: 1,
            zero: 0,
            identity: self.identity.0,
            network: text::lay(self.network.as_str()),
            postoffice: text::lay(self.postoffice.as_str()),
            created: self.created.0,
            rest: [0; 0xA8 - 0x32],
        }))
    }
}

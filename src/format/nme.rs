//! NME files: address lists, 45 bytes an entry, sorted by full name (KB Q119563, Q107767).

use binrw::binrw;

use super::{Damage, Record, flag, read, sized, text, write};
use crate::mail::UserId;

/// An entry of the postoffice address list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whether it counts; ours writes no others.
    pub active: bool,
    /// The first 30 bytes of the full name.
    pub name: String,
    /// The tuple id.
    pub tid: u32,
    /// The mailbag.
    pub user: UserId,
}

#[binrw]
#[brw(little)]
struct Layout {
    state: u8,
    kind: u8,
    name: [u8; 31],
    tid: u32,
    pointer: u32,
    user: u32,
}

/// A user of this postoffice; the original has 2 for an external user and 4 for a group.
const LOCAL: u8 = 1;

impl Record for Entry {
    const SIZE: usize = 45;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        sized(bytes, Self::SIZE)?;
        let l: Layout = read(bytes)?;
        if l.kind != LOCAL {
            return Err(Damage::new(1, format!("unknown kind {} of entry", l.kind)));
        }
        Ok(Self {
            active: flag(l.state, 0)?,
            name: text::take(&l.name, 2)?,
            tid: l.tid,
            user: UserId(l.user),
        })
    }

    fn encode(&self) -> Vec<u8> {
        write(&Layout {
            state: u8::from(self.active),
            kind: LOCAL,
            name: text::lay(&self.name),
            tid: self.tid,
            pointer: 0,
            user: self.user.0,
        })
    }
}

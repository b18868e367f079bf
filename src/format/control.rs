//! CONTROL.GLB: the counters of mailbags and letters (KB Q87388), and TID.GLB's (KB Q87404).

use binrw::binrw;

use super::{Damage, Record, read, sized, write};

/// The next numbers to give out. A number is never used twice.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Control {
    /// The next mailbag, +0.
    pub next_mailbag: u32,
    /// The next letter (MAI and P1), +4.
    pub next_letter: u32,
}

impl Record for Control {
    const SIZE: usize = 8;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        sized(bytes, Self::SIZE)?;
        read(bytes)
    }

    fn encode(&self) -> Vec<u8> {
        write(self)
    }
}

/// The next tuple id: a mailbox made again under an old name is somebody else (KB Q128047).
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tid {
    /// The next one.
    pub next: u32,
}

impl Record for Tid {
    const SIZE: usize = 4;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        sized(bytes, Self::SIZE)?;
        read(bytes)
    }

    fn encode(&self) -> Vec<u8> {
        write(self)
    }
}

//! KEY files: 48 bytes of counts and a bitmap of 4,096 mailbag slots (KB Q77926, Q119088).

use binrw::binrw;

use super::{Damage, Record, read, sized, write};

/// Slots of a mailbag: the most letters that can wait.
pub const SLOTS: usize = 4096;

/// The index of a mailbag, 560 bytes. All zero is a valid empty mailbag (KB Q104279).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Letters that came since the last collection.
    pub new: u32,
    /// Letters that wait.
    pub waiting: u32,
    /// Grows with every change.
    pub generation: u64,
    bitmap: [u8; 512],
}

#[binrw]
#[brw(little)]
struct Layout {
    new: u32,
    waiting: u32,
    generation: u64,
    rest: [u8; 0x20],
    bitmap: [u8; 512],
}

impl Default for Key {
    fn default() -> Self {
        Self { new: 0, waiting: 0, generation: 0, bitmap: [0; 512] }
    }
}

impl Key {
    /// Returns whether a slot holds a live header.
    pub fn is_live(&self, slot: usize) -> bool {
        self.bitmap.get(slot / 8).is_some_and(|byte| byte & (1 << (slot % 8)) != 0)
    }

    /// Marks a slot as live or free; counts and generation follow. A slot that is live already, or
    /// lies beyond the last, brings no new letter.
    pub fn set(&mut self, slot: usize, live: bool) {
        if let Some(byte) = self.bitmap.get_mut(slot / 8) {
            let bit = 1 << (slot % 8);
            if live && *byte & bit == 0 {
                self.new = self.new.saturating_add(1);
            }
            if live { *byte |= bit } else { *byte &= !bit }
        }
        self.recount();
    }

    /// Makes the counts fit the bitmap.
    pub fn recount(&mut self) {
        self.waiting = u32::try_from(self.live().count()).unwrap_or(u32::MAX);
        self.new = self.new.min(self.waiting);
        self.generation = self.generation.wrapping_add(1);
    }

    /// Returns the live slots, ascending.
    pub fn live(&self) -> impl Iterator<Item = usize> {
        (0..SLOTS).filter(|slot| self.is_live(*slot))
    }

    /// Returns the first free slot; none when the mailbag is full.
    pub fn free_slot(&self) -> Option<usize> {
        (0..SLOTS).find(|slot| !self.is_live(*slot))
    }
}

impl Record for Key {
    const SIZE: usize = 560;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        sized(bytes, Self::SIZE)?;
        let l: Layout = read(bytes)?;
        Ok(Self { new: l.new, waiting: l.waiting, generation: l.generation, bitmap: l.bitmap })
    }

    fn encode(&self) -> Vec<u8> {
        write(&Layout {
            new: self.new,
            waiting: self.waiting,
            generation: self.generation,
            rest: [0; 0x20],
            bitmap: self.bitmap,
        })
    }
}

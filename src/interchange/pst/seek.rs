//! A file of the disk as the crate wants to read it: from wherever it says.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::disk::Reader;

/// Places that one question to the crate may lead to: eight pages in a row are more than any file
/// has, and it asks for the first ones again.
const MOST: u32 = 64;

/// Counts the places that the crate goes to.
#[derive(Debug, Clone, Default)]
pub(super) struct Steps(Arc<AtomicU32>);

impl Steps {
    /// Begins to count anew.
    pub(super) fn begin(&self) {
        self.0.store(MOST, Ordering::Relaxed);
    }

    fn step(&self) -> io::Result<()> {
        match self.0.load(Ordering::Relaxed).checked_sub(1) {
            Some(left) => {
                self.0.store(left, Ordering::Relaxed);
                Ok(())
            }
            None => Err(io::Error::new(io::ErrorKind::InvalidData, "its pages lead on and on")),
        }
    }
}

/// An open file with a place in it.
#[derive(Debug)]
pub(super) struct Seeking {
    reader: Reader,
    place: u64,
    steps: Steps,
}

impl Seeking {
    /// Stands at the beginning; what is read in small pieces is read ahead.
    pub(super) fn boxed(reader: Reader, steps: &Steps) -> Box<BufReader<Self>> {
        Box::new(BufReader::with_capacity(
            16 * 1024,
            Self { reader, place: 0, steps: steps.clone() },
        ))
    }
}

impl Read for Seeking {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.reader.read_at(self.place, into.len()).map_err(io::Error::other)?;
        if let Some(room) = into.get_mut(..bytes.len()) {
            room.copy_from_slice(&bytes);
        }
        self.place = self.place.saturating_add(bytes.len() as u64);
        Ok(bytes.len())
    }
}

impl Seek for Seeking {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.steps.step()?;
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.reader.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.place.checked_add_signed(by),
        };
        self.place = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.place)
    }
}

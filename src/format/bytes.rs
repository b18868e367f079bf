//! Bytes that are read from front to back, and numbers at a place: little-endian, never behind the
//! end.

/// The bytes that are left, and where they stand in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes<'x> {
    rest: &'x [u8],
    offset: usize,
}

impl<'x> Bytes<'x> {
    pub(super) fn new(rest: &'x [u8], offset: usize) -> Self {
        Self { rest, offset }
    }

    /// Returns where the next byte stands in the file.
    pub(super) fn offset(&self) -> usize {
        self.offset
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes so many bytes, or all where there are fewer.
    pub(super) fn at_most(&mut self, count: usize) -> &'x [u8] {
        let (taken, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, &[]));
        self.rest = rest;
        self.offset = self.offset.saturating_add(taken.len());
        taken
    }

    /// Takes so many bytes; none where there are fewer.
    pub(super) fn take(&mut self, count: usize) -> Option<&'x [u8]> {
        (self.rest.len() >= count).then(|| self.at_most(count))
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.array().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(super) fn i32(&mut self) -> Option<i32> {
        self.array().map(i32::from_le_bytes)
    }

    pub(super) fn i64(&mut self) -> Option<i64> {
        self.array().map(i64::from_le_bytes)
    }

    /// Takes what stands behind its size.
    pub(super) fn sized(&mut self) -> Option<&'x [u8]> {
        let size = self.count()?;
        self.take(size)
    }

    /// Takes a text and the NUL at its end.
    pub(super) fn string(&mut self) -> Option<&'x [u8]> {
        let end = self.rest.iter().position(|&b| b == 0)?;
        let text = self.take(end)?;
        let _ = self.take(1)?;
        Some(text)
    }

    /// Takes a count of bytes or values.
    pub(super) fn count(&mut self) -> Option<usize> {
        self.u32().and_then(|n| usize::try_from(n).ok())
    }
}

/// Reads a word at a place.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|b| u16::from_le_bytes(*b))
}

/// Reads a double word at a place.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

/// Reads a text in UTF-16 up to its NUL; half a unit at the end is left out.
pub(super) fn utf_16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|two| u16_at(two, 0));
    let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    String::from_utf16_lossy(&units)
}

//! Bytes and records: what the files of a postoffice and a message file's credential look like.
//!
//! One file a family of files on the disk; binrw lives here and nowhere else. This room opens no
//! file and names no path: it turns bytes into structs that look like the file, and back. The
//! stores translate those into [`crate::mail`]'s nouns. Everything read is untrusted: a wrong
//! size, check or value is a [`Damage`] with its offset, never a panic.
//!
//! Little-endian throughout. "Check" is the first 8 bytes of SHA-1 over everything before it in
//! the record; it tells torn writes and damage, it protects no secret.

pub mod access;
mod bytes;
pub mod code_page;
pub mod control;
pub mod credential;
pub mod envelope;
pub mod key;
pub mod mailbag;
pub mod mapi;
pub mod master;
pub mod mime;
pub mod network;
pub mod nme;
pub mod original;
pub mod pst;
mod text;
pub mod tnef;
pub mod verifier;

use std::io::Cursor;

use binrw::meta::{ReadEndian, WriteEndian};
use binrw::{BinRead, BinWrite};
use sha1::{Digest, Sha1};

/// A part of a file that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at offset {offset}: {what}")]
pub struct Damage {
    /// Where in the record or file, in bytes.
    pub offset: u64,
    /// What is wrong, in a few words.
    pub what: String,
}

impl Damage {
    pub(crate) fn new(offset: u64, what: impl Into<String>) -> Self {
        Self { offset, what: what.into() }
    }

    /// Moves the damage into a file in which the record starts at `offset`.
    pub fn at(mut self, offset: u64) -> Self {
        self.offset = self.offset.saturating_add(offset);
        self
    }
}

/// A record of a fixed size.
pub trait Record: Sized {
    /// Bytes of a record.
    const SIZE: usize;

    /// Reads a record from exactly [`Self::SIZE`] bytes.
    fn decode(bytes: &[u8]) -> Result<Self, Damage>;

    /// Writes the record; always [`Self::SIZE`] bytes.
    fn encode(&self) -> Vec<u8>;
}

/// Returns the SHA-1 of bytes: a digest of content, and a check against damage.
pub fn sha1(bytes: &[u8]) -> [u8; 20] {
    Sha1::digest(bytes).into()
}

/// Returns the first 8 bytes of the SHA-1 of bytes.
pub fn check(bytes: &[u8]) -> [u8; 8] {
    let [a, b, c, d, e, f, g, h, ..] = sha1(bytes);
    [a, b, c, d, e, f, g, h]
}

/// Returns the bytes before the check at the end of a record, if the check holds.
fn checked(bytes: &[u8], size: usize) -> Result<&[u8], Damage> {
    sized(bytes, size)?;
    let (body, seal) = bytes.split_at(size.saturating_sub(8));
    if seal == check(body) {
        Ok(body)
    } else {
        Err(Damage::new(body.len() as u64, "the check of the record does not hold"))
    }
}

fn sized(bytes: &[u8], size: usize) -> Result<(), Damage> {
    if bytes.len() == size {
        Ok(())
    } else {
        Err(Damage::new(
            bytes.len().min(size) as u64,
            format!("{} bytes where {size} belong", bytes.len()),
        ))
    }
}

/// Appends the check to a record's bytes.
fn sealed(mut body: Vec<u8>) -> Vec<u8> {
    let seal = check(&body);
    body.extend_from_slice(&seal);
    body
}

/// Reads a layout from the beginning of bytes.
fn read<T>(bytes: &[u8]) -> Result<T, Damage>
where
    T: BinRead + ReadEndian,
    for<'a> T::Args<'a>: Default,
{
    let mut cursor = Cursor::new(bytes);
    T::read(&mut cursor).map_err(|e| Damage::new(cursor.position(), e.root_cause().to_string()))
}

/// Writes a layout. Writing to memory cannot fail; a layout of ours has no other way to fail.
fn write<T>(layout: &T) -> Vec<u8>
where
    T: BinWrite + WriteEndian,
    for<'a> T::Args<'a>: Default,
{
    let mut cursor = Cursor::new(Vec::new());
    if let Err(error) = layout.write(&mut cursor) {
        tracing::error!(%error, "a record could not be laid out");
    }
    cursor.into_inner()
}

/// Reads a file number: 8 hexadecimal digits and a NUL. Upper case is what is written.
fn hex_number([digits @ .., end]: &[u8; 9], offset: u64) -> Result<u32, Damage> {
    let number = std::str::from_utf8(digits)
        .ok()
        .filter(|t| t.bytes().all(|b| b.is_ascii_hexdigit()))
        .and_then(|t| u32::from_str_radix(t, 16).ok())
        .ok_or_else(|| Damage::new(offset, "8 hexadecimal digits belong here"))?;
    if *end == 0 {
        Ok(number)
    } else {
        Err(Damage::new(offset.saturating_add(8), "a number without its end"))
    }
}

fn hex_digits(number: u32) -> [u8; 9] {
    let mut digits = [0; 9];
    for (place, byte) in digits.iter_mut().zip(format!("{number:08X}").bytes()) {
        *place = byte;
    }
    digits
}

/// Reads a state byte that may be 0 or 1 only.
fn flag(byte: u8, offset: u64) -> Result<bool, Damage> {
    match byte {
        0 => Ok(false),
        1 => Ok(true),
        other => Err(Damage::new(offset, format!("{other} where 0 or 1 belongs"))),
    }
}

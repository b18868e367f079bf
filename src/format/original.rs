//! An original Microsoft Mail message file (1992–1997): the bytes of its header, maps and objects.
//!
//! Everything here reads; nothing is ever written in this format. Numbers are little-endian.
//! `legacy` finds the objects in the file and says what they mean to a person; here is only what
//! they look like. All of it is untrusted: what does not fit is left out or told as a
//! [`Damage`](super::Damage), and no size that a file claims is believed beyond its bytes.
//!
//! | file | what it reads |
//! |---|---|
//! | `cipher` | the bytes as they are meant |
//! | `header` | the beginning of the file, and which map counts |
//! | `node`, `oid` | the map: objects by their numbers |
//! | `elements` | the container in which nearly everything lies, and the small table |
//! | `values` | dates, texts and numbers in a message |
//! | `summary`, `people`, `attachment`, `class`, `fields`, `account` | what elements hold |
//! | `ole` | the files in objects of other programs |

pub mod account;
pub mod attachment;
pub mod cipher;
pub mod class;
pub mod elements;
pub mod fields;
pub mod header;
pub mod node;
pub mod oid;
pub mod ole;
pub mod people;
pub mod summary;
pub mod values;

/// Where the enciphered part of a file begins.
pub const BEGIN: u64 = 0x200;

/// What every block of a file begins on.
pub const BLOCK: u64 = 128;

/// Bytes before the data of an object: its number and its size.
pub const PREFIX: u64 = 8;

/// Returns the bytes before the first NUL, and those behind it.
fn string(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.iter().position(|&b| b == 0) {
        Some(end) => {
            let (text, rest) = bytes.split_at(end);
            (text, rest.get(1..).unwrap_or_default())
        }
        None => (bytes, &[]),
    }
}

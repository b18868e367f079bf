//! The credential embedded in a message file: whose file it is, and with which password.

use binrw::binrw;

use super::verifier::{Cost, HashError, Verifier};
use super::{Damage, Record, read, sha1, sized, write};
use crate::mail::{Identity, Password, PostofficeId, UserId};

/// Postoffice, user id and password verifier, 80 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credential {
    /// Whose message file it is.
    pub identity: Identity,
    /// The password, with a salt of its own.
    pub verifier: Verifier,
}

#[binrw]
#[brw(little)]
struct Layout {
    mark: [u8; 4],
    version: u16,
    zero: u16,
    postoffice: u64,
    user: u32,
    parameters: [u8; 4],
    salt: [u8; 16],
    hash: [u8; 20],
}

const MARK: [u8; 4] = *b"RMFC";

impl Credential {
    /// Makes a credential, with a fresh salt.
    pub fn make(identity: Identity, password: &Password, cost: Cost) -> Result<Self, HashError> {
        Ok(Self { identity, verifier: Verifier::make(password, cost)? })
    }

    /// Returns the 80 bytes.
    pub fn to_bytes(&self) -> [u8; 80] {
        let mut bytes = [0; 80];
        for (place, byte) in bytes.iter_mut().zip(self.encode()) {
            *place = byte;
        }
        bytes
    }
}

impl Record for Credential {
    const SIZE: usize = 80;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        sized(bytes, Self::SIZE)?;
        let (body, seal) = bytes.split_at(0x3C);
        if seal != sha1(body) {
            return Err(Damage::new(0x3C, "the check of the credential does not hold"));
        }
        let l: Layout = read(body)?;
        if l.mark != MARK {
            return Err(Damage::new(0, "no credential"));
        }
        if l.version != 1 {
            return Err(Damage::new(4, format!("unknown version {} of the credential", l.version)));
        }
        Ok(Self {
            identity: Identity { postoffice: PostofficeId(l.postoffice), user: UserId(l.user) },
            verifier: Verifier::read(l.parameters, l.salt, l.hash, 0x14)?,
        })
    }

    fn encode(&self) -> Vec<u8> {
        let mut bytes = write(&Layout {
            mark: MARK,
            version: 1,
            zero: 0,
            postoffice: self.identity.postoffice.0,
            user: self.identity.user.0,
            parameters: self.verifier.parameters(),
            salt: self.verifier.salt,
            hash: self.verifier.hash,
        });
        let seal = sha1(&bytes);
        bytes.extend_from_slice(&seal);
        bytes
    }
}

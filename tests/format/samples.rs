//! The golden files with what the tests have to know of each: how it is read and how it is sealed.

use restante::format::access::{Access, Access2, Access3};
use restante::format::control::{Control, Tid};
use restante::format::credential::Credential;
use restante::format::envelope::Envelope;
use restante::format::key::Key;
use restante::format::mailbag::Header;
use restante::format::master::Master;
use restante::format::network::{Neighbour, Network};
use restante::format::nme::Entry;
use restante::format::{Damage, Record, check, sha1};

/// How a file tells that it is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seal {
    /// It does not: another program may write it byte by byte, or its size says enough.
    None,
    /// 8 bytes of SHA-1 at the end.
    Check,
    /// A whole SHA-1 at the end.
    Sha1,
    /// 8 bytes of SHA-1 at the end, over all but the states of the recipients.
    Envelope,
}

/// A golden file.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) name: &'static str,
    pub(crate) bytes: &'static [u8],
    /// The file beside it: offsets, hexadecimal digits, meanings.
    pub(crate) text: &'static str,
    pub(crate) seal: Seal,
    /// Reads bytes and writes again what was read.
    pub(crate) again: fn(&[u8]) -> Result<Vec<u8>, Damage>,
}

macro_rules! samples {
    ($($id:ident = $file:literal $seal:ident $again:expr;)*) => {
        $(pub(crate) const $id: Sample = Sample {
            name: $file,
            bytes: include_bytes!(concat!("golden/", $file, ".bin")),
            text: include_str!(concat!("golden/", $file, ".txt")),
            seal: Seal::$seal,
            again: $again,
        };)*

        /// Every golden file.
        pub(crate) const ALL: &[Sample] = &[$($id),*];
    };
}

samples! {
    MASTER = "master" Check record::<Master>;
    ACCESS2 = "access2" Check record::<Access2>;
    ACCESS2_DELETED = "access2-deleted" Check record::<Access2>;
    ACCESS = "access" Check record::<Access>;
    ACCESS_NEW = "access-new" Check record::<Access>;
    ACCESS3_NONE = "access3-none" Check record::<Access3>;
    ACCESS3_ONE = "access3-one" Check record::<Access3>;
    ACCESS3_EIGHT = "access3-eight" Check record::<Access3>;
    ACCESS3_MOVED = "access3-moved" Check record::<Access3>;
    KEY = "key" None record::<Key>;
    MBG = "mbg" Check record::<Header>;
    MBG_FULL = "mbg-full" Check record::<Header>;
    P1_NONE = "p1-none" Envelope envelope;
    P1_PENDING = "p1-one-pending" Envelope envelope;
    P1_DELIVERED = "p1-one-delivered" Envelope envelope;
    P1_COLLECTED = "p1-one-collected" Envelope envelope;
    P1_REFUSED = "p1-one-refused" Envelope envelope;
    P1_THREE_PENDING = "p1-three-pending" Envelope envelope;
    P1_THREE = "p1-three" Envelope envelope;
    CREDENTIAL = "credential" Sha1 record::<Credential>;
    NME = "nme" None record::<Entry>;
    NME_CUT = "nme-cut" None record::<Entry>;
    NETWORK = "network" None record::<Network>;
    XTN = "xtn" Check record::<Neighbour>;
    CONTROL = "control" None record::<Control>;
    TID = "tid" None record::<Tid>;
}

fn record<R: Record>(bytes: &[u8]) -> Result<Vec<u8>, Damage> {
    R::decode(bytes).map(|r| r.encode())
}

fn envelope(bytes: &[u8]) -> Result<Vec<u8>, Damage> {
    Envelope::decode(bytes).map(|e| e.encode())
}

impl Sample {
    /// Returns the bytes with others in the place of some, sealed anew.
    pub(crate) fn with(&self, offset: usize, bytes: &[u8]) -> Vec<u8> {
        let mut all = self.bytes.to_vec();
        all[offset..offset + bytes.len()].copy_from_slice(bytes);
        self.reseal(&mut all);
        all
    }

    /// Makes the seal at the end fit the bytes before it.
    pub(crate) fn reseal(&self, all: &mut [u8]) {
        let end = all.len() - self.seal_size();
        let (body, seal) = all.split_at_mut(end);
        match self.seal {
            Seal::None => {}
            Seal::Check => seal.copy_from_slice(&check(body)),
            Seal::Sha1 => seal.copy_from_slice(&sha1(body)),
            Seal::Envelope => {
                let mut fixed = body[..0x30].to_vec();
                for each in body[0x30..].chunks(8) {
                    fixed.extend_from_slice(&each[..4]);
                    fixed.extend_from_slice(&each[5..]);
                }
                seal.copy_from_slice(&check(&fixed));
            }
        }
    }

    /// Returns the size of the seal at the end.
    pub(crate) fn seal_size(&self) -> usize {
        match self.seal {
            Seal::None => 0,
            Seal::Check | Seal::Envelope => 8,
            Seal::Sha1 => 20,
        }
    }

    /// Returns whether a byte is the state of a recipient, which no seal covers.
    pub(crate) fn is_state(&self, offset: usize) -> bool {
        let end = self.bytes.len() - self.seal_size();
        self.seal == Seal::Envelope && (0x30..end).contains(&offset) && offset % 8 == 4
    }
}

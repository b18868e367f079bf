//! The password verifier: Argon2id over the password, with its own salt and cost.
//!
//! Everyone who reaches the share can copy the files and guess at leisure, so a guess must cost
//! memory and time.

use argon2::{Algorithm, Argon2, Params, Version};

use super::Damage;
use crate::mail::Password;

/// Argon2id, version 0x13: the only scheme there is so far.
const ARGON2ID: u8 = 1;

/// What a guess costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Base-2 logarithm of the memory in KiB; 10 to 21.
    pub log2_memory: u8,
    /// Passes over it; 1 to 16.
    pub passes: u8,
    /// Lanes; 1 to 16.
    pub lanes: u8,
}

impl Default for Cost {
    /// 64 MiB, 3 passes, 1 lane: what the program writes.
    fn default() -> Self {
        Self { log2_memory: 16, passes: 3, lanes: 1 }
    }
}

impl Cost {
    /// The least that is accepted. Tests use it to be quick; the program never does.
    pub const LEAST: Self = Self { log2_memory: 10, passes: 1, lanes: 1 };
}

/// A salted verifier of a password. Equal passwords have different verifiers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Verifier {
    /// What it cost to make.
    pub cost: Cost,
    /// Its salt.
    pub salt: [u8; 16],
    /// Argon2id of the password.
    pub hash: [u8; 20],
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifier").field("cost", &self.cost).finish_non_exhaustive()
    }
}

/// The system gave no random bytes, or no memory for a hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be worked on: {0}")]
pub struct HashError(String);

impl Verifier {
    /// Makes a verifier with a fresh salt.
    pub fn make(password: &Password, cost: Cost) -> Result<Self, HashError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|e| HashError(e.to_string()))?;
        Ok(Self { cost, salt, hash: hash(password, cost, &salt)? })
    }

    /// Returns whether this is the password, in the same time for every wrong one.
    pub fn matches(&self, password: &Password) -> Result<bool, HashError> {
        let hash = hash(password, self.cost, &self.salt)?;
        let differing = hash.iter().zip(&self.hash).fold(0, |all, (a, b)| all | (a ^ b));
        Ok(differing == 0)
    }

    /// Reads scheme, memory, passes and lanes, bounded before use.
    pub(super) fn read(
        [scheme, log2_memory, passes, lanes]: [u8; 4],
        salt: [u8; 16],
        hash: [u8; 20],
        offset: u64,
    ) -> Result<Self, Damage> {
        if scheme != ARGON2ID {
            return Err(Damage::new(offset, format!("unknown verifier scheme {scheme}")));
        }
        if !(10..=21).contains(&log2_memory) {
            return Err(Damage::new(
                offset.saturating_add(1),
                "memory of the verifier out of bounds",
            ));
        }
        if !(1..=16).contains(&passes) {
            return Err(Damage::new(
                offset.saturating_add(2),
                "passes of the verifier out of bounds",
            ));
        }
        if !(1..=16).contains(&lanes) {
            return Err(Damage::new(
                offset.saturating_add(3),
                "lanes of the verifier out of bounds",
            ));
        }
        Ok(Self { cost: Cost { log2_memory, passes, lanes }, salt, hash })
    }

    /// Returns scheme, memory, passes and lanes.
    pub(super) fn parameters(&self) -> [u8; 4] {
        [ARGON2ID, self.cost.log2_memory, self.cost.passes, self.cost.lanes]
    }
}

fn hash(password: &Password, cost: Cost, salt: &[u8; 16]) -> Result<[u8; 20], HashError> {
    let failed = |e: argon2::Error| HashError(e.to_string());
    let memory = 1_u32.checked_shl(u32::from(cost.log2_memory)).unwrap_or(u32::MAX);
    let params = Params::new(memory, u32::from(cost.passes), u32::from(cost.lanes), Some(20))
        .map_err(failed)?;
    let mut out = [0; 20];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.bytes(), salt, &mut out)
        .map_err(failed)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::new(text).unwrap()
    }

    #[test]
    fn a_verifier_knows_its_password_only() {
        let v = Verifier::make(&password("Geheim"), Cost::LEAST).unwrap();
        assert!(v.matches(&password("Geheim")).unwrap());
        assert!(!v.matches(&password("geheim")).unwrap());
        assert!(!v.matches(&password("")).unwrap());
        let other = Verifier::make(&password("Geheim"), Cost::LEAST).unwrap();
        assert_ne!(v.salt, other.salt);
        assert_ne!(v.hash, other.hash);
        let blank = Verifier::make(&password(""), Cost::LEAST).unwrap();
        assert!(blank.matches(&password("")).unwrap());
    }

    #[test]
    fn the_cost_of_the_program_is_64_mib_and_3_passes() {
        let cost = Cost::default();
        assert_eq!((1 << cost.log2_memory, cost.passes, cost.lanes), (65_536, 3, 1));
        let v = Verifier::make(&password("x"), cost).unwrap();
        assert!(v.matches(&password("x")).unwrap());
    }

    #[test]
    fn parameters_are_bounded_before_use() {
        for (bytes, wrong) in [
            ([1, 10, 1, 1], None),
            ([1, 21, 16, 16], None),
            ([0, 16, 3, 1], Some(0)),
            ([2, 16, 3, 1], Some(0)),
            ([1, 9, 3, 1], Some(1)),
            ([1, 22, 3, 1], Some(1)),
            ([1, 255, 3, 1], Some(1)),
            ([1, 16, 0, 1], Some(2)),
            ([1, 16, 17, 1], Some(2)),
            ([1, 16, 3, 0], Some(3)),
            ([1, 16, 3, 17], Some(3)),
        ] {
            let read = Verifier::read(bytes, [0; 16], [0; 20], 100);
            assert_eq!(read.err().map(|d| d.offset - 100), wrong, "{bytes:?}");
        }
    }
}

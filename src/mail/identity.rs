//! Who somebody is: the number of a mailbox, and the postoffice that gave it.

use std::fmt;

/// The number of a mailbox on its postoffice, the "hexid" of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub u32);

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08X}", self.0)
    }
}

/// The random 64-bit number by which a postoffice is told from every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostofficeId(pub u64);

impl fmt::Display for PostofficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016X}", self.0)
    }
}

/// A user on a postoffice. "The user id matches" means that both parts do: numbers alone can
/// coincide on two postoffices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Which postoffice.
    pub postoffice: PostofficeId,
    /// Which mailbox there.
    pub user: UserId,
}

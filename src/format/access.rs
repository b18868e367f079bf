//! ACCESS2.GLB, ACCESS.GLB and ACCESS3.GLB: one record a user in each, in the same slot (KB Q87402).

use binrw::binrw;

use super::verifier::Verifier;
use super::{Damage, Record, checked, flag, read, sealed, text, write};
use crate::mail::{Address, FullName, Identity, Moment, PostofficeId, ShortName, UserId};

/// The most earlier homes that ACCESS3.GLB can name.
pub const EARLIER_HOMES: usize = 8;

/// The size of the field for the full name, with the NUL at its end.
const FULL_NAME: usize = 256;

/// The size of the field for the path of a local message file, with the NUL at its end.
const LOCAL_PATH: usize = 259;

/// ACCESS2.GLB, 69 bytes: what sign-in looks at. A user exists when this record does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access2 {
    /// Whether the slot is taken; a free slot may be used again.
    pub active: bool,
    /// The mailbox name.
    pub mailbox: ShortName,
    /// The mailbag number.
    pub user: UserId,
    /// The tuple id.
    pub tid: u32,
    /// The password.
    pub verifier: Verifier,
    /// Whether the user is an administrator.
    pub administrator: bool,
    /// Whether the verifier changed and the registered message file has not followed yet.
    pub verifier_changed: bool,
    /// Whether a new password must be chosen at the next sign-in.
    pub must_choose: bool,
}

#[binrw]
#[brw(little)]
struct Layout2 {
    state: u8,
    mailbox: [u8; 11],
    user: u32,
    tid: u32,
    parameters: [u8; 4],
    salt: [u8; 16],
    hash: [u8; 20],
    flags: u8,
}

impl Record for Access2 {
    const SIZE: usize = 69;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let l: Layout2 = read(checked(bytes, Self::SIZE)?)?;
        Ok(Self {
            active: flag(l.state, 0)?,
            mailbox: ShortName::parse(&text::take(&l.mailbox, 1)?)
                .map_err(|e| Damage::new(1, e.to_string()))?,
            user: UserId(l.user),
            tid: l.tid,
            verifier: Verifier::read(l.parameters, l.salt, l.hash, 0x14)?,
            administrator: l.flags & 1 != 0,
            verifier_changed: l.flags & 2 != 0,
            must_choose: l.flags & 4 != 0,
        })
    }

    fn encode(&self) -> Vec<u8> {
        sealed(write(&Layout2 {
            state: u8::from(self.active),
            mailbox: text::lay(self.mailbox.as_str()),
            user: self.user.0,
            tid: self.tid,
            parameters: self.verifier.parameters(),
            salt: self.verifier.salt,
            hash: self.verifier.hash,
            flags: u8::from(self.administrator)
                | u8::from(self.verifier_changed) << 1
                | u8::from(self.must_choose) << 2,
        }))
    }
}

/// ACCESS.GLB, 586 bytes: who the user is, and how sign-ins went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// Whether the slot is taken.
    pub active: bool,
    /// The full name.
    pub full_name: FullName,
    /// When the account was made.
    pub created: Moment,
    /// The last sign-in; none before the first.
    pub last_sign_in: Option<Moment>,
    /// Failed attempts since.
    pub failed: u32,
}

#[binrw]
#[brw(little)]
struct Layout1 {
    state: u8,
    full_name: [u8; FULL_NAME],
    created: i64,
    last_sign_in: i64,
    failed: u32,
    rest: [u8; 0x242 - 0x115],
}

impl Record for Access {
    const SIZE: usize = 586;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let l: Layout1 = read(checked(bytes, Self::SIZE)?)?;
        Ok(Self {
            active: flag(l.state, 0)?,
            full_name: FullName::parse(&text::take_full(&l.full_name, 1)?)
                .map_err(|e| Damage::new(1, e.to_string()))?,
            created: Moment(l.created),
            last_sign_in: (l.last_sign_in != 0).then_some(Moment(l.last_sign_in)),
            failed: l.failed,
        })
    }

    fn encode(&self) -> Vec<u8> {
        sealed(write(&Layout1 {
            state: u8::from(self.active),
            full_name: text::lay_full(self.full_name.as_str()),
            created: self.created.0,
            last_sign_in: self.last_sign_in.map_or(0, |m| m.0),
            failed: self.failed,
            rest: [0; 0x242 - 0x115],
        }))
    }
}

/// Where a user's message file is (KB Q105175).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MessageFilePlace {
    /// There is none yet.
    None,
    /// On the postoffice, under the mailbag's number.
    Postoffice,
    /// Somewhere else, at this path.
    Local(String),
}

/// ACCESS3.GLB, 512 bytes: where the message file is, where the account came from and went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access3 {
    /// Whether the slot is taken.
    pub active: bool,
    /// Where the message file is.
    pub message_file: MessageFilePlace,
    /// Who this account was before it was moved here, newest first; at most 8.
    pub earlier_homes: Vec<Identity>,
    /// Where the account went; none while it lives here.
    pub moved_to: Option<Address>,
}

#[binrw]
#[brw(little)]
struct Layout3 {
    state: u8,
    place: u8,
    local_path: [u8; LOCAL_PATH],
    homes: u8,
    earlier: [Home; EARLIER_HOMES],
    moved: u8,
    new_home: [u8; 33],
    rest: [u8; 0x1F8 - 0x188],
}

#[binrw]
#[brw(little)]
#[derive(Clone, Copy, Default)]
struct Home {
    postoffice: u64,
    user: u32,
}

impl Access3 {
    /// Returns whether a local path fits its field; a longer one must be refused, not cut.
    pub fn path_fits(path: &str) -> bool {
        text::fits(path, LOCAL_PATH)
    }
}

impl Record for Access3 {
    const SIZE: usize = 512;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let l: Layout3 = read(checked(bytes, Self::SIZE)?)?;
        let message_file = match l.place {
            0 => MessageFilePlace::None,
            1 => MessageFilePlace::Postoffice,
            2 => MessageFilePlace::Local(text::take(&l.local_path, 2)?),
            other => {
                return Err(Damage::new(1, format!("unknown place {other} of the message file")));
            }
        };
        let homes = usize::from(l.homes);
        if homes > EARLIER_HOMES {
            return Err(Damage::new(0x105, format!("{homes} earlier homes where 8 have room")));
        }
        let moved_to = if flag(l.moved, 0x166)? {
            Some(
                Address::parse(&text::take(&l.new_home, 0x167)?)
                    .map_err(|e| Damage::new(0x167, e.to_string()))?,
            )
        } else {
            None
        };
        Ok(Self {
            active: flag(l.state, 0)?,
            message_file,
            earlier_homes: l
                .earlier
                .iter()
                .take(homes)
                .map(|h| Identity { postoffice: PostofficeId(h.postoffice), user: UserId(h.user) })
                .collect(),
            moved_to,
        })
    }

    fn encode(&self) -> Vec<u8> {
        let (place, path) = match &self.message_file {
            MessageFilePlace::None => (0, ""),
            MessageFilePlace::Postoffice => (1, ""),
            MessageFilePlace::Local(path) => (2, path.as_str()),
        };
        let mut earlier = [Home::default(); EARLIER_HOMES];
        for (place, home) in earlier.iter_mut().zip(&self.earlier_homes) {
            *place = Home { postoffice: home.postoffice.0, user: home.user.0 };
        }
        sealed(write(&Layout3 {
            state: u8::from(self.active),
            place,
            local_path: text::lay(path),
            homes: u8::try_from(self.earlier_homes.len().min(EARLIER_HOMES)).unwrap_or(0),
            earlier,
            moved: u8::from(self.moved_to.is_some()),
            new_home: text::lay(
                &self.moved_to.as_ref().map(ToString::to_string).unwrap_or_default(),
            ),
            rest: [0; 0x1F8 - 0x188],
        }))
    }
}

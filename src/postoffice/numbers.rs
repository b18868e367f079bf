//! The counters: CONTROL.GLB and TID.GLB. A number is written as used before it is used.

use crate::format::Record;
use crate::format::control::{Control, Tid};
use crate::mail::UserId;

use super::{AccountsEditor, Error};

impl AccountsEditor<'_> {
    /// Gives out the next mailbag number, skipping those whose files exist (KB Q117738).
    pub(super) fn next_mailbag(&self) -> Result<UserId, Error> {
        loop {
            let number = UserId(self.next(|c| &mut c.next_mailbag)?);
            if self.office.disk.size(&self.office.layout.key(number))?.is_none()
                && self.office.disk.size(&self.office.layout.message_file(number))?.is_none()
            {
                return Ok(number);
            }
        }
    }

    /// Gives out the next letter number, skipping those whose files exist.
    pub(super) fn next_letter(&self) -> Result<u32, Error> {
        loop {
            let number = self.next(|c| &mut c.next_letter)?;
            if self.office.disk.size(&self.office.layout.envelope(number))?.is_none() {
                return Ok(number);
            }
        }
    }

    fn next(&self, counter: impl Fn(&mut Control) -> &mut u32) -> Result<u32, Error> {
        let path = self.office.layout.glb("CONTROL.GLB");
        let mut control: Control = self.office.read_record(&path)?;
        let place = counter(&mut control);
        let number = *place;
        *place = number.checked_add(1).ok_or_else(|| Error::Exhausted { path: path.clone() })?;
        self.lock.confirm()?;
        self.office.disk.replace(&path, &control.encode())?;
        Ok(number)
    }

    /// Gives out the next tuple id.
    pub(super) fn next_tid(&self) -> Result<u32, Error> {
        let path = self.office.layout.glb("TID.GLB");
        let tid: Tid = self.office.read_record(&path)?;
        let next =
            tid.next.checked_add(1).ok_or_else(|| Error::Exhausted { path: path.clone() })?;
        self.lock.confirm()?;
        self.office.disk.replace(&path, &Tid { next }.encode())?;
        Ok(tid.next)
    }
}

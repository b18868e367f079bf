//! The postoffice address list: ADMIN.NME and its shadow, byte copies of each other (KB Q85647).

use crate::format::Record;
use crate::format::access::Access2;
use crate::format::nme::Entry;

use super::{Account, AccountsEditor, Error};

/// Both files; the shadow second, as it must never be newer.
const FILES: [&str; 2] = ["ADMIN.NME", "ADMINSHD.NME"];

/// Writes both lists from the accounts that live here, sorted by full name.
pub(super) fn write(editor: &AccountsEditor<'_>, accounts: &[Account]) -> Result<(), Error> {
    let bytes = list(accounts);
    for file in FILES {
        editor.lock.confirm()?;
        editor.office.disk.replace(&editor.office.layout.nme(file), &bytes)?;
    }
    Ok(())
}

/// Returns what the lists must hold.
pub(super) fn list(accounts: &[Account]) -> Vec<u8> {
    let mut living: Vec<&Account> = accounts.iter().filter(|a| a.moved_to.is_none()).collect();
    living.sort_by_cached_key(|a| (a.full_name.folded(), a.user));
    living
        .iter()
        .flat_map(|a| {
            Entry { active: true, name: a.full_name.as_str().to_owned(), tid: a.tid, user: a.user }
                .encode()
        })
        .collect()
}

/// Rewrites the lists when a crash left them with another number of entries than there are users.
pub(super) fn heal(editor: &AccountsEditor<'_>) -> Result<(), Error> {
    let office = editor.office;
    let mut sizes = FILES.iter().map(|file| office.disk.size(&office.layout.nme(file)));
    let (first, second) =
        (sizes.next().transpose()?.flatten(), sizes.next().transpose()?.flatten());
    // A user who moved away leaves ACCESS2 active and the list shorter: only more entries than
    // users, a partial entry or two different lists tell of a crash.
    let access2 = office.read_access2()?;
    let taken = |record: &&[u8]| record.first().is_some_and(|state| *state != 0);
    let users = access2.chunks(Access2::SIZE).filter(taken).count() as u64;
    let sound = first == second
        && first.is_some_and(|n| n % Entry::SIZE as u64 == 0 && n / Entry::SIZE as u64 <= users);
    if sound || users == 0 {
        return Ok(());
    }
    tracing::warn!("the address list did not fit the accounts after an unfinished change");
    write(editor, &office.accounts()?.0)
}

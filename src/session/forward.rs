//! Letters that go on: to the new home of somebody who moved, or back to who sent them.
//!
//! What is passed on is posted there first and noted here then: a crash in between posts it twice,
//! and the reader knows the second by its bytes.

use std::collections::BTreeSet;

use crate::format::envelope::{FOREIGN, State};
use crate::mail::UserId;
use crate::postoffice::{self, Letter, Obstacle, Postoffice};
use crate::words;

use super::Error;
use super::addressing::{Home, Located, locate};
use super::error::summary_of;

/// What became of a recipient whom a letter did not reach.
pub(crate) enum Settled {
    /// It was posted at the new home.
    Forwarded,
    /// It cannot get there. The sender must be told why, and then the envelope marked.
    Refused(String),
    /// It may get through later.
    Waits(String),
}

/// Deals with a recipient whom a letter did not reach: passes it on to the new home, or refuses it.
pub(crate) fn settle(
    office: &Postoffice,
    letter: u32,
    user: UserId,
    obstacle: Obstacle,
    bytes: &[u8],
    who: &str,
) -> Result<Settled, Error> {
    let unreachable =
        |reason: &str| words::with("session-reason-unreachable", &[("reason", &reason)]);
    Ok(match obstacle {
        Obstacle::Later(e) => Settled::Waits(summary_of(&e)),
        Obstacle::Unreachable(e) => Settled::Refused(unreachable(&summary_of(&e))),
        Obstacle::Moved(address) => match locate(office, &address)? {
            Located::Home(home) => match post_to(&home, bytes, who) {
                Ok(()) => {
                    office.set_state(letter, user, State::Collected)?;
                    Settled::Forwarded
                }
                Err(e) => Settled::Waits(e.summary()),
            },
            Located::Unknown => Settled::Refused(words::text("session-reason-unknown")),
            _ => {
                let moved = words::with("session-reason-moved", &[("address", &address)]);
                Settled::Refused(unreachable(&moved))
            }
        },
    })
}

/// Posts a letter into one mailbag and sees it delivered; takes it back when it cannot be, because
/// nobody would come for it there.
pub(crate) fn post_to(home: &Home, bytes: &[u8], who: &str) -> Result<(), Error> {
    let (office, user) = (&home.office, home.account.user);
    let number = office.take_letter_number(who)?;
    let _ = office.post(Letter { number, sender: FOREIGN, recipients: &[user], bytes })?;
    let mut delivery = office.deliver(number, Some(bytes), who)?;
    let Some((_, obstacle)) = delivery.pending.pop() else { return Ok(()) };
    if !office.withdraw(number, user, who)? {
        return Ok(());
    }
    match obstacle {
        Obstacle::Later(e) | Obstacle::Unreachable(e) => Err(e.into()),
        Obstacle::Moved(address) => match locate(office, &address)? {
            Located::Home(next) => post_to(&next, bytes, who),
            _ => Err(Error::MovedAway(address)),
        },
    }
}

/// Brings what waits in a mailbag to another one, of the same person: the new home. Unless it is to
/// stay too, it leaves the old mailbag. Returns how many letters came.
pub(crate) fn bring_letters(
    from: &Postoffice,
    user: UserId,
    to: &Home,
    stay: bool,
    who: &str,
) -> Result<u64, Error> {
    let waiting = to.office.mailbag(to.account.user, who)?.waiting()?;
    let there: BTreeSet<([u8; 8], u32)> =
        waiting.into_iter().filter_map(|w| w.header.ok()).map(|h| (h.digest, h.size)).collect();
    let mut bag = match from.mailbag(user, who) {
        Ok(bag) => bag,
        Err(postoffice::Error::MailbagMissing { .. }) => return Ok(0),
        Err(e) => return Err(e.into()),
    };
    let (mut came, mut done) = (0, Vec::new());
    for item in bag.waiting()? {
        let Ok(header) = item.header else { continue };
        if !stay && from.state_of(header.letter, user)? == Some(State::Collected) {
            done.push((item.slot, header.letter));
            continue;
        }
        match from.letter_bytes(header.letter, &header.digest) {
            Ok(bytes) => {
                if !there.contains(&(header.digest, header.size)) {
                    post_to(to, &bytes, who)?;
                }
                came += 1;
            }
            // It stays where it is, and `check` tells of it.
            Err(error @ postoffice::Error::Damaged { .. }) => {
                tracing::warn!(%error, "a waiting letter could not go along");
                continue;
            }
            Err(e) => return Err(e.into()),
        }
        if !stay {
            bag.confirm()?;
            from.set_state(header.letter, user, State::Collected)?;
            done.push((item.slot, header.letter));
        }
    }
    if !stay {
        bag.clear(&done.iter().map(|(slot, _)| *slot).collect::<Vec<_>>())?;
        for (_, letter) in done {
            let _ = from.remove_if_finished(letter)?;
        }
    }
    Ok(came)
}

//! The Outbox in the person's hands: what was sent a moment ago is held and can be taken back,
//! what waits says why, and is sent now, or written on, or given up.
//!
//! A message is held in the message file, so that a program that dies loses nothing: at the next
//! start the time is over, and the message goes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::format::mime;
use crate::mail::{Draft, MessageId, Moment};
use crate::mmf::{Held, Mark, Part, Retry};

use super::drafts::{as_typed, draft_of};
use super::recipients::Addressed;
use super::send::parts_of;
use super::{Error, Refused, Sent, Session, Spooled};

/// Minutes from one try to the next; the last one stays.
const PAUSES: [i64; 5] = [1, 2, 5, 10, 30];

/// A message that its sender can still take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Its number in the message file.
    pub id: MessageId,
    /// When it goes.
    pub until: Moment,
}

/// A message in the Outbox, and why it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its number in the message file.
    pub id: MessageId,
    /// Until when its sender can take it back without a trace; it is not tried before.
    pub held: Option<Moment>,
    /// Why it could not be posted; none before the first try.
    pub reason: Option<String>,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried again.
    pub again: Moment,
    /// Whether a part of it may be on its way: then it can no longer be changed.
    pub posted: bool,
}

/// A message that was taken back: a draft again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack {
    /// The draft.
    pub id: MessageId,
    /// What is to be marked when it is sent after all.
    pub answers: Option<(MessageId, Mark)>,
}

/// The recipients of a message as they were typed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    to: Vec<String>,
    cc: Vec<String>,
    bcc: Vec<String>,
    /// Whether somebody of them could not be looked up yet.
    pub(super) open: bool,
}

impl Typed {
    /// Returns a draft with these recipients.
    pub(super) fn recipients_of(&self, draft: Draft) -> Draft {
        let (to, cc, bcc) = (self.to.clone(), self.cc.clone(), self.bcc.clone());
        Draft { to, cc, bcc, ..draft }
    }
}

/// Writes down who was not found; nothing when that is nobody.
pub(super) fn written(refused: &[Refused]) -> String {
    if refused.is_empty() {
        String::new()
    } else {
        serde_json::to_string(refused).unwrap_or_default()
    }
}

impl Session {
    /// Sends what was written, but holds it in the Outbox for a while. The kept draft goes in the
    /// same commit; what the message answers is marked when it is on its way.
    pub fn hold_draft(
        &mut self,
        id: Option<MessageId>,
        draft: &Draft,
        answers: Option<(MessageId, Mark)>,
        hold: Duration,
    ) -> Result<Sent, Error> {
        let Addressed { mut message, refused, open } = self.addressed(draft)?;
        let mut parts = parts_of(&message);
        if open.is_none() && (hold.is_zero() || parts.is_empty()) {
            // Nobody gets it, or nobody may take it back: there is nothing to wait for.
            let sent = self.send_message(message, refused)?;
            if let Some(id) = id {
                self.file.remove(&[id])?;
            }
            if let Some((id, mark)) = answers {
                self.file.mark(&[id], mark)?;
            }
            return Ok(sent);
        }
        let no_copy = std::mem::take(&mut message.no_copy);
        if parts.is_empty() {
            // Where it goes is found out later; without a part it would not wait.
            parts.push(self.part_for_nobody());
        }
        let typed = Typed {
            to: draft.to.clone(),
            cc: draft.cc.clone(),
            bcc: draft.bcc.clone(),
            open: open.is_some(),
        };
        let millis = i64::try_from(hold.as_millis()).unwrap_or(i64::MAX);
        let until = Moment(Moment::now().0.saturating_add(millis));
        let held = Held {
            until,
            typed: serde_json::to_string(&typed).unwrap_or_default(),
            // Whoever is looked up again later is not refused twice.
            refused: if typed.open { String::new() } else { written(&refused) },
            answers,
            no_copy,
            ..Held::default()
        };
        if !typed.open {
            self.note_recipients(&[&message.to, &message.cc, &message.bcc]);
        }
        let queued = self.file.hold(&mime::write(&message), &parts, &held, id)?;
        let accepted = super::send::accepted(&message);
        let mut sent =
            Sent { message_id: message.message_id, accepted, refused, waiting: None, held: None };
        if hold.is_zero() {
            if let Some(reason) = &open {
                self.note_failure(queued, reason);
            }
            sent.waiting = open;
        } else {
            sent.held = Some(Hold { id: queued, until });
        }
        Ok(sent)
    }

    /// Returns a part that goes to nobody.
    fn part_for_nobody(&self) -> Part {
        Part {
            number: 0,
            postoffice: super::office_name(&self.office),
            recipients: Vec::new(),
            letter: None,
            done: false,
        }
    }

    /// Lists what waits in the Outbox, oldest first.
    pub fn outbox(&self) -> Result<Vec<Waiting>, Error> {
        let now = Moment::now();
        let mut all = Vec::new();
        for (id, held) in self.file.outbox()? {
            let parts = self.file.parts(id)?;
            all.push(Waiting {
                id,
                held: held.is_held(now).then_some(held.until),
                reason: Some(held.reason).filter(|reason| !reason.is_empty()),
                tries: held.tries,
                again: held.again,
                posted: parts.iter().any(|part| part.done || part.letter.is_some()),
            });
        }
        Ok(all)
    }

    /// Takes a message out of the Outbox: it is a draft again, its recipients as they were typed.
    /// Once a part of it may be on its way nothing happens.
    pub fn take_back(&mut self, id: MessageId) -> Result<TakenBack, Error> {
        let held = self.file.held(id)?;
        let mut draft = draft_of(mime::parse(&self.file.bytes(id)?));
        draft.no_copy = held.no_copy;
        if let Ok(typed) = serde_json::from_str::<Typed>(&held.typed) {
            draft = typed.recipients_of(draft);
        }
        let people = |typed: &[String]| typed.iter().map(|t| as_typed(t)).collect::<Vec<_>>();
        let message =
            self.message_of(&draft, people(&draft.to), people(&draft.cc), people(&draft.bcc));
        if self.file.take_back(id, &mime::write(&message))? {
            Ok(TakenBack { id, answers: held.answers })
        } else {
            Err(Error::Posted)
        }
    }

    /// Sends a message of the Outbox now, whatever it waits for.
    pub fn send_now(&mut self, id: MessageId) -> Result<Spooled, Error> {
        self.file.release(Some(id))?;
        let waiting = self.file.waiting(Moment::now(), Retry::All)?;
        self.spool_these(waiting.into_iter().filter(|other| *other == id).collect())
    }

    /// Sends what is held back, because the person leaves.
    pub fn release(&mut self) -> Result<Spooled, Error> {
        let now = Moment::now();
        let held = self.file.outbox()?.into_iter().filter(|(_, held)| held.is_held(now));
        let held: Vec<MessageId> = held.map(|(id, _)| id).collect();
        for id in &held {
            self.file.release(Some(*id))?;
        }
        self.spool_these(held)
    }

    /// Works on what is due in the Outbox: what nobody holds any more, and what failed long enough
    /// ago.
    pub fn spool_due(&mut self) -> Result<Spooled, Error> {
        let due = self.file.waiting(Moment::now(), Retry::Due)?;
        self.spool_these(due)
    }

    /// Reports who was not found when a held message was sent.
    pub(super) fn tell_refusals(&mut self, id: MessageId, whole: &[u8]) -> Result<(), Error> {
        let refused = self.file.held(id)?.refused;
        if refused.is_empty() {
            return Ok(());
        }
        // The report first: after a crash in between it is known by its Message-ID.
        if let Ok(refused) = serde_json::from_str::<Vec<Refused>>(&refused) {
            self.report(whole, &refused)?;
        }
        Ok(self.file.refusals_told(id)?)
    }

    /// Notes that a message could not be posted; the more often, the longer it rests.
    pub(super) fn note_failure(&mut self, id: MessageId, reason: &str) {
        let noted = self.file.held(id).and_then(|held| {
            let at = usize::try_from(held.tries).unwrap_or(usize::MAX).min(PAUSES.len() - 1);
            let minutes = PAUSES.get(at).copied().unwrap_or(1);
            let again = Moment(Moment::now().0.saturating_add(minutes * 60_000));
            self.file.tried(id, reason, again)
        });
        if let Err(error) = noted {
            tracing::warn!(%error, "why a message waits could not be noted");
        }
    }
}

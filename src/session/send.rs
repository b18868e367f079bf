//! Sending: from a draft through the Outbox into the recipients' mailbags.
//!
//! The message waits in the Outbox of the message file, in parts: one for each postoffice, and one
//! for each blind copy, so that no envelope tells. A part's letter number is written down before
//! the letter is posted; an interrupted send goes on with the same number, and who has the letter
//! already knows it by that number.

use std::time::Duration;

use crate::format::envelope::{FOREIGN, State};
use crate::format::{mime, sha1};
use crate::mail::{Address, Attachment, Draft, Message, MessageId, Moment, Person, UserId};
use crate::mmf::{Held, Letter as LetterKey, Part, Retry};
use crate::postoffice::{Letter, Obstacle, Postoffice};
use crate::words;

use super::addressing::home_of;
use super::forward::{Settled, settle};
use super::{Error, Hold, Refused, Session, office_name, report};

/// What came of sending a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The Message-ID, without brackets.
    pub message_id: String,
    /// The addresses that get it.
    pub accepted: Vec<String>,
    /// The recipients, as typed, that do not, and why.
    pub refused: Vec<Refused>,
    /// Why the message still waits in the Outbox for some of them; none when it is on its way.
    pub waiting: Option<String>,
    /// How long it can still be taken back; none when it was sent at once.
    pub held: Option<Hold>,
}

/// What came of working on the Outbox.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spooled {
    /// Messages that are on their way and in Sent Mail now.
    pub sent: u64,
    /// Messages that still wait.
    pub waiting: u64,
    /// Why the last one waits.
    pub reason: Option<String>,
}

impl Session {
    /// Sends a message: to everyone who can be found; who cannot be is reported in the Inbox. When
    /// there is nobody to ask now, it waits in the Outbox.
    pub fn send(&mut self, draft: &Draft) -> Result<Sent, Error> {
        self.hold_draft(None, draft, None, Duration::ZERO)
    }

    /// Sends a finished message to the people it names; `refused` are those who were not found.
    pub(crate) fn send_message(
        &mut self,
        mut message: Message,
        mut refused: Vec<Refused>,
    ) -> Result<Sent, Error> {
        // Nobody else is told of it.
        let no_copy = std::mem::take(&mut message.no_copy);
        let bytes = mime::write(&message);
        let mut accepted = accepted(&message);
        // The report first: after a crash in between, the message is still a draft.
        self.report(&bytes, &refused)?;
        let parts = parts_of(&message);
        if parts.is_empty() {
            // Nobody gets it; the report keeps it.
            let message_id = message.message_id;
            return Ok(Sent { message_id, accepted, refused, waiting: None, held: None });
        }
        self.note_recipients(&[&message.to, &message.cc, &message.bcc]);
        let held = Held { no_copy, ..Held::default() };
        let id = self.file.hold(&bytes, &parts, &held, None)?;
        let waiting = self.spool_one(id, &mut refused).unwrap_or_else(|error| {
            tracing::warn!(%error, "the message waits in the Outbox");
            Some(error.summary())
        });
        if let Some(reason) = &waiting {
            self.note_failure(id, reason);
        }
        accepted.retain(|a| !refused.iter().any(|r| r.recipient == *a));
        Ok(Sent { message_id: message.message_id, accepted, refused, waiting, held: None })
    }

    /// Works on the Outbox: goes on where sending was interrupted or held up. What its sender may
    /// still take back stays.
    pub fn spool(&mut self) -> Result<Spooled, Error> {
        let waiting = self.file.waiting(Moment::now(), Retry::All)?;
        self.spool_these(waiting)
    }

    /// Works on some messages of the Outbox, and notes why they still wait.
    pub(super) fn spool_these(&mut self, ids: Vec<MessageId>) -> Result<Spooled, Error> {
        let mut spooled = Spooled::default();
        for id in ids {
            let reason = match self.spool_one(id, &mut Vec::new()) {
                Ok(None) => {
                    spooled.sent += 1;
                    continue;
                }
                Ok(Some(reason)) => reason,
                Err(error) => {
                    tracing::warn!(%error, "a message waits in the Outbox");
                    error.summary()
                }
            };
            self.note_failure(id, &reason);
            spooled.waiting += 1;
            spooled.reason = Some(reason);
        }
        Ok(spooled)
    }

    /// Makes the message of a draft: with a date, a Message-ID and the sender's name.
    pub(super) fn message_of(
        &self,
        draft: &Draft,
        to: Vec<Person>,
        cc: Vec<Person>,
        bcc: Vec<Person>,
    ) -> Message {
        let unique = format!("{:016X}{:016X}", crate::disk::random(), crate::disk::random());
        let attachments = draft.attachments.iter().map(|a| Attachment {
            name: a.name.clone(),
            mime: String::new(),
            bytes: a.bytes.clone(),
        });
        Message {
            message_id: format!("{unique}@{}.{}", self.office.name(), self.office.network()),
            references: draft.references.clone(),
            from: self.me(),
            to,
            cc,
            bcc,
            subject: draft.subject.trim().to_owned(),
            date: Some(Moment::now()),
            priority: draft.priority,
            receipt: draft.receipt,
            no_copy: draft.no_copy,
            body: draft.body.clone(),
            attachments: attachments.collect(),
            ..Message::default()
        }
    }

    /// Works on one message of the Outbox; returns why it still waits, or none when it is sent.
    fn spool_one(
        &mut self,
        id: MessageId,
        refused: &mut Vec<Refused>,
    ) -> Result<Option<String>, Error> {
        self.confirm()?;
        if let Some(reason) = self.readdress(id)? {
            return Ok(Some(reason));
        }
        let whole = self.file.bytes(id)?;
        self.tell_refusals(id, &whole)?;
        let posted = mime::without_bcc(&whole);
        let mut reason = None;
        for part in self.file.parts(id)? {
            if part.done {
                continue;
            }
            match self.post_part(id, &part, &whole, &posted)? {
                Posting::Done(mut more) => {
                    refused.append(&mut more);
                    self.file.part_done(id, part.number)?;
                }
                Posting::Waits(why) => reason = Some(why),
            }
        }
        if reason.is_none() {
            self.file.sent(id)?;
        }
        Ok(reason)
    }

    fn post_part(
        &mut self,
        id: MessageId,
        part: &Part,
        whole: &[u8],
        bytes: &[u8],
    ) -> Result<Posting, Error> {
        let Some(first) = part.recipients.first() else { return Ok(Posting::Done(Vec::new())) };
        let office = match home_of(&self.office, first) {
            Ok(Some(office)) => office,
            Ok(None) => {
                return Ok(Posting::Waits(words::text("session-reason-postoffice-unknown")));
            }
            Err(e) => return Ok(Posting::Waits(super::error::summary_of(&e))),
        };
        let who = self.account.mailbox.to_string();
        let mut refused = Vec::new();
        let mut users: Vec<(UserId, &Address)> = Vec::new();
        for address in &part.recipients {
            match office.account(&address.mailbox)? {
                Some(account) => users.push((account.user, address)),
                None => refused.push(Refused {
                    recipient: address.to_string(),
                    reason: words::text("session-reason-unknown"),
                }),
            }
        }
        if users.is_empty() && part.letter.is_none() {
            self.report(whole, &refused)?;
            return Ok(Posting::Done(refused));
        }
        let number = self.number_for(id, part, &office, bytes)?;
        let home = office.identity() == self.office.identity();
        let recipients: Vec<UserId> = users.iter().map(|(user, _)| *user).collect();
        let sender = if home { self.account.user } else { FOREIGN };
        let envelope = office.post(Letter { number, sender, recipients: &recipients, bytes })?;
        // Who got another number since it was posted: moved away, and back again.
        let mut renumbered = users
            .iter()
            .filter(|(user, _)| envelope.recipients.iter().all(|r| r.user != *user))
            .map(|(_, address)| *address);
        let delivery = office.deliver(number, Some(bytes), &who)?;
        let (mut waits, mut unmarked) = (None, Vec::new());
        for (user, mut obstacle) in delivery.pending {
            let named = users.iter().find(|(u, _)| *u == user).map(|(_, address)| *address);
            if named.is_none()
                && matches!(obstacle, Obstacle::Unreachable(_))
                && let Some(address) = renumbered.next()
            {
                obstacle = Obstacle::Moved(address.clone());
            }
            match settle(&office, number, user, obstacle, bytes, &who)? {
                Settled::Forwarded => {}
                Settled::Refused(reason) => {
                    unmarked.push(user);
                    // Without a name here it is somebody deleted, who is among the refused.
                    if let Some(address) = named {
                        refused.push(Refused { recipient: address.to_string(), reason });
                    }
                }
                Settled::Waits(reason) => waits = Some(reason),
            }
        }
        // The report before the mark: after a crash in between, the refusal is found again.
        self.report(whole, &refused)?;
        for user in unmarked {
            office.set_state(number, user, State::Refused)?;
        }
        let _ = office.remove_if_finished(number)?;
        Ok(waits.map_or(Posting::Done(refused), Posting::Waits))
    }

    /// Returns the number under which a part is posted, written down before it is used.
    fn number_for(
        &mut self,
        id: MessageId,
        part: &Part,
        office: &Postoffice,
        bytes: &[u8],
    ) -> Result<u32, Error> {
        if let Some(letter) = part.letter
            && letter.postoffice == office.identity()
        {
            let there = office.envelope(letter.number)?;
            // Somebody else's, where the numbers went back with a restored backup.
            if there.is_none_or(|e| e.digest == sha1(bytes)) {
                return Ok(letter.number);
            }
        }
        let number = office.take_letter_number(self.account.mailbox.as_str())?;
        let letter = LetterKey { postoffice: office.identity(), number };
        self.file.part_letter(id, part.number, letter)?;
        Ok(number)
    }

    /// Puts a report about refused recipients into the Inbox, once.
    pub(super) fn report(&mut self, message: &[u8], refused: &[Refused]) -> Result<(), Error> {
        // Nobody waits for what a program wrote by itself.
        if refused.is_empty() || mime::head_alone(message).automatic {
            return Ok(());
        }
        let report = report::compose(&office_name(&self.office), &self.me(), message, refused);
        if self.file.find_message_id(&report.message_id)?.is_some() {
            return Ok(());
        }
        let inbox = self.file.standard(crate::mail::FolderKind::Inbox)?;
        let flags = crate::mmf::NewFlags { unread: true, draft: false };
        let _ = self.file.add(inbox, &mime::write(&report), flags)?;
        Ok(())
    }
}

enum Posting {
    Done(Vec<Refused>),
    Waits(String),
}

/// Lists the addresses that a message names.
pub(super) fn accepted(message: &Message) -> Vec<String> {
    let mut accepted: Vec<String> = Vec::new();
    for person in message.to.iter().chain(&message.cc).chain(&message.bcc) {
        let address = person.written_address();
        if !accepted.contains(&address) {
            accepted.push(address);
        }
    }
    accepted
}

/// Splits a message's recipients: one part for each postoffice, one for each blind copy.
pub(super) fn parts_of(message: &Message) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut seen: Vec<Address> = Vec::new();
    let mut add = |person: &Person, blind: bool, parts: &mut Vec<Part>| {
        let Some(address) = person.address() else { return };
        if seen.contains(&address) {
            return;
        }
        seen.push(address.clone());
        let postoffice = format!("{}/{}", address.network, address.postoffice);
        let open = parts.iter_mut().find(|p| !blind && p.postoffice == postoffice);
        match open {
            Some(part) => part.recipients.push(address),
            None => parts.push(Part {
                number: u32::try_from(parts.len()).unwrap_or(u32::MAX),
                postoffice,
                recipients: vec![address],
                letter: None,
                done: false,
            }),
        }
    };
    for person in message.to.iter().chain(&message.cc) {
        add(person, false, &mut parts);
    }
    for person in &message.bcc {
        add(person, true, &mut parts);
    }
    parts
}

/// Returns the digest by which a report about a message is known.
pub(super) fn digest_text(bytes: &[u8]) -> String {
    sha1(bytes).iter().map(|b| format!("{b:02X}")).collect()
}

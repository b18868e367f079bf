//! Collecting: from the mailbag into the message file, each letter once.
//!
//! A letter that cannot be read is set aside with what is known of it, and the rest goes on: one
//! bad letter never blocks the others (KB Q104277 tells of the original, which stopped).

use crate::format::envelope::State;
use crate::format::mailbag::Header;
use crate::format::{Damage, mime};
use crate::mail::{FolderKind, Message, Moment, Person};
use crate::mmf::{Letter as LetterKey, Received};
use crate::postoffice::{self, Mailbag, Waiting};
use crate::words;

use super::rules::Ruling;
use super::{Error, Session, report};

/// How many letters are taken before others may use the mailbag again.
const BATCH: usize = 32;

/// What came of collecting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Letters that are in the Inbox now.
    pub fetched: u64,
    /// Letters that could not be read and lie in the folder "Unreadable".
    pub set_aside: u64,
    /// Letters that could not be reached this time and wait on.
    pub left: u64,
}

/// A letter that is safe in the message file and may leave the mailbag.
struct Safe {
    slot: usize,
    letter: Option<u32>,
}

impl Session {
    /// Returns how many letters wait, by one look at the mailbag's index.
    pub fn waiting_letters(&self) -> Result<u32, Error> {
        Ok(self.office.peek(self.account.user)?.waiting)
    }

    /// Collects what waits.
    pub fn fetch(&mut self) -> Result<Fetched, Error> {
        let mut all = Fetched::default();
        loop {
            let (batch, more) = self.fetch_batch()?;
            all.fetched += batch.fetched;
            all.set_aside += batch.set_aside;
            all.left = batch.left;
            if !more {
                return Ok(all);
            }
        }
    }

    /// Collects some letters; returns whether more wait. The screens show progress by it.
    pub fn fetch_batch(&mut self) -> Result<(Fetched, bool), Error> {
        let mut fetched = Fetched::default();
        if self.office.peek(self.account.user)?.waiting == 0 {
            return Ok((fetched, false));
        }
        self.confirm()?;
        let ruling = self.ruling()?;
        let office = self.office.clone();
        let mut bag = office.mailbag(self.account.user, self.account.mailbox.as_str())?;
        let waiting = bag.waiting()?;
        let mut rest = waiting.len();
        let mut safe = Vec::new();
        for item in waiting {
            // Those out of reach do not count: however many, they hold the others up no longer.
            if safe.len() >= BATCH {
                break;
            }
            rest -= 1;
            match self.take_one(&bag, &item, ruling.as_ref()) {
                Ok(Some(true)) => {
                    fetched.fetched += 1;
                    safe.push(Safe::of(&item));
                }
                Ok(Some(false)) => {
                    fetched.set_aside += 1;
                    safe.push(Safe::of(&item));
                }
                Ok(None) => safe.push(Safe::of(&item)),
                // The message file failed: nothing further can be made safe.
                Err(e @ Error::MessageFile(_)) => {
                    if !safe.is_empty() {
                        self.let_go(&mut bag, &safe)?;
                    }
                    return Err(e);
                }
                Err(error) => {
                    tracing::warn!(slot = item.slot, %error, "a letter could not be reached and waits on");
                    fetched.left += 1;
                }
            }
        }
        self.let_go(&mut bag, &safe)?;
        if ruling.is_some() {
            // What rules answered goes at once; what cannot waits in the Outbox.
            let _ = self.spool_due()?;
        }
        Ok((fetched, rest > 0))
    }

    /// Makes one letter safe: `Some(true)` stored, `Some(false)` set aside, `None` known already.
    fn take_one(
        &mut self,
        bag: &Mailbag<'_>,
        item: &Waiting,
        ruling: Option<&Ruling>,
    ) -> Result<Option<bool>, Error> {
        bag.confirm()?;
        let header = match &item.header {
            Ok(header) => header,
            Err(damage) => return self.set_aside_slot(item.slot, damage),
        };
        let letter = LetterKey { postoffice: self.office.identity(), number: header.letter };
        match self.office.letter_bytes(header.letter, &header.digest) {
            Ok(bytes) => {
                // A report repeated after a crash has other bytes, as it has another date.
                let head = mime::head_alone(&bytes);
                let id = &head.message_id;
                if id.starts_with(report::MARK) && self.file.find_message_id(id)?.is_some() {
                    return Ok(None);
                }
                let inbox = self.file.standard(FolderKind::Inbox)?;
                let (deeds, tells) = match ruling {
                    Some(ruling) => self.judge(ruling, &bytes)?,
                    None => Default::default(),
                };
                Ok(match self.file.receive_with(letter, inbox, &bytes, &deeds)? {
                    Received::Stored(_) => {
                        self.note_arrival(&head, &deeds);
                        if tells {
                            self.tell(&head);
                        }
                        Some(true)
                    }
                    Received::Known => None,
                })
            }
            Err(postoffice::Error::Damaged { path, damage }) => {
                let what = format!("{}: {damage}", path.display());
                let note = mime::write(&self.note(header, &what));
                let folder = self.file.standard(FolderKind::Unreadable)?;
                Ok(match self.file.receive(letter, folder, &note)? {
                    Received::Stored(_) => Some(false),
                    Received::Known => None,
                })
            }
            Err(e) => Err(e.into()),
        }
    }

    /// Sets aside a slot whose header cannot be read: not even the letter's number is known.
    fn set_aside_slot(&mut self, slot: usize, damage: &Damage) -> Result<Option<bool>, Error> {
        let unknown = Header {
            sender: String::new(),
            subject: String::new(),
            posted: Moment::now(),
            letter: 0,
            size: 0,
            receipt: false,
            attachments: false,
            priority: crate::mail::Priority::Normal,
            digest: [0; 8],
        };
        let mut note = self.note(&unknown, &damage.to_string());
        let generation = self.office.peek(self.account.user)?.generation;
        note.message_id = format!("unreadable.{slot}.{generation}@{}", self.office.identity());
        if self.file.find_message_id(&note.message_id)?.is_none() {
            let folder = self.file.standard(FolderKind::Unreadable)?;
            let flags = crate::mmf::NewFlags { unread: true, draft: false };
            let _ = self.file.add(folder, &mime::write(&note), flags)?;
        }
        Ok(Some(false))
    }

    /// Writes what is known of a letter that cannot be read.
    fn note(&self, header: &Header, what: &str) -> Message {
        let date = header.posted.local("%Y-%m-%d %H:%M");
        let name = super::office_name(&self.office);
        Message {
            message_id: format!("unreadable.{:08X}@{}", header.letter, self.office.identity()),
            from: Person {
                name: words::with("session-report-from", &[("name", &name)]),
                addr_spec: String::new(),
            },
            to: vec![self.me()],
            subject: words::text("session-unreadable-subject"),
            date: Some(header.posted),
            body: words::with(
                "session-unreadable-body",
                &[
                    ("sender", &header.sender),
                    ("subject", &header.subject),
                    ("date", &date),
                    ("letter", &format!("{:08X}", header.letter)),
                    ("what", &what),
                ],
            ),
            ..Message::default()
        }
    }

    /// Lets letters go that are safe: states, then the mailbag's bits, then what nobody needs.
    fn let_go(&self, bag: &mut Mailbag<'_>, safe: &[Safe]) -> Result<(), Error> {
        let letters: Vec<u32> = safe.iter().filter_map(|s| s.letter).collect();
        for letter in &letters {
            bag.confirm()?;
            match self.office.set_state(*letter, self.account.user, State::Collected) {
                // The envelope cannot be read; the letter is safe, and `check` tells of the rest.
                Ok(()) | Err(postoffice::Error::Damaged { .. }) => {}
                Err(e) => return Err(e.into()),
            }
        }
        let slots: Vec<usize> = safe.iter().map(|s| s.slot).collect();
        bag.clear(&slots)?;
        for letter in letters {
            match self.office.remove_if_finished(letter) {
                Ok(_) | Err(postoffice::Error::Damaged { .. }) => {}
                Err(e) => return Err(e.into()),
            }
        }
        Ok(())
    }
}

impl Safe {
    fn of(item: &Waiting) -> Self {
        Self { slot: item.slot, letter: item.header.as_ref().ok().map(|h| h.letter) }
    }
}

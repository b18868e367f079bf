//! The letters of the demo: read from `assets/demo/`, dated back from today, posted for real, and
//! collected, answered and put away by the one as whom a visitor signs in.

use std::collections::HashMap;

use jiff::civil::Time;
use jiff::{ToSpan, Zoned};
use serde::Deserialize;

use crate::format::{envelope, mime};
use crate::mail::{
    Address, Attachment, Draft, FolderId, FolderKind, Message, MessageId, Moment, Order, Person,
    Priority,
};
use crate::postoffice::{Account, Letter as Posted};
use crate::session::{Mark, Session};

use super::{Demo, Error, MAILBOX, Outcome, short, unusable};
use crate::admin::Administrator;

const LETTERS: &str = include_str!("../../../assets/demo/letters.toml");

/// The files that letters bring.
const FILES: [(&str, &[u8]); 2] = [
    ("loans.csv", include_bytes!("../../../assets/demo/loans.csv")),
    ("opening-speech.txt", include_bytes!("../../../assets/demo/opening-speech.txt")),
];

/// People and letters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Content {
    pub(super) person: Vec<Resident>,
    letter: Vec<Letter>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Resident {
    pub(super) mailbox: String,
    pub(super) full_name: String,
    pub(super) office: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Letter {
    #[serde(default)]
    id: String,
    from: String,
    to: Vec<String>,
    #[serde(default)]
    cc: Vec<String>,
    days: i64,
    at: String,
    subject: String,
    body: String,
    #[serde(default)]
    priority: String,
    #[serde(default)]
    attachment: String,
    #[serde(default)]
    answers: String,
    #[serde(default)]
    folder: String,
    #[serde(default)]
    read: bool,
    #[serde(default)]
    draft: bool,
}

impl Content {
    pub(super) fn read() -> Result<Self, Error> {
        let mut content: Self = toml::from_str(LETTERS).map_err(unusable)?;
        for (number, letter) in (1..).zip(&mut content.letter) {
            if letter.id.is_empty() {
                letter.id = format!("letter{number}");
            }
        }
        Ok(content)
    }
}

impl Letter {
    /// Returns when it was written: so many days before the last day of the story, at that time of
    /// the day.
    fn moment(&self, last: &Zoned) -> Result<Moment, Error> {
        let time: Time = self.at.parse().map_err(unusable)?;
        let day = last.date().checked_sub(self.days.days()).map_err(unusable)?;
        let at = day.to_datetime(time).to_zoned(last.time_zone().clone()).map_err(unusable)?;
        Ok(Moment(at.timestamp().as_millisecond()))
    }
}

impl Content {
    /// Returns the last day of the story: today, unless that would show letters of this afternoon
    /// to whoever looks in the morning. The whole story moves, so that its order stays.
    fn last_day(&self, now: &Zoned) -> Result<Zoned, Error> {
        let now_at = Moment(now.timestamp().as_millisecond());
        for letter in &self.letter {
            if letter.moment(now)? > now_at {
                return now.checked_sub(1.day()).map_err(unusable);
            }
        }
        Ok(now.clone())
    }
}

fn message_id(id: &str, of: &Administrator) -> String {
    format!("{id}.{}@{}.{}", of.office.identity(), of.postoffice(), of.network())
}

impl Demo {
    /// Posts what everybody but the visitor wrote; returns the number of letters.
    pub(super) fn post(&self, content: &Content) -> Result<u64, Error> {
        let last = content.last_day(&Zoned::now())?;
        let mut letters: Vec<(Moment, &Letter)> = Vec::new();
        for letter in content.letter.iter().filter(|l| l.from != MAILBOX) {
            letters.push((letter.moment(&last)?, letter));
        }
        // The oldest first, as they would have come.
        letters.sort_by_key(|(at, _)| *at);
        for (at, letter) in &letters {
            let message = self.message(letter, *at)?;
            let bytes = mime::write(&message);
            let sender = self.find(&letter.from)?;
            for office in [&self.main, &self.branch] {
                self.post_at(office, &sender, letter, &bytes)?;
            }
        }
        Ok(letters.len() as u64)
    }

    fn post_at(
        &self,
        office: &Administrator,
        (home, sender): &(&Administrator, Account),
        letter: &Letter,
        bytes: &[u8],
    ) -> Result<(), Error> {
        let mut recipients = Vec::new();
        for name in letter.to.iter().chain(&letter.cc) {
            let (lives, account) = self.find(name)?;
            if lives.identity() == office.identity() {
                recipients.push(account.user);
            }
        }
        if recipients.is_empty() {
            return Ok(());
        }
        let is_home = home.identity() == office.identity();
        let sender = if is_home { sender.user } else { envelope::FOREIGN };
        let number = office.office.take_letter_number(office.who())?;
        let _ = office.office.post(Posted { number, sender, recipients: &recipients, bytes })?;
        let _ = office.office.deliver(number, Some(bytes), office.who())?;
        Ok(())
    }

    /// Signs the visitor's mailbox in: collects, reads, answers, puts away.
    pub(super) fn settle_in(&self, content: &Content) -> Result<Outcome, Error> {
        let mut session = self.sign_in(&self.main, MAILBOX, &super::password()?)?;
        let _ = session.fetch()?;
        let inbox = session.standard(FolderKind::Inbox)?;
        let rows = session.rows(inbox, Order::newest_first(), 0, u32::MAX)?;
        let by_id: HashMap<&str, MessageId> =
            rows.iter().map(|row| (row.message_id.as_str(), row.id)).collect();
        let mut read = Vec::new();
        let mut away: Vec<(MessageId, &str)> = Vec::new();
        for letter in &content.letter {
            let id = message_id(&letter.id, &self.main);
            let Some(id) = by_id.get(id.as_str()) else { continue };
            if letter.read {
                read.push(*id);
            }
            if !letter.folder.is_empty() {
                away.push((*id, letter.folder.as_str()));
            }
        }
        session.mark(&read, Mark::Read)?;
        for (id, folder) in away {
            let folder = folder_of(&mut session, folder)?;
            let _ = session.move_to(&[id], folder)?;
        }
        self.answer(&mut session, content, &by_id)?;
        let outcome = super::play::opened(&session)?;
        session.sign_out()?;
        Ok(outcome)
    }

    /// Sends what the visitor wrote, and keeps what is not finished.
    fn answer(
        &self,
        session: &mut Session,
        content: &Content,
        by_id: &HashMap<&str, MessageId>,
    ) -> Result<(), Error> {
        let last = content.last_day(&Zoned::now())?;
        let mut own: Vec<(Moment, &Letter)> = Vec::new();
        for letter in content.letter.iter().filter(|l| l.from == MAILBOX) {
            own.push((letter.moment(&last)?, letter));
        }
        own.sort_by_key(|(at, _)| *at);
        for (moment, letter) in own {
            let mut message = self.message(letter, moment)?;
            if letter.draft {
                let typed = |people: &[Person]| people.iter().map(ToString::to_string).collect();
                let draft = Draft {
                    to: typed(&message.to),
                    subject: message.subject,
                    body: message.body,
                    ..Draft::default()
                };
                let _ = session.save_draft(None, &draft)?;
                continue;
            }
            if !letter.answers.is_empty() {
                let original = message_id(&letter.answers, &self.main);
                if let Some(id) = by_id.get(original.as_str()) {
                    session.mark(&[*id], Mark::Answered)?;
                }
                message.references = vec![original];
            }
            let _ = session.send_message(message, Vec::new())?;
        }
        Ok(())
    }

    fn message(&self, letter: &Letter, at: Moment) -> Result<Message, Error> {
        let people = |names: &[String]| -> Result<Vec<Person>, Error> {
            names.iter().map(|name| self.person(name)).collect()
        };
        let mut attachments = Vec::new();
        if let Some((name, bytes)) = FILES.iter().find(|(name, _)| *name == letter.attachment) {
            attachments.push(Attachment {
                name: (*name).to_owned(),
                mime: if name.ends_with(".csv") { "text/csv" } else { "text/plain" }.to_owned(),
                bytes: bytes.to_vec(),
            });
        }
        Ok(Message {
            message_id: message_id(&letter.id, &self.main),
            from: self.person(&letter.from)?,
            to: people(&letter.to)?,
            cc: people(&letter.cc)?,
            subject: letter.subject.clone(),
            date: Some(at),
            priority: match letter.priority.as_str() {
                "high" => Priority::High,
                "low" => Priority::Low,
                _ => Priority::Normal,
            },
            body: letter.body.trim().to_owned(),
            attachments,
            ..Message::default()
        })
    }

    fn person(&self, name: &str) -> Result<Person, Error> {
        let (office, account) = self.find(name)?;
        let address = Address {
            network: office.network().clone(),
            postoffice: office.postoffice().clone(),
            mailbox: account.mailbox,
        };
        Ok(Person::new(&account.full_name, &address))
    }

    /// Finds where somebody lives: the administrator of the first postoffice before the other.
    pub(super) fn find(&self, name: &str) -> Result<(&Administrator, Account), Error> {
        let mailbox = short(name)?;
        if let Some(account) = self.main.office.account(&mailbox)?
            && account.moved_to.is_none()
        {
            return Ok((&self.main, account));
        }
        Ok((&self.branch, self.branch.account(&mailbox)?))
    }
}

fn folder_of(session: &mut Session, name: &str) -> Result<FolderId, Error> {
    match session.folder_named(name)? {
        Some(folder) => Ok(folder.id),
        None => Ok(session.create_folder(None, name)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_holds_together() {
        let content = Content::read().unwrap();
        let known = |name: &String| {
            name == "ADMIN" || content.person.iter().any(|person| person.mailbox == *name)
        };
        for letter in &content.letter {
            let people = std::iter::once(&letter.from).chain(&letter.to).chain(&letter.cc);
            assert!(people.clone().all(known), "{letter:?}");
            let answered = content.letter.iter().any(|other| other.id == letter.answers);
            assert!(letter.answers.is_empty() || answered, "{letter:?}");
            let attached = FILES.iter().any(|(name, _)| *name == letter.attachment);
            assert!(letter.attachment.is_empty() || attached, "{letter:?}");
            assert!(["", "low", "high"].contains(&letter.priority.as_str()), "{letter:?}");
            assert_eq!(letter.subject, letter.subject.trim());
            let same = content.letter.iter().filter(|other| other.id == letter.id).count();
            assert_eq!(same, 1, "{letter:?}");
        }
    }

    #[test]
    fn at_any_time_of_the_day_no_letter_is_from_the_future() {
        let content = Content::read().unwrap();
        let subjects = |now: &str| {
            let now: Zoned = now.parse().unwrap();
            let last = content.last_day(&now).unwrap();
            let mut letters: Vec<_> =
                content.letter.iter().map(|l| (l.moment(&last).unwrap(), &l.subject)).collect();
            letters.sort();
            let newest = letters.last().unwrap().0;
            assert!(newest.0 <= now.timestamp().as_millisecond(), "{now}");
            letters.into_iter().map(|(_, subject)| subject).collect::<Vec<_>>()
        };
        let order = subjects("2026-03-29T23:59:00[Europe/Berlin]");
        for time in ["00:01", "07:10", "09:11", "09:13"] {
            assert_eq!(subjects(&format!("2026-03-29T{time}:00[Europe/Berlin]")), order, "{time}");
        }
    }
}

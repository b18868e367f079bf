//! Rules and out-of-office at work: what was decided about a letter becomes one commit of the
//! message file, whether the letter comes to the window or to the console.
//!
//! Nothing is answered that a program wrote or that went to many, and nobody gets the answer of a
//! rule twice a day: two programs never write to each other in a circle.

mod said;

use std::collections::{BTreeMap, HashSet};

use crate::format::mime::{self, Head};
use crate::mail::{
    Absence, Decision, Draft, Flag, FolderId, FolderKind, Judged, Message, MessageId, Moment,
    Person, Rule, Target, decide,
};
use crate::mmf::{Act, Deeds, LogLine, Mark, NewLetter, Record};
use crate::words;

pub use said::{asks, does};

use super::drafts::as_typed;
use super::report::MARK;
use super::send::parts_of;
use super::{Error, Session};

/// The setting that holds the rules.
const RULES: &str = "rules";
/// The setting that holds the absence.
const ABSENCE: &str = "out-of-office";
/// How long a sender waits for the next answer of rules.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// What is looked at when letters come, read once for all of them.
#[derive(Debug, Clone)]
pub(super) struct Ruling {
    rules: Vec<Rule>,
    absence: Absence,
    folders: HashSet<FolderId>,
    deleted: FolderId,
}

/// What rules would do, in words, for a person who tries them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The rule's name.
    pub rule: String,
    /// What it would do.
    pub what: String,
}

/// What running rules did: the record of each deed, and how many messages it changed.
#[derive(Debug, Clone, Copy)]
pub struct Swept {
    /// Copies.
    pub copied: (Record, u64),
    /// Marked as read.
    pub read: (Record, u64),
    /// Flagged.
    pub flagged: (Record, u64),
    /// Moved, also to Deleted Mail.
    pub moved: (Record, u64),
}

/// A message that a rule tells the person of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who wrote it.
    pub from: String,
    /// Its subject.
    pub subject: String,
}

/// Letters that arrived and that nobody has read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrived {
    /// How many.
    pub count: u64,
    /// The last of them.
    pub last: Option<Told>,
}

impl Arrived {
    /// Adds those that arrived later.
    pub fn add(&mut self, later: Self) {
        self.count = self.count.saturating_add(later.count);
        self.last = later.last.or(self.last.take());
    }
}

fn told_of(head: &Head) -> Told {
    Told { from: head.sender.short().to_owned(), subject: head.subject.clone() }
}

impl Session {
    /// Returns the person's rules, in their order.
    pub fn rules(&self) -> Result<Vec<Rule>, Error> {
        Ok(self.json(RULES)?.unwrap_or_default())
    }

    /// Keeps the person's rules.
    pub fn set_rules(&mut self, rules: &[Rule]) -> Result<(), Error> {
        let json = serde_json::to_string(rules).unwrap_or_default();
        self.set_setting(RULES, &json)
    }

    /// Returns what the person says while away.
    pub fn absence(&self) -> Result<Absence, Error> {
        Ok(self.json(ABSENCE)?.unwrap_or_default())
    }

    /// Keeps what the person says while away; switched on anew, every sender is answered anew.
    pub fn set_absence(&mut self, absence: &Absence) -> Result<(), Error> {
        let before = self.absence()?;
        let mut absence = absence.clone();
        absence.since = if absence.on && !before.on { Moment::now().0 } else { before.since };
        let json = serde_json::to_string(&absence).unwrap_or_default();
        self.set_setting(ABSENCE, &json)
    }

    fn json<T: serde::de::DeserializeOwned>(&self, key: &str) -> Result<Option<T>, Error> {
        let Some(json) = self.setting(key)? else { return Ok(None) };
        Ok(serde_json::from_str(&json)
            .map_err(|error| tracing::warn!(key, %error, "a setting cannot be read"))
            .ok())
    }

    /// Reads the latest lines of the rules' log, the last one first.
    pub fn rule_log(&self, count: u32) -> Result<Vec<LogLine>, Error> {
        Ok(self.file.rule_log(count)?)
    }

    /// Forgets the rules' log.
    pub fn clear_rule_log(&mut self) -> Result<(), Error> {
        Ok(self.file.clear_rule_log()?)
    }

    /// Returns the messages that rules told of since this was asked last.
    pub fn take_told(&mut self) -> Vec<Told> {
        std::mem::take(&mut self.told)
    }

    /// Notes that the person is to be told of a letter.
    pub(super) fn tell(&mut self, head: &Head) {
        self.told.push(told_of(head));
    }

    /// Returns what arrived unread since this was asked last.
    pub fn take_arrived(&mut self) -> Arrived {
        std::mem::take(&mut self.arrived)
    }

    /// Notes that a letter arrived; what a rule marked as read or threw away is no news.
    pub(super) fn note_arrival(&mut self, head: &Head, deeds: &Deeds) {
        let bin = self.file.standard(FolderKind::DeletedMail).ok();
        if !deeds.read && (deeds.folder.is_none() || deeds.folder != bin) {
            self.arrived.add(Arrived { count: 1, last: Some(told_of(head)) });
        }
    }

    /// Says what the rules would do with a message; nothing is done.
    pub fn try_rules(&mut self, rules: &[Rule], id: MessageId) -> Result<Vec<Tried>, Error> {
        let bytes = self.file.bytes(id)?;
        let message = mime::parse(&bytes);
        let (me, size) = (self.me(), bytes.len() as u64);
        let decision = decide(rules, Judged { message: &message, size, me: &me });
        let names = self.folders()?;
        let name = |at: &usize| {
            let rule = rules.get(*at)?;
            let what = does(rule, &|id| {
                names.iter().find(|f| f.id == id).map(|f| f.name.clone()).unwrap_or_default()
            });
            Some(Tried { rule: rule.name.clone(), what })
        };
        Ok(decision.met.iter().filter_map(name).collect())
    }

    /// Applies rules to messages that lie here already, each deed noted in a record of its own;
    /// nothing is answered, forwarded or told. Returns how many each changed.
    pub fn run_rules(
        &mut self,
        rules: &[Rule],
        ids: &[MessageId],
        swept: &mut Swept,
    ) -> Result<(), Error> {
        let Some(ruling) = self.ruling_of(rules.to_vec(), Absence::default())? else {
            return Ok(());
        };
        let (mut reads, mut flags, mut log) = (Vec::new(), Vec::new(), Vec::new());
        let mut copies: BTreeMap<FolderId, Vec<MessageId>> = BTreeMap::new();
        let mut moves: BTreeMap<FolderId, Vec<MessageId>> = BTreeMap::new();
        for id in ids {
            let bytes = match self.file.bytes(*id) {
                Ok(bytes) => bytes,
                // Gone meanwhile, or damaged: rules are not the ones to tell.
                Err(error) => {
                    tracing::warn!(%error, "a message was passed over by rules");
                    continue;
                }
            };
            let message = mime::parse(&bytes);
            let (me, size) = (self.me(), bytes.len() as u64);
            let decision = decide(&ruling.rules, Judged { message: &message, size, me: &me });
            if decision.met.is_empty() {
                continue;
            }
            let mut deeds = self.deeds(&ruling, &decision, &message);
            log.append(&mut deeds.log);
            if deeds.read {
                reads.push(*id);
            }
            if deeds.flag {
                flags.push(*id);
            }
            for copy in deeds.copies {
                copies.entry(copy).or_default().push(*id);
            }
            if let Some(folder) = deeds.folder {
                moves.entry(folder).or_default().push(*id);
            }
        }
        let mut act = |what: Act, ids: &[MessageId], swept: &mut (Record, u64)| {
            if ids.is_empty() {
                return Ok(());
            }
            swept.1 += self.file.act(swept.0, what, ids)?;
            Ok::<(), Error>(())
        };
        for (folder, ids) in &copies {
            act(Act::Copy(*folder), ids, &mut swept.copied)?;
        }
        act(Act::Mark(Mark::Read), &reads, &mut swept.read)?;
        act(Act::Flag(Flag::Raised { due: None }), &flags, &mut swept.flagged)?;
        for (folder, ids) in &moves {
            act(Act::Move(*folder), ids, &mut swept.moved)?;
        }
        Ok(self.file.log_rules(&log)?)
    }

    /// Begins to note what running rules does.
    pub fn begin_sweep(&mut self) -> Swept {
        let nowhere = FolderId(0);
        let mut begin = |act| (self.file.begin_act(act), 0);
        Swept {
            copied: begin(Act::Copy(nowhere)),
            read: begin(Act::Mark(Mark::Read)),
            flagged: begin(Act::Flag(Flag::None)),
            moved: begin(Act::Move(nowhere)),
        }
    }

    /// Reads what is looked at when letters come; `None` when no rule is in use.
    pub(super) fn ruling(&mut self) -> Result<Option<Ruling>, Error> {
        let (rules, absence) = (self.rules()?, self.absence()?);
        self.ruling_of(rules, absence)
    }

    fn ruling_of(&mut self, rules: Vec<Rule>, absence: Absence) -> Result<Option<Ruling>, Error> {
        if !absence.on && rules.iter().all(|rule| !rule.on) {
            return Ok(None);
        }
        let folders = self.folders()?.iter().map(|folder| folder.id).collect();
        let deleted = self.file.standard(FolderKind::DeletedMail)?;
        Ok(Some(Ruling { rules, absence, folders, deleted }))
    }

    /// Decides what is done with a letter that comes.
    pub(super) fn judge(&self, ruling: &Ruling, bytes: &[u8]) -> Result<(Deeds, bool), Error> {
        let message = mime::parse(bytes);
        let me = self.me();
        let judged = Judged { message: &message, size: bytes.len() as u64, me: &me };
        let decision = decide(&ruling.rules, judged);
        let mut deeds = self.deeds(ruling, &decision, &message);
        self.forward_by_rules(&decision, &message, &mut deeds);
        self.answer_by_rules(ruling, &decision, &message, &mut deeds)?;
        Ok((deeds, decision.notify))
    }

    /// What is done in the message file.
    fn deeds(&self, ruling: &Ruling, decision: &Decision, message: &Message) -> Deeds {
        let there = |id: &FolderId| ruling.folders.contains(id);
        let folder = decision.place.map(|place| match place {
            Target::Deleted => ruling.deleted,
            Target::Folder(id) => id,
        });
        let name =
            |id: FolderId| self.file.folder(id).map(|f| f.name).unwrap_or_else(|_| "?".to_owned());
        let line = |at: &usize| {
            let rule = ruling.rules.get(*at)?;
            Some(log_line(message, &rule.name, does(rule, &name)))
        };
        let mut log: Vec<LogLine> = decision.met.iter().filter_map(line).collect();
        let gone = folder.iter().chain(&decision.copies).any(|id| !there(id));
        if gone {
            log.push(log_line(message, "", words::text("session-rule-folder-gone")));
        }
        Deeds {
            folder: folder.filter(there),
            copies: decision.copies.iter().copied().filter(there).collect(),
            read: decision.read,
            flag: decision.flag,
            log,
            ..Deeds::default()
        }
    }

    fn forward_by_rules(&self, decision: &Decision, message: &Message, deeds: &mut Deeds) {
        if decision.forwards.is_empty() {
            return;
        }
        // What a program wrote is passed on by no program: two forwards would go in a circle.
        if self.is_automatic(message) {
            let why = words::text("session-rule-automatic");
            deeds.log.push(log_line(message, "", why));
            return;
        }
        let to: Vec<Person> = decision.forwards.iter().map(|(_, to)| as_typed(to)).collect();
        let to: Vec<Person> = to.into_iter().filter(|p| !self.is_me(p)).collect();
        let draft = self.forward_of(message);
        let mut forward = self.message_of(&draft, to, Vec::new(), Vec::new());
        forward.automatic = true;
        let parts = parts_of(&forward);
        if parts.is_empty() {
            return;
        }
        deeds.forwarded = true;
        deeds.letters.push(NewLetter { bytes: mime::write(&forward), parts, keep: true });
    }

    fn answer_by_rules(
        &self,
        ruling: &Ruling,
        decision: &Decision,
        message: &Message,
        deeds: &mut Deeds,
    ) -> Result<(), Error> {
        let now = Moment::now();
        let away = ruling.absence.is_now(now) && !ruling.absence.text.trim().is_empty();
        if decision.reply.is_none() && !away {
            return Ok(());
        }
        if self.is_automatic(message) || self.is_me(&message.from) {
            return Ok(());
        }
        let sender = message.from.addr_spec.to_ascii_uppercase();
        if let Some((at, text)) = &decision.reply {
            let last = self.file.answered_at(&sender, "rule")?;
            let name = ruling.rules.get(*at).map_or("", |rule| rule.name.as_str());
            if last.is_some_and(|last| now.0.saturating_sub(last.0) < DAY && last <= now) {
                let why = words::text("session-rule-answered-today");
                deeds.log.push(log_line(message, name, why));
            } else if self.answer(message, text, true, deeds) {
                deeds.answered = true;
                deeds.answers.push((sender.clone(), "rule".to_owned()));
            }
        }
        if away {
            let cause = format!("{ABSENCE} {}", ruling.absence.since);
            if self.file.answered_at(&sender, &cause)?.is_none()
                && self.answer(message, &ruling.absence.text, false, deeds)
            {
                deeds.answers.push((sender, cause));
                let what = words::text("session-rule-away");
                deeds.log.push(log_line(message, &words::text("session-rule-absence"), what));
            }
        }
        Ok(())
    }

    /// Writes an answer; returns whether there is somebody to answer.
    fn answer(&self, message: &Message, text: &str, keep: bool, deeds: &mut Deeds) -> bool {
        let draft = Draft { body: text.to_owned(), ..Draft::reply(message, "") };
        let to = vec![message.from.clone()];
        let mut answer = self.message_of(&draft, to, Vec::new(), Vec::new());
        answer.automatic = true;
        let parts = parts_of(&answer);
        let posted = !parts.is_empty();
        if posted {
            deeds.letters.push(NewLetter { bytes: mime::write(&answer), parts, keep });
        }
        posted
    }

    fn is_automatic(&self, message: &Message) -> bool {
        message.automatic || message.postcard.is_some() || message.message_id.starts_with(MARK)
    }

    fn is_me(&self, person: &Person) -> bool {
        person.addr_spec.eq_ignore_ascii_case(&self.me().addr_spec)
    }
}

fn log_line(message: &Message, rule: &str, what: String) -> LogLine {
    LogLine {
        at: Moment::now(),
        rule: rule.to_owned(),
        sender: message.from.short().to_owned(),
        subject: message.subject.clone(),
        what,
    }
}

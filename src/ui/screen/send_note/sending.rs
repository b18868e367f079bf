//! Checking names and sending. Nothing is sent while a name is in doubt, unless the person says so.

use std::ops::Range;

use iced::Task;
use iced::time::Duration;

use super::asking::Over;
use super::form::Part;
use super::names::{self, Checked};
use super::{Action, Message, Outcome, SendNote, Work, Writing};
use crate::session::{Error, Habits, Mark, Resolution, recipient_places};
use crate::ui::task::Cancel;
use crate::words;

impl SendNote {
    /// Lets the note be taken back for a while once it is sent.
    #[must_use]
    pub fn with_hold(mut self, hold: Duration) -> Self {
        self.hold = hold;
        self
    }

    /// Returns the subject as it is typed.
    pub fn subject(&self) -> &str {
        self.form.part(Part::Subject).trim()
    }

    pub(super) fn send(&mut self, anyway: bool) -> Action {
        if !self.can_work() {
            return Action::None;
        }
        self.suggestions = None;
        self.failure = None;
        self.over = None;
        if self.form.has_no_recipients() {
            self.fail(&Error::NoRecipients);
            self.focus(Part::To);
            return Action::None;
        }
        if self.habits.ask_subject && !self.untitled && self.subject().is_empty() {
            self.over = Some(Over::Untitled { anyway, never: false });
            return Action::None;
        }
        if self.must_check() {
            return self.check_spelling(true);
        }
        if self.lacks_attachment() {
            self.over = Some(Over::Forgotten { anyway });
            return Action::None;
        }
        let (mut draft, lines) = (self.draft(), names::lines(&self.form));
        let (place, cancel) = (self.keep.place(), Cancel::default());
        let answers = match self.writing {
            Writing::Reply(id) | Writing::ReplyAll(id) => Some((id, Mark::Answered)),
            Writing::Forward(id) => Some((id, Mark::Forwarded)),
            Writing::TakenBack(taken) => taken.answers,
            Writing::New | Writing::To(_) | Writing::Template(_) | Writing::Draft(_) => None,
        };
        let hold = self.hold;
        let stop = cancel.clone();
        let task = self.desk.ask(move |session| {
            let checked = names::check(session, &lines, true, &stop)?;
            if !anyway && checked.iter().any(|c| names::is_doubt(&c.result, true)) {
                return Ok(Outcome::Doubts(checked));
            }
            // Who was found stays found, should there be nobody to ask later.
            names::settle(&mut draft, &checked);
            if stop.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let kept = place(session);
            session.hold_draft(kept, &draft, answers, hold).map(Outcome::Sent)
        });
        self.status = words::text("screens-send-sending");
        Action::Run(self.begin(Work::Sending, cancel, task.map(Message::SendEnded)))
    }

    /// Sends without a subject, and asks about it no more when that is wished.
    pub(super) fn never_ask(&mut self, never: bool, anyway: bool) -> Action {
        if !never {
            return self.send(anyway);
        }
        self.habits.ask_subject = false;
        // The session does one thing after the other: this comes before the sending.
        let kept = self.desk.ask(|session| {
            let habits = Habits { ask_subject: false, ..session.habits()? };
            session.set_habits(&habits)
        });
        let kept = kept.then(|result| {
            if let Err(error) = result {
                tracing::warn!(%error, "that nobody wants to be asked was not kept");
            }
            Task::none()
        });
        match self.send(anyway) {
            Action::Run(send) => Action::Run(Task::batch([kept, send])),
            _ => Action::Run(kept),
        }
    }

    /// Returns whether the text speaks of an attachment that is not there.
    fn lacks_attachment(&self) -> bool {
        self.habits.warn_attachment
            && !self.without
            && self.strip.is_empty()
            && self.own.speaks_of_attachment(self.form.part(Part::Body))
    }

    pub(super) fn send_ended(&mut self, result: Result<Outcome, Error>) -> Action {
        self.busy = None;
        self.status.clear();
        match result {
            Ok(Outcome::Sent(sent)) => {
                self.keep.forget_text();
                Action::Sent(sent)
            }
            Ok(Outcome::Doubts(checked)) => self.doubts(checked, true),
            Err(Error::Cancelled) => {
                self.over = None;
                self.focus(self.last);
                self.status = words::text("screens-send-not-sent");
                Action::None
            }
            Err(error) => {
                self.over = None;
                self.focus(self.last);
                self.fail(&error);
                self.keep_text()
            }
        }
    }

    pub(super) fn check_names(&mut self) -> Action {
        if !self.can_work() {
            return Action::None;
        }
        self.suggestions = None;
        let (lines, cancel) = (names::lines(&self.form), Cancel::default());
        let stop = cancel.clone();
        let task = self.desk.ask(move |session| names::check(session, &lines, false, &stop));
        Action::Run(self.begin(Work::Checking, cancel, task.map(Message::NamesChecked)))
    }

    pub(super) fn names_checked(&mut self, result: Result<Vec<Checked>, Error>) -> Action {
        self.busy = None;
        match result {
            Ok(checked) => self.doubts(checked, false),
            Err(Error::Cancelled) => Action::None,
            Err(error) => {
                self.fail(&error);
                Action::None
            }
        }
    }

    /// Asks about the names that are in doubt, one question at a time; goes on when none is left.
    pub(super) fn doubts(&mut self, checked: Vec<Checked>, sending: bool) -> Action {
        for found in &checked {
            if let Some(people) = names::meant(&found.result) {
                names::replace(&mut self.form, found.part, &found.typed, people);
            }
            if let Resolution::Found(person) = &found.result {
                let _ = self.resolved.insert(names::written(person));
            }
        }
        let is_ambiguous = |c: &Checked| matches!(c.result, Resolution::Ambiguous(_));
        if let Some(at) = checked.iter().position(is_ambiguous) {
            let mut rest = checked;
            let doubt = rest.remove(at);
            self.over = Some(Over::Choose { doubt, chosen: 0, rest, sending });
            return Action::None;
        }
        // Of a group its members count, which stand behind it.
        let people = checked.into_iter().filter(|c| !matches!(c.result, Resolution::Group(_)));
        let (doubts, clear): (Vec<_>, Vec<_>) =
            people.partition(|c| names::is_doubt(&c.result, sending));
        if !doubts.is_empty() {
            self.over = Some(Over::Unknown { doubts, sending, others: !clear.is_empty() });
            return Action::None;
        }
        self.over = None;
        if sending {
            return self.send(false);
        }
        self.focus(self.last);
        self.status = match clear.len() {
            0 => words::text("screens-send-no-names"),
            count => words::count("screens-send-names-found", count as u64, &[]),
        };
        Action::None
    }

    /// Returns where in a field those recipients stand of whom it is known whom they mean.
    pub(super) fn resolved_places(&self, part: Part) -> Vec<Range<usize>> {
        if !Part::RECIPIENTS.contains(&part) || self.resolved.is_empty() {
            return Vec::new();
        }
        let line = self.form.part(part);
        let mut places = recipient_places(line);
        places.retain(|place| line.get(place.clone()).is_some_and(|p| self.resolved.contains(p)));
        places
    }

    /// Takes the people in the field that was typed in last into the personal book; those of all
    /// fields when it was none of them.
    pub(super) fn keep_people(&mut self) -> Action {
        if !self.can_work() {
            return Action::None;
        }
        let mut lines = names::lines(&self.form);
        if Part::RECIPIENTS.contains(&self.last) {
            lines.retain(|(part, _)| *part == self.last);
        }
        let task = self.desk.ask(move |session| names::keep(session, &lines));
        let task = task.map(Message::PeopleKept);
        Action::Run(self.begin(Work::Checking, Cancel::default(), task))
    }

    /// Stops waiting. What was begun on the postoffice cannot be called back.
    pub(super) fn cancel(&mut self) -> Action {
        let Some(busy) = &self.busy else { return Action::None };
        busy.cancel.cancel();
        match busy.work {
            Work::Opening => return Action::Close,
            Work::Checking | Work::Attaching => {
                self.busy = None;
                self.status.clear();
                self.focus(self.last);
            }
            // The answer tells whether it was in time.
            Work::Sending => self.over = Some(Over::StillSending),
            Work::Closing => self.over = Some(Over::StillSending),
        }
        Action::None
    }

    /// Sends the focus to the field of a recipient.
    pub(super) fn focus_on(&mut self, doubts: &[Checked]) {
        self.focus(doubts.first().map_or(Part::To, |doubt| doubt.part));
    }
}

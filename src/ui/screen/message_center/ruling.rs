//! Rules and Out of Office in the window: their dialogs, running rules on a folder, and what rules
//! tell the person.

use iced::widget::{row, space};
use iced::{Center, Element, Fill, Task};

use super::bulk::End;
use super::dialogs::{self, Shown};
use super::undo::{Deed, Step};
use super::work::{Doing, Reins};
use super::{Answer, Message, MessageCenter};
use crate::mail::{Absence, FolderId, Moment};
use crate::session::{Error, RuleTold, Session, Swept};
use crate::ui::dialog::out_of_office::OutOfOffice;
use crate::ui::dialog::rules::Rules;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme;
use crate::ui::widget::{Edge, bevel, button, label};
use crate::words;

/// Messages that rules look at in one go: each is read as a whole.
const PIECE: usize = 50;

/// What rules have to do with the window.
#[derive(Debug, Default)]
pub(super) struct Ruling {
    absence: Absence,
    /// What rules told, and nobody has seen yet.
    told: Vec<RuleTold>,
}

impl MessageCenter {
    /// Looks whether the person is away.
    pub(super) fn look_at_absence(&mut self) -> Task<Message> {
        self.work
            .ask(&self.desk, Doing::Background, |session, _| Answer::Absence(session.absence()))
    }

    /// Hears whether the person is away.
    pub(super) fn absence_is(&mut self, absence: Result<Absence, Error>) -> Task<Message> {
        match absence {
            Ok(absence) => self.ruling.absence = absence,
            Err(error) => tracing::warn!(%error, "whether somebody is away cannot be read"),
        }
        Task::none()
    }

    /// Says that the person is away, while that is so.
    pub(super) fn away(&self) -> Option<String> {
        let absence = &self.ruling.absence;
        if !absence.is_now(Moment::now()) {
            return None;
        }
        Some(match absence.until {
            // The first moment after it belongs to the next day.
            Some(until) => {
                let day = Moment(until.saturating_sub(1));
                let day = day.local(&words::text("screens-absence-day"));
                words::with("screens-absence-is-until", &[("day", &day)])
            }
            None => words::text("screens-absence-is"),
        })
    }

    /// Shows the rules.
    pub(super) fn show_rules(&mut self) -> Task<Message> {
        let message = self.selection.single().and_then(|row| self.rows.id(row));
        let open = self.folders.current();
        let (dialog, task) = Rules::new(self.desk.clone(), self.folders.all(), open, message);
        self.dialog = Some(Shown::Rules(dialog));
        task.map(|m| Message::Dialog(dialogs::Message::Rules(m)))
    }

    /// Shows what is answered while the person is away.
    pub(super) fn show_absence(&mut self) -> Task<Message> {
        let (dialog, task) = OutOfOffice::new(self.desk.clone());
        self.dialog = Some(Shown::OutOfOffice(dialog));
        task.map(|m| Message::Dialog(dialogs::Message::OutOfOffice(m)))
    }

    /// Runs the rules on a folder.
    pub(super) fn run_rules(&mut self, folder: FolderId) -> Task<Message> {
        self.work.ask(&self.desk, Doing::Ruling, move |session, reins| {
            let swept = session.begin_sweep();
            let (swept, end) = run(session, folder, swept, reins);
            // The last one that is put on is the first that is undone.
            let step = |deed, (record, count)| Step { deed, name: None, count, record };
            let steps = vec![
                step(Deed::Copied, swept.copied),
                step(Deed::MarkedRead, swept.read),
                step(Deed::Flagged, swept.flagged),
                step(Deed::Moved, swept.moved),
            ];
            Answer::Swept { told: "screens-rules-ran", steps, end }
        })
    }

    /// Hears what rules have to tell.
    pub(super) fn rules_told(&mut self, mut told: Vec<RuleTold>) {
        self.ruling.told.append(&mut told);
    }

    /// What rules told is seen.
    pub(super) fn told_is_seen(&mut self) {
        self.ruling.told.clear();
    }

    /// Shows what rules told until it is seen.
    pub(super) fn told_bar(&self) -> Option<Element<'_, Message>> {
        let (last, others) = self.ruling.told.split_last()?;
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("from", &last.from), ("subject", &last.subject)];
        let told = match others.len() {
            0 => words::with("screens-rules-told", &values),
            count => words::count("screens-rules-told-more", count as u64, &values),
        };
        let seen = button(words::text("screens-rules-told-seen")).on_press(Message::ToldSeen);
        let bar = row![icon(Icon::Warning), label(told).bold(), space().width(Fill), seen]
            .spacing(theme::SPACE)
            .align_y(Center);
        Some(bevel(Edge::ThinRaised, bar).face().padding([3.0, 8.0]).width(Fill).into())
    }
}

/// Runs the rules in pieces, so that it can be stopped in between.
fn run(session: &mut Session, folder: FolderId, mut swept: Swept, reins: &Reins) -> (Swept, End) {
    let found =
        session.rules().and_then(|rules| Ok((rules, session.older(folder, Moment(i64::MAX))?)));
    let (rules, ids) = match found {
        Ok(found) => found,
        Err(error) => return (swept, End::Failed(error)),
    };
    let mut done = 0;
    for piece in ids.chunks(PIECE) {
        if reins.cancel.is_cancelled() {
            return (swept, End::Stopped);
        }
        if let Err(error) = session.run_rules(&rules, piece, &mut swept) {
            return (swept, End::Failed(error));
        }
        done += piece.len();
        reins.gauge.set(done as u64, ids.len() as u64);
    }
    (swept, End::Done)
}

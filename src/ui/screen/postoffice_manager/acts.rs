//! What the Postoffice Manager begins, and what becomes of the answers.

use iced::Task;

use super::work::{self, Acted, Done, MoveOrder};
use super::{
    Act, Action, Job, Message, PostofficeManager, Shown, check, delete, enter, move_user, recover,
};
use crate::admin::{Administrator, Error, User};
use crate::session::Kind;
use crate::ui::task;
use crate::words;

use super::roll::Roll;

impl PostofficeManager {
    /// Begins work on a thread of its own.
    pub(super) fn begin(
        &mut self,
        what: String,
        writes: bool,
        work: impl FnOnce() -> Done + Send + 'static,
    ) -> Action {
        let number = self.job.number + 1;
        self.job = Job { number, what, writes };
        self.notice.clear();
        let task: Task<Message> =
            task::blocking(work).map(move |done| Message::Finished(number, Box::new(done)));
        Action::Run(self.pending.begin(task))
    }

    /// Begins work of the administrator.
    fn act(
        &mut self,
        what: String,
        writes: bool,
        work: impl FnOnce(&Administrator) -> Done + Send + 'static,
    ) -> Action {
        match &self.proven {
            Some(proven) => {
                let admin = proven.admin.clone();
                self.begin(what, writes, move || work(&admin))
            }
            None => Action::None,
        }
    }

    /// Stops waiting, once it has taken long enough that the person may.
    pub(super) fn stop_waiting(&mut self) -> Action {
        if self.pending.is_long() {
            self.pending.cancel();
            if self.job.writes {
                return self.show(Shown::NotWaiting);
            }
            self.notice = words::text("screens-manager-stopped");
        }
        Action::None
    }

    /// Shows the dialog about something that the selected user can have done.
    pub(super) fn ask(&mut self, act: Act) -> Action {
        if !self.can(act) {
            return Action::None;
        }
        let (Some(proven), Some(user)) = (&self.proven, self.roll.selected()) else {
            return Action::None;
        };
        let shown = match act {
            Act::Recover => Shown::Recover(user.mailbox.clone()),
            Act::Move => Shown::Move(move_user::Form::new(user.clone(), proven)),
            Act::Delete => Shown::Delete(delete::Question(user.clone())),
        };
        self.show(shown)
    }

    /// Does what the default button of the dialog says.
    pub(super) fn confirm(&mut self) -> Action {
        match &mut self.shown {
            Some(Shown::Enter(form)) => match form.take() {
                Some(password) => {
                    let (disk, root) = (self.disk.clone(), self.root.clone());
                    let (mailbox, cost) = (self.mailbox.clone(), self.cost);
                    self.begin(words::text("screens-manager-doing-enter"), false, move || {
                        work::enter(&disk, &root, &mailbox, password, cost)
                    })
                }
                None => Action::None,
            },
            Some(Shown::Add(form)) => match form.user(&self.roll) {
                Some(new) => {
                    let what =
                        words::with("screens-manager-doing-add", &[("mailbox", &new.mailbox)]);
                    self.act(what, true, move |admin| work::add(admin, new))
                }
                None => Action::None,
            },
            Some(Shown::Recover(mailbox)) => {
                let mailbox = mailbox.clone();
                let what = words::with("screens-manager-doing-recover", &[("mailbox", &mailbox)]);
                self.act(what, true, move |admin| work::recover(admin, &mailbox))
            }
            Some(Shown::OneTime(handed)) => handed.copy(),
            Some(Shown::Move(form)) => {
                match self.proven.as_ref().and_then(|proven| form.order(proven)) {
                    Some(order) => self.move_user(order),
                    None => Action::None,
                }
            }
            // What only tells something, and what is Cancel by default.
            _ => self.cancel(),
        }
    }

    /// Does what the dialog warns of.
    pub(super) fn proceed(&mut self) -> Action {
        match &self.shown {
            Some(Shown::Overrule(refusal)) => {
                let order = refusal.overruled();
                self.move_user(order)
            }
            Some(Shown::Delete(question)) => {
                let mailbox = question.0.mailbox.clone();
                let what = words::with("screens-manager-doing-delete", &[("mailbox", &mailbox)]);
                self.act(what, true, move |admin| work::delete(admin, mailbox))
            }
            _ => Action::None,
        }
    }

    fn move_user(&mut self, order: MoveOrder) -> Action {
        let (disk, cost) = (self.disk.clone(), self.cost);
        let what = words::with("screens-manager-doing-move", &[("mailbox", &order.mailbox)]);
        self.act(what, true, move |admin| work::move_user(admin, order, &disk, cost))
    }

    pub(super) fn check(&mut self, repair: bool) -> Action {
        let what = if repair {
            words::text("screens-manager-doing-repair")
        } else {
            words::text("screens-manager-doing-check")
        };
        self.act(what, repair, move |admin| {
            let findings = admin.check(repair);
            if repair { Done::Repaired(findings) } else { Done::Checked(findings) }
        })
    }

    pub(super) fn refresh(&mut self) -> Action {
        self.act(words::text("screens-manager-doing-refresh"), false, |admin| {
            Done::Listed(admin.users())
        })
    }

    /// Closes the dialog.
    pub(super) fn cancel(&mut self) -> Action {
        match self.shown.take() {
            // Without a password there is nothing to see.
            Some(Shown::Enter(_)) => return Action::Close,
            Some(Shown::Failed { back, .. }) => {
                self.shown = back.map(|back| *back);
                return match &self.shown {
                    Some(Shown::Move(form)) => form.focus(),
                    _ => Action::None,
                };
            }
            Some(Shown::NotWaiting) => return self.refresh(),
            _ => {}
        }
        Action::None
    }

    /// Takes the answer of work, unless nobody waits for it any more.
    pub(super) fn finished(&mut self, number: u64, done: Done) -> Action {
        if number != self.job.number || !self.is_busy() {
            return Action::None;
        }
        self.pending.end();
        match done {
            Done::Entered(Ok((proven, users))) => {
                self.proven = Some(proven);
                self.roll.set(users);
                self.shown = None;
                Roll::focus()
            }
            Done::Entered(Err(error)) => self.not_entered(&error),
            Done::Listed(users) => {
                self.listed(users);
                Action::None
            }
            Done::Added(acted) => {
                if let Some(user) = self.acted(acted) {
                    self.roll.select(&user.mailbox);
                    self.notice =
                        words::with("screens-manager-added", &[("mailbox", &user.mailbox)]);
                    self.shown = None;
                }
                Action::None
            }
            Done::Recovered(acted) => match self.acted(acted) {
                Some(one_time) => self.show(Shown::OneTime(recover::Handed::new(one_time))),
                None => Action::None,
            },
            Done::Moved(order, acted) => self.moved(order, *acted),
            Done::Deleted(mailbox, acted) => match self.acted(acted) {
                Some(kept) => self.show(Shown::Deleted(delete::Outcome { mailbox, kept })),
                None => Action::None,
            },
            Done::Checked(Ok(findings)) => self.show(Shown::Check(check::Report::found(findings))),
            Done::Repaired(Ok(findings)) => match &self.shown {
                Some(Shown::Check(before)) => {
                    let report = before.mended(findings);
                    self.show(Shown::Check(report))
                }
                _ => Action::None,
            },
            Done::Checked(Err(error)) | Done::Repaired(Err(error)) => self.failed(&error),
        }
    }

    fn not_entered(&mut self, error: &Error) -> Action {
        if let Some(Shown::Enter(form)) = &mut self.shown
            && form.refused(error)
        {
            return enter::Enter::focus();
        }
        self.failed(error)
    }

    fn moved(&mut self, order: MoveOrder, acted: Acted<crate::admin::Moved>) -> Action {
        match acted.result {
            // A refusal that can be overruled.
            Err(error) if error.kind().is_none() => {
                self.listed(acted.users);
                self.show(Shown::Overrule(Box::new(move_user::Refusal { order, error })))
            }
            Err(error) => {
                self.listed(acted.users);
                let wrong_password = error.kind() == Some(Kind::WrongNameOrPassword);
                if wrong_password && let Some(Shown::Move(form)) = &mut self.shown {
                    form.ask_password();
                }
                self.failed(&error)
            }
            Ok(moved) => {
                self.listed(acted.users);
                self.show(Shown::Moved(move_user::Outcome::new(moved, &order)))
            }
        }
    }

    /// Lists the users as they are after an act, and tells of its failure.
    fn acted<T>(&mut self, acted: Acted<T>) -> Option<T> {
        self.listed(acted.users);
        match acted.result {
            Ok(came) => Some(came),
            Err(error) => {
                let _ = self.failed(&error);
                None
            }
        }
    }

    fn listed(&mut self, users: Result<Vec<User>, Error>) {
        match users {
            Ok(users) => self.roll.set(users),
            Err(error) => {
                self.notice =
                    words::with("screens-manager-not-listed", &[("reason", &error.summary())]);
            }
        }
    }

    /// Tells of a failure; what is shown now comes back after it, unless it only asks yes or no.
    fn failed(&mut self, error: &Error) -> Action {
        let back = self.shown.take().filter(|shown| {
            matches!(shown, Shown::Enter(_) | Shown::Add(_) | Shown::Move(_) | Shown::Check(_))
        });
        let (summary, hint) = (error.summary(), error.hint());
        self.show(Shown::Failed { summary, hint, back: back.map(Box::new) })
    }
}

//! The suggestions below a recipients' field: taking one, and forgetting one. `names` finds them.

use iced::Task;

use super::{Action, Message, SendNote};
use crate::session::{Error, Source};
use crate::ui::widget::{SuggestEvent, Wish};
use crate::words;

impl SendNote {
    /// Asks whom a person may mean.
    pub(super) fn ask_people(&self) -> Task<Message> {
        self.desk.ask(|session| session.known_people()).map(Message::PeopleLoaded)
    }

    /// Hears what is done with the suggestions.
    pub(super) fn suggested(&mut self, event: SuggestEvent) -> Action {
        match event {
            SuggestEvent::Move(by) => {
                if let Some(suggestions) = &mut self.suggestions {
                    suggestions.step(by);
                }
            }
            SuggestEvent::Close => self.suggestions = None,
            SuggestEvent::Forget => return self.forget_suggested(),
            SuggestEvent::Take(row) => {
                let Some(suggestions) = self.suggestions.take() else { return Action::None };
                let part = suggestions.part;
                if let Some(line) = suggestions.take(self.form.part(part), row) {
                    self.resolved.extend(suggestions.taken(row));
                    self.form.rest();
                    let _ = self.form.set(part, line);
                    self.form.rest();
                    self.changed();
                    self.wishes.wish(Wish::End(self.ids.of(part).clone()));
                }
            }
        }
        Action::None
    }

    /// Takes who is suggested out of the personal book, removes the group, or forgets that they were written to.
    fn forget_suggested(&mut self) -> Action {
        let Some(known) = self.suggestions.as_ref().and_then(|s| s.people.get(s.chosen)) else {
            return Action::None;
        };
        let known = known.clone();
        if known.source == Source::Postoffice && known.weight == 0 {
            let name: [(&str, &dyn std::fmt::Display); 1] = [("name", &known.person.name)];
            self.status = words::with("screens-send-forget-listed", &name);
            return Action::None;
        }
        let forgotten = self.desk.ask(move |session| {
            let _known = match known.source {
                Source::Group => session.remove_group(&known.person.name)?,
                _ => session.forget_person(&known.person)?,
            };
            Ok(Box::new(known))
        });
        Action::Run(forgotten.map(Message::PersonForgotten))
    }

    /// Hears who was forgotten; what is suggested is looked up anew.
    pub(super) fn person_forgotten(
        &mut self,
        result: Result<Box<crate::session::Known>, Error>,
    ) -> Action {
        match result {
            Ok(known) => {
                let id = match known.source {
                    Source::Book => "screens-send-forgot-book",
                    Source::Postoffice => "screens-send-forgot-rank",
                    Source::Group => "screens-send-forgot-group",
                    Source::Elsewhere | Source::Written => "screens-send-forgot-written",
                };
                self.status = words::with(id, &[("name", &known.person.name)]);
                self.suggestions = None;
                Action::Run(self.ask_people())
            }
            Err(error) => {
                self.fail(&error);
                Action::None
            }
        }
    }

    /// Hears how many people were taken into the personal book: they are suggested from now on.
    pub(super) fn people_kept(&mut self, result: Result<(u64, u64), Error>) -> Action {
        self.busy = None;
        match result {
            Ok((0, _)) => self.status = words::text("screens-send-kept-nobody"),
            Ok((named, 0)) => self.status = words::count("screens-send-kept-all", named, &[]),
            Ok((_, new)) => {
                self.status = words::count("screens-send-kept", new, &[]);
                return Action::Run(self.ask_people());
            }
            Err(error) => self.fail(&error),
        }
        Action::None
    }
}

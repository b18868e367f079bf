//! Import Mail and Export Mail, and the mail of an original message file that is still to be taken
//! over.

use std::sync::Arc;

use iced::Task;

use super::attached::Wanted;
use super::dialogs::{self, Shown};
use super::{Message, MessageCenter};
use crate::mail::MessageId;
use crate::ui::dialog::bring_in::BringIn;
use crate::ui::dialog::take_out::TakeOut;

impl MessageCenter {
    /// Asks what is brought in.
    pub(super) fn ask_bring_in(&mut self) -> Task<Message> {
        let (dialog, task) = BringIn::new(self.desk.clone());
        self.show_bring_in(dialog, task)
    }

    /// Goes on with the mail of the original message file that sign-in put aside, where there is one.
    pub(super) fn take_over(&mut self) -> Task<Message> {
        if self.dialog.is_some() {
            // A new password comes first.
            return Task::none();
        }
        let Some(original) = self.takes_over.take() else { return Task::none() };
        let (dialog, task) = BringIn::take_over(self.desk.clone(), &original);
        self.show_bring_in(dialog, task)
    }

    fn show_bring_in(
        &mut self,
        dialog: BringIn,
        task: Task<crate::ui::dialog::bring_in::Message>,
    ) -> Task<Message> {
        self.dialog = Some(Shown::BringIn(Box::new(dialog)));
        task.map(|m| Message::Dialog(dialogs::Message::BringIn(m)))
    }

    /// Asks what is exported; what is selected is offered.
    pub(super) fn ask_take_out(&mut self) -> Task<Message> {
        if self.chosen().is_some() {
            return self.name_selected(Wanted::Export);
        }
        self.show_take_out(Arc::default());
        Task::none()
    }

    pub(super) fn show_take_out(&mut self, selection: Arc<[MessageId]>) {
        let folder = self.folders.current_id().filter(|id| !id.is_results());
        self.dialog = Some(Shown::TakeOut(TakeOut::new(self.desk.clone(), folder, selection)));
    }
}

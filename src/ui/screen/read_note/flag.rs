//! The flag of the message in Read Note, which other windows may change.

use iced::Task;

use super::{Message, ReadNote};
use crate::mail::{Flag, MessageId};
use crate::session::Error;

impl ReadNote {
    /// Looks how the message is flagged now.
    pub fn look_at_flag(&self) -> Task<Message> {
        let id = self.id;
        let flag = self.desk.ask(move |session| session.summary(id).map(|row| row.flag));
        flag.map(move |flag| Message::Flagged(id, flag))
    }

    pub(super) fn flagged(&mut self, id: MessageId, flag: Result<Flag, Error>) {
        let page = self.page.as_mut().filter(|page| page.opened.summary.id == id);
        // A message that is gone is told of when something is done with it.
        if let (Some(page), Ok(flag)) = (page, flag) {
            page.opened.summary.flag = flag;
        }
    }
}

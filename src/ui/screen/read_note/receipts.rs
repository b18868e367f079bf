//! Receipts in Read Note: sent by themselves, asked about, or not sent.

use super::{Action, Message, ReadNote};
use crate::session::Error;
use crate::settings::Receipts;
use crate::words;

impl ReadNote {
    /// Answers who wants a receipt as the person chose to.
    #[must_use]
    pub fn with_receipts(mut self, receipts: Receipts) -> Self {
        self.receipts = receipts;
        self
    }

    /// Answers who wants a receipt when the person need not be asked. The answer tells the other
    /// windows, too.
    pub(super) fn settle_receipt(&mut self) -> Option<Action> {
        let wanted = self.page.as_ref().is_some_and(|page| page.opened.receipt.is_some());
        match self.receipts {
            Receipts::Always if wanted => Some(self.answer_receipt(true)),
            Receipts::Never if wanted => {
                // Nobody waits for it.
                let _ = self.answer_receipt(false);
                None
            }
            _ => None,
        }
    }

    /// Returns whether there is a message that can be answered: receipts are not (KB Q86330).
    pub(super) fn can_answer(&self) -> bool {
        self.page.as_ref().is_some_and(|page| page.opened.message.postcard.is_none())
    }

    /// Sends a receipt of the message, or does not.
    pub(super) fn answer_receipt(&mut self, send: bool) -> Action {
        let Some(page) = &mut self.page else { return Action::None };
        page.opened.receipt = None;
        let id = self.id;
        let task = self.desk.ask(move |session| {
            if send { session.send_receipt(id) } else { session.refuse_receipt(id).map(|()| false) }
        });
        Action::Run(task.map(Message::ReceiptAnswered))
    }

    pub(super) fn receipt_answered(&mut self, sent: Result<bool, Error>) -> Action {
        match sent {
            Ok(true) => {
                self.status = words::text("screens-receipt-is-sent");
                Action::Changed
            }
            Ok(false) => Action::None,
            Err(error) => {
                self.fail(&error);
                Action::None
            }
        }
    }
}

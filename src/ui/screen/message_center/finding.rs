//! Indexing what came, so that it is found by its words: a slice at a time, while nothing waits.

use std::time::Duration;

use iced::Task;

use super::work::Doing;
use super::{Answer, Message, MessageCenter};
use crate::session::Error;

/// How long the desk indexes before somebody else has a turn.
const SLICE: Duration = Duration::from_millis(40);

/// What is known of the index.
#[derive(Debug, Default)]
pub(super) struct Finding {
    /// A slice is being indexed.
    indexing: bool,
    /// How many messages are not indexed yet, about.
    left: u64,
}

impl MessageCenter {
    /// Goes on indexing when there is something to index.
    pub(super) fn index(&mut self, left: u64) -> Task<Message> {
        self.finding.left = left;
        if left == 0 || self.finding.indexing {
            return Task::none();
        }
        self.finding.indexing = true;
        self.work.ask(&self.desk, Doing::Background, |session, _| {
            Answer::Indexed(session.index_on(SLICE))
        })
    }

    /// Goes on after a slice was indexed.
    pub(super) fn indexed(&mut self, left: Result<u64, Error>) -> Task<Message> {
        self.finding.indexing = false;
        match left {
            Ok(left) => self.index(left),
            Err(error) => {
                tracing::warn!(%error, "messages could not be indexed");
                Task::none()
            }
        }
    }
}

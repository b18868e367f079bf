//! Runs the tasks of screens and dialogs to their end, as the toolkit's runtime would.

use iced::Task;
use iced::futures::StreamExt;
use iced::futures::executor::block_on;
use iced_test::runtime::{Action, clipboard, task};

/// What tasks did.
#[derive(Debug, Default)]
pub(crate) struct Ran {
    /// What was put on the clipboard.
    pub(crate) copied: Vec<String>,
}

impl Ran {
    /// Runs a task to its end; `hear` takes each message and may have another task.
    pub(crate) fn run<M: Send + 'static>(
        &mut self,
        task: Task<M>,
        hear: &mut dyn FnMut(M) -> Option<Task<M>>,
    ) {
        let Some(mut stream) = task::into_stream(task) else { return };
        while let Some(action) = block_on(stream.next()) {
            match action {
                Action::Output(message) => {
                    if let Some(next) = hear(message) {
                        self.run(next, hear);
                    }
                }
                Action::Clipboard(clipboard::Action::Write { contents, .. }) => {
                    self.copied.push(contents);
                }
                _ => {}
            }
        }
    }
}

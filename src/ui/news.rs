//! New mail, told outside the window: a chime, a notification of the desktop, and a window that
//! asks to be looked at. Each can be switched off; none is waited for.
//!
//! A notification never shows the text of a message. A desktop without a service for notifications
//! is nothing that a person has to know; the log has a line about it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use iced::{Task, window};
use notify_rust::{Notification, NotificationResponse};

use super::{APPLICATION_ID, App, Message, chime, task};
use crate::session::Arrived;
use crate::ui::screen::window_menu::GoTo;
use crate::words;

/// What is known about telling.
#[derive(Debug, Default)]
pub(super) struct Teller {
    /// The windows that have the keys.
    front: HashSet<window::Id>,
    /// The number of the last notification: the next one takes its place.
    last: Arc<AtomicU32>,
    /// Ends the waiting for a click on the last one.
    waiting: Option<iced::task::Handle>,
}

impl Teller {
    /// Notes whether a window has the keys.
    pub(super) fn focused(&mut self, id: window::Id, yes: bool) {
        if yes {
            let _ = self.front.insert(id);
        } else {
            let _ = self.front.remove(&id);
        }
    }
}

/// What a notification says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    title: String,
    text: String,
}

impl Said {
    /// Says what arrived; who wrote it and about what only with `names`.
    fn of(news: &Arrived, names: bool) -> Self {
        let count = words::count("screens-news-count", news.count, &[]);
        let Some(last) = news.last.as_ref().filter(|_| names) else {
            return Self { title: count, text: String::new() };
        };
        let subject = match last.subject.trim() {
            "" => words::text("screens-center-no-subject"),
            subject => subject.to_owned(),
        };
        if news.count == 1 {
            return Self { title: last.from.clone(), text: subject };
        }
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("from", &last.from), ("subject", &subject)];
        Self { title: count, text: words::with("screens-news-last", &values) }
    }

    fn notification(&self, markup: bool) -> Notification {
        // Where the service reads marks in the text, a subject must not be able to make any.
        let text = if markup { escaped(&self.text) } else { self.text.clone() };
        let mut notification = Notification::new();
        let _ = notification
            .appname(&words::text("app-name"))
            .summary(&self.title)
            .body(&text)
            .action("default", &words::text("screens-news-open"));
        #[cfg(all(unix, not(target_os = "macos")))]
        let _ = notification
            .icon(APPLICATION_ID)
            .hint(notify_rust::Hint::DesktopEntry(APPLICATION_ID.to_owned()))
            .hint(notify_rust::Hint::Category("email.arrived".to_owned()))
            // The chime is ours, and the person's to switch off.
            .hint(notify_rust::Hint::SuppressSound(true));
        notification
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

impl App {
    /// Tells of new mail, as the person wants it.
    pub(super) fn tell(&mut self, news: &Arrived) -> Task<Message> {
        if !self.remembers {
            return Task::none();
        }
        let wanted = &self.settings.receiving;
        let mut tasks = Vec::new();
        if wanted.chime {
            tasks.push(task::blocking(chime::sound).discard());
        }
        if self.news.front.is_empty() {
            // The desktop decides how a window looks that wants to be looked at.
            let how = Some(window::UserAttention::Informational);
            tasks.push(window::request_user_attention(self.main, how));
            if wanted.notify {
                let said = Said::of(news, wanted.notify_names);
                let (shown, handle) = show(said, Arc::clone(&self.news.last)).abortable();
                self.news.waiting = Some(handle.abort_on_drop());
                tasks.push(shown.map(|()| Message::Forward));
            }
        }
        Task::batch(tasks)
    }

    /// Brings the main window forward.
    pub(super) fn come_forward(&self) -> Task<Message> {
        self.go_to(self.main, GoTo::Window(self.main))
    }
}

/// Shows a notification; the task says when it is clicked.
#[cfg(all(unix, not(target_os = "macos")))]
fn show(said: Said, last: Arc<AtomicU32>) -> Task<()> {
    let failed = |error: notify_rust::error::Error| {
        tracing::warn!(%error, "new mail cannot be told by a notification");
    };
    task::blocking(notify_rust::get_capabilities).then(move |can| {
        let can = match can {
            Ok(can) => can,
            Err(error) => {
                failed(error);
                return Task::none();
            }
        };
        let mut notification = said.notification(can.iter().any(|what| what == "body-markup"));
        let before = last.load(Ordering::Relaxed);
        if before != 0 {
            let _ = notification.id(before);
        }
        let last = Arc::clone(&last);
        let clicked = async move {
            match notification.show_async().await {
                Ok(handle) => {
                    last.store(handle.id(), Ordering::Relaxed);
                    let mut clicked = false;
                    handle
                        .wait_for_action_async(|said| {
                            clicked = *said == NotificationResponse::Default;
                        })
                        .await;
                    clicked
                }
                Err(error) => {
                    failed(error);
                    false
                }
            }
        };
        Task::future(clicked).then(|clicked| if clicked { Task::done(()) } else { Task::none() })
    })
}

/// Shows a notification; the task says when it is clicked.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn show(said: Said, _: Arc<AtomicU32>) -> Task<()> {
    let shown = move || match said.notification(false).show() {
        Ok(handle) => {
            let mut clicked = false;
            let _ = handle.wait_for_response(|said: &NotificationResponse| {
                clicked = *said == NotificationResponse::Default;
            });
            clicked
        }
        Err(error) => {
            tracing::warn!(%error, "new mail cannot be told by a notification");
            false
        }
    };
    task::blocking(shown).then(|clicked| if clicked { Task::done(()) } else { Task::none() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::RuleTold;

    fn arrived(count: u64, subject: &str) -> Arrived {
        let last = RuleTold { from: "Bruno Carl".to_owned(), subject: subject.to_owned() };
        Arrived { count, last: Some(last) }
    }

    fn said(count: u64, subject: &str, names: bool) -> (String, String) {
        let said = Said::of(&arrived(count, subject), names);
        (said.title, said.text)
    }

    #[test]
    fn names_are_told_only_when_that_is_wanted() {
        assert_eq!(said(1, "Lunch", true), ("Bruno Carl".into(), "Lunch".into()));
        assert_eq!(said(1, " ", true).1, words::text("screens-center-no-subject"));
        let (title, text) = said(3, "Lunch", true);
        assert_eq!((title.as_str(), text.contains("Bruno Carl")), ("3 new messages", true));
        assert_eq!(said(3, "Lunch", false), ("3 new messages".into(), String::new()));
        assert_eq!(said(1, "Lunch", false), ("1 new message".into(), String::new()));
    }

    #[test]
    fn a_subject_makes_no_marks() {
        let said = Said::of(&arrived(1, "<b>R&D</b>"), true);
        assert_eq!(said.notification(true).body, "&lt;b&gt;R&amp;D&lt;/b&gt;");
        assert_eq!(said.notification(false).body, "<b>R&D</b>");
    }
}

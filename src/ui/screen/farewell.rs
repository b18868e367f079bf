//! Shown while a session ends, when that takes longer than a second: what is held is sent, Deleted
//! Mail is emptied where the person wished that, and the message file is closed.
//!
//! Until then the message center stays in sight as it was. Its neighbour is the router, which ends
//! the session.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::time::{Duration, Instant};
use iced::widget::{column, container, row, space};
use iced::{Element, Fill, Subscription};

use super::front::heading;
use super::message_center::MessageCenter;
use crate::session::Session;
use crate::ui::task::{Cancel, LONG};
use crate::ui::theme::{self, style};
use crate::ui::widget::{Edge, bevel, button, keys, paragraph, progress};
use crate::words;

/// The end of a session.
pub struct Farewell {
    center: Box<MessageCenter>,
    begun: Instant,
    now: Instant,
    empties: bool,
    stop: Cancel,
    removed: Arc<AtomicU64>,
}

/// What happens while it ends.
#[derive(Debug, Clone)]
pub enum Message {
    /// Time passes.
    Ticked(Instant),
    /// Leaves the rest of Deleted Mail where it is.
    StopEmptying,
    /// Waits no longer.
    Abandon,
    /// Something in the message center, which hears no more.
    Late,
}

/// What the router has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// The session ends by itself, unseen.
    Abandoned,
}

impl Farewell {
    /// Begins to wait for the end of the session that a message center showed.
    pub fn new(center: Box<MessageCenter>, empties: bool) -> Self {
        let (begun, stop, removed) = (Instant::now(), Cancel::default(), Arc::default());
        Self { center, begun, now: begun, empties, stop, removed }
    }

    /// Returns the last work of the session.
    pub fn last_work(&self) -> impl FnOnce(&mut Session) + Send + 'static {
        let (empties, stop, removed) = (self.empties, self.stop.clone(), Arc::clone(&self.removed));
        move |session| {
            if let Err(error) = session.release() {
                tracing::warn!(%error, "what was held waits in the Outbox");
            }
            // The bytes are cleared away at the next start.
            while empties && !stop.is_cancelled() {
                match session.empty_deleted(None) {
                    Ok((gone, more)) => {
                        let _ = removed.fetch_add(gone, Ordering::Relaxed);
                        if !more {
                            break;
                        }
                    }
                    Err(error) => {
                        tracing::warn!(%error, "Deleted Mail could not be emptied");
                        break;
                    }
                }
            }
        }
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Ticked(now) => self.now = now,
            Message::StopEmptying => self.stop.cancel(),
            Message::Abandon => {
                self.stop.cancel();
                return Action::Abandoned;
            }
            Message::Late => {}
        }
        Action::None
    }

    /// Listens to time.
    pub fn subscription(&self) -> Subscription<Message> {
        iced::time::every(Duration::from_millis(250)).map(Message::Ticked)
    }

    /// Draws what is waited for, or the message center as it was.
    pub fn view(&self) -> Element<'_, Message> {
        if self.now.duration_since(self.begun) < LONG {
            return self.center.view().map(|_| Message::Late);
        }
        let removed = self.removed.load(Ordering::Relaxed);
        let emptying = self.empties && !self.stop.is_cancelled();
        let doing = if emptying && removed > 0 {
            words::count("screens-farewell-emptying", removed, &[])
        } else {
            words::text("screens-farewell-closing")
        };
        let mut tools = row![space().width(Fill)].spacing(theme::SPACE);
        if emptying {
            let stop = button(words::text("screens-farewell-stop"));
            tools = tools.push(stop.on_press(Message::StopEmptying));
        }
        let tools = tools.push(
            button(words::text("screens-farewell-abandon"))
                .id("abandon")
                .on_press(Message::Abandon),
        );
        let form = column![
            heading(words::text("screens-farewell-title")),
            paragraph(doing),
            progress(progress::Reached::Unknown).width(Fill),
            paragraph(words::text("screens-farewell-hint")).style(style::muted),
            tools,
        ]
        .spacing(theme::SPACE);
        let body = container(form).width(460).padding(theme::MARGIN * 1.5);
        let face = container(bevel(Edge::Raised, body).face()).center(Fill).style(style::desktop);
        keys(face, move |key: &Key, _: Modifiers| match key {
            Key::Named(Named::Escape) if emptying => Some(Message::StopEmptying),
            _ => None,
        })
        .into()
    }
}

#[cfg(test)]
mod tests {
    use iced::Size;

    use super::*;
    use crate::mail::{FolderKind, Order};
    use crate::ui::screen::stage::World;
    use crate::ui::task::Desk;
    use crate::ui::widget::testing::{Stage, walk::walk};

    /// Anna, with three messages in Deleted Mail.
    fn thrown_away(world: &World) -> Session {
        for subject in ["One", "Two", "Three"] {
            world.write(subject, "", &[]);
        }
        let mut anna = world.session("ANNA");
        let _ = anna.fetch().unwrap();
        let (inbox, bin) = (anna.standard(FolderKind::Inbox).unwrap(), anna.bin().unwrap());
        let all = anna.named(inbox, Order::newest_first(), std::slice::from_ref(&(0..9))).unwrap();
        let _ = anna.move_to(&all, bin).unwrap();
        anna
    }

    fn farewell(session: Session, empties: bool) -> Farewell {
        let settings = crate::settings::Settings::default();
        let (center, _) = MessageCenter::new(Desk::open(session), &settings);
        Farewell::new(Box::new(center), empties)
    }

    /// Returns how many are left when the session is over.
    fn left(empties: bool, stopped: bool) -> u64 {
        let world = World::new();
        let mut anna = thrown_away(&world);
        let farewell = farewell(world.session("BRUNO"), empties);
        if stopped {
            farewell.stop.cancel();
        }
        farewell.last_work()(&mut anna);
        let bin = anna.bin().unwrap();
        anna.total(bin).unwrap()
    }

    #[test]
    fn deleted_mail_is_emptied_only_where_that_is_wished_and_not_stopped() {
        assert_eq!(left(true, false), 0);
        assert_eq!(left(false, false), 3);
        assert_eq!(left(true, true), 3);
    }

    #[test]
    fn what_takes_long_is_said_and_need_not_be_waited_for() {
        let world = World::new();
        let farewell = farewell(world.session("ANNA"), true);
        let hear = |farewell: &mut Farewell, message: &Message| {
            let _ = farewell.update(message.clone());
        };
        farewell.removed.store(2000, Ordering::Relaxed);
        let late = farewell.begun + LONG;
        let mut stage = Stage::new(farewell, Farewell::view, hear).sized(Size::new(700.0, 500.0));
        assert!(stage.find("File").is_some(), "the message center stays a moment");
        hear(&mut stage.state, &Message::Ticked(late));
        assert!(stage.find("Deleted Mail is being emptied: 2000 messages are gone.").is_some());
        walk("farewell", Size::new(700.0, 500.0), || stage.state.view());
        stage.click("Stop Emptying");
        assert!(stage.find("The message file is being closed.").is_some());
        assert_eq!(stage.state.update(Message::Abandon), Action::Abandoned);
    }
}

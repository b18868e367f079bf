//! What becomes of each screen's actions: the second half of [`App`].

use super::*;

/// The size of a window in which a message is written or read.
const NOTE: Size = Size::new(660.0, 520.0);

impl App {
    pub(super) fn welcome(&mut self, message: welcome::Message) -> Task<Message> {
        let Main::Welcome(screen) = &mut self.screen else { return Task::none() };
        match screen.update(message) {
            welcome::Action::None => Task::none(),
            welcome::Action::Run(task) => task.map(Message::Welcome),
            welcome::Action::SignIn(root) => {
                let (screen, task) = SignIn::new(&root, "", &self.settings.postoffices);
                self.screen = Main::SignIn(screen.with_cost(self.cost));
                task.map(Message::SignIn)
            }
            welcome::Action::SignedIn(desk) => self.enter(desk),
            welcome::Action::Back => self.ask_who(),
            welcome::Action::Quit => self.quit(),
        }
    }

    pub(super) fn sign_in(&mut self, message: sign_in::Message) -> Task<Message> {
        let Main::SignIn(screen) = &mut self.screen else { return Task::none() };
        match screen.update(message) {
            sign_in::Action::None => Task::none(),
            sign_in::Action::Run(task) => task.map(Message::SignIn),
            sign_in::Action::SignedIn(desk) => self.enter(desk),
            sign_in::Action::Welcome => {
                self.screen =
                    Main::Welcome(Welcome::new(self.home.clone(), true).with_cost(self.cost));
                Task::none()
            }
            sign_in::Action::Quit => self.quit(),
        }
    }

    /// Goes on to the message center, and remembers where and as whom; never the password.
    fn enter(&mut self, desk: Desk) -> Task<Message> {
        let who = desk.who();
        let (root, mailbox) = (who.root.clone(), who.mailbox.to_string());
        // Looking around is not where the person's own mail is.
        if !root.starts_with(self.home.join("demo")) {
            self.settings.remember(&root, &mailbox);
        }
        let (center, task) = MessageCenter::new(desk.clone(), &self.settings);
        self.desk = Some(desk);
        self.screen = Main::Center(Box::new(center));
        Task::batch([task.map(Message::Center), self.save_settings()])
    }

    pub(super) fn center(&mut self, message: message_center::Message) -> Task<Message> {
        let Main::Center(screen) = &mut self.screen else { return Task::none() };
        let action = screen.update(message);
        let news = screen.take_news();
        let reflagged = screen.take_reflagged();
        let done = match action {
            message_center::Action::None => Task::none(),
            message_center::Action::Run(task) => task.map(Message::Center),
            message_center::Action::Write(writing) => self.write(writing),
            message_center::Action::Rewrite(writing, task) => {
                Task::batch([self.write(writing), task.map(Message::Center)])
            }
            message_center::Action::Read { id, folder, order } => self.open_note(id, folder, order),
            message_center::Action::ShowManager => self.show_manager(),
            message_center::Action::Find(kept) => self.show_finder(kept.as_deref()),
            message_center::Action::SetLook(look) => {
                look.name().clone_into(&mut self.settings.look);
                self.see();
                self.save_settings()
            }
            message_center::Action::Remember(settings) => {
                self.keep(*settings);
                self.save_settings()
            }
            message_center::Action::GoTo(to) => self.go_to(self.main, to),
            message_center::Action::PrintKeys(text) => self.print_keys(self.main, text),
            message_center::Action::SignOut => self.leave(false),
            message_center::Action::Exit => self.leave(true),
        };
        let told = news.map_or_else(Task::none, |news| self.tell(&news));
        let flags = if reflagged { self.look_at_flags() } else { Task::none() };
        Task::batch([told, done, flags])
    }

    /// Lets the windows of messages look whether theirs is flagged.
    fn look_at_flags(&self) -> Task<Message> {
        Task::batch(self.windows.iter().filter_map(|(id, other)| {
            let (Other::Read(screen), id) = (other, *id) else { return None };
            Some(screen.look_at_flag().map(move |m| Message::Read(id, m)))
        }))
    }

    pub(super) fn send(&mut self, id: window::Id, message: send_note::Message) -> Task<Message> {
        let Some(Other::Send(screen)) = self.windows.get_mut(&id) else { return Task::none() };
        let action = screen.update(message);
        self.sending(id, action)
    }

    fn sending(&mut self, id: window::Id, action: send_note::Action) -> Task<Message> {
        match action {
            send_note::Action::None => Task::none(),
            send_note::Action::Run(task) => task.map(move |m| Message::Send(id, m)),
            send_note::Action::Changed => self.refresh_center(),
            send_note::Action::GoTo(to) => self.go_to(id, to),
            send_note::Action::PrintKeys(text) => self.print_keys(id, text),
            send_note::Action::Close => self.close(id),
            send_note::Action::ChangedAndClose => {
                Task::batch([self.close(id), self.refresh_center()])
            }
            send_note::Action::Sent(sent) => {
                let subject = match self.windows.get(&id) {
                    Some(Other::Send(screen)) => screen.subject().to_owned(),
                    _ => String::new(),
                };
                if let Main::Center(center) = &mut self.screen {
                    if let Some(hold) = sent.held {
                        center.held(hold, subject);
                    }
                    center.notice(if sent.held.is_some() && sent.refused.is_empty() {
                        String::new()
                    } else if sent.refused.is_empty() {
                        words::text("screens-sent")
                    } else {
                        let names: Vec<&str> =
                            sent.refused.iter().map(|r| r.recipient.as_str()).collect();
                        words::with("screens-sent-but", &[("names", &names.join("; "))])
                    });
                }
                Task::batch([self.close(id), self.refresh_center()])
            }
        }
    }

    pub(super) fn read(&mut self, id: window::Id, message: read_note::Message) -> Task<Message> {
        let Some(Other::Read(screen)) = self.windows.get_mut(&id) else { return Task::none() };
        match screen.update(message) {
            read_note::Action::None => Task::none(),
            read_note::Action::Run(task) => task.map(move |m| Message::Read(id, m)),
            read_note::Action::Write(writing) => self.write(writing),
            read_note::Action::Changed => self.refresh_center(),
            read_note::Action::GoTo(to) => self.go_to(id, to),
            read_note::Action::Printed(printing) => {
                self.printed(None, *printing);
                Task::none()
            }
            read_note::Action::PrintKeys(text) => self.print_keys(id, text),
            read_note::Action::Close => self.close(id),
            read_note::Action::Left(deeds, close) => {
                let closed = if close { self.close(id) } else { Task::none() };
                Task::batch([closed, self.did(deeds), self.refresh_center()])
            }
        }
    }

    pub(super) fn manager(
        &mut self,
        id: window::Id,
        message: postoffice_manager::Message,
    ) -> Task<Message> {
        let Some(Other::Manager(screen)) = self.windows.get_mut(&id) else { return Task::none() };
        match screen.update(message) {
            postoffice_manager::Action::None => Task::none(),
            postoffice_manager::Action::Run(task) => task.map(move |m| Message::Manager(id, m)),
            postoffice_manager::Action::PrintKeys(text) => self.print_keys(id, text),
            postoffice_manager::Action::Close => self.close(id),
        }
    }

    /// Lets the message center undo what another window did.
    fn did(&mut self, deeds: Option<message_center::Deeds>) -> Task<Message> {
        match (&mut self.screen, deeds) {
            (Main::Center(center), Some(deeds)) => center.did(deeds).map(Message::Center),
            _ => Task::none(),
        }
    }

    pub(super) fn find(&mut self, id: window::Id, message: finder::Message) -> Task<Message> {
        let Some(Other::Find(screen)) = self.windows.get_mut(&id) else { return Task::none() };
        match screen.update(message) {
            finder::Action::None => Task::none(),
            finder::Action::Run(task) => task.map(move |m| Message::Find(id, m)),
            finder::Action::Read(message, folder, order) => self.open_note(message, folder, order),
            finder::Action::Write(writing) => self.write(writing),
            finder::Action::Show(folder, message) => {
                let Main::Center(center) = &mut self.screen else { return Task::none() };
                let shown = center.show_message(folder, message).map(Message::Center);
                Task::batch([shown, window::gain_focus(self.main)])
            }
            finder::Action::Changed(task, deeds) => {
                let task = task.map(move |m| Message::Find(id, m));
                Task::batch([task, self.did(deeds), self.refresh_center()])
            }
            finder::Action::GoTo(to) => self.go_to(id, to),
            finder::Action::PrintKeys(text) => self.print_keys(id, text),
            finder::Action::Close => {
                let closed = screen.closed();
                Task::batch([self.close(id), closed.discard()])
            }
        }
    }

    fn show_finder(&mut self, kept: Option<&crate::mail::Finder>) -> Task<Message> {
        let Some(desk) = self.desk.clone() else { return Task::none() };
        let (screen, task) = MessageFinder::new(desk, kept);
        self.open(MessageFinder::SIZE, Other::Find(Box::new(screen)), move |id| {
            task.map(move |m| Message::Find(id, m))
        })
    }

    /// Opens a window that prints the shortcuts of another one.
    fn print_keys(&mut self, of: window::Id, text: String) -> Task<Message> {
        let printing = match &self.screen {
            Main::Center(center) => &center.settings().printing,
            _ => &self.settings.printing,
        };
        let (screen, task) = KeySheet::new(&self.heading(of), text, printing);
        self.open(KeySheet::SIZE, Other::Keys(Box::new(screen)), move |id| {
            task.map(move |m| Message::Keys(id, m))
        })
    }

    pub(super) fn keys(&mut self, id: window::Id, message: key_sheet::Message) -> Task<Message> {
        let Some(Other::Keys(screen)) = self.windows.get_mut(&id) else { return Task::none() };
        match screen.update(message) {
            key_sheet::Action::None => Task::none(),
            key_sheet::Action::Run(task) => task.map(move |m| Message::Keys(id, m)),
            key_sheet::Action::Close(done) => {
                if let Some((told, printing)) = done {
                    self.printed(Some(told), *printing);
                }
                self.close(id)
            }
        }
    }

    /// Lets the message center remember how another window printed.
    fn printed(&mut self, told: Option<String>, printing: settings::Printing) {
        if let Main::Center(center) = &mut self.screen {
            // The settings are handed on when they are next kept.
            let _ = center.printed(told, printing);
        }
    }

    fn refresh_center(&mut self) -> Task<Message> {
        match &mut self.screen {
            Main::Center(center) => center.refresh().map(Message::Center),
            _ => Task::none(),
        }
    }

    fn write(&mut self, writing: Writing) -> Task<Message> {
        let Some(desk) = self.desk.clone() else { return Task::none() };
        let (screen, task) = SendNote::new(desk, writing);
        let screen = screen.with_hold(self.hold());
        self.open(NOTE, Other::Send(Box::new(screen)), move |id| {
            task.map(move |m| Message::Send(id, m))
        })
    }

    fn open_note(&mut self, message: MessageId, folder: FolderId, order: Order) -> Task<Message> {
        let Some(desk) = self.desk.clone() else { return Task::none() };
        let (screen, task) = ReadNote::new(desk, message, folder, order);
        let screen = screen
            .with(&self.settings.reading, &self.settings.printing)
            .with_receipts(self.settings.receiving.receipts);
        self.open(NOTE, Other::Read(Box::new(screen)), move |id| {
            task.map(move |m| Message::Read(id, m))
        })
    }

    fn show_manager(&mut self) -> Task<Message> {
        let open = self.windows.iter().find(|(_, o)| matches!(o, Other::Manager(_)));
        if let Some((id, _)) = open {
            return window::gain_focus(*id);
        }
        let Some(desk) = &self.desk else { return Task::none() };
        let who = desk.who();
        let (screen, task) = PostofficeManager::new(who.root.clone(), who.mailbox.clone());
        self.open(PostofficeManager::SIZE, Other::Manager(Box::new(screen)), move |id| {
            task.map(move |m| Message::Manager(id, m))
        })
    }

    /// Opens a window; its first task waits until the window is there, so that a focus finds it.
    fn open(
        &mut self,
        size: Size,
        other: Other,
        task: impl FnOnce(window::Id) -> Task<Message>,
    ) -> Task<Message> {
        let (id, open) = window::open(window_settings(self.fitted(size), None));
        let _ = self.windows.insert(id, other);
        open.map(Message::Opened).chain(task(id))
    }

    fn close(&mut self, id: window::Id) -> Task<Message> {
        let _ = self.windows.remove(&id);
        window::close(id)
    }

    pub(super) fn close_requested(&mut self, id: window::Id) -> Task<Message> {
        if id == self.main {
            return self.leave(true);
        }
        match self.windows.get_mut(&id) {
            Some(Other::Send(screen)) => {
                let action = screen.close_requested();
                self.sending(id, action)
            }
            Some(Other::Find(screen)) => {
                let closed = screen.closed().discard();
                Task::batch([self.close(id), closed])
            }
            Some(Other::Read(_) | Other::Manager(_) | Other::Keys(_)) => self.close(id),
            None => window::close(id),
        }
    }

    pub(super) fn closed(&mut self, id: window::Id) -> Task<Message> {
        let _ = self.windows.remove(&id);
        // Nobody hears any more that it lost the keys.
        self.news.focused(id, false);
        // The main window went without being asked: nothing is left to come back to.
        if id == self.main && !self.leaving { self.leave(true) } else { Task::none() }
    }

    /// Signs out, and leaves the program if asked. Text that is being written is asked about first.
    fn leave(&mut self, exit: bool) -> Task<Message> {
        let mut asking = Vec::new();
        let writing: Vec<window::Id> = self
            .windows
            .iter()
            .filter(|(_, o)| matches!(o, Other::Send(_)))
            .map(|(id, _)| *id)
            .collect();
        for id in writing {
            asking.push(self.close_requested(id));
        }
        if self.windows.values().any(|o| matches!(o, Other::Send(_))) {
            // Each of those windows asks what to do with its text; the person leaves again after.
            if let Main::Center(center) = &mut self.screen {
                center.notice(words::text("screens-unsaved-first"));
            }
            return Task::batch(asking);
        }
        if let Main::Center(center) = &mut self.screen
            && let Some(sending) = center.send_held(exit)
        {
            return sending.map(Message::Center);
        }
        self.leaving = exit;
        if let Main::Center(center) = &self.screen {
            // What was changed in the last moment has not come by a message yet.
            let settings = center.settings().clone();
            self.keep(settings);
        }
        let ids: Vec<window::Id> = self.windows.keys().copied().collect();
        for id in ids {
            asking.push(self.close(id));
        }
        let save = self.save_settings();
        match self.desk.take() {
            Some(desk) => {
                let over = self.bid_farewell(&desk);
                Task::batch(asking).chain(save).chain(over)
            }
            None if exit => Task::batch(asking).chain(save).chain(end()),
            None => Task::batch(asking).chain(save).chain(self.ask_who()),
        }
    }

    fn quit(&mut self) -> Task<Message> {
        self.leave(true)
    }

    /// Ends the session; the main window tells of it when it takes long.
    fn bid_farewell(&mut self, desk: &Desk) -> Task<Message> {
        let empties = self.settings.receiving.emptied == settings::Emptied::Exit;
        let nobody = Welcome::new(self.home.clone(), false);
        let screen = match std::mem::replace(&mut self.screen, Main::Welcome(nobody)) {
            Main::Center(center) => Farewell::new(center, empties),
            other => {
                self.screen = other;
                return desk.sign_out(|_| {}).map(Message::SignedOut);
            }
        };
        let over = desk.sign_out(screen.last_work()).map(Message::SignedOut);
        self.screen = Main::Leaving(screen);
        over
    }

    pub(super) fn farewell(&mut self, message: farewell::Message) -> Task<Message> {
        let Main::Leaving(screen) = &mut self.screen else { return Task::none() };
        match screen.update(message) {
            farewell::Action::None => Task::none(),
            farewell::Action::Abandoned => self.signed_out(Ok(())),
        }
    }

    pub(super) fn signed_out(&mut self, result: Result<(), Error>) -> Task<Message> {
        if let Err(error) = result {
            tracing::warn!(%error, "the message file was not closed cleanly");
        }
        if self.leaving {
            end()
        } else if matches!(self.screen, Main::Leaving(_)) {
            self.ask_who()
        } else {
            // It was not waited for.
            Task::none()
        }
    }

    fn ask_who(&mut self) -> Task<Message> {
        let Some(root) = self.settings.postoffices.first() else {
            self.screen =
                Main::Welcome(Welcome::new(self.home.clone(), false).with_cost(self.cost));
            return Task::none();
        };
        let (screen, task) = SignIn::new(root, &self.settings.mailbox, &self.settings.postoffices);
        self.screen = Main::SignIn(screen.with_cost(self.cost));
        task.map(Message::SignIn)
    }

    /// Takes settings over from the message center; the window and the list of postoffices are the
    /// router's.
    fn keep(&mut self, settings: Settings) {
        let Settings { postoffices, mailbox, window, .. } = self.settings.clone();
        self.settings = Settings { postoffices, mailbox, window, ..settings };
        self.see();
    }

    /// Returns for how long a message can be taken back.
    fn hold(&self) -> std::time::Duration {
        match &self.screen {
            Main::Center(center) => center.settings().sending.hold(),
            _ => self.settings.sending.hold(),
        }
    }

    pub(super) fn save_settings(&self) -> Task<Message> {
        if !self.remembers {
            return Task::none();
        }
        let settings = self.settings.clone();
        task::blocking(move || settings.save().map_err(|e| e.to_string()))
            .map(Message::SettingsSaved)
    }
}

/// Ends the program; what was opened from attachments goes with it.
fn end() -> Task<Message> {
    screen::attachments::remove_opened_files();
    iced::exit()
}

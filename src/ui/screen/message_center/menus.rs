//! The menu bar, the tool bar and the menus of the right mouse button.

use super::command::{Command, PaneAt};
use super::{Menued, Message, MessageCenter};
use crate::mail::FolderKind;
use crate::ui::icon::Icon;
use crate::ui::widget::{Menu, MenuItem, Tool};
use crate::words;

impl MessageCenter {
    pub(super) fn item(&self, label: String, command: Command) -> MenuItem<Message> {
        MenuItem::new(label, Message::Ordered(command))
            .help(command.help())
            .enabled(self.can(command))
    }

    /// Returns the menu bar's menus.
    pub(super) fn menus(&self) -> Vec<Menu<Message>> {
        vec![
            Menu::new(words::text("screens-center-menu-file"), self.file_menu()),
            Menu::new(words::text("screens-center-menu-edit"), self.edit_menu()),
            Menu::new(words::text("screens-center-menu-view"), self.view_menu()),
            Menu::new(words::text("screens-center-menu-mail"), self.mail_menu()),
            self.windows.menu(Message::GoTo),
            Menu::help([self.item(words::text("screens-center-item-about"), Command::About)]),
        ]
    }

    fn file_menu(&self) -> Vec<MenuItem<Message>> {
        vec![
            self.open_item().shortcut("Ctrl+O"),
            self.move_item().shortcut("Ctrl+M"),
            self.item(words::text("screens-order-item-copy-to"), Command::CopyTo),
            self.item(self.move_again_text(), Command::MoveAgain).shortcut("Ctrl+Shift+M"),
            self.delete_item().shortcut("Del"),
            MenuItem::separator(),
            self.item(words::text("screens-center-item-save-as"), Command::SaveAs)
                .shortcut("Ctrl+S"),
            self.item(words::text("screens-center-item-save-attachment"), Command::SaveAttachment),
            self.item(words::text("screens-reader-item-print"), Command::Print)
                .shortcut(words::text("screens-reader-key-print")),
            MenuItem::separator(),
            self.item(words::text("screens-find-item-finder"), Command::Find)
                .shortcut("Ctrl+Shift+F"),
            self.item(words::text("screens-center-item-import-file"), Command::ImportFile),
            self.item(words::text("screens-carry-item-import"), Command::BringIn),
            self.item(words::text("screens-carry-item-export"), Command::TakeOut),
            MenuItem::separator(),
            self.new_folder_item().shortcut("Ctrl+Shift+N"),
            self.rename_folder_item(),
            self.delete_folder_item(),
            MenuItem::submenu(words::text("screens-order-item-folder"), self.folder_items())
                .help("screens-menus-folder"),
            self.empty_item(),
            self.item(words::text("screens-retention-item-archive"), Command::Archive),
            MenuItem::separator(),
            self.item(words::text("screens-center-item-sign-out"), Command::SignOut),
            self.item(words::text("screens-center-item-exit"), Command::Exit).shortcut("Alt+F4"),
        ]
    }

    fn edit_menu(&self) -> Vec<MenuItem<Message>> {
        let undo = self.undo_send_text().unwrap_or_else(|| self.undo.menu_text(false));
        let mut items = vec![
            self.item(undo, Command::Undo).shortcut("Ctrl+Z"),
            self.item(self.undo.menu_text(true), Command::Redo).shortcut("Ctrl+Y"),
            MenuItem::separator(),
            self.item(words::text("screens-center-item-copy"), Command::Copy).shortcut("Ctrl+C"),
            self.delete_item().shortcut("Del"),
            self.item(words::text("screens-center-item-select-all"), Command::SelectAll)
                .shortcut("Ctrl+A"),
            MenuItem::separator(),
            self.mark_read_item(),
            self.mark_unread_item(),
            MenuItem::submenu(words::text("screens-order-item-flag"), self.flag_items())
                .help("screens-menus-flag"),
            MenuItem::separator(),
        ];
        let found = self.pane.reader.edit_items(self.pane.shown().is_some());
        items.extend(found.into_iter().map(|item| item.map(&Message::Reader)));
        items
    }

    fn view_menu(&self) -> Vec<MenuItem<Message>> {
        let pane = PaneAt::of(&self.settings.reading_pane);
        let pane_item =
            |label: String, at: PaneAt| self.item(label, Command::Pane(at)).chosen(pane == at);
        let mut items = vec![
            self.item(words::text("screens-center-item-new-messages"), Command::NewMessages)
                .shortcut("F9"),
            self.item(words::text("screens-center-item-open-inbox"), Command::OpenInbox)
                .shortcut("Ctrl+G"),
            self.item(words::text("screens-order-item-next-unread"), Command::NextUnread)
                .shortcut("Ctrl+J"),
            self.item(words::text("screens-find-item-filter"), Command::Filter).shortcut("Ctrl+E"),
            MenuItem::separator(),
            MenuItem::submenu(words::text("screens-center-item-sort"), self.sort_items())
                .help("screens-menus-sort"),
            MenuItem::submenu(words::text("screens-order-item-columns"), self.column_items())
                .help("screens-menus-columns"),
            self.item(words::text("screens-order-item-conversations"), Command::Conversations)
                .checked(self.view.order.grouped),
            MenuItem::submenu(
                words::text("screens-center-item-pane"),
                [
                    pane_item(words::text("screens-center-item-pane-right"), PaneAt::Right),
                    pane_item(words::text("screens-center-item-pane-below"), PaneAt::Below),
                    pane_item(words::text("screens-center-item-pane-off"), PaneAt::Off),
                ],
            )
            .help("screens-menus-pane"),
            MenuItem::separator(),
            self.item(words::text("screens-center-item-tool-bar"), Command::ToolBar)
                .checked(self.settings.tool_bar),
            self.item(words::text("screens-center-item-status-bar"), Command::StatusBar)
                .checked(self.settings.status_bar),
            MenuItem::submenu(words::text("screens-center-item-look"), self.look_items())
                .help("screens-menus-looks"),
            MenuItem::submenu(words::text("screens-center-item-text"), self.text_size_items())
                .help("screens-menus-text-sizes"),
            MenuItem::separator(),
        ];
        let text = self.pane.reader.view_items(self.pane.shown().is_some());
        items.extend(text.into_iter().map(|item| item.map(&Message::Reader)));
        items
    }

    fn mail_menu(&self) -> Vec<MenuItem<Message>> {
        let mut items = vec![
            self.item(words::text("screens-center-item-compose"), Command::Compose)
                .shortcut("Ctrl+N"),
            self.item(words::text("screens-templates-item"), Command::FromTemplate),
            self.reply_item().shortcut("Ctrl+R"),
            self.reply_all_item().shortcut("Ctrl+Shift+R"),
            self.forward_item().shortcut("Ctrl+F"),
        ];
        items.push(MenuItem::separator());
        items.extend(self.outbox_items());
        items.push(MenuItem::separator());
        items.push(self.item(words::text("screens-rules-item"), Command::Rules));
        items.push(self.item(words::text("screens-absence-item"), Command::OutOfOffice));
        items.push(MenuItem::separator());
        let password = words::text("screens-center-item-password");
        items.push(self.item(password, Command::ChangePassword));
        items.push(self.item(words::text("screens-center-item-options"), Command::Options));
        if self.desk.who().administrator {
            let manager = words::text("screens-center-item-manager");
            items.push(self.item(manager, Command::Manager));
        }
        items
    }

    /// Returns the buttons of the tool bar.
    pub(super) fn tools(&self) -> Vec<Tool<Message>> {
        let tool = |icon: Icon, label: String, tip: String, command: Command| {
            let message = self.can(command).then_some(Message::Ordered(command));
            Tool::new(icon, label).tip(tip).on_press(message)
        };
        vec![
            tool(
                Icon::Compose,
                words::text("screens-center-tool-compose"),
                words::text("screens-center-tip-compose"),
                Command::Compose,
            ),
            Tool::separator(),
            tool(
                Icon::Reply,
                words::text("screens-center-tool-reply"),
                words::text("screens-center-tip-reply"),
                Command::Reply,
            ),
            tool(
                Icon::ReplyAll,
                words::text("screens-center-tool-reply-all"),
                words::text("screens-center-tip-reply-all"),
                Command::ReplyAll,
            ),
            tool(
                Icon::Forward,
                words::text("screens-center-tool-forward"),
                words::text("screens-center-tip-forward"),
                Command::Forward,
            ),
            Tool::separator(),
            tool(
                Icon::Move,
                words::text("screens-center-tool-move"),
                words::text("screens-center-tip-move"),
                Command::Move,
            ),
            tool(
                Icon::Delete,
                words::text("screens-center-tool-delete"),
                words::text("screens-center-tip-delete"),
                Command::Delete,
            ),
            Tool::separator(),
            tool(
                Icon::Previous,
                words::text("screens-center-tool-previous"),
                words::text("screens-center-tip-previous"),
                Command::Previous,
            ),
            tool(
                Icon::Next,
                words::text("screens-center-tool-next"),
                words::text("screens-center-tip-next"),
                Command::Next,
            ),
        ]
    }

    /// Returns the menu of the right mouse button.
    pub(super) fn context(&self, of: Menued) -> Vec<MenuItem<Message>> {
        match of {
            Menued::Messages
                if self.folders.current().is_some_and(|f| f.kind == FolderKind::Outbox) =>
            {
                let mut items = self.outbox_items().to_vec();
                items.extend([MenuItem::separator(), self.move_item(), self.delete_item()]);
                items
            }
            Menued::Messages => vec![
                self.open_item(),
                MenuItem::separator(),
                self.reply_item(),
                self.reply_all_item(),
                self.forward_item(),
                MenuItem::separator(),
                self.mark_read_item(),
                self.mark_unread_item(),
                MenuItem::submenu(words::text("screens-order-item-flag"), self.flag_items())
                    .help("screens-menus-flag"),
                MenuItem::separator(),
                self.move_item(),
                self.item(words::text("screens-order-item-copy-to"), Command::CopyTo),
                self.item(self.move_again_text(), Command::MoveAgain),
                self.delete_item(),
            ],
            Menued::Header(column) => self.header_items(column),
            Menued::Folder if self.folders.current_finder().is_some() => vec![
                self.item(words::text("screens-find-item-edit-finder"), Command::EditFinder),
                self.item(words::text("screens-find-item-rename"), Command::RenameFolder),
                self.item(words::text("screens-find-item-delete"), Command::DeleteFolder),
            ],
            Menued::Folder => {
                let mut items = vec![
                    self.new_folder_item(),
                    self.rename_folder_item(),
                    self.delete_folder_item(),
                ];
                if self.folders.current().is_some_and(|f| f.kind == FolderKind::DeletedMail) {
                    items.push(self.empty_item());
                }
                items.push(MenuItem::separator());
                items.extend(self.folder_items());
                items
            }
        }
    }

    fn outbox_items(&self) -> [MenuItem<Message>; 3] {
        [
            self.item(words::text("screens-sending-item-edit"), Command::EditAgain),
            self.item(words::text("screens-sending-item-now"), Command::SendNow),
            self.item(words::text("screens-sending-item-cancel"), Command::CancelSending),
        ]
    }

    fn open_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-open"), Command::Open)
    }

    fn move_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-move"), Command::Move)
    }

    fn delete_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-delete"), Command::Delete)
    }

    fn reply_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-reply"), Command::Reply)
    }

    fn reply_all_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-reply-all"), Command::ReplyAll)
    }

    fn forward_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-forward"), Command::Forward)
    }

    fn mark_read_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-mark-read"), Command::MarkRead)
    }

    fn mark_unread_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-mark-unread"), Command::MarkUnread)
    }

    fn new_folder_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-new-folder"), Command::NewFolder)
    }

    fn rename_folder_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-rename-folder"), Command::RenameFolder)
    }

    fn empty_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-retention-item-empty"), Command::EmptyDeleted)
    }

    fn delete_folder_item(&self) -> MenuItem<Message> {
        self.item(words::text("screens-center-item-delete-folder"), Command::DeleteFolder)
    }

    /// Returns whether the list shows recipients where it mostly shows senders.
    pub(super) fn shows_recipients(&self) -> bool {
        self.folders.current().is_some_and(|folder| {
            matches!(folder.kind, FolderKind::Outbox | FolderKind::SentMail | FolderKind::Drafts)
        })
    }
}

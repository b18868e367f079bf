//! How the Message Finder looks, and what its keys do.

use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, responsive, row, space};
use iced::{Center, Element, Fill, Right, Shrink};

use super::form::{Text, Tick};
use super::{Command, Message, MessageFinder, Shown};
use crate::mail::{FolderId, Place, SortKey, Summary};
use crate::ui::icon::Icon;
use crate::ui::screen::message_center::finding::{misread, progress_text};
use crate::ui::screen::message_center::list_view::{DAY, envelope, person};
use crate::ui::screen::message_center::view::subject;
use crate::ui::screen::window_menu::OpenWindows;
use crate::ui::task::LONG;
use crate::ui::theme::{self, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::status::StatusCell;
use crate::ui::widget::{
    Cell, Column, Dialog, Edge, List, Menu, MenuItem, bevel, button, check_box, context_menu,
    field, keys, label, menu_bar, modal, part, reach, status_or_help,
};
use crate::ui::written;
use crate::words;

/// The list of what was found.
pub(super) const LIST: &str = "finder-messages";

/// The width of the captions.
const CAPTION: f32 = 74.0;
/// The width below which the form takes one line more.
const NARROW: f32 = 600.0;

const FROM: usize = 2;
const SUBJECT: usize = 3;
const FOLDER: usize = 4;
const RECEIVED: usize = 5;

/// Returns the id of a field.
pub(super) fn id(text: Text) -> Id {
    Id::new(match text {
        Text::Line => "finder-line",
        Text::From => "finder-from",
        Text::Recipients => "finder-recipients",
        Text::Subject => "finder-subject",
        Text::Body => "finder-text",
        Text::Since => "finder-since",
        Text::Before => "finder-before",
        Text::Larger => "finder-larger",
    })
}

/// Returns what a column sorts by.
pub(super) fn sort_key(column: usize) -> Option<SortKey> {
    match column {
        FROM => Some(SortKey::From),
        SUBJECT => Some(SortKey::Subject),
        RECEIVED => Some(SortKey::Date),
        6 => Some(SortKey::Size),
        _ => None,
    }
}

impl MessageFinder {
    /// Hears which windows are open.
    pub fn set_windows(&mut self, windows: OpenWindows) {
        self.windows = windows;
    }

    /// Shows the window.
    pub fn view(&self) -> Element<'_, Message> {
        let window = column![
            menu_bar(self.menus()).on_help(Message::Helped).on_print(Message::PrintKeys),
            container(self.form()).padding([theme::GAP, theme::SPACE]),
            container(self.list()).padding([0.0, 2.0]).height(Fill),
            self.status(),
        ]
        .width(Fill)
        .height(Fill);
        let window = container(window).style(style::panel);
        let menu = self.menu.map(|at| (at, self.context()));
        let over = context_menu(
            modal(window, self.dialog.as_ref().map(dialog)),
            menu,
            Message::MenuClosed,
        )
        .on_help(Message::Helped);
        keys(reach(over, &self.wishes), |key, modifiers| self.on_key(key, modifiers)).into()
    }

    /// Returns what a key means that nobody in the window wanted.
    fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match &self.dialog {
            Some(Shown::Notice(shown) | Shown::Delete(shown, _)) => {
                return shown.key(key, modifiers).map(Message::Notice);
            }
            Some(Shown::Move(shown)) => return shown.key(key, modifiers).map(Message::Move),
            Some(Shown::Save(shown)) => return shown.key(key, modifiers).map(Message::Name),
            Some(Shown::Where(shown)) => return shown.key(key, modifiers).map(Message::Where),
            None => {}
        }
        let none = modifiers.is_empty();
        let command = modifiers == Modifiers::COMMAND;
        Some(Message::Ordered(match key {
            Key::Named(Named::Escape) if none => Command::Close,
            Key::Named(Named::Delete) if none => Command::Delete,
            Key::Named(Named::F4) if command => Command::Close,
            Key::Character(letter) if command => match letter.to_lowercase().as_str() {
                "o" => Command::Open,
                "m" => Command::Move,
                "d" => Command::Delete,
                "a" => Command::SelectAll,
                "s" => Command::Save,
                "w" => Command::Close,
                _ => return None,
            },
            _ => return None,
        }))
    }

    fn item(&self, label: &str, command: Command) -> MenuItem<Message> {
        let item = MenuItem::new(label, Message::Ordered(command)).help(command.help());
        item.enabled(self.can(command))
    }

    fn menus(&self) -> Vec<Menu<Message>> {
        let file = vec![
            self.open_item().shortcut("Ctrl+O"),
            self.open_folder_item(),
            MenuItem::separator(),
            self.move_item().shortcut("Ctrl+M"),
            self.delete_item().shortcut("Del"),
            MenuItem::separator(),
            self.item(&words::text("screens-find-item-save"), Command::Save).shortcut("Ctrl+S"),
            self.item(&words::text("screens-find-item-clear"), Command::Clear),
            MenuItem::separator(),
            self.item(&words::text("screens-find-item-close"), Command::Close).shortcut("Esc"),
        ];
        let edit = vec![
            self.item(&words::text("screens-center-item-select-all"), Command::SelectAll)
                .shortcut("Ctrl+A"),
            MenuItem::separator(),
            self.mark_read_item(),
            self.mark_unread_item(),
        ];
        vec![
            Menu::new(words::text("screens-center-menu-file"), file),
            Menu::new(words::text("screens-center-menu-edit"), edit),
            self.windows.menu(Message::GoTo),
            Menu::help([]),
        ]
    }

    fn context(&self) -> Vec<MenuItem<Message>> {
        vec![
            self.open_item(),
            self.open_folder_item(),
            MenuItem::separator(),
            self.mark_read_item(),
            self.mark_unread_item(),
            MenuItem::separator(),
            self.move_item(),
            self.delete_item(),
        ]
    }

    fn open_item(&self) -> MenuItem<Message> {
        self.item(&words::text("screens-center-item-open"), Command::Open)
    }

    fn open_folder_item(&self) -> MenuItem<Message> {
        self.item(&words::text("screens-find-item-open-folder"), Command::OpenFolder)
    }

    fn move_item(&self) -> MenuItem<Message> {
        self.item(&words::text("screens-center-item-move"), Command::Move)
    }

    fn delete_item(&self) -> MenuItem<Message> {
        self.item(&words::text("screens-center-item-delete"), Command::Delete)
    }

    fn mark_read_item(&self) -> MenuItem<Message> {
        self.item(&words::text("screens-center-item-mark-read"), Command::MarkRead)
    }

    fn mark_unread_item(&self) -> MenuItem<Message> {
        self.item(&words::text("screens-center-item-mark-unread"), Command::MarkUnread)
    }

    fn field(&self, text: Text, caption: String, hint: &'static str) -> Element<'_, Message> {
        let input = field(caption, self.form.text(text))
            .caption_width(CAPTION)
            .id(id(text))
            .placeholder(hint)
            .on_input(move |value| Message::Filled(text, value))
            .on_submit(Message::ToList);
        part(input)
            .passed()
            .on_key(|key, modifiers| match key {
                Key::Named(Named::ArrowDown) if modifiers.is_empty() => Some(Message::ToList),
                _ => None,
            })
            .into()
    }

    fn form(&self) -> Element<'_, Message> {
        let field = |text, caption: &str| self.field(text, words::text(caption), "");
        let tick = |tick, caption: &str| {
            check_box(words::text(caption), self.form.ticked(tick))
                .on_toggle(move |on| Message::Ticked(tick, on))
        };
        let two = |one, other| row![one, other].spacing(theme::MARGIN);
        let place = || {
            row![
                label(words::text("screens-find-where")).width(CAPTION),
                label(self.place()).width(Fill),
                button(words::text("screens-find-where-button"))
                    .on_press(Message::Ordered(Command::Where)),
            ]
            .spacing(theme::SPACE)
            .align_y(Center)
            .width(Fill)
        };
        let ticks = move || {
            row![
                tick(Tick::Unread, "screens-find-unread"),
                tick(Tick::Attachment, "screens-find-attachment"),
                tick(Tick::Flagged, "screens-find-flagged"),
            ]
            .spacing(theme::MARGIN)
            .align_y(Center)
        };
        // In a narrow window they have no room beside each other.
        let where_and_what = responsive(move |size| {
            if size.width < NARROW {
                let ticks = row![space().width(CAPTION), ticks()].spacing(theme::SPACE);
                return column![place(), ticks].spacing(theme::GAP).into();
            }
            row![place(), ticks()].spacing(theme::MARGIN).align_y(Center).into()
        });
        column![
            self.field(Text::Line, words::text("screens-find-line"), EXAMPLE),
            two(
                field(Text::From, "screens-find-from"),
                field(Text::Recipients, "screens-find-recipients")
            ),
            two(
                field(Text::Subject, "screens-find-subject"),
                field(Text::Body, "screens-find-text")
            ),
            row![
                self.field(Text::Since, words::text("screens-find-since"), "YYYY-MM-DD"),
                self.field(Text::Before, words::text("screens-find-before"), "YYYY-MM-DD"),
                self.field(Text::Larger, words::text("screens-find-larger"), "500K, 1M"),
            ]
            .spacing(theme::MARGIN),
            where_and_what.height(Shrink),
        ]
        .spacing(theme::GAP)
        .into()
    }

    /// Says where is looked.
    fn place(&self) -> String {
        match self.form.place {
            Place::Everywhere => words::text("screens-find-everywhere"),
            Place::Folder(id) => self.folder_name(id),
            Place::Within(id) => {
                words::with("screens-find-within", &[("folder", &self.folder_name(id))])
            }
        }
    }

    fn folder_name(&self, id: FolderId) -> String {
        let folder = self.folders.iter().find(|folder| folder.id == id);
        folder.map(|folder| folder.name.clone()).unwrap_or_default()
    }

    fn list(&self) -> Element<'_, Message> {
        let title = |id: &str| words::text(id);
        let columns = vec![
            Column::new("", 22.0).icon(Icon::Envelope),
            Column::new("", 22.0).icon(Icon::Paperclip),
            Column::new(title("screens-center-column-from"), 130.0).sortable(),
            Column::new(title("screens-center-column-subject"), 90.0).fill().sortable(),
            Column::new(title("screens-find-column-folder"), 110.0),
            Column::new(title("screens-center-column-received"), 126.0).least(DAY).sortable(),
            Column::new(title("screens-center-column-size"), 64.0).sortable().align(Right),
        ];
        let cell = move |row: usize, column: usize| match self.rows.get(row) {
            Some(summary) => self.cell(summary, column),
            None if column == SUBJECT => Cell::text("…").tone(Tone::Muted),
            None => Cell::default(),
        };
        let sorted = match self.order.key {
            SortKey::From | SortKey::To => FROM,
            SortKey::Subject => SUBJECT,
            SortKey::Size => 6,
            _ => RECEIVED,
        };
        let list = List::new(self.rows.len(), columns, cell, Message::List)
            .id(LIST)
            .selected(|row| self.selection.contains(row))
            .cursor(self.selection.cursor())
            .sort(sorted, !self.order.descending)
            .watch()
            .epoch(self.generation)
            .empty(self.nothing());
        bevel(Edge::Sunken, list).window().into()
    }

    fn cell<'a>(&self, summary: &'a Summary, column: usize) -> Cell<'a> {
        let cell = match column {
            0 => Cell::picture(envelope(summary)),
            1 => Cell::picture((summary.attachments > 0).then_some(Icon::Paperclip)),
            FROM => Cell::text(person(&summary.from)),
            SUBJECT => Cell::text(subject(&summary.subject)),
            FOLDER => Cell::text(self.folder_name(summary.folder)).tone(Tone::Muted),
            RECEIVED => {
                Cell::text(written::briefly(summary.date)).short(written::day(summary.date))
            }
            _ => Cell::text(written::size(summary.size)),
        };
        cell.bold(summary.unread)
    }

    /// Says why the list is empty.
    fn nothing(&self) -> String {
        let done = self.hunted.is_some_and(|hunted| hunted.done);
        if let Some(why) = done.then(|| misread(&self.form.line)).flatten() {
            return why;
        }
        words::text(match self.hunted {
            _ if self.form.is_blank() => "screens-find-ask",
            Some(hunted) if hunted.done => "screens-find-nothing",
            _ => "screens-find-busy",
        })
    }

    fn status(&self) -> Element<'_, Message> {
        let told = match (self.form.misread(), &self.busy) {
            (Some(Text::Larger), _) => {
                StatusCell::fill(words::text("screens-find-bad-size")).tone(Tone::Danger)
            }
            (Some(_), _) => {
                StatusCell::fill(words::text("screens-find-bad-day")).tone(Tone::Danger)
            }
            (None, Some(busy)) if busy.now.duration_since(busy.since) >= LONG => {
                StatusCell::fill(match busy.reins.gauge.part() {
                    Some(part) => format!("{} {:.0} %", busy.text, part * 100.0),
                    None => busy.text.clone(),
                })
            }
            (None, _) => StatusCell::fill(self.notice.as_str()),
        };
        let found = self.hunted.map_or_else(String::new, |hunted| {
            let found = words::count("screens-find-found", hunted.found, &[]);
            progress_text(found, hunted)
        });
        let selected = self.selection.count() as u64;
        let selected = if selected > 1 {
            words::count("screens-find-selected", selected, &[])
        } else {
            String::new()
        };
        let cells = [told, StatusCell::fixed(selected, 90.0), StatusCell::fixed(found, 330.0)];
        status_or_help(&self.help, cells)
    }
}

/// What the line may look like.
const EXAMPLE: &str = "lens OR plinth -draft subject:\"third version\"";

fn dialog(shown: &Shown) -> Dialog<'_, Message> {
    match shown {
        Shown::Notice(dialog) | Shown::Delete(dialog, _) => dialog.view().map(Message::Notice),
        Shown::Move(dialog) => dialog.view().map(Message::Move),
        Shown::Save(dialog) => dialog.view().map(Message::Name),
        Shown::Where(dialog) => dialog.view().map(Message::Where),
    }
}

//! How the Send Note window looks, and what its keys do.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, space};
use iced::{Element, Fill, Padding};

use super::form::Part;
use super::search::Event;
use super::{Message, SendNote, spell};
use crate::mail::Priority;
use crate::ui::icon::Icon;
use crate::ui::screen::attachments::{self, banner};
use crate::ui::screen::body;
use crate::ui::theme::{self, style};
use crate::ui::widget::status::StatusCell;
use crate::ui::widget::{
    Menu, MenuItem, Tool, caption, context_menu, field, keys, menu_bar, modal, part, reach,
    status_or_help, suggest, tool_bar,
};
use crate::ui::written;
use crate::words;

/// The width of the fields' captions.
const CAPTION: f32 = 60.0;

/// Shows the whole window.
pub(super) fn window(note: &SendNote) -> Element<'_, Message> {
    let notice: Element<'_, Message> = match &note.failure {
        Some(failure) => container(banner(failure, Message::FailureRead))
            .padding(Padding { bottom: 0.0, ..Padding::from(theme::SPACE) })
            .into(),
        None => space().into(),
    };
    let strip: Element<'_, Message> = match note.strip.view() {
        Some(strip) => row![
            caption(words::text("screens-note-attachments")).width(CAPTION),
            strip.map(Message::Strip)
        ]
        .spacing(theme::SPACE)
        .into(),
        None => space().into(),
    };
    let header = column![
        recipients(note, Part::To, "screens-note-to-field"),
        recipients(note, Part::Cc, "screens-note-cc-field"),
        recipients(note, Part::Bcc, "screens-note-bcc-field"),
        subject(note),
        strip,
    ]
    .spacing(theme::GAP);
    let body = body::writing(
        &note.form.content,
        note.ids.body.clone(),
        u64::from(note.ready),
        Message::Edited,
        |number, line| note.signs(number, line),
        |at| Message::Spell(spell::Event::MenuWished(at)),
    );
    let inner = column![part(header), note.search_bar(), part(body)].spacing(theme::SPACE);
    let inner = inner.padding(theme::SPACE);
    let content = column![menu(note), tools(note), notice, inner, foot(note)];
    let content = container(content).width(Fill).height(Fill).style(style::panel);
    let strip_menu = note
        .strip
        .menu()
        .map(|(at, items)| (at, items.into_iter().map(|item| item.map(&Message::Strip)).collect()));
    let (menu, closed) = match note.text_menu() {
        Some(menu) => (Some(menu), Message::Spell(spell::Event::MenuClosed)),
        None => (strip_menu, Message::Strip(attachments::Message::MenuClosed)),
    };
    let content =
        context_menu(modal(content, note.dialog()), menu, closed).on_help(Message::Helped);
    let content = reach(content, &note.wishes).on_drop(|path| Message::Dropped(vec![path]));
    keys(content, |key, modifiers| on_key(note, key, modifiers)).into()
}

fn recipients<'a>(note: &'a SendNote, part: Part, id: &str) -> Element<'a, Message> {
    let open = note.suggestions.as_ref().filter(|s| s.part == part);
    let rows = open.map(|s| s.rows()).unwrap_or_default();
    let chosen = open.map_or(0, |s| s.chosen);
    suggest(input(note, part, id), rows, chosen, Message::Suggested).into()
}

fn subject(note: &SendNote) -> Element<'_, Message> {
    input(note, Part::Subject, "screens-note-subject-field")
}

fn input<'a>(note: &'a SendNote, part: Part, id: &str) -> Element<'a, Message> {
    let input = field(words::text(id), note.form.part(part))
        .caption_width(CAPTION)
        .underlined(note.resolved_places(part))
        .id(note.ids.of(part).clone());
    if note.ready {
        input.on_input(move |value| Message::Typed(part, value)).into()
    } else {
        input.into()
    }
}

fn tools(note: &SendNote) -> Element<'_, Message> {
    let ready = note.can_work();
    let tool = |icon, id: &str, tip: &str, message: Message| {
        Tool::new(icon, words::text(id)).tip(words::text(tip)).on_press(ready.then_some(message))
    };
    tool_bar([
        tool(Icon::Send, "screens-send-tool-send", "screens-send-tip-send", Message::Send),
        Tool::separator(),
        tool(
            Icon::CheckNames,
            "screens-send-tool-check",
            "screens-send-tip-check",
            Message::CheckNames,
        ),
        tool(Icon::Attach, "screens-send-tool-attach", "screens-send-tip-attach", Message::Attach),
        tool(
            Icon::Options,
            "screens-send-tool-options",
            "screens-send-tip-options",
            Message::Options,
        ),
        Tool::separator(),
        tool(
            Icon::Delete,
            "screens-send-tool-discard",
            "screens-send-tip-discard",
            Message::Discard,
        ),
    ])
    .by_mouse()
    .into()
}

fn find(event: Event) -> Message {
    Message::Search(event)
}

fn spelling() -> Message {
    Message::Spell(spell::Event::Check(false))
}

fn menu(note: &SendNote) -> Element<'_, Message> {
    let ready = note.can_work();
    let item = |id: &str, key: &str, message: Message, enabled: bool| {
        let help = message.help();
        let item = MenuItem::new(words::text(id), message).help(help).enabled(enabled);
        if key.is_empty() { item } else { item.shortcut(words::text(key)) }
    };
    let priority = |id: &str, priority: Priority| {
        MenuItem::new(words::text(id), Message::SetPriority(priority))
            .help("screens-menus-send-priority")
            .chosen(note.form.priority == priority)
    };
    let file = vec![
        item("screens-send-menu-save", "screens-note-key-save", Message::Save, ready),
        item("screens-templates-save", "", Message::SaveTemplate, ready),
        item("screens-send-menu-discard", "", Message::Discard, ready),
        MenuItem::separator(),
        item("screens-note-menu-close", "screens-note-key-close", Message::Close, true),
    ];
    let edit = vec![
        item(
            "screens-note-menu-undo",
            "screens-note-key-undo",
            Message::Undo,
            note.form.can_undo(),
        ),
        item(
            "screens-note-menu-redo",
            "screens-note-key-redo",
            Message::Redo,
            note.form.can_redo(),
        ),
        MenuItem::separator(),
        item("screens-note-menu-cut", "screens-note-key-cut", Message::Press("x"), true),
        item("screens-note-menu-copy", "screens-note-key-copy", Message::Press("c"), true),
        item("screens-note-menu-paste", "screens-note-key-paste", Message::Press("v"), true),
        MenuItem::separator(),
        item(
            "screens-note-menu-select-all",
            "screens-note-key-select-all",
            Message::Press("a"),
            true,
        ),
        MenuItem::separator(),
        item("screens-find-menu", "screens-find-key", find(Event::Open(false)), true),
        item("screens-find-menu-next", "screens-find-key-next", find(Event::Next), true),
        item(
            "screens-find-menu-replace",
            "screens-find-key-replace",
            find(Event::Open(true)),
            true,
        ),
        MenuItem::separator(),
        item("screens-spell-menu", "screens-spell-key", spelling(), ready),
    ];
    let mail = vec![
        item("screens-send-menu-send", "screens-send-key-send", Message::Send, ready),
        item("screens-send-menu-check", "screens-send-key-check", Message::CheckNames, ready),
        item("screens-send-menu-keep", "screens-send-key-keep", Message::KeepPeople, ready),
        item("screens-group-menu", "", Message::SaveGroup, ready),
        MenuItem::separator(),
        item("screens-send-menu-attach", "screens-send-key-attach", Message::Attach, ready),
        MenuItem::separator(),
        MenuItem::submenu(
            words::text("screens-send-menu-priority"),
            [
                priority("screens-send-priority-high", Priority::High),
                priority("screens-send-priority-normal", Priority::Normal),
                priority("screens-send-priority-low", Priority::Low),
            ],
        )
        .help("screens-menus-send-priority"),
        MenuItem::new(words::text("screens-send-menu-receipt"), Message::ToggleReceipt)
            .help(Message::ToggleReceipt.help())
            .checked(note.form.receipt),
        item("screens-send-menu-options", "screens-send-key-options", Message::Options, ready),
    ];
    menu_bar([
        Menu::new(words::text("screens-note-menu-file"), file),
        Menu::new(words::text("screens-note-menu-edit"), edit),
        Menu::new(words::text("screens-note-menu-mail"), mail),
        note.windows.menu(Message::GoTo),
        Menu::help([]),
    ])
    .on_help(Message::Helped)
    .on_print(Message::PrintKeys)
    .into()
}

fn foot(note: &SendNote) -> Element<'_, Message> {
    let mut cells = vec![StatusCell::fill(note.status.as_str())];
    if !note.strip.is_empty() {
        let total = written::size(note.strip.size());
        let count = note.strip.items().len() as u64;
        let attached = words::count("screens-send-status-attached", count, &[("size", &total)]);
        cells.push(StatusCell::fixed(attached, 170.0).icon(Icon::Paperclip));
    }
    if note.form.receipt {
        cells.push(StatusCell::fixed(words::text("screens-send-status-receipt"), 100.0));
    }
    if note.form.no_copy {
        cells.push(StatusCell::fixed(words::text("screens-send-status-no-copy"), 80.0));
    }
    match note.form.priority {
        Priority::High => cells.push(
            StatusCell::fixed(words::text("screens-send-status-high"), 100.0).icon(Icon::High),
        ),
        Priority::Low => cells
            .push(StatusCell::fixed(words::text("screens-send-status-low"), 100.0).icon(Icon::Low)),
        Priority::Normal => {}
    }
    status_or_help(&note.help, cells)
}

/// Names the message of a key.
fn on_key(note: &SendNote, key: &Key, modifiers: Modifiers) -> Option<Message> {
    if note.over.is_some() {
        return note.answer_key(key, modifiers);
    }
    if let Some(message) = note.strip.key(key, modifiers) {
        return Some(Message::Strip(message));
    }
    if note.strip.dialog().is_some() {
        return None;
    }
    if note.long_work().is_some() {
        return matches!(key, Key::Named(Named::Escape)).then_some(Message::Cancel);
    }
    let alt = modifiers.alt() && !modifiers.command();
    let command = modifiers.command() && !modifiers.alt();
    let letter = match key {
        Key::Character(letter) => letter.to_lowercase(),
        _ => String::new(),
    };
    match key {
        Key::Character(_) if alt => match letter.as_str() {
            "s" => Some(Message::Send),
            "k" => Some(Message::CheckNames),
            "a" => Some(Message::Attach),
            "o" => Some(Message::Options),
            _ => None,
        },
        Key::Character(_) if command => match letter.as_str() {
            "s" => Some(Message::Save),
            "z" if modifiers.shift() => Some(Message::Redo),
            "z" => Some(Message::Undo),
            "y" => Some(Message::Redo),
            "w" => Some(Message::Close),
            "k" => Some(Message::KeepPeople),
            "f" => Some(find(Event::Open(false))),
            "h" => Some(find(Event::Open(true))),
            _ => None,
        },
        Key::Named(Named::Enter) if command => Some(Message::Send),
        Key::Named(Named::F4) if command => Some(Message::Close),
        Key::Named(Named::Insert) if modifiers.shift() => Some(Message::Press("v")),
        Key::Named(Named::Insert) if command => Some(Message::Press("c")),
        // Fields and text keep it for themselves.
        Key::Named(Named::Delete) if modifiers.is_empty() => {
            Some(Message::Strip(attachments::Message::Remove))
        }
        Key::Named(Named::F3) if modifiers.is_empty() => Some(find(Event::Next)),
        Key::Named(Named::F3) if modifiers == Modifiers::SHIFT => Some(find(Event::Previous)),
        Key::Named(Named::F7) if modifiers.is_empty() => Some(spelling()),
        Key::Named(Named::Escape) if note.search.is_some() => Some(find(Event::Close)),
        Key::Named(Named::Escape) => Some(Message::Close),
        _ => None,
    }
}

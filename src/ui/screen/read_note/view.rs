//! How the Read Note window looks, and what its keys do.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, space, text};
use iced::{Center, Element, Fill, Padding};

use super::{Kind, Message, Over, Page, ReadNote};
use crate::mail::{Moment, Person, Priority};
use crate::ui::icon::{Icon, icon};
use crate::ui::reader::recipients;
use crate::ui::receipt::receipts;
use crate::ui::screen::attachments::{self, banner};
use crate::ui::theme::{self, style};
use crate::ui::widget::progress::{Reached, progress};
use crate::ui::widget::status::StatusCell;
use crate::ui::widget::{
    Dialog, Menu, MenuItem, Tool, button, context_menu, dialog, keys, label, menu_bar, modal, part,
    reach, status_or_help, tool_bar,
};
use crate::ui::written;
use crate::words;

/// The width of the header's names.
const NAME: f32 = 60.0;

/// Shows the whole window.
pub(super) fn window(note: &ReadNote) -> Element<'_, Message> {
    let notice: Element<'_, Message> = match &note.failure {
        Some(failure) => container(banner(failure, Message::FailureRead))
            .padding(Padding { bottom: 0.0, ..Padding::from(theme::SPACE) })
            .into(),
        None => space().into(),
    };
    let header: Element<'_, Message> = match &note.page {
        Some(page) => header(note, page),
        None => space().into(),
    };
    let strip: Element<'_, Message> = match note.strip.view() {
        Some(strip) => row![
            label(words::text("screens-note-attachments")).bold().width(NAME),
            strip.map(Message::Strip)
        ]
        .spacing(theme::SPACE)
        .into(),
        None => space().into(),
    };
    let body = note.reader.view().map(Message::Reader);
    let receipts: Element<'_, Message> = match &note.page {
        Some(page) => receipts(&page.opened, Message::Receipt),
        None => space().into(),
    };
    let top = column![header, receipts, strip].spacing(theme::GAP);
    let inner = column![part(top), part(body)].spacing(theme::SPACE).padding(theme::SPACE);
    let content = column![menu(note), tools(note), notice, inner, foot(note)];
    let content = container(content).width(Fill).height(Fill).style(style::panel);
    let menu = note
        .strip
        .menu()
        .map(|(at, items)| (at, items.into_iter().map(|item| item.map(&Message::Strip)).collect()));
    let closed = Message::Strip(attachments::Message::MenuClosed);
    let content = context_menu(modal(content, over(note)), menu, closed).on_help(Message::Helped);
    let content = reach(content, &note.wishes);
    keys(content, |key, modifiers| on_key(note, key, modifiers)).into()
}

fn line<'a>(id: &str, value: Element<'a, Message>) -> Element<'a, Message> {
    row![label(words::text(id)).bold().width(NAME), value]
        .spacing(theme::SPACE)
        .align_y(Center)
        .into()
}

fn header<'a>(note: &'a ReadNote, page: &'a Page) -> Element<'a, Message> {
    let message = &page.opened.message;
    let at = message.date.unwrap_or(page.opened.summary.date);
    let plain = |value: String| -> Element<'a, Message> { label(value).width(Fill).into() };
    let mut lines = column![
        line("screens-read-from", plain(message.from.to_string())),
        line("screens-read-date", plain(written::in_full(at))),
        people(note, "screens-read-to", &message.to),
    ]
    .spacing(2);
    for (id, list) in [("screens-read-cc", &message.cc), ("screens-read-bcc", &message.bcc)] {
        if !list.is_empty() {
            lines = lines.push(people(note, id, list));
        }
    }
    let subject = label(note.title()).bold().width(Fill);
    lines = lines.push(line("screens-read-subject", subject.into()));
    let (flag, now) = (page.opened.summary.flag, Moment::now());
    if let Some(told) = written::flag(flag, now) {
        let told = label(told).tone(written::flag_tone(flag, now)).width(Fill);
        lines = lines.push(line("screens-written-flag", told.into()));
    }
    let urgent = match message.priority {
        Priority::High => Some((Icon::High, "screens-send-status-high")),
        Priority::Low => Some((Icon::Low, "screens-send-status-low")),
        Priority::Normal => None,
    };
    if let Some((picture, id)) = urgent {
        let value = row![icon(picture), label(words::text(id))].spacing(theme::GAP);
        lines = lines.push(line("screens-read-priority", value.into()));
    }
    lines.into()
}

fn people<'a>(note: &'a ReadNote, id: &str, list: &'a [Person]) -> Element<'a, Message> {
    let names = recipients(list, note.expanded, Message::ToggleRecipients);
    row![label(words::text(id)).bold().width(NAME), names].spacing(theme::SPACE).into()
}

fn tools(note: &ReadNote) -> Element<'_, Message> {
    let ready = note.can_work();
    let page = note.page.as_ref();
    let tool = |icon, id: &str, tip: &str, message: Message, enabled: bool| {
        Tool::new(icon, words::text(id))
            .tip(words::text(tip))
            .on_press((enabled && ready).then_some(message))
    };
    let answers = note.can_answer();
    let write =
        |icon, id: &str, tip: &str, kind| tool(icon, id, tip, Message::Write(kind), answers);
    tool_bar([
        write(Icon::Reply, "screens-read-tool-reply", "screens-read-tip-reply", Kind::Reply),
        write(
            Icon::ReplyAll,
            "screens-read-tool-reply-all",
            "screens-read-tip-reply-all",
            Kind::ReplyAll,
        ),
        write(
            Icon::Forward,
            "screens-read-tool-forward",
            "screens-read-tip-forward",
            Kind::Forward,
        ),
        Tool::separator(),
        tool(
            Icon::Move,
            "screens-center-tool-move",
            "screens-center-tip-move",
            Message::Move,
            true,
        ),
        tool(
            Icon::Delete,
            "screens-read-tool-delete",
            "screens-read-tip-delete",
            Message::Delete,
            true,
        ),
        Tool::separator(),
        tool(
            Icon::Previous,
            "screens-read-tool-previous",
            "screens-read-tip-previous",
            Message::Previous,
            page.is_some_and(|page| page.has_previous),
        ),
        tool(
            Icon::Next,
            "screens-read-tool-next",
            "screens-read-tip-next",
            Message::Next,
            page.is_some_and(|page| page.has_next),
        ),
    ])
    .into()
}

fn menu(note: &ReadNote) -> Element<'_, Message> {
    let ready = note.can_work();
    let page = note.page.as_ref();
    let item = |id: &str, key: &str, message: Message, enabled: bool| {
        let help = message.help();
        let item = MenuItem::new(words::text(id), message).help(help).enabled(enabled);
        if key.is_empty() { item } else { item.shortcut(words::text(key)) }
    };
    let save = Message::Strip(attachments::Message::Save);
    let file = vec![
        item("screens-read-menu-save-as", "screens-note-key-save", Message::SaveAs, ready),
        item("screens-read-menu-save-attachment", "", save, !note.strip.is_empty()),
        item("screens-reader-item-print", "screens-reader-key-print", Message::Print, ready),
        MenuItem::separator(),
        item("screens-reader-item-move", "screens-reader-key-move", Message::Move, ready),
        item("screens-read-menu-delete", "screens-note-key-delete", Message::Delete, ready),
        MenuItem::separator(),
        item("screens-note-menu-close", "screens-read-key-close", Message::Close, true),
    ];
    let mut edit = vec![
        item("screens-note-menu-copy", "screens-note-key-copy", Message::Press("c"), true),
        item(
            "screens-note-menu-select-all",
            "screens-note-key-select-all",
            Message::Press("a"),
            true,
        ),
    ];
    edit.push(MenuItem::separator());
    let there = page.is_some();
    edit.extend(note.reader.edit_items(there).into_iter().map(|item| item.map(&Message::Reader)));
    let mut view = vec![
        item(
            "screens-read-menu-previous",
            "screens-read-key-previous",
            Message::Previous,
            ready && page.is_some_and(|page| page.has_previous),
        ),
        item(
            "screens-read-menu-next",
            "screens-read-key-next",
            Message::Next,
            ready && page.is_some_and(|page| page.has_next),
        ),
        MenuItem::separator(),
    ];
    view.extend(note.reader.view_items(there).into_iter().map(|item| item.map(&Message::Reader)));
    let answers = ready && note.can_answer();
    let write = |id: &str, key: &str, kind, enabled| item(id, key, Message::Write(kind), enabled);
    let mail = vec![
        write("screens-read-menu-compose", "screens-read-key-compose", Kind::New, true),
        MenuItem::separator(),
        write("screens-read-menu-reply", "screens-read-key-reply", Kind::Reply, answers),
        write("screens-read-menu-reply-all", "screens-read-key-reply-all", Kind::ReplyAll, answers),
        write("screens-read-menu-forward", "screens-read-key-forward", Kind::Forward, answers),
    ];
    menu_bar([
        Menu::new(words::text("screens-note-menu-file"), file),
        Menu::new(words::text("screens-note-menu-edit"), edit),
        Menu::new(words::text("screens-note-menu-view"), view),
        Menu::new(words::text("screens-note-menu-mail"), mail),
        note.windows.menu(Message::GoTo),
        Menu::help([]),
    ])
    .on_help(Message::Helped)
    .on_print(Message::PrintKeys)
    .into()
}

fn foot(note: &ReadNote) -> Element<'_, Message> {
    let mut cells = vec![StatusCell::fill(note.status.as_str())];
    if let Some(page) = &note.page {
        let size = written::size(page.opened.summary.size);
        cells.push(StatusCell::fixed(size, 80.0));
    }
    status_or_help(&note.help, cells)
}

fn over(note: &ReadNote) -> Option<Dialog<'_, Message>> {
    let cancel = || button(words::text("screens-note-cancel"));
    if note.over == Some(Over::DeleteForGood) {
        let what = words::with("screens-read-for-good", &[("subject", &note.title())]);
        return Some(
            dialog(words::text("screens-read-for-good-title"), text(what))
                .button(
                    button(words::text("screens-read-for-good-delete"))
                        .default(true)
                        .on_press(Message::DeleteForGood),
                )
                .button(cancel().on_press(Message::Back)),
        );
    }
    if let Some(moving) = &note.moving {
        return Some(moving.view().map(Message::Moving));
    }
    if let Some(print) = &note.print {
        return Some(print.view().map(Message::Printing));
    }
    if let Some(save) = &note.save {
        return Some(save.view().map(Message::Save));
    }
    if let Some(dialog) = note.strip.dialog() {
        return Some(dialog.map(Message::Strip));
    }
    if let Some(dialog) = note.reader.dialog() {
        return Some(dialog.map(Message::Reader));
    }
    note.is_long().then(|| {
        let what = text(words::text("screens-note-opening"));
        let body = column![what, progress(Reached::Unknown).width(Fill)].spacing(theme::SPACE);
        dialog(words::text("screens-note-wait-title"), body)
            .button(cancel().on_press(Message::Cancel))
    })
}

/// Names the message of a key.
fn on_key(note: &ReadNote, key: &Key, modifiers: Modifiers) -> Option<Message> {
    let escape = matches!(key, Key::Named(Named::Escape));
    let enter = matches!(key, Key::Named(Named::Enter)) && modifiers.is_empty();
    if note.over.is_some() {
        return escape.then_some(Message::Back).or_else(|| enter.then_some(Message::DeleteForGood));
    }
    if let Some(moving) = &note.moving {
        return moving.key(key, modifiers).map(Message::Moving);
    }
    if let Some(print) = &note.print {
        return print.key(key, modifiers).map(Message::Printing);
    }
    if let Some(save) = &note.save {
        return save.key(key, modifiers).map(Message::Save);
    }
    if let Some(message) = note.strip.key(key, modifiers) {
        return Some(Message::Strip(message));
    }
    if note.strip.dialog().is_some() {
        return None;
    }
    if let Some(message) = note.reader.key(key, modifiers) {
        return Some(Message::Reader(message));
    }
    if note.reader.dialog().is_some() {
        return None;
    }
    if note.is_long() {
        return escape.then_some(Message::Cancel);
    }
    let command = modifiers.command() && !modifiers.alt();
    let letter = match key {
        Key::Character(letter) => letter.to_lowercase(),
        _ => String::new(),
    };
    match key {
        // The signs < and > have keys of their own, or share those of the comma and the dot.
        Key::Character(_) if command => match letter.as_str() {
            "," => Some(Message::Previous),
            "<" if !modifiers.shift() => Some(Message::Previous),
            "." | ">" | "<" => Some(Message::Next),
            "r" if modifiers.shift() => Some(Message::Write(Kind::ReplyAll)),
            "r" => Some(Message::Write(Kind::Reply)),
            "f" => Some(Message::Write(Kind::Forward)),
            "n" => Some(Message::Write(Kind::New)),
            "m" => Some(Message::Move),
            "s" => Some(Message::SaveAs),
            "p" => Some(Message::Print),
            "d" => Some(Message::Delete),
            "w" => Some(Message::Close),
            _ => None,
        },
        Key::Named(Named::F4) if command => Some(Message::Close),
        Key::Named(Named::Delete) if modifiers.is_empty() => Some(Message::Delete),
        _ if escape => Some(Message::Close),
        _ => None,
    }
}

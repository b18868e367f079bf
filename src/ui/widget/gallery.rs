//! Draws every widget in every look into `target/pictures`, to be looked at.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, text_editor};
use iced::{Element, Event, Length, Point, Size, mouse};
use iced_test::simulator::Simulator;

use super::label::Tone;
use super::progress::Reached;
use super::status::StatusCell;
use super::testing::{press, settings};
use super::*;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::{Look, style};

fn menus() -> Vec<Menu<u8>> {
    let items = vec![
        MenuItem::new("&Open message", 0).shortcut("Ctrl+O"),
        MenuItem::new("&Move…", 0).shortcut("Ctrl+M").enabled(false),
        MenuItem::separator(),
        MenuItem::new("&Reading pane", 0).checked(true),
        MenuItem::submenu(
            "&Look",
            [
                MenuItem::new("&Classic", 0).chosen(true),
                MenuItem::new("&Light", 0),
                MenuItem::new("&Dark", 0),
            ],
        ),
        MenuItem::separator(),
        MenuItem::new("E&xit and sign out", 0).shortcut("Alt+F4"),
    ];
    vec![
        Menu::new("&File", items),
        Menu::new("&Edit", []),
        Menu::new("&View", []),
        Menu::new("&Mail", []),
        Menu::new("&Help", []),
    ]
}

fn tools() -> ToolBar<u8> {
    tool_bar([
        Tool::new(Icon::Compose, "Compose").on_press(1),
        Tool::separator(),
        Tool::new(Icon::Reply, "Reply").on_press(1),
        Tool::new(Icon::ReplyAll, "Reply all").on_press(1),
        Tool::new(Icon::Forward, "Forward").on_press(1),
        Tool::separator(),
        Tool::new(Icon::Move, "Move"),
        Tool::new(Icon::Delete, "Delete"),
        Tool::separator(),
        Tool::new(Icon::Previous, "Previous").on_press(1),
        Tool::new(Icon::Next, "Next").on_press(1),
    ])
}

fn folders() -> Vec<TreeItem<'static>> {
    vec![
        TreeItem::new("Private folders", 0).icon(Icon::Mailslot).expanded(Some(true)),
        TreeItem::new("Inbox", 1).icon(Icon::Inbox).unread(12),
        TreeItem::new("Outbox", 1).icon(Icon::Outbox),
        TreeItem::new("Sent mail", 1).icon(Icon::Sent),
        TreeItem::new("Drafts", 1).icon(Icon::Drafts),
        TreeItem::new("Wastebasket", 1).icon(Icon::Trash),
        TreeItem::new("Projects", 1).icon(Icon::OpenFolder).expanded(Some(true)),
        TreeItem::new("A folder with a rather long name", 2).icon(Icon::Folder).unread(3),
        TreeItem::new("Closed", 2).icon(Icon::Folder).expanded(Some(false)),
    ]
}

fn headers() -> Vec<Column> {
    vec![
        Column::new("!", 22.0).icon(Icon::High),
        Column::new("", 22.0).icon(Icon::Paperclip),
        Column::new("From", 120.0).sortable(),
        Column::new("Subject", 120.0).fill().sortable(),
        Column::new("Received", 110.0).sortable(),
        Column::new("Size", 60.0).align(iced::alignment::Horizontal::Right),
    ]
}

fn message(row: usize, column: usize) -> Cell<'static> {
    let unread = row.is_multiple_of(3);
    match column {
        0 => Cell::picture(match row % 4 {
            1 => Some(Icon::High),
            3 => Some(Icon::Low),
            _ => None,
        }),
        1 => Cell::picture((row % 5 == 2).then_some(Icon::Paperclip)),
        2 => Cell::text(format!("Sender number {row}"))
            .icon(if unread { Icon::Envelope } else { Icon::OpenEnvelope })
            .bold(unread),
        3 => Cell::text(format!("About {row}: the quick brown fox jumps over the lazy dog again"))
            .bold(unread)
            .tone(if row == 5 { Tone::Muted } else { Tone::Normal }),
        4 => Cell::text("31 Dec 1995 23:59"),
        _ => Cell::text(format!("{} KB", row * 17 + 1)),
    }
}

fn main_window(dialog: Option<Dialog<'_, u8>>, at: Option<Point>) -> Element<'_, u8> {
    let list = List::new(100_000, headers(), message, |_| 2)
        .id("list")
        .selected(|row| row == 1 || row == 3)
        .cursor(Some(3))
        .sort(4, false);
    let tree = Tree::new(folders(), Some(1), |_| 3).id("tree");
    let reading = column![
        row![label("From:").bold().width(60.0), label("Sender number 3").width(Length::Fill)],
        row![label("Subject:").bold().width(60.0), label("About 3").width(Length::Fill)],
        label(
            "The quick brown fox jumps over the lazy dog, and over many other animals that sleep."
        )
        .width(Length::Fill),
    ]
    .spacing(4)
    .padding(8);
    let right = rows(
        bevel(Edge::Sunken, list),
        bevel(Edge::Sunken, reading).window().width(Length::Fill).height(Length::Fill),
    )
    .keep(Pane::First, 250.0)
    .on_resize(|_| 4);
    let body = columns(bevel(Edge::Sunken, tree), right).keep(Pane::First, 190.0).on_resize(|_| 4);
    let status = status_bar([
        StatusCell::fill("100,000 messages, 33,334 unread"),
        StatusCell::fixed("Connected", 110.0).icon(Icon::Connected),
        StatusCell::fixed("Ann Smith", 110.0).icon(Icon::Person),
    ]);
    let window = container(column![menu_bar(menus()), tools(), body, status]).style(style::panel);
    let items = || {
        vec![
            MenuItem::new("&Open", 9),
            MenuItem::new("&Reply", 9).shortcut("Ctrl+R"),
            MenuItem::separator(),
            MenuItem::new("&Delete", 9).shortcut("Del").enabled(false),
        ]
    };
    keys(context_menu(modal(window, dialog), at.map(|at| (at, items())), 8), |_, _| None).into()
}

fn controls(editor: &text_editor::Content) -> Element<'_, u8> {
    let left = column![
        field("&Name:", "ASMITH").id("name").on_input(|_| 0),
        field("&Password:", "secret").secure().on_input(|_| 0),
        field("&Fixed:", "cannot be changed"),
        field("Fi&nd:", "").placeholder("words to look for").on_input(|_| 0),
        check_box("&Remember the name", true).on_toggle(|_| 0).id("check"),
        check_box("&Ask when leaving", false).on_toggle(|_| 0),
        check_box("Not now", true),
        group_box(
            "&Look",
            column![
                radio("&Classic", &1, Some(&1)).on_toggle(|_| 0).id("radio"),
                radio("L&ight", &2, Some(&1)).on_toggle(|_| 0),
                radio("&Dark", &3, Some(&1)),
            ]
            .spacing(2),
        )
        .width(Length::Fill),
        row![
            button("OK").default(true).on_press(0),
            button("&Cancel").on_press(0).id("cancel"),
            button("Dis&abled"),
            button("&Browse…").icon(Icon::Folder).on_press(0),
        ]
        .spacing(8),
        row![
            button("Flat").flat().on_press(0),
            button("Flat off").flat(),
            choice(["High priority", "Normal"], Some(0)).on_choose(|_| 0).id("choice"),
            choice(["Nothing to choose"], Some(0)),
        ]
        .spacing(8),
    ]
    .spacing(8)
    .width(380);
    let right = column![
        progress(Reached::Part(0.6)),
        progress(Reached::Unknown),
        progress(Reached::Idle),
        label("An ordinary label that is longer than its room, so that it ends in an ellipsis")
            .width(Length::Fill),
        label("Muted").tone(Tone::Muted),
        label("Danger").tone(Tone::Danger),
        label("Warning").tone(Tone::Warning),
        label("Success").tone(Tone::Success),
        label("Monospaced 0123").mono(),
        container(label("A note about something that went wrong")).padding(6).style(style::error),
        container(label("A note about something to watch out for"))
            .padding(6)
            .style(style::warning),
        container(label("A banner")).padding(6).width(Length::Fill).style(style::banner),
        bevel(
            Edge::Sunken,
            text_editor(editor).size(12).height(80).padding(4).style(style::editor)
        )
        .ring(),
        row(Icon::ALL.iter().take(17).map(|i| icon(*i).into())).spacing(2),
        row(Icon::ALL.iter().skip(17).map(|i| icon(*i).into())).spacing(2),
    ]
    .spacing(8)
    .width(Length::Fill);
    container(row![left, right].spacing(20).padding(12))
        .width(Length::Fill)
        .height(Length::Fill)
        .style(style::panel)
        .into()
}

fn picture(name: &str, look: Look, ui: &mut Simulator<'_, u8>) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/target/pictures");
    let file = format!("{folder}/{name}-{}.png", look.name());
    let written = format!("{folder}/{name}-{}-tiny-skia.png", look.name());
    #[expect(clippy::disallowed_methods, reason = "a picture is only written where none is")]
    let _ = std::fs::remove_file(written);
    assert!(ui.snapshot(&look.theme()).unwrap().matches_image(file).unwrap());
}

fn window(view: Element<'_, u8>) -> Simulator<'_, u8> {
    Simulator::with_size(settings(), Size::new(800.0, 520.0), view)
}

fn tab(ui: &mut Simulator<'_, u8>, times: usize) {
    for _ in 0..times {
        let _ = ui.simulate([press(Key::Named(Named::Tab), Modifiers::empty())]);
    }
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_of_every_widget() {
    for look in Look::ALL {
        let mut ui = window(main_window(None, None));
        let list = ui.find(iced_test::selector::id("list")).unwrap();
        ui.point_at(list.bounds().center());
        tab(&mut ui, 3);
        picture("main", look, &mut ui);

        let mut ui = window(main_window(None, None));
        let _ = ui.click("File").unwrap();
        let at = ui.find("Look").unwrap().bounds().center();
        ui.point_at(at);
        let moved = Event::Mouse(mouse::Event::CursorMoved { position: at });
        let _ = ui.simulate([moved.clone()]);
        picture("menu", look, &mut ui);

        let mut ui = window(main_window(None, Some(Point::new(760.0, 500.0))));
        picture("context", look, &mut ui);

        let body = column![
            label("The message file does not belong to this account.").bold(),
            field("&Password:", "").id("old").secure().on_input(|_| 0),
        ]
        .spacing(8);
        let dialog = dialog("Invalid message file", body)
            .button(button("OK").default(true).on_press(0))
            .button(button("Cancel").on_press(0));
        let mut ui = window(main_window(Some(dialog), None));
        picture("dialog", look, &mut ui);

        let editor = text_editor::Content::with_text("A body to write in.\nSecond line.");
        let mut ui = window(keys(controls(&editor), |_, _| None).into());
        picture("controls", look, &mut ui);
        for (times, name) in [
            (1, "focus-field"),
            (3, "focus-check"),
            (2, "focus-radio"),
            (2, "focus-button"),
            (5, "focus-choice"),
        ] {
            tab(&mut ui, times);
            picture(name, look, &mut ui);
        }
    }
}

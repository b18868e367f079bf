//! What the main window shows, and how often it looks for new mail.

use iced::widget::{column, container, row, space};
use iced::{Center, Element, Length, Task};

use super::kept::Kept;
use super::page::Page;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::{self, style};
use crate::ui::widget::check::stepped;
use crate::ui::widget::{caption, check_box, field, group_box, label, paragraph, radio};
use crate::words;

/// The minutes between two looks for new mail (KB Q126242).
const MINUTES: std::ops::RangeInclusive<u32> = 1..=9999;

/// Where the reading pane can be, as the settings write it.
const PANES: [&str; 3] = ["right", "below", "off"];
const PANE_IDS: [&str; 3] = ["options-right", "options-below", "options-off"];

/// The page.
#[derive(Debug)]
pub(super) struct General {
    minutes: String,
    wrong_minutes: bool,
    pub(super) pane: Option<usize>,
    tool_bar: bool,
    status_bar: bool,
    chime: bool,
    notify: bool,
    names: bool,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The minutes were typed.
    MinutesTyped(String),
    /// A place of the reading pane was chosen, by its number.
    PaneChosen(usize),
    /// An arrow key goes to the place before or after.
    PaneStepped(i64),
    /// The tool bar was switched on or off.
    ToolBarToggled(bool),
    /// The status bar was switched on or off.
    StatusBarToggled(bool),
    /// The chime was switched on or off.
    ChimeToggled(bool),
    /// Notifications were switched on or off.
    NotifyToggled(bool),
    /// Names in notifications were switched on or off.
    NamesToggled(bool),
}

impl Page for General {
    type Message = Message;

    fn title() -> String {
        words::text("screens-options-general")
    }

    fn open(kept: &Kept) -> Self {
        let settings = &kept.settings;
        Self {
            minutes: settings.check_minutes.to_string(),
            wrong_minutes: false,
            pane: PANES.iter().position(|pane| *pane == settings.reading_pane),
            tool_bar: settings.tool_bar,
            status_bar: settings.status_bar,
            chime: settings.receiving.chime,
            notify: settings.receiving.notify,
            names: settings.receiving.notify_names,
        }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::MinutesTyped(text) => {
                self.minutes = text;
                self.wrong_minutes = false;
            }
            Message::PaneChosen(at) => self.pane = Some(at),
            Message::PaneStepped(by) => {
                let at = stepped(self.pane, by, PANES.len());
                self.pane = Some(at);
                let id = PANE_IDS.get(at).copied().unwrap_or_default();
                return iced::widget::operation::focus(id);
            }
            Message::ToolBarToggled(on) => self.tool_bar = on,
            Message::StatusBarToggled(on) => self.status_bar = on,
            Message::ChimeToggled(on) => self.chime = on,
            Message::NotifyToggled(on) => self.notify = on,
            Message::NamesToggled(on) => self.names = on,
        }
        Task::none()
    }

    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str> {
        let settings = &mut kept.settings;
        match self.minutes.trim().parse() {
            Ok(minutes) if MINUTES.contains(&minutes) => settings.check_minutes = minutes,
            _ => {
                self.wrong_minutes = true;
                return Err("options-minutes");
            }
        }
        if let Some(pane) = self.pane.and_then(|at| PANES.get(at)) {
            (*pane).clone_into(&mut settings.reading_pane);
        }
        settings.tool_bar = self.tool_bar;
        settings.status_bar = self.status_bar;
        settings.receiving.chime = self.chime;
        settings.receiving.notify = self.notify;
        settings.receiving.notify_names = self.names;
        Ok(())
    }

    fn view(&self) -> Element<'_, Message> {
        let groups = row![
            group_box(words::text("screens-options-pane"), self.panes()).width(Length::Fill),
            group_box(words::text("screens-options-window"), self.shown()).width(Length::Fill),
        ]
        .spacing(theme::MARGIN);
        column![groups, self.mail()].spacing(theme::MARGIN).into()
    }
}

impl General {
    fn panes(&self) -> Element<'_, Message> {
        let names = [
            words::text("screens-options-right"),
            words::text("screens-options-below"),
            words::text("screens-options-off"),
        ];
        column(names.into_iter().zip(PANE_IDS).enumerate().map(|(at, (name, id))| {
            radio(name, &at, self.pane.as_ref())
                .id(id)
                .on_toggle(move |_| Message::PaneChosen(at))
                .on_step(Message::PaneStepped)
                .into()
        }))
        .spacing(theme::GAP)
        .width(Length::Fill)
        .into()
    }

    fn shown(&self) -> Element<'_, Message> {
        column![
            check_box(words::text("screens-options-tool-bar"), self.tool_bar)
                .on_toggle(Message::ToolBarToggled),
            check_box(words::text("screens-options-status-bar"), self.status_bar)
                .on_toggle(Message::StatusBarToggled),
            // The group is as high as its neighbour.
            space().height(theme::LINE + theme::GAP),
        ]
        .spacing(theme::GAP)
        .width(Length::Fill)
        .into()
    }

    fn mail(&self) -> Element<'_, Message> {
        let minutes = field("", &self.minutes)
            .id("options-minutes")
            .width(60.0)
            .on_input(Message::MinutesTyped);
        let line = row![
            caption(words::text("screens-options-every")),
            minutes,
            label(words::text("screens-options-minutes")),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        let names = check_box(words::text("screens-news-names"), self.names && self.notify);
        // Without a notification there is nothing that names anybody.
        let names = if self.notify { names.on_toggle(Message::NamesToggled) } else { names };
        let told = column![
            check_box(words::text("screens-news-chime"), self.chime)
                .on_toggle(Message::ChimeToggled),
            check_box(words::text("screens-news-notify"), self.notify)
                .on_toggle(Message::NotifyToggled),
            row![space().width(theme::INDENT), names],
        ]
        .spacing(theme::GAP);
        let mut content = column![line, told].spacing(theme::SPACE).width(Length::Fill);
        if self.wrong_minutes {
            content = content.push(
                container(
                    row![
                        icon(Icon::Error),
                        paragraph(words::text("screens-options-wrong-minutes"))
                    ]
                    .spacing(theme::SPACE),
                )
                .padding(theme::SPACE)
                .width(Length::Fill)
                .style(style::error),
            );
        }
        group_box(words::text("screens-options-mail"), content).width(Length::Fill).into()
    }
}

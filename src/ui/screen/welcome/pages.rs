//! The pages of the welcome: the choices, connecting, creating.

use iced::widget::{column, row, space};
use iced::{Center, Element, Fill};

use super::{Input, Message, Welcome};
use crate::ui::dialog::Secret;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme;
use crate::ui::widget::field::Field;
use crate::ui::widget::{button, field, paragraph};
use crate::words;

impl Welcome {
    pub(super) fn choices(&self) -> Element<'_, Message> {
        let idle = !self.pending.is_pending();
        let choice =
            |id: &'static str, caption: String, text: String, picture, message: Message| {
                row![
                    icon(picture),
                    column![
                        button(caption).id(id).width(Fill).on_press_maybe(idle.then_some(message)),
                        paragraph(text),
                    ]
                    .spacing(theme::GAP),
                ]
                .spacing(theme::MARGIN)
            };
        column![
            paragraph(words::text("screens-welcome-text")),
            choice(
                "connect",
                words::text("screens-welcome-connect"),
                words::text("screens-welcome-connect-text"),
                Icon::Mailslot,
                Message::Connect
            ),
            choice(
                "create",
                words::text("screens-welcome-create"),
                words::text("screens-welcome-create-text"),
                Icon::Folder,
                Message::Create
            ),
            choice(
                "look-around",
                words::text("screens-welcome-look-around"),
                words::text("screens-welcome-look-around-text"),
                Icon::Search,
                Message::LookAround
            ),
            row![
                space::horizontal(),
                button(if self.can_go_back {
                    words::text("screens-back")
                } else {
                    words::text("screens-exit")
                })
                .on_press(if self.can_go_back {
                    Message::GoBack
                } else {
                    Message::Quit
                }),
            ],
        ]
        .spacing(theme::MARGIN)
        .into()
    }

    pub(super) fn connect_page(&self) -> Element<'_, Message> {
        let idle = !self.pending.is_pending();
        column![
            paragraph(words::text("screens-welcome-connect-explained")),
            row![
                field(words::text("screens-folder"), &self.form.path)
                    .id("path")
                    .on_input(|t| Message::Typed(Input::Path, t))
                    .on_submit(Message::Submit)
                    .width(Fill),
                button(words::text("screens-browse")).on_press(Message::Browse),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
            row![
                space::horizontal(),
                button(words::text("screens-welcome-connect-now"))
                    .id("submit")
                    .default(true)
                    .on_press_maybe(idle.then_some(Message::Submit)),
                button(words::text("screens-back")).on_press(Message::GoBack),
            ]
            .spacing(theme::SPACE),
        ]
        .spacing(theme::MARGIN)
        .into()
    }

    pub(super) fn create_page(&self) -> Element<'_, Message> {
        fn secret<'a>(caption: String, value: &'a Secret, id: &'static str) -> Field<'a, Message> {
            field(caption, value.typed())
                .id(id)
                .caption_width(110.0)
                .secure()
                .on_submit(Message::Submit)
        }
        let idle = !self.pending.is_pending();
        let input = |caption: String, value, id: &'static str, input: Input| {
            field(caption, value)
                .id(id)
                .caption_width(110.0)
                .on_input(move |t| Message::Typed(input, t))
                .on_submit(Message::Submit)
        };
        let form = &self.form;
        let where_to = self.home.join("postoffice");
        column![
            paragraph(words::with(
                "screens-welcome-create-explained",
                &[("path", &where_to.display())]
            )),
            input(words::text("screens-network-field"), &form.network, "network", Input::Network),
            input(
                words::text("screens-postoffice-field"),
                &form.postoffice,
                "postoffice",
                Input::Postoffice
            ),
            input(words::text("screens-mailbox-field"), &form.mailbox, "mailbox", Input::Mailbox),
            input(
                words::text("screens-full-name-field"),
                &form.full_name,
                "full-name",
                Input::FullName
            ),
            secret(words::text("screens-password-field"), &form.password, "password")
                .on_input(|t| Message::PasswordTyped(Secret::new(t))),
            secret(words::text("screens-verify-field"), &form.verify, "verify")
                .on_input(|t| Message::VerifyTyped(Secret::new(t))),
            row![
                space::horizontal(),
                button(words::text("screens-welcome-create-now"))
                    .id("submit")
                    .default(true)
                    .on_press_maybe(idle.then_some(Message::Submit)),
                button(words::text("screens-back")).on_press(Message::GoBack),
            ]
            .spacing(theme::SPACE),
        ]
        .spacing(theme::SPACE)
        .into()
    }
}

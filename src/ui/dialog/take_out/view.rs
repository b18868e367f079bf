//! Draws Export Mail: what is asked, how far it is, what was done.

use iced::widget::{column, row};
use iced::{Center, Fill};

use super::{Message, TakeOut, Which};
use crate::interchange::Format;
use crate::ui::dialog::Secret;
use crate::ui::theme::{self, style};
use crate::ui::widget::progress::Reached;
use crate::ui::widget::{Dialog, button, choice, dialog, field, label, paragraph, progress, radio};
use crate::words;

/// The room of captions.
const CAPTION: f32 = 90.0;

impl TakeOut {
    pub(super) fn draw(&self) -> Dialog<'_, Message> {
        let title = words::text("screens-take-out-title");
        if let Some(report) = &self.done {
            let path = report.manifest_csv.display();
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("unreadable", &report.counts.unreadable), ("path", &path)];
            let body = column![
                paragraph(words::count("screens-take-out-done", report.counts.exported, &values)),
                paragraph(words::with("screens-bring-in-manifest", &values)).style(style::muted),
            ];
            return dialog(title, body.spacing(theme::SPACE)).width(520.0).button(
                button(words::text("screens-ok"))
                    .id("take-out-ok")
                    .default(true)
                    .on_press(Message::Submit),
            );
        }
        let forms = [
            "screens-take-out-eml",
            "screens-take-out-mbox",
            "screens-take-out-maildir",
            "screens-take-out-text-form",
            "screens-take-out-json",
            "screens-take-out-restante",
        ]
        .map(words::text);
        let form = Format::ALL.iter().position(|format| *format == self.format);
        let which = |which: Which, id: &str, may: bool| {
            let radio = radio(words::text(id), &which, Some(&self.which));
            if may { radio.on_toggle(move |_| Message::Meant(which)) } else { radio }
        };
        let input = |caption: &str, value, id: &'static str| {
            field(words::text(caption), value)
                .caption_width(CAPTION)
                .id(id)
                .on_submit(Message::Submit)
                .width(Fill)
        };
        let mut body = column![
            paragraph(words::text("screens-take-out-text")),
            row![
                field(words::text("screens-take-out-path"), &self.path)
                    .caption_width(CAPTION)
                    .id("take-out-path")
                    .on_input(Message::Typed)
                    .on_submit(Message::Submit)
                    .width(Fill),
                button(words::text("screens-browse")).on_press(Message::Browse),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
            row![
                label(words::text("screens-take-out-form")).width(CAPTION),
                choice(forms, form).id("take-out-form").on_choose(Message::Formed).width(Fill),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
            row![
                label(words::text("screens-take-out-which")).width(CAPTION),
                column![
                    which(Which::All, "screens-take-out-all", true),
                    which(Which::Folder, "screens-take-out-folder", self.folder.is_some()),
                    which(
                        Which::Selection,
                        "screens-take-out-selection",
                        !self.selection.is_empty()
                    ),
                ]
                .spacing(2),
            ]
            .spacing(theme::SPACE),
            row![
                input("screens-take-out-from", &self.from, "take-out-from")
                    .on_input(Message::FromTyped),
                input("screens-take-out-until", &self.until, "take-out-until")
                    .on_input(Message::UntilTyped),
            ]
            .spacing(theme::SPACE),
            input("screens-take-out-search", &self.search, "take-out-search")
                .on_input(Message::SearchTyped),
        ]
        .spacing(theme::SPACE);
        if self.format == Format::Restante {
            let password =
                input("screens-take-out-password", self.password.typed(), "take-out-password");
            let again = input("screens-take-out-again", self.again.typed(), "take-out-again");
            body = body
                .push(password.secure().on_input(|t| Message::PasswordTyped(Secret::new(t))))
                .push(again.secure().on_input(|t| Message::AgainTyped(Secret::new(t))));
        }
        if self.pending.is_long() {
            let (done, all) = self.reached;
            #[expect(clippy::cast_precision_loss, reason = "a bar of some hundred pixels")]
            let part = Reached::Part(done as f32 / all.max(1) as f32);
            let words = words::with("screens-import-progress", &[("done", &done), ("total", &all)]);
            body = body.push(progress(part).width(Fill)).push(label(words).width(Fill));
        }
        if let Some((summary, hint)) = &self.failure {
            body = body.push(paragraph(summary.as_str()).style(style::danger));
            body = body.push(paragraph(hint.as_str()).style(style::muted));
        }
        let now = if self.waits { "screens-take-out-go-on" } else { "screens-take-out-now" };
        let ready = !self.pending.is_pending() && !self.path.trim().is_empty();
        dialog(title, body)
            .width(520.0)
            .button(
                button(words::text(now))
                    .id("take-out-now")
                    .default(true)
                    .on_press_maybe(ready.then_some(Message::Submit)),
            )
            .button(button(words::text("screens-cancel")).on_press(Message::Cancel))
    }
}

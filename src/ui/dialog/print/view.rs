//! How Print looks: what can be chosen at the left, the page at the right.

use iced::widget::scrollable::{Direction, Scrollbar};
use iced::widget::{column, container, image, row, scrollable, space, text};
use iced::{Center, Element, Fill};

use super::{MARGINS, Message, Print, Printers, ZOOMS};
use crate::ui::theme::{self, style};
use crate::ui::widget::progress::Reached;
use crate::ui::widget::{
    Dialog, Edge, bevel, button, check_box, choice, dialog, label, paragraph, progress,
};
use crate::words;

/// The height of a page that fits into the dialog.
pub(super) const FIT: f32 = 330.0;
/// The width of the choices.
const CHOICES: f32 = 214.0;
/// The room of their captions.
const CAPTION: f32 = 62.0;

impl Print {
    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        if let Some(saving) = &self.saving {
            return saving.view().map(Message::Saving);
        }
        let body = row![
            container(self.choices()).width(CHOICES),
            column![self.paper(), self.pager()].spacing(theme::SPACE).width(Fill),
        ]
        .spacing(theme::MARGIN);
        let print = button(words::text("screens-print-now"))
            .default(self.can_print())
            .on_press_maybe(self.can_print().then_some(Message::Submit));
        let pdf = button(words::text("screens-print-pdf"))
            .default(!self.can_print() && self.is_ready())
            .on_press_maybe(self.is_ready().then_some(Message::Pdf));
        dialog(words::text("screens-print-title"), body)
            .width(620.0)
            .button(print)
            .button(pdf)
            .button(button(words::text("screens-note-cancel")).on_press(Message::Cancel))
    }

    fn choices(&self) -> Element<'_, Message> {
        let line = |id: &str, what: Element<'static, Message>| {
            row![label(words::text(id)).width(CAPTION), what].spacing(theme::SPACE).align_y(Center)
        };
        let what = match &self.desk {
            Some(_) => words::count("screens-print-what", self.ids.len() as u64, &[]),
            None => self.subject.clone(),
        };
        let mut shown = column![paragraph(what)].spacing(theme::SPACE);
        match &self.printers {
            Some(Printers::Known(names)) => {
                let names = choice(names.iter().cloned(), Some(self.printer))
                    .on_choose(Message::Printer)
                    .width(Fill);
                let copies = choice((1..=9).map(|n| n.to_string()), Some(self.copies as usize - 1));
                let copies = copies.on_choose(Message::Copies);
                shown = shown
                    .push(line("screens-print-printer", names.into()))
                    .push(line("screens-print-copies", copies.into()));
            }
            Some(Printers::ByProgram) => {
                let told = paragraph(words::text("screens-print-by-program")).style(style::muted);
                shown = shown.push(told);
            }
            Some(Printers::Missing) => {
                let told = paragraph(words::text("screens-print-missing"));
                let told = container(told).padding(theme::SPACE).style(style::warning);
                shown = shown.push(told);
            }
            None => {}
        }
        let papers = [words::text("screens-print-a4"), words::text("screens-print-letter")];
        let paper = usize::from(self.printing.paper == "letter");
        let papers = choice(papers, Some(paper)).on_choose(Message::Paper).width(Fill);
        let margins = MARGINS.map(|m| words::with("screens-print-millimetres", &[("margin", &m)]));
        let at = MARGINS.iter().position(|margin| *margin == self.printing.margin);
        let margins = choice(margins, at).on_choose(Message::Margin).width(Fill);
        shown = shown
            .push(line("screens-print-paper", papers.into()))
            .push(line("screens-print-margins", margins.into()));
        if self.ids.len() > 1 {
            let together = check_box(words::text("screens-print-together"), self.printing.together);
            shown = shown.push(together.on_toggle(Message::Together));
        }
        if self.desk.is_some() {
            let pictures = check_box(words::text("screens-print-pictures"), self.printing.pictures);
            shown = shown.push(pictures.on_toggle(Message::Pictures));
        }
        if self.pages.as_ref().is_some_and(|pages| pages.cut) {
            shown = shown.push(paragraph(words::text("screens-print-cut")).style(style::danger));
        }
        if let Some((summary, hint)) = &self.failure {
            shown = shown.push(text(summary.as_str()).style(style::danger));
            shown = shown.push(text(hint.as_str()).style(style::muted));
        }
        if self.pending.is_long() {
            let read = self.notes.len() as f32 / self.ids.len().max(1) as f32;
            let reached = if read < 1.0 { Reached::Part(read) } else { Reached::Unknown };
            shown = shown.push(progress(reached).width(Fill));
        }
        shown.into()
    }

    /// Shows the page.
    fn paper(&self) -> Element<'_, Message> {
        let page: Element<'_, Message> = match &self.picture {
            Some((handle, width, height)) => {
                let page = image(handle.clone()).width(*width).height(*height);
                container(page).padding(theme::GAP).into()
            }
            None => container(label(words::text("screens-print-setting"))).padding(40).into(),
        };
        let bar = || Scrollbar::new().width(theme::SCROLL).scroller_width(theme::SCROLL).spacing(0);
        let page = scrollable(page)
            .direction(Direction::Both { vertical: bar(), horizontal: bar() })
            .style(style::scroll);
        let page =
            container(page).center_x(Fill).height(FIT + 2.0 * theme::GAP).style(style::desktop);
        bevel(Edge::Sunken, page).width(Fill).into()
    }

    /// Leads through the pages.
    fn pager(&self) -> Element<'_, Message> {
        let count = self.pages.as_ref().map_or(0, |pages| pages.pages.len());
        let turn = |id: &str, forward: bool, may: bool| {
            button(words::text(id)).on_press_maybe(may.then_some(Message::Turn(forward)))
        };
        let number = if count == 0 {
            String::new()
        } else {
            let at = self.page + 1;
            let values: [(&str, &dyn std::fmt::Display); 2] = [("page", &at), ("pages", &count)];
            words::with("screens-print-number", &values)
        };
        let zooms = ZOOMS.map(|zoom| {
            if zoom > 0.0 {
                words::with("screens-print-zoom", &[("percent", &(zoom * 100.0))])
            } else {
                words::text("screens-print-fit")
            }
        });
        row![
            turn("screens-print-before", false, self.page > 0),
            turn("screens-print-next", true, self.page + 1 < count),
            label(number).width(Fill),
            space().width(theme::GAP),
            choice(zooms, Some(self.zoom)).on_choose(Message::Zoom).width(112.0),
        ]
        .spacing(theme::GAP)
        .align_y(Center)
        .into()
    }
}

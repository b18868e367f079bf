//! How the text looks: what is said above it, the search, the text, the way through its parts, and
//! the question before a link is opened.

use iced::widget::{column, container, row, space, text};
use iced::{Center, Element, Fill};

use super::{Doubt, FIND, Message, Order, Place, Reader};
use crate::ui::icon::{Icon, icon};
use crate::ui::screen::body;
use crate::ui::theme::{self, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::{Dialog, Edge, bevel, button, dialog, field, label, paragraph};
use crate::words;

impl Reader {
    /// Shows the text and what belongs to it. The parts keep their places, so that the text keeps
    /// its own when one of them comes or goes.
    pub(in crate::ui) fn view(&self) -> Element<'_, Message> {
        let fixed = self.fixed || self.source.is_some();
        let text = body::reading(
            &self.content,
            self.id.clone(),
            fixed,
            self.epoch,
            self.marks.clone(),
            Message::Clicked,
            Message::Looked,
        );
        column![self.said(), self.search(), text, self.parts()].width(Fill).height(Fill).into()
    }

    /// Says what was done to the text, where something was.
    fn said(&self) -> Element<'_, Message> {
        if !self.html || self.source.is_some() {
            return space().into();
        }
        let told =
            row![icon(Icon::Information), label(words::text("screens-reader-html")).width(Fill)]
                .spacing(theme::GAP)
                .align_y(Center);
        container(told).padding([2.0, 6.0]).width(Fill).style(style::banner).into()
    }

    fn search(&self) -> Element<'_, Message> {
        let Some(find) = &self.find else { return space().into() };
        let told = match (find.query.is_empty(), find.hits.len()) {
            (true, _) => String::new(),
            (false, 0) => words::text("screens-reader-find-none"),
            (false, all) => {
                let values: [(&str, &dyn std::fmt::Display); 1] = [("at", &(find.at + 1))];
                words::count("screens-reader-find-at", all as u64, &values)
            }
        };
        let tone = if find.hits.is_empty() { Tone::Danger } else { Tone::Muted };
        let query = field(words::text("screens-reader-find"), &find.query)
            .caption_width(36.0)
            .id(FIND)
            .on_input(Message::Typed)
            .on_submit(Message::Ordered(Order::Find));
        let go = |id: &str, order: Order| {
            let there = !find.hits.is_empty();
            button(words::text(id)).on_press_maybe(there.then_some(Message::Ordered(order)))
        };
        let strip = row![
            query,
            label(told).tone(tone).width(90.0),
            go("screens-reader-find-next", Order::Find),
            go("screens-reader-find-before", Order::FindBefore),
            button(words::text("screens-reader-find-close")).on_press(Message::FindClosed),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        bevel(Edge::ThinRaised, strip).face().padding([3.0, 6.0]).width(Fill).into()
    }

    /// Leads through the parts of a long text.
    fn parts(&self) -> Element<'_, Message> {
        let (part, parts) = self.part();
        if parts < 2 {
            return space().into();
        }
        let values: [(&str, &dyn std::fmt::Display); 2] = [("part", &part), ("parts", &parts)];
        let told = label(words::with("screens-reader-part", &values)).tone(Tone::Muted);
        let go = |id: &str, order: Order| {
            let message = self.can(order).then_some(Message::Ordered(order));
            button(words::text(id)).on_press_maybe(message)
        };
        let strip = row![
            told,
            space().width(Fill),
            go("screens-reader-part-before", Order::PartBefore),
            go("screens-reader-part-after", Order::PartAfter),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        container(strip).padding([2.0, 6.0]).width(Fill).into()
    }

    /// Returns whether the link in question can be opened from a letter.
    pub(super) fn opens(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| !matches!(asked.place, Place::Elsewhere(_)))
    }

    /// Returns the question that lies over the window.
    pub(in crate::ui) fn dialog(&self) -> Option<Dialog<'_, Message>> {
        let asked = self.asked.as_ref()?;
        let told = match &asked.place {
            Place::Page(_) => "screens-reader-link-page",
            Place::Mail(_) => "screens-reader-link-mail",
            Place::Mailbox(_) => "screens-reader-link-mailbox",
            Place::Elsewhere(_) => "screens-reader-link-elsewhere",
        };
        let target = text(asked.place.shown()).wrapping(text::Wrapping::WordOrGlyph).width(Fill);
        let target = container(target).padding(theme::GAP).width(Fill).max_height(120.0).clip(true);
        let target = bevel(Edge::Sunken, target).window().width(Fill);
        let mut body = column![paragraph(words::text(told)), target].spacing(theme::SPACE);
        if let Some(doubt) = asked.doubt {
            let why = match doubt {
                Doubt::OtherPlace => {
                    words::with("screens-reader-doubt-other", &[("text", &asked.text)])
                }
                Doubt::Disguised => words::text("screens-reader-doubt-disguised"),
            };
            let why = row![icon(Icon::Warning), paragraph(why)].spacing(theme::SPACE);
            let why = container(why).padding(theme::SPACE).width(Fill).style(style::warning);
            body = body.push(why);
        }
        let safe = asked.doubt.is_none() && self.opens();
        let leave =
            button(words::text("screens-note-cancel")).default(!safe).on_press(Message::Leave);
        let copy = button(words::text("screens-reader-copy-link")).on_press(Message::CopyLink);
        let shown = dialog(words::text("screens-reader-link-title"), body).width(460.0);
        if !self.opens() {
            return Some(shown.button(copy).button(leave));
        }
        let open = match asked.place {
            Place::Mailbox(_) => "screens-reader-write",
            _ if safe => "screens-reader-open",
            _ => "screens-reader-open-anyway",
        };
        let open = button(words::text(open)).default(safe).on_press(Message::Open);
        Some(if safe {
            shown.button(open).button(copy).button(leave)
        } else {
            shown.button(leave).button(copy).button(open)
        })
    }
}

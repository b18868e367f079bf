//! Receipts in sight: the question whether one is sent, the card that came, and who read what one
//! wrote. The reading pane and Read Note show them alike.

use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill};

use crate::mail::Moment;
use crate::session::{Opened, Reader};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::{self, style};
use crate::ui::widget::label::Tone;
use crate::ui::widget::{Edge, bevel, button, label, paragraph};
use crate::ui::written;
use crate::words;

/// Those who are named; the others are counted.
const NAMED: usize = 5;

/// Shows what there is to say about receipts of a message; nothing for most. `answer` says whether
/// one is to be sent.
pub(in crate::ui) fn receipts<'a, M: Clone + 'a>(
    opened: &'a Opened,
    answer: fn(bool) -> M,
) -> Element<'a, M> {
    if let Some(sender) = &opened.receipt {
        let asked = words::with("screens-receipt-asked", &[("name", &sender.short())]);
        let bar = row![
            icon(Icon::Information),
            paragraph(asked).width(Fill),
            button(words::text("screens-receipt-send")).on_press(answer(true)),
            button(words::text("screens-receipt-refuse")).on_press(answer(false)),
        ]
        .spacing(theme::SPACE)
        .align_y(Center);
        return bevel(Edge::ThinRaised, bar).face().padding([3.0, 6.0]).width(Fill).into();
    }
    if !opened.readers.is_empty() {
        let bar = row![icon(Icon::Information), paragraph(read_by(&opened.readers)).width(Fill)]
            .spacing(theme::SPACE)
            .align_y(Center);
        return container(bar).padding([2.0, 6.0]).width(Fill).into();
    }
    match &opened.message.postcard {
        Some(card) => {
            let when = |at: Option<Moment>| {
                at.map_or_else(|| words::text("screens-receipt-unknown"), written::in_full)
            };
            let line = |id: &str, value: String| {
                row![label(words::text(id)).tone(Tone::Muted).width(90.0), label(value).width(Fill)]
                    .spacing(theme::SPACE)
            };
            let subject = match card.subject.trim() {
                "" => words::text("screens-center-no-subject"),
                subject => subject.to_owned(),
            };
            let lines = column![
                label(words::text("screens-receipt-title")).bold(),
                line("screens-receipt-to", opened.message.from.to_string()),
                line("screens-receipt-subject", subject),
                line("screens-receipt-sent", when(card.sent)),
                line("screens-receipt-read", when(card.read)),
            ]
            .spacing(theme::GAP);
            let stamp = container(icon(Icon::OpenEnvelope)).padding(theme::SPACE);
            let stamp = bevel(Edge::ThinSunken, stamp);
            let card = row![lines.width(Fill), stamp].spacing(theme::SPACE);
            let card = container(card).padding(theme::MARGIN).width(Fill).style(style::banner);
            container(bevel(Edge::ThinRaised, card)).padding([2.0, 6.0]).width(Fill).into()
        }
        None => space().into(),
    }
}

fn read_by(readers: &[Reader]) -> String {
    let mut read: Vec<String> = readers
        .iter()
        .take(NAMED)
        .map(|reader| {
            let name = reader.reader.split('<').next().unwrap_or_default().trim();
            let name = if name.is_empty() { reader.reader.as_str() } else { name };
            words::with(
                "screens-receipt-by",
                &[("name", &name), ("time", &written::in_full(reader.read))],
            )
        })
        .collect();
    let others = readers.len().saturating_sub(NAMED);
    if others > 0 {
        read.push(words::count("screens-receipt-others", others as u64, &[]));
    }
    words::with("screens-receipt-read-by", &[("readers", &read.join("; "))])
}

//! The people of a header: some of them in a line, or all of them, however many.

use iced::widget::scrollable::{Direction, Scrollbar};
use iced::widget::{container, row, scrollable, text};
use iced::{Center, Element, Fill};

use crate::mail::Person;
use crate::ui::theme::{self, style};
use crate::ui::widget::{button, label};
use crate::words;

/// The letters of a line of recipients that are shown without asking for more.
const LINE: usize = 90;
/// The people of a line when there are more.
const FEW: usize = 6;

/// Shows people in one line, or all of them when that is wished.
pub(in crate::ui) fn recipients<'a, M: Clone + 'a>(
    people: &[Person],
    expanded: bool,
    toggle: M,
) -> Element<'a, M> {
    let few: Vec<String> = people.iter().take(FEW).map(ToString::to_string).collect();
    let line = few.join("; ");
    let is_long = people.len() > FEW || (people.len() > 1 && line.chars().count() > LINE);
    if !is_long {
        return label(line).width(Fill).into();
    }
    let toggled = if expanded {
        button(words::text("screens-read-fewer"))
    } else {
        button(words::count("screens-read-all", people.len() as u64, &[]))
    };
    let toggled = toggled.flat().on_press(toggle);
    if !expanded {
        return row![label(line).width(Fill), toggled].spacing(theme::SPACE).align_y(Center).into();
    }
    let all = people.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let bar = Scrollbar::new().width(theme::SCROLL).scroller_width(theme::SCROLL).spacing(0);
    let all = scrollable(text(all).width(Fill))
        .direction(Direction::Vertical(bar))
        .style(style::scroll)
        .width(Fill);
    let all = container(all).max_height(4.0 * theme::LINE).width(Fill);
    row![all, toggled].spacing(theme::SPACE).into()
}

//! Tests of all windows and dialogs ask here whether the keyboard leads everywhere in them, and
//! whether it can be seen where it is.

use iced::advanced::clipboard;
use iced::advanced::renderer::{Headless as _, Style};
use iced::advanced::widget::Id;
use iced::advanced::widget::operation::{self, Focusable, Operation};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::time::Instant;
use iced::{Element, Event, Rectangle, Renderer, Size, Theme, mouse, window};
use iced_test::runtime::user_interface::{Cache, UserInterface};

use super::{press, renderer};
use crate::ui::theme::Look;
use crate::ui::widget::access::Access;
use crate::ui::widget::focus::FocusAt;

/// How far the mark of the focus may reach beyond what it is at.
const AROUND: f32 = 4.0;

/// All widgets that can have the focus: where they are, and which have it.
#[derive(Default)]
struct Places(Vec<(Option<Id>, Rectangle, bool)>);

impl Operation for Places {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.0.push((id.cloned(), bounds, state.is_focused()));
    }
}

/// The letters that lead somewhere together with Alt.
#[derive(Default)]
struct Letters(Vec<char>);

impl Operation for Letters {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn std::any::Any) {
        self.0.extend(state.downcast_ref::<Access>().and_then(|access| access.key));
    }
}

/// A window that is walked through.
struct Walk<'a, M> {
    ui: UserInterface<'a, M, Theme, Renderer>,
    renderer: Renderer,
    look: Look,
    size: Size,
}

impl<M> Walk<'_, M> {
    fn send(&mut self, events: &[Event]) {
        let none = mouse::Cursor::Unavailable;
        let (r, mut unheard) = (&mut self.renderer, Vec::new());
        let _ = self.ui.update(events, none, r, &mut clipboard::Null, &mut unheard);
    }

    fn places(&mut self) -> Vec<(Option<Id>, Rectangle, bool)> {
        let mut places = Places::default();
        self.ui.operate(&self.renderer, &mut operation::black_box(&mut places));
        places.0
    }

    /// Returns which has the focus; nothing but one may have it.
    fn at(&mut self) -> Option<usize> {
        let places = self.places();
        let all: Vec<usize> = (0..places.len()).filter(|at| places[*at].2).collect();
        assert!(all.len() < 2, "{all:?} have the focus together");
        all.first().copied()
    }

    fn tab(&mut self, modifiers: Modifiers) -> Option<usize> {
        self.send(&[press(Key::Named(Named::Tab), modifiers)]);
        self.send(&[Event::Window(window::Event::RedrawRequested(Instant::now()))]);
        self.at()
    }

    fn picture(&mut self) -> Vec<u8> {
        let skin = self.look.skin();
        let (theme, style) = (self.look.theme(), Style { text_color: skin.text });
        self.ui.draw(&mut self.renderer, &theme, &style, mouse::Cursor::Unavailable);
        let size = Size::new(self.size.width as u32, self.size.height as u32);
        self.renderer.screenshot(size, 1.0, skin.face)
    }

    /// Returns whether two pictures differ around a place.
    fn differ(&self, one: &[u8], other: &[u8], place: Rectangle) -> bool {
        let whole = Rectangle::with_size(self.size);
        let Some(b) = place.expand(AROUND).intersection(&whole) else { return false };
        let width = self.size.width as usize;
        let span = |from: f32, length: f32| from as usize..(from + length) as usize;
        span(b.y, b.height).any(|y| {
            let row = span((y * width) as f32 + b.x, b.width);
            one.get(row.start * 4..row.end * 4) != other.get(row.start * 4..row.end * 4)
        })
    }
}

/// Fails when Tab does not lead to everything that can have the focus and round again, when
/// Shift+Tab does not lead the same way back, when the focus cannot be seen somewhere, and when a
/// letter leads to two places.
pub(crate) fn walk<'a, M>(what: &str, size: Size, view: impl Fn() -> Element<'a, M>) {
    for (turn, look) in [Look::Classic, Look::Dark].into_iter().enumerate() {
        let mut renderer = renderer();
        let ui = UserInterface::build(view(), size, Cache::default(), &mut renderer);
        let mut walk = Walk { ui, renderer, look, size };
        walk.send(&[Event::Window(window::Event::RedrawRequested(Instant::now()))]);
        let mut nobody = FocusAt::new(None);
        walk.ui.operate(&walk.renderer, &mut operation::black_box(&mut nobody));
        let without = walk.picture();

        let mut letters = Letters::default();
        walk.ui.operate(&walk.renderer, &mut operation::black_box(&mut letters));
        letters.0.sort_unstable();
        let twice: Vec<char> =
            letters.0.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
        assert!(
            twice.is_empty(),
            "{what}: Alt with {twice:?} of {:?} leads to more than one place",
            letters.0
        );
        let count = walk.places().len();
        assert!(count > 0, "{what}: nothing can have the focus");
        let first = walk.tab(Modifiers::empty()).unwrap_or_else(|| panic!("{what}: Tab is lost"));
        for step in 1..=count {
            let at = walk.at().expect("the focus is somewhere");
            assert_eq!(at, (first + step - 1) % count, "{what}: Tab passes something by");
            let (id, place, _) = walk.places().swap_remove(at);
            // The looks take turns: pictures take time, and what can have the focus is drawn by few.
            if step % 2 == turn {
                let seen = walk.picture();
                assert!(
                    walk.differ(&without, &seen, place),
                    "{what}, {}: the focus at {at} of {count}, {id:?}, {place:?} cannot be seen",
                    look.name(),
                );
            }
            let _ = walk.tab(Modifiers::empty());
        }
        assert_eq!(walk.at(), Some(first), "{what}: Tab does not come round");
        for step in 1..=count {
            let back = (first + count - step) % count;
            assert_eq!(walk.tab(Modifiers::SHIFT), Some(back), "{what}: the way back is another");
        }
    }
}

mod tests {
    use iced::widget::column;

    use super::*;
    use crate::ui::widget::{button, field, keys};

    const SIZE: Size = Size::new(200.0, 100.0);

    #[test]
    fn a_window_of_buttons_and_fields_can_be_walked_through() {
        walk("window", SIZE, || {
            let field = field("&Name:", "").on_input(|_| "typed");
            let window = column![button("One").on_press("one"), field, button("Two").on_press("")];
            keys(window, |_, _| None).into()
        });
    }

    #[test]
    #[should_panic(expected = "more than one place")]
    fn a_letter_that_leads_to_two_places_is_found() {
        walk("window", SIZE, || {
            let buttons = column![button("&One").on_press("one"), button("&Other").on_press("")];
            keys(buttons, |_, _| None).into()
        });
    }

    #[test]
    #[should_panic(expected = "cannot be seen")]
    fn a_focus_that_cannot_be_seen_is_found() {
        walk("window", SIZE, || {
            let hidden = iced::widget::container(button("Two").on_press("two")).padding(300);
            let window = iced::widget::stack![button("One").on_press("one"), hidden];
            keys(window, |_, _| None).into()
        });
    }
}

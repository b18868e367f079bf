//! What a window's program cannot do by messages alone, in this window only: put the focus
//! somewhere, press a key for the person (the Edit menu's Copy, in whatever has the focus), and
//! hear of files that are dropped on the window.
//!
//! A task would reach into every window of the program, and take the focus away there.

use std::path::PathBuf;

use iced::advanced::layout::Layout;
use iced::advanced::widget::operation::{Focusable, Operation, TextInput};
use iced::advanced::widget::{Id, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event, Rectangle, Renderer, Theme, mouse, window};

use super::wrap;

/// Something that a program wants of its window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// The focus goes to this widget, the cursor of a text input to its end.
    Focus(Id),
    /// The focus goes to this text input, and what stands in it is selected.
    Edit(Id),
    /// The cursor of this text input goes to its end; the focus stays.
    End(Id),
    /// This key is pressed, in whatever has the focus.
    Press(Key, Modifiers),
}

/// The wishes of a program; only the last one counts, and it is granted once.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    count: u64,
    last: Option<Wish>,
}

impl Wishes {
    /// Makes a wish, to be granted when the window is next looked at.
    pub fn wish(&mut self, wish: Wish) {
        self.count += 1;
        self.last = Some(wish);
    }
}

/// A window's content whose program's wishes are granted; made by [`reach`].
pub struct Reach<'a, M> {
    content: Element<'a, M>,
    wishes: Wishes,
    on_drop: Option<Box<dyn Fn(PathBuf) -> M + 'a>>,
}

/// Grants wishes in `content`. It belongs directly inside [`keys`](fn@super::keys).
pub fn reach<'a, M>(content: impl Into<Element<'a, M>>, wishes: &Wishes) -> Reach<'a, M> {
    Reach { content: content.into(), wishes: wishes.clone(), on_drop: None }
}

impl<'a, M> Reach<'a, M> {
    /// Sets the message of a file that is dropped on the window.
    #[must_use]
    pub fn on_drop(mut self, message: impl Fn(PathBuf) -> M + 'a) -> Self {
        self.on_drop = Some(Box::new(message));
        self
    }

    /// Moves the focus when that is wished; returns whether it did.
    fn aim(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer) -> bool {
        let (id, focus, all) = match &self.wishes.last {
            Some(Wish::Focus(id)) => (id.clone(), true, false),
            Some(Wish::Edit(id)) => (id.clone(), true, true),
            Some(Wish::End(id)) => (id.clone(), false, false),
            Some(Wish::Press(..)) | None => return false,
        };
        let granted = tree.state.downcast_mut::<Granted>();
        if granted.0 == self.wishes.count {
            return false;
        }
        granted.0 = self.wishes.count;
        let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next())
        else {
            return false;
        };
        let mut look = Aim { id, focus, all, found: false, take: false };
        self.content.as_widget_mut().operate(tree, layout, renderer, &mut look);
        if !look.found {
            return false;
        }
        let mut take = Aim { take: true, ..look };
        self.content.as_widget_mut().operate(tree, layout, renderer, &mut take);
        if all {
            // Once more: a field that gets the focus puts its cursor to the end.
            self.content.as_widget_mut().operate(tree, layout, renderer, &mut take);
        }
        true
    }
}

/// The number of the last wish that was granted.
#[derive(Default)]
struct Granted(u64);

/// Finds a widget, then gives it the focus and takes it from all others.
struct Aim {
    id: Id,
    focus: bool,
    all: bool,
    found: bool,
    take: bool,
}

impl Operation for Aim {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, id: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        let meant = id == Some(&self.id);
        self.found |= meant;
        if !self.take || !self.focus {
            return;
        }
        match (meant, state.is_focused()) {
            (true, false) => state.focus(),
            (false, true) => state.unfocus(),
            _ => {}
        }
    }

    fn text_input(&mut self, id: Option<&Id>, _: Rectangle, state: &mut dyn TextInput) {
        if self.take && id == Some(&self.id) {
            if self.all {
                state.select_all();
            } else {
                state.move_cursor_to_end();
            }
        }
    }
}

/// Returns what a keyboard sends when a key is pressed with modifiers.
fn strokes(key: &Key, modifiers: Modifiers) -> [Event; 4] {
    let physical_key =
        keyboard::key::Physical::Unidentified(keyboard::key::NativeCode::Unidentified);
    [
        keyboard::Event::ModifiersChanged(modifiers),
        keyboard::Event::KeyPressed {
            key: key.clone(),
            modified_key: key.clone(),
            physical_key,
            location: keyboard::Location::Standard,
            modifiers,
            text: None,
            repeat: false,
        },
        keyboard::Event::KeyReleased {
            key: key.clone(),
            modified_key: key.clone(),
            physical_key,
            location: keyboard::Location::Standard,
            modifiers,
        },
        keyboard::Event::ModifiersChanged(Modifiers::empty()),
    ]
    .map(Event::Keyboard)
}

impl<M> Widget<M, Theme, Renderer> for Reach<'_, M> {
    wrap::hands_on!(tree, size, layout, draw, mouse, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Granted>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Granted::default())
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let _ = self.aim(tree, layout, renderer);
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            self.content.as_widget_mut().operate(tree, layout, renderer, operation);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        if self.aim(tree, layout, renderer) {
            shell.request_redraw();
        }
        if let (Event::Window(window::Event::FileDropped(path)), Some(on_drop)) =
            (event, &self.on_drop)
        {
            shell.publish(on_drop(path.clone()));
        }
        let granted = tree.state.downcast_mut::<Granted>();
        let strokes = match &self.wishes.last {
            Some(Wish::Press(key, modifiers)) if granted.0 != self.wishes.count => {
                granted.0 = self.wishes.count;
                Some(strokes(key, *modifiers))
            }
            _ => None,
        };
        let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next())
        else {
            return;
        };
        let mut hand = |event: &Event, shell: &mut Shell<'_, M>| {
            self.content
                .as_widget_mut()
                .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        };
        if let Some(strokes) = strokes {
            // On a shell of its own: that the strokes were taken says nothing about the event.
            let mut messages = Vec::new();
            let mut aside = Shell::new(&mut messages);
            for stroke in &strokes {
                hand(stroke, &mut aside);
            }
            for message in messages {
                shell.publish(message);
            }
            shell.request_redraw();
        }
        hand(event, shell);
    }
}

impl<'a, M: 'a> From<Reach<'a, M>> for Element<'a, M> {
    fn from(reach: Reach<'a, M>) -> Self {
        Element::new(reach)
    }
}

//! The root of every window: Tab and F6 inside this window, access keys before anybody types them,
//! shortcuts after everybody had a chance, and the focus where it was when a click hits nothing.

use iced::advanced::layout::Layout;
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Element, Event, Rectangle, Renderer, Theme, mouse};

use super::focus::{Census, FocusAt, Select};
use super::part::Parts;
use super::{access, wrap};

type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// The root of a window; made by [`keys`].
pub struct Keys<'a, M> {
    content: Element<'a, M>,
    on_key: OnKey<'a, M>,
}

/// Wraps the whole content of a window. `on_key` names the message of a shortcut:
///
/// * Alt with a letter, and Escape, are asked for *before* the content sees them (a text input
///   would type the letter, and would keep Escape for itself);
/// * everything else is asked for when the content did not want it.
pub fn keys<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a,
) -> Keys<'a, M> {
    Keys { content: content.into(), on_key: Box::new(on_key) }
}

#[derive(Default)]
struct State {
    /// A menu may have taken the keys in this batch, before its panel could be asked first.
    menu: bool,
}

/// What the content is asked with.
struct Child<'c, 'a, M> {
    content: &'c mut Element<'a, M>,
    tree: &'c mut Tree,
    layout: Layout<'c>,
    renderer: &'c Renderer,
}

impl<M> Child<'_, '_, M> {
    fn operate(&mut self, operation: &mut dyn Operation) {
        self.content.as_widget_mut().operate(self.tree, self.layout, self.renderer, operation);
    }

    fn menu_is_open(&mut self) -> bool {
        let mut any = access::AnyOpen::default();
        self.operate(&mut any);
        any.0
    }

    fn census(&mut self) -> Census {
        let mut census = Census::default();
        self.operate(&mut census);
        census
    }
}

impl<M> Widget<M, Theme, Renderer> for Keys<'_, M> {
    wrap::hands_on!(tree, size, layout, operate, draw, mouse, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
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
        let state = tree.state.downcast_mut::<State>();
        let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next())
        else {
            return;
        };
        let mut child = Child { content: &mut self.content, tree, layout, renderer };
        let pressed = match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => {
                Some((key, *modifiers))
            }
            _ => None,
        };

        // The focus must not see what is meant for a menu.
        if state.menu && pressed.is_some() {
            state.menu = child.menu_is_open();
        }
        let hidden = if state.menu && pressed.is_some() {
            let focused = child.census().focused;
            child.operate(&mut FocusAt::new(None));
            Some(focused)
        } else {
            None
        };

        // Tab: within this window, at once.
        if let Some((Key::Named(Named::Tab), modifiers)) = pressed
            && !modifiers.alt()
            && !modifiers.command()
            && hidden.is_none()
        {
            let target = child.census().neighbour(modifiers.shift());
            child.operate(&mut FocusAt::new(target));
            if let Some(target) = target {
                child.operate(&mut Select::new(target));
            }
            shell.capture_event();
            shell.request_redraw();
            return;
        }

        // F6: from part to part.
        if let Some((Key::Named(Named::F6), modifiers)) = pressed
            && !modifiers.alt()
            && !modifiers.command()
            && hidden.is_none()
        {
            let mut parts = Parts::default();
            child.operate(&mut parts);
            if let Some(target) = parts.neighbour(modifiers.shift()) {
                child.operate(&mut FocusAt::new(Some(target)));
                shell.capture_event();
                shell.request_redraw();
                return;
            }
        }

        // Before the content: Alt with a letter, and Escape.
        let letter = access::letter(event);
        if let Some((key, modifiers)) = pressed
            && (letter.is_some() || *key == Key::Named(Named::Escape))
            && hidden.is_none()
            && let Some(message) = (self.on_key)(key, modifiers)
        {
            shell.publish(message);
            shell.capture_event();
            return;
        }
        if let Some(letter) = letter.filter(|_| hidden.is_none()) {
            let mut find = access::Find::new(letter);
            child.operate(&mut find);
            if let Some(target) = find.target {
                child.operate(&mut FocusAt::new(Some(target)));
                child.operate(&mut Select::new(target));
                shell.request_redraw();
            }
        }
        // Control with a letter is a shortcut; Control with Alt is AltGr, and types.
        let shortcut = pressed.is_some_and(|(_, m)| (m.control() || m.logo()) && !m.alt());
        let silent = (letter.is_some() || shortcut).then(|| access::without_text(event));

        let click = matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_)));
        let before = if click { child.census().focused } else { None };
        child.content.as_widget_mut().update(
            child.tree,
            silent.as_ref().unwrap_or(event),
            layout,
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        if let Some(focused) = hidden {
            child.operate(&mut FocusAt::new(focused));
        }
        if shell.is_event_captured() && (letter.is_some() || may_open_menu(event)) {
            state.menu = child.menu_is_open();
        }
        if click && let Some(target) = child.census().settle(before) {
            child.operate(&mut FocusAt::new(Some(target)));
        }

        if let Some((key, modifiers)) = pressed
            && letter.is_none()
            && *key != Key::Named(Named::Escape)
            && !shell.is_event_captured()
            && let Some(message) = (self.on_key)(key, modifiers)
        {
            shell.publish(message);
            shell.capture_event();
        }
    }
}

/// Returns whether a key other than Alt with a letter may have opened a menu.
fn may_open_menu(event: &Event) -> bool {
    matches!(
        event,
        Event::Keyboard(
            keyboard::Event::KeyPressed { key: Key::Named(Named::F10), .. }
                | keyboard::Event::KeyReleased { key: Key::Named(Named::Alt), .. }
        )
    )
}

impl<'a, M: 'a> From<Keys<'a, M>> for Element<'a, M> {
    fn from(keys: Keys<'a, M>) -> Self {
        Element::new(keys)
    }
}

#[cfg(test)]
mod tests {
    use iced::widget::{column, space, text_editor, text_input};
    use iced::{Length, Point};

    use super::*;
    use crate::ui::widget::testing::{Stage, press};
    use crate::ui::widget::{button, caption};

    #[derive(Debug, Clone, PartialEq)]
    enum Said {
        Name(String),
        Body,
        Default,
        Cancel,
        New,
        Early,
    }

    #[derive(Default)]
    struct Form {
        name: String,
        body: text_editor::Content,
    }

    fn view(form: &Form) -> Element<'_, Said> {
        let column = column![
            text_input("", &form.name).id("name").on_input(Said::Name),
            caption("&Body"),
            text_editor(&form.body).id("body").height(60).on_action(|_| Said::Body),
            button("OK").on_press(Said::Default).id("ok"),
            space().height(Length::Fill),
        ];
        keys(column, |key, modifiers| match key {
            Key::Named(Named::Enter) => Some(Said::Default),
            Key::Named(Named::Escape) => Some(Said::Cancel),
            Key::Character(c) if c == "n" && modifiers.command() => Some(Said::New),
            Key::Character(c) if c == "e" && modifiers.alt() => Some(Said::Early),
            _ => None,
        })
        .into()
    }

    fn update(form: &mut Form, said: &Said) {
        if let Said::Name(name) = said {
            form.name.clone_from(name);
        }
    }

    fn stage() -> Stage<Form, Said> {
        Stage::new(Form::default(), view, update)
    }

    #[test]
    fn tab_goes_round_at_once() {
        let mut stage = stage();
        let tab = |modifiers| press(Key::Named(Named::Tab), modifiers);
        let none = Modifiers::empty();
        stage.send([tab(none)]);
        assert!(stage.has_focus("name"));
        // Typed in the same batch: it must land in the next field already.
        let typed = press(Key::Character("x".into()), none);
        stage.send([tab(none), typed]);
        assert!(stage.has_focus("body"));
        assert_eq!(stage.heard, [Said::Body]);
        stage.send([tab(none), tab(none)]);
        assert!(stage.has_focus("name"), "around the end");
        stage.send([tab(Modifiers::SHIFT)]);
        assert!(stage.has_focus("ok"), "and back");
    }

    #[test]
    fn escape_and_enter_reach_the_dialog_from_a_field() {
        let mut stage = stage();
        stage.tap(Named::Tab);
        stage.tap(Named::Enter);
        stage.tap(Named::Escape);
        assert_eq!(stage.heard, [Said::Default, Said::Cancel]);
        assert!(stage.has_focus("name"));
    }

    #[test]
    fn shortcuts_work_inside_fields_and_letters_stay_out() {
        let mut stage = stage();
        stage.tap(Named::Tab);
        stage.send([press(Key::Character("n".into()), Modifiers::COMMAND)]);
        stage.alt("e");
        stage.alt("q");
        assert_eq!(stage.heard, [Said::New, Said::Early]);
        stage.alt("b");
        assert!(stage.has_focus("body"));
        stage.alt("q");
        assert_eq!(stage.heard.len(), 2, "nothing was typed into the body");
    }

    #[test]
    fn a_right_click_leaves_one_focus() {
        use crate::ui::widget::{Tree as Folders, TreeItem};
        let form: fn(&()) -> Element<'_, ()> = |()| {
            let input = text_input("", "").id("name").on_input(|_| ());
            keys(
                column![
                    input,
                    Folders::new(vec![TreeItem::new("Inbox", 0)], None, |_| ()).id("tree")
                ],
                |_, _| None,
            )
            .into()
        };
        let mut stage = Stage::new((), form, |(), ()| {});
        stage.tap(Named::Tab);
        stage.right_click("Inbox");
        assert!(stage.has_focus("tree"));
        let heard = stage.heard.len();
        stage.send([press(Key::Character("x".into()), Modifiers::empty())]);
        assert_eq!(stage.heard.len(), heard + 1, "one widget heard it");
    }

    #[test]
    fn a_click_on_nothing_leaves_the_focus() {
        let mut stage = stage();
        stage.tap(Named::Tab);
        stage.click_at(Point::new(300.0, 400.0));
        assert!(stage.has_focus("name"));
        stage.click("OK");
        assert!(stage.has_focus("ok"));
    }
}

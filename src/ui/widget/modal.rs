//! A dialog over a window whose content does not react as long as the dialog is there: no mouse,
//! no keys, no focus, no access keys. The focus goes into the dialog when it comes, and back to
//! where it was when it goes.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, overlay, renderer};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse};

use super::dialog::Dialog;
use super::focus::{Census, FocusAt, InDialog, Select};
use super::paint;
use crate::ui::theme::Skin;

/// A window's content with or without a dialog over it; made by [`modal`].
pub struct Modal<'a, M> {
    /// The content, and the dialog when there is one.
    layers: Vec<Element<'a, M>>,
    title: Option<String>,
}

/// Shows `dialog` over `base`, or only `base`. Keep this call in the view while no dialog is
/// shown, so that the base keeps its state.
pub fn modal<'a, M: 'a>(
    base: impl Into<Element<'a, M>>,
    dialog: Option<Dialog<'a, M>>,
) -> Modal<'a, M> {
    let title = dialog.as_ref().map(|dialog| dialog.title().to_owned());
    let mut layers = vec![base.into()];
    layers.extend(dialog.map(Element::from));
    Modal { layers, title }
}

#[derive(Default)]
struct State {
    /// The title of the dialog that was welcomed.
    shown: Option<String>,
    /// Who had the focus in the base before.
    before: Option<usize>,
}

impl<M> Modal<'_, M> {
    fn layer(
        &mut self,
        index: usize,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if let (Some(layer), Some(tree), Some(layout)) =
            (self.layers.get_mut(index), tree.children.get_mut(index), layout.children().nth(index))
        {
            layer.as_widget_mut().operate(tree, layout, renderer, operation);
        }
    }

    /// Moves the focus when the dialog came, changed or went; returns whether it did.
    fn follow(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer) -> bool {
        let state = tree.state.downcast_mut::<State>();
        if state.shown == self.title {
            return false;
        }
        let was_open = state.shown.is_some();
        state.shown.clone_from(&self.title);
        let before = state.before;
        if self.title.is_none() {
            let mut census = Census::default();
            self.layer(0, tree, layout, renderer, &mut census);
            if census.focused.is_none() {
                self.layer(0, tree, layout, renderer, &mut FocusAt::new(before));
            }
            return true;
        }
        if !was_open {
            let mut census = Census::default();
            self.layer(0, tree, layout, renderer, &mut census);
            tree.state.downcast_mut::<State>().before = census.focused;
            self.layer(0, tree, layout, renderer, &mut FocusAt::new(None));
        }
        let mut census = Census::default();
        self.layer(1, tree, layout, renderer, &mut census);
        // The program may have chosen a place already.
        if was_open || census.focused.is_none() {
            self.layer(1, tree, layout, renderer, &mut FocusAt::new(Some(0)));
        }
        // What was typed before something was told is mended, not replaced.
        if !was_open {
            let mut select = Select::new(0);
            select.custom(None, layout.bounds(), &mut InDialog);
            self.layer(1, tree, layout, renderer, &mut select);
        }
        true
    }
}

impl<M> Widget<M, Theme, Renderer> for Modal<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.layers.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.layers);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.resolve(Length::Fill, Length::Fill, Size::ZERO);
        let mut nodes = Vec::new();
        for (index, (layer, tree)) in self.layers.iter_mut().zip(&mut tree.children).enumerate() {
            let base = index == 0;
            let least = if base { size } else { Size::ZERO };
            let node =
                layer.as_widget_mut().layout(tree, renderer, &layout::Limits::new(least, size));
            let at = if base {
                Point::ORIGIN
            } else {
                let own = node.size();
                Point::new(
                    ((size.width - own.width) / 2.0).max(0.0).round(),
                    ((size.height - own.height) * 0.4).max(0.0).round(),
                )
            };
            nodes.push(node.move_to(at));
        }
        layout::Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let _ = self.follow(tree, layout, renderer);
        let top = self.layers.len().saturating_sub(1);
        if top > 0 {
            operation.custom(None, layout.bounds(), &mut InDialog);
        }
        self.layer(top, tree, layout, renderer, operation);
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
        if self.follow(tree, layout, renderer) {
            shell.request_redraw();
        }
        let top = self.layers.len().saturating_sub(1);
        for (index, ((layer, tree), layout)) in
            self.layers.iter_mut().zip(&mut tree.children).zip(layout.children()).enumerate()
        {
            let inert = index != top;
            // Window events carry the time and the size, which everybody needs.
            if inert && !matches!(event, Event::Window(_)) {
                continue;
            }
            let cursor = if inert { mouse::Cursor::Unavailable } else { cursor };
            layer
                .as_widget_mut()
                .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        match (self.layers.last(), tree.children.last(), layout.children().last()) {
            (Some(layer), Some(tree), Some(layout)) => {
                layer.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
            }
            _ => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        r: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let top = self.layers.len().saturating_sub(1);
        for (index, ((layer, tree), layer_layout)) in
            self.layers.iter().zip(&tree.children).zip(layout.children()).enumerate()
        {
            let cursor = if index == top { cursor } else { mouse::Cursor::Unavailable };
            if index == 0 {
                layer.as_widget().draw(tree, r, theme, style, layer_layout, cursor, viewport);
            } else {
                // A layer of its own: quads of one layer are drawn below its text.
                r.with_layer(layout.bounds(), |r| {
                    paint::fill(r, layout.bounds(), Skin::of(theme).veil);
                    layer.as_widget().draw(tree, r, theme, style, layer_layout, cursor, viewport);
                });
            }
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let layout = layout.children().last()?;
        self.layers.last_mut()?.as_widget_mut().overlay(
            tree.children.last_mut()?,
            layout,
            renderer,
            viewport,
            translation,
        )
    }
}

impl<'a, M: 'a> From<Modal<'a, M>> for Element<'a, M> {
    fn from(modal: Modal<'a, M>) -> Self {
        Element::new(modal)
    }
}

#[cfg(test)]
mod tests {
    use iced::keyboard::{Key, Modifiers, key::Named};
    use iced::widget::column;

    use super::*;
    use crate::ui::widget::testing::{Stage, press};
    use crate::ui::widget::{Menu, MenuItem, button, dialog, field, keys, menu_bar};

    #[derive(Debug, Clone, PartialEq)]
    enum Said {
        Base,
        Typed(String),
        Ok,
        Shortcut,
    }

    #[derive(Default)]
    struct Window {
        open: bool,
        text: String,
    }

    fn view(window: &Window) -> Element<'_, Said> {
        let base = column![
            menu_bar([Menu::new("&File", [MenuItem::new("&Open", Said::Base)])]),
            field("&Name:", &window.text).id("name").on_input(Said::Typed),
            button("&Base").on_press(Said::Base).id("base"),
        ];
        let dialog = window.open.then(|| {
            dialog("Careful", field("&Why:", "").id("why").on_input(Said::Typed))
                .button(button("OK").on_press(Said::Ok).id("ok"))
        });
        keys(modal(base, dialog), |key, modifiers| {
            (*key == Key::Character("n".into()) && modifiers.command()).then_some(Said::Shortcut)
        })
        .into()
    }

    fn two_fields(window: &Window) -> Element<'_, Said> {
        let name = |id: &'static str| field("", &window.text).id(id).on_input(Said::Typed);
        let body = column![name("first"), name("second")];
        keys(modal(column![], Some(dialog("Name", body))), |_, _| None).into()
    }

    fn update(window: &mut Window, said: &Said) {
        match said {
            Said::Ok => window.open = false,
            Said::Typed(text) => window.text.clone_from(text),
            Said::Base | Said::Shortcut => {}
        }
    }

    #[test]
    fn the_base_is_inert() {
        let mut stage = Stage::new(Window::default(), view, update);
        let base = stage.find("Base").unwrap();
        let at = Point::new(base.x + 5.0, base.y + 5.0);
        stage.state.open = true;
        assert!(stage.find("Base").is_none() && stage.find("Careful").is_some());
        stage.click_at(at);
        stage.alt("b");
        stage.alt("f");
        stage.tap(Named::F10);
        assert!(stage.heard.is_empty(), "{:?}", stage.heard);
        assert!(stage.find("Open").is_none());
    }

    #[test]
    fn the_focus_goes_into_the_dialog_and_back() {
        let mut stage = Stage::new(Window::default(), view, update);
        stage.alt("n");
        stage.send(iced_test::simulator::typewrite("a"));
        stage.state.open = true;
        assert!(stage.has_focus("why"));
        let tab = || press(Key::Named(Named::Tab), Modifiers::empty());
        stage.send([tab()]);
        assert!(stage.has_focus("ok"));
        stage.send([tab()]);
        assert!(stage.has_focus("why"), "Tab stays inside");
        stage.send([tab(), press(Key::Named(Named::Space), Modifiers::empty())]);
        assert_eq!(stage.heard.last(), Some(&Said::Ok));
        assert!(stage.has_focus("name"), "back where it was");
    }

    #[test]
    fn what_is_typed_replaces_the_text_of_a_dialogs_field_and_not_of_the_window() {
        let mut stage =
            Stage::new(Window { text: "Anna".into(), ..Window::default() }, view, update);
        stage.alt("n");
        stage.send(iced_test::simulator::typewrite("e"));
        assert_eq!(stage.state.text, "Annae", "the caret stood at the end");
        let mut stage =
            Stage::new(Window { text: "Budget".into(), open: true }, two_fields, update);
        stage.send(iced_test::simulator::typewrite("x"));
        assert_eq!(stage.state.text, "x");
        stage.tap(Named::Tab);
        stage.send(iced_test::simulator::typewrite("y"));
        assert_eq!(stage.state.text, "y", "after Tab too");
    }

    #[test]
    fn keys_typed_as_the_dialog_comes_land_in_it() {
        let mut stage = Stage::new(Window::default(), view, update);
        stage.alt("n");
        stage.state.open = true;
        stage.send(iced_test::simulator::typewrite("z"));
        assert_eq!(stage.heard, [Said::Typed("z".into())]);
        stage.tap(Named::Tab);
        stage.tap(Named::Enter);
        stage.tap(Named::Tab);
        assert!(stage.has_focus("base"));
    }
}

//! What every widget with exactly one child, `content`, does alike: it hands things on.

/// Writes the methods of a widget that only hands on to `self.content`.
macro_rules! hands_on {
    ($($method:ident),+) => { $(crate::ui::widget::wrap::hand_on!($method);)+ };
}

/// Writes one such method.
macro_rules! hand_on {
    (tree) => {
        fn children(&self) -> Vec<iced::advanced::widget::Tree> {
            vec![iced::advanced::widget::Tree::new(&self.content)]
        }

        fn diff(&self, tree: &mut iced::advanced::widget::Tree) {
            tree.diff_children(std::slice::from_ref(&self.content));
        }
    };
    (size) => {
        fn size(&self) -> iced::Size<iced::Length> {
            self.content.as_widget().size()
        }

        fn size_hint(&self) -> iced::Size<iced::Length> {
            self.content.as_widget().size_hint()
        }
    };
    (layout) => {
        fn layout(
            &mut self,
            tree: &mut iced::advanced::widget::Tree,
            renderer: &iced::Renderer,
            limits: &iced::advanced::layout::Limits,
        ) -> iced::advanced::layout::Node {
            let Some(tree) = tree.children.first_mut() else {
                return iced::advanced::layout::Node::new(iced::Size::ZERO);
            };
            let node = self.content.as_widget_mut().layout(tree, renderer, limits);
            iced::advanced::layout::Node::with_children(node.size(), vec![node])
        }
    };
    (operate) => {
        fn operate(
            &mut self,
            tree: &mut iced::advanced::widget::Tree,
            layout: iced::advanced::Layout<'_>,
            renderer: &iced::Renderer,
            operation: &mut dyn iced::advanced::widget::Operation,
        ) {
            if let (Some(tree), Some(layout)) =
                (tree.children.first_mut(), layout.children().next())
            {
                self.content.as_widget_mut().operate(tree, layout, renderer, operation);
            }
        }
    };
    (update) => {
        fn update(
            &mut self,
            tree: &mut iced::advanced::widget::Tree,
            event: &iced::Event,
            layout: iced::advanced::Layout<'_>,
            cursor: iced::mouse::Cursor,
            renderer: &iced::Renderer,
            clipboard: &mut dyn iced::advanced::Clipboard,
            shell: &mut iced::advanced::Shell<'_, M>,
            viewport: &iced::Rectangle,
        ) {
            if let (Some(tree), Some(layout)) =
                (tree.children.first_mut(), layout.children().next())
            {
                self.content
                    .as_widget_mut()
                    .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
            }
        }
    };
    (draw) => {
        fn draw(
            &self,
            tree: &iced::advanced::widget::Tree,
            renderer: &mut iced::Renderer,
            theme: &iced::Theme,
            style: &iced::advanced::renderer::Style,
            layout: iced::advanced::Layout<'_>,
            cursor: iced::mouse::Cursor,
            viewport: &iced::Rectangle,
        ) {
            if let (Some(tree), Some(layout)) = (tree.children.first(), layout.children().next()) {
                self.content
                    .as_widget()
                    .draw(tree, renderer, theme, style, layout, cursor, viewport);
            }
        }
    };
    (mouse) => {
        fn mouse_interaction(
            &self,
            tree: &iced::advanced::widget::Tree,
            layout: iced::advanced::Layout<'_>,
            cursor: iced::mouse::Cursor,
            viewport: &iced::Rectangle,
            renderer: &iced::Renderer,
        ) -> iced::mouse::Interaction {
            match (tree.children.first(), layout.children().next()) {
                (Some(tree), Some(layout)) => self
                    .content
                    .as_widget()
                    .mouse_interaction(tree, layout, cursor, viewport, renderer),
                _ => iced::mouse::Interaction::None,
            }
        }
    };
    (overlay) => {
        fn overlay<'b>(
            &'b mut self,
            tree: &'b mut iced::advanced::widget::Tree,
            layout: iced::advanced::Layout<'b>,
            renderer: &iced::Renderer,
            viewport: &iced::Rectangle,
            translation: iced::Vector,
        ) -> Option<iced::advanced::overlay::Element<'b, M, iced::Theme, iced::Renderer>> {
            let tree = tree.children.first_mut()?;
            let layout = layout.children().next()?;
            self.content.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
        }
    };
}

pub(crate) use {hand_on, hands_on};

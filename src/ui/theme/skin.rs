//! The looks and their colours. The widgets ask [`Skin::of`] with the theme they are drawn in.

mod classic;
mod contrast;
mod dark;
mod light;

use iced::theme::{Base, Palette};
use iced::{Color, Theme};

/// A look of the program, chosen by the person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Look {
    /// Grey with crisp two-tone bevels and a navy selection.
    #[default]
    Classic,
    /// Flat and bright.
    Light,
    /// Flat and dark.
    Dark,
    /// White and bright colours on black, for who sees badly.
    ContrastBlack,
    /// Black and dark colours on white.
    ContrastWhite,
}

impl Look {
    /// All looks, in the order in which a person is offered them.
    pub const ALL: [Look; 5] =
        [Look::Classic, Look::Light, Look::Dark, Look::ContrastBlack, Look::ContrastWhite];

    /// Returns the name that settings keep.
    pub const fn name(self) -> &'static str {
        match self {
            Look::Classic => "classic",
            Look::Light => "light",
            Look::Dark => "dark",
            Look::ContrastBlack => "contrast-black",
            Look::ContrastWhite => "contrast-white",
        }
    }

    /// Returns the look with this name, whatever its case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.name().eq_ignore_ascii_case(name.trim()))
    }

    /// Returns the toolkit's theme for this look.
    pub fn theme(self) -> Theme {
        let skin = self.skin();
        Theme::custom(
            self.name(),
            Palette {
                background: skin.face,
                text: skin.text,
                primary: skin.accent,
                success: skin.success,
                warning: skin.warning,
                danger: skin.danger,
            },
        )
    }

    /// Returns the colours of this look.
    pub const fn skin(self) -> &'static Skin {
        match self {
            Look::Classic => &classic::SKIN,
            Look::Light => &light::SKIN,
            Look::Dark => &dark::SKIN,
            Look::ContrastBlack => &contrast::BLACK_SKIN,
            Look::ContrastWhite => &contrast::WHITE_SKIN,
        }
    }
}

/// The colours and the few metrics of a look.
#[derive(Debug, Clone, Copy)]
pub struct Skin {
    /// The look these colours belong to.
    pub look: Look,
    /// The surface of windows, dialogs and bars.
    pub face: Color,
    /// Text on the surface.
    pub text: Color,
    /// Less important text, on the surface and in lists.
    pub muted: Color,
    /// Text of what cannot be used now.
    pub disabled: Color,
    /// The surface of lists, trees and fields.
    pub window: Color,
    /// Text in lists, trees and fields.
    pub window_text: Color,
    /// What lies behind a form that stands alone in its window.
    pub desktop: Color,
    /// The bright outer edge of a bevel.
    pub light: Color,
    /// The bright inner edge of a bevel.
    pub midlight: Color,
    /// The dark inner edge of a bevel.
    pub shadow: Color,
    /// The dark outer edge of a bevel.
    pub dark: Color,
    /// The one edge of a flat look, and separators.
    pub border: Color,
    /// The edge of flat controls, which must stand out (WCAG asks for 3:1).
    pub edge: Color,
    /// What is selected, in the part that has the focus.
    pub selection: Color,
    /// Text on [`Skin::selection`].
    pub selection_text: Color,
    /// What is selected, in a part without the focus.
    pub selection_idle: Color,
    /// Text on [`Skin::selection_idle`].
    pub selection_idle_text: Color,
    /// The background of marked text in a field.
    pub marked: Color,
    /// The accent: links, progress, checked boxes.
    pub accent: Color,
    /// Text and marks on [`Skin::accent`].
    pub accent_text: Color,
    /// The mark of the focus.
    pub focus: Color,
    /// The surface of a push button.
    pub button: Color,
    /// A surface below the pointer.
    pub hover: Color,
    /// A surface that is pressed.
    pub pressed: Color,
    /// The surface of menus.
    pub menu: Color,
    /// The menu item that is chosen by pointer or keys.
    pub menu_hover: Color,
    /// Text on [`Skin::menu_hover`].
    pub menu_hover_text: Color,
    /// The surface of a list's header.
    pub header: Color,
    /// The title bar of a dialog.
    pub title: Color,
    /// Text on [`Skin::title`].
    pub title_text: Color,
    /// The trough of a scroll bar.
    pub trough: Color,
    /// The thumb of a scroll bar.
    pub thumb: Color,
    /// The thumb of a scroll bar below the pointer.
    pub thumb_hover: Color,
    /// The surface of a tooltip.
    pub tip: Color,
    /// Text on [`Skin::tip`].
    pub tip_text: Color,
    /// Text of something that went wrong.
    pub danger: Color,
    /// The surface behind an error note.
    pub danger_surface: Color,
    /// Text of something to watch out for.
    pub warning: Color,
    /// The surface behind a warning note.
    pub warning_surface: Color,
    /// Text of something that went well.
    pub success: Color,
    /// The veil over a window behind a dialog.
    pub veil: Color,
    /// The radius of corners.
    pub radius: f32,
    /// The colours of the pictures, in the order of their letters.
    pub ink: Ink,
}

/// The colours of the pictures of [`crate::ui::icon`].
#[derive(Debug, Clone, Copy)]
pub struct Ink {
    /// `#`: outlines.
    pub line: Color,
    /// `+`: soft outlines and shadows.
    pub soft: Color,
    /// `o`: paper.
    pub paper: Color,
    /// `-`: shaded paper.
    pub shade: Color,
    /// `y`: folders and envelopes.
    pub yellow: Color,
    /// `Y`: their shaded side.
    pub amber: Color,
    /// `b`: blue.
    pub blue: Color,
    /// `B`: its shaded side.
    pub navy: Color,
    /// `r`: red.
    pub red: Color,
    /// `g`: green.
    pub green: Color,
}

impl Skin {
    /// Returns the colours that belong to the theme in use.
    pub fn of(theme: &Theme) -> &'static Skin {
        match Look::parse(theme.name()) {
            Some(look) => look.skin(),
            // A theme that is not ours (a test, the toolkit's own inspector).
            None if theme.extended_palette().is_dark => &dark::SKIN,
            None => &light::SKIN,
        }
    }

    /// Returns whether this is a look of high contrast.
    pub const fn is_high_contrast(&self) -> bool {
        matches!(self.look, Look::ContrastBlack | Look::ContrastWhite)
    }

    /// Returns whether edges are drawn as bevels.
    pub const fn is_classic(&self) -> bool {
        matches!(self.look, Look::Classic)
    }
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::from_rgb8(r, g, b)
}

const WHITE: Color = rgb(0xFFFFFF);
const BLACK: Color = rgb(0);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_found_again_by_name_and_by_theme() {
        for look in Look::ALL {
            assert_eq!(Look::parse(look.name()), Some(look));
            assert_eq!(Look::parse(&look.name().to_uppercase()), Some(look));
            assert_eq!(Skin::of(&look.theme()).look, look);
        }
        assert_eq!(Look::parse("hotdog"), None);
        assert_eq!(Skin::of(&Theme::Dracula).look, Look::Dark);
        assert_eq!(Skin::of(&Theme::Light).look, Look::Light);
    }

    /// The contrast of two colours as WCAG 2 counts it.
    fn contrast(a: Color, b: Color) -> f32 {
        let (a, b) = (a.relative_luminance(), b.relative_luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_in_every_look() {
        for look in Look::ALL {
            let s = look.skin();
            for (name, text, surface) in [
                ("text", s.text, s.face),
                ("muted", s.muted, s.face),
                ("muted in a list", s.muted, s.window),
                ("window", s.window_text, s.window),
                ("selection", s.selection_text, s.selection),
                ("idle selection", s.selection_idle_text, s.selection_idle),
                ("marked", s.window_text, s.marked),
                ("menu", s.text, s.menu),
                ("menu item", s.menu_hover_text, s.menu_hover),
                ("header", s.text, s.header),
                ("title", s.title_text, s.title),
                ("button", s.text, s.button),
                ("hovered button", s.text, s.hover),
                ("pressed button", s.text, s.pressed),
                ("default button", s.accent_text, s.accent),
                ("badge", s.accent, s.window),
                ("tip", s.tip_text, s.tip),
                ("danger", s.danger, s.face),
                ("danger in a list", s.danger, s.window),
                ("error note", s.danger, s.danger_surface),
                ("warning", s.warning, s.face),
                ("warning in a list", s.warning, s.window),
                ("warning note", s.warning, s.warning_surface),
                ("success", s.success, s.face),
                ("success in a list", s.success, s.window),
            ] {
                let found = contrast(text, surface);
                let least = if s.is_high_contrast() { 7.0 } else { 4.5 };
                assert!(found >= least, "{look:?}, {name}: {found:.2}");
            }
            for (name, edge, surface) in [
                ("focus", s.focus, s.face),
                ("focus in a list", s.focus, s.window),
                ("edge of a field", s.edge, s.window),
            ] {
                let found = contrast(edge, surface);
                let least = if s.is_high_contrast() { 4.5 } else { 3.0 };
                assert!(found >= least, "{look:?}, {name}: {found:.2}");
            }
            if s.is_high_contrast() {
                // What cannot be used now is still there to be read.
                for surface in [s.face, s.window, s.menu, s.button] {
                    assert!(contrast(s.disabled, surface) >= 4.5, "{look:?}, disabled");
                }
                for (a, b) in [(s.selection, s.window), (s.selection_idle, s.window)] {
                    assert!(contrast(a, b) >= 4.5, "{look:?}, selection");
                }
            }
        }
    }
}

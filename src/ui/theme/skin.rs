//! The looks and their colours. The widgets ask [`Skin::of`] with the theme they are drawn in.

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
}

impl Look {
    /// All looks, in the order in which a person is offered them.
    pub const ALL: [Look; 3] = [Look::Classic, Look::Light, Look::Dark];

    /// Returns the name that settings keep.
    pub const fn name(self) -> &'static str {
        match self {
            Look::Classic => "classic",
            Look::Light => "light",
            Look::Dark => "dark",
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
            Look::Classic => &CLASSIC,
            Look::Light => &LIGHT,
            Look::Dark => &DARK,
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
            None if theme.extended_palette().is_dark => &DARK,
            None => &LIGHT,
        }
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

const CLASSIC: Skin = Skin {
    look: Look::Classic,
    face: rgb(0xC0C0C0),
    text: BLACK,
    muted: rgb(0x404040),
    disabled: rgb(0x808080),
    window: WHITE,
    window_text: BLACK,
    desktop: rgb(0x008080),
    light: WHITE,
    midlight: rgb(0xDFDFDF),
    shadow: rgb(0x808080),
    dark: BLACK,
    border: rgb(0x808080),
    edge: rgb(0x808080),
    selection: rgb(0x000080),
    selection_text: WHITE,
    selection_idle: rgb(0xC0C0C0),
    selection_idle_text: BLACK,
    marked: rgb(0xA6CAF0),
    accent: rgb(0x000080),
    accent_text: WHITE,
    focus: BLACK,
    button: rgb(0xC0C0C0),
    hover: rgb(0xC0C0C0),
    pressed: rgb(0xC0C0C0),
    menu: rgb(0xC0C0C0),
    menu_hover: rgb(0x000080),
    menu_hover_text: WHITE,
    header: rgb(0xC0C0C0),
    title: rgb(0x000080),
    title_text: WHITE,
    trough: rgb(0xE0E0E0),
    thumb: rgb(0xC0C0C0),
    thumb_hover: rgb(0xC0C0C0),
    tip: rgb(0xFFFFE1),
    tip_text: BLACK,
    danger: rgb(0x8B0000),
    danger_surface: rgb(0xFFE4E1),
    warning: rgb(0x5A4600),
    warning_surface: rgb(0xFFFFE1),
    success: rgb(0x005000),
    veil: Color { a: 0.0, ..BLACK },
    radius: 0.0,
    ink: Ink {
        line: BLACK,
        soft: rgb(0x808080),
        paper: WHITE,
        shade: rgb(0xDFDFDF),
        yellow: rgb(0xFFFF66),
        amber: rgb(0xC09000),
        blue: rgb(0x3060E0),
        navy: rgb(0x000080),
        red: rgb(0xD00000),
        green: rgb(0x008000),
    },
};

const LIGHT: Skin = Skin {
    look: Look::Light,
    face: rgb(0xF3F4F6),
    text: rgb(0x1B1F24),
    muted: rgb(0x57606A),
    disabled: rgb(0x8C939B),
    window: WHITE,
    window_text: rgb(0x1B1F24),
    desktop: rgb(0xDCE4EE),
    light: rgb(0xD4D8DD),
    midlight: rgb(0xE6E8EB),
    shadow: rgb(0xD4D8DD),
    dark: rgb(0xB4BAC1),
    border: rgb(0xD4D8DD),
    edge: rgb(0x868E97),
    selection: rgb(0x0B5CAD),
    selection_text: WHITE,
    selection_idle: rgb(0xDDE3EA),
    selection_idle_text: rgb(0x1B1F24),
    marked: rgb(0xB3D4F5),
    accent: rgb(0x0B5CAD),
    accent_text: WHITE,
    focus: rgb(0x0B5CAD),
    button: WHITE,
    hover: rgb(0xE4EEF8),
    pressed: rgb(0xCCDFF1),
    menu: WHITE,
    menu_hover: rgb(0xDCEAF7),
    menu_hover_text: rgb(0x1B1F24),
    header: rgb(0xF3F4F6),
    title: rgb(0xE6E8EB),
    title_text: rgb(0x1B1F24),
    trough: rgb(0xF0F1F3),
    thumb: rgb(0xB4BAC1),
    thumb_hover: rgb(0x868E97),
    tip: rgb(0x2B3138),
    tip_text: WHITE,
    danger: rgb(0xB42318),
    danger_surface: rgb(0xFDECEA),
    warning: rgb(0x6F4B00),
    warning_surface: rgb(0xFFF5D6),
    success: rgb(0x1A6B32),
    veil: Color { a: 0.28, ..BLACK },
    radius: 3.0,
    ink: Ink {
        line: rgb(0x3A424B),
        soft: rgb(0x868E97),
        paper: WHITE,
        shade: rgb(0xE1E5EA),
        yellow: rgb(0xFFDE7A),
        amber: rgb(0xD9A41E),
        blue: rgb(0x3C8DDB),
        navy: rgb(0x0B5CAD),
        red: rgb(0xD13438),
        green: rgb(0x238542),
    },
};

const DARK: Skin = Skin {
    look: Look::Dark,
    face: rgb(0x25272B),
    text: rgb(0xE6E8EB),
    muted: rgb(0xA9B0B8),
    disabled: rgb(0x777E87),
    window: rgb(0x1B1D20),
    window_text: rgb(0xE6E8EB),
    desktop: rgb(0x15181C),
    light: rgb(0x43484F),
    midlight: rgb(0x33373C),
    shadow: rgb(0x43484F),
    dark: rgb(0x5A6068),
    border: rgb(0x43484F),
    edge: rgb(0x7B838C),
    selection: rgb(0x1F5FA8),
    selection_text: WHITE,
    selection_idle: rgb(0x3A3F46),
    selection_idle_text: rgb(0xE6E8EB),
    marked: rgb(0x2B5685),
    accent: rgb(0x5AA7F2),
    accent_text: rgb(0x101418),
    focus: rgb(0x5AA7F2),
    button: rgb(0x33373C),
    hover: rgb(0x3D434A),
    pressed: rgb(0x2A4561),
    menu: rgb(0x2B2E33),
    menu_hover: rgb(0x2A4561),
    menu_hover_text: WHITE,
    header: rgb(0x2B2E33),
    title: rgb(0x33373C),
    title_text: rgb(0xE6E8EB),
    trough: rgb(0x212327),
    thumb: rgb(0x5A6068),
    thumb_hover: rgb(0x7B838C),
    tip: rgb(0x43484F),
    tip_text: WHITE,
    danger: rgb(0xFF8A80),
    danger_surface: rgb(0x4A1F1D),
    warning: rgb(0xF2C96B),
    warning_surface: rgb(0x433716),
    success: rgb(0x7FD496),
    veil: Color { a: 0.45, ..BLACK },
    radius: 3.0,
    ink: Ink {
        line: rgb(0xC4CAD1),
        soft: rgb(0x8A929B),
        paper: rgb(0x3A4047),
        shade: rgb(0x50575F),
        yellow: rgb(0xC9A03D),
        amber: rgb(0xF0CB6B),
        blue: rgb(0x5AA7F2),
        navy: rgb(0x8CC3F7),
        red: rgb(0xFF6B62),
        green: rgb(0x6CCB87),
    },
};

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
                assert!(found >= 4.5, "{look:?}, {name}: {found:.2}");
            }
            for (name, edge, surface) in [
                ("focus", s.focus, s.face),
                ("focus in a list", s.focus, s.window),
                ("edge of a field", s.edge, s.window),
            ] {
                let found = contrast(edge, surface);
                assert!(found >= 3.0, "{look:?}, {name}: {found:.2}");
            }
        }
    }
}

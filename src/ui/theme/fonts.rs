//! The bundled interface fonts: one family with a true bold, so that the program looks the same on
//! every machine; the system's own fonts stand behind it for other scripts.

use std::borrow::Cow;

use iced::Font;
use iced::font::Weight;

/// The name of the bundled interface family.
pub const FAMILY: &str = "Liberation Sans";

/// The interface font.
pub const UI: Font = Font::with_name(FAMILY);

/// The interface font in bold: unread messages, captions.
pub const BOLD: Font = Font { weight: Weight::Bold, ..UI };

/// The font with fixed widths: message sources, reports.
pub const MONO: Font = Font::with_name("Liberation Mono");

/// Returns the bundled font files for the toolkit's settings.
pub fn fonts() -> Vec<Cow<'static, [u8]>> {
    vec![
        Cow::Borrowed(include_bytes!("../../../assets/fonts/LiberationSans-Regular.ttf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/LiberationSans-Bold.ttf")),
        Cow::Borrowed(include_bytes!("../../../assets/fonts/LiberationMono-Regular.ttf")),
    ]
}

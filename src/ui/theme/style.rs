//! Style functions for the toolkit's own widgets, so that they sit well beside ours.

use iced::border::{self, Border};
use iced::overlay::menu;
use iced::widget::{
    checkbox, container, pick_list, progress_bar, radio, scrollable, text, text_editor, text_input,
};
use iced::{Background, Color, Shadow, Theme};

use super::Skin;

fn line(color: Color, skin: &Skin) -> Border {
    border::rounded(skin.radius).color(color).width(1.0)
}

fn bare() -> Border {
    Border::default()
}

/// Styles a text input inside a sunken [`bevel`](fn@crate::ui::widget::bevel).
pub fn field(theme: &Theme, status: text_input::Status) -> text_input::Style {
    let skin = Skin::of(theme);
    let off = matches!(status, text_input::Status::Disabled);
    text_input::Style {
        background: Background::Color(if off { skin.face } else { skin.window }),
        border: bare(),
        icon: skin.muted,
        placeholder: skin.muted,
        value: if off { skin.muted } else { skin.window_text },
        selection: skin.marked,
    }
}

/// Styles a text input as one that can be used, whatever the toolkit thinks.
pub fn open_field(theme: &Theme, _: text_input::Status) -> text_input::Style {
    field(theme, text_input::Status::Active)
}

/// Styles a text editor inside a sunken bevel: message bodies, notes.
pub fn editor(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    let skin = Skin::of(theme);
    let off = matches!(status, text_editor::Status::Disabled);
    text_editor::Style {
        background: Background::Color(if off { skin.face } else { skin.window }),
        border: bare(),
        placeholder: skin.muted,
        value: if off { skin.muted } else { skin.window_text },
        selection: skin.marked,
    }
}

/// Styles a text editor that lies flat on a dialog: text to read, mark and copy.
pub fn read_only(theme: &Theme, _status: text_editor::Status) -> text_editor::Style {
    let skin = Skin::of(theme);
    text_editor::Style {
        background: Background::Color(skin.face),
        border: bare(),
        placeholder: skin.muted,
        value: skin.text,
        selection: skin.marked,
    }
}

/// Styles a scrollable region.
pub fn scroll(theme: &Theme, status: scrollable::Status) -> scrollable::Style {
    let skin = Skin::of(theme);
    let (hot_x, hot_y) = match status {
        scrollable::Status::Active { .. } => (false, false),
        scrollable::Status::Hovered {
            is_horizontal_scrollbar_hovered: x,
            is_vertical_scrollbar_hovered: y,
            ..
        }
        | scrollable::Status::Dragged {
            is_horizontal_scrollbar_dragged: x,
            is_vertical_scrollbar_dragged: y,
            ..
        } => (x, y),
    };
    let rail = |hot: bool| scrollable::Rail {
        background: Some(Background::Color(skin.trough)),
        border: bare(),
        scroller: scrollable::Scroller {
            background: Background::Color(if hot { skin.thumb_hover } else { skin.thumb }),
            border: if skin.is_classic() {
                line(skin.shadow, skin)
            } else {
                border::rounded(skin.radius)
            },
        },
    };
    scrollable::Style {
        container: container::Style::default(),
        vertical_rail: rail(hot_y),
        horizontal_rail: rail(hot_x),
        gap: Some(Background::Color(skin.face)),
        auto_scroll: scrollable::AutoScroll {
            background: Background::Color(skin.face),
            border: line(skin.edge, skin),
            shadow: Shadow::default(),
            icon: skin.text,
        },
    }
}

/// Styles a container as the surface of windows and dialogs.
pub fn panel(theme: &Theme) -> container::Style {
    let skin = Skin::of(theme);
    filled(skin.face, skin.text)
}

/// Styles a container as the surface of lists and fields.
pub fn window(theme: &Theme) -> container::Style {
    let skin = Skin::of(theme);
    filled(skin.window, skin.window_text)
}

/// Styles a container as what lies behind a form that stands alone in its window.
pub fn desktop(theme: &Theme) -> container::Style {
    let skin = Skin::of(theme);
    filled(skin.desktop, skin.text)
}

/// Styles a container as a strip that tells something in passing.
pub fn banner(theme: &Theme) -> container::Style {
    let skin = Skin::of(theme);
    container::Style {
        border: Border { color: skin.border, width: 1.0, ..bare() },
        ..if skin.is_classic() {
            filled(skin.tip, skin.tip_text)
        } else {
            filled(skin.menu_hover, skin.menu_hover_text)
        }
    }
}

/// Styles the frame of a field that stands among the rows of a list.
pub fn framed(theme: &Theme) -> container::Style {
    let skin = Skin::of(theme);
    let color = if skin.is_classic() { skin.window_text } else { skin.focus };
    container::Style {
        border: Border::default().color(color).width(1.0),
        ..filled(skin.window, skin.window_text)
    }
}

/// Styles a container as a note about something to watch out for.
pub fn warning(theme: &Theme) -> container::Style {
    let skin = Skin::of(theme);
    container::Style {
        border: line(skin.warning, skin),
        ..filled(skin.warning_surface, skin.warning)
    }
}

/// Styles a container as a note about something that went wrong.
pub fn error(theme: &Theme) -> container::Style {
    let skin = Skin::of(theme);
    container::Style { border: line(skin.danger, skin), ..filled(skin.danger_surface, skin.danger) }
}

fn filled(background: Color, text: Color) -> container::Style {
    container::Style {
        text_color: Some(text),
        background: Some(Background::Color(background)),
        ..container::Style::default()
    }
}

/// Styles text that is less important.
pub fn muted(theme: &Theme) -> text::Style {
    text::Style { color: Some(Skin::of(theme).muted) }
}

/// Styles text about something that went wrong.
pub fn danger(theme: &Theme) -> text::Style {
    text::Style { color: Some(Skin::of(theme).danger) }
}

/// Styles text about something that went well.
pub fn success(theme: &Theme) -> text::Style {
    text::Style { color: Some(Skin::of(theme).success) }
}

/// Styles the toolkit's check box.
pub fn check(theme: &Theme, status: checkbox::Status) -> checkbox::Style {
    let skin = Skin::of(theme);
    let off = matches!(status, checkbox::Status::Disabled { .. });
    checkbox::Style {
        background: Background::Color(if off { skin.face } else { skin.window }),
        icon_color: if off { skin.disabled } else { skin.window_text },
        border: line(skin.edge, skin),
        text_color: Some(if off { skin.disabled } else { skin.text }),
    }
}

/// Styles the toolkit's radio button.
pub fn option(theme: &Theme, _status: radio::Status) -> radio::Style {
    let skin = Skin::of(theme);
    radio::Style {
        background: Background::Color(skin.window),
        dot_color: skin.window_text,
        border_width: 1.0,
        border_color: skin.edge,
        text_color: Some(skin.text),
    }
}

/// Styles the toolkit's pick list.
pub fn pick(theme: &Theme, status: pick_list::Status) -> pick_list::Style {
    let skin = Skin::of(theme);
    let edge = match status {
        pick_list::Status::Opened { .. } => skin.focus,
        pick_list::Status::Active | pick_list::Status::Hovered => skin.edge,
    };
    pick_list::Style {
        text_color: skin.window_text,
        placeholder_color: skin.muted,
        handle_color: skin.window_text,
        background: Background::Color(skin.window),
        border: line(edge, skin),
    }
}

/// Styles the menu that a pick list opens.
pub fn pick_menu(theme: &Theme) -> menu::Style {
    let skin = Skin::of(theme);
    menu::Style {
        background: Background::Color(skin.window),
        border: line(skin.edge, skin),
        text_color: skin.window_text,
        selected_text_color: skin.selection_text,
        selected_background: Background::Color(skin.selection),
        shadow: Shadow::default(),
    }
}

/// Styles the toolkit's progress bar.
pub fn progress(theme: &Theme) -> progress_bar::Style {
    let skin = Skin::of(theme);
    progress_bar::Style {
        background: Background::Color(skin.window),
        bar: Background::Color(skin.accent),
        border: line(skin.edge, skin),
    }
}

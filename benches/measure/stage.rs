//! A window without a screen, driven step by step as the toolkit's event loop does it, down to the
//! pixels: only what differs from the frame before is rastered.

use std::time::Instant;

use iced::advanced::clipboard;
use iced::advanced::graphics::{Viewport, damage};
use iced::advanced::renderer::{Headless, Style};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Point, Renderer, Size, mouse};
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_tiny_skia::Layer;
use restante::ui::theme::{self, Look};

use super::inbox::Inbox;
use super::store::Outcome;

/// The size of the window: that of the program's own, the first time.
pub(crate) const SIZE: Size = Size::new(1000.0, 680.0);

/// What a frame took, in milliseconds, and the cells it asked for.
pub(crate) struct Frame {
    events: f64,
    view: f64,
    draw: f64,
    raster: f64,
    cells: usize,
    repainted: f64,
}

impl Frame {
    pub(crate) fn events(&self) -> f64 {
        self.events
    }

    pub(crate) fn view(&self) -> f64 {
        self.view
    }

    pub(crate) fn draw(&self) -> f64 {
        self.draw
    }

    pub(crate) fn raster(&self) -> f64 {
        self.raster
    }

    pub(crate) fn all(&self) -> f64 {
        self.events + self.view + self.draw + self.raster
    }

    /// The share of the window that was painted again.
    pub(crate) fn repainted(&self) -> f64 {
        self.repainted
    }

    pub(crate) fn cells(&self) -> usize {
        self.cells
    }
}

/// The window.
pub(crate) struct Stage {
    pub(crate) inbox: Inbox,
    cache: Option<Cache>,
    renderer: Renderer,
    theme: iced::Theme,
    screen: Screen,
}

/// The pixels of the window, and the frame that they show.
struct Screen {
    pixels: tiny_skia::Pixmap,
    mask: tiny_skia::Mask,
    layers: Option<Vec<Layer>>,
}

impl Screen {
    fn new() -> Outcome<Self> {
        let (width, height) = (SIZE.width as u32, SIZE.height as u32);
        Ok(Self {
            pixels: tiny_skia::Pixmap::new(width, height).ok_or("no room for pixels")?,
            mask: tiny_skia::Mask::new(width, height).ok_or("no room for a mask")?,
            layers: None,
        })
    }

    /// Rasters what differs from the frame before, as the window does; returns its share of the
    /// window.
    fn show(&mut self, renderer: &mut Renderer, background: iced::Color) -> f64 {
        let size = Size::new(SIZE.width as u32, SIZE.height as u32);
        let viewport = Viewport::with_physical_size(size, 1.0);
        let all = iced::Rectangle::with_size(viewport.logical_size());
        let damage = match &self.layers {
            Some(before) => {
                damage::diff(before, renderer.layers(), |layer| vec![layer.bounds], Layer::damage)
            }
            None => vec![all],
        };
        if damage.is_empty() {
            return 0.0;
        }
        self.layers = Some(renderer.layers().to_vec());
        let damage = damage::group(damage, all);
        let pixels = &mut self.pixels.as_mut();
        renderer.draw(pixels, &mut self.mask, &viewport, &damage, background);
        damage.iter().map(iced::Rectangle::area).sum::<f32>() as f64 / all.area() as f64
    }
}

impl Stage {
    /// Opens a window with the focus in its list; returns its first frame too.
    pub(crate) fn new(inbox: Inbox) -> Outcome<(Self, Frame)> {
        let mut fonts = iced::advanced::graphics::text::font_system()
            .write()
            .map_err(|_| "the fonts are out of reach")?;
        for font in theme::fonts() {
            fonts.load_font(font);
        }
        drop(fonts);
        let renderer = iced::futures::executor::block_on(<Renderer as Headless>::new(
            theme::UI,
            theme::TEXT.into(),
            Some("tiny-skia"),
        ));
        let renderer = renderer.ok_or("there is no software renderer")?;
        let theme = Look::Classic.theme();
        let screen = Screen::new()?;
        let mut stage = Self { inbox, cache: Some(Cache::default()), renderer, theme, screen };
        let first = stage.frame(&[]);
        let _ = stage.frame(&[
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)),
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)),
        ]);
        Ok((stage, first))
    }

    /// Lets events happen, has the program hear of them, and draws.
    pub(crate) fn frame(&mut self, events: &[Event]) -> Frame {
        let cursor = mouse::Cursor::Available(Point::new(SIZE.width / 3.0, SIZE.height / 2.0));
        let Self { inbox, cache, renderer, theme, screen } = self;
        let kept = cache.take().unwrap_or_default();
        let mut ui = UserInterface::build(inbox.view(), SIZE, kept, renderer);
        let _ = inbox.asked();

        let mut messages = Vec::new();
        let begun = Instant::now();
        let _ = ui.update(events, cursor, renderer, &mut clipboard::Null, &mut messages);
        let happened = begun.elapsed();

        // Without a message the view stays as it is.
        let begun = Instant::now();
        if !messages.is_empty() {
            let kept = ui.into_cache();
            for message in &messages {
                inbox.update(message);
            }
            ui = UserInterface::build(inbox.view(), SIZE, kept, renderer);
        }
        let viewed = begun.elapsed();

        let begun = Instant::now();
        let redraw =
            Event::Window(iced::window::Event::RedrawRequested(iced::time::Instant::now()));
        messages.clear();
        let _ = ui.update(&[redraw], cursor, renderer, &mut clipboard::Null, &mut messages);
        let style = Style { text_color: theme.palette().text };
        ui.draw(renderer, theme, &style, cursor);
        let drawn = begun.elapsed();

        let begun = Instant::now();
        let repainted = screen.show(renderer, theme.palette().background);
        let rastered = begun.elapsed();

        let cells = inbox.asked();
        *cache = Some(ui.into_cache());
        for message in &messages {
            inbox.update(message);
        }
        let milliseconds = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
        Frame {
            events: milliseconds(happened),
            view: milliseconds(viewed),
            draw: milliseconds(drawn),
            raster: milliseconds(rastered),
            cells,
            repainted,
        }
    }

    pub(crate) fn wheel(&mut self, notches: f32) -> Frame {
        let delta = mouse::ScrollDelta::Lines { x: 0.0, y: notches };
        self.frame(&[Event::Mouse(mouse::Event::WheelScrolled { delta })])
    }

    pub(crate) fn key(&mut self, named: Named) -> Frame {
        let key = Key::Named(named);
        self.frame(&[Event::Keyboard(keyboard::Event::KeyPressed {
            key: key.clone(),
            modified_key: key,
            physical_key: keyboard::key::Physical::Unidentified(
                keyboard::key::NativeCode::Unidentified,
            ),
            location: keyboard::Location::Standard,
            modifiers: Modifiers::empty(),
            repeat: false,
            text: None,
        })])
    }

    pub(crate) fn put_cursor(&mut self, row: usize) {
        self.inbox.put_cursor(row);
        let _ = self.frame(&[]);
    }

    /// Shows another folder; its view and layout are counted, as after its rows were loaded.
    pub(crate) fn other_folder(&mut self) -> Frame {
        self.inbox.other_folder();
        let begun = Instant::now();
        let kept = self.cache.take().unwrap_or_default();
        let ui = UserInterface::build(self.inbox.view(), SIZE, kept, &mut self.renderer);
        self.cache = Some(ui.into_cache());
        let view = begun.elapsed().as_secs_f64() * 1000.0;
        Frame { view, ..self.frame(&[]) }
    }

    /// Rasters the whole window; returns its pixels and the milliseconds.
    pub(crate) fn pixels(&mut self) -> (Vec<u8>, f64) {
        let size = Size::new(SIZE.width as u32, SIZE.height as u32);
        let begun = Instant::now();
        let pixels = self.renderer.screenshot(size, 1.0, self.theme.palette().background);
        (pixels, begun.elapsed().as_secs_f64() * 1000.0)
    }
}

/// Returns the share of the window's pixels, and of its lines, that differ between two pictures.
pub(crate) fn changed(before: &[u8], after: &[u8]) -> (f64, f64) {
    let count = |size: usize| {
        let pairs = before.chunks(size).zip(after.chunks(size));
        let all = (before.len() / size).max(1);
        pairs.filter(|(old, new)| old != new).count() as f64 / all as f64
    };
    (count(4), count(SIZE.width as usize * 4))
}

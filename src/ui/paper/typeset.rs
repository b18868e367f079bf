//! Sets messages in lines and pages.

use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use cosmic_text::fontdb::Source;
use cosmic_text::{Attrs, Buffer, Family, FontSystem, Metrics, Shaping, SwashCache, Weight, Wrap};

use super::{Glyph, Note, Page, Pages, Placed, Plan, Run};
use crate::mail::Attachment;
use crate::ui::raster;
use crate::ui::task::Cancel;
use crate::ui::theme;
use crate::words;

/// The size of the text and the height of its lines, in points.
const TEXT: (f32, f32) = (10.0, 13.0);
/// The size of small print.
const SMALL: (f32, f32) = (8.0, 10.0);
/// The room of the header's labels.
const LABEL: f32 = 66.0;
/// The room between two parts of a message, and between two messages.
const GAP: f32 = 8.0;
/// Points of a pixel of a picture that is not made smaller.
const PIXEL: f32 = 72.0 / 96.0;
/// Pages that are set; nobody means to print more.
const MOST: usize = 2_000;
/// The family of the letters of equal width.
const MONO: &str = "Liberation Mono";

/// The fonts, and the pictures of their letters.
pub(super) struct Fonts {
    pub(super) system: FontSystem,
    pub(super) cache: SwashCache,
}

/// Loading the system's fonts takes long, so that it is done once, when something is first printed.
static FONTS: LazyLock<Mutex<Fonts>> = LazyLock::new(|| {
    let bundled = theme::fonts().into_iter().map(|font| Source::Binary(Arc::new(font)));
    Mutex::new(Fonts { system: FontSystem::new_with_fonts(bundled), cache: SwashCache::new() })
});

/// Returns the fonts.
pub(super) fn fonts() -> MutexGuard<'static, Fonts> {
    FONTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
struct Hand {
    size: (f32, f32),
    bold: bool,
    mono: bool,
}

const PLAIN: Hand = Hand { size: TEXT, bold: false, mono: false };
const BOLD: Hand = Hand { bold: true, ..PLAIN };
const FINE: Hand = Hand { size: SMALL, ..PLAIN };

/// A line that was set: its runs, from its left end.
struct Line {
    runs: Vec<Run>,
    width: f32,
}

/// Sets messages on pages; returns none when it was stopped.
pub(in crate::ui) fn set(
    notes: &[Note],
    plan: Plan,
    cancel: &Cancel,
    mut reached: impl FnMut(usize),
) -> Option<Pages> {
    let mut fonts = fonts();
    let mut setter = Setter {
        fonts: &mut fonts.system,
        plan,
        pages: vec![Page::default()],
        y: plan.margin,
        cut: false,
    };
    for (number, note) in notes.iter().enumerate() {
        if number > 0 {
            setter.between();
        }
        setter.note(note, cancel)?;
        reached(number + 1);
    }
    setter.number();
    let Setter { pages, cut, .. } = setter;
    Some(Pages { pages, cut, sheet: Some(plan.sheet) })
}

struct Setter<'a> {
    fonts: &'a mut FontSystem,
    plan: Plan,
    pages: Vec<Page>,
    /// Where the next line begins.
    y: f32,
    cut: bool,
}

impl Setter<'_> {
    fn width(&self) -> f32 {
        (self.plan.sheet.width - 2.0 * self.plan.margin).max(100.0)
    }

    /// Returns where the text ends; the number of the page stands below.
    fn bottom(&self) -> f32 {
        self.plan.sheet.height - self.plan.margin - SMALL.1
    }

    fn turn(&mut self) {
        if self.pages.len() >= MOST {
            self.cut = true;
            return;
        }
        self.pages.push(Page::default());
        self.y = self.plan.margin;
    }

    /// Makes room for another message.
    fn between(&mut self) {
        let some = 8.0 * TEXT.1;
        if self.plan.together && self.y + GAP + some < self.bottom() {
            self.y += 2.0 * GAP;
            self.rule();
            self.y += GAP;
        } else {
            self.turn();
        }
    }

    fn rule(&mut self) {
        let (from, to, y) = (self.plan.margin, self.plan.margin + self.width(), self.y);
        if let Some(page) = self.pages.last_mut() {
            page.rules.push((from, to, y));
        }
    }

    fn note(&mut self, note: &Note, cancel: &Cancel) -> Option<()> {
        for (label, value) in &note.header {
            if value.is_empty() {
                self.paragraph(label, BOLD);
                continue;
            }
            let label = self.lines(label, LABEL, BOLD);
            let values = self.lines(value, self.width() - LABEL, PLAIN);
            let mut label = label.into_iter().next();
            for value in values {
                self.room(TEXT.1);
                let at = self.plan.margin;
                if let Some(label) = label.take() {
                    self.put(label, at, TEXT);
                }
                self.put(value, at + LABEL, TEXT);
                self.y += TEXT.1;
            }
        }
        self.y += GAP / 2.0;
        self.rule();
        self.y += GAP;
        let hand = Hand { mono: self.plan.fixed, ..PLAIN };
        for line in note.body.trim_end().split('\n') {
            if cancel.is_cancelled() {
                return None;
            }
            if self.cut {
                break;
            }
            self.paragraph(line, hand);
        }
        for file in &note.pictures {
            if cancel.is_cancelled() {
                return None;
            }
            self.picture(file);
        }
        if !note.told.is_empty() {
            self.y += GAP;
            self.paragraph(&note.told, PLAIN);
        }
        Some(())
    }

    /// Sets a paragraph over the whole width.
    fn paragraph(&mut self, text: &str, hand: Hand) {
        for line in self.lines(text, self.width(), hand) {
            self.room(TEXT.1);
            self.put(line, self.plan.margin, TEXT);
            self.y += TEXT.1;
        }
    }

    /// Sets a picture below its name, no wider and no higher than the page has room; one that is
    /// too high for what is left of the page begins the next one.
    fn picture(&mut self, file: &Arc<Attachment>) {
        if self.cut {
            return;
        }
        self.y += GAP;
        let (width, height) = match raster::size(&file.bytes) {
            Ok((width, height)) => (width as f32 * PIXEL, height as f32 * PIXEL),
            Err(why) => {
                self.room(2.0 * TEXT.1);
                self.paragraph(&file.name, BOLD);
                self.paragraph(&why, PLAIN);
                return;
            }
        };
        let above = TEXT.1 + GAP / 2.0;
        let most = (self.bottom() - self.plan.margin - above).max(TEXT.1);
        let scale = (self.width() / width).min(most / height).min(1.0);
        let (width, height) = (width * scale, height * scale);
        self.room(above + height);
        let name = self.lines(&file.name, self.width(), BOLD).into_iter().next();
        if let Some(name) = name {
            self.put(name, self.plan.margin, TEXT);
        }
        self.y += above;
        let placed =
            Placed { file: Arc::clone(file), x: self.plan.margin, y: self.y, width, height };
        if let Some(page) = self.pages.last_mut().filter(|_| !self.cut) {
            page.pictures.push(placed);
        }
        self.y += height;
    }

    /// Turns the page when a line of this height has no room on it.
    fn room(&mut self, height: f32) {
        if self.y + height > self.bottom() {
            self.turn();
        }
    }

    /// Puts a line on the page, its left end here.
    fn put(&mut self, line: Line, x: f32, (size, height): (f32, f32)) {
        if self.cut {
            return;
        }
        // Where letters stand on a line of this height.
        let base = self.y + (height - size) / 2.0 + size * 0.9;
        let Some(page) = self.pages.last_mut() else { return };
        page.runs.extend(line.runs.into_iter().map(|run| Run { x: run.x + x, y: base, ..run }));
    }

    /// Numbers the pages.
    fn number(&mut self) {
        let all = self.pages.len();
        let y = self.plan.sheet.height - self.plan.margin;
        for number in 1..=all {
            let values: [(&str, &dyn std::fmt::Display); 2] = [("page", &number), ("pages", &all)];
            let text = words::with("screens-print-number", &values);
            let Some(line) = self.lines(&text, self.width(), FINE).into_iter().next() else {
                continue;
            };
            let x = (self.plan.sheet.width - line.width) / 2.0;
            if let Some(page) = self.pages.get_mut(number - 1) {
                page.runs.extend(line.runs.into_iter().map(|run| Run { x: run.x + x, y, ..run }));
            }
        }
    }

    /// Sets a paragraph in lines of a width; an empty one is one empty line.
    fn lines(&mut self, text: &str, width: f32, hand: Hand) -> Vec<Line> {
        if text.trim().is_empty() {
            return vec![Line { runs: Vec::new(), width: 0.0 }];
        }
        let (size, height) = hand.size;
        let family = if hand.mono { MONO } else { theme::FAMILY };
        let weight = if hand.bold { Weight::BOLD } else { Weight::NORMAL };
        let attrs = Attrs::new().family(Family::Name(family)).weight(weight);
        let mut buffer = Buffer::new(self.fonts, Metrics::new(size, height));
        buffer.set_size(self.fonts, Some(width), None);
        buffer.set_wrap(self.fonts, Wrap::WordOrGlyph);
        buffer.set_tab_width(self.fonts, 8);
        let text = text.replace(['\r', '\u{2028}', '\u{2029}'], " ");
        buffer.set_text(self.fonts, &text, &attrs, Shaping::Advanced, None);
        buffer.shape_until_scroll(self.fonts, false);
        let mut lines = Vec::new();
        for set in buffer.layout_runs() {
            let text: Arc<str> = Arc::from(set.text);
            let mut runs: Vec<Run> = Vec::new();
            for (number, glyph) in set.glyphs.iter().enumerate() {
                let next = set.glyphs.get(number + 1).map_or(glyph.x + glyph.w, |next| next.x);
                let letter = Glyph {
                    id: glyph.glyph_id,
                    advance: next - glyph.x,
                    dx: glyph.x_offset * glyph.font_size,
                    dy: glyph.y_offset * glyph.font_size,
                    start: glyph.start,
                    end: glyph.end,
                };
                match runs.last_mut() {
                    Some(run) if run.font == glyph.font_id => run.glyphs.push(letter),
                    _ => runs.push(Run {
                        font: glyph.font_id,
                        weight: glyph.font_weight,
                        size,
                        x: glyph.x,
                        y: 0.0,
                        text: Arc::clone(&text),
                        glyphs: vec![letter],
                    }),
                }
            }
            lines.push(Line { runs, width: set.line_w });
        }
        lines
    }
}

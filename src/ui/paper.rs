//! Messages on paper: set in lines and pages with the fonts of the screen, drawn as pictures for
//! the preview, written as PDF, handed to the system's printers.
//!
//! Nothing of it runs on the thread that draws: `typeset` makes [`Pages`] of [`Note`]s, `pdf` and
//! `draw` make of the same pages what is printed and what is looked at, `printer` knows the system.

mod draw;
mod pdf;
mod printer;
mod typeset;

use std::sync::Arc;

pub(in crate::ui) use draw::picture;
pub(in crate::ui) use pdf::pdf;
pub(in crate::ui) use printer::{Printers, print, printers};
pub(in crate::ui) use typeset::set;

use cosmic_text::fontdb;

use crate::mail::Attachment;

/// A size of paper, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::ui) struct Sheet {
    /// Its width.
    pub(in crate::ui) width: f32,
    /// Its height.
    pub(in crate::ui) height: f32,
}

impl Sheet {
    /// ISO A4.
    pub(in crate::ui) const A4: Self = Self { width: 595.28, height: 841.89 };
    /// US Letter.
    pub(in crate::ui) const LETTER: Self = Self { width: 612.0, height: 792.0 };
}

/// How messages are laid on pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::ui) struct Plan {
    /// The paper.
    pub(in crate::ui) sheet: Sheet,
    /// The room around the text, in points.
    pub(in crate::ui) margin: f32,
    /// Whether a message may begin on the page on which the one before ends.
    pub(in crate::ui) together: bool,
    /// Whether the text is set in letters of equal width.
    pub(in crate::ui) fixed: bool,
}

/// A message to be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// The lines of its header: labels and values.
    pub(in crate::ui) header: Vec<(String, String)>,
    /// Its text.
    pub(in crate::ui) body: String,
    /// The pictures that stand after the text.
    pub(in crate::ui) pictures: Vec<Arc<Attachment>>,
    /// What is told after them.
    pub(in crate::ui) told: String,
}

impl Note {
    /// Makes one with a title and no text.
    pub(in crate::ui) fn titled(title: &str) -> Self {
        Self { header: vec![(title.to_owned(), String::new())], ..Self::default() }
    }
}

/// What was set.
#[derive(Debug, Default)]
pub struct Pages {
    /// The pages, in order.
    pub(in crate::ui) pages: Vec<Page>,
    /// Whether there would have been more pages than are ever printed.
    pub(in crate::ui) cut: bool,
    sheet: Option<Sheet>,
}

/// A page.
#[derive(Debug, Clone, Default)]
pub(in crate::ui) struct Page {
    runs: Vec<Run>,
    /// Lines across the page: where they begin and end, and how high they are.
    rules: Vec<(f32, f32, f32)>,
    pictures: Vec<Placed>,
}

/// A picture on a page. It is read when the page is drawn or written: all at once would be many.
#[derive(Debug, Clone)]
struct Placed {
    file: Arc<Attachment>,
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

/// Letters of one font in a line.
#[derive(Debug, Clone)]
struct Run {
    font: fontdb::ID,
    weight: fontdb::Weight,
    size: f32,
    /// Where its base line begins.
    x: f32,
    y: f32,
    text: Arc<str>,
    glyphs: Vec<Glyph>,
}

/// A letter, as the font has it.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    id: u16,
    /// From here to the next letter.
    advance: f32,
    dx: f32,
    dy: f32,
    /// The letters of the text that it stands for.
    start: usize,
    end: usize,
}

impl Page {
    /// Returns the text of the page, line by line, as it was set.
    #[cfg(test)]
    fn text(&self) -> String {
        let mut text = String::new();
        let mut last: Option<&Run> = None;
        for run in &self.runs {
            if let Some(last) = last {
                text.push_str(if (last.y - run.y).abs() < 0.1 { " " } else { "\n" });
            }
            let begin = run.glyphs.iter().map(|glyph| glyph.start).min().unwrap_or(0);
            let end = run.glyphs.iter().map(|glyph| glyph.end).max().unwrap_or(0);
            text.push_str(run.text.get(begin..end).unwrap_or_default());
            last = Some(run);
        }
        text
    }
}

#[cfg(test)]
mod tests;

//! Pages as PDF: the same letters at the same places, with the text behind them, so that it can be
//! searched and copied.

use std::collections::HashMap;
use std::io::Cursor;

use cosmic_text::fontdb;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbaImage};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::{Page, Pages, Placed, Run, typeset};
use crate::ui::raster::{self, Raster};
use crate::ui::task::Cancel;

/// How well photographs are kept, of 100.
const QUALITY: u8 = 88;
/// The height of a line across the page.
const HAIR: f32 = 0.5;

/// Writes pages as PDF; none when it was stopped, the reason when it cannot be.
pub(in crate::ui) fn pdf(
    pages: &Pages,
    title: &str,
    cancel: &Cancel,
) -> Result<Option<Vec<u8>>, String> {
    let sheet = pages.sheet.ok_or("no page")?;
    let settings = PageSettings::from_wh(sheet.width, sheet.height).ok_or("no page")?;
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new().title(title.to_owned()).creator(crate::words::text("app-name")),
    );
    let mut fonts: HashMap<fontdb::ID, Option<Font>> = HashMap::new();
    for page in &pages.pages {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        let mut on = document.start_page_with(settings.clone());
        let mut surface = on.surface();
        surface.set_fill(Some(Fill { paint: rgb::Color::new(0, 0, 0).into(), ..Fill::default() }));
        draw(page, &mut surface, &mut fonts);
        for placed in &page.pictures {
            if cancel.is_cancelled() {
                return Ok(None);
            }
            picture(placed, &mut surface);
        }
        surface.finish();
        on.finish();
    }
    document.finish().map(Some).map_err(|error| format!("{error:?}"))
}

fn draw(
    page: &Page,
    surface: &mut krilla::surface::Surface<'_>,
    fonts: &mut HashMap<fontdb::ID, Option<Font>>,
) {
    for (from, to, y) in &page.rules {
        let mut path = PathBuilder::new();
        if let Some(line) = Rect::from_xywh(*from, *y, to - from, HAIR) {
            path.push_rect(line);
        }
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
    }
    for run in &page.runs {
        let font = fonts.entry(run.font).or_insert_with(|| font(run.font));
        if let Some(font) = font {
            surface.draw_glyphs(
                Point::from_xy(run.x, run.y),
                &glyphs(run),
                font.clone(),
                &run.text,
                run.size,
                false,
            );
        }
    }
}

fn picture(placed: &Placed, surface: &mut krilla::surface::Surface<'_>) {
    let size = Size::from_wh(placed.width, placed.height);
    let image = image(&placed.file.bytes)
        .inspect_err(|why| tracing::warn!(why, "a picture cannot be printed"));
    if let (Ok(image), Some(size)) = (image, size) {
        surface.push_transform(&Transform::from_translate(placed.x, placed.y));
        surface.draw_image(image, size);
        surface.pop();
    }
}

/// Reads a picture. What came as a photograph is written as one again, for it would be large as
/// anything else; it is not taken as it is, for a PDF with a damaged one could not be made.
fn image(bytes: &[u8]) -> Result<Image, String> {
    let Raster { width, height, rgba, .. } = raster::read(bytes)?;
    if !raster::is_jpeg(bytes) {
        return Ok(Image::from_rgba8(rgba, width, height));
    }
    let pixels = RgbaImage::from_raw(width, height, rgba).ok_or("no picture")?;
    let mut jpeg = Cursor::new(Vec::new());
    DynamicImage::from(pixels)
        .into_rgb8()
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY))
        .map_err(|error| error.to_string())?;
    Image::from_jpeg(jpeg.into_inner().into(), true)
}

fn glyphs(run: &Run) -> Vec<KrillaGlyph> {
    let glyphs = run.glyphs.iter().map(|glyph| {
        KrillaGlyph::new(
            GlyphId::new(u32::from(glyph.id)),
            glyph.advance / run.size,
            glyph.dx / run.size,
            glyph.dy / run.size,
            0.0,
            glyph.start..glyph.end,
            None,
        )
    });
    glyphs.collect()
}

fn font(id: fontdb::ID) -> Option<Font> {
    let fonts = typeset::fonts();
    let read = |data: &[u8], index| Font::new(data.to_vec().into(), index);
    fonts.system.db().with_face_data(id, read).flatten()
}

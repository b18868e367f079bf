//! Pages as pictures, for the preview.

use cosmic_text::{CacheKey, CacheKeyFlags, Color};
use image::RgbaImage;
use image::imageops::{FilterType, resize};

use super::{Pages, Placed, typeset};
use crate::ui::raster::{self, Raster};

/// Pixels of a picture at most: no zoom of ours makes more.
const MOST: f32 = 24_000_000.0;

/// A picture of a page.
#[derive(Debug, Clone)]
pub(in crate::ui) struct Picture {
    /// Its width in pixels.
    pub(in crate::ui) width: u32,
    /// Its height in pixels.
    pub(in crate::ui) height: u32,
    /// Its pixels, four bytes each: red, green, blue, alpha.
    pub(in crate::ui) rgba: Vec<u8>,
}

/// Draws a page, counted from 0, with so many pixels a point; none when there is no such page.
pub(in crate::ui) fn picture(pages: &Pages, number: usize, scale: f32) -> Option<Picture> {
    let (page, sheet) = (pages.pages.get(number)?, pages.sheet?);
    let (wide, high) = ((sheet.width * scale).round(), (sheet.height * scale).round());
    if !(1.0..MOST).contains(&(wide * high)) {
        return None;
    }
    let (width, height) = (wide as u32, high as u32);
    let mut rgba = vec![255; width as usize * height as usize * 4];
    let mut blend = |x: i32, y: i32, color: Color| {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if x >= width || y >= height {
            return;
        }
        let at = (y as usize * width as usize + x as usize) * 4;
        let Some(pixel) = rgba.get_mut(at..at + 3) else { return };
        let alpha = u32::from(color.a());
        for (old, new) in pixel.iter_mut().zip([color.r(), color.g(), color.b()]) {
            let mixed = (u32::from(*old) * (255 - alpha) + u32::from(new) * alpha) / 255;
            *old = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    };
    for (from, to, y) in &page.rules {
        let (from, to, y) = ((from * scale) as i32, (to * scale) as i32, (y * scale) as i32);
        for x in from..to {
            blend(x, y, Color::rgb(0x60, 0x60, 0x60));
        }
    }
    for placed in &page.pictures {
        let corner = ((placed.x * scale) as i32, (placed.y * scale) as i32);
        let Some(image) = scaled(placed, scale) else { continue };
        for (x, y, pixel) in image.enumerate_pixels() {
            let [r, g, b, a] = pixel.0;
            let (Ok(x), Ok(y)) = (i32::try_from(x), i32::try_from(y)) else { continue };
            blend(corner.0 + x, corner.1 + y, Color::rgba(r, g, b, a));
        }
    }
    let mut fonts = typeset::fonts();
    let fonts = &mut *fonts;
    for run in &page.runs {
        let mut x = run.x;
        for glyph in &run.glyphs {
            let at = ((x + glyph.dx) * scale, ((run.y - glyph.dy) * scale).trunc());
            let (size, flags) = (run.size * scale, CacheKeyFlags::empty());
            let (key, left, top) = CacheKey::new(run.font, glyph.id, size, at, run.weight, flags);
            fonts.cache.with_pixels(
                &mut fonts.system,
                key,
                Color::rgb(0, 0, 0),
                |px, py, color| {
                    blend(left + px, top + py, color);
                },
            );
            x += glyph.advance;
        }
    }
    Some(Picture { width, height, rgba })
}

/// Reads a picture and makes it as large as it stands on the page; none when it is damaged.
fn scaled(placed: &Placed, scale: f32) -> Option<RgbaImage> {
    let Raster { width, height, rgba, .. } = raster::read(&placed.file.bytes)
        .inspect_err(|why| tracing::warn!(why, "a picture cannot be printed"))
        .ok()?;
    let image = RgbaImage::from_raw(width, height, rgba)?;
    let pixels = |side: f32| (side * scale).round().max(1.0) as u32;
    Some(resize(&image, pixels(placed.width), pixels(placed.height), FilterType::Triangle))
}

//! Pictures that came with messages, read to be looked at or printed.
//!
//! Only the decoders of PNG, JPEG, GIF and BMP are there, and none of them is let near a picture
//! that would fill the memory. The first picture of a GIF is taken.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};

use crate::words;

/// Pixels of a picture that is read at all: so many take 160 megabytes.
const MOST_PIXELS: u64 = 40_000_000;
/// The longest side of a picture.
const LONGEST: u32 = 20_000;
/// Bytes that a decoder may take.
const MEMORY: u64 = 256 * 1024 * 1024;
/// The longest side of what is kept of a picture.
const KEPT: u32 = 2_000;

/// A picture that was read.
#[derive(Debug, Clone)]
pub(in crate::ui) struct Raster {
    /// The width of what is kept of it.
    pub(in crate::ui) width: u32,
    /// The height of that.
    pub(in crate::ui) height: u32,
    /// Its pixels, four bytes each: red, green, blue, alpha.
    pub(in crate::ui) rgba: Vec<u8>,
    /// The size that it has.
    pub(in crate::ui) own: (u32, u32),
}

/// Returns whether a file begins as a picture does that can be read.
pub(in crate::ui) fn is_picture(bytes: &[u8]) -> bool {
    let begins: [&[u8]; 4] = [b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a"];
    // Many texts begin as a BMP does: the four bytes that are reserved, and the size of its head,
    // tell more.
    let bmp = || {
        let reserved = bytes.get(6..10) == Some(&[0; 4]);
        let head = bytes
            .get(14..18)
            .map(|size| matches!(size, [12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]));
        bytes.starts_with(b"BM") && reserved && head == Some(true)
    };
    begins.iter().any(|begin| bytes.starts_with(begin)) || bmp()
}

/// Returns whether a file begins as a JPEG does.
pub(in crate::ui) fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xD8\xFF")
}

/// Returns how wide and high a picture is, without reading all of it.
pub(in crate::ui) fn size(bytes: &[u8]) -> Result<(u32, u32), String> {
    let (decoder, turned) = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    use Orientation as O;
    Ok(match turned {
        O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH => (height, width),
        O::NoTransforms | O::Rotate180 | O::FlipHorizontal | O::FlipVertical => (width, height),
    })
}

/// Reads a picture, unless it would take too much.
pub(in crate::ui) fn read(bytes: &[u8]) -> Result<Raster, String> {
    let (decoder, turned) = decoder(bytes)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| failed(&error))?;
    image.apply_orientation(turned);
    let own = (image.width(), image.height());
    if own.0.max(own.1) > KEPT {
        image = image.thumbnail(KEPT, KEPT);
    }
    let pixels = image.into_rgba8();
    let (width, height) = pixels.dimensions();
    Ok(Raster { width, height, rgba: pixels.into_raw(), own })
}

/// Begins to read a picture, unless it would take too much; says how it is turned.
fn decoder(bytes: &[u8]) -> Result<(impl ImageDecoder + '_, Orientation), String> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|error| failed(&error))?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| failed(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(words::text("screens-look-too-large"));
    }
    let turned = decoder.orientation().map_err(|error| failed(&error))?;
    Ok((decoder, turned))
}

fn failed(error: &dyn std::fmt::Display) -> String {
    words::with("screens-look-failed", &[("reason", &error.to_string())])
}

#[cfg(test)]
pub(in crate::ui) mod tests {
    use super::*;

    /// Makes a picture of many colours.
    pub(in crate::ui) fn picture(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
        let image = image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([u8::try_from(x % 256).unwrap(), u8::try_from(y % 256).unwrap(), 128])
        });
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    pub(in crate::ui) fn png(width: u32, height: u32) -> Vec<u8> {
        picture(width, height, image::ImageFormat::Png)
    }

    #[test]
    fn pictures_are_read_and_bombs_are_not() {
        use image::ImageFormat as F;
        for format in [F::Png, F::Jpeg, F::Gif, F::Bmp] {
            let bytes = picture(300, 200, format);
            assert!(is_picture(&bytes), "{format:?}");
            assert_eq!(size(&bytes), Ok((300, 200)), "{format:?}");
            let shown = read(&bytes).unwrap();
            assert_eq!((shown.width, shown.height, shown.own), (300, 200, (300, 200)));
        }
        assert!(!is_picture(b"BMW is a car, and this is a text about it."));
        let shown = read(&png(4_000, 10)).unwrap();
        assert_eq!((shown.width, shown.own), (KEPT, (4_000, 10)));
        // A head that claims a picture of gigabytes.
        let mut bomb = png(1, 1);
        for (at, side) in [(16, 19_000_u32), (20, 19_000)] {
            bomb[at..at + 4].copy_from_slice(&side.to_be_bytes());
        }
        let sum = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(read(&bomb).unwrap_err(), words::text("screens-look-too-large"));
        assert!(size(&bomb).is_err());
        assert!(read(b"\x89PNG\r\n\x1A\nbroken").is_err());
        assert!(read(b"\xFF\xD8\xFF\xE0").is_err());
        assert!(read(b"GIF89a").is_err());
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
            })
        })
    }
}

//! Objects of other programs: the OLE 1.0 stream ([MS-OLEDS] 2.2), as far as a file or a picture can
//! be taken out of it. The stream itself is kept whatever is found here.

use crate::format::bytes::Bytes;

/// What was in an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inner {
    /// Its own name, where it has one, without a path.
    pub name: Option<Vec<u8>>,
    /// The ending of such files.
    pub ending: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Takes the file or picture out of an object; none where there is none, or none that is known.
pub fn taken_out(stream: &[u8]) -> Option<Inner> {
    let mut cursor = Bytes::new(stream, 0);
    let _version = cursor.u32()?;
    match cursor.u32()? {
        // An embedded object: its class, two names, and the bytes of its own program.
        2 => {
            let class = without_end(cursor.sized()?);
            let _topic = cursor.sized()?;
            let _item = cursor.sized()?;
            let native = cursor.sized()?;
            match class {
                b"Package" => package(native),
                b"PBrush" | b"Paint.Picture" => picture(b"BMP", native),
                _ => None,
            }
        }
        // A picture of an object: its kind, its size on paper, and its bytes.
        3 | 5 => {
            let class = without_end(cursor.sized()?).to_vec();
            let _size = cursor.take(8)?;
            let bytes = cursor.sized()?;
            picture(&class, bytes)
        }
        _ => None,
    }
}

fn without_end(text: &[u8]) -> &[u8] {
    text.strip_suffix(b"\0").unwrap_or(text)
}

/// A file in a package: what it is called, where it came from, and its bytes.
fn package(native: &[u8]) -> Option<Inner> {
    let mut cursor = Bytes::new(native, 0);
    let _mark = cursor.u16()?;
    let label = cursor.string()?;
    let path = cursor.string()?;
    let _zero = cursor.u16()?;
    // 3: the file itself; 1: only a command that would open it.
    if cursor.u16()? != 3 {
        return None;
    }
    let _temporary = cursor.sized()?;
    let bytes = cursor.sized()?;
    let last = |path: &[u8]| path.rsplit(|b| b"\\/:".contains(b)).next().unwrap_or(path).to_vec();
    let name = [last(path), last(label)].into_iter().find(|name| !name.is_empty());
    Some(Inner { name, ending: "bin", bytes: bytes.to_vec() })
}

/// A picture, as files of its kind begin.
fn picture(class: &[u8], bytes: &[u8]) -> Option<Inner> {
    match class {
        b"METAFILEPICT" => {
            // Mapping mode, width, height, an unused word; then the metafile.
            let (head, metafile) = bytes.split_at_checked(8)?;
            let mut cursor = Bytes::new(head, 0);
            let (_mode, width, height) = (cursor.u16()?, cursor.u16()?, cursor.u16()?);
            // The head of a placeable metafile: its key, a rectangle, units to the inch, and a sum.
            let head = [0xCDD7, 0x9AC6, 0, 0, 0, width, height, 2540, 0, 0];
            let sum = head.iter().fold(0_u16, |sum, word| sum ^ word);
            let mut file: Vec<u8> =
                head.iter().chain([&sum]).flat_map(|word| word.to_le_bytes()).collect();
            file.extend_from_slice(metafile);
            Some(Inner { name: None, ending: "wmf", bytes: file })
        }
        b"DIB" => bitmap(bytes),
        b"BMP" if bytes.starts_with(b"BM") => {
            Some(Inner { name: None, ending: "bmp", bytes: bytes.to_vec() })
        }
        b"BMP" => bitmap(bytes),
        _ => None,
    }
}

/// A bitmap without the head of its file.
fn bitmap(bytes: &[u8]) -> Option<Inner> {
    let mut cursor = Bytes::new(bytes, 0);
    let head = cursor.u32()?;
    if head != 40 {
        return None;
    }
    let _extent = cursor.take(8)?;
    let (_planes, depth) = (cursor.u16()?, cursor.u16()?);
    let compression = cursor.u32()?;
    let _sizes = cursor.take(12)?;
    let used = cursor.u32()?;
    let colours = match (depth, used) {
        (1..=8, 0) => 1 << depth,
        (_, used) => used.min(256),
    };
    let masks = if compression == 3 { 12 } else { 0 };
    let start = 14 + head + masks + colours * 4;
    let size = u32::try_from(bytes.len()).ok()?.checked_add(14)?;
    let mut file = b"BM".to_vec();
    for number in [size, 0, start] {
        file.extend(number.to_le_bytes());
    }
    file.extend_from_slice(bytes);
    Some(Inner { name: None, ending: "bmp", bytes: file })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sized(bytes: &[u8]) -> Vec<u8> {
        [&(bytes.len() as u32).to_le_bytes(), bytes].concat()
    }

    fn embedded(class: &[u8], native: &[u8]) -> Vec<u8> {
        let head = [0x501_u32.to_le_bytes(), 2_u32.to_le_bytes()].concat();
        [head, sized(class), sized(b""), sized(b""), sized(native)].concat()
    }

    fn still(class: &[u8], bytes: &[u8]) -> Vec<u8> {
        let head = [0x501_u32.to_le_bytes(), 5_u32.to_le_bytes()].concat();
        [head, sized(class), vec![0; 8], sized(bytes)].concat()
    }

    #[test]
    fn a_file_is_taken_out_of_a_package() {
        let mut native = b"\x02\0PLAN.TXT\0C:\\MY DOCS\\PLAN.TXT\0\0\0\x03\0".to_vec();
        native.extend(sized(b"C:\\TEMP\\PLAN.TXT\0"));
        native.extend(sized(b"the plan"));
        let stream = embedded(b"Package\0", &native);
        let inner =
            Inner { name: Some(b"PLAN.TXT".to_vec()), ending: "bin", bytes: b"the plan".to_vec() };
        assert_eq!(taken_out(&stream), Some(inner));
        for end in 0..stream.len() {
            assert_eq!(taken_out(&stream[..end]), None, "{end}");
        }
        native[33] = 1;
        assert_eq!(taken_out(&embedded(b"Package\0", &native)), None);
        assert_eq!(taken_out(&embedded(b"ExcelWorksheet\0", b"x")), None);
    }

    #[test]
    fn pictures_become_files() {
        let mut metafile = vec![8, 0, 100, 0, 50, 0, 0, 0];
        metafile.extend(b"WMF");
        let inner = taken_out(&still(b"METAFILEPICT\0", &metafile)).unwrap();
        assert_eq!(inner.ending, "wmf");
        assert_eq!(inner.bytes[..4], [0xD7, 0xCD, 0xC6, 0x9A]);
        assert_eq!(inner.bytes[10..14], [100, 0, 50, 0]);
        let sum = inner.bytes[..20].chunks(2).fold(0, |s, w| s ^ u16::from_le_bytes([w[0], w[1]]));
        assert_eq!(inner.bytes[20..22], sum.to_le_bytes());
        assert_eq!(&inner.bytes[22..], b"WMF");

        let mut dib = vec![0; 40];
        dib[0] = 40;
        dib[14] = 4;
        dib.extend([0; 64 + 8]);
        let inner = taken_out(&still(b"DIB\0", &dib)).unwrap();
        assert_eq!((inner.ending, &inner.bytes[..2]), ("bmp", &b"BM"[..]));
        assert_eq!(inner.bytes[10..14], (14_u32 + 40 + 64).to_le_bytes());
        assert_eq!(inner.bytes.len(), 14 + dib.len());
    }
}

//! Text in fields of a fixed size: UTF-8, NUL padded, cut at a character boundary.

use super::Damage;

/// Lays text into a field, cut so that a NUL always follows.
pub(super) fn lay<const N: usize>(text: &str) -> [u8; N] {
    let mut field = [0; N];
    let fitting = cut(text, N.saturating_sub(1));
    for (place, byte) in field.iter_mut().zip(fitting.bytes()) {
        *place = byte;
    }
    field
}

/// Lays text into a field that it may fill to the last byte: 64 characters of four bytes fill the
/// 256 of a full name.
pub(super) fn lay_full<const N: usize>(text: &str) -> [u8; N] {
    let mut field = [0; N];
    for (place, byte) in field.iter_mut().zip(cut(text, N).bytes()) {
        *place = byte;
    }
    field
}

/// Takes text out of a field that it may fill to the last byte.
pub(super) fn take_full(field: &[u8], offset: u64) -> Result<String, Damage> {
    take(&[field, &[0]].concat(), offset)
}

/// Returns whether text fits a field whole, with the NUL that follows it.
pub(super) fn fits(text: &str, size: usize) -> bool {
    text.len() < size && !text.contains('\0')
}

/// Returns the beginning of a text that has at most `max` bytes and ends between characters.
pub(super) fn cut(text: &str, max: usize) -> &str {
    let text = text.split('\0').next().unwrap_or_default();
    text.get(..text.floor_char_boundary(max)).unwrap_or_default()
}

/// Takes text out of a field: up to the first NUL.
pub(super) fn take(field: &[u8], offset: u64) -> Result<String, Damage> {
    let text = field.split(|b| *b == 0).next().unwrap_or_default();
    if text.len() == field.len() {
        return Err(Damage::new(offset, "a text without its end"));
    }
    String::from_utf8(text.to_vec()).map_err(|e| {
        Damage::new(offset.saturating_add(e.utf8_error().valid_up_to() as u64), "no UTF-8 text")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_between_characters_and_ended() {
        assert_eq!(lay::<4>("abcdef"), *b"abc\0");
        assert_eq!(lay::<4>("aüü"), [b'a', 0xC3, 0xBC, 0]);
        assert_eq!(lay::<4>("abü"), *b"ab\0\0");
        assert_eq!(take(b"ab\0x", 0), Ok("ab".to_owned()));
        assert_eq!(take(b"abc", 7).unwrap_err().offset, 7);
        assert_eq!(take(b"a\xFF\0", 7).unwrap_err().offset, 8);
    }
}

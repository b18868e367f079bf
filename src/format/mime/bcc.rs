//! Takes the blind copies out of a message, everything else byte for byte.

/// Returns the message without its Bcc header fields.
pub fn without_bcc(bytes: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut dropping = false;
    while !rest.is_empty() {
        let end = rest.iter().position(|&b| b == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, tail) = rest.split_at(end);
        if line == b"\r\n" || line == b"\n" {
            kept.extend_from_slice(rest);
            break;
        }
        // A line that begins with a blank goes on with the field above it.
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            dropping = names_bcc(line);
        }
        if !dropping {
            kept.extend_from_slice(line);
        }
        rest = tail;
    }
    kept
}

fn names_bcc(line: &[u8]) -> bool {
    let Some(colon) = line.iter().position(|&b| b == b':') else { return false };
    let (name, _) = line.split_at(colon);
    let name = name.trim_ascii();
    name.eq_ignore_ascii_case(b"bcc") || name.eq_ignore_ascii_case(b"resent-bcc")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_field_goes_with_its_folded_lines() {
        let message = b"To: a@b.c\r\nBCC: x@y.z,\r\n\tv@w.z\r\n u@w.z\r\nSubject: Bcc: no\r\nbcc : q\r\n\r\nBcc: in the text\r\n";
        assert_eq!(
            without_bcc(message),
            b"To: a@b.c\r\nSubject: Bcc: no\r\n\r\nBcc: in the text\r\n"
        );
    }

    #[test]
    fn odd_bytes_stay() {
        for bytes in [&b""[..], b"\r\n", b"\n\nBcc: x", b"no header at all", b"A: b\n c\xFF\0"] {
            assert_eq!(without_bcc(bytes), bytes);
        }
        assert_eq!(without_bcc(b"Bcc: x"), b"");
        assert_eq!(without_bcc(b"Bccx: x\nBcc\xFF: y"), b"Bccx: x\nBcc\xFF: y");
    }
}

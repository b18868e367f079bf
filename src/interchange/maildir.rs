//! The names in a Maildir: of messages, with what became of them, and of folders (Maildir++), which
//! are written in the modified UTF-7 of IMAP (RFC 3501 5.1.3).

use super::source::Marks;
use crate::mail::Moment;

/// What stands before the flags, as the specification has it; Windows cannot have the first, and
/// programs there write one of the others.
const INFO: [char; 3] = [':', ';', '!'];

/// Names a message: by the time at which it arrived, a number, its size and its flags.
pub(super) fn message_name(at: Moment, number: u64, size: usize, marks: Marks) -> String {
    let (seconds, millis) = (at.0.div_euclid(1000), at.0.rem_euclid(1000));
    let mut name = format!("{seconds}.M{}P{number}.restante,S={size}", millis * 1000);
    name.push(if cfg!(windows) { ';' } else { ':' });
    name.push_str("2,");
    name.push_str(&marks.letters());
    name
}

/// Reads what a message's name says became of it; in `new` nobody has seen it.
pub(super) fn marks(name: &str, new: bool) -> Marks {
    let flags = INFO.iter().find_map(|mark| {
        let at = name.rfind(&format!("{mark}2,"))?;
        name.get(at + 3..)
    });
    let marks = Marks::of_letters(flags.unwrap_or_default());
    Marks { unread: new || marks.unread, ..marks }
}

/// Reads when a message arrived from its name.
pub(super) fn arrived(name: &str) -> Option<Moment> {
    let (seconds, rest) = name.split_once('.')?;
    let seconds: i64 = seconds.parse().ok()?;
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
    let micros = rest.find('M').and_then(|at| rest.get(at + 1..));
    let micros = micros.and_then(|text| digits(text).parse::<i64>().ok()).unwrap_or(0);
    let millis = if (0..1_000_000).contains(&micros) { micros / 1000 } else { 0 };
    seconds.checked_mul(1000)?.checked_add(millis).map(Moment)
}

/// Names the folder that stands for a path of folders.
pub(super) fn folder_name(path: &[String]) -> String {
    path.iter().fold(String::new(), |name, part| {
        // Nothing between two dots is no name.
        let part = if part.is_empty() { "_" } else { part };
        format!("{name}.{}", encoded(part))
    })
}

/// Reads the path of folders that a name stands for; none when it is no name of a folder.
pub(super) fn folder_path(name: &str) -> Option<Vec<String>> {
    let parts: Vec<String> =
        name.strip_prefix('.')?.split('.').filter(|p| !p.is_empty()).map(decoded).collect();
    // Some programs take the inbox for the folder that all others lie in.
    let below = match parts.as_slice() {
        [first, below @ ..] if first == "INBOX" && !below.is_empty() => below,
        all => all,
    };
    (!below.is_empty()).then(|| below.to_vec())
}

/// Returns whether a character stands for itself in a folder's name, on every system.
fn plain(c: char) -> bool {
    matches!(c, ' '..='~') && !"&./\\:*?\"<>|".contains(c)
}

/// Writes a name in modified UTF-7; the dot, which parts names, is written as its code.
fn encoded(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_plain = plain(first);
        let run = rest.find(|c| plain(c) != is_plain).unwrap_or(rest.len());
        let (this, after) = rest.split_at(run);
        rest = after;
        if is_plain {
            out.push_str(this);
            continue;
        }
        if this == "&" {
            out.push_str("&-");
            continue;
        }
        let bytes: Vec<u8> = this.encode_utf16().flat_map(u16::to_be_bytes).collect();
        out.push('&');
        out.push_str(&base64(&bytes));
        out.push('-');
    }
    out
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

fn base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |n: usize| u32::from(chunk.get(n).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..=chunk.len() {
            let digit = (bits >> (18 - 6 * n)) & 63;
            out.extend(DIGITS.get(digit as usize).map(|&d| char::from(d)));
        }
    }
    out
}

/// Reads modified UTF-7; a name that is none stays as it is, for many programs write UTF-8.
fn decoded(name: &str) -> String {
    strictly_decoded(name).unwrap_or_else(|| name.to_owned())
}

fn strictly_decoded(name: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (code, behind) = after.split_once('-')?;
        rest = behind;
        if code.is_empty() {
            out.push('&');
            continue;
        }
        let (mut bits, mut count, mut units) = (0_u32, 0, Vec::new());
        for digit in code.bytes() {
            let value = DIGITS.iter().position(|&d| d == digit)?;
            bits = bits << 6 | u32::try_from(value).ok()?;
            count += 6;
            if count >= 16 {
                count -= 16;
                units.push(u16::try_from(bits >> count & 0xFFFF).ok()?);
                bits &= (1 << count) - 1;
            }
        }
        // What is left over fills the last digit up, and is nothing; a code of nothing is no code.
        if units.is_empty() || count >= 6 || bits != 0 {
            return None;
        }
        out.push_str(&String::from_utf16(&units).ok()?);
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folders_are_written_as_other_programs_write_them() {
        let path = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        for (names, written) in [
            (path(&["Sent"]), ".Sent"),
            (path(&["Projects", "1995"]), ".Projects.1995"),
            (path(&["Entwürfe"]), ".Entw&APw-rfe"),
            (path(&["R&D"]), ".R&-D"),
            (path(&["v1.2"]), ".v1&AC4-2"),
            (path(&["日本語"]), ".&ZeVnLIqe-"),
        ] {
            assert_eq!(folder_name(&names), written);
            assert_eq!(folder_path(written), Some(names));
        }
        assert_eq!(folder_path(".INBOX.Sent"), Some(path(&["Sent"])));
        assert_eq!(folder_path(".Entwürfe"), Some(path(&["Entwürfe"])));
        assert_eq!(folder_path(".a&b"), Some(path(&["a&b"])));
        assert_eq!(folder_path(".&2A-"), Some(path(&["&2A-"])), "a code of nothing");
        assert_eq!(folder_path(".&APx-"), Some(path(&["&APx-"])), "bits left over");
        assert_eq!(folder_path("..."), None);
        assert_eq!(folder_path("cur"), None);
    }

    #[test]
    fn names_of_other_programs_are_understood() {
        for (name, new, expected) in [
            ("1204680122.27c448.host:2,RS", false, Marks { answered: true, ..Marks::default() }),
            ("1204680122.27c448.host", true, Marks { unread: true, ..Marks::default() }),
            ("1.x;2,FS", false, Marks { flagged: true, ..Marks::default() }),
            (
                "1.x!2,DP",
                false,
                Marks { draft: true, forwarded: true, unread: true, ..Marks::default() },
            ),
            ("1.x:2,ST", false, Marks { deleted: true, ..Marks::default() }),
        ] {
            assert_eq!(marks(name, new), expected, "{name}");
        }
        assert_eq!(arrived("1204680122.M27500P1.host:2,"), Some(Moment(1_204_680_122_027)));
        assert_eq!(arrived("1204680122.27.host"), Some(Moment(1_204_680_122_000)));
        assert_eq!(arrived("msg.1"), None);
    }

    proptest! {
        #[test]
        fn no_name_is_too_strange(name in any::<String>(), new in any::<bool>()) {
            let _ = (marks(&name, new), arrived(&name), folder_path(&name));
        }

        #[test]
        fn what_is_written_is_read_again(
            path in prop::collection::vec("[^\0]{1,8}", 1..4),
            millis in 0_i64..4_000_000_000_000,
            flags in any::<[bool; 6]>(),
        ) {
            let [unread, answered, forwarded, draft, flagged, deleted] = flags;
            let given = Marks { unread, answered, forwarded, draft, flagged, deleted };
            let name = message_name(Moment(millis), 3, 5, given);
            prop_assert_eq!(arrived(&name), Some(Moment(millis)));
            prop_assert_eq!(marks(&name, false), given);
            let path: Vec<String> = std::iter::once("x".to_owned()).chain(path).collect();
            let written = folder_name(&path);
            prop_assert!(!written.contains(['/', '\\', ':']));
            prop_assert_eq!(folder_path(&written), Some(path));
        }
    }
}

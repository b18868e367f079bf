//! Names of attachments, as strangers chose them, made fit for a file.

use unicode_normalization::UnicodeNormalization;

/// The longest name that every file system takes, with room for a number behind it.
const MAX: usize = 150;

/// The names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// Returns a name without path parts and control characters that every file system takes; never
/// empty.
pub fn safe_name(name: &str) -> String {
    // What one pass takes away can uncover more: a dot before a blank, an accent behind a hidden
    // character. Each pass but the last makes the name shorter or more composed.
    let mut safe = pass(name);
    for _ in 0..MAX {
        let next = pass(&safe);
        if next == safe {
            break;
        }
        safe = next;
    }
    safe
}

fn pass(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).find(|part| !part.trim().is_empty()).unwrap_or("");
    let clean: String = last
        .chars()
        .filter(|c| !hidden(*c))
        .nfc()
        .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
        .collect();
    // Windows drops blanks and dots at the end; a leading dot hides the file elsewhere.
    let edge = |c: char| c == '.' || c.is_whitespace();
    let clean = clean.trim_matches(edge);
    if clean.is_empty() {
        return "attachment".to_owned();
    }
    let short = shortened(clean);
    if is_device(&short) { format!("_{short}") } else { short }
}

/// Returns whether a character cannot be seen, or turns the reading order so that `exe.txt` is none.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn shortened(name: &str) -> String {
    if name.len() <= MAX {
        return name.to_owned();
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 16 => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let room = MAX.saturating_sub(extension.len());
    let mut cut = String::new();
    for c in stem.chars() {
        if cut.len() + c.len_utf8() > room {
            break;
        }
        cut.push(c);
    }
    format!("{}{extension}", cut.trim_end_matches(['.', ' ']))
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim().to_ascii_uppercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes().iter().all(u8::is_ascii_digit))
    };
    DEVICES.contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe() {
        for (given, safe) in [
            ("menu.txt", "menu.txt"),
            ("../../etc/passwd", "passwd"),
            ("C:\\WINDOWS\\a.ini", "a.ini"),
            ("a:b?.txt", "a_b_.txt"),
            ("", "attachment"),
            ("..", "attachment"),
            ("dir/", "dir"),
            (" . ", "attachment"),
            ("a.\u{3000}.", "a"),
            ("e\u{200B}\u{301}.txt", "é.txt"),
            ("nul.txt", "_nul.txt"),
            ("COM1", "_COM1"),
            ("COMET", "COMET"),
            ("a\r\nb\0c", "abc"),
            ("photo\u{202E}gpj.exe", "photogpj.exe"),
            ("trailing. . ", "trailing"),
            (".bashrc", "bashrc"),
            ("Müller.doc", "Müller.doc"),
        ] {
            assert_eq!(safe_name(given), safe, "{given:?}");
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let name = safe_name(&format!("{}.docx", "ü".repeat(300)));
        assert!(name.len() <= MAX && name.ends_with("ü.docx"), "{name}");
        assert!(safe_name(&"x".repeat(1000)).len() <= MAX);
        assert!(safe_name(&format!("a.{}", "é".repeat(1000))).len() <= MAX);
    }

    proptest::proptest! {
        #[test]
        fn a_safe_name_is_its_own(name in ".{0,200}") {
            let once = safe_name(&name);
            proptest::prop_assert!(!once.is_empty());
            proptest::prop_assert!(!once.contains(['/', '\\']) && !once.chars().any(char::is_control));
            proptest::prop_assert_eq!(safe_name(&once), once);
        }
    }
}

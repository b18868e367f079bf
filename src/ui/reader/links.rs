//! What leads somewhere in a text: found in plain words, judged before it is followed.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};

use crate::mail::Address;

/// Letters of one line in which links are looked for.
const MOST: usize = 64 * 1024;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// To a page, for the browser.
    Page(String),
    /// To a mailbox on the Internet, for the program that the system has for that.
    Mail(String),
    /// To a mailbox of the postoffices.
    Mailbox(Address),
    /// Somewhere that is not opened from a letter.
    Elsewhere(String),
}

/// Why a link should not be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Its text names another place than it leads to.
    OtherPlace,
    /// It hides where it leads: a name before the host, or letters that look like others.
    Disguised,
}

impl Place {
    /// Reads where a link of HTML leads.
    pub(crate) fn of(target: &str) -> Self {
        let target = target.trim();
        let scheme = target.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        // What a browser would pass over is no part of an address; it only hides things.
        let clean: String = target.chars().filter(|c| !c.is_control()).collect();
        match scheme.as_deref() {
            Some("http" | "https") if !host(&clean).is_empty() => Self::Page(clean),
            Some("mailto") => Self::Mail(clean),
            _ => Self::Elsewhere(clean),
        }
    }

    /// Returns the place as people read it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Page(target) | Self::Elsewhere(target) => target.clone(),
            Self::Mail(target) => target.strip_prefix("mailto:").unwrap_or(target).to_owned(),
            Self::Mailbox(address) => address.to_string(),
        }
    }
}

/// Finds what leads somewhere in a line of plain text.
pub(crate) fn find(line: &str) -> Vec<(Range<usize>, Place)> {
    let line = line.get(..line.floor_char_boundary(MOST)).unwrap_or(line);
    let mut found: Vec<(Range<usize>, Place)> = Vec::new();
    if line.contains("://") || line.contains('@') {
        for link in LinkFinder::new().links(line) {
            let place = match link.kind() {
                LinkKind::Email => {
                    // The name of a mailto: link begins before what was found.
                    Place::Mail(format!("mailto:{}", link.as_str()))
                }
                LinkKind::Url => match Place::of(link.as_str()) {
                    Place::Elsewhere(_) => continue,
                    place => place,
                },
                _ => continue,
            };
            found.push((link.start()..link.end(), place));
        }
    }
    if line.contains('/') {
        mailboxes(line, &mut found);
    }
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// Finds addresses of the postoffices, `NETWORK/POSTOFFICE/MAILBOX` in capital letters.
fn mailboxes(line: &str, found: &mut Vec<(Range<usize>, Place)>) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "/-_".contains(c);
    let mut begin = 0;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if is_part(c) {
            continue;
        }
        let word = line.get(begin..at).unwrap_or_default();
        let range = begin..at;
        begin = at + c.len_utf8();
        let names = || word.split('/');
        if names().count() != 3
            || word.chars().any(|c| c.is_ascii_lowercase())
            || names().any(|name| !name.chars().any(|c| c.is_ascii_uppercase()))
            || found.iter().any(|(other, _)| other.start < range.end && range.start < other.end)
        {
            continue;
        }
        // A path or a date is no address.
        let before = line.get(..range.start).and_then(|text| text.chars().next_back());
        if before.is_some_and(|c| c == ':' || c == '.' || c == '~' || c == '\\') {
            continue;
        }
        if let Ok(address) = Address::parse(word) {
            found.push((range, Place::Mailbox(address)));
        }
    }
}

/// Judges a link by the text that it stands under.
pub(crate) fn doubt(text: &str, place: &Place) -> Option<Doubt> {
    let Place::Page(target) = place else { return None };
    let authority = authority(target);
    let real = host(target);
    if authority.contains('@') || real.split('.').any(|part| part.starts_with("xn--")) {
        return Some(Doubt::Disguised);
    }
    let named = named_host(text)?;
    let same = real == named || real.ends_with(&format!(".{named}"));
    (!same).then_some(Doubt::OtherPlace)
}

/// Returns the host that a text seems to name.
fn named_host(text: &str) -> Option<String> {
    /// Endings of files, which look like hosts.
    const FILES: [&str; 16] = [
        "csv", "doc", "docx", "gif", "htm", "html", "jpg", "md", "odt", "pdf", "png", "ppt", "txt",
        "xls", "xlsx", "zip",
    ];
    let mut finder = LinkFinder::new();
    let finder = finder.url_must_have_scheme(false).kinds(&[LinkKind::Url]);
    let link = finder.links(text).next()?;
    let named = link.as_str();
    let host = host(named);
    let ending = host.rsplit('.').next().unwrap_or_default();
    let plain = !named.contains("://") && !named.starts_with("www.");
    if plain && (link.as_str().len() != text.trim().len() || FILES.contains(&ending)) {
        return None;
    }
    (!host.is_empty()).then_some(host)
}

fn authority(target: &str) -> &str {
    let rest = target.split_once("://").map_or(target, |(_, rest)| rest);
    rest.split(['/', '?', '#', '\\']).next().unwrap_or_default()
}

/// Returns the host of an address, in small letters and without `www.`.
fn host(target: &str) -> String {
    let authority = authority(target);
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_plain_words() {
        for (line, links) in [
            ("no links here, not even a.b or 1/2/3", vec![]),
            ("see https://a.example/x_(y).", vec!["https://a.example/x_(y)"]),
            ("<http://a.example>, then", vec!["http://a.example"]),
            ("write ann@garden.example now", vec!["ann@garden.example"]),
            ("mailto:ann@garden.example", vec!["ann@garden.example"]),
            ("to NORTH/MAIN/ANNA, please", vec!["NORTH/MAIN/ANNA"]),
            ("Anna <NORTH/MAIN/ANNA>; N/M/B", vec!["NORTH/MAIN/ANNA", "N/M/B"]),
            ("north/main/anna and A/B and A/B/C/D", vec![]),
            ("2026/11/25 and C:/X/Y/Z and /USR/BIN/SH", vec![]),
            ("https://x.example/A/B/C", vec!["https://x.example/A/B/C"]),
            ("ftp://x.example file:///etc/passwd javascript:x", vec![]),
            ("TOOLONGANAME/B/C", vec![]),
        ] {
            let found: Vec<String> = find(line).iter().map(|(_, place)| place.shown()).collect();
            assert_eq!(found, links, "{line}");
        }
    }

    #[test]
    fn only_pages_and_mail_are_opened() {
        for (target, page) in [
            ("https://a.example", true),
            ("HTTP://A.example/x", true),
            ("http:///x", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            ("file:///etc/passwd", false),
            ("/relative", false),
            (" java\nscript:x", false),
        ] {
            assert_eq!(matches!(Place::of(target), Place::Page(_)), page, "{target}");
        }
        assert_eq!(Place::of("mailto:a@b.c").shown(), "a@b.c");
    }

    #[test]
    fn what_leads_elsewhere_is_doubted() {
        use Doubt::{Disguised, OtherPlace};
        for (text, target, doubted) in [
            ("our page", "https://a.example", None),
            ("https://bank.example", "https://bank.example/login", None),
            ("www.bank.example", "https://login.bank.example/", None),
            ("bank.example", "https://evil.example/bank.example", Some(OtherPlace)),
            ("https://bank.example/x", "http://evil.example", Some(OtherPlace)),
            ("https://bank.example", "https://bank.example.evil.example", Some(OtherPlace)),
            ("click", "https://bank.example@evil.example/", Some(Disguised)),
            ("click", "https://xn--bnk-7na.example/", Some(Disguised)),
            ("report.pdf", "https://files.example/report.pdf", None),
            ("Read more at bank.example today", "https://t.example", None),
        ] {
            assert_eq!(doubt(text, &Place::of(target)), doubted, "{text} -> {target}");
        }
    }
}

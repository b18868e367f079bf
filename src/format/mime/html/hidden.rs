//! Marks what a page hides in ways that the library does not know: the attribute `hidden`, and the
//! style `visibility: hidden`. Both come to `display: none` here, for a text keeps no empty room.
//!
//! A size of zero hides nothing: pages put it around text that has a size of its own.

use std::borrow::Cow;

/// What is put first into a tag; of two attributes of one name the first counts.
const NOT_SHOWN: &str = " style=\"display:none\"";

/// Returns the page with the tags marked that open something hidden.
pub(super) fn marked(html: &str) -> Cow<'_, str> {
    if !html.as_bytes().windows(6).any(|word| word.eq_ignore_ascii_case(b"hidden")) {
        return Cow::Borrowed(html);
    }
    let mut marked = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(begin) = rest.find('<') {
        let (before, tag) = rest.split_at(begin);
        let end = tag.find('>').unwrap_or(tag.len());
        let (tag, after) = tag.split_at(end);
        marked.push_str(before);
        let name = tag.get(1..).unwrap_or_default();
        let name = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        if name > 0 && hides(tag) {
            let (name, attributes) = tag.split_at(1 + name);
            marked.push_str(name);
            marked.push_str(NOT_SHOWN);
            marked.push_str(attributes);
        } else {
            marked.push_str(tag);
        }
        rest = after;
    }
    marked.push_str(rest);
    Cow::Owned(marked)
}

fn hides(tag: &str) -> bool {
    let lower = tag.to_ascii_lowercase();
    if !lower.contains("hidden") {
        return false;
    }
    let bare: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    let attribute = lower.split_whitespace().skip(1).any(|word| {
        let word = word.trim_end_matches('/');
        word == "hidden" || word.starts_with("hidden=")
    });
    // A word inside a quoted value is no attribute.
    bare.contains("visibility:hidden") || (attribute && lower.matches(['"', '\'']).count() == 0)
}

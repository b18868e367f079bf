//! Parts that are a `winmail.dat`: what is in them is shown instead of them.
//!
//! What is attached inside takes the place of the part among the attachments, so that the strip,
//! Save All, a forward and the index of the message file have the files themselves; a message
//! inside becomes one. Its text is shown where the message has none of its own. The part itself is
//! listed too, behind what is in it, when it could not be read to its end, or when it is more than
//! a note (a meeting, a form), because then it says something that is shown nowhere else. A part
//! that only says how the text looks is not listed: people took it for a file that cannot be opened.
//!
//! The bytes of the message stay as they came; they, and with them the part, are what is exported
//! and shown as source. Lists count what the strip shows ([`count`]).

use std::borrow::Cow;

use super::transfer::decoded;
use super::tree::{Leaf, Parts};
use crate::format::mapi::letter;
use crate::format::tnef::{self, Tnef};

/// Parts of this kind that are opened in one message; nobody sends more than one.
const MOST: usize = 16;

/// Returns what is in a part, when it is one of these.
fn opened(leaf: &Leaf<'_>) -> Option<Tnef> {
    let named = leaf.name.as_deref().is_some_and(|n| n.trim().eq_ignore_ascii_case("winmail.dat"));
    if !named && leaf.mime != "application/ms-tnef" && leaf.mime != "application/vnd.ms-tnef" {
        return None;
    }
    let bytes = decoded(&leaf.bytes, &leaf.encoding);
    tnef::read(&bytes).filter(|read| read.damage.is_empty() || says_something(read))
}

fn says_something(read: &Tnef) -> bool {
    let text = letter::text(&read.item);
    letter::count(&read.item) > 0 || !text.plain.is_empty() || !text.html.is_empty()
}

/// Tells whether the part is listed behind what is in it.
fn stays(read: &Tnef) -> bool {
    !read.damage.is_empty() || !read.item.is_note()
}

/// Counts what is attached, as [`opened_up`] lists it.
pub(super) fn count<'x>(attached: impl Iterator<Item = &'x Leaf<'x>>) -> usize {
    let mut left = MOST;
    attached
        .map(|leaf| match unless_enough(&mut left, leaf) {
            Some(read) => letter::count(&read.item) + usize::from(stays(&read)),
            None => 1,
        })
        .sum()
}

/// Opens the parts of this kind.
pub(super) fn opened_up<'x>(parts: Parts<'x>) -> Parts<'x> {
    let Parts { mut texts, attached } = parts;
    let mut listed = Vec::with_capacity(attached.len());
    let mut left = MOST;
    let mut spoken = None;
    for leaf in attached {
        let Some(read) = unless_enough(&mut left, &leaf) else {
            listed.push(leaf);
            continue;
        };
        if spoken.is_none() && texts.iter().all(is_blank) {
            spoken = text(&read);
        }
        listed.extend(letter::attachments(&read.item).map(|inside| Leaf {
            mime: inside.mime,
            charset: None,
            name: Some(inside.name).filter(|name| !name.is_empty()),
            encoding: String::new(),
            bytes: Cow::Owned(inside.bytes),
        }));
        if stays(&read) {
            listed.push(leaf);
        }
    }
    if let Some(text) = spoken {
        texts = vec![text];
    }
    Parts { texts, attached: listed }
}

fn is_blank(leaf: &Leaf<'_>) -> bool {
    decoded(&leaf.bytes, &leaf.encoding).trim_ascii().is_empty()
}

fn unless_enough(left: &mut usize, leaf: &Leaf<'_>) -> Option<Tnef> {
    let fewer = left.checked_sub(1)?;
    let read = opened(leaf)?;
    *left = fewer;
    Some(read)
}

/// Returns the text of a part, plain before HTML.
fn text(read: &Tnef) -> Option<Leaf<'static>> {
    let text = letter::text(&read.item);
    let (mime, text) = match (text.plain.is_empty(), text.html.is_empty()) {
        (false, _) => ("text/plain", text.plain),
        (true, false) => ("text/html", text.html),
        (true, true) => return None,
    };
    Some(Leaf {
        mime: mime.to_owned(),
        charset: Some("utf-8".to_owned()),
        name: None,
        encoding: String::new(),
        bytes: Cow::Owned(text.into_bytes()),
    })
}

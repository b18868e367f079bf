//! The text of a message, in the forms in which it is kept: plain, HTML, rich text.

use super::rtf::{Rtf, decompressed, read};
use super::{Props, Value, id};
use crate::format::code_page::CodePage;

/// The text of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::format) struct Body {
    /// As plain text; empty when there is none.
    pub(in crate::format) plain: String,
    /// As HTML; empty when there is none.
    pub(in crate::format) html: String,
}

/// Reads the text of a message. Rich text that was made of HTML or of plain text becomes that
/// again; other rich text gives its words where there is no plain text.
pub(super) fn body(props: &Props) -> Body {
    let mut body = Body { plain: props.text(id::BODY).to_owned(), html: String::new() };
    match props.get(id::HTML) {
        Some(Value::Text(html)) => body.html.clone_from(html),
        Some(Value::Bytes(bytes)) => {
            let page = props.int(id::INTERNET_CODE_PAGE).and_then(|n| u32::try_from(n).ok());
            body.html = match page.and_then(CodePage::of) {
                Some(page) => page.decoded(bytes),
                None => match std::str::from_utf8(bytes) {
                    Ok(text) => text.to_owned(),
                    Err(_) => CodePage::default().decoded(bytes),
                },
            };
        }
        _ => {}
    }
    let is_blank = |text: &str| text.trim_matches(['\0', ' ', '\r', '\n', '\t']).is_empty();
    if (is_blank(&body.plain) || is_blank(&body.html))
        && let Some(Value::Bytes(bytes)) = props.get(id::RTF_COMPRESSED)
    {
        match read(&decompressed(bytes).0) {
            Rtf::Html(html) if is_blank(&body.html) => body.html = html,
            Rtf::Plain(text) if is_blank(&body.plain) && is_blank(&body.html) => body.plain = text,
            _ => {}
        }
    }
    for text in [&mut body.plain, &mut body.html] {
        if is_blank(text) {
            text.clear();
        }
    }
    body
}

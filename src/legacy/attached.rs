//! What came with a message: files, and objects of other programs with what can be taken out of
//! them.

use jiff::civil::DateTime;

use super::error::Problem;
use super::folders::elements;
use super::store::Store;
use crate::disk;
use crate::format::code_page::CodePage;
use crate::format::original::attachment::{AttachmentKind, AttachmentLine};
use crate::format::original::elements::Elements;
use crate::format::original::oid::Oid;
use crate::format::original::ole;
use crate::format::original::values::{self, Attribute};

/// Something that came with a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attached {
    /// Its name; never empty.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// When it was made.
    pub made: Option<DateTime>,
    /// When it was changed.
    pub changed: Option<DateTime>,
    /// The picture that stood for it in the text; may be empty.
    pub picture: Vec<u8>,
    /// Whether it is an object's raw stream, which is kept beside what was taken out of it.
    pub raw: bool,
}

/// Reads the attachments of a message: those that stand in the text first, by their places.
pub(super) fn of_message(
    store: &mut Store,
    message: Oid,
    page: CodePage,
) -> Result<Vec<Attached>, disk::Error> {
    let aux = store.node(message).map_or(0, |node| node.aux);
    match Oid(aux).companion(Oid::ATTACHMENTS) {
        Some(list) => of_list(store, list, page),
        None => Ok(Vec::new()),
    }
}

/// Counts the attachments of a message.
pub(super) fn count(store: &mut Store, message: Oid) -> Result<u64, disk::Error> {
    let aux = store.node(message).map_or(0, |node| node.aux);
    let Some(list) = Oid(aux).companion(Oid::ATTACHMENTS) else { return Ok(0) };
    let lines =
        |list: &Elements<'_>| list.iter().filter_map(|(_, v)| AttachmentLine::read(v)).count();
    Ok(elements(store, list, lines)?.unwrap_or(0) as u64)
}

/// Reads the attachments that a list names.
pub(super) fn of_list(
    store: &mut Store,
    list: Oid,
    page: CodePage,
) -> Result<Vec<Attached>, disk::Error> {
    let lines = |list: &Elements<'_>| -> Vec<(u32, AttachmentLine)> {
        let line = |(key, value): (u32, &[u8])| Some((key, AttachmentLine::read(value)?));
        list.iter().filter_map(line).collect()
    };
    let mut lines = elements(store, list, lines)?.unwrap_or_default();
    lines.sort_by_key(|(number, line)| (line.position.unwrap_or(u32::MAX), *number));
    let mut attached = Vec::with_capacity(lines.len());
    for (_, line) in lines {
        match one(store, &line, page)? {
            Some(object) => attached.extend(object),
            None => store.tell(Problem::of(line.oid, None, "an attachment is gone")),
        }
    }
    Ok(attached)
}

fn one(
    store: &mut Store,
    line: &AttachmentLine,
    page: CodePage,
) -> Result<Option<Vec<Attached>>, disk::Error> {
    elements(store, line.oid, |list| {
        let get = |a: Attribute| list.get(a.0).filter(|value| a.fits(value));
        let title = get(Attribute::TITLE).map(|v| page.decode(values::text(v)));
        let title = title.filter(|t| !t.trim().is_empty());
        let bytes = get(Attribute::ATTACHED).unwrap_or_default();
        let whole = Attached {
            name: title.unwrap_or_else(|| "Attachment".to_owned()),
            bytes: bytes.to_vec(),
            made: get(Attribute::MADE).and_then(values::date),
            changed: get(Attribute::CHANGED).and_then(values::date),
            picture: get(Attribute::PICTURE).unwrap_or_default().to_vec(),
            raw: false,
        };
        if line.kind == AttachmentKind::File {
            return vec![whole];
        }
        let inner = ole::taken_out(bytes).map(|inner| Attached {
            name: inner
                .name
                .map(|name| page.decode(&name))
                .filter(|name| !name.trim().is_empty())
                .unwrap_or_else(|| format!("{}.{}", whole.name, inner.ending)),
            bytes: inner.bytes,
            picture: Vec::new(),
            ..whole.clone()
        });
        let raw = Attached { name: format!("{}.ole", whole.name), raw: true, ..whole };
        inner.into_iter().chain([raw]).collect()
    })
}

//! Nodes as folders and messages, with what is attached to them.

use std::collections::BTreeMap;

use super::nodes::{Failed, Nodes, Place};
use crate::format::code_page::CodePage;
use crate::format::mapi::{Attached, Content, Item, Props, Value, id};
use crate::format::pst::{self, Heap, Raw};

/// Messages inside messages; deeper ones are left out.
const DEPTH: usize = 16;

/// Attachments of one message; more are left out.
const ATTACHMENTS: usize = 10_000;

/// One of the ways in which an attachment is there: a stream of another program.
const STORAGE: i32 = 6;

/// A reader of nodes, which notes what cannot be read.
pub(super) struct Items<'x> {
    pub(super) nodes: &'x Nodes,
    pub(super) page: CodePage,
    /// What could not be read.
    pub(super) missing: Vec<String>,
}

/// The nodes below a node, by their numbers.
type Below = BTreeMap<u32, Place>;

impl Items<'_> {
    /// Reads the properties of a node that stands by itself.
    pub(super) fn of_node(&mut self, number: u32) -> Result<Props, Failed> {
        let place = self.nodes.node(number)?;
        let (heap, below) = self.heap(place)?;
        self.props(&heap, &below, self.page, pst::properties(&heap).unwrap_or_default())
    }

    /// Reads the numbers of the rows of a table that stands by itself.
    pub(super) fn numbers(&self, number: u32) -> Result<Vec<u32>, Failed> {
        let place = self.nodes.node(number)?;
        Ok(self.table(place)?.0.into_iter().map(|row| row.id).collect())
    }

    /// Reads a message.
    pub(super) fn message(&mut self, number: u32) -> Result<Item, Failed> {
        let place = self.nodes.node(number)?;
        self.item(place, DEPTH)
    }

    fn item(&mut self, place: Place, depth: usize) -> Result<Item, Failed> {
        let (heap, below) = self.heap(place)?;
        let raw = pst::properties(&heap)
            .ok_or_else(|| Failed::Said("there is no list of properties".to_owned()))?;
        let number = |wanted: u16| {
            let found = raw.iter().find(|one| one.id == wanted && one.kind == 0x03);
            found.and_then(|one| CodePage::of(one.value))
        };
        let page = number(id::MESSAGE_CODE_PAGE).or_else(|| number(id::INTERNET_CODE_PAGE));
        let page = page.unwrap_or(self.page);
        let mut item = Item { props: self.props(&heap, &below, page, raw)?, ..Item::default() };
        if let Some(list) = below.get(&pst::node::RECIPIENTS) {
            match self.recipients(*list, page) {
                Err(Failed::Said(why)) => self.missing.push(format!("the recipients: {why}")),
                found => item.recipients = found?,
            }
        }
        let Some(list) = below.get(&pst::node::ATTACHMENTS) else { return Ok(item) };
        let rows = match self.table(*list) {
            Err(Failed::Said(why)) => {
                self.missing.push(format!("the list of attachments: {why}"));
                return Ok(item);
            }
            found => found?.0,
        };
        if rows.len() > ATTACHMENTS {
            self.missing.push(format!("{} attachments", rows.len() - ATTACHMENTS));
        }
        for (n, row) in rows.into_iter().take(ATTACHMENTS).enumerate() {
            let why = match below.get(&row.id) {
                None => "it is not there".to_owned(),
                Some(place) => match self.attached(*place, &below, page, depth) {
                    Err(Failed::Said(why)) => why,
                    found => {
                        let found = found?;
                        if found.content == Content::Missing {
                            let what = "its content is not there, or only the place of a file";
                            self.missing.push(format!("attachment {}: {what}", n + 1));
                        }
                        item.attached.push(found);
                        continue;
                    }
                },
            };
            self.missing.push(format!("attachment {}: {why}", n + 1));
        }
        Ok(item)
    }

    fn recipients(&mut self, place: Place, page: CodePage) -> Result<Vec<Props>, Failed> {
        let (rows, heap, below) = self.table(place)?;
        rows.into_iter().map(|row| self.props(&heap, &below, page, row.cells)).collect()
    }

    fn attached(
        &mut self,
        place: Place,
        beside: &Below,
        page: CodePage,
        depth: usize,
    ) -> Result<Attached, Failed> {
        let (heap, below) = self.heap(place)?;
        let mut raw = pst::properties(&heap)
            .ok_or_else(|| Failed::Said("there is no list of properties".to_owned()))?;
        let data = raw.iter().position(|one| one.id == id::ATTACH_DATA);
        let data = data.map(|at| raw.swap_remove(at));
        let props = self.props(&heap, &below, page, raw)?;
        let Some(data) = data else {
            return Ok(Attached { props, content: Content::Missing });
        };
        let object = pst::object_node(data, &heap);
        // The object lies below the attachment; some programs look for it beside.
        let object = object.and_then(|node| below.get(&node).or_else(|| beside.get(&node)));
        let content = match object {
            None => match self.value(data, &heap, &below, page)? {
                Some(Value::Bytes(bytes)) => Content::Bytes(bytes),
                _ => Content::Missing,
            },
            Some(place) if props.int(id::ATTACH_METHOD) == Some(STORAGE) => {
                Content::Bytes(self.nodes.blocks(place.data)?.concat())
            }
            Some(place) => match depth.checked_sub(1) {
                Some(deeper) => Content::Item(Box::new(self.item(*place, deeper)?)),
                None => Content::Missing,
            },
        };
        Ok(Attached { props, content })
    }

    fn heap(&self, place: Place) -> Result<(Heap, Below), Failed> {
        let heap = Heap::read(self.nodes.blocks(place.data)?)
            .ok_or_else(|| Failed::Said("there is no list of anything".to_owned()))?;
        Ok((heap, self.nodes.below(place.below)?.into_iter().collect()))
    }

    fn table(&self, place: Place) -> Result<(Vec<pst::Row>, Heap, Below), Failed> {
        let (heap, below) = self.heap(place)?;
        let mut broke = false;
        let rows = pst::rows(&heap, |node| {
            let blocks = self.nodes.blocks(below.get(&node)?.data);
            broke = matches!(blocks, Err(Failed::Broke));
            blocks.ok()
        });
        if broke {
            return Err(Failed::Broke);
        }
        let rows = rows.ok_or_else(|| Failed::Said("there is no table".to_owned()))?;
        Ok((rows, heap, below))
    }

    fn props(
        &mut self,
        heap: &Heap,
        below: &Below,
        page: CodePage,
        raw: Vec<Raw>,
    ) -> Result<Props, Failed> {
        let mut props = Props::default();
        for one in raw.into_iter().filter(|one| id::ALL.contains(&one.id) || is_ours(one.id)) {
            if let Some(value) = self.value(one, heap, below, page)? {
                props.set(one.id, value);
            }
        }
        Ok(props)
    }

    fn value(
        &mut self,
        raw: Raw,
        heap: &Heap,
        below: &Below,
        page: CodePage,
    ) -> Result<Option<Value>, Failed> {
        let mut failed = None;
        let value =
            pst::value(raw, heap, page, |node| match self.nodes.blocks(below.get(&node)?.data) {
                Ok(blocks) => Some(blocks.concat()),
                Err(error) => {
                    failed = Some(error);
                    None
                }
            });
        match failed {
            Some(Failed::Said(why)) => {
                self.missing.push(format!("property {:#06X}: {why}", raw.id));
                Ok(None)
            }
            Some(Failed::Broke) => Err(Failed::Broke),
            None => Ok(value),
        }
    }
}

fn is_ours(id: u16) -> bool {
    id == pst::id::TOP_FOLDER || id == pst::id::DELETED
}

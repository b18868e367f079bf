//! The nodes of a personal folder file and their blocks, by the crate `outlook_pst`, which is named
//! here and nowhere else.
//!
//! The crate knows the header, the pages that lead to nodes and blocks, and the cipher. Its readers
//! of what stands in nodes are passed by: version 1.2 loses every message and object that is
//! attached (it does not know their kind of property), and makes room for as many values as a
//! property claims. Where it would go on without end, from page to page or from block to block, it
//! is counted.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use outlook_pst::ndb::block::{
    AnsiSubNodeTree, Block, DataTree, IntermediateDataTreeEntry, IntermediateTreeBlock,
    SubNodeTree, UnicodeSubNodeTree,
};
use outlook_pst::ndb::block_id::{AnsiBlockId, BlockId, UnicodeBlockId};
use outlook_pst::ndb::header::Header;
use outlook_pst::ndb::node_id::NodeId;
use outlook_pst::ndb::page::{
    AnsiBlockBTree, AnsiBlockBTreeEntry, NodeBTreeEntry, UnicodeBlockBTree, UnicodeBlockBTreeEntry,
};
use outlook_pst::ndb::root::Root;
use outlook_pst::{AnsiPstFile, PstFile, UnicodePstFile};

use super::seek::{Seeking, Steps};
use crate::disk::Reader;

/// Where a node's own bytes are, and what lies below it; 0 is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) data: u64,
    pub(super) below: u64,
}

/// An open file.
pub(super) struct Nodes {
    file: File,
    /// Bytes of it.
    len: usize,
    /// Bytes that may still be read.
    left: Cell<usize>,
    steps: Steps,
}

/// A file of one kind or the other.
enum File {
    /// Since Outlook 2003.
    Unicode(Box<UnicodePstFile>),
    /// The older kind, with half the width of numbers.
    Ansi(Box<AnsiPstFile>),
}

/// Opens a file; both readers stand at its beginning.
pub(super) fn open(first: Reader, second: Reader) -> Result<Nodes, String> {
    let steps = Steps::default();
    let len = usize::try_from(first.len()).unwrap_or(usize::MAX);
    let open = || {
        steps.begin();
        let file = match UnicodePstFile::read_from(Seeking::boxed(first, &steps)) {
            Ok(file) => File::Unicode(Box::new(file)),
            Err(error) => match AnsiPstFile::read_from(Seeking::boxed(second, &steps)) {
                Ok(file) => File::Ansi(Box::new(file)),
                Err(_) => return Err(error.to_string()),
            },
        };
        Ok(Nodes { file, len, left: Cell::new(len), steps: steps.clone() })
    };
    guarded(open).unwrap_or_else(|| Err("its beginning is damaged".to_owned()))
}

/// Calls the crate; `None` when it gave up in the middle. It indexes into what strangers wrote, so a
/// panic there is an answer.
fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).ok()
}

/// What went wrong with one node.
#[derive(Debug)]
pub(super) enum Failed {
    /// The crate says so.
    Said(String),
    /// The crate gave up in the middle: the file has to be opened anew.
    Broke,
}

fn answered<T>(answer: Option<io::Result<T>>) -> Result<T, Failed> {
    match answer {
        Some(Ok(found)) => Ok(found),
        Some(Err(error)) => Err(Failed::Said(error.to_string())),
        None => Err(Failed::Broke),
    }
}

/// How far blocks may lead, and how much they may give.
struct Walk<'x> {
    left: &'x Cell<usize>,
    /// Blocks that lead to blocks; no honest file has three of them in a row.
    depth: usize,
}

impl Walk<'_> {
    fn deeper(&mut self) -> io::Result<()> {
        self.depth = self.depth.checked_sub(1).ok_or_else(|| damage("blocks lead on and on"))?;
        Ok(())
    }

    fn take(&self, bytes: usize) -> io::Result<()> {
        // A block takes 64 bytes of a file, even if there is nothing in it.
        let left = self.left.get().checked_sub(bytes.max(64));
        self.left.set(left.ok_or_else(|| damage("it claims more than the file has"))?);
        Ok(())
    }
}

fn damage(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// The same for both kinds, which share no type.
macro_rules! of_kind {
    ($name:ident, $file:ty, $id:ty, $blocks:ty, $place:ty, $below:ty) => {
        mod $name {
            use super::*;

            /// Finds a block. The crate follows pages without counting them; the steps do.
            fn find(file: &$file, id: $id, steps: &Steps) -> io::Result<$place> {
                steps.begin();
                let mut reader = file.reader().lock().map_err(|_| io::ErrorKind::Deadlock)?;
                let reader = &mut *reader;
                let tree = <$blocks>::read(reader, *file.header().root().block_btree())?;
                tree.find_entry(reader, id.search_key(), &mut Default::default())
            }

            pub(super) fn node(file: &$file, number: u32, steps: &Steps) -> io::Result<Place> {
                steps.begin();
                let node = file.read_node(NodeId::from(number))?;
                let below = node.sub_node().map_or(0, BlockId::into_u64);
                Ok(Place { data: node.data().into_u64(), below })
            }

            pub(super) fn blocks(
                file: &$file,
                id: $id,
                steps: &Steps,
                walk: &mut Walk<'_>,
                into: &mut Vec<Vec<u8>>,
            ) -> io::Result<()> {
                let place = find(file, id, steps)?;
                let block = {
                    let mut reader = file.reader().lock().map_err(|_| io::ErrorKind::Deadlock)?;
                    let cipher = file.header().crypt_method();
                    DataTree::<$file>::read(&mut *reader, cipher, &place)?
                };
                match block {
                    DataTree::Leaf(block) => {
                        walk.take(block.data().len())?;
                        into.push(block.data().to_vec());
                    }
                    DataTree::Intermediate(list) => {
                        walk.deeper()?;
                        for entry in list.entries() {
                            let id = IntermediateDataTreeEntry::<$file>::block(entry);
                            blocks(file, id, steps, walk, into)?;
                        }
                        walk.depth += 1;
                    }
                }
                Ok(())
            }

            pub(super) fn below(
                file: &$file,
                id: $id,
                steps: &Steps,
                walk: &mut Walk<'_>,
                into: &mut Vec<(u32, Place)>,
            ) -> io::Result<()> {
                let place = find(file, id, steps)?;
                let list = {
                    let mut reader = file.reader().lock().map_err(|_| io::ErrorKind::Deadlock)?;
                    <$below>::read(&mut *reader, &place)?
                };
                match list {
                    SubNodeTree::Leaf(list) => {
                        walk.take(0)?;
                        for entry in list.entries() {
                            let below = entry.sub_node().map_or(0, BlockId::into_u64);
                            let data = entry.block().into_u64();
                            into.push((u32::from(entry.node()), Place { data, below }));
                        }
                    }
                    SubNodeTree::Intermediate(list) => {
                        walk.deeper()?;
                        for entry in list.entries() {
                            below(file, entry.block(), steps, walk, into)?;
                        }
                        walk.depth += 1;
                    }
                }
                Ok(())
            }
        }
    };
}

of_kind!(
    unicode,
    UnicodePstFile,
    UnicodeBlockId,
    UnicodeBlockBTree,
    UnicodeBlockBTreeEntry,
    UnicodeSubNodeTree
);
of_kind!(ansi, AnsiPstFile, AnsiBlockId, AnsiBlockBTree, AnsiBlockBTreeEntry, AnsiSubNodeTree);

impl Nodes {
    /// Finds a node by its number.
    pub(super) fn node(&self, number: u32) -> Result<Place, Failed> {
        answered(guarded(|| match &self.file {
            File::Unicode(file) => unicode::node(file, number, &self.steps),
            File::Ansi(file) => ansi::node(file, number, &self.steps),
        }))
    }

    /// Reads the blocks of a node's own bytes.
    pub(super) fn blocks(&self, data: u64) -> Result<Vec<Vec<u8>>, Failed> {
        let mut blocks = Vec::new();
        let (steps, mut walk) = (&self.steps, self.walk());
        answered(guarded(|| match &self.file {
            File::Unicode(file) => {
                unicode::blocks(file, UnicodeBlockId::from(data), steps, &mut walk, &mut blocks)
            }
            File::Ansi(file) => {
                let id = AnsiBlockId::from(narrow(data)?);
                ansi::blocks(file, id, steps, &mut walk, &mut blocks)
            }
        }))?;
        Ok(blocks)
    }

    /// Lists the nodes below a node.
    pub(super) fn below(&self, below: u64) -> Result<Vec<(u32, Place)>, Failed> {
        let mut nodes = Vec::new();
        if below == 0 {
            return Ok(nodes);
        }
        let (steps, mut walk) = (&self.steps, self.walk());
        answered(guarded(|| match &self.file {
            File::Unicode(file) => {
                unicode::below(file, UnicodeBlockId::from(below), steps, &mut walk, &mut nodes)
            }
            File::Ansi(file) => {
                let id = AnsiBlockId::from(narrow(below)?);
                ansi::below(file, id, steps, &mut walk, &mut nodes)
            }
        }))?;
        Ok(nodes)
    }

    /// Returns how large the file is.
    pub(super) fn len(&self) -> u64 {
        self.len as u64
    }

    /// Begins to count what one folder or message may have: twice the file, whose blocks are all
    /// different, in an honest one.
    pub(super) fn begin(&self) {
        self.left.set(self.len.saturating_mul(2));
    }

    fn walk(&self) -> Walk<'_> {
        Walk { left: &self.left, depth: 3 }
    }
}

fn narrow(number: u64) -> io::Result<u32> {
    u32::try_from(number).map_err(|_| damage("a block of a number that cannot be"))
}

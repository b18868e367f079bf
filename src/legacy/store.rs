//! Objects by their numbers: the file, its map, and the bytes of an object.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::error::Problem;
use super::salvage;
use super::{Error, Options};
use crate::disk::{self, Disk, Reader};
use crate::format::original::cipher::Cipher;
use crate::format::original::header::{HEADER, Header, HeaderError};
use crate::format::original::node::{NODE, Node, NodeKind};
use crate::format::original::oid::Oid;
use crate::format::original::{BEGIN, BLOCK, PREFIX};

/// Nodes that are read at once: a page of the map.
const PAGE: usize = 256;

/// The most problems that are told one by one.
const PROBLEMS: usize = 10_000;

/// A file, and where its objects are.
#[derive(Debug)]
pub(super) struct Store {
    file: Reader,
    cipher: Cipher,
    header: Option<Header>,
    nodes: HashMap<Oid, Node>,
    /// The numbers that are seen, in the order of the map.
    seen: Vec<Oid>,
    /// Parts of the file in which nothing lies: begin and length.
    free: Vec<(u64, u64)>,
    problems: Vec<Problem>,
    /// Whether the objects were found by searching for them.
    salvaged: bool,
}

/// A map, read.
#[derive(Debug, Default)]
pub(super) struct Map {
    pub(super) nodes: Vec<Node>,
    /// Where it begins in the file.
    pub(super) offset: u64,
}

impl Map {
    /// Adds up what the nodes take; a sound map comes to the end of the file it was written for.
    fn end(&self) -> u64 {
        self.nodes.iter().map(Node::room).fold(BEGIN, u64::saturating_add)
    }

    fn places_fit(&self, end: u64) -> bool {
        self.nodes.iter().all(|node| match node.kind() {
            NodeKind::Alias { .. } | NodeKind::Spare => true,
            _ => (BEGIN..=end).contains(&u64::from(node.place)),
        })
    }
}

impl Store {
    /// Opens a file, for reading alone.
    pub(super) fn open(
        disk: &Disk,
        path: &std::path::Path,
        options: &Options,
        going_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Self, Error> {
        let mut file = disk.open(path)?;
        let head = file.read_at(0, HEADER)?;
        let mut store = Self {
            file,
            cipher: Cipher::Cyclic,
            header: None,
            nodes: HashMap::new(),
            seen: Vec::new(),
            free: Vec::new(),
            problems: Vec::new(),
            salvaged: false,
        };
        match Header::decode(&head) {
            Ok(header) => {
                store.cipher = header.cipher;
                if header.open {
                    let what = "the file was copied while it was open, or its program crashed";
                    store.tell(Problem::at(8, what));
                }
                store.header = Some(header);
            }
            Err(HeaderError::Damaged(damage)) => {
                store.tell(Problem::at(damage.offset, damage.what));
            }
            // A header that was wiped is a header that was wiped, if the person says so.
            Err(HeaderError::Foreign) if options.salvage => {
                store.tell(Problem::at(0, "the header is not one of a message file"));
            }
            Err(reason) => return Err(Error::Header { path: path.to_owned(), reason }),
        }
        let map = match store.choose_map()? {
            Some(map) => Some(map),
            None => salvage::find_map(&mut store, going_on)?,
        };
        match map {
            Some(map) => store.take(map),
            None => {
                store.salvaged = true;
                store.tell(Problem::at(0, "no map can be read: the file was searched for objects"));
                let length = store.len();
                for (oid, node) in salvage::scan(&mut store, &[(BEGIN, length)], going_on)? {
                    store.put(oid, node);
                }
            }
        }
        if store.nodes.is_empty() {
            return Err(Error::Nothing { path: path.to_owned() });
        }
        Ok(store)
    }

    /// Chooses the map that counts; the other one where it is damaged; none where both are.
    fn choose_map(&mut self) -> Result<Option<Map>, Error> {
        let Some(header) = self.header.clone() else { return Ok(None) };
        let order = [header.current, 1 - header.current];
        let mut doubtful = Vec::new();
        for (at, which) in order.into_iter().enumerate() {
            let Some(record) = header.maps.get(which) else { continue };
            if let Some(damage) = header.doubt(which) {
                self.tell(Problem::at(damage.offset, damage.what));
                continue;
            }
            let map = self.map(u64::from(record.offset), usize::from(record.nodes))?;
            let whole = map.nodes.len() + 1 >= usize::from(record.nodes);
            let (sum, end) = (map.end(), u64::from(record.end));
            if whole && sum == end && map.places_fit(end) {
                if at > 0 {
                    let what = "the map that counts is damaged: the one before it was used";
                    self.tell(Problem::at(u64::from(record.offset), what));
                }
                if end > self.len() {
                    let what = format!("the file is {} bytes short", end - self.len());
                    self.tell(Problem::at(self.len(), what));
                }
                return Ok(Some(map));
            }
            doubtful.push((map, format!("the map comes to {sum} bytes, and the file to {end}")));
        }
        // Where the sums of both are wrong, the objects themselves must speak for one of them.
        for (map, what) in doubtful {
            if salvage::share_of_matches(self, &map)? >= 0.75 {
                self.tell(Problem::at(map.offset, what));
                return Ok(Some(map));
            }
        }
        Ok(None)
    }

    /// Reads the nodes of a map but the first; fewer where the file ends.
    pub(super) fn map(&mut self, offset: u64, count: usize) -> Result<Map, Error> {
        let mut nodes = Vec::new();
        let mut next = 1;
        while next < count {
            let take = PAGE.min(count - next);
            let bytes = self.decoded(offset + (next * NODE) as u64, take * NODE)?;
            let (chunks, _) = bytes.as_chunks::<NODE>();
            nodes.extend(chunks.iter().filter_map(|chunk| Node::decode(chunk).ok()));
            next += take;
            if chunks.len() < take {
                break;
            }
        }
        Ok(Map { nodes, offset })
    }

    fn take(&mut self, map: Map) {
        for node in &map.nodes {
            match node.kind() {
                NodeKind::Free => self.free.push((u64::from(node.place), u64::from(node.size))),
                NodeKind::Spare | NodeKind::Temporary => {}
                NodeKind::Alias { .. } | NodeKind::Holder | NodeKind::Object => {
                    if node.oid != Oid::MAP {
                        self.put(node.oid, *node);
                    }
                }
            }
        }
        // An alias may remember where its holder was before it moved: only the number counts.
        for node in &map.nodes {
            if let NodeKind::Alias { holder, .. } = node.kind()
                && !self.nodes.contains_key(&holder)
            {
                self.tell(Problem::of(node.oid, None, format!("its data ({holder}) is gone")));
            }
        }
    }

    fn put(&mut self, oid: Oid, node: Node) {
        match self.nodes.entry(oid) {
            Entry::Vacant(place) => {
                let _ = place.insert(node);
                if node.kind() != NodeKind::Holder {
                    self.seen.push(oid);
                }
            }
            Entry::Occupied(_) => {
                self.tell(Problem::of(oid, None, "there are two of this number"));
            }
        }
    }

    /// Takes an object in that was found in a free part of the file; it is not one that is seen.
    pub(super) fn put_found(&mut self, oid: Oid, node: Node) {
        let _ = self.nodes.entry(oid).or_insert(node);
    }

    /// Notes something that is wrong.
    pub(super) fn tell(&mut self, problem: Problem) {
        if self.problems.len() < PROBLEMS {
            self.problems.push(problem);
        }
    }

    /// Returns all that was found wrong so far.
    pub(super) fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Returns the header, where it could be read.
    pub(super) fn header(&self) -> Option<&Header> {
        self.header.as_ref()
    }

    /// Returns whether the objects were found by searching for them.
    pub(super) fn salvaged(&self) -> bool {
        self.salvaged
    }

    /// Returns the length of the file.
    pub(super) fn len(&self) -> u64 {
        self.file.len()
    }

    /// Returns the path of the file.
    pub(super) fn path(&self) -> &std::path::Path {
        self.file.path()
    }

    /// Sets the cipher: where the header is lost, it is tried which one fits.
    pub(super) fn set_cipher(&mut self, cipher: Cipher) {
        self.cipher = cipher;
    }

    /// Returns the numbers of what is seen, in the order of the map.
    pub(super) fn seen(&self) -> &[Oid] {
        &self.seen
    }

    /// Returns the parts of the file in which nothing lies.
    pub(super) fn free(&self) -> &[(u64, u64)] {
        &self.free
    }

    /// Returns the node of an object.
    pub(super) fn node(&self, oid: Oid) -> Option<&Node> {
        self.nodes.get(&oid)
    }

    /// Reads bytes of the file as they are meant; fewer at its end.
    pub(super) fn decoded(&mut self, offset: u64, len: usize) -> Result<Vec<u8>, disk::Error> {
        let mut bytes = self.file.read_at(offset, len)?;
        self.cipher.decode(offset, &mut bytes);
        Ok(bytes)
    }

    /// Reads the data of an object; none where there is no such object or it is damaged, which is
    /// told.
    pub(super) fn object(&mut self, oid: Oid) -> Result<Option<Vec<u8>>, disk::Error> {
        let Some(node) = self.nodes.get(&oid).copied() else { return Ok(None) };
        let owner = match node.kind() {
            NodeKind::Alias { holder, .. } => {
                let owner = self.nodes.get(&holder).copied();
                owner.filter(|o| !matches!(o.kind(), NodeKind::Alias { .. }))
            }
            _ => Some(node),
        };
        let Some(owner) = owner else { return Ok(None) };
        self.data(oid, &owner)
    }

    /// Reads the data that a node says it has.
    pub(super) fn data(&mut self, oid: Oid, node: &Node) -> Result<Option<Vec<u8>>, disk::Error> {
        let place = u64::from(node.place);
        let wrong = |what: &str| Problem::of(oid, Some(place), what);
        if place < BEGIN || !place.is_multiple_of(BLOCK) {
            self.tell(wrong("it lies where no object can lie"));
            return Ok(None);
        }
        let size = usize::try_from(u64::from(node.size) + PREFIX).unwrap_or(usize::MAX);
        let mut bytes = self.decoded(place, size)?;
        if bytes.len() < PREFIX as usize {
            self.tell(wrong("it lies behind the end of the file"));
            return Ok(None);
        }
        let data = bytes.split_off(PREFIX as usize);
        let number = bytes.first_chunk().map(|b| Oid(u32::from_le_bytes(*b)));
        if number != Some(node.oid) {
            self.tell(wrong("another object lies in its place"));
            return Ok(None);
        }
        if data.len() as u64 != u64::from(node.size) {
            self.tell(wrong("its end is behind the end of the file"));
        }
        Ok(Some(data))
    }
}

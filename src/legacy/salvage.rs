//! Maps and objects, searched for in the file itself: where the header is lost or the maps are,
//! and for what was deleted and is not yet overwritten.
//!
//! Everything here is bounded: the file is read once from its beginning to its end, and what must be
//! looked at beside that may come to a few times the file and no more.

use std::collections::HashMap;
use std::num::NonZeroU32;

use super::Error;
use super::error::Problem;
use super::store::{Map, Store};
use crate::format::original::cipher::Cipher;
use crate::format::original::elements::{ListHead, MOST, list_length, table_length};
use crate::format::original::node::{NODE, Node, NodeKind};
use crate::format::original::oid::Oid;
use crate::format::original::{BEGIN, BLOCK, PREFIX};

/// Bytes that are read at once.
const WINDOW: usize = 1 << 20;

/// The most nodes of a map.
const NODES: usize = 65_536;

/// The most maps that are looked at; a file has two, and remains of older ones.
const MAPS: usize = 64;

/// Returns how many of a map's objects are where it says, as a share; up to 2000 are looked at.
pub(super) fn share_of_matches(store: &mut Store, map: &Map) -> Result<f64, Error> {
    let lying = |n: &&Node| matches!(n.kind(), NodeKind::Object | NodeKind::Holder);
    let there: Vec<Node> =
        map.nodes.iter().filter(lying).filter(|n| n.oid != Oid::MAP).copied().collect();
    let step = (there.len() / 2000).max(1);
    let (mut looked, mut right) = (0_u32, 0_u32);
    for node in there.iter().step_by(step) {
        let prefix = store.decoded(u64::from(node.place), 4)?;
        looked += 1;
        right +=
            u32::from(prefix.first_chunk().map(|b| u32::from_le_bytes(*b)) == Some(node.oid.0));
    }
    Ok(if looked == 0 { 0.0 } else { f64::from(right) / f64::from(looked) })
}

/// Looks for a map where the header does not say where one is, or what it says is wrong. Without a
/// header the cipher is found out too.
pub(super) fn find_map(
    store: &mut Store,
    going_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Map>, Error> {
    for cipher in ciphers(store) {
        store.set_cipher(cipher);
        let mut best: Option<(f64, usize, Map)> = None;
        for offset in first_nodes(store, going_on)? {
            let Some(map) = written_map(store, offset)? else { continue };
            let share = share_of_matches(store, &map)?;
            let count = map.nodes.len();
            if share > 0.5 && best.as_ref().is_none_or(|b| (share, count) > (b.0, b.1)) {
                best = Some((share, count, map));
            }
        }
        if let Some((_, _, map)) = best {
            store.tell(Problem::at(map.offset, "the map was found by searching for it"));
            return Ok(Some(map));
        }
    }
    let cipher = fitting_cipher(store)?;
    store.set_cipher(cipher);
    Ok(None)
}

/// Returns the ciphers that are possible: the one in the header, or all that are usual.
fn ciphers(store: &Store) -> Vec<Cipher> {
    if let Some(header) = store.header() {
        return vec![header.cipher];
    }
    let light = |shift: u32| Some(Cipher::Light { divisor: NonZeroU32::new(1 << shift)? });
    let lights = [13, 12, 14, 9, 10, 11, 15, 16].into_iter().filter_map(light);
    std::iter::once(Cipher::Cyclic).chain(lights).collect()
}

/// Returns the cipher under which most blocks at the beginning of the file look like objects.
fn fitting_cipher(store: &mut Store) -> Result<Cipher, Error> {
    let mut best = (0, Cipher::Cyclic);
    let length = store.len();
    for cipher in ciphers(store) {
        store.set_cipher(cipher);
        let bytes = store.decoded(BEGIN, 4 * WINDOW)?;
        let looks = |block: &[u8]| {
            prefix(block, length).is_some_and(|(_, size)| {
                ListHead::read(block.get(PREFIX as usize..).unwrap_or_default(), size).is_some()
            })
        };
        let count = bytes.chunks(BLOCK as usize).filter(|block| looks(block)).count();
        if count > best.0 {
            best = (count, cipher);
        }
    }
    Ok(best.1)
}

/// Looks at every 512th byte for the node that a map begins with.
fn first_nodes(
    store: &mut Store,
    going_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Vec<u64>, Error> {
    let mut places = Vec::new();
    let mut offset = BEGIN;
    while offset < store.len() && places.len() < MAPS {
        if !going_on(offset, store.len()) {
            return Err(Error::Cancelled);
        }
        let bytes = store.decoded(offset, WINDOW)?;
        for (at, part) in bytes.chunks(512).enumerate() {
            let first = part.first_chunk::<NODE>().is_some_and(Node::is_first);
            if first && places.len() < MAPS {
                places.push(offset + (at * 512) as u64);
            }
        }
        offset += WINDOW as u64;
    }
    Ok(places)
}

/// Reads a map of which only the beginning is known: it ends where its nodes come to the end of the
/// last block.
fn written_map(store: &mut Store, offset: u64) -> Result<Option<Map>, Error> {
    let mut map = store.map(offset, NODES)?;
    let length = store.len();
    let (mut sum, mut highest, mut whole) = (BEGIN, BEGIN, None);
    for (at, node) in map.nodes.iter().enumerate() {
        let (kind, place) = (node.kind(), u64::from(node.place));
        let lies = !matches!(kind, NodeKind::Alias { .. } | NodeKind::Spare);
        if !node.written() || (lies && !(BEGIN..=length).contains(&place)) {
            break;
        }
        sum = sum.saturating_add(node.room());
        if lies {
            highest = highest.max(place.saturating_add(node.room()));
        }
        if sum == highest {
            whole = Some(at + 1);
        }
    }
    Ok(whole.map(|count| {
        map.nodes.truncate(count);
        map
    }))
}

/// Searches parts of the file for objects. Of several with the same number the largest is kept.
pub(super) fn scan(
    store: &mut Store,
    parts: &[(u64, u64)],
    going_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Vec<(Oid, Node)>, Error> {
    let length = store.len();
    let mut budget = length.saturating_mul(4).saturating_add(64 << 20);
    let mut found: HashMap<Oid, Node> = HashMap::new();
    let mut order = Vec::new();
    for &(begin, size) in parts {
        let end = begin.saturating_add(size).min(length);
        let mut place = begin.next_multiple_of(BLOCK);
        let mut window = (0, Vec::new());
        while place + PREFIX <= end {
            let from = usize::try_from(place.saturating_sub(window.0)).unwrap_or(usize::MAX);
            if window.1.get(from..from.saturating_add(16)).is_none() {
                if !going_on(place, length) {
                    return Err(Error::Cancelled);
                }
                window = (place, store.decoded(place, WINDOW)?);
            }
            let from = usize::try_from(place - window.0).unwrap_or(usize::MAX);
            let block = window.1.get(from..).unwrap_or_default();
            let object = match prefix(block, length - place) {
                Some((oid, size)) => contents(store, (oid, place, size), block, &mut budget)?,
                None => None,
            };
            let Some(node) = object else {
                place += BLOCK;
                continue;
            };
            place += (PREFIX + u64::from(node.size)).next_multiple_of(BLOCK);
            match found.get_mut(&node.oid) {
                Some(known) if known.size >= node.size => {}
                Some(known) => *known = node,
                None => {
                    order.push(node.oid);
                    let _ = found.insert(node.oid, node);
                }
            }
            if order.len() > 1 << 20 {
                store.tell(Problem::at(place, "too many objects: the rest was not searched"));
                break;
            }
        }
        if budget == 0 {
            store.tell(Problem::at(place, "too much looks like objects: not all was searched"));
        }
    }
    Ok(order.into_iter().filter_map(|oid| found.remove(&oid).map(|node| (oid, node))).collect())
}

/// Reads the number and size before an object; none where they are none.
fn prefix(block: &[u8], room: u64) -> Option<(Oid, u64)> {
    let oid = Oid(u32::from_le_bytes(*block.first_chunk()?));
    let size = u64::from(u32::from_le_bytes(*block.get(4..)?.first_chunk()?));
    let kind = oid.kind();
    let sound = kind != 0
        && oid.companion(kind).is_some()
        && ![Oid::SPARE, Oid::FREE].contains(&kind)
        && oid != Oid::MAP
        && PREFIX + size <= room;
    sound.then_some((oid, size))
}

/// Returns the node of an object whose data are a sound container.
fn contents(
    store: &mut Store,
    (oid, place, size): (Oid, u64, u64),
    block: &[u8],
    budget: &mut u64,
) -> Result<Option<Node>, Error> {
    let beginning = block.get(PREFIX as usize..).unwrap_or_default();
    let mut sound = |store: &mut Store, from: u64, len: u64| -> Result<Vec<u8>, Error> {
        if *budget < len {
            *budget = 0;
            return Ok(Vec::new());
        }
        *budget -= len;
        Ok(store.decoded(place + PREFIX + from, usize::try_from(len).unwrap_or(0))?)
    };
    let length = if oid.is_small_table(0) {
        let data = sound(store, 0, size.min(0xFFFE))?;
        table_length(&data)
    } else if size == 0 {
        Some(0)
    } else {
        let Some(head) = ListHead::read(beginning, size) else { return Ok(None) };
        // Only the directory is looked at, so that a large value costs nothing.
        let directory = head.directory as u64;
        let len = (size - directory).min(14 + 12 * MOST as u64);
        let bytes = sound(store, directory, len)?;
        list_length(head.directory, &bytes)
    };
    let length = length.and_then(|length| u32::try_from(length).ok());
    Ok(length.map(|size| Node::found(oid, place, size)))
}

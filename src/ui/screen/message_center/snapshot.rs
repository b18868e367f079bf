//! One look at the message file: the folders, and of the open one its length, the place of what was
//! selected, and the rows in sight. It is made at the session's desk in one go, so that everything
//! in it is of the same moment.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::folder_view::{ColumnKind, FolderView};
use super::foldering;
use super::rows::{PAGE, pages_of};
use super::selection::Selection;
use crate::mail::{Finder, Folder, FolderId, FolderKind, MessageId, Order, Query, Summary};
use crate::session::{Error, Hunted, Session, Waiting};

/// How long one look searches or gathers.
const SLICE: Duration = Duration::from_millis(40);

/// Ranges of a selection that are found again; more are let go.
const RANGES: usize = 64;

/// A range of selected rows and the messages at its ends.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) rows: Range<usize>,
    pub(super) first: Option<MessageId>,
    pub(super) last: Option<MessageId>,
}

/// What a look should find.
#[derive(Debug, Clone)]
pub(super) struct Want {
    /// The folder in the list, or the finder; none before the first look.
    pub(super) folder: Option<FolderId>,
    /// What is listed in place of all that the folder holds: the results of a search.
    pub(super) results: Option<(FolderId, Query)>,
    /// How the folder is shown; none while nobody knows.
    pub(super) view: Option<FolderView>,
    /// The message with the cursor, when it is known, and its row.
    pub(super) cursor: (Option<MessageId>, Option<usize>),
    pub(super) selected: Vec<Ends>,
    pub(super) sight: Range<usize>,
    /// Which list this is, and which is wanted now: a look at another one is not worth its while.
    pub(super) generation: u64,
    pub(super) latest: Arc<AtomicU64>,
}

/// What a look found.
#[derive(Debug)]
pub(super) struct Snapshot {
    pub(super) folders: Vec<Folder>,
    /// The folders that are favourites.
    pub(super) favourites: Vec<FolderId>,
    /// The folders that are closed in the tree; told by the first look.
    pub(super) closed: Option<Vec<FolderId>>,
    pub(super) finders: Vec<Finder>,
    /// The folder of the list, and what it holds; none when it is gone.
    pub(super) list: Option<Listed>,
    pub(super) generation: u64,
    /// What lies in the Outbox, when that is the folder of the list.
    pub(super) outbox: Option<Vec<Waiting>>,
    /// How many messages are not indexed yet, about.
    pub(super) unindexed: u64,
    /// The number of this look; later ones have greater numbers.
    pub(super) serial: u64,
}

/// What a look found of the open folder.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) folder: FolderId,
    /// How it is shown.
    pub(super) view: FolderView,
    /// How far the search is whose results are listed.
    pub(super) hunted: Option<Hunted>,
    pub(super) len: usize,
    /// Whether conversations are still being gathered, and there may be fewer rows.
    pub(super) gathering: bool,
    /// How many messages of the folder are to be followed up.
    pub(super) flagged: u64,
    pub(super) pages: Vec<(usize, Vec<Summary>)>,
    pub(super) selection: Selection,
}

impl Want {
    /// Returns whether another list is wanted by now.
    fn is_late(&self) -> bool {
        self.latest.load(Ordering::Relaxed) != self.generation
    }
}

/// Takes a look; `None` when another list is wanted by now.
pub(super) fn look(
    session: &mut Session,
    want: &Want,
    serial: u64,
) -> Result<Option<Snapshot>, Error> {
    if want.is_late() {
        return Ok(None);
    }
    let folders = session.folders()?;
    let open = match want.folder {
        Some(id) => folders.iter().find(|folder| folder.id == id),
        None => folders.iter().find(|folder| folder.kind == FolderKind::Inbox),
    };
    let outbox = match open {
        Some(folder) if folder.kind == FolderKind::Outbox => Some(session.outbox()?),
        _ => None,
    };
    let favourites = session.favourites()?;
    let closed = match want.folder {
        None => Some(foldering::closed(session)?),
        Some(_) => None,
    };
    let finders = session.finders()?;
    let finder = finders.iter().any(|finder| Some(finder.id) == want.folder);
    let list = match (open, want.folder) {
        (Some(folder), _) => Some(list(session, want, folder.id)?),
        (None, Some(id)) if finder => Some(list(session, want, id)?),
        (None, _) => None,
    };
    let unindexed = session.unindexed()?;
    let generation = want.generation;
    Ok(Some(Snapshot {
        folders,
        favourites,
        closed,
        finders,
        list,
        outbox,
        generation,
        unindexed,
        serial,
    }))
}

fn list(session: &mut Session, want: &Want, folder: FolderId) -> Result<Listed, Error> {
    let (listed, hunted) = match &want.results {
        Some((id, query)) => {
            session.open_results(*id, query);
            (*id, Some(session.hunt(*id, SLICE)?))
        }
        None => (folder, None),
    };
    let view = match &want.view {
        Some(view) => view.clone(),
        None => FolderView::read(session, folder)?,
    };
    let order = view.order;
    let gathering = session.gather(listed, order, SLICE)?;
    let len = usize::try_from(session.length(listed, order)?).unwrap_or(usize::MAX);
    let flagged = session.flagged(folder)?;
    let mut found = |id: MessageId| -> Result<Option<usize>, Error> {
        let at = session.position(listed, order, id)?;
        Ok(at.and_then(|at| usize::try_from(at).ok()))
    };
    let (id, row) = want.cursor;
    let mut cursor = match id {
        Some(id) => found(id)?,
        None => None,
    };
    let stays = cursor.is_some();
    if cursor.is_none() {
        // Gone: what comes after it, or the last one.
        cursor = row.and_then(|row| Some(row.min(len.checked_sub(1)?)));
    }
    let mut ranges = Vec::new();
    // A lone cursor is found above; ranges are found by their ends, when nothing came in between.
    let lone = matches!(want.selected.as_slice(), [ends] if Some(ends.rows.start) == row && ends.rows.len() == 1);
    if stays && !lone && want.selected.len() <= RANGES {
        for ends in &want.selected {
            let (Some(first), Some(last)) = (ends.first, ends.last) else { continue };
            let (Some(first), Some(last)) = (found(first)?, found(last)?) else { continue };
            let rows = first..last.saturating_add(1);
            if rows.len() == ends.rows.len() {
                ranges.push(rows);
            }
        }
    }
    let selection = Selection::restored(cursor, ranges);
    let mut wanted: Vec<usize> = pages_of(&want.sight, len).collect();
    for row in selection.ranges().iter().flat_map(|r| [r.start, r.end.saturating_sub(1)]) {
        if !wanted.contains(&(row / PAGE)) && wanted.len() < 8 {
            wanted.push(row / PAGE);
        }
    }
    let mut pages = Vec::new();
    for page in wanted {
        pages.push((page, page_in_view(session, listed, &view, page)?));
    }
    Ok(Listed { folder, view, hunted, gathering, flagged, len, pages, selection })
}

/// Reads one page of a folder.
pub(super) fn page(
    session: &mut Session,
    folder: FolderId,
    order: Order,
    page: usize,
) -> Result<Vec<Summary>, Error> {
    let offset = page.saturating_mul(PAGE) as u64;
    session.rows(folder, order, offset, u32::try_from(PAGE).unwrap_or(u32::MAX))
}

/// Reads one page of a folder with what its columns show; what costs more than a list has at hand
/// is read only for a column that is there.
pub(super) fn page_in_view(
    session: &mut Session,
    folder: FolderId,
    view: &FolderView,
    page: usize,
) -> Result<Vec<Summary>, Error> {
    let mut rows = self::page(session, folder, view.order, page)?;
    if view.has(ColumnKind::Cc) {
        session.look_up_cc(&mut rows)?;
    }
    Ok(rows)
}

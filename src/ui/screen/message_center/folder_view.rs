//! How the list of a folder is shown: its order, its columns and their widths. It is kept in the
//! message file, folder by folder, so that it goes with the person.

use serde::{Deserialize, Serialize};

use crate::mail::{FolderId, Order, SortKey};
use crate::session::{Error, Session};

/// A column of the message list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Whether it was read, answered, passed on.
    State,
    /// How urgent it is.
    Priority,
    /// Whether something came with it.
    Clip,
    /// Whether it is to be followed up.
    Flag,
    /// Who sent it; in folders of what was sent, who got it.
    Person,
    /// Who got it.
    To,
    /// Who got a copy.
    Cc,
    /// The subject.
    Subject,
    /// The folder it lies in.
    Folder,
    /// When it was sent.
    Date,
    /// When it arrived here.
    Arrived,
    /// By when it is to be followed up.
    Due,
    /// Its size.
    Size,
    /// How many files came with it.
    Attachments,
}

impl ColumnKind {
    /// Every column, in the order in which they are offered.
    pub(super) const ALL: [Self; 14] = [
        Self::State,
        Self::Priority,
        Self::Clip,
        Self::Flag,
        Self::Person,
        Self::To,
        Self::Cc,
        Self::Subject,
        Self::Folder,
        Self::Date,
        Self::Arrived,
        Self::Due,
        Self::Size,
        Self::Attachments,
    ];

    /// Returns what the list is sorted by when this column's header is clicked.
    pub(super) fn sort_key(self, recipients: bool) -> Option<SortKey> {
        Some(match self {
            Self::State => SortKey::Unread,
            Self::Priority => SortKey::Priority,
            Self::Clip | Self::Attachments => SortKey::Attachments,
            Self::Flag | Self::Due => SortKey::Flag,
            Self::Person if recipients => SortKey::To,
            Self::Person => SortKey::From,
            Self::To => SortKey::To,
            Self::Subject => SortKey::Subject,
            Self::Date => SortKey::Date,
            Self::Arrived => SortKey::Arrived,
            Self::Size => SortKey::Size,
            // Nobody sorts by what is read only for the rows in sight.
            Self::Folder | Self::Cc => return None,
        })
    }

    /// Returns the id of the column's name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::State => "screens-order-column-state",
            Self::Priority => "screens-order-column-priority",
            Self::Clip => "screens-order-column-clip",
            Self::Flag => "screens-order-column-flag",
            Self::Person => "screens-order-column-person",
            Self::To => "screens-order-column-to",
            Self::Cc => "screens-order-column-cc",
            Self::Subject => "screens-order-column-subject",
            Self::Folder => "screens-order-column-folder",
            Self::Date => "screens-order-column-date",
            Self::Arrived => "screens-order-column-arrived",
            Self::Due => "screens-order-column-due",
            Self::Size => "screens-order-column-size",
            Self::Attachments => "screens-order-column-attachments",
        }
    }

    /// Returns the width unless a person changed it.
    pub(super) fn width(self) -> f32 {
        match self {
            Self::State | Self::Priority | Self::Clip | Self::Flag => 22.0,
            Self::Person | Self::To | Self::Cc => 150.0,
            Self::Subject => 90.0,
            Self::Folder => 100.0,
            Self::Date | Self::Arrived => 126.0,
            Self::Due => 114.0,
            Self::Size => 64.0,
            Self::Attachments => 40.0,
        }
    }
}

/// A column in a list, and its width.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Shown {
    pub(super) kind: ColumnKind,
    pub(super) width: f32,
}

/// How the list of a folder is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FolderView {
    pub(super) order: Order,
    pub(super) columns: Vec<Shown>,
}

impl Default for FolderView {
    fn default() -> Self {
        use ColumnKind as C;
        let columns =
            [C::State, C::Priority, C::Clip, C::Flag, C::Person, C::Subject, C::Date, C::Size];
        let columns = columns.map(|kind| Shown { kind, width: kind.width() }).to_vec();
        Self { order: Order::default(), columns }
    }
}

/// A view as it is kept.
#[derive(Debug, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    sort: String,
    descending: bool,
    then: Option<(String, bool)>,
    grouped: bool,
    columns: Vec<Shown>,
}

impl Default for Kept {
    fn default() -> Self {
        Self::of(&FolderView::default())
    }
}

impl Kept {
    fn of(view: &FolderView) -> Self {
        let Order { key, descending, then, grouped } = view.order;
        Self {
            sort: key.word().to_owned(),
            descending,
            then: then.map(|(key, descending)| (key.word().to_owned(), descending)),
            grouped,
            columns: view.columns.clone(),
        }
    }
}

impl FolderView {
    /// Returns how a finder is shown: the folder of each message beside it.
    fn of_results() -> Self {
        let mut view = Self::default();
        view.show(ColumnKind::Folder, true);
        view
    }

    /// Reads how a folder is shown; as all are when nobody changed it.
    pub(super) fn read(session: &Session, folder: FolderId) -> Result<Self, Error> {
        Ok(match session.setting(&name(folder))? {
            Some(kept) => Self::parse(&kept),
            None if folder.is_results() => Self::of_results(),
            None => Self::default(),
        })
    }

    /// Keeps how a folder is shown.
    pub(super) fn keep(&self, session: &mut Session, folder: FolderId) -> Result<(), Error> {
        match serde_json::to_string(&Kept::of(self)) {
            Ok(kept) => session.set_setting(&name(folder), &kept),
            Err(error) => {
                tracing::warn!(%error, "how a folder is shown could not be written down");
                Ok(())
            }
        }
    }

    fn parse(kept: &str) -> Self {
        let kept: Kept = serde_json::from_str(kept).unwrap_or_else(|error| {
            tracing::warn!(%error, "how a folder is shown cannot be read");
            Kept::default()
        });
        let mut view = Self {
            order: Order {
                key: SortKey::parse(&kept.sort).unwrap_or_default(),
                descending: kept.descending,
                then: kept.then.and_then(|(key, down)| Some((SortKey::parse(&key)?, down))),
                grouped: kept.grouped,
            },
            columns: Vec::new(),
        };
        for Shown { kind, width } in kept.columns {
            if !view.has(kind) {
                let width =
                    if width.is_finite() { width.clamp(16.0, 2000.0) } else { kind.width() };
                view.columns.push(Shown { kind, width });
            }
        }
        // A list without subjects would have nothing to hold on to.
        if !view.has(ColumnKind::Subject) {
            view.show(ColumnKind::Subject, true);
        }
        view
    }

    /// Returns whether a column is shown.
    pub(super) fn has(&self, kind: ColumnKind) -> bool {
        self.columns.iter().any(|shown| shown.kind == kind)
    }

    /// Shows a column at its usual place, or hides it; the subject stays.
    pub(super) fn show(&mut self, kind: ColumnKind, yes: bool) {
        if !yes {
            self.columns.retain(|shown| shown.kind != kind || kind == ColumnKind::Subject);
        } else if !self.has(kind) {
            let at = self.columns.iter().position(|shown| shown.kind > kind);
            let at = at.unwrap_or(self.columns.len());
            self.columns.insert(at, Shown { kind, width: kind.width() });
        }
    }

    /// Moves a column to the left or right of its neighbour.
    pub(super) fn shift(&mut self, kind: ColumnKind, right: bool) {
        let Some(at) = self.columns.iter().position(|shown| shown.kind == kind) else { return };
        let to = if right { at.saturating_add(1) } else { at.saturating_sub(1) };
        if to < self.columns.len() {
            self.columns.swap(at, to);
        }
    }

    /// Moves a column to the place of another one.
    pub(super) fn put(&mut self, from: usize, to: usize) {
        if from < self.columns.len() && to < self.columns.len() {
            let shown = self.columns.remove(from);
            self.columns.insert(to, shown);
        }
    }

    /// Returns the column that shows what a list is sorted by.
    pub(super) fn column_of(&self, key: SortKey, recipients: bool) -> Option<usize> {
        self.columns.iter().position(|shown| shown.kind.sort_key(recipients) == Some(key))
    }
}

fn name(folder: FolderId) -> String {
    format!("list.{}", folder.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_go_and_change_places() {
        let mut view = FolderView::default();
        let kinds =
            |view: &FolderView| view.columns.iter().map(|shown| shown.kind).collect::<Vec<_>>();
        view.show(ColumnKind::Arrived, true);
        view.show(ColumnKind::Arrived, true);
        view.show(ColumnKind::Size, false);
        view.show(ColumnKind::Subject, false);
        use ColumnKind as C;
        assert_eq!(
            kinds(&view),
            [C::State, C::Priority, C::Clip, C::Flag, C::Person, C::Subject, C::Date, C::Arrived]
        );
        view.shift(C::Subject, false);
        view.shift(C::Arrived, true);
        view.shift(C::State, false);
        assert_eq!(kinds(&view)[4..], [C::Subject, C::Person, C::Date, C::Arrived]);
        assert_eq!(view.column_of(SortKey::From, false), Some(5));
        assert_eq!(view.column_of(SortKey::Size, false), None);
        assert!(FolderView::of_results().has(C::Folder));
    }

    #[test]
    fn what_was_kept_is_read_and_what_is_wrong_passed_over() {
        let mut view = FolderView::default();
        view.order = Order { grouped: true, then: Some((SortKey::Size, true)), ..view.order };
        view.columns[4].width = 222.0;
        let kept = serde_json::to_string(&Kept::of(&view)).unwrap();
        assert_eq!(FolderView::parse(&kept), view);
        assert_eq!(FolderView::parse("not json"), FolderView::default());
        let odd = r#"{"sort":"colour","columns":[{"kind":"size","width":1e9},{"kind":"size","width":9}]}"#;
        let odd = FolderView::parse(odd);
        assert_eq!(odd.order.key, SortKey::Date);
        let widths: Vec<f32> = odd.columns.iter().map(|shown| shown.width).collect();
        assert_eq!(widths, [90.0, 2000.0], "the subject is there, and the size once");
    }
}

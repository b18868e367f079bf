//! Folders: a tree of named places for messages.

/// The number of a folder in its message file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FolderId(pub i64);

impl FolderId {
    /// Returns whether this is no folder of the file but the results of a search, which are listed
    /// like one.
    pub fn is_results(self) -> bool {
        self.0 < 0
    }
}

/// What a folder is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FolderKind {
    /// New mail arrives here.
    Inbox,
    /// What waits to be sent.
    Outbox,
    /// Copies of what was sent.
    SentMail,
    /// What was thrown away.
    DeletedMail,
    /// What is being written.
    Drafts,
    /// Letters that could not be read, with what is known of them.
    Unreadable,
    /// Messages to begin others with.
    Templates,
    /// A folder that the person made.
    Private,
}

impl FolderKind {
    /// Every kind, in the order in which the tree shows them.
    pub const ALL: [Self; 8] = [
        Self::Inbox,
        Self::Outbox,
        Self::SentMail,
        Self::Drafts,
        Self::Templates,
        Self::DeletedMail,
        Self::Unreadable,
        Self::Private,
    ];

    /// Returns the name of a folder of the program; none for those that people make.
    pub fn standard_name(self) -> Option<&'static str> {
        match self {
            Self::Inbox => Some("Inbox"),
            Self::Outbox => Some("Outbox"),
            Self::SentMail => Some("Sent Mail"),
            Self::DeletedMail => Some("Deleted Mail"),
            Self::Drafts => Some("Drafts"),
            Self::Unreadable => Some("Unreadable"),
            Self::Templates => Some("Templates"),
            Self::Private => None,
        }
    }

    /// Returns whether the folder belongs to the program: it cannot be renamed, moved or deleted.
    pub fn is_system(self) -> bool {
        self != Self::Private
    }
}

/// A folder and its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The folder's number.
    pub id: FolderId,
    /// The folder it lies in; none at the top.
    pub parent: Option<FolderId>,
    /// Its name, unique among its siblings.
    pub name: String,
    /// What it is for.
    pub kind: FolderKind,
    /// Messages in it.
    pub total: u64,
    /// Unread messages in it.
    pub unread: u64,
}

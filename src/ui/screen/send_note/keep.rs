//! Keeping what is written: as a draft in the message file; when that fails, as a text on this
//! computer, where no postoffice and no lock is needed.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use iced::Task;
use iced::time::Instant;

use crate::mail::{Draft, MessageId, Moment};
use crate::session::{Disk, Error, Session};
use crate::ui::task::{Desk, blocking};

/// How long nothing is typed before the draft is saved.
const REST: Duration = Duration::from_secs(3);
/// How long when there are large attachments, which are written again each time.
const LONG_REST: Duration = Duration::from_secs(20);
/// What is large.
const LARGE: u64 = 4 * 1024 * 1024;
/// How long after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(30);

/// The draft's number in the message file. Only the session's thread sets it, so that two savings
/// on the way never make two drafts.
type Place = Arc<Mutex<Option<MessageId>>>;

/// What becomes of a note besides being sent.
#[derive(Debug)]
pub(super) struct Keep {
    place: Place,
    /// The draft as it was when it was opened, or saved by the person's own wish.
    settled: Option<Draft>,
    changes: u64,
    changed: Option<Instant>,
    /// The changes that the message file has, and those that the person knows it to have.
    saved: u64,
    known: u64,
    saving: bool,
    failed: Option<Instant>,
    /// The folder for texts that could not be saved, and this note's file in it.
    folder: PathBuf,
    text: Option<PathBuf>,
}

impl Keep {
    /// Keeps a note that is new, or one that was kept earlier.
    pub(super) fn new(draft: Option<MessageId>, folder: PathBuf) -> Self {
        Self {
            place: Arc::new(Mutex::new(draft)),
            settled: None,
            changes: 0,
            changed: None,
            saved: 0,
            known: 0,
            saving: false,
            failed: None,
            folder,
            text: None,
        }
    }

    /// Sets the folder for texts that could not be saved.
    #[cfg(test)]
    pub(super) fn set_folder(&mut self, folder: PathBuf) {
        self.folder = folder;
    }

    /// Takes note of what a kept draft says.
    pub(super) fn opened(&mut self, draft: Draft) {
        self.settled = Some(draft);
    }

    /// Takes note of a change.
    pub(super) fn changed(&mut self, now: Instant) {
        self.changes += 1;
        self.changed = Some(now);
    }

    /// Returns whether something is not in the message file.
    pub(super) fn is_unsaved(&self) -> bool {
        self.changes != self.saved
    }

    /// Returns whether the person was never asked about something.
    pub(super) fn is_unsettled(&self) -> bool {
        self.changes != self.known
    }

    /// Returns whether a draft is being written.
    pub(super) fn is_saving(&self) -> bool {
        self.saving
    }

    /// Returns whether it is time to save.
    pub(super) fn is_due(&self, now: Instant, attachments: u64) -> bool {
        let rest = if attachments > LARGE { LONG_REST } else { REST };
        self.is_unsaved()
            && !self.saving
            && self.changed.is_some_and(|at| now.duration_since(at) >= rest)
            && self.failed.is_none_or(|at| now.duration_since(at) >= AFTER_FAILURE)
    }

    /// Saves the draft; the answer says which changes it has.
    pub(super) fn save(&mut self, desk: &Desk, draft: Draft) -> Task<(u64, Result<(), Error>)> {
        self.saving = true;
        let (place, changes) = (self.place.clone(), self.changes);
        desk.ask(move |session| {
            let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
            let result = session.save_draft(*place, &draft).map(|id| *place = Some(id));
            (changes, result)
        })
    }

    /// Takes note of how saving ended; `wished` by the person, or of its own accord.
    pub(super) fn ended(&mut self, changes: u64, ok: bool, wished: Option<Draft>, now: Instant) {
        self.saving = false;
        if !ok {
            self.failed = Some(now);
            return;
        }
        self.failed = None;
        self.saved = changes;
        if let Some(draft) = wished {
            self.known = changes;
            self.settled = Some(draft);
        }
    }

    /// Throws away what the person did not wish to keep: the whole draft, or its latest changes.
    pub(super) fn discard(&self, desk: &Desk) -> Task<Result<(), Error>> {
        let (place, settled) = (self.place.clone(), self.settled.clone());
        desk.ask(move |session| {
            let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
            match (*place, settled) {
                (Some(id), Some(draft)) => {
                    *place = Some(session.save_draft(Some(id), &draft)?);
                }
                (Some(id), None) => {
                    session.discard_draft(id)?;
                    *place = None;
                }
                (None, _) => {}
            }
            Ok(())
        })
    }

    /// Throws the whole draft away: into Deleted Mail when the person once wished to keep it.
    pub(super) fn discard_all(&self, desk: &Desk) -> Task<Result<(), Error>> {
        let (place, was_kept) = (self.place.clone(), self.settled.is_some());
        desk.ask(move |session| match draft_in(&place) {
            Some(id) if was_kept => session.delete(&[id]).map(|_| ()),
            Some(id) => session.discard_draft(id),
            None => Ok(()),
        })
    }

    /// Returns how the session's thread finds the draft when it sends.
    pub(super) fn place(&self) -> impl FnOnce(&mut Session) -> Option<MessageId> + Send + 'static {
        let place = self.place.clone();
        move |_| draft_in(&place)
    }

    /// Writes the text to this computer; the answer says where.
    pub(super) fn keep_text(&mut self, draft: &Draft) -> Task<Option<PathBuf>> {
        let name = Moment::now().local("%Y-%m-%d %H.%M.%S%.3f.txt");
        let path = self.text.get_or_insert_with(|| self.folder.join(name)).clone();
        let text = plain(draft);
        blocking(move || match write(&path, &text) {
            Ok(()) => Some(path),
            Err(reason) => {
                tracing::error!(path = %path.display(), reason, "a text could not be kept");
                None
            }
        })
    }

    /// Removes the text from this computer: the message file has it, or nobody wants it.
    pub(super) fn forget_text(&mut self) {
        if let Some(path) = self.text.take() {
            // Nobody waits for it; a leftover does no harm.
            drop(std::thread::spawn(move || Disk::new().remove(&path)));
        }
    }
}

fn draft_in(place: &Place) -> Option<MessageId> {
    *place.lock().unwrap_or_else(PoisonError::into_inner)
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let disk = Disk::new();
    let folder = path.parent().unwrap_or(Path::new("."));
    disk.make_folder(folder)
        .and_then(|()| disk.replace(path, text.as_bytes()))
        .map_err(|error| error.reason())
}

/// Writes a draft as a text: its header, an empty line, the body. Attachments are named only.
fn plain(draft: &Draft) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("{name}: {value}\n"));
        }
    };
    line("To", &draft.to.join("; "));
    line("Cc", &draft.cc.join("; "));
    line("Bcc", &draft.bcc.join("; "));
    line("Subject", &draft.subject);
    for attachment in &draft.attachments {
        line("Attachment", &attachment.name);
    }
    format!("{text}\n{}", draft.body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_saved_after_a_rest() {
        let mut keep = Keep::new(None, PathBuf::new());
        let now = Instant::now();
        assert!(!keep.is_due(now + LONG_REST, 0), "nothing was typed");
        keep.changed(now);
        assert!(!keep.is_due(now + Duration::from_secs(1), 0));
        assert!(keep.is_due(now + REST, 0));
        assert!(!keep.is_due(now + REST, LARGE + 1));
        assert!(keep.is_due(now + LONG_REST, LARGE + 1));
        keep.ended(1, false, None, now + REST);
        assert!(!keep.is_due(now + REST * 2, 0), "not again and again");
        assert!(keep.is_due(now + REST + AFTER_FAILURE, 0));
        keep.ended(1, true, None, now);
        assert!(!keep.is_unsaved() && keep.is_unsettled());
        keep.ended(1, true, Some(Draft::default()), now);
        assert!(!keep.is_unsettled());
    }

    #[test]
    fn a_text_is_kept_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("unsent/a.txt");
        let draft = Draft {
            to: vec!["BRUNO".into(), "Dora Eck".into()],
            subject: "Lunch".into(),
            body: "At one?\n".into(),
            ..Draft::default()
        };
        write(&path, &plain(&draft)).unwrap();
        let text = Disk::new().read(&path, 100).unwrap();
        assert_eq!(text, b"To: BRUNO; Dora Eck\nSubject: Lunch\n\nAt one?\n");
    }
}

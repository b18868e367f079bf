//! Message files to measure with: made by the program, filled by SQL because that is quick, and
//! kept for the next time.

#![expect(clippy::disallowed_methods, reason = "the files of a bench are no store")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use restante::disk::{Disk, Patience};
use restante::format::mime;
use restante::mail::{FolderId, FolderKind, Moment, Priority};
use restante::mmf::MessageFile;
use rusqlite::{Connection, params};
use sha1::{Digest, Sha1};

use super::machine::say;
use super::mail::Mail;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Pieces of a message are numbered from its own number times this.
const PIECES: i64 = 1 << 20;

/// Returns the folder in which benches keep their files: `RESTANTE_BENCH_DIR`, else `target/bench`.
pub(crate) fn folder() -> Outcome<PathBuf> {
    let folder = std::env::var_os("RESTANTE_BENCH_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("target").join("bench"),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Opens a message file, its lock first.
pub(crate) fn open(path: &Path) -> Outcome<MessageFile> {
    let disk = Disk::new();
    let patience = Patience::wait(Duration::from_secs(30));
    let lock = Arc::new(disk.lock(&path.with_extension("1LK"), "BENCH", patience)?);
    Ok(MessageFile::open(&disk, path, lock)?)
}

/// Returns a message file with so many messages in its Inbox; makes it if there is none.
pub(crate) fn message_file(count: u32, shuffled: bool) -> Outcome<PathBuf> {
    let way = if shuffled { "shuffled" } else { "arrived" };
    made(&format!("{count}-{way}"), count, &|n| Mail::new(n, shuffled))
}

/// Returns a message file with a name and the messages that `mail` makes; makes it if there is none.
pub(crate) fn made(name: &str, count: u32, mail: &dyn Fn(u32) -> Mail) -> Outcome<PathBuf> {
    let folder = folder()?;
    let path = folder.join(format!("{name}.MMF"));
    if path.exists() {
        return Ok(path);
    }
    let begun = Instant::now();
    let making = folder.join(format!("{name}.MAKING"));
    if making.exists() {
        std::fs::remove_file(&making)?;
    }
    let disk = Disk::new();
    let patience = Patience::wait(Duration::from_secs(30));
    let lock = Arc::new(disk.lock(&making.with_extension("1LK"), "BENCH", patience)?);
    let mut file = MessageFile::create(&disk, &making, &[0xC5; 80], lock)?;
    let inbox = file.standard(FolderKind::Inbox)?;
    file.close()?;
    fill(&making, inbox, count, mail)?;
    let mut file = open(&making)?;
    let wrong = file.check()?;
    if !wrong.is_empty() || file.total(inbox)? != u64::from(count) {
        return Err(format!("{} was filled wrongly: {wrong:?}", making.display()).into());
    }
    file.close()?;
    std::fs::rename(&making, &path)?;
    let bytes = std::fs::metadata(&path)?.len();
    let seconds = begun.elapsed().as_secs();
    say(&format!("made {}: {} MB in {seconds} s", path.display(), bytes >> 20));
    Ok(path)
}

fn fill(path: &Path, folder: FolderId, count: u32, make: &dyn Fn(u32) -> Mail) -> Outcome {
    let mut connection = Connection::open(path)?;
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;")?;
    let transaction = connection.transaction()?;
    let mut msg = transaction.prepare(
        "INSERT INTO msg (folder, date, arrived, size, unread, answered, forwarded, draft,
         priority, attachments, message_hash, sha1, message_id, sender, recipients, subject)
         VALUES (?1, ?2, ?2, ?3, ?4, ?5, 0, 0, ?6, 0, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    let mut piece = transaction
        .prepare("INSERT INTO piece (id, message, number, bytes) VALUES (?1, ?2, 0, ?3)")?;
    for n in 0..count {
        let mail = make(n);
        let bytes = mail.bytes();
        let head = mime::head(&bytes);
        let sha1: [u8; 20] = Sha1::digest(&bytes).into();
        let id = Sha1::digest(head.message_id.as_bytes());
        let hash = i64::from_le_bytes(id.first_chunk::<8>().copied().unwrap_or_default()) | 1;
        let priority = match head.priority {
            Priority::Low => 1,
            Priority::Normal => 3,
            Priority::High => 5,
        };
        let size = i64::try_from(bytes.len())?;
        let date = head.date.unwrap_or(Moment(0)).0;
        let _ = msg.execute(params![
            folder.0,
            date,
            size,
            mail.unread,
            mail.answered,
            priority,
            hash,
            sha1,
            head.message_id,
            head.from,
            head.to,
            head.subject
        ])?;
        let number = transaction.last_insert_rowid();
        let _ = piece.execute(params![number * PIECES, number, bytes])?;
    }
    drop((msg, piece));
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

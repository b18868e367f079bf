//! Who got a copy: lists do not keep that, so the heads of the few messages in sight are read.

use rusqlite::{Connection, MAIN_DB};

use super::error::Inner;
use super::messages::{cut, pieces_of};
use super::{Error, MessageFile};
use crate::format::mime;
use crate::mail::{MessageId, Summary};

/// Bytes that nearly every head fits in.
const HEAD: usize = 8 * 1024;

impl MessageFile {
    /// Completes rows of a list by the recipients in Cc.
    pub fn look_up_cc(&self, rows: &mut [Summary]) -> Result<(), Error> {
        self.look("reading who got copies", |c| {
            for row in rows.iter_mut() {
                row.cc = Some(cut(&mime::cc(&head(c, row.id)?)).to_owned());
            }
            Ok(())
        })
    }
}

/// Reads the beginning of a message, at least to the end of its head or of its first piece.
fn head(c: &Connection, id: MessageId) -> Inner<Vec<u8>> {
    let (first, _) = pieces_of(id)?;
    // Opened as a stream: the rest of a long piece is not read.
    let piece = match c.blob_open(MAIN_DB, "piece", "bytes", first, true) {
        Ok(piece) => piece,
        // A message without bytes has no piece; that one is missing is found when it is read.
        Err(rusqlite::Error::SqliteFailure(..)) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut length = HEAD.min(piece.len());
    loop {
        let mut bytes = vec![0; length];
        piece.read_at_exact(&mut bytes, 0)?;
        if length == piece.len() || mime::is_whole_head(&bytes) {
            return Ok(bytes);
        }
        length = length.saturating_mul(4).min(piece.len());
    }
}

//! The tables of the index by which messages are found by their words.

use super::added::Part;

/// The index, how far it reaches, and what must be indexed anew.
///
/// It keeps no text, which stands in the messages; what is indexed is told from them by
/// `super::super::search`. Its own tables (`find_data` and the like) are SQLite's business.
pub(super) const SEARCH: Part = Part {
    tables: "
CREATE VIRTUAL TABLE find USING fts5 (
  subject, sender, recipients, text,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE indexed (id INTEGER PRIMARY KEY CHECK (id = 1), upto INTEGER NOT NULL) STRICT;
INSERT INTO indexed (id, upto) VALUES (1, 0);
CREATE TABLE rewritten (message INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER msg_rewritten AFTER UPDATE OF sha1 ON msg WHEN old.sha1 <> new.sha1 BEGIN
  INSERT OR IGNORE INTO rewritten (message) VALUES (new.id);
END;
",
    readme: "\
Table find: an index of the words in messages (FTS5, without the text), made behind their arrival: \
those up to the number in table indexed are in it, but for those in table rewritten, which changed \
since. It can be thrown away and made again from the messages. Emoji and other symbols are words \
in it, U+F8FF and their number; up to the message named by symbols in table meta they are missing.\n",
};

/// Returns whether a table belongs to the index and is SQLite's business.
pub(super) fn is_inside(name: &str) -> bool {
    name.starts_with("find_")
}

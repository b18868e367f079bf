//! What version 2 knows of Deleted Mail: also what comes into it without being moved has a time
//! from which on it lies there, and what lay there before counts from the upgrade.

use super::added::{Part, thrown_away};

/// Since when things lie in Deleted Mail.
pub(super) const RETENTION: Part = Part {
    tables: concat!(
        "
CREATE TRIGGER msg_born_thrown AFTER INSERT ON msg WHEN new.thrown IS NULL AND ",
        thrown_away!(),
        " BEGIN
  UPDATE msg SET thrown = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = new.id;
END;
UPDATE msg SET thrown = CAST(unixepoch('subsec') * 1000 AS INTEGER)
WHERE folder = (SELECT id FROM folder WHERE kind = 4);
"
    ),
    readme: "",
};

//! What version 2 added to the tables of a message file, in parts. Each part says in words what it
//! holds, for the row `README` of the file.

/// Tables, indices and triggers, and what the file says of them.
pub(super) struct Part {
    pub(super) tables: &'static str,
    /// Sentences for people who read the file with a public tool; ends with a line break.
    pub(super) readme: &'static str,
}

/// In a trigger: whether the folder of the new row is Deleted Mail or lies in it, at any depth.
macro_rules! thrown_away {
    () => {
        "EXISTS (WITH RECURSIVE up (id) AS (SELECT new.folder UNION
    SELECT folder.parent FROM folder JOIN up ON folder.id = up.id WHERE folder.parent IS NOT NULL)
  SELECT 1 FROM up JOIN folder ON folder.id = up.id WHERE folder.kind = 4)"
    };
}
pub(super) use thrown_away;

/// The parts, in the order in which they are made.
pub(super) const PARTS: &[Part] = &[
    MARKS,
    super::held::HELD,
    super::search::SEARCH,
    super::receipts::RECEIPTS,
    super::rules::RULES,
    super::threads::THREADS,
    super::book::BOOK,
    super::retention::RETENTION,
    super::templates::TEMPLATES,
    super::groups::GROUPS,
];

/// What a person, or the program for them, notes beside a message.
const MARKS: Part = Part {
    tables: concat!(
        "
ALTER TABLE msg ADD COLUMN flag INTEGER NOT NULL DEFAULT 0;
ALTER TABLE msg ADD COLUMN due INTEGER;
ALTER TABLE msg ADD COLUMN thread INTEGER NOT NULL DEFAULT 0;
ALTER TABLE msg ADD COLUMN thrown INTEGER;
ALTER TABLE msg ADD COLUMN receipt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE folder ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
CREATE INDEX msg_thread ON msg (thread, date, id) WHERE thread <> 0;
CREATE INDEX msg_flag ON msg (folder, date) WHERE flag <> 0;
CREATE INDEX msg_thrown ON msg (thrown) WHERE thrown IS NOT NULL;
CREATE TRIGGER msg_thrown_away AFTER UPDATE OF folder ON msg WHEN old.folder <> new.folder BEGIN
  UPDATE msg SET thrown = CASE WHEN ",
        thrown_away!(),
        "
    THEN CAST(unixepoch('subsec') * 1000 AS INTEGER) END
  WHERE id = new.id;
END;
"
    ),
    readme: "\
Columns of msg since version 2: flag is 0 none, 1 to be followed up (due says when), 2 done; thread is \
the number of the conversation, 0 not known; thrown is when it came into Deleted Mail; receipt is 0 none \
wanted, 1 wanted by the sender, 2 sent, 3 refused.\n",
};

//! What conversations need of the tables.

use super::added::Part;

pub(super) const THREADS: Part = Part {
    tables: "
CREATE INDEX msg_unthreaded ON msg (id) WHERE thread = 0;
",
    readme: "\
The number in the column thread is made of the Message-ID that began the conversation, or it is negative \
and even where there is none.\n",
};

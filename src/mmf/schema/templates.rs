//! What version 2 says of templates: they need no table, only a folder of a kind of its own.

use super::added::Part;

/// The kind of the folder of templates.
pub(super) const TEMPLATES: Part = Part {
    tables: "",
    readme: "Kind 7 of folder since version 2: Templates, messages to begin others with.\n",
};

//! Keeps the house in the order of its map, `src/lib.rs`: which room may name which, which crate is
//! known where, what a file looks like. `architecture/source.rs` reads the code, `architecture/rules.rs`
//! knows the rules and is tried on small wrong sources; here they meet the real tree.

#[cfg(test)]
#[path = "architecture/source.rs"]
mod source;

#[cfg(test)]
#[path = "architecture/rules.rs"]
mod rules;

#[cfg(test)]
#[path = "architecture/rules_tests.rs"]
mod rules_tests;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::rules::{self, Finding};
    use super::source;

    /// A file below `src/`, with what the rules ask about.
    struct File {
        path: PathBuf,
        text: String,
        tokens: Vec<source::Token>,
    }

    /// Returns the files below `src/`, without those that only tests compile.
    fn program() -> Vec<File> {
        let mut files = Vec::new();
        let mut only_tests = BTreeSet::new();
        for path in source::files("src", "rs") {
            let text = source::read(&path);
            let (tokens, outside) = source::without_tests(&source::tokens(&text));
            for module in outside {
                let folder = rules::folder_of_modules(&path);
                let _ = only_tests.insert(folder.join(&module));
                let _ = only_tests.insert(folder.join(module).with_extension("rs"));
            }
            files.push(File { path, text, tokens });
        }
        files.retain(|file| !file.path.ancestors().any(|p| only_tests.contains(p)));
        assert!(files.len() > 10, "the tree under src/ was not read: {} files", files.len());
        files
    }

    /// Fails with every finding on a line of its own: file, line, rule.
    fn nothing_found(findings: &[Finding]) {
        let lines: Vec<_> = findings.iter().map(ToString::to_string).collect();
        assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
    }

    #[test]
    fn rooms_name_only_the_rooms_below_them() {
        let findings: Vec<_> =
            program().iter().flat_map(|f| rules::doors(&f.path, &f.tokens)).collect();
        nothing_found(&findings);
    }

    #[test]
    fn the_map_and_the_table_have_the_same_rooms() {
        let map = Path::new("src/lib.rs");
        let tokens = source::tokens(&source::read(map));
        nothing_found(&rules::map(map, &tokens));
    }

    #[test]
    fn crates_stay_in_their_rooms() {
        let findings: Vec<_> =
            program().iter().flat_map(|f| rules::crates(&f.path, &f.tokens)).collect();
        nothing_found(&findings);
    }

    #[test]
    fn files_are_opened_in_the_rooms_that_may() {
        let files = program();
        let mut findings: Vec<_> =
            files.iter().flat_map(|f| rules::file_system(&f.path, &f.tokens)).collect();
        let furnished: Vec<_> = files.iter().map(|f| (f.path.as_path(), &f.tokens[..])).collect();
        findings.extend(rules::idle_exceptions(&furnished));
        nothing_found(&findings);
    }

    #[test]
    fn only_programs_print() {
        let findings: Vec<_> =
            program().iter().flat_map(|f| rules::prints(&f.path, &f.tokens)).collect();
        nothing_found(&findings);
    }

    #[test]
    fn nothing_is_left_undone() {
        let findings: Vec<_> = source::files("src", "rs")
            .iter()
            .flat_map(|path| rules::leftovers(path, &source::read(path)))
            .collect();
        nothing_found(&findings);
    }

    #[test]
    fn files_introduce_themselves_and_stay_short() {
        let mut findings: Vec<_> =
            program().iter().flat_map(|f| rules::shape(&f.path, &f.text)).collect();
        for folder in ["src", "tests", "benches", "examples"] {
            for path in source::files(folder, "rs") {
                findings.extend(rules::names(&path));
                findings.extend(rules::shape(&path, &source::read(&path)));
            }
        }
        findings.sort();
        findings.dedup();
        nothing_found(&findings);
    }
}

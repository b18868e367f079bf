//! Keeps the catalogue of words and the code that uses it together: no call without its text, no
//! text without a use, no variable without its value. It reads `src/` through
//! `architecture/source.rs`, as the rules of the house do.

#[cfg(test)]
#[path = "architecture/source.rs"]
mod source;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::{Path, PathBuf};

    use super::source::{self, Kind, Token};

    /// Rooms whose ids begin with their name; `common` is everybody's and has no prefix.
    const ROOMS: [&str; 6] = ["mail", "session", "admin", "interchange", "console", "screens"];

    /// A text of the catalogue.
    #[derive(Debug, Default, PartialEq, Eq)]
    struct Entry {
        room: String,
        line: usize,
        /// What it wants to be given, as in `{ $name }`.
        variables: BTreeSet<String>,
        /// The texts it takes in, as in `{ app-name }`.
        includes: BTreeSet<String>,
    }

    /// Returns the texts of a Fluent file by their ids.
    fn entries(room: &str, file: &str) -> BTreeMap<String, Entry> {
        let mut found: BTreeMap<String, Entry> = BTreeMap::new();
        let mut current = None;
        for (line, content) in (1..).zip(file.lines()) {
            if content.starts_with('#') {
                continue;
            }
            let mut pattern = content;
            if content.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
                && let Some((id, rest)) = content.split_once('=')
            {
                let id = id.trim().to_owned();
                let entry = Entry { room: room.to_owned(), line, ..Entry::default() };
                assert!(found.insert(id.clone(), entry).is_none(), "{room}.ftl:{line}: {id} twice");
                current = Some(id);
                pattern = rest;
            }
            let Some(entry) = current.as_ref().and_then(|id| found.get_mut(id)) else { continue };
            for part in pattern.split('{').skip(1) {
                let inner = part.split('}').next().unwrap_or_default().trim();
                let name = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
                // A function's first argument is what it formats: `{ NUMBER($size) }`.
                let inner = inner.split_once('(').map_or(inner, |(_, argument)| argument);
                let (is_variable, rest) =
                    inner.strip_prefix('$').map_or((false, inner), |rest| (true, rest));
                let word = rest.split(name).next().unwrap_or_default().to_owned();
                if is_variable {
                    let _ = entry.variables.insert(word);
                } else if !word.is_empty() {
                    let _ = entry.includes.insert(word);
                }
            }
        }
        found
    }

    /// Returns the files of the catalogue by their rooms.
    fn files() -> Vec<(String, PathBuf)> {
        let found: Vec<_> = source::files("assets/words/en", "ftl")
            .into_iter()
            .filter_map(|path| {
                // A large room has several files: `screens-notes.ftl` is of the room `screens`.
                let room = path.file_stem()?.to_str()?.split('-').next()?.to_owned();
                Some((room, path))
            })
            .collect();
        assert!(found.len() >= ROOMS.len(), "the catalogue was not found: {found:?}");
        found
    }

    fn catalogue() -> BTreeMap<String, Entry> {
        let mut all = BTreeMap::new();
        for (room, path) in files() {
            for (id, entry) in entries(&room, &source::read(&path)) {
                let double = all.insert(id.clone(), entry);
                assert!(double.is_none(), "{}: {id} stands in another file too", path.display());
            }
        }
        all
    }

    /// Returns what a text wants to be given, and what the texts want that it takes in.
    fn wanted(catalogue: &BTreeMap<String, Entry>, id: &str) -> BTreeSet<String> {
        let own = catalogue.get(id).into_iter();
        let included = own.clone().flat_map(|entry| &entry.includes);
        own.chain(included.filter_map(|id| catalogue.get(id)))
            .flat_map(|entry| entry.variables.iter().cloned())
            .collect()
    }

    /// A place in the code that names a text.
    #[derive(Debug, PartialEq, Eq)]
    struct Use {
        file: PathBuf,
        line: usize,
        id: String,
        /// What the call gives; nothing when that cannot be read off, or when it is no call.
        given: Option<BTreeSet<String>>,
    }

    /// Returns the content of a string literal, and nothing for other pieces.
    fn literal(token: &Token) -> Option<&str> {
        match &token.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the calls `words::text("..")`, `words::with(".." ..)` and `words::count(".." ..)`.
    fn calls(file: &Path, tokens: &[Token]) -> Vec<Use> {
        let mut found = Vec::new();
        for (at, window) in tokens.windows(5).enumerate() {
            let [room, path, function, open, id] = window else { continue };
            let is_call = room.is_word("words") && path.kind == Kind::Path && open.is_mark('(');
            let (Some(function), Some(id)) = (function.word(), literal(id)) else { continue };
            if !is_call || !["text", "with", "count"].contains(&function) {
                continue;
            }
            let end = source::end_of_group(tokens, at + 3);
            let arguments = tokens.get(at + 5..end).unwrap_or_default();
            let mut given = values(arguments);
            if function == "text" {
                given = Some(BTreeSet::new());
            }
            if function == "count" {
                given = given.map(|mut given| {
                    let _ = given.insert("count".to_owned());
                    given
                });
            }
            found.push(Use { file: file.to_owned(), line: room.line, id: id.to_owned(), given });
        }
        found
    }

    /// Returns the names in `&[("name", &value), ..]`, when the values are written out like that.
    fn values(arguments: &[Token]) -> Option<BTreeSet<String>> {
        let list = arguments.windows(2).position(
            |pair| matches!(pair, [reference, open] if reference.is_mark('&') && open.is_mark('[')),
        )?;
        let end = source::end_of_group(arguments, list + 1);
        let mut names = BTreeSet::new();
        let mut at = list + 2;
        while at + 1 < end {
            let name = arguments.get(at + 1).and_then(literal)?;
            let _ = names.insert(name.to_owned());
            at = source::end_of_group(arguments, at);
            if arguments.get(at).is_some_and(|token| token.is_mark(',')) {
                at += 1;
            }
        }
        Some(names)
    }

    /// Tells whether a text looks like an id: a room of the catalogue, then words and hyphens.
    fn looks_like_an_id(text: &str) -> bool {
        text.split_once('-').is_some_and(|(room, rest)| {
            ROOMS.contains(&room)
                && !rest.is_empty()
                && rest.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        })
    }

    /// Returns every string of the program that is an id or looks like one.
    fn mentions(file: &Path, tokens: &[Token], known: &BTreeMap<String, Entry>) -> Vec<Use> {
        let ids = tokens.iter().filter_map(|token| literal(token).map(|text| (text, token.line)));
        ids.filter(|(text, _)| known.contains_key(*text) || looks_like_an_id(text))
            .map(|(id, line)| Use { file: file.to_owned(), line, id: id.to_owned(), given: None })
            .collect()
    }

    /// Returns the uses of texts in a source, its tests left out.
    fn uses(file: &Path, source: &str, known: &BTreeMap<String, Entry>) -> Vec<Use> {
        let (tokens, _) = source::without_tests(&source::tokens(source));
        let mut found = calls(file, &tokens);
        found.extend(mentions(file, &tokens, known));
        found
    }

    /// Returns the uses of texts in the program, and in the test that holds the installers' files
    /// against the catalogue.
    fn uses_in_the_tree(known: &BTreeMap<String, Entry>) -> Vec<Use> {
        let mut found: Vec<_> = source::files("src", "rs")
            .iter()
            .flat_map(|path| uses(path, &source::read(path), known))
            .collect();
        let packaging = Path::new("tests/packaging.rs");
        found.extend(mentions(packaging, &source::tokens(&source::read(packaging)), known));
        found
    }

    /// Says where a text is named that the catalogue does not have.
    fn missing(known: &BTreeMap<String, Entry>, uses: &[Use]) -> BTreeSet<String> {
        uses.iter()
            .filter(|used| !known.contains_key(&used.id))
            .map(|used| {
                let (file, line, id) = (used.file.display(), used.line, &used.id);
                format!("{file}:{line}: assets/words/en/ has no text {id}")
            })
            .collect()
    }

    /// Says which texts nobody uses; a text that another one takes in is used.
    fn unused(known: &BTreeMap<String, Entry>, uses: &[Use]) -> Vec<String> {
        known
            .iter()
            .filter(|(id, _)| !uses.iter().any(|used| used.id == **id))
            .filter(|(id, _)| !known.values().any(|other| other.includes.contains(*id)))
            .map(|(id, Entry { room, line, .. })| {
                format!("assets/words/en/{room}.ftl:{line}: nobody uses {id}")
            })
            .collect()
    }

    /// Says which calls leave out a value that the text wants.
    fn ungiven(known: &BTreeMap<String, Entry>, uses: &[Use]) -> Vec<String> {
        let mut found = Vec::new();
        for used in uses {
            let Some(given) = &used.given else { continue };
            for variable in wanted(known, &used.id).difference(given) {
                let (file, line, id) = (used.file.display(), used.line, &used.id);
                found.push(format!("{file}:{line}: {id} wants ${variable}, which is not given"));
            }
        }
        found
    }

    #[test]
    fn every_text_that_the_program_names_exists() {
        let known = catalogue();
        let missing: Vec<_> = missing(&known, &uses_in_the_tree(&known)).into_iter().collect();
        assert!(missing.is_empty(), "\n{}\n", missing.join("\n"));
    }

    #[test]
    fn every_text_is_used() {
        let known = catalogue();
        let unused = unused(&known, &uses_in_the_tree(&known));
        assert!(unused.is_empty(), "\n{}\n", unused.join("\n"));
    }

    #[test]
    fn every_text_is_given_its_values() {
        let known = catalogue();
        let ungiven = ungiven(&known, &uses_in_the_tree(&known));
        assert!(ungiven.is_empty(), "\n{}\n", ungiven.join("\n"));
    }

    #[test]
    fn ids_begin_with_their_room() {
        let wrong: Vec<_> = catalogue()
            .into_iter()
            .filter(|(_, entry)| entry.room != "common")
            .filter(|(id, entry)| !id.starts_with(&format!("{}-", entry.room)))
            .map(|(id, entry)| {
                format!(
                    "assets/words/en/{0}.ftl:{1}: {id} has to begin with {0}-",
                    entry.room, entry.line
                )
            })
            .collect();
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }

    #[test]
    fn every_file_of_the_catalogue_is_embedded() {
        let literals: Vec<_> = source::files("src", "rs")
            .iter()
            .flat_map(|path| source::tokens(&source::read(path)))
            .filter_map(|token| literal(&token).map(str::to_owned))
            .collect();
        for (room, path) in files() {
            let file = path.display().to_string();
            assert!(literals.iter().any(|text| text.ends_with(&file)), "nobody embeds {file}");
            assert!(room == "common" || ROOMS.contains(&room.as_str()), "{file}: no such room");
        }
    }

    const FLUENT: &str = "### Words.\n\napp-name = Restante\n\
        mail-to = To { $name } of { app-name }\n\
        session-waiting =\n    { $count ->\n        [one] One letter in { $folder }\n       \
        *[other] { $count } letters, { NUMBER($size) } bytes\n    }\n# mail-no = { $x }\n";

    #[test]
    fn fluent_files_are_read() {
        let found = entries("mail", FLUENT);
        let ids: Vec<_> = found.keys().map(String::as_str).collect();
        assert_eq!(ids, ["app-name", "mail-to", "session-waiting"]);
        let names = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found["mail-to"].variables), ["name"]);
        assert_eq!(names(&found["mail-to"].includes), ["app-name"]);
        assert_eq!(names(&found["session-waiting"].variables), ["count", "folder", "size"]);
        assert_eq!(found["session-waiting"].line, 5);
    }

    #[test]
    fn missing_unused_and_ungiven_texts_are_found() {
        let known = entries("mail", FLUENT);
        let file = Path::new("src/a.rs");
        let all = "fn f() {\n words::with(\n  \"mail-to\",\n  &[(\"name\", &x.map(|a| (a, \"b\"))),],\n );\n \
                   crate::words::count(\"session-waiting\", n, &[(\"folder\", &a), (\"size\", &b)]) }";
        let found = uses(file, all, &known);
        assert!(missing(&known, &found).is_empty());
        assert!(unused(&known, &found).is_empty(), "{:?}", unused(&known, &found));
        assert!(ungiven(&known, &found).is_empty(), "{:?}", ungiven(&known, &found));

        let wrong = "fn f() {\n words::text(\n  \"mail-form\",\n );\n words::with(\"mail-to\", &[]);\n \
                     words::count(\"session-waiting\", 1, &[(\"size\", &1)]) }";
        let found = uses(file, wrong, &known);
        let lost = missing(&known, &found);
        assert!(lost.iter().all(|m| m.contains("mail-form")), "{lost:?}");
        assert!(lost.iter().any(|m| m.starts_with("src/a.rs:2: ")), "{lost:?}");
        assert_eq!(
            ungiven(&known, &found),
            [
                "src/a.rs:5: mail-to wants $name, which is not given",
                "src/a.rs:6: session-waiting wants $folder, which is not given",
            ]
        );
        // A call in a comment or in a test is no use.
        let idle = "// words::text(\"mail-to\")\n#[cfg(test)]\nmod tests { fn f() { \
                    words::text(\"session-waiting\"); words::text(\"mail-gone\"); } }";
        let found = uses(file, idle, &known);
        assert_eq!(unused(&known, &found).len(), 2, "app-name is taken in by mail-to");
        assert!(missing(&known, &found).is_empty());
    }

    #[test]
    fn ids_that_are_handed_on_count() {
        let known = entries("mail", FLUENT);
        let handed = "fn id(&self) -> &'static str { match self { A => \"mail-to\", B => \
                      \"session-lost\", C => \"mail@home\", D => \"session-\", E => \"a-b\" } }";
        let found = uses(Path::new("src/a.rs"), handed, &known);
        assert_eq!(found.len(), 2, "{found:?}");
        let lost = missing(&known, &found);
        assert!(lost.len() == 1 && lost.iter().all(|m| m.contains("session-lost")), "{lost:?}");
    }

    #[test]
    fn values_that_are_not_written_out_are_not_judged() {
        let known = entries("mail", FLUENT);
        let found = uses(Path::new("src/a.rs"), "words::with(\"mail-to\", &values);", &known);
        assert!(found.iter().all(|used| used.given.is_none()), "{found:?}");
        assert!(ungiven(&known, &found).is_empty());
    }
}

//! Holds the installers' files against `Cargo.toml` and the catalogue of words: one version, one
//! application id, one name, and icons that are as large as their folders say.

#![expect(clippy::disallowed_methods, reason = "it reads the project's own files, no store")]

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    const VERSION: &str = env!("CARGO_PKG_VERSION");
    const ID: &str = "org.restante.Restante";

    fn packaging(file: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging").join(file)
    }

    fn read(file: &str) -> String {
        let path = packaging(file);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// Returns what stands between the first `before` and the next `after`.
    #[track_caller]
    fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
        let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before:?}"));
        rest.split_once(after).unwrap_or_else(|| panic!("no {after:?} behind {before:?}")).0
    }

    /// Returns the value of a key in a property list.
    #[track_caller]
    fn plist<'a>(text: &'a str, key: &str) -> &'a str {
        let behind = between(text, &format!("<key>{key}</key>"), "</string>");
        behind.split_once("<string>").unwrap_or_else(|| panic!("{key} is no string")).1
    }

    /// Returns the version of an image of Windows: four numbers, pre-release marks left out.
    fn four_numbers(separator: &str) -> String {
        let numbers = VERSION.split(['-', '+']).next().unwrap_or(VERSION);
        format!("{numbers}.0").replace('.', separator)
    }

    #[test]
    fn the_linux_files_have_the_version() {
        let metainfo = read(&format!("linux/{ID}.metainfo.xml"));
        assert_eq!(between(&metainfo, "<release version=\"", "\""), VERSION, "the newest release");
        let changelog = read("linux/changelog");
        assert_eq!(between(&changelog, "restante (", ") "), format!("{VERSION}-1"));
    }

    #[test]
    fn the_windows_files_have_the_version() {
        let resource = read("windows/restante.rc");
        assert_eq!(between(&resource, "\nFILEVERSION ", "\n").trim(), four_numbers(","));
        assert_eq!(between(&resource, "\nPRODUCTVERSION ", "\n").trim(), four_numbers(","));
        assert_eq!(between(&resource, "\"FileVersion\", \"", "\""), VERSION);
        assert_eq!(between(&resource, "\"ProductVersion\", \"", "\""), VERSION);
        let manifest = read("windows/restante.manifest");
        let own = between(&manifest, "name=\"Restante.Restante\"", "/>");
        assert_eq!(between(own, "version=\"", "\""), four_numbers("."));
    }

    #[test]
    fn the_mac_files_have_the_version() {
        let plist_file = read("macos/Info.plist");
        assert_eq!(plist(&plist_file, "CFBundleShortVersionString"), VERSION);
        assert_eq!(plist(&plist_file, "CFBundleVersion"), VERSION);
    }

    #[test]
    fn everything_has_one_name_and_one_id() {
        let name = restante::words::text("app-name");
        let desktop = read(&format!("linux/{ID}.desktop"));
        assert_eq!(between(&desktop, "\nName=", "\n"), name);
        assert_eq!(between(&desktop, "\nIcon=", "\n"), ID);
        assert_eq!(between(&desktop, "\nStartupWMClass=", "\n"), ID);
        let metainfo = read(&format!("linux/{ID}.metainfo.xml"));
        assert_eq!(between(&metainfo, "<id>", "</id>"), ID);
        assert_eq!(between(&metainfo, "<name>", "</name>"), name);
        let license = between(&metainfo, "<project_license>", "</project_license>");
        assert_eq!(license, env!("CARGO_PKG_LICENSE"));
        let resource = read("windows/restante.rc");
        assert_eq!(between(&resource, "\"ProductName\", \"", "\""), name);
        let plist_file = read("macos/Info.plist");
        assert_eq!(plist(&plist_file, "CFBundleName"), name);
        assert_eq!(plist(&plist_file, "CFBundleIdentifier"), ID);
    }

    #[test]
    fn icons_are_as_large_as_their_folders_say() {
        for size in [16_u32, 24, 32, 48, 64, 128, 256, 512] {
            let path = packaging(&format!("linux/icons/hicolor/{size}x{size}/apps/{ID}.png"));
            let picture =
                std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n", "{}", path.display());
            let number = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
            assert_eq!((number(16), number(20)), (size, size), "{}", path.display());
        }
        let drawn = read(&format!("linux/icons/hicolor/scalable/apps/{ID}.svg"));
        assert!(drawn == read("icons/restante.svg"), "run packaging/icons.sh");
    }
}

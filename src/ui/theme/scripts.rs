//! Scripts that the bundled fonts do not have: the system's own fonts stand in for them, and when
//! those are missing too, a person is told which package brings them.
//!
//! Fonts are looked into once, on a thread of its own ([`look`]); until then nothing is missing.

use std::fmt;
use std::sync::OnceLock;

use crate::words;

/// A script, how to know it, and the Debian package with a font for it.
struct Script {
    name: &'static str,
    /// A letter that a font for it has.
    sample: char,
    ranges: &'static [(u32, u32)],
    package: &'static str,
}

const CORE: &str = "fonts-noto-core";
const CJK: &str = "fonts-noto-cjk";
const EMOJI: &str = "fonts-noto-color-emoji";

const SCRIPTS: [Script; 10] = [
    Script {
        name: "screens-script-arabic",
        sample: 'ع',
        ranges: &[(0x0600, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)],
        package: CORE,
    },
    Script {
        name: "screens-script-chinese",
        sample: '中',
        ranges: &[(0x2E80, 0x2FDF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0x2_0000, 0x3_FFFF)],
        package: CJK,
    },
    Script {
        name: "screens-script-japanese",
        sample: 'か',
        ranges: &[(0x3040, 0x30FF), (0x31F0, 0x31FF)],
        package: CJK,
    },
    Script {
        name: "screens-script-korean",
        sample: '한',
        ranges: &[(0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7AF)],
        package: CJK,
    },
    Script {
        name: "screens-script-devanagari",
        sample: 'क',
        ranges: &[(0x0900, 0x097F)],
        package: CORE,
    },
    Script {
        name: "screens-script-bengali",
        sample: 'ক',
        ranges: &[(0x0980, 0x09FF)],
        package: CORE,
    },
    Script {
        name: "screens-script-tamil",
        sample: 'க',
        ranges: &[(0x0B80, 0x0BFF)],
        package: CORE,
    },
    Script {
        name: "screens-script-thai", sample: 'ก', ranges: &[(0x0E00, 0x0E7F)], package: CORE
    },
    Script {
        name: "screens-script-georgian",
        sample: 'ა',
        ranges: &[(0x10A0, 0x10FF)],
        package: CORE,
    },
    Script {
        name: "screens-script-emoji",
        sample: '😀',
        ranges: &[(0x1F000, 0x1FAFF)],
        package: EMOJI,
    },
];

/// The most characters of a text that are looked at.
const LOOKED_AT: usize = 20_000;

static MISSING: OnceLock<Vec<usize>> = OnceLock::new();

/// Finds out for which scripts there is no font. It reads fonts, and takes its time.
pub fn look() {
    let _ = MISSING.get_or_init(|| {
        // A copy of what is known about the fonts, so that nobody waits for a look into them.
        let fonts = match iced::advanced::graphics::text::font_system().write() {
            Ok(mut system) => system.raw().db().clone(),
            Err(_) => return Vec::new(),
        };
        let has = |sample: char| {
            fonts.faces().any(|face| {
                fonts
                    .with_face_data(face.id, |data, index| {
                        ttf_parser::Face::parse(data, index)
                            .is_ok_and(|face| face.glyph_index(sample).is_some())
                    })
                    .unwrap_or(false)
            })
        };
        SCRIPTS.iter().enumerate().filter(|(_, s)| !has(s.sample)).map(|(at, _)| at).collect()
    });
}

/// Scripts without a font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    scripts: Vec<usize>,
}

/// Returns the scripts without a font on this computer.
pub fn missing() -> Option<Lacking> {
    Lacking::of(MISSING.get()?.clone())
}

/// Returns the scripts of a text that have no font on this computer.
pub fn lacking(text: &str) -> Option<Lacking> {
    lacking_of(text, MISSING.get()?)
}

fn lacking_of(text: &str, missing: &[usize]) -> Option<Lacking> {
    if missing.is_empty() {
        return None;
    }
    let mut found = vec![false; SCRIPTS.len()];
    for letter in text.chars().take(LOOKED_AT).filter(|c| *c > '\u{05FF}') {
        let code = u32::from(letter);
        for (script, found) in SCRIPTS.iter().zip(&mut found) {
            *found |= script.ranges.iter().any(|(from, to)| (*from..=*to).contains(&code));
        }
    }
    let scripts = missing.iter().copied().filter(|at| found.get(*at) == Some(&true)).collect();
    Lacking::of(scripts)
}

impl Lacking {
    fn of(scripts: Vec<usize>) -> Option<Self> {
        (!scripts.is_empty()).then_some(Self { scripts })
    }

    fn each(&self) -> impl Iterator<Item = &Script> {
        self.scripts.iter().filter_map(|at| SCRIPTS.get(*at))
    }
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.each().map(|script| words::text(script.name)).collect();
        let mut packages: Vec<&str> = self.each().map(|script| script.package).collect();
        packages.sort_unstable();
        packages.dedup();
        let (names, packages) = (names.join(", "), packages.join(", "));
        f.write_str(&words::with(
            "screens-script-lacking",
            &[("scripts", &names), ("packages", &packages)],
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_that_stand_in_the_text_and_have_no_font_are_told() {
        let all: Vec<usize> = (0..SCRIPTS.len()).collect();
        assert_eq!(lacking_of("Grüße, Привет, שלום, Γειά", &all), None);
        let told = lacking_of("مرحبا 中文 😀", &all).unwrap().to_string();
        for part in ["Arabic", "Chinese", "emoji", CORE, CJK, EMOJI] {
            assert!(told.contains(part), "{told}");
        }
        assert!(!told.contains("Thai"), "{told}");
        assert_eq!(lacking_of("中文", &[0]), None, "there is a font for it");
    }

    #[test]
    fn each_sample_belongs_to_its_script() {
        for (at, script) in SCRIPTS.iter().enumerate() {
            let found = lacking_of(&script.sample.to_string(), &[at]);
            assert_eq!(found, Some(Lacking { scripts: vec![at] }), "{}", script.name);
        }
    }

    #[test]
    #[ignore = "tells about the fonts of this computer"]
    fn what_is_missing_here() {
        let _ = crate::ui::widget::testing::renderer();
        let begun = std::time::Instant::now();
        look();
        println!("{:?}", begun.elapsed());
        println!("{}", missing().map_or_else(|| "nothing".to_owned(), |m| m.to_string()));
    }
}

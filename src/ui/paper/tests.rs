//! What was set is looked at, and read back out of the PDF.

use std::path::Path;
use std::process::Command;

use super::*;
use crate::session::Disk;
use crate::ui::raster::tests::{picture as picture_of, png};
use crate::ui::task::Cancel;

const PLAN: Plan = Plan { sheet: Sheet::A4, margin: 56.7, together: false, fixed: false };

fn note(subject: &str, body: &str) -> Note {
    let header = [("From:", "Anna Berg"), ("To:", "Bruno Carl; Dora Eck"), ("Subject:", subject)];
    let header = header.map(|(label, value)| (label.to_owned(), value.to_owned()));
    Note { header: header.into(), body: body.to_owned(), ..Note::default() }
}

fn pages(notes: &[Note], plan: Plan) -> Vec<String> {
    let pages = set(notes, plan, &Cancel::default(), |_| {}).unwrap();
    pages.pages.iter().map(Page::text).collect()
}

#[test]
fn a_header_and_a_text_stand_on_a_numbered_page() {
    let set = pages(&[note("Lunch", "Soup?\n\n\tAt noon.\n\n")], PLAN);
    let [page] = &set[..] else { panic!("{set:#?}") };
    assert_eq!(
        page,
        "From: Anna Berg\nTo: Bruno Carl; Dora Eck\nSubject: Lunch\nSoup?\n\tAt noon.\nPage 1 of 1"
    );
}

#[test]
fn long_texts_go_on_and_every_line_is_there_once() {
    let lines: Vec<String> = (0..200).map(|n| format!("line {n}.")).collect();
    let set = pages(&[note("Long", &lines.join("\n"))], PLAN);
    assert_eq!(set.len(), 4);
    let all = set.join("\n");
    for line in &lines {
        assert_eq!(all.matches(line.as_str()).count(), 1, "{line}");
    }
    for (number, page) in set.iter().enumerate() {
        assert!(page.ends_with(&format!("Page {} of 4", number + 1)), "{page}");
    }
    // A word that is longer than the page is wide is broken.
    let wide = "x".repeat(500);
    let set = pages(&[note("Wide", &wide)], PLAN);
    assert_eq!(set[0].matches('x').count(), 500);
}

#[test]
fn several_messages_share_pages_when_that_is_wished() {
    let notes: Vec<Note> = (0..4).map(|n| note(&format!("N{n}"), "short")).collect();
    assert_eq!(pages(&notes, PLAN).len(), 4);
    let together = Plan { together: true, ..PLAN };
    let set = pages(&notes, together);
    assert_eq!(set.len(), 1);
    assert!((0..4).all(|n| set[0].contains(&format!("Subject: N{n}"))), "{set:#?}");
    let letter = Plan { sheet: Sheet::LETTER, fixed: true, ..together };
    assert_eq!(pages(&notes, letter).len(), 1);
}

#[test]
fn it_is_stopped_and_thousands_of_recipients_are_not_cut() {
    let cancel = Cancel::default();
    cancel.cancel();
    assert!(set(&[note("x", "y")], PLAN, &cancel, |_| {}).is_none());
    let mut many = note("Many", "text");
    many.header[1].1 = (0..2_000).map(|n| format!("Person {n}")).collect::<Vec<_>>().join("; ");
    let set = pages(&[many], PLAN);
    assert!(set.len() > 3);
    assert!(set.iter().any(|page| page.contains("Person 1999")));
}

/// Returns the text of a PDF, by the program for that where there is one.
fn text_of(pdf: &[u8]) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.pdf");
    Disk::new().create_new(&path, pdf).unwrap();
    let answer = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output().ok()?;
    assert!(answer.status.success(), "{answer:?}");
    Some(String::from_utf8(answer.stdout).unwrap())
}

#[test]
fn the_pdf_holds_the_text() {
    let body = "Grüße – “quoted” ﬁne, Ελληνικά, Русский\n\n> a quote\n";
    let notes = [note("Lunch at noon", body), note("Second", "the other")];
    let set = set(&notes, PLAN, &Cancel::default(), |_| {}).unwrap();
    let bytes = pdf(&set, "Lunch", &Cancel::default()).unwrap().unwrap();
    assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 200_000, "{} bytes", bytes.len());
    let count = |part: &[u8]| bytes.windows(part.len()).filter(|w| *w == part).count();
    assert_eq!(count(b"/Type /Page\n") + count(b"/Type/Page/"), 2);
    assert!(count(b"/ToUnicode") > 0, "its letters can be read");
    if let Some(text) = text_of(&bytes) {
        for part in [
            "Anna Berg",
            "Lunch at noon",
            "Grüße – “quoted”",
            "Ελληνικά",
            "Русский",
            "the other",
            "Page 2 of 2",
        ] {
            assert!(text.contains(part), "{part} is not in:\n{text}");
        }
    }
    let stop = Cancel::default();
    stop.cancel();
    assert_eq!(pdf(&set, "x", &stop).unwrap(), None);
}

#[test]
fn a_page_is_drawn() {
    let set = set(&[note("Lunch", "Soup?")], PLAN, &Cancel::default(), |_| {}).unwrap();
    let drawn = picture(&set, 0, 1.0).unwrap();
    assert_eq!((drawn.width, drawn.height), (595, 842));
    let dark = drawn.rgba.chunks(4).filter(|pixel| pixel[0] < 100).count();
    assert!((300..20_000).contains(&dark), "{dark}");
    assert!(picture(&set, 1, 1.0).is_none() && picture(&set, 0, 1000.0).is_none());
}

#[cfg(unix)]
#[test]
fn printers_are_asked_for_and_printed_to() {
    use printer::{Programs, by_cups, known};
    let dir = tempfile::tempdir().unwrap();
    let stub = |name: &str, script: &str| {
        let path = dir.path().join(name);
        Disk::new().create_new(&path, format!("#!/bin/sh\n{script}\n").as_bytes()).unwrap();
        let _ = Command::new("chmod").arg("+x").arg(&path).status().unwrap();
        path.to_str().unwrap().to_owned()
    };
    let lpstat = stub(
        "lpstat",
        "[ \"$1\" = -d ] && echo 'system default destination: Hall' || printf 'Attic\\nHall\\n'",
    );
    let out = dir.path().join("out");
    let lp = stub("lp", &format!("echo \"$@\" > '{}'", out.display()));
    let refuses = stub("refuses", "echo 'lp: no paper' >&2; exit 1");
    let programs = Programs { lpstat: &lpstat, lp: &lp };
    assert_eq!(known(programs), Printers::Known(vec!["Hall".into(), "Attic".into()]));
    by_cups(programs, Path::new("/tmp/a b.pdf"), "Hall", 2).unwrap();
    assert_eq!(Disk::new().read(&out, 99).unwrap(), b"-d Hall -n 2 -- /tmp/a b.pdf\n");
    let refusing = Programs { lp: &refuses, ..programs };
    assert_eq!(by_cups(refusing, Path::new("x"), "Hall", 1), Err("lp: no paper".into()));
    let none = Programs { lpstat: "no-such-program", lp: "no-such-program" };
    assert_eq!(known(none), Printers::Missing);
    let told = by_cups(none, Path::new("x"), "Hall", 1).unwrap_err();
    assert!(told.contains("not installed"), "{told}");
    let empty = stub("empty", "true");
    assert_eq!(known(Programs { lpstat: &empty, lp: &lp }), Printers::Missing);
}

fn file(name: &str, bytes: Vec<u8>) -> Arc<Attachment> {
    Arc::new(Attachment { name: name.to_owned(), mime: String::new(), bytes })
}

/// A message with a wide picture, a high one, a small one, and one that is none.
fn with_pictures() -> Note {
    let pictures = vec![
        file("wide.png", png(3_000, 300)),
        file("high.jpg", picture_of(400, 4_000, image::ImageFormat::Jpeg)),
        file("small.gif", picture_of(40, 30, image::ImageFormat::Gif)),
        file("broken.png", b"\x89PNG\r\n\x1A\nbroken".to_vec()),
    ];
    Note { pictures, ..note("Pictures", "Look at these.") }
}

#[test]
fn pictures_stand_after_the_text_with_their_names_and_fit_the_page() {
    let set = set(&[with_pictures()], PLAN, &Cancel::default(), |_| {}).unwrap();
    assert_eq!(set.pages.len(), 3, "the high one takes a page");
    let width = Sheet::A4.width - 2.0 * PLAN.margin;
    let [wide] = &set.pages[0].pictures[..] else { panic!("{:#?}", set.pages[0].pictures) };
    assert!((wide.width - width).abs() < 0.1 && (wide.height - width / 10.0).abs() < 0.1);
    let [high] = &set.pages[1].pictures[..] else { panic!("{:#?}", set.pages[1].pictures) };
    assert!(high.height > 600.0 && high.y + high.height <= Sheet::A4.height - PLAN.margin);
    assert!((high.height / high.width - 10.0).abs() < 0.1, "it keeps its shape");
    let [small] = &set.pages[2].pictures[..] else { panic!("{:#?}", set.pages[2].pictures) };
    assert!((small.width - 30.0).abs() < 0.1, "it is not blown up");
    let texts: Vec<String> = set.pages.iter().map(Page::text).collect();
    assert!(texts[0].contains("Look at these.\nwide.png"), "{texts:?}");
    assert!(texts[1].starts_with("high.jpg") && texts[2].starts_with("small.gif"), "{texts:?}");
    assert!(texts[2].contains("broken.png\nThe picture cannot be read"), "{texts:?}");
}

#[test]
fn pictures_are_in_the_preview_and_in_the_pdf() {
    let set = set(&[with_pictures()], PLAN, &Cancel::default(), |_| {}).unwrap();
    let wide = &set.pages[0].pictures[0];
    let drawn = picture(&set, 0, 1.0).unwrap();
    // The colour of the picture's left end, and of its right one.
    let pixel = |x: f32, y: f32| {
        let at = (y as usize * drawn.width as usize + x as usize) * 4;
        [drawn.rgba[at], drawn.rgba[at + 1], drawn.rgba[at + 2]]
    };
    let middle = wide.y + wide.height / 2.0;
    let left = pixel(wide.x + 1.0, middle);
    assert!(left[0] < 60 && left[2] == 128, "{left:?}");
    assert_eq!(pixel(wide.x + wide.width + 3.0, middle), [255; 3], "beside it");
    let made = pdf(&set, "Pictures", &Cancel::default()).unwrap().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.pdf");
    Disk::new().create_new(&path, &made).unwrap();
    // Looked at by the program for that, where there is one.
    let Ok(answer) = Command::new("pdfimages").arg("-list").arg(&path).output() else { return };
    let listed = String::from_utf8(answer.stdout).unwrap();
    let images = listed.lines().filter(|line| line.contains(" image ")).count();
    assert_eq!(images, 3, "{listed}");
    assert!(listed.contains("jpeg"), "{listed}");
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_on_paper() {
    let set = set(&[with_pictures()], PLAN, &Cancel::default(), |_| {}).unwrap();
    for page in 0..set.pages.len() {
        let drawn = picture(&set, page, 1.0).unwrap();
        let path = format!("target/pictures/paper-pictures-{page}.png");
        let path = Path::new(&path);
        crate::ui::screen::stage::picture::write(path, drawn.width, drawn.height, &drawn.rgba);
    }
}

//! HTML as text to be read: its lines, its lists, its links, and nothing else. Scripts, styles and
//! pictures are passed over; nothing is ever fetched.

mod hidden;

use html2text::config;
use html2text::render::TextDecorator;
use mail_parser::decoders::html::html_to_text;

use crate::mail::Link;

/// Columns at which lines are broken: never, for whoever shows the text breaks them.
const WIDE: usize = 2_000;
/// Bytes that are read of one text; there is no letter of so many.
const MOST: usize = 2 * 1024 * 1024;
/// Elements inside elements; more are no text.
const DEEP: usize = 2_000;

/// A text made of HTML.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// The text, with LF line ends.
    pub(super) text: String,
    /// What leads somewhere in it, in order.
    pub(super) links: Vec<Link>,
}

/// Reads HTML, whatever it is.
pub(super) fn shown(html: &str) -> Shown {
    let html = html.get(..html.floor_char_boundary(MOST)).unwrap_or(html);
    // The library is well tested; mail comes from strangers all the same.
    let read = std::panic::catch_unwind(|| laid_out(html)).ok().flatten();
    read.unwrap_or_else(|| {
        let text = html_to_text(html).replace("\r\n", "\n").replace('\r', "\n");
        Shown { text, links: Vec::new() }
    })
}

fn laid_out(html: &str) -> Option<Shown> {
    if depth(html) > DEEP {
        return None;
    }
    let lines = config::with_decorator(Bare)
        .raw_mode(true)
        .use_doc_css()
        .unicode_strikeout(false)
        .lines_from_read(hidden::marked(html).as_bytes(), WIDE)
        .ok()?;
    let mut shown = Shown::default();
    let mut empty = 0;
    for line in lines {
        let plain: String = line.tagged_strings().map(|part| part.s.as_str()).collect();
        if plain.trim().is_empty() {
            empty += 1;
            continue;
        }
        if !shown.text.is_empty() {
            // Pages are full of empty lines; a text needs one.
            shown.text.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        for part in line.tagged_strings() {
            let begin = shown.text.len();
            shown.text.extend(part.s.chars().filter(|c| !is_invisible(*c)));
            let target = part.tag.iter().find_map(Option::as_ref);
            if let Some(target) = target {
                add(&mut shown, begin, target);
            }
        }
        let end = shown.text.trim_end_matches([' ', '\u{A0}', '\t']).len();
        shown.text.truncate(end);
    }
    if !shown.text.is_empty() {
        shown.text.push('\n');
    }
    let len = shown.text.len();
    for link in &mut shown.links {
        link.at.end = link.at.end.min(len);
    }
    shown.links.retain(|link| link.at.start < link.at.end);
    Some(shown)
}

/// Adds a link from `begin` to the end of the text; what goes on is one link.
fn add(shown: &mut Shown, begin: usize, target: &str) {
    let end = shown.text.len();
    match shown.links.last_mut() {
        Some(last) if last.target == target && last.at.end == begin => last.at.end = end,
        _ if shown.text.get(begin..end).is_some_and(|text| text.trim().is_empty()) => {}
        _ => shown.links.push(Link { at: begin..end, target: target.trim().to_owned() }),
    }
}

/// Letters that nobody sees: soft hyphens, joiners that pages use to fill their previews.
fn is_invisible(c: char) -> bool {
    matches!(c, '\0' | '\r' | '\u{AD}' | '\u{34F}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Returns about how deeply elements lie inside each other.
fn depth(html: &str) -> usize {
    const ALONE: [&str; 14] = [
        "area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param", "source", "p",
        "li", "wbr",
    ];
    let (mut depth, mut most) = (0usize, 0usize);
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            if !ALONE.iter().any(|alone| alone.eq_ignore_ascii_case(name)) {
                depth += 1;
                most = most.max(depth);
            }
        }
    }
    most
}

/// Marks nothing but links.
#[derive(Debug, Clone)]
struct Bare;

type Mark = Option<String>;

impl TextDecorator for Bare {
    type Annotation = Mark;

    fn decorate_link_start(&mut self, url: &str) -> (String, Mark) {
        (String::new(), Some(url.to_owned()))
    }

    fn decorate_link_end(&mut self) -> String {
        String::new()
    }

    fn decorate_em_start(&self) -> (String, Mark) {
        (String::new(), None)
    }

    fn decorate_em_end(&self) -> String {
        String::new()
    }

    fn decorate_strong_start(&self) -> (String, Mark) {
        (String::new(), None)
    }

    fn decorate_strong_end(&self) -> String {
        String::new()
    }

    fn decorate_strikeout_start(&self) -> (String, Mark) {
        (String::new(), None)
    }

    fn decorate_strikeout_end(&self) -> String {
        String::new()
    }

    fn decorate_code_start(&self) -> (String, Mark) {
        (String::new(), None)
    }

    fn decorate_code_end(&self) -> String {
        String::new()
    }

    fn decorate_preformat_first(&self) -> Mark {
        None
    }

    fn decorate_preformat_cont(&self) -> Mark {
        None
    }

    fn decorate_image(&mut self, _: &str, title: &str) -> (String, Mark) {
        let title = title.trim();
        (if title.is_empty() { String::new() } else { format!("[{title}]") }, None)
    }

    fn header_prefix(&self, _: usize) -> String {
        String::new()
    }

    fn quote_prefix(&self) -> String {
        "> ".to_owned()
    }

    fn unordered_item_prefix(&self) -> String {
        "• ".to_owned()
    }

    fn ordered_item_prefix(&self, number: i64) -> String {
        format!("{number}. ")
    }

    fn make_subblock_decorator(&self) -> Self {
        self.clone()
    }

    fn decorate_superscript_start(&self) -> (String, Mark) {
        (String::new(), None)
    }

    fn decorate_superscript_end(&self) -> String {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(shown: &Shown) -> Vec<(&str, &str)> {
        shown.links.iter().map(|l| (&shown.text[l.at.clone()], l.target.as_str())).collect()
    }

    #[test]
    fn every_page_reads_as_its_golden_says() {
        for (name, page, golden) in [
            (
                "letter",
                include_str!("../../../tests/format/html/letter.html"),
                include_str!("../../../tests/format/html/letter.txt"),
            ),
            (
                "newsletter",
                include_str!("../../../tests/format/html/newsletter.html"),
                include_str!("../../../tests/format/html/newsletter.txt"),
            ),
            (
                "malformed",
                include_str!("../../../tests/format/html/malformed.html"),
                include_str!("../../../tests/format/html/malformed.txt"),
            ),
        ] {
            let shown = shown(page);
            let mut told = shown.text.clone();
            for (text, target) in links(&shown) {
                told.push_str(&format!("[{text}] -> {target}\n"));
            }
            assert_eq!(told, golden, "{name}:\n{told}");
        }
    }

    #[test]
    fn nothing_that_runs_or_is_fetched_is_left() {
        let shown = shown(
            "<style>p{color:red}</style><script>alert('boo')</script><p>Hello<img \
             src=\"http://spy.example/1.gif\"><img src='cid:1' alt='A cat'></p>\
             <iframe src='http://spy.example'></iframe><!-- secret -->",
        );
        for trace in ["boo", "spy", "color", "secret", "<"] {
            assert!(!shown.text.contains(trace), "{trace}: {}", shown.text);
        }
        assert!(shown.text.contains("Hello") && shown.text.contains("[A cat]"), "{}", shown.text);
    }

    #[test]
    fn what_its_page_hides_is_not_shown() {
        let page = "<style>.pre{display:none} @media (max-width:400px){.wide{display:none}}</style>\
            <div class=pre>PREVIEW one</div><div style='display:none'>PREVIEW two</div>\
            <div style=\"max-height:0px; overflow: hidden\">PREVIEW three</div>\
            <span style='visibility: hidden'>PREVIEW four</span><p hidden>PREVIEW five</p>\
            <p>Seen <b style='font-size:0;display:inline'>all</b> the same</p>\
            <p class=wide>Wide</p><p style='font-size:0'><span style='font-size:12px'>Small</span></p>\
            <p>a hidden thing, visibility:hidden</p>";
        let text = shown(page).text;
        assert_eq!(
            text,
            "Seen all the same\n\nWide\n\nSmall\n\na hidden thing, visibility:hidden\n"
        );
    }

    #[test]
    fn links_stand_where_their_text_stands() {
        let shown = shown(
            "<p>See <a href='https://a.example/x'>our <b>page</b></a>, or \
             <a href=\"https://b.example\">https://bank.example</a>.</p><p><a href='#'> </a>é\
             <a href='mailto:a@b.c'>Ann</a></p>",
        );
        assert_eq!(
            links(&shown),
            [
                ("our page", "https://a.example/x"),
                ("https://bank.example", "https://b.example"),
                ("Ann", "mailto:a@b.c"),
            ]
        );
    }

    #[test]
    fn hostile_pages_end_soon_and_leave_the_stack_alone() {
        let begun = std::time::Instant::now();
        for page in [
            "<div>".repeat(200_000),
            "<blockquote>x".repeat(50_000),
            "<table><tr><td>".repeat(20_000),
            "<b><i><a href=x>".repeat(3_000),
            "<ul><li>".repeat(30_000),
            "<hr>".repeat(100_000),
            "<p>x".repeat(100_000),
            "<".repeat(300_000),
            "&#x10FFFF;&nbsp;".repeat(20_000),
            format!("<a href='{}'>x</a>", "y".repeat(500_000)),
        ] {
            // As deep a stack as the session's thread has.
            let done = std::thread::Builder::new().spawn(move || shown(&page).text.len()).unwrap();
            assert!(done.join().unwrap() < 40_000_000);
        }
        assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    }
}

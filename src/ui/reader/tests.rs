//! The text of a message, read by keys and clicks.

use std::sync::Mutex;

use iced::keyboard::{Modifiers, key::Named};
use iced::{Element, Point, Task};

use super::*;
use crate::mail::{FolderId, Message as Mail, MessageId, Moment, Priority, Summary};
use crate::ui::screen::body::text_of;
use crate::ui::screen::stage::{Screen, Stage};
use crate::ui::widget::{Wish, Wishes, keys, modal, reach};

/// A window with nothing but a text.
struct Page {
    reader: Reader,
    wishes: Wishes,
}

impl Screen for Page {
    type Message = Message;
    type Wish = Action;

    fn look(&self) -> Element<'_, Message> {
        let content = modal(self.reader.view(), self.reader.dialog());
        keys(reach(content, &self.wishes), |key, modifiers| self.reader.key(key, modifiers)).into()
    }

    fn hear(&mut self, message: Message) -> (Task<Message>, Option<Action>) {
        match self.reader.update(message) {
            Action::None => (Task::none(), None),
            Action::Run(task) => (task, None),
            Action::Focus(id) => {
                self.wishes.wish(Wish::Focus(id));
                (Task::none(), None)
            }
            action => (Task::none(), Some(action)),
        }
    }
}

pub(in crate::ui) fn opened(body: &str, html: bool, links: Vec<Link>) -> Opened {
    let summary = Summary {
        id: MessageId(1),
        folder: FolderId(1),
        message_id: String::new(),
        from: String::new(),
        to: String::new(),
        cc: None,
        subject: "Subject".into(),
        date: Moment(0),
        size: 0,
        unread: false,
        answered: false,
        forwarded: false,
        draft: false,
        priority: Priority::Normal,
        attachments: 0,
        arrived: Moment(0),
        flag: crate::mail::Flag::None,
        thread: 0,
        gathered: None,
    };
    let message = Mail { body: body.into(), html, links, ..Mail::default() };
    let header = "Received: from afar\nSubject: Subject".into();
    Opened { summary, message, header, receipt: None, readers: Vec::new() }
}

fn stage(body: &str, html: bool, links: Vec<Link>) -> Stage<Page> {
    let mut reader = Reader::new("text").opened_by(open);
    reader.show(&mut opened(body, html, links));
    let mut wishes = Wishes::default();
    wishes.wish(Wish::Focus(reader.id()));
    Stage::new((Page { reader, wishes }, Task::none()))
}

/// What was opened last.
static OPENED: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn open(target: &str) -> std::io::Result<()> {
    OPENED.lock().unwrap().push(target.to_owned());
    if target.contains("fails") { Err(std::io::Error::other("no browser")) } else { Ok(()) }
}

fn was_opened(target: &str) -> bool {
    OPENED.lock().unwrap().iter().any(|opened| opened == target)
}

fn shown(stage: &Stage<Page>) -> String {
    text_of(stage.screen.reader.content())
}

const QUOTE: &str = "Ann wrote:\n> 1\n> 2\n> 3\n> 4\n> 5\n> 6\n> 7\n> 8\n\nYes, https://a.example!";

#[test]
fn a_folded_quote_is_unfolded_by_click_and_by_key() {
    let mut stage = stage(QUOTE, false, Vec::new());
    let folded = "Ann wrote:\n► 8 quoted lines\n\nYes, https://a.example!";
    assert_eq!(shown(&stage), folded);
    stage.point(Point::new(20.0, 32.0));
    stage.send(iced_test::simulator::click());
    let unfolded = shown(&stage);
    assert!(unfolded.starts_with("Ann wrote:\n▼ 8 quoted lines\n> 1\n"), "{unfolded}");
    assert!(unfolded.ends_with("> 8\n\nYes, https://a.example!"), "{unfolded}");
    // Enter is about what is at the cursor; then it is folded again.
    stage.tap(Named::Enter);
    assert_eq!(shown(&stage), folded);
    // All of them, and none.
    stage.tell(Message::Ordered(Order::UnfoldAll));
    assert_eq!(shown(&stage), unfolded);
    stage.tell(Message::Ordered(Order::FoldAll));
    assert_eq!(shown(&stage), folded);
    stage.control("l");
    stage.tap(Named::Enter);
    assert_eq!(shown(&stage), unfolded);
}

#[test]
fn a_link_is_opened_after_it_was_shown_where_it_leads() {
    let mut stage = stage(QUOTE, false, Vec::new());
    // Nothing is at the cursor before something was done in the text.
    stage.tap(Named::Enter);
    assert!(stage.find("Open Link").is_none());
    stage.control("l");
    stage.control("l");
    stage.tap(Named::Enter);
    assert!(stage.find("https://a.example").is_some());
    assert!(!was_opened("https://a.example"));
    stage.tap(Named::Escape);
    assert!(stage.find("Open Link").is_none());
    stage.tap(Named::Enter);
    stage.tap(Named::Enter);
    assert!(was_opened("https://a.example"));
}

#[test]
fn a_link_that_says_otherwise_is_warned_of() {
    let text = "Sign in: https://bank.example\nor run";
    let links = vec![
        Link { at: 9..29, target: "http://evil.example/x".into() },
        Link { at: 33..36, target: "javascript:alert(1)".into() },
    ];
    let mut stage = stage(text, true, links);
    assert!(stage.find("HTML message shown as text; nothing was fetched.").is_some());
    stage.control("l");
    stage.tap(Named::Enter);
    assert!(stage.find("http://evil.example/x").is_some());
    assert!(stage.shown("leads somewhere else").is_some());
    // Enter leaves it alone.
    stage.tap(Named::Enter);
    assert!(!was_opened("http://evil.example/x"));
    stage.tap(Named::Enter);
    stage.click("Open Anyway");
    assert!(was_opened("http://evil.example/x"));
    // What is no page is never opened.
    stage.control("l");
    stage.tap(Named::Enter);
    assert!(stage.shown("cannot be opened").is_some());
    assert!(stage.find("Open").is_none());
    stage.tap(Named::Enter);
    assert!(!was_opened("javascript:alert(1)"));
}

#[test]
fn a_mailbox_is_written_to_and_failures_are_told() {
    let mut stage = stage("NORTH/MAIN/ANNA\nhttps://fails.example", false, Vec::new());
    stage.control("l");
    stage.tap(Named::Enter);
    stage.click("Write");
    assert!(
        matches!(&stage.wishes[..], [Action::Write(at)] if at.to_string() == "NORTH/MAIN/ANNA")
    );
    stage.control("l");
    stage.tap(Named::Enter);
    stage.tap(Named::Enter);
    assert!(
        matches!(stage.wishes.last(), Some(Action::Fail(why, _)) if why.contains("no browser"))
    );
}

#[test]
fn words_are_looked_for_in_the_whole_text() {
    let text = format!("{}needle\n{}", "hay\n".repeat(40_000), "> Needle\n".repeat(9));
    let mut stage = stage(&text, false, Vec::new());
    assert!(stage.screen.reader.part().1 > 1);
    stage.tap(Named::F3);
    stage.typed("needle");
    assert!(stage.find("1 of 10").is_some());
    assert_eq!(stage.screen.reader.content().selection().as_deref(), Some("needle"));
    assert_eq!(stage.screen.reader.part().0, stage.screen.reader.part().1);
    // Into the fold, and round the end.
    stage.tap(Named::Enter);
    assert_eq!(stage.screen.reader.content().selection().as_deref(), Some("Needle"));
    stage.tap_with(Modifiers::SHIFT, Named::F3);
    stage.tap_with(Modifiers::SHIFT, Named::F3);
    assert!(stage.find("10 of 10").is_some());
    stage.typed("x");
    assert!(stage.find("Not found").is_some());
    stage.tap(Named::Escape);
    assert!(stage.find("Not found").is_none());
    let id = stage.screen.reader.id();
    assert!(stage.has_focus(&id));
}

#[test]
fn header_source_font_and_character_set_are_chosen() {
    let links = vec![Link { at: 0..3, target: "https://a.example".into() }];
    let mut stage = stage("see it", true, links);
    stage.tell(Message::Ordered(Order::Headers));
    assert_eq!(shown(&stage), "Received: from afar\nSubject: Subject\n\nsee it");
    stage.control("l");
    assert_eq!(stage.screen.reader.content().selection().as_deref(), Some("see"));
    stage.tell(Message::Ordered(Order::Font));
    assert!(stage.screen.reader.is_fixed());
    stage.control("u");
    assert!(matches!(stage.wishes.last(), Some(Action::Source)));
    stage.screen.reader.set_source(b"Subject: x\r\n\r\n> a\r\nhttps://a.example\0");
    assert_eq!(shown(&stage), "Subject: x\n\n> a\nhttps://a.example\u{FFFD}");
    assert!(!stage.screen.reader.can(Order::NextSpot));
    stage.control("u");
    stage.tell(Message::Ordered(Order::Charset(Some("windows-1251"))));
    assert!(matches!(stage.wishes.last(), Some(Action::Reopen)));
    assert_eq!(stage.screen.reader.charset(), Some("windows-1251"));
    stage.screen.reader.turn();
    assert_eq!(stage.screen.reader.charset(), None);
}

#[test]
fn long_texts_come_in_parts_of_whole_lines() {
    let parts = |text: &str| {
        let mut begin = 0;
        let parts: Vec<String> = ends(text)
            .into_iter()
            .map(|end| text[std::mem::replace(&mut begin, end)..end].to_owned())
            .collect();
        assert_eq!(parts.concat(), text, "nothing is lost");
        parts
    };
    assert_eq!(parts("").len(), 1);
    assert_eq!(parts(&"a line\n".repeat(10_000)).len(), 1);
    let long = parts(&"a line\n".repeat(100_000));
    assert!(long.len() > 9);
    assert!(long.iter().all(|part| part.starts_with('a') && part.ends_with('\n')));
    let wide = parts(&"ä".repeat(100_000));
    assert!(wide.iter().all(|part| part.len() <= PART + PART / 2));
}

#[test]
fn a_text_of_megabytes_is_shown_at_once() {
    let text = "> quoted https://a.example and NORTH/MAIN/ANNA\nown\n".repeat(100_000);
    let begun = std::time::Instant::now();
    let mut reader = Reader::new("text");
    reader.show(&mut opened(&text, false, Vec::new()));
    let took = begun.elapsed();
    // Without optimisation, on a machine that does other things too.
    assert!(took.as_millis() < 5_000, "{took:?}");
    // Looked through at every key.
    let begun = std::time::Instant::now();
    let _ = reader.update(Message::Ordered(Order::Find));
    let _ = reader.update(Message::Typed("o".into()));
    let took = begun.elapsed();
    assert!(took.as_millis() < 5_000, "{took:?}");
    assert!(reader.content().selection().is_some());
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures() {
    let text = "Dear Anna,\n\nsee https://garden.example/open or our page, or write to \
        NORTH/MAIN/BRUNO.\nSign in at https://bank.example as ever.\n\n> Will you come?\n>> I may.\n\
        >>> Do!\n\nAnn wrote:\n";
    let text = format!("{text}{}\n\nBruno\n", "> a line that was quoted\n".repeat(12));
    let at = |part: &str| text.find(part).unwrap()..text.find(part).unwrap() + part.len();
    let links = vec![
        Link { at: at("our page"), target: "https://garden.example".into() },
        Link { at: at("https://bank.example"), target: "http://evil.example/x".into() },
    ];
    let mut stage = stage(&text, true, links);
    stage.size = iced::Size::new(460.0, 330.0);
    stage.pictures("reader");
    stage.tap(Named::F3);
    stage.typed("a");
    stage.pictures("reader-find");
    stage.tap(Named::Escape);
    for _ in 0..2 {
        stage.control("l");
    }
    stage.tap(Named::Enter);
    stage.pictures("reader-link");
    stage.tap(Named::Escape);
    for _ in 0..2 {
        stage.control("l");
    }
    stage.tap(Named::Enter);
    stage.pictures("reader-doubt");
}

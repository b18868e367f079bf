//! Mail to measure with: message `n` depends on `n` only, so that every store and every peer gets
//! the same.

use restante::format::mime;
use restante::mail::{Message, Moment, Person, Priority};

const FIRST: [&str; 24] = [
    "Anna", "Bruno", "Carla", "Dora", "Emil", "Frida", "Georg", "Hanna", "Igor", "Jana", "Karl",
    "Lena", "Moritz", "Nora", "Otto", "Paula", "Quirin", "Rosa", "Stefan", "Tilda", "Ulrich",
    "Vera", "Walter", "Zoë",
];
const LAST: [&str; 32] = [
    "Berg",
    "Carl",
    "Dietz",
    "Eck",
    "Falk",
    "Graf",
    "Horn",
    "Ihde",
    "Jost",
    "Kern",
    "Lang",
    "Moser",
    "Nagel",
    "Ott",
    "Pohl",
    "Quast",
    "Reuter",
    "Sommer",
    "Thiel",
    "Unger",
    "Vogt",
    "Wagner",
    "Xander",
    "Yilmaz",
    "Zeller",
    "Ångström",
    "Brandt",
    "Conrad",
    "Döring",
    "Ernst",
    "Fuchs",
    "Günther",
];
const WORDS: [&str; 48] = [
    "annual", "report", "budget", "lunch", "meeting", "minutes", "draft", "contract", "invoice",
    "delivery", "schedule", "holiday", "printer", "network", "server", "backup", "password",
    "training", "visit", "customer", "order", "price", "quote", "design", "review", "release",
    "test", "plan", "project", "status", "question", "answer", "urgent", "reminder", "change",
    "office", "move", "phone", "list", "agenda", "travel", "hotel", "team", "summary", "figures",
    "quarter", "forecast", "thanks",
];

/// A row of numbers that look random and are the same everywhere (splitmix64).
struct Dice(u64);

/// Returns the next number of such a row.
pub(crate) fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

impl Dice {
    fn throw(&mut self) -> u64 {
        splitmix(&mut self.0)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.throw() % bound.max(1) as u64) as usize
    }

    fn word(&mut self, words: &[&'static str]) -> &'static str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }

    /// Small numbers often, large ones seldom: a few people write most of the mail.
    fn seldom_below(&mut self, bound: usize) -> usize {
        let part = self.below(1 << 16) as f64 / f64::from(1 << 16);
        (part * part * part * bound as f64) as usize
    }
}

/// A message with what a list keeps of it.
pub(crate) struct Mail {
    pub(crate) message: Message,
    pub(crate) unread: bool,
    pub(crate) answered: bool,
}

impl Mail {
    /// Makes message `n`. A minute lies between two messages, and each was up to six hours on its
    /// way; `shuffled` messages lie in no order at all.
    pub(crate) fn new(n: u32, shuffled: bool) -> Self {
        let mut dice = Dice(u64::from(n));
        let from = person(&mut dice);
        let to = (0..=dice.seldom_below(4)).map(|_| person(&mut dice)).collect();
        let minute = if shuffled { dice.below(1_000_000) as i64 } else { i64::from(n) };
        let on_its_way = dice.below(6 * 60 * 60) as i64;
        let words: Vec<&str> = (0..3 + dice.below(7)).map(|_| dice.word(&WORDS)).collect();
        let mark = ["", "", "", "RE: ", "RE: ", "FW: "].get(dice.below(6)).unwrap_or(&"");
        let priority = match dice.below(20) {
            0 => Priority::High,
            1 => Priority::Low,
            _ => Priority::Normal,
        };
        let lines = 1 + dice.seldom_below(60);
        let body = (0..lines).fold(String::new(), |mut body, _| {
            for _ in 0..8 {
                body.push_str(dice.word(&WORDS));
                body.push(' ');
            }
            body.push('\n');
            body
        });
        let message = Message {
            message_id: format!("{n}.{:08X}@PO.NET", dice.throw() as u32),
            from,
            to,
            subject: format!("{mark}{}", words.join(" ")),
            date: Some(Moment(1_500_000_000_000 + minute * 60_000 - on_its_way * 1000)),
            priority,
            body,
            ..Message::default()
        };
        Self { message, unread: n.is_multiple_of(20), answered: n.is_multiple_of(7) }
    }

    /// Returns the message's bytes.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        mime::write(&self.message)
    }
}

fn person(dice: &mut Dice) -> Person {
    let number = dice.seldom_below(FIRST.len() * LAST.len());
    let first = FIRST.get(number % FIRST.len()).unwrap_or(&"");
    let last = LAST.get(number / FIRST.len()).unwrap_or(&"");
    Person { name: format!("{first} {last}"), addr_spec: format!("P{number}@PO.NET") }
}

//! Rules for mail that arrives: what a letter must be, and what is done with it. Deciding is a
//! pure function; the session carries out what was decided.

use serde::{Deserialize, Serialize};

use super::{FolderId, Message, Person};

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rule {
    /// What the person calls it.
    pub name: String,
    /// Whether it is in use.
    pub on: bool,
    /// What a letter must be.
    pub when: When,
    /// What is done with it.
    pub then: Then,
}

/// What a letter must be: everything that is said here. In texts, a semicolon parts what may stand
/// there as well; large and small letters are alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct When {
    /// In the sender's name or address; empty for any.
    pub from: String,
    /// In a recipient's name or address, in To or Cc; empty for any.
    pub to: String,
    /// In the subject; empty for any.
    pub subject: String,
    /// In the text; empty for any.
    pub text: String,
    /// It has more kilobytes than this.
    pub larger: Option<u64>,
    /// Something is attached.
    pub attachment: bool,
    /// It is this urgent: `low`, `normal` or `high`; empty for any.
    pub priority: String,
    /// Nobody else is a recipient.
    pub only_to_me: bool,
}

/// What is done with a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Then {
    /// It goes to this folder.
    pub move_to: Option<i64>,
    /// A copy goes to this folder.
    pub copy_to: Option<i64>,
    /// It is to be followed up.
    pub flag: bool,
    /// It is marked as read.
    pub read: bool,
    /// It goes to Deleted Mail.
    pub delete: bool,
    /// It is forwarded to these, as people display, parted by semicolons; empty for nobody.
    pub forward: String,
    /// The sender is answered with this text; empty for no answer.
    pub reply: String,
    /// The person is told in a way that cannot be overlooked.
    pub notify: bool,
    /// No further rule is looked at.
    pub stop: bool,
}

/// A letter, as rules see it.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The message.
    pub message: &'a Message,
    /// Bytes of the whole.
    pub size: u64,
    /// Whose mailbox it came to.
    pub me: &'a Person,
}

/// What the rules decided about a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// The rules that it met, by their place in the list.
    pub met: Vec<usize>,
    /// Where it goes, and not to the Inbox; the first rule that says so counts.
    pub place: Option<Target>,
    /// The folders that get a copy.
    pub copies: Vec<FolderId>,
    /// Whether it is to be followed up.
    pub flag: bool,
    /// Whether it is marked as read.
    pub read: bool,
    /// To whom it is forwarded, each once, and the rule that says so.
    pub forwards: Vec<(usize, String)>,
    /// With what the sender is answered: the first rule that says so counts.
    pub reply: Option<(usize, String)>,
    /// Whether the person is told.
    pub notify: bool,
}

/// Where a letter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// To a folder.
    Folder(FolderId),
    /// To Deleted Mail.
    Deleted,
}

/// Decides what is done with a letter.
pub fn decide(rules: &[Rule], letter: Judged<'_>) -> Decision {
    let mut done = Decision::default();
    for (at, rule) in rules.iter().enumerate() {
        if !rule.on || !rule.when.is_met(letter) {
            continue;
        }
        done.met.push(at);
        let then = &rule.then;
        let place = if then.delete {
            Some(Target::Deleted)
        } else {
            then.move_to.map(|id| Target::Folder(FolderId(id)))
        };
        done.place = done.place.or(place);
        if let Some(id) = then.copy_to.map(FolderId)
            && !done.copies.contains(&id)
        {
            done.copies.push(id);
        }
        done.flag |= then.flag;
        done.read |= then.read;
        done.notify |= then.notify;
        for to in alternatives(&then.forward) {
            if !done.forwards.iter().any(|(_, known)| known == to) {
                done.forwards.push((at, to.to_owned()));
            }
        }
        if done.reply.is_none() && !then.reply.trim().is_empty() {
            done.reply = Some((at, then.reply.clone()));
        }
        if then.stop {
            break;
        }
    }
    done
}

impl When {
    /// Returns whether a letter is as it must be.
    pub fn is_met(&self, letter: Judged<'_>) -> bool {
        let Judged { message, size, me } = letter;
        let recipients = || message.to.iter().chain(&message.cc);
        let named = |person: &Person| person.to_string();
        let only_me = || {
            message.cc.is_empty()
                && matches!(message.to.as_slice(), [one] if one.addr_spec.eq_ignore_ascii_case(&me.addr_spec))
        };
        holds(&self.from, || vec![named(&message.from)])
            && holds(&self.to, || recipients().map(named).collect())
            && holds(&self.subject, || vec![message.subject.clone()])
            && holds(&self.text, || vec![message.body.clone()])
            && self.larger.is_none_or(|kilobytes| size > kilobytes.saturating_mul(1024))
            && (!self.attachment || !message.attachments.is_empty())
            && (self.priority.is_empty() || self.priority == message.priority.word())
            && (!self.only_to_me || only_me())
    }

    /// Returns whether every letter is so.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Then {
    /// Returns whether nothing is done.
    pub fn is_empty(&self) -> bool {
        *self == Self { stop: self.stop, ..Self::default() }
    }
}

/// Returns whether one of the wanted texts is in one of the others.
fn holds(wanted: &str, texts: impl Fn() -> Vec<String>) -> bool {
    let mut wanted = alternatives(wanted).map(str::to_lowercase).peekable();
    if wanted.peek().is_none() {
        return true;
    }
    let texts: Vec<String> = texts().iter().map(|text| text.to_lowercase()).collect();
    wanted.any(|wanted| texts.iter().any(|text| text.contains(&wanted)))
}

/// Parts a text at its semicolons, without what is empty.
pub(super) fn alternatives(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Attachment, Priority};

    fn person(name: &str, mailbox: &str) -> Person {
        Person { name: name.into(), addr_spec: format!("{mailbox}@MAIN.NORTH") }
    }

    fn letter() -> Message {
        Message {
            from: person("Bruno Carl", "BRUNO"),
            to: vec![person("Anna Berg", "ANNA")],
            subject: "Invoice for Ärzte".into(),
            body: "Please pay.\nSoon.".into(),
            priority: Priority::High,
            attachments: vec![Attachment {
                name: "a".into(),
                mime: "text/plain".into(),
                bytes: Vec::new(),
            }],
            ..Message::default()
        }
    }

    fn judge(rules: &[Rule], message: &Message) -> Decision {
        decide(rules, Judged { message, size: 5_000, me: &person("Anna Berg", "anna") })
    }

    #[test]
    fn the_truth_table_of_conditions() {
        let text = |text: &str| text.to_owned();
        let copied = Message { cc: vec![person("Dora Eck", "DORA")], ..letter() };
        let plain = Message { attachments: Vec::new(), priority: Priority::Low, ..letter() };
        // The condition; whether it holds of the letter, of one with a copy, of a plain one.
        for (when, holds) in [
            (When::default(), [true, true, true]),
            (When { from: text("bruno"), ..When::default() }, [true, true, true]),
            (When { from: text("dora; CARL"), ..When::default() }, [true, true, true]),
            (When { from: text("dora"), ..When::default() }, [false, false, false]),
            (When { from: text(" ; "), ..When::default() }, [true, true, true]),
            (When { to: text("dora"), ..When::default() }, [false, true, false]),
            (When { to: text("north/main/anna"), ..When::default() }, [true, true, true]),
            (When { subject: text("ärzte"), ..When::default() }, [true, true, true]),
            (When { subject: text("pay"), ..When::default() }, [false, false, false]),
            (When { text: text("PAY"), ..When::default() }, [true, true, true]),
            (When { larger: Some(4), ..When::default() }, [true, true, true]),
            (When { larger: Some(5), ..When::default() }, [false, false, false]),
            (When { larger: Some(u64::MAX), ..When::default() }, [false, false, false]),
            (When { attachment: true, ..When::default() }, [true, true, false]),
            (When { priority: text("high"), ..When::default() }, [true, true, false]),
            (When { priority: text("low"), ..When::default() }, [false, false, true]),
            (When { only_to_me: true, ..When::default() }, [true, false, true]),
            // Everything that is said must hold.
            (
                When { from: text("bruno"), subject: text("lunch"), ..When::default() },
                [false, false, false],
            ),
            (
                When { from: text("bruno"), attachment: true, ..When::default() },
                [true, true, false],
            ),
        ] {
            let rule = Rule { on: true, when, ..Rule::default() };
            for (message, holds) in [letter(), copied.clone(), plain.clone()].iter().zip(holds) {
                let met = !judge(std::slice::from_ref(&rule), message).met.is_empty();
                assert_eq!(met, holds, "{:?} {message:?}", rule.when);
                let off = Rule { on: false, ..rule.clone() };
                assert_eq!(judge(&[off], message), Decision::default());
            }
        }
    }

    #[test]
    fn rules_are_gone_through_in_their_order() {
        let rule = |then: Then| Rule { on: true, then, ..Rule::default() };
        let rules = [
            rule(Then { flag: true, forward: "A; B".into(), ..Then::default() }),
            rule(Then { move_to: Some(7), copy_to: Some(9), ..Then::default() }),
            rule(Then {
                delete: true,
                copy_to: Some(9),
                reply: "Thanks".into(),
                ..Then::default()
            }),
            rule(Then { forward: "B".into(), reply: "Late".into(), stop: true, ..Then::default() }),
            rule(Then { read: true, notify: true, ..Then::default() }),
        ];
        let done = judge(&rules, &letter());
        assert_eq!(done.met, [0, 1, 2, 3], "the last but one stops");
        assert_eq!(done.place, Some(Target::Folder(FolderId(7))), "the first place counts");
        assert_eq!(done.copies, [FolderId(9)]);
        assert!(done.flag && !done.read && !done.notify);
        assert_eq!(done.forwards, [(0, "A".to_owned()), (0, "B".to_owned())]);
        assert_eq!(done.reply, Some((2, "Thanks".to_owned())));
        assert_eq!(judge(&rules[2..3], &letter()).place, Some(Target::Deleted));
    }

    #[test]
    fn a_rule_survives_its_json_and_what_is_not_known() {
        let rule = Rule { name: "x".into(), on: true, ..Rule::default() };
        let json = serde_json::to_string(&rule).unwrap();
        assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule);
        let newer: Rule = serde_json::from_str("{\"name\":\"y\",\"future\":3}").unwrap();
        assert_eq!(newer.name, "y");
    }
}

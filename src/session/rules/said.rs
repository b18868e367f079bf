//! Rules in words: for which letters they are, and what they do.

use crate::mail::{FolderId, Rule};
use crate::words;

/// Says for which letters a rule is.
pub fn asks(rule: &Rule) -> String {
    let when = &rule.when;
    let mut asks = Vec::new();
    for (text, id) in [
        (&when.from, "session-rule-from"),
        (&when.to, "session-rule-to"),
        (&when.subject, "session-rule-subject"),
        (&when.text, "session-rule-text"),
    ] {
        if !text.trim().is_empty() {
            asks.push(words::with(id, &[("text", &text.trim())]));
        }
    }
    if let Some(size) = when.larger {
        asks.push(words::with("session-rule-larger", &[("size", &size)]));
    }
    let priority = match when.priority.as_str() {
        "high" => "session-rule-high",
        "normal" => "session-rule-normal",
        "low" => "session-rule-low",
        _ => "",
    };
    for (yes, id) in [
        (!priority.is_empty(), priority),
        (when.attachment, "session-rule-attachment"),
        (when.only_to_me, "session-rule-only-me"),
    ] {
        if yes {
            asks.push(words::text(id));
        }
    }
    if asks.is_empty() { words::text("session-rule-every") } else { joined(&asks) }
}

/// Says what a rule does.
pub fn does(rule: &Rule, name: &dyn Fn(FolderId) -> String) -> String {
    let then = &rule.then;
    let mut does = Vec::new();
    let mut say = |id: &str, values: &[(&str, &dyn std::fmt::Display)]| {
        does.push(words::with(id, values));
    };
    if then.delete {
        say("session-rule-deletes", &[]);
    } else if let Some(id) = then.move_to {
        say("session-rule-moves", &[("folder", &name(FolderId(id)))]);
    }
    if let Some(id) = then.copy_to {
        say("session-rule-copies", &[("folder", &name(FolderId(id)))]);
    }
    for (yes, id) in [
        (then.flag, "session-rule-flags"),
        (then.read, "session-rule-reads"),
        (then.notify, "session-rule-notifies"),
        (!then.reply.trim().is_empty(), "session-rule-replies"),
    ] {
        if yes {
            say(id, &[]);
        }
    }
    if !then.forward.trim().is_empty() {
        say("session-rule-forwards", &[("to", &then.forward)]);
    }
    if then.stop {
        say("session-rule-stops", &[]);
    }
    joined(&does)
}

fn joined(said: &[String]) -> String {
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::When;

    #[test]
    fn every_condition_has_its_words() {
        let asked = |when: When| asks(&Rule { when, ..Rule::default() });
        assert_eq!(asked(When::default()), "every letter");
        let when = When {
            from: "Anna; Bruno".into(),
            to: "list".into(),
            subject: " invoice ".into(),
            text: "paid".into(),
            larger: Some(200),
            attachment: true,
            priority: "high".into(),
            only_to_me: true,
        };
        assert_eq!(
            asked(when),
            "from “Anna; Bruno”, to “list”, subject has “invoice”, text has “paid”, \
             larger than 200 KB, high priority, with attachment, to me only"
        );
    }
}

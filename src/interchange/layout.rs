//! A message as text, in the layout of the original's Save As (KB Q117648, Q154783): labels at the
//! left, values at the tenth column, an empty line, the names of what is attached, the text.

use crate::mail::{Message, Moment, Person};

/// The column before the values.
const LABEL: usize = 9;
/// The date as the specimen writes it: `Thursday, September 23, 1993 10:37AM`.
const DATE: &str = "%A, %B %-d, %Y %-I:%M%p";

/// Writes a date as the original does.
fn long_date(at: Moment) -> String {
    at.local(DATE)
}

/// Returns the header of a message as labels and values, with its date as it is given; what is
/// empty is left out.
pub fn header_lines(message: &Message, date: String) -> Vec<(&'static str, String)> {
    let people = |people: &[Person]| {
        people.iter().map(Person::short).map(one_line).collect::<Vec<_>>().join("; ")
    };
    let lines = [
        ("From:", one_line(message.from.short())),
        ("To:", people(&message.to)),
        // Where the copies stand is not published; readers look for them behind the recipients.
        ("Cc:", people(&message.cc)),
        ("Bcc:", people(&message.bcc)),
        ("Subject:", one_line(&message.subject)),
        ("Date:", date),
    ];
    let kept = |label: &str, value: &str| !(value.is_empty() && matches!(label, "Cc:" | "Bcc:"));
    lines.into_iter().filter(|(label, value)| kept(label, value)).collect()
}

/// Writes a message as text; `at` is its date where it has none of its own.
pub fn text(message: &Message, at: Moment) -> String {
    let mut text = String::new();
    for (label, value) in header_lines(message, long_date(message.date.unwrap_or(at))) {
        let line = format!("{label:LABEL$}{value}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push('\n');
    for attachment in &message.attachments {
        text.push_str(&format!("<<File Attachment: {}>>\n", one_line(&attachment.name)));
    }
    text.push_str(&message.body);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn one_line(text: &str) -> String {
    text.split(['\r', '\n']).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Address, Attachment, FullName};

    fn person(name: &str, address: &str) -> Person {
        Person::new(&FullName::parse(name).unwrap(), &Address::parse(address).unwrap())
    }

    #[test]
    fn the_layout_is_that_of_the_original() {
        // The specimen's own date, in the reader's zone.
        let at = Moment::from_civil_utc([0, 37, 10, 23, 9, 1993]).unwrap();
        let written = long_date(at);
        let message = Message {
            from: Person { name: "*SPECIAL".into(), ..Person::default() },
            to: vec![person("Username", "A/B/C")],
            subject: "*MAILBAG".into(),
            date: Some(at),
            attachments: vec![Attachment {
                name: "*MAILBAG".into(),
                mime: String::new(),
                bytes: Vec::new(),
            }],
            body: "body text …\n".into(),
            ..Message::default()
        };
        let golden = include_str!("../../tests/format/text/specimen.txt");
        let golden = golden.replace("{date}", &written);
        assert_eq!(text(&message, Moment(0)), golden);
        let message = Message {
            from: person("Anna Berg", "NORTH/MAIN/ANNA"),
            to: vec![
                person("Bruno Carl", "N/M/B"),
                Person { addr_spec: "x@y.example".into(), ..Person::default() },
            ],
            cc: vec![person("Dora Eck", "N/M/D")],
            bcc: vec![person("Emil Fuchs", "N/M/E")],
            subject: "Two\nlines".into(),
            date: None,
            body: "no line end\n\n> quoted".into(),
            ..Message::default()
        };
        let golden = include_str!("../../tests/format/text/everything.txt");
        assert_eq!(text(&message, at), golden.replace("{date}", &written));
    }

    #[test]
    fn dates_are_written_as_the_specimens_are() {
        for (civil, written) in [
            ([0, 37, 10, 23, 9, 1993], "Thursday, September 23, 1993 10:37AM"),
            ([0, 22, 15, 23, 5, 1996], "Thursday, May 23, 1996 3:22PM"),
            ([0, 5, 0, 1, 1, 2026], "Thursday, January 1, 2026 12:05AM"),
        ] {
            let at = Moment::from_civil_utc(civil).unwrap();
            assert_eq!(at.timestamp().strftime(DATE).to_string(), written);
        }
    }
}

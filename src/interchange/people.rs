//! People as cards (vCard 4.0, RFC 6350) and as a table (CSV), as other address books read them.

use super::manifest::quoted;
use crate::mail::{Group, Person};

/// The longest line of a card, in bytes (RFC 6350 3.2).
const LINE: usize = 75;

/// Writes people as cards, and groups as cards that name their members by address.
pub(super) fn cards(people: &[Person], groups: &[Group]) -> String {
    let mut cards = String::new();
    for person in people {
        cards.push_str("BEGIN:VCARD\r\nVERSION:4.0\r\n");
        line(&mut cards, &format!("FN:{}", escaped(person.short())));
        if !person.addr_spec.is_empty() {
            line(&mut cards, &format!("EMAIL:{}", escaped(&person.addr_spec)));
        }
        cards.push_str("END:VCARD\r\n");
    }
    for group in groups {
        cards.push_str("BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\n");
        line(&mut cards, &format!("FN:{}", escaped(group.name().as_str())));
        for member in &group.members {
            line(&mut cards, &format!("MEMBER:mailto:{}", in_uri(&member.addr_spec)));
        }
        cards.push_str("END:VCARD\r\n");
    }
    cards
}

/// Writes people as a table: name, address as mail has it, address of the postoffice; then the
/// members of groups, each with the group's name.
pub(super) fn table(people: &[Person], groups: &[Group]) -> String {
    let mut table = "name,email,postoffice_address,group\r\n".to_owned();
    let alone = people.iter().map(|person| (person, ""));
    let members = groups
        .iter()
        .flat_map(|group| group.members.iter().map(move |person| (person, group.name().as_str())));
    for (person, group) in alone.chain(members) {
        let address = person.address().map(|a| a.to_string()).unwrap_or_default();
        let fields = [&person.name, &person.addr_spec, &address, group];
        table.push_str(&fields.map(quoted).join(","));
        table.push_str("\r\n");
    }
    table
}

/// Writes an address so that it can stand in a URI (RFC 6068).
fn in_uri(address: &str) -> String {
    let mut uri = String::new();
    for byte in address.bytes() {
        match byte {
            b if b.is_ascii_alphanumeric() || b"-._~@!$'()*+:".contains(&b) => {
                uri.push(char::from(b));
            }
            b => uri.push_str(&format!("%{b:02X}")),
        }
    }
    uri
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace(['\r', '\n'], "\\n")
}

/// Puts a line behind others, folded where it is long.
fn line(cards: &mut String, text: &str) {
    let mut rest = text;
    let mut room = LINE;
    while rest.len() > room {
        let (first, after) = rest.split_at(rest.floor_char_boundary(room));
        cards.push_str(first);
        cards.push_str("\r\n ");
        rest = after;
        room = LINE - 1;
    }
    cards.push_str(rest);
    cards.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_written_as_other_books_read_them() {
        let person = |name: &str, address: &str| Person {
            name: name.to_owned(),
            addr_spec: address.to_owned(),
        };
        let people = [
            person("Berg, Anna; \"A\"", "ANNA@MAIN.NORTH"),
            person("", "x@y.example.org"),
            person(&"ü".repeat(60), ""),
        ];
        let first = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Berg\\, Anna\\; \"A\"\r\n\
                     EMAIL:ANNA@MAIN.NORTH\r\nEND:VCARD\r\n\
                     BEGIN:VCARD\r\nVERSION:4.0\r\nFN:x@y.example.org\r\n";
        let cards = cards(&people, &[]);
        assert!(cards.starts_with(first), "{cards}");
        assert!(cards.split("\r\n").all(|line| line.len() <= LINE), "{cards}");
        assert!(cards.replace("\r\n ", "").contains(&"ü".repeat(60)), "{cards}");
        assert_eq!(
            table(&people[..2], &[]),
            "name,email,postoffice_address,group\r\n\
             \"Berg, Anna; \"\"A\"\"\",ANNA@MAIN.NORTH,NORTH/MAIN/ANNA,\r\n,x@y.example.org,,\r\n"
        );
    }

    #[test]
    fn groups_are_written_with_their_members() {
        let person = |address: &str| Person { name: "A".into(), addr_spec: address.to_owned() };
        let members = [person("ANNA@MAIN.NORTH"), person("a%b&c@x.example")];
        let groups = [Group::new("Sales, all", members).unwrap()];
        assert_eq!(
            cards(&[], &groups),
            "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Sales\\, all\r\n\
             MEMBER:mailto:ANNA@MAIN.NORTH\r\nMEMBER:mailto:a%25b%26c@x.example\r\nEND:VCARD\r\n"
        );
        assert_eq!(
            table(&[], &groups),
            "name,email,postoffice_address,group\r\n\
             A,ANNA@MAIN.NORTH,NORTH/MAIN/ANNA,\"Sales, all\"\r\n\
             A,a%b&c@x.example,,\"Sales, all\"\r\n"
        );
    }
}

//! Who sent a message, and who gets it.

use super::{Item, Props, id};
use crate::mail::{Address, Person};

/// Names somebody by a type of address, the address and its form for the Internet.
fn person(name: &str, kind: &str, address: &str, smtp: &str) -> Person {
    let mut addr_spec = smtp.trim();
    let written;
    let (kind, address) = (kind.trim(), address.trim());
    if addr_spec.is_empty() {
        if kind.eq_ignore_ascii_case("MS") {
            written = Address::parse(address).map(|a| a.as_addr_spec()).unwrap_or_default();
            addr_spec = &written;
        } else if address.contains('@') && !kind.eq_ignore_ascii_case("EX") {
            addr_spec = address;
        }
    }
    let name = name.trim().trim_matches('\'');
    // Many programs write the address as the name.
    let name = if name.eq_ignore_ascii_case(addr_spec) { "" } else { name };
    if name.is_empty() && addr_spec.is_empty() {
        // An address of another kind is better than nobody.
        return Person { name: address.to_owned(), addr_spec: String::new() };
    }
    Person { name: name.to_owned(), addr_spec: addr_spec.to_owned() }
}

/// Returns who sent a message: for whom it was sent, else who sent it.
pub(super) fn sender(props: &Props) -> Person {
    let represented = person(
        props.text(id::SENT_REPRESENTING_NAME),
        props.text(id::SENT_REPRESENTING_ADDRTYPE),
        props.text(id::SENT_REPRESENTING_EMAIL_ADDRESS),
        props.text(id::SENT_REPRESENTING_SMTP_ADDRESS),
    );
    if represented != Person::default() {
        return represented;
    }
    person(
        props.text(id::SENDER_NAME),
        props.text(id::SENDER_ADDRTYPE),
        props.text(id::SENDER_EMAIL_ADDRESS),
        props.text(id::SENDER_SMTP_ADDRESS),
    )
}

/// Returns the recipients of a message: To, Cc, Bcc. Without a list of them, the names that the
/// message was shown with.
pub(super) fn recipients(item: &Item) -> [Vec<Person>; 3] {
    let mut lists: [Vec<Person>; 3] = Default::default();
    for one in &item.recipients {
        let person = person(
            one.text(id::DISPLAY_NAME),
            one.text(id::ADDRTYPE),
            one.text(id::EMAIL_ADDRESS),
            one.text(id::SMTP_ADDRESS),
        );
        if person == Person::default() {
            continue;
        }
        let [to, cc, bcc] = &mut lists;
        // The high bits say how the sending went on.
        match one.int(id::RECIPIENT_TYPE).unwrap_or(1) & 0xF {
            2 => cc.push(person),
            3 => bcc.push(person),
            // The sender stands among the recipients of some messages.
            0 => {}
            _ => to.push(person),
        }
    }
    if item.recipients.is_empty() {
        lists = [id::DISPLAY_TO, id::DISPLAY_CC, id::DISPLAY_BCC].map(|names| {
            let names = item.props.text(names).split(';').map(str::trim);
            names
                .filter(|name| !name.is_empty())
                .map(|name| {
                    let address = if name.contains('@') { name } else { "" };
                    person(name, "", address, "")
                })
                .collect()
        });
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::mapi::Value;

    #[test]
    fn addresses_of_every_kind() {
        let show = |name, kind, address, smtp| person(name, kind, address, smtp).to_string();
        assert_eq!(show("Anna Berg", "SMTP", "a@b.c.example", ""), "Anna Berg <a@b.c.example>");
        assert_eq!(show("a@b.c.example", "SMTP", "a@b.c.example", ""), "a@b.c.example");
        assert_eq!(show("'Anna'", "MS", "NORTH/MAIN/ANNA", ""), "Anna <NORTH/MAIN/ANNA>");
        let dn = "/o=Org/ou=Site/cn=Recipients/cn=anna";
        assert_eq!(show("Anna", "EX", dn, ""), "Anna");
        assert_eq!(show("Anna", "EX", dn, "a@b.c.example"), "Anna <a@b.c.example>");
        assert_eq!(show("", "FAX", "+49 30 1", ""), "+49 30 1");
        assert_eq!(person("", "", "", ""), Person::default());
    }

    #[test]
    fn names_stand_in_for_a_list() {
        let mut item = Item::default();
        item.props.set(id::DISPLAY_TO, Value::Text("Anna Berg; b@c.example;".into()));
        let [to, cc, bcc] = recipients(&item);
        assert_eq!((to.len(), cc.len(), bcc.len()), (2, 0, 0));
        assert_eq!(to[1].addr_spec, "b@c.example");
    }
}

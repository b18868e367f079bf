//! Addresses of the form `NETWORK/POSTOFFICE/MAILBOX`, and people with their addresses.

use std::fmt;

use super::{FullName, ShortName, ShortNameError};

/// The address of a mailbox: network, postoffice, mailbox ("10/10/10", KB Q87467).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The network.
    pub network: ShortName,
    /// The postoffice on it.
    pub postoffice: ShortName,
    /// The mailbox there.
    pub mailbox: ShortName,
}

/// Tells why a text is no [`Address`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// The text has not the form `NETWORK/POSTOFFICE/MAILBOX`.
    #[error("an address has the form NETWORK/POSTOFFICE/MAILBOX")]
    Form,
    /// One of the three names is none.
    #[error(transparent)]
    Name(#[from] ShortNameError),
}

impl Address {
    /// Reads `NETWORK/POSTOFFICE/MAILBOX`.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let mut parts = text.split('/');
        let (Some(network), Some(postoffice), Some(mailbox), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(AddressError::Form);
        };
        Ok(Self {
            network: ShortName::parse(network)?,
            postoffice: ShortName::parse(postoffice)?,
            mailbox: ShortName::parse(mailbox)?,
        })
    }

    /// Returns the address as a mail header must write it: `mailbox@postoffice.network`.
    pub fn as_addr_spec(&self) -> String {
        format!("{}@{}.{}", self.mailbox, self.postoffice, self.network)
    }

    /// Reads what [`Self::as_addr_spec`] writes.
    pub fn from_addr_spec(text: &str) -> Option<Self> {
        let (mailbox, rest) = text.split_once('@')?;
        let (postoffice, network) = rest.split_once('.')?;
        Some(Self {
            network: ShortName::parse(network).ok()?,
            postoffice: ShortName::parse(postoffice).ok()?,
            mailbox: ShortName::parse(mailbox).ok()?,
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.network, self.postoffice, self.mailbox)
    }
}

/// Somebody named in a message: a name, an address, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// The name shown; empty when the message gives none.
    pub name: String,
    /// The address as the header has it (`mailbox@postoffice.network`); empty when there is none.
    pub addr_spec: String,
}

impl Person {
    /// Names the owner of a mailbox.
    pub fn new(name: &FullName, address: &Address) -> Self {
        Self { name: name.as_str().to_owned(), addr_spec: address.as_addr_spec() }
    }

    /// Returns whether two people are one, by their address.
    pub fn is_same(&self, other: &Self) -> bool {
        self.addr_spec.eq_ignore_ascii_case(&other.addr_spec)
    }

    /// Returns the postoffice address, when it is one.
    pub fn address(&self) -> Option<Address> {
        Address::from_addr_spec(&self.addr_spec)
    }

    /// Returns the postoffice address, when it is written as postoffices write it: in capitals.
    /// `ann@example.org` is one of the Internet, though it could be read as one of a postoffice.
    pub fn own_address(&self) -> Option<Address> {
        self.address().filter(|address| address.as_addr_spec() == self.addr_spec)
    }

    /// Returns what to show where there is room for one name only.
    pub fn short(&self) -> &str {
        if self.name.is_empty() { &self.addr_spec } else { &self.name }
    }

    /// Returns the address as people write it: `NET/PO/MAILBOX`, else the header's form.
    pub fn written_address(&self) -> String {
        self.own_address().map_or_else(|| self.addr_spec.clone(), |address| address.to_string())
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name.is_empty(), self.addr_spec.is_empty()) {
            (false, false) => write!(f, "{} <{}>", self.name, self.written_address()),
            (false, true) => f.write_str(&self.name),
            (true, _) => f.write_str(&self.written_address()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_names_make_an_address() {
        let a = Address::parse("north/main/anna").unwrap();
        assert_eq!(a.to_string(), "NORTH/MAIN/ANNA");
        assert_eq!(a.as_addr_spec(), "ANNA@MAIN.NORTH");
        assert_eq!(Address::from_addr_spec("anna@main.north"), Some(a));
        assert_eq!(Address::parse("north/main"), Err(AddressError::Form));
        assert_eq!(Address::parse("a/b/c/d"), Err(AddressError::Form));
        assert!(matches!(Address::parse("a//c"), Err(AddressError::Name(ShortNameError::Empty))));
        assert_eq!(Address::from_addr_spec("a@b.c.d"), None);
    }

    #[test]
    fn an_address_of_the_internet_is_shown_as_it_is() {
        let shown = |address: &str| Person { name: "Ann".into(), addr_spec: address.into() };
        assert_eq!(shown("ANN@PO.NET").to_string(), "Ann <NET/PO/ANN>");
        assert_eq!(shown("ann@example.org").to_string(), "Ann <ann@example.org>");
        assert_eq!(shown("a.b@mail.example.org").to_string(), "Ann <a.b@mail.example.org>");
    }
}

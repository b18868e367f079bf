//! Non-delivery reports: a message that names each refused recipient and keeps the original.

use crate::format::{envelope, mime};
use crate::mail::{Attachment, Message, Moment, Person, UserId};
use crate::postoffice::Postoffice;
use crate::words;

use super::addressing::{Located, locate};
use super::forward::post_to;
use super::{Error, address_in, office_name};

/// How the Message-ID of a report begins.
pub(super) const MARK: &str = "report.";

/// A recipient who does not get a message, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Refused {
    /// The recipient, as typed or as an address.
    pub recipient: String,
    /// Why, as the end of a sentence.
    pub reason: String,
}

/// Writes a report to the sender of a message. The same message and recipients give the same
/// Message-ID, so that a report repeated after a crash can be told.
pub(super) fn compose(
    office: &str,
    sender: &Person,
    message: &[u8],
    refused: &[Refused],
) -> Message {
    let original = mime::head_alone(message);
    let recipients: Vec<String> = refused
        .iter()
        .map(|r| {
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("recipient", &r.recipient), ("reason", &r.reason)];
            words::with("session-report-recipient", &values)
        })
        .collect();
    let recipients = recipients.join("\n    ");
    let date = original.date.unwrap_or_else(Moment::now);
    let key = super::send::digest_text(&[message, recipients.as_bytes()].concat());
    let name = office.split('/').next_back().unwrap_or(office);
    let domain: Vec<&str> = office.rsplit('/').collect();
    Message {
        message_id: format!("{MARK}{key}@{}", domain.join(".")),
        references: if original.message_id.is_empty() {
            Vec::new()
        } else {
            vec![original.message_id.clone()]
        },
        from: Person {
            name: words::with("session-report-from", &[("name", &name)]),
            addr_spec: format!("POSTMASTER@{}", domain.join(".")),
        },
        to: vec![sender.clone()],
        subject: words::with("session-report-subject", &[("subject", &original.subject)]),
        date: Some(Moment::now()),
        automatic: true,
        body: words::with(
            "session-report-body",
            &[
                ("subject", &original.subject),
                ("date", &date.local("%Y-%m-%d %H:%M")),
                ("recipients", &recipients),
            ],
        ),
        attachments: vec![Attachment {
            name: "message.eml".to_owned(),
            mime: "message/rfc822".to_owned(),
            bytes: message.to_vec(),
        }],
        ..Message::default()
    }
}

/// What came of telling a sender.
pub(crate) enum Told {
    /// The report is in the mailbag.
    Yes,
    /// There is nobody to be told any more.
    Nobody,
    /// The sender cannot be reached now; why.
    Later(String),
}

/// Posts a report about a letter to its sender, wherever the sender lives now.
pub(crate) fn report_refusal(
    office: &Postoffice,
    sender: UserId,
    letter: &[u8],
    refused: &[Refused],
    who: &str,
) -> Result<Told, Error> {
    let from = mime::head_alone(letter).sender;
    let address = if sender == envelope::FOREIGN {
        from.address()
    } else {
        office.account_of(sender)?.map(|a| address_in(office, &a))
    };
    let Some(address) = address else { return Ok(Told::Nobody) };
    let home = match locate(office, &address)? {
        Located::Home(home) => home,
        Located::Unknown | Located::PostofficeUnknown | Located::MovedTooOften => {
            return Ok(Told::Nobody);
        }
        Located::Unreachable(reason) => return Ok(Told::Later(reason)),
    };
    let report = compose(&office_name(office), &from, letter, refused);
    Ok(match post_to(&home, &mime::write(&report), who) {
        Ok(()) => Told::Yes,
        Err(e) => Told::Later(e.summary()),
    })
}

//! A receipt: the card that says that a message was read.

use super::Moment;

/// What a receipt says. Who read the message is who sent the receipt.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Postcard {
    /// The Message-ID of what was read, without brackets.
    pub original: String,
    /// Its subject.
    pub subject: String,
    /// When it was sent; none when the receipt does not say.
    pub sent: Option<Moment>,
    /// When it was read; none when the receipt does not say.
    pub read: Option<Moment>,
}

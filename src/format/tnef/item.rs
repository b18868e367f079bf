//! A message that is put together, attribute by attribute. What a property says goes before what an
//! old record says of the same.

use super::{ATTACHMENTS, Notes, code_page, old, props};
use crate::format::bytes::Bytes;
use crate::format::code_page::CodePage;
use crate::format::mapi::{Attached, Content, Item, Props, Value, id};
use crate::format::original::values::Attribute;

/// Attributes that the original message files do not have ([MS-OXTNEF] 2.1.3.2).
mod attribute {
    pub(super) const TRANSPORT_NAME: u32 = 0x0006_9001;
    pub(super) const RENDERING: u32 = 0x0006_9002;
    pub(super) const PROPS: u32 = 0x0006_9003;
    pub(super) const RECIPIENTS: u32 = 0x0006_9004;
    pub(super) const ATTACH_PROPS: u32 = 0x0006_9005;
    pub(super) const CODE_PAGE: u32 = 0x0006_9007;
}

/// A message that is put together.
pub(super) struct Building {
    item: Item,
    /// What the old records say.
    old: Props,
    page: CodePage,
    depth: usize,
    /// Attachments left out.
    full: bool,
}

impl Building {
    pub(super) fn new(depth: usize) -> Self {
        Self {
            item: Item::default(),
            old: Props::default(),
            page: CodePage::default(),
            depth,
            full: false,
        }
    }

    /// Takes an attribute whose bytes stand at `offset` of the file.
    pub(super) fn attribute(&mut self, id: u32, data: &[u8], offset: usize, notes: &mut Notes) {
        match id {
            attribute::CODE_PAGE => match code_page(data) {
                Some(page) => self.page = page,
                None => notes.add(offset, "the character set is unknown"),
            },
            attribute::PROPS => {
                let mut bytes = Bytes::new(data, offset);
                match props::read(&mut bytes, self.page, self.depth, notes) {
                    Some(read) => self.item.props = read.props,
                    None => notes.add(offset, "the properties of the message are cut off"),
                }
            }
            attribute::RECIPIENTS => {
                props::table(data, offset, self.page, &mut self.item, notes);
            }
            attribute::RENDERING => self.begin(offset, notes),
            attribute::TRANSPORT_NAME | attribute::ATTACH_PROPS => {
                self.attached(id, data, offset, notes);
            }
            _ if [Attribute::TITLE, Attribute::ATTACHED].contains(&Attribute(id)) => {
                self.attached(id, data, offset, notes);
            }
            _ => self.old_record(Attribute(id), data),
        }
    }

    fn old_record(&mut self, attribute: Attribute, data: &[u8]) {
        let text = || Some(Value::Text(self.page.text(data)));
        if !attribute.fits(data) {
            return;
        }
        let (id, value) = match attribute {
            Attribute::SUBJECT => (id::SUBJECT, text()),
            Attribute::BODY => (id::BODY, text()),
            Attribute::CLASS => (id::MESSAGE_CLASS, text()),
            Attribute::SENT => (id::CLIENT_SUBMIT_TIME, old::date(data)),
            Attribute::RECEIVED => (id::MESSAGE_DELIVERY_TIME, old::date(data)),
            Attribute::PRIORITY => (id::IMPORTANCE, old::importance(data)),
            Attribute::STATUS => (id::MESSAGE_FLAGS, old::flags(data)),
            Attribute::FROM => {
                old::sender(data, self.page, &mut self.old);
                return;
            }
            // The rest is of use to the mail system alone, or stands in the properties too.
            _ => return,
        };
        if let Some(value) = value {
            self.old.set(id, value);
        }
    }

    fn begin(&mut self, offset: usize, notes: &mut Notes) {
        if self.item.attached.len() < ATTACHMENTS {
            self.item.attached.push(Attached::default());
        } else if !self.full {
            self.full = true;
            notes.add(offset, "too many attachments");
        }
    }

    fn attached(&mut self, id: u32, data: &[u8], offset: usize, notes: &mut Notes) {
        if self.item.attached.is_empty() {
            self.begin(offset, notes);
        }
        if self.full {
            return;
        }
        let Some(last) = self.item.attached.last_mut() else { return };
        match id {
            // The short name; a long one stands in the properties.
            _ if Attribute(id) == Attribute::TITLE => {
                last.props.set_if_absent(id::ATTACH_FILENAME, Value::Text(self.page.text(data)));
            }
            attribute::TRANSPORT_NAME => {
                last.props.set_if_absent(id::DISPLAY_NAME, Value::Text(self.page.text(data)));
            }
            _ if Attribute(id) == Attribute::ATTACHED && last.content == Content::Missing => {
                last.content = Content::Bytes(data.to_vec());
            }
            attribute::ATTACH_PROPS => {
                let mut bytes = Bytes::new(data, offset);
                match props::read(&mut bytes, self.page, self.depth, notes) {
                    Some(read) => {
                        let mut known = std::mem::replace(&mut last.props, read.props);
                        for id in [id::ATTACH_FILENAME, id::DISPLAY_NAME] {
                            if let Some(value) = known.take(id) {
                                last.props.set_if_absent(id, value);
                            }
                        }
                        if read.content != Content::Missing {
                            last.content = read.content;
                        }
                    }
                    None => notes.add(offset, "the properties of an attachment are cut off"),
                }
            }
            _ => {}
        }
    }

    /// Returns the message.
    pub(super) fn finish(mut self) -> Item {
        let props = &mut self.item.props;
        let sender = [id::SENDER_NAME, id::SENDER_ADDRTYPE, id::SENDER_EMAIL_ADDRESS];
        let known = [id::SENDER_NAME, id::SENT_REPRESENTING_NAME, id::SENDER_EMAIL_ADDRESS]
            .iter()
            .any(|id| !props.text(*id).is_empty());
        let records = [
            id::SUBJECT,
            id::BODY,
            id::MESSAGE_CLASS,
            id::CLIENT_SUBMIT_TIME,
            id::MESSAGE_DELIVERY_TIME,
            id::IMPORTANCE,
            id::MESSAGE_FLAGS,
        ];
        for id in sender.iter().filter(|_| !known).chain(&records) {
            if let Some(value) = self.old.take(*id) {
                props.set_if_absent(*id, value);
            }
        }
        self.item
    }
}

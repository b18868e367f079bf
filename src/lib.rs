//! Restante: a mail client that signs a person in to a *postoffice*, a mail
//! system with no server, a folder on a shared drive.
//!
//! This file is the map. One crate, rooms with one-way doors:
//!
//! ```text
//!  main.rs                bin/postoffice
//!     |                        |
//!     ui ---- settings,        |
//!     |       spelling         |
//!     |                        |
//!     +------> admin <---------+
//!     |          |             |
//!     +--> interchange <-------+
//!     |          |             |
//!     +--> session <-----------+
//!            |    \      \
//!           mmf postoffice legacy (none knows another)
//!             \    |     /
//!            format     disk
//!                 \     /
//!               mail, words       (everyone may use them; they use nobody)
//! ```
//!
//! | room | what it is |
//! |---|---|
//! | [`mail`] | the nouns: names, addresses, folders, messages, the reply rules |
//! | [`words`] | the catalogue of words for people |
//! | [`format`](mod@format) | bytes and records: the postoffice's files, the credential, MIME, `winmail.dat` |
//! | [`disk`] | the seam to the file system: exclusive creation, syncs, renames, lock files |
//! | [`postoffice`] | the shared folder: accounts, mailbags, letters, locks |
//! | [`mmf`] | one person's message file |
//! | [`session`] | sign-in, the open session, delivery between the two stores |
//! | [`admin`] | acts on other people's mailboxes: create, recover, move, check |
//! | [`legacy`] | original Microsoft Mail message files, read and never written |
//! | [`interchange`] | mail in the forms of other programs, in and out: EML, mbox, Maildir, text, JSON |
//! | [`settings`] | what the person chose and the program remembers |
//! | [`spelling`] | which words are not in the dictionary, and what may be meant |
//! | [`ui`] | everything with pixels (feature `gui`) |
//!
//! # Invariants
//!
//! * `mail` names no byte, no path, no pixel; `words` knows no error type.
//! * `format` opens no file and names no path; binrw appears nowhere else.
//! * `format` structs look like the file, `mail` types look like the mail; the
//!   stores translate between them, the screens never see a record.
//! * `disk` knows no mail. It is the only room that names `std::fs` for the
//!   stores; SQLite opens the message file itself, and only in `mmf`.
//! * `postoffice` and `mmf` do not know each other; only `session` and `admin`
//!   hold both.
//! * `ui` never names `format`, `postoffice`, `mmf` or `disk`; no room but `ui`
//!   knows iced or rfd.
//! * A password is typed in `ui` or read in `bin`, checked in `session`, and
//!   printed, logged or stored nowhere: [`mail::Password`] hides itself.
//!
//! `tests/architecture.rs` keeps these.

pub mod admin;
pub mod disk;
pub mod format;
pub mod interchange;
pub mod legacy;
pub mod mail;
pub mod mmf;
pub mod postoffice;
pub mod session;
pub mod settings;
pub mod spelling;
#[cfg(feature = "gui")]
pub mod ui;
pub mod words;

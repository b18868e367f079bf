//! The bytes of every record, against golden files that `format/make.py` builds from the written
//! layouts alone: what is written, what is read, what is refused and where the damage lies. The
//! room itself is `restante::format`; MIME has its tests beside its code.

#[cfg(test)]
#[path = "format/envelope.rs"]
mod envelope;

#[cfg(test)]
#[path = "format/fields.rs"]
mod fields;

#[cfg(test)]
#[path = "format/golden.rs"]
mod golden;

#[cfg(test)]
#[path = "format/key.rs"]
mod key;

#[cfg(test)]
#[path = "format/malformed.rs"]
mod malformed;

#[cfg(test)]
#[path = "format/roundtrip.rs"]
mod roundtrip;

#[cfg(test)]
#[path = "format/samples.rs"]
mod samples;

#[cfg(test)]
#[path = "format/texts.rs"]
mod texts;

#[cfg(test)]
#[path = "format/tnef.rs"]
mod tnef;

#[cfg(test)]
#[path = "support/tnef.rs"]
mod tnef_writer;

#[cfg(test)]
#[path = "format/winmail.rs"]
mod winmail;

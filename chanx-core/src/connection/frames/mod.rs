//! The reader of a client's frames (RFC 6455 section 5): from bytes, however they were split on their way, to messages and
//! control frames.
//!
//! A `header` is read and checked as soon as it is there, so that nothing is kept for a frame that may not be. The
//! `decoder` then takes the payload off the bytes, with its `mask` undone: a message that arrived whole is a slice of the
//! buffer that it was read into, and only one that arrived in parts is put together, as `text` where it must be UTF-8.
//! Whatever is wrong is a `fault`, which ends the connection.

mod decoder;
mod fault;
mod header;
mod mask;
#[cfg(any(test, fuzzing))]
pub(crate) mod oracle;
#[cfg(test)]
mod oracle_tests;
mod text;

pub(crate) use self::{
    decoder::{Arrived, Decoder, Limits},
    fault::Fault,
};

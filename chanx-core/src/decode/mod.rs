//! From a text frame to a typed message: a byte scan for the tag, one typed parse, and a slow path that
//! collects every fault.

mod faults;
mod formats;
mod frame;
mod tag;
#[cfg(test)]
mod tests;
mod tree;

pub(crate) use chanx_schema::judge::unknown_tag;

use crate::validate::{At, Fault, Validate};

pub use self::frame::Frame;
#[cfg(feature = "record")]
pub(crate) use self::frame::OWNERSHIP;
pub(crate) use self::{
    faults::{binary, explain},
    tag::{find_tag, find_tag_camelized},
};

/// A frame or event that is not what its handler takes. It is cheap to make; the faults that the peer reads
/// are collected on the slow path.
#[derive(Debug)]
pub struct Invalid(Box<Cause>);

#[derive(Debug)]
enum Cause {
    Kind,
    Parse(serde_json::Error),
    Rules(Vec<Fault>),
}

impl Invalid {
    /// Another kind of frame than the handler takes.
    pub fn kind() -> Self {
        Self(Box::new(Cause::Kind))
    }
}

impl From<serde_json::Error> for Invalid {
    fn from(error: serde_json::Error) -> Self {
        Self(Box::new(Cause::Parse(error)))
    }
}

/// Tells whether a frame is a message of a type, by decoding it.
pub type Decode = fn(&Frame<'_>) -> Result<(), Invalid>;

/// Decodes one message: a typed parse of the whole text, without what stands beside the message, then its rules.
/// `#[message]` calls it.
///
/// # Errors
/// When the text is not such a message, or breaks its rules.
pub fn message<M: serde::de::DeserializeOwned + Validate>(frame: &Frame<'_>) -> Result<M, Invalid> {
    let message: M = frame.parse()?;
    let mut faults = Vec::new();
    message.validate(&At::root(frame.action), &mut faults);
    if faults.is_empty() { Ok(message) } else { Err(Invalid(Box::new(Cause::Rules(faults)))) }
}

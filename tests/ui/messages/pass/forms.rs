//! A union, under the strictest lints.
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use chanx::prelude::*;

/// Opens.
#[message(action = "open", tag = "kind")]
#[derive(Debug, Clone)]
pub struct Open;

/// Closes.
#[message(action = "close", tag = "kind")]
#[derive(Debug, Clone)]
pub struct Close {
    /// How.
    pub payload: String,
}

/// What can happen to a door.
#[messages]
#[derive(Debug, Clone)]
pub enum Door {
    /// It opens.
    Open(Open),
    /// It closes.
    Close(Close),
}

/// Says what happened.
#[must_use]
pub fn told(door: &Door) -> &str {
    match door {
        Door::Open(_) => "opened",
        Door::Close(close) => &close.payload,
    }
}

pub(crate) fn main() {}

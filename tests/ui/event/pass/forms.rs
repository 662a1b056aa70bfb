//! Every form of event, under the strictest lints.
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use chanx::prelude::*;

/// Named fields.
#[event(handler = "notify")]
#[derive(Debug, Clone)]
pub struct Notify {
    /// What.
    #[serde(default)]
    pub text: String,
}

/// One field.
#[event(handler = "count")]
pub struct Count(pub u32);

/// No field.
#[event(handler = "wake")]
pub struct Wake;

/// A message too.
#[message(action = "told")]
#[event(handler = "tell")]
pub struct Told(pub String);

pub(crate) fn main() {}

//! Every form of message, under the strictest lints.
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use chanx::prelude::*;

/// What is said.
#[payload]
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The text.
    #[garde(length(min = 1))]
    pub text: String,
}

/// Named fields.
#[derive(Debug, Clone, PartialEq)]
#[message(action = "chat", group, summary = "Chat", tags("room", "talk"))]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ChatMessage {
    /// What is said.
    pub payload: Said,
    /// More of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[garde(length(max = 3))]
    pub more_of_it: Vec<Said>,
    #[cfg(any())]
    never: Unknown,
}

/// No field.
#[message(action = "noop")]
pub struct Noop {}

/// One field.
#[message(action = "shout", tag = "action")]
#[derive(Debug)]
pub struct Shout(#[garde(length(max = 9))] pub String);

/// No payload.
#[message(action = "leave")]
#[derive(Debug)]
pub struct Leave;

/// Both.
#[event(handler = "both")]
#[message(action = "both")]
pub struct Both {
    /// The number.
    #[serde(rename = "n")]
    #[garde(range(min = 1))]
    pub number: u8,
}

mod private {
    use chanx::prelude::*;

    #[payload]
    struct Inside {
        deep: u8,
    }

    #[message(action = "private", tag = "type")]
    struct Private {
        r#type_of: Inside,
    }

    pub(super) fn uses() {
        let private = Private { type_of: Inside { deep: 1 } };
        let _ = private.type_of.deep;
    }
}

pub(crate) fn main() {
    private::uses();
}

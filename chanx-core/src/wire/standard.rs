//! The standard messages as types, for tests and clients to read. They read either case.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::validate::Fault;

/// The outcome of connecting: `{"action":"authentication","payload":{…}}`, whatever the tag's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AuthenticationMessage {
    /// What came of it.
    pub payload: Authentication,
}

/// The payload of an [`AuthenticationMessage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Authentication {
    /// 200, 401, 403, 404 or 500.
    #[serde(alias = "statusCode")]
    #[schemars(example = 200)]
    pub status_code: u16,
    /// The status in words: `OK`, `Unauthorized`, …
    #[serde(alias = "statusText")]
    #[schemars(example = &"OK")]
    pub status_text: String,
    /// The reason.
    pub data: Detail,
}

/// A reason in plain words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Detail {
    /// The reason.
    #[schemars(example = &"OK")]
    pub detail: String,
}

/// Something was wrong: `{"action":"error","payload":…}`, whatever the tag's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorMessage {
    /// What was wrong.
    pub payload: ErrorPayload,
}

/// The payload of an [`ErrorMessage`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ErrorPayload {
    /// The frame was invalid: its faults, in field order.
    Faults(Vec<Fault>),
    /// The envelope was bad or a limit was met.
    #[schemars(title = "LimitError")]
    Limit {
        /// Which, by a stable code.
        code: String,
        /// The reason in plain words.
        detail: String,
    },
    /// A handler failed.
    #[schemars(title = "FailedError")]
    Failed {
        /// Always "Failed to process message": the cause is logged.
        detail: String,
    },
}

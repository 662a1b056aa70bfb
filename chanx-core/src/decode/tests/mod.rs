//! Each step by itself, against a full parse.

mod bounds;
mod case;
mod faults;
mod oracle;
mod random;
mod tag;
mod unions;

use chanx_schema::MessageSchema;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Invalid, explain};
use crate::table::MessageInfo;

/// What the tables would know of a message `chat` of that type.
fn info(compiled: fn() -> &'static MessageSchema) -> MessageInfo {
    MessageInfo::new::<Value>("chat", "ChatMessage", compiled)
}

/// The faults of a text that is no `T`, as the peer reads them.
#[track_caller]
fn faults_of<T: DeserializeOwned + JsonSchema + std::fmt::Debug>(text: &str) -> Value {
    let error = serde_json::from_str::<T>(text).expect_err("the text is valid");
    json!(explain(&info(leak::<T>), text, Invalid::from(error)))
}

/// A schema for a test, kept for good as a message's own is.
fn leak<T: JsonSchema>() -> &'static MessageSchema {
    Box::leak(Box::new(MessageSchema::of::<T>()))
}

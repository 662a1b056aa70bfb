//! Rows of messages and events.

use chanx_schema::MessageSchema;
use schemars::JsonSchema;

use super::SchemaFn;

/// A function that gives the schema of a type, compiled at its first call.
macro_rules! schema_of {
    ($message:ty) => {
        || {
            static SCHEMA: std::sync::OnceLock<chanx_schema::MessageSchema> = std::sync::OnceLock::new();
            SCHEMA.get_or_init(chanx_schema::MessageSchema::of::<$message>)
        }
    };
}
pub(crate) use schema_of;

/// What the tables know of one message; `#[message]` writes it.
#[derive(Debug)]
pub struct MessageInfo {
    /// The value of the tag: `chat`.
    pub action: &'static str,
    /// The name of the tag: `action`, unless the message says otherwise.
    pub tag: &'static str,
    /// The Rust type's name: `ChatMessage`.
    pub name: &'static str,
    /// Whether recipients also get `is_mine` and `is_current`.
    pub group: bool,
    /// The doc comment, lines joined.
    pub description: &'static str,
    /// `summary = "…"`, for documents that show a short line.
    pub summary: Option<&'static str>,
    /// `tags("…")`, for documents that group messages.
    pub tags: &'static [&'static str],
    /// Whether the type is `#[deprecated]`.
    pub deprecated: bool,
    /// The compiled schema; built at its first use.
    pub compiled: fn() -> &'static MessageSchema,
    /// The schema of the frame, tag included and keys as they are in Rust, in a document that others share. The `is_mine`
    /// and `is_current` that recipients of a group message get besides are not in it.
    pub schema: SchemaFn,
}

impl MessageInfo {
    /// Of the message `M` under the tag `action`, without a description.
    pub const fn new<M: JsonSchema>(
        action: &'static str,
        name: &'static str,
        compiled: fn() -> &'static MessageSchema,
    ) -> Self {
        Self {
            action,
            tag: "action",
            name,
            group: false,
            description: "",
            summary: None,
            tags: &[],
            deprecated: false,
            compiled,
            schema: M::json_schema,
        }
    }
}

/// What the tables know of one event; `#[event]` writes it.
#[derive(Debug)]
pub struct EventInfo {
    /// The event's name, by which consumers find their handler: `notify`.
    pub handler: &'static str,
    /// The Rust type's name: `NotifyEvent`.
    pub name: &'static str,
    /// The doc comment, lines joined.
    pub description: &'static str,
    /// Whether the type is `#[deprecated]`.
    pub deprecated: bool,
    /// The schema of its JSON, in a document that others share. A field whose type has no `JsonSchema` may be
    /// anything, and a flattened one that is no plain struct is left out of it.
    pub schema: SchemaFn,
}

impl EventInfo {
    /// Of the event that consumers handle as `handler`, without a description.
    pub const fn new(handler: &'static str, name: &'static str, schema: SchemaFn) -> Self {
        Self { handler, name, description: "", deprecated: false, schema }
    }
}

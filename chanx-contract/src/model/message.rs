//! What goes over a connection: messages both ways, frames that are no messages, and the events that lead to some.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Docs, is_false};
use crate::reply::Reply;

/// A message that clients may send.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ReceivedMessage {
    /// The name of its type.
    pub message: String,
    /// The words on the message.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
    /// The name of the handler that takes it.
    pub handler: String,
    /// The words on the handler.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub handler_docs: Docs,
    /// True where the message or its handler is marked as deprecated.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The permissions that sending it needs, besides those of the connection, as an expression. `None` where it needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<String>,
    /// The replies of its handler.
    pub replies: Reply,
    /// True where the handler has no `self`, and so runs concurrently: its replies may come between those to other messages.
    #[serde(rename = "beside", default, skip_serializing_if = "is_false")]
    pub concurrent: bool,
    /// The JSON Schema (draft 2020-12) of the whole message with its tag. Files of versions 1 and 2 have it without
    /// annotations.
    pub schema: Value,
}

/// The handler of frames that are no messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RawHandler {
    /// The name of the handler.
    pub handler: String,
    /// The words on the handler.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
    /// The permissions that sending such a frame needs, as an expression. `None` where it needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<String>,
    /// The handler's replies.
    pub replies: Reply,
    /// True where the handler has no `self`, and so runs concurrently.
    #[serde(rename = "beside", default, skip_serializing_if = "is_false")]
    pub concurrent: bool,
}

/// A message that clients may receive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SentMessage {
    /// The name of its type.
    pub message: String,
    /// The words on the message.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
    /// True where the message is marked as deprecated.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// True where it is sent to groups; its receivers then read `is_mine` and `is_current` besides.
    #[serde(default, skip_serializing_if = "is_false")]
    pub group: bool,
    /// The senders.
    pub by: Senders,
    /// The JSON Schema (draft 2020-12) of the whole message with its tag; an `anyOf` where several types have this action.
    /// Files of versions 1 and 2 have it without annotations.
    pub schema: Value,
}

/// The senders of a message: handlers, events, or the consumer at any time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Senders {
    /// The names of the handlers that reply it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub handlers: BTreeSet<String>,
    /// The names of the events whose handlers send it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub events: BTreeSet<String>,
    /// True where it stands in `sends(…)`, and so may be sent at any time.
    #[serde(default, skip_serializing_if = "is_false")]
    pub declared: bool,
}

impl Senders {
    /// Tells whether the message may come unasked.
    pub fn pushes(&self) -> bool {
        self.declared || !self.events.is_empty() || self.handlers.is_empty()
    }
}

/// An event that other parts of the application may raise for connections.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Event {
    /// The name of its type.
    pub event: String,
    /// The words on the event.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub docs: Docs,
    /// The words on its handler.
    #[serde(default, skip_serializing_if = "Docs::is_empty")]
    pub handler_docs: Docs,
    /// True where the event or its handler is marked as deprecated.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The messages that connections are sent when it is raised.
    pub sends: Reply,
    /// The JSON Schema (draft 2020-12) of its fields. `None` in files of version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Value>,
}

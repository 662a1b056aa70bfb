//! Rows of handlers: what they take, and what they reply.

use serde::{Deserialize, Serialize};

use super::{EventInfo, MessageInfo};

/// A row without its consumer's type.
#[derive(Debug, Clone, Copy)]
pub struct HandlerInfo {
    /// The method's name, or the event's for a `passthrough`.
    pub name: &'static str,
    /// What it takes.
    pub accepts: Accepts,
    /// What it replies.
    pub replies: Replies,
    /// True where it has no `self`, and so runs concurrently with the others.
    pub concurrent: bool,
    /// The expression of `permissions(…)`: who may send it.
    pub permissions: Option<&'static str>,
    /// The doc comment, lines joined.
    pub description: &'static str,
    /// `summary = "…"`.
    pub summary: Option<&'static str>,
    /// `tags("…")`.
    pub tags: &'static [&'static str],
    /// Whether the method is `#[deprecated]`.
    pub deprecated: bool,
}

impl HandlerInfo {
    /// Of a handler that runs sequentially and that everybody may call, without a description.
    pub const fn new(name: &'static str, accepts: Accepts, replies: Replies) -> Self {
        Self {
            name,
            accepts,
            replies,
            concurrent: false,
            permissions: None,
            description: "",
            summary: None,
            tags: &[],
            deprecated: false,
        }
    }
}

/// What a handler takes.
#[derive(Debug, Clone, Copy)]
pub enum Accepts {
    /// These messages of the client (`#[ws_handler]`).
    Messages(&'static [&'static MessageInfo]),
    /// This event (`#[event_handler]`, `passthrough`).
    Event(&'static EventInfo),
    /// Text frames as they are (`#[text_handler]`).
    Text,
    /// Binary frames (`#[binary_handler]`).
    Binary,
}

/// The shape of a handler's replies, read by documents and tests.
#[derive(Debug, Clone, Copy)]
pub enum Replies {
    /// None.
    Nothing,
    /// One of these messages (several for a union).
    OneOf(&'static [&'static MessageInfo]),
    /// At most one of what stands inside.
    Optional(&'static Replies),
    /// Any number of what stands inside, at once.
    Many(&'static Replies),
    /// Any number of what stands inside, over time.
    Stream(&'static Replies),
    /// Each of these, in order.
    All(&'static [&'static Replies]),
    /// What stands inside, or an error frame.
    Fallible(&'static Replies),
    /// A text frame that is no JSON message.
    Text,
    /// A binary frame.
    Binary,
}

/// The end of a request, for a client that gave it a `ref`.
///
/// An `error` with its `ref` ends any request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum End {
    /// The one message that is replied.
    Reply,
    /// A frame `complete` with the request's `ref`, which follows whatever is replied, whether the setting `send_completion`
    /// is on or off.
    Complete,
}

impl Replies {
    /// The end of a request that is replied so.
    pub fn end(&self) -> End {
        if self.count() == Some(1) { End::Reply } else { End::Complete }
    }

    /// The number of messages that it always is; `None` where that is not fixed, or where a frame is no message.
    fn count(&self) -> Option<usize> {
        match self {
            Self::Nothing => Some(0),
            Self::OneOf(_) => Some(1),
            Self::Fallible(inner) => inner.count(),
            Self::All(parts) => parts.iter().map(|part| part.count()).sum(),
            // Any number of nothing is nothing.
            Self::Optional(inner) | Self::Many(inner) | Self::Stream(inner) => {
                inner.count().filter(|count| *count == 0)
            }
            Self::Text | Self::Binary => None,
        }
    }

    /// Every message in it, in source order.
    pub fn messages(&self) -> Vec<&'static MessageInfo> {
        match self {
            Self::Nothing | Self::Text | Self::Binary => Vec::new(),
            Self::OneOf(infos) => infos.to_vec(),
            Self::Optional(inner) | Self::Many(inner) | Self::Stream(inner) | Self::Fallible(inner) => {
                inner.messages()
            }
            Self::All(parts) => parts.iter().flat_map(|part| part.messages()).collect(),
        }
    }
}

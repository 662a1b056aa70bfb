//! What stands under `x-chanx`: all that AsyncAPI has no word for.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::reference::Reference;
use crate::model::{End, Origins, RateLimit, Reply};

/// What holds of all channels.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentExtension {
    /// The schema of the keys that stand flat beside a frame's own, all of which may be left out.
    pub envelope: Value,
}

/// What is told of a channel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ChannelExtension {
    /// The name of the consumer's type.
    pub consumer: String,
    /// The path as the application has it, with converters, or as a regular expression.
    pub path: String,
    /// True where a part of the path is a regular expression.
    #[serde(default, skip_serializing_if = "is_false")]
    pub regex: bool,
    /// True where the consumer is marked as deprecated.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The key by which messages are told apart, as it stands on the wire.
    pub tag: String,
    /// True where keys are written in camelCase.
    #[serde(default, skip_serializing_if = "is_false")]
    pub camelize: bool,
    /// The subprotocols that are spoken, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subprotocols: Vec<String>,
    /// The groups that connections join by themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// The rules of who may connect.
    pub access: AccessExtension,
    /// The reasons for which a connection is not opened, or closed.
    pub refusals: Vec<RefusalExtension>,
    /// The sizes and rates.
    pub limits: LimitsExtension,
    /// The origins from which browsers may connect.
    pub origins: Origins,
}

/// The rules of who may connect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AccessExtension {
    /// The names of the authentications, in the order in which they are tried.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authentications: Vec<String>,
    /// The type of users.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// True where somebody who is not known may connect too.
    pub anonymous: bool,
    /// The type of the object that the path names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The permissions that a connection needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<String>,
}

/// A reason for which a connection is not opened, or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefusalExtension {
    /// The status, as HTTP means it.
    pub status: u16,
    /// The code that closes an open connection for this reason.
    pub close_code: u16,
    /// True where the request is answered by HTTP, and nothing is upgraded.
    #[serde(default, skip_serializing_if = "is_false")]
    pub before_upgrade: bool,
    /// The reason in plain words.
    pub when: String,
}

/// The sizes and rates.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LimitsExtension {
    /// The longest message that is taken, in bytes.
    pub max_message_size: usize,
    /// The longest frame that is taken, in bytes.
    pub max_frame_size: usize,
    /// The deepest nesting of arrays and objects that is taken.
    pub max_json_depth: usize,
    /// The messages that one connection may send in a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,
    /// The messages that all connections of one user to one node may send together in a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_rate_limit: Option<RateLimit>,
}

/// The type of a parameter.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ParameterExtension {
    /// The converter that stands in the path: `int`, `slug`, `uuid`, `str`, `path`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub converter: Option<String>,
    /// The schema of its value, which is read from the text in the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Value>,
}

/// What is told of an operation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OperationExtension {
    /// The name of the handler.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<String>,
    /// True where the handler is marked as deprecated, or all that it takes.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The permissions that sending these messages needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<String>,
    /// True where the handler runs concurrently with the others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub concurrent: bool,
    /// The shape of the replies, by the messages' tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies: Option<Reply>,
    /// The frame by which a request that carries a `ref` learns its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    /// The event that makes the application send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventExtension>,
}

impl OperationExtension {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An event that other parts of the application raise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EventExtension {
    /// The name of its type.
    pub name: String,
    /// The schema of its fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<Reference>,
}

/// What is told of a message.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MessageExtension {
    /// True where it is sent to groups.
    #[serde(default, skip_serializing_if = "is_false")]
    pub group: bool,
    /// True where it is a frame of chanx's own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub standard: bool,
    /// True where it is sent in answer to requests with a `ref` alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub only_with_ref: bool,
}

impl MessageExtension {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

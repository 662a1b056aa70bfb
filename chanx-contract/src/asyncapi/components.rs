//! What the channels and operations of a document refer to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    extension::MessageExtension,
    reference::{Reference, Tag},
};

/// What channels and operations refer to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Components {
    /// The types (JSON Schema draft-07), by their titles.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub schemas: BTreeMap<String, Value>,
    /// The messages.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub messages: BTreeMap<String, Message>,
    /// The ways in which clients show who they are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub security_schemes: BTreeMap<String, SecurityScheme>,
    /// The place of a request's `ref`, which its answers have too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub correlation_ids: BTreeMap<String, CorrelationId>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Message {
    /// The value of its tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The name of its type.
    pub title: String,
    /// A short line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The words on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The media type, where it is not the document's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    /// The words by which it is grouped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// The place of `ref`, in requests and what answers them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correlation_id: Option<Reference>,
    /// The schema of the whole frame, or a reference to it.
    pub payload: Value,
    /// Valid frames.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<MessageExample>,
    /// What AsyncAPI has no word for.
    #[serde(rename = "x-chanx", default, skip_serializing_if = "MessageExtension::is_empty")]
    pub extension: MessageExtension,
}

/// A valid frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MessageExample {
    /// The frame.
    pub payload: Value,
}

/// The place of what ties an answer to its request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CorrelationId {
    /// The words on it.
    pub description: String,
    /// The place: `$message.payload#/ref`.
    pub location: String,
}

/// A way in which clients show who they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SecurityScheme {
    /// `http` or `httpApiKey`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The word before the credentials, where it is `http`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// The name of the header, the query's parameter or the cookie, where it is `httpApiKey`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// `header`, `query` or `cookie`, where it is `httpApiKey`.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The words on it.
    pub description: String,
}

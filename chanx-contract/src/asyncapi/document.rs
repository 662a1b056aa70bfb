//! An AsyncAPI 3.0 document, as far as chanx writes one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    components::Components,
    extension::{ChannelExtension, DocumentExtension, OperationExtension, ParameterExtension},
    reference::{Reference, Tag},
};

/// A document of AsyncAPI 3.0.0. Its maps are in the order of their keys, so that the same contract always gives the same text.
///
/// ```
/// use chanx_contract::{Contract, ContractError, asyncapi::{Action, AsyncApi}};
///
/// /// Lists the messages that clients may send, by a locked contract.
/// fn received(locked: &str) -> Result<Vec<String>, ContractError> {
///     let document = AsyncApi::new("Chat", "1.0.0").document(&Contract::from_json(locked)?);
///     let received = document.operations.values().filter(|operation| operation.action == Action::Receive);
///     Ok(received.flat_map(|operation| &operation.messages).map(|message| message.to.clone()).collect())
/// }
///
/// assert!(received(&Contract::from_routes(&[]).to_json())?.is_empty());
/// # Ok::<(), ContractError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Document {
    /// The version of the specification: `3.0.0`.
    pub asyncapi: String,
    /// The application.
    pub info: Info,
    /// The servers, by names; empty where none was given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub servers: BTreeMap<String, Server>,
    /// The media type of messages: `application/json`.
    pub default_content_type: String,
    /// The channels: one for each route, by its title.
    pub channels: BTreeMap<String, Channel>,
    /// The operations: one for each handler, event and declared message, and for the frames of chanx's own.
    pub operations: BTreeMap<String, Operation>,
    /// What channels and operations refer to.
    pub components: Components,
    /// What AsyncAPI has no word for.
    #[serde(rename = "x-chanx")]
    pub extension: DocumentExtension,
}

impl Document {
    /// Writes it as indented JSON with a final newline.
    pub fn to_json(&self) -> String {
        // Every key is a string, so that it can always be written.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Writes it as YAML.
    pub fn to_yaml(&self) -> String {
        // Every key is a string, so that it can always be written.
        serde_saphyr::to_string(self).unwrap_or_default()
    }
}

/// The application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Info {
    /// Its name.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The words on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A server that runs the application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Server {
    /// Its host, with a port where that is not the protocol's.
    pub host: String,
    /// `ws` or `wss`.
    pub protocol: String,
    /// The path in front of all addresses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pathname: Option<String>,
}

/// A route: one WebSocket, and the messages both ways.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Channel {
    /// The path, with `{name}` in place of parameters.
    pub address: String,
    /// The name by which generators know it: snake case, and an identifier.
    pub title: String,
    /// A short line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The words on the consumer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The parameters in its address.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, Parameter>,
    /// The messages both ways.
    pub messages: BTreeMap<String, Reference>,
    /// The words by which it is grouped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// The handshake's request.
    pub bindings: ChannelBindings,
    /// What AsyncAPI has no word for.
    #[serde(rename = "x-chanx")]
    pub extension: ChannelExtension,
}

/// A parameter of an address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Parameter {
    /// The words on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The only texts that may stand there.
    #[serde(rename = "enum", default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Texts that may stand there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// Its type.
    #[serde(rename = "x-chanx")]
    pub extension: ParameterExtension,
}

/// What a channel has of protocols: that of the WebSocket.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ChannelBindings {
    /// The handshake's request.
    pub ws: WebSocketBinding,
}

/// The request of a WebSocket's handshake (binding version 0.1.0).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct WebSocketBinding {
    /// Its method: `GET`.
    pub method: String,
    /// The schema of the query, where credentials may stand in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<Value>,
    /// The schema of headers that say something to the application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headers: Option<Value>,
    /// The version of the binding: `0.1.0`.
    pub binding_version: String,
}

/// What the application does: it receives what clients send, or sends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Operation {
    /// The direction.
    pub action: Action,
    /// The channel.
    pub channel: Reference,
    /// A short line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The words on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The ways in which clients show who they are, any of which will do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub security: Vec<Reference>,
    /// The words by which it is grouped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// The messages, one of which goes over the channel.
    pub messages: Vec<Reference>,
    /// The replies to what is received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<OperationReply>,
    /// What AsyncAPI has no word for.
    #[serde(rename = "x-chanx", default, skip_serializing_if = "OperationExtension::is_empty")]
    pub extension: OperationExtension,
}

/// The direction of an operation, as the application sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Action {
    /// Clients send, the application receives.
    Receive,
    /// The application sends, clients receive.
    Send,
}

/// The replies to what an operation receives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OperationReply {
    /// The channel: the operation's own.
    pub channel: Reference,
    /// The messages that may be replied.
    pub messages: Vec<Reference>,
}

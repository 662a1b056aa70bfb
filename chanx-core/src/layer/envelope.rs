//! The envelope in which group messages and events travel between nodes.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The version of the envelope's form that this crate writes and reads.
pub const ENVELOPE_VERSION: u16 = 1;

/// A group message or an event on its way, with who sent it.
///
/// Layers that leave the process carry it as JSON ([`Envelope::to_json`]); a node that reads another version
/// refuses it with [`EnvelopeError`] instead of guessing, so that versions can meet during a deployment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The form's version, [`ENVELOPE_VERSION`].
    pub version: u16,
    /// For whom it is.
    pub kind: EnvelopeKind,
    /// The message's action, or the event's name.
    pub name: Cow<'static, str>,
    /// The channel name of the connection that sent it, if a connection did; the node's id where it is to all nodes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// The identity of the user who sent it, or whose connections are meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Whether the sending connection is left out.
    #[serde(default)]
    pub exclude_current: bool,
    /// The message or event as JSON, an object.
    pub body: String,
}

/// What an envelope carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnvelopeKind {
    /// A message for the clients of a group.
    Message,
    /// An event for the handlers of a group, or of one connection.
    Event,
    /// To all nodes: the connections of `user` must end.
    Disconnect,
    /// To all nodes: the connections of `user` must be asked again whether they may stay.
    Reauthorize,
}

/// Why bytes are no envelope.
#[derive(Debug)]
pub enum EnvelopeError {
    /// They are not its JSON.
    Malformed(serde_json::Error),
    /// They are of another version.
    Version(u16),
}

impl std::fmt::Display for EnvelopeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            EnvelopeError::Malformed(error) => write!(f, "malformed envelope: {error}"),
            EnvelopeError::Version(version) => {
                write!(f, "envelope of version {version}, this node reads {ENVELOPE_VERSION}")
            }
        }
    }
}

impl std::error::Error for EnvelopeError {}

impl Envelope {
    /// Writes it for another node.
    ///
    /// # Errors
    /// Never for an envelope that chanx made; the signature leaves room for other forms.
    pub fn to_json(&self) -> Result<Vec<u8>, EnvelopeError> {
        serde_json::to_vec(self).map_err(EnvelopeError::Malformed)
    }

    /// Reads what another node wrote.
    ///
    /// # Errors
    /// When the bytes are not an envelope, or one of another version.
    pub fn from_json(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        #[derive(Deserialize)]
        struct Version {
            version: u16,
        }
        let Version { version } = serde_json::from_slice(bytes).map_err(EnvelopeError::Malformed)?;
        if version != ENVELOPE_VERSION {
            return Err(EnvelopeError::Version(version));
        }
        serde_json::from_slice(bytes).map_err(EnvelopeError::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::{Envelope, EnvelopeError, EnvelopeKind};

    #[test]
    fn another_version_is_refused_by_its_number() {
        let newer = br#"{"version":2,"kind":"telegram","something":"else"}"#;
        assert!(matches!(Envelope::from_json(newer), Err(EnvelopeError::Version(2))));
        assert!(matches!(Envelope::from_json(b"[]"), Err(EnvelopeError::Malformed(_))));
    }

    #[test]
    fn an_envelope_survives_the_wire() {
        let envelope = Envelope {
            version: super::ENVELOPE_VERSION,
            kind: EnvelopeKind::Message,
            name: "chat".into(),
            sender: Some("n.1".into()),
            user: None,
            exclude_current: true,
            body: r#"{"action":"chat"}"#.into(),
        };
        let read = Envelope::from_json(&envelope.to_json().expect("it is plain data"));
        assert_eq!(read.expect("it was just written"), envelope);
    }
}

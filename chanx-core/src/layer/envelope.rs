//! The envelope in which group messages and events travel between nodes.

use std::{borrow::Cow, sync::Arc};

use serde::{Deserialize, Serialize, de::Error as _};

/// The version of the envelope's forms that this crate writes and reads.
pub const ENVELOPE_VERSION: u8 = 1;

/// A group message or an event on its way, with who sent it.
///
/// Layers that leave the process carry it as bytes ([`Envelope::to_bytes`]) or as JSON ([`Envelope::to_json`]); a node that
/// reads another version refuses it with [`EnvelopeError`] instead of guessing, so that versions can meet during a
/// deployment. Fields that a node does not know are passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Envelope {
    /// For whom it is.
    pub kind: EnvelopeKind,
    /// The message's action, or the event's name.
    pub name: Cow<'static, str>,
    /// The channel name of the connection that sent it, if a connection did; the node's id where it is to all nodes.
    pub sender: Option<Arc<str>>,
    /// The identity of the user who sent it, or whose connections are meant.
    pub user: Option<Arc<str>>,
    /// Whether the sending connection is left out.
    pub exclude_current: bool,
    /// Where it stands in its group's history, where one is kept.
    pub position: Option<Position>,
    /// How many its publisher has sent to the same address, where that is counted.
    pub count: Option<Count>,
    /// The message or event as JSON, an object.
    pub body: String,
}

/// An envelope as it is written: with its version, and nothing that it has not.
#[derive(Serialize, Deserialize)]
struct Written<'e> {
    version: u8,
    kind: EnvelopeKind,
    name: Cow<'e, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sender: Option<Arc<str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<Arc<str>>,
    #[serde(default)]
    exclude_current: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    position: Option<Position>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    count: Option<Count>,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    body: Cow<'e, str>,
}

impl<'e> Written<'e> {
    /// With this body, which may stand elsewhere.
    fn of(envelope: &'e Envelope, body: &'e str) -> Self {
        let Envelope { kind, name, sender, user, exclude_current, position, count, body: _ } = envelope;
        Self {
            version: ENVELOPE_VERSION,
            kind: *kind,
            name: Cow::Borrowed(name),
            sender: sender.clone(),
            user: user.clone(),
            exclude_current: *exclude_current,
            position: position.clone(),
            count: count.clone(),
            body: Cow::Borrowed(body),
        }
    }

    fn read(bytes: &[u8]) -> Result<Envelope, EnvelopeError> {
        #[derive(Deserialize)]
        struct Version {
            version: u64,
        }
        let Version { version } = serde_json::from_slice(bytes).map_err(EnvelopeError::Malformed)?;
        if version != u64::from(ENVELOPE_VERSION) {
            return Err(EnvelopeError::Version(version));
        }
        let Written { kind, name, sender, user, exclude_current, position, count, body, .. } =
            serde_json::from_slice(bytes).map_err(EnvelopeError::Malformed)?;
        let (name, body) = (Cow::Owned(name.into_owned()), body.into_owned());
        Ok(Envelope { kind, name, sender, user, exclude_current, position, count, body })
    }
}

/// A place in a history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Names the history: offsets of another epoch say nothing of this one.
    pub epoch: Arc<str>,
    /// Counts from 1.
    pub offset: u64,
}

/// A publisher's count of envelopes to one address: whoever misses a number has missed an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The publishing node's id.
    pub publisher: Arc<str>,
    /// Counts from 1.
    pub value: u64,
}

/// Where the head of an envelope's bytes begins.
const HEAD_AT: usize = 5;

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
    /// They are not of its form.
    Malformed(serde_json::Error),
    /// They are of another version.
    Version(u64),
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
    /// Memory that it takes while it waits: its own, that of its two counters and of its place in a queue, and its texts. Who
    /// shares it with others may well be the last to hold it.
    pub(crate) fn memory(&self) -> usize {
        size_of::<Self>() + 3 * size_of::<usize>() + self.name.len() + self.body.len()
    }

    /// An envelope that nobody in particular sends.
    pub fn new(kind: EnvelopeKind, name: impl Into<Cow<'static, str>>, body: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            sender: None,
            user: None,
            exclude_current: false,
            position: None,
            count: None,
            body: body.into(),
        }
    }

    /// Writes it as JSON, for people and other languages to read.
    ///
    /// # Errors
    /// Never for an envelope that chanx made; the signature leaves room for other forms.
    pub fn to_json(&self) -> Result<Vec<u8>, EnvelopeError> {
        serde_json::to_vec(&Written::of(self, &self.body)).map_err(EnvelopeError::Malformed)
    }

    /// Reads what [`Envelope::to_json`] wrote on another node.
    ///
    /// # Errors
    /// When the bytes are not an envelope, or one of another version.
    pub fn from_json(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        Written::read(bytes)
    }

    /// Writes it as bytes, for other nodes: the version in one byte, the length of the head in four (big-endian), the head
    /// as JSON, and the body as it is, since to write it as JSON once more would escape all of it.
    ///
    /// # Errors
    /// Never for an envelope that chanx made.
    pub fn to_bytes(&self) -> Result<Vec<u8>, EnvelopeError> {
        let head = serde_json::to_vec(&Written::of(self, "")).map_err(EnvelopeError::Malformed)?;
        let len = u32::try_from(head.len())
            .map_err(|error| EnvelopeError::Malformed(serde_json::Error::custom(error)))?;
        let mut bytes = Vec::with_capacity(HEAD_AT + head.len() + self.body.len());
        bytes.push(ENVELOPE_VERSION);
        bytes.extend(len.to_be_bytes());
        bytes.extend(head);
        bytes.extend(self.body.as_bytes());
        Ok(bytes)
    }

    /// Reads what [`Envelope::to_bytes`] wrote on another node.
    ///
    /// # Errors
    /// When the bytes are not an envelope, or one of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        let malformed = |told: &str| EnvelopeError::Malformed(serde_json::Error::custom(told));
        let (version, rest) = bytes.split_first().ok_or_else(|| malformed("there are no bytes"))?;
        if *version != ENVELOPE_VERSION {
            return Err(EnvelopeError::Version(u64::from(*version)));
        }
        let (len, rest) =
            rest.split_first_chunk().ok_or_else(|| malformed("the length of the head is cut"))?;
        let len = usize::try_from(u32::from_be_bytes(*len)).unwrap_or(usize::MAX);
        let (head, body) = rest.split_at_checked(len).ok_or_else(|| malformed("the head is cut"))?;
        let mut envelope = Written::read(head)?;
        envelope.body = String::from_utf8(body.to_vec()).map_err(|_| malformed("the body is no text"))?;
        Ok(envelope)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn another_version_is_refused_by_its_number() {
        let far = br#"{"version":70000}"#;
        assert!(matches!(Envelope::from_json(far), Err(EnvelopeError::Version(70_000))));
        let newer = br#"{"version":2,"kind":"telegram","something":"else"}"#;
        assert!(matches!(Envelope::from_json(newer), Err(EnvelopeError::Version(2))));
        assert!(matches!(Envelope::from_json(b"[]"), Err(EnvelopeError::Malformed(_))));
        assert!(matches!(Envelope::from_bytes(b"\x02whatever"), Err(EnvelopeError::Version(2))));
    }

    #[test]
    fn the_forms_of_this_version_stay_as_they_are() {
        let mut envelope = Envelope::new(EnvelopeKind::Message, "chat", r#"{"a":1}"#);
        envelope.sender = Some("n.1".into());
        let json = r#"{"version":1,"kind":"message","name":"chat","sender":"n.1","exclude_current":false,"body":"{\"a\":1}"}"#;
        assert_eq!(String::from_utf8(envelope.to_json().unwrap()).unwrap(), json);
        let head = r#"{"version":1,"kind":"message","name":"chat","sender":"n.1","exclude_current":false}"#;
        let bytes = [b"\x01\0\0\0\x53", head.as_bytes(), br#"{"a":1}"#].concat();
        assert_eq!(envelope.to_bytes().unwrap(), bytes);
    }

    #[test]
    fn what_is_cut_or_no_text_is_malformed() {
        let bytes = Envelope::new(EnvelopeKind::Event, "event", "").to_bytes().unwrap();
        for len in 0..bytes.len() {
            assert!(matches!(Envelope::from_bytes(&bytes[..len]), Err(EnvelopeError::Malformed(_))), "{len}");
        }
        let no_text = [&bytes[..], b"\xff"].concat();
        assert!(matches!(Envelope::from_bytes(&no_text), Err(EnvelopeError::Malformed(_))));
    }

    prop_compose! {
        fn envelopes()(
            kind in prop_oneof![Just(EnvelopeKind::Message), Just(EnvelopeKind::Event), Just(EnvelopeKind::Reauthorize)],
            (name, body) in any::<(String, String)>(),
            (sender, user) in any::<(Option<String>, Option<String>)>(),
            exclude_current in any::<bool>(),
            position in any::<Option<(String, u64)>>(),
            count in any::<Option<(String, u64)>>(),
        ) -> Envelope {
            Envelope {
                sender: sender.map(Into::into),
                user: user.map(Into::into),
                exclude_current,
                position: position.map(|(epoch, offset)| Position { epoch: epoch.into(), offset }),
                count: count.map(|(publisher, value)| Count { publisher: publisher.into(), value }),
                ..Envelope::new(kind, name, body)
            }
        }
    }

    proptest! {
        #[test]
        fn an_envelope_survives_the_wire(envelope in envelopes()) {
            prop_assert_eq!(&Envelope::from_json(&envelope.to_json().unwrap()).unwrap(), &envelope);
            prop_assert_eq!(&Envelope::from_bytes(&envelope.to_bytes().unwrap()).unwrap(), &envelope);
        }
    }
}

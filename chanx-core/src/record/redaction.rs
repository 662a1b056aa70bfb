//! What of a consumer's frames may be recorded.

use std::{collections::HashMap, fmt, sync::Arc};

use bytes::Bytes;
use serde_json::Value;

use super::{Kind, Opened, REDACTED, Said, Side, json};
use crate::{
    camelize::camel_case,
    consumer::{Accepts, Consumer, ConsumerInfo},
    groups::Dialect,
    message::MessageInfo,
    settings::Settings,
    wire::AUTHENTICATE,
};

/// Leaves out of a consumer's frames what is secret.
///
/// - The values of `#[sensitive]` fields become `"[redacted]"`, and so do those that may be one's in disguise, as
///   [`Shape::redact`](crate::shape::Shape::redact) says; so does the token of chanx's `authenticate`.
/// - Where the consumer has a sensitive field anywhere, or an authentication, frames that nobody can look into are
///   withheld: texts that are no JSON objects, or have a key twice, or an action that is none of the consumer's, and
///   binary frames. So is what faults repeat of a client's words.
///
/// Everything else stays as it is: what is secret, but not marked, is recorded.
pub struct Redaction {
    info: &'static ConsumerInfo,
    received: HashMap<&'static str, &'static MessageInfo>,
    dialect: Arc<Dialect>,
    /// Whether there is anything to keep secret.
    secretive: bool,
}

/// chanx's own messages that a server sends.
const STANDARD: [&str; 5] = ["authentication", "error", "complete", "group_complete", "event_complete"];

/// What a group message's recipients are told besides.
const OWNERSHIP: [&str; 4] = ["is_mine", "isMine", "is_current", "isCurrent"];

impl Redaction {
    /// Learns what the consumer's messages mark.
    pub fn of<C: Consumer>() -> Self {
        Self::with::<C>(Arc::new(Dialect::of::<C>(&Settings::default())))
    }

    pub(crate) fn with<C: Consumer>(dialect: Arc<Dialect>) -> Self {
        let received: HashMap<_, _> = C::HANDLERS
            .iter()
            .flat_map(|row| match row.accepts {
                Accepts::Messages(infos) => infos,
                _ => &[],
            })
            .map(|info| (info.action, *info))
            .collect();
        let is_sensitive = |info: &'static MessageInfo| (info.shape)().is_sensitive();
        let secretive = !C::authentications().is_empty()
            || received.values().copied().any(is_sensitive)
            || dialect.sends().any(is_sensitive);
        Self { info: const { &C::INFO }, received, dialect, secretive }
    }

    /// How a connection to the consumer began.
    pub fn opened(&self, path: &str, subprotocol: Option<&str>) -> Opened {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        Opened {
            path: path.to_owned(),
            consumer: self.info.name.to_owned(),
            subprotocol: subprotocol.map(str::to_owned),
            tag: self.info.tag.to_owned(),
        }
    }

    /// What may be recorded of a text frame.
    pub fn text(&self, from: Side, text: &str) -> Said {
        let withheld = Said::Withheld { kind: Kind::Text, bytes: text.len() };
        match json::object(text) {
            Some(mut frame) => {
                let known = self.looked_into(from, &mut frame);
                if known || !self.secretive { Said::Text(frame) } else { withheld }
            }
            None if self.secretive => withheld,
            None => Said::Raw(text.to_owned()),
        }
    }

    /// Redacts a frame; `false` where it is none that the consumer knows.
    fn looked_into(&self, from: Side, frame: &mut Value) -> bool {
        let Some(action) = self.action(frame) else { return false };
        let info = match from {
            Side::Client if action == AUTHENTICATE.action => Some(&AUTHENTICATE),
            Side::Client => self.received.get(&*action).copied(),
            Side::Server if STANDARD.contains(&&*action) => {
                if self.secretive {
                    hush(frame);
                }
                return true;
            }
            Side::Server => self.dialect.declared(&action),
        };
        let Some(info) = info else { return false };
        let shape = (info.shape)();
        if shape.is_sensitive() {
            let kept = self.envelope(info, frame, &action);
            shape.redact(frame);
            let Some(members) = frame.as_object_mut() else { return false };
            members.extend(kept);
        }
        true
    }

    /// The value of the tag, in either case; none where there are two that differ.
    fn action(&self, frame: &Value) -> Option<String> {
        let (tag, camel) = (frame.get(self.info.tag), frame.get(&*camel_case(self.info.tag)));
        let action = tag.or(camel)?.as_str()?;
        let is_one = [tag, camel].into_iter().flatten().all(|value| value == action);
        is_one.then(|| action.to_owned())
    }

    /// What a frame has besides the message's fields.
    fn envelope(&self, info: &MessageInfo, frame: &Value, action: &str) -> Vec<(String, Value)> {
        let camel = camel_case(self.info.tag);
        let is_tag = |key: &str, value: &Value| (key == self.info.tag || key == camel) && value == action;
        let is_ownership =
            |key: &str, value: &Value| info.group && value.is_boolean() && OWNERSHIP.contains(&key);
        let members = frame.as_object().into_iter().flatten();
        members
            .filter(|(key, value)| is_tag(key, value) || is_ownership(key, value))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }

    /// What may be recorded of a binary frame.
    pub fn binary(&self, bytes: &Bytes) -> Said {
        if self.secretive {
            Said::Withheld { kind: Kind::Binary, bytes: bytes.len() }
        } else {
            Said::Binary(bytes.clone())
        }
    }
}

/// Takes out of the standard `error` what repeats a client's words: an unknown tag, and texts of the application's own
/// rules.
fn hush(frame: &mut Value) {
    let faults = frame.get_mut("payload").and_then(Value::as_array_mut);
    for fault in faults.into_iter().flatten() {
        let repeats = matches!(fault["type"].as_str(), Some("union_tag_invalid" | "value_error"));
        if let (true, Some(msg)) = (repeats, fault.get_mut("msg")) {
            *msg = REDACTED.into();
        }
    }
}

impl fmt::Debug for Redaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redaction").field("consumer", &self.info.name).finish_non_exhaustive()
    }
}

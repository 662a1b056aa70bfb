//! What of a consumer's frames may be recorded.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use bytes::Bytes;
use chanx_schema::{MessageSchema, REDACTED, camel_case};
use serde_json::Value;

use super::{Kind, Opened, Said, Side, json};
use crate::{
    decode::OWNERSHIP,
    envelope,
    table::{Accepts, ConsumerInfo, HandlerInfo, MessageInfo, declared_by},
    wire::AUTHENTICATE,
};

/// Leaves out of a consumer's frames what is secret.
///
/// - The values of `#[sensitive]` fields become `"[redacted]"`, and so do those that may be one's in disguise, and keys
///   that nobody knows, as [`MessageSchema::redact`] says; so does the token of chanx's
///   `authenticate`. Where a consumer has several messages of one action, what one of them marks is secret in all.
/// - Where the consumer has a sensitive field anywhere, or an authentication, frames that nobody can look into are
///   withheld: texts that are no JSON objects, or have a key twice, or an action that is none of the consumer's, and
///   binary frames. So is what faults repeat of a client's words, keys that it made up among them.
/// - A number that a JSON value would change, such as an integer of more than 64 bits, keeps its frame from being taken
///   apart: it is recorded as the text that it is, or withheld where it has something to redact.
///
/// A request's `ref`, and what else of its envelope is as it should be, stays: it tells requests apart.
///
/// The keys of maps are data as their values are: both stay, except beside a sensitive field.
/// Everything else stays as it is: what is secret, but not marked, is recorded.
pub struct Redaction {
    info: &'static ConsumerInfo,
    received: HashMap<&'static str, Vec<&'static MessageInfo>>,
    sends: HashMap<&'static str, Vec<&'static MessageInfo>>,
    /// Whether there is anything to keep secret.
    secretive: bool,
    /// What faults may name, where there is: all else in a place is a client's own word.
    names: HashSet<String>,
}

/// What is seen of a frame.
enum Sight {
    /// It is none that the consumer knows.
    Unknown,
    /// There is nothing secret in it.
    Plain,
    /// It had, or may have had, something secret in it.
    Redacted,
}

/// chanx's own messages that a server sends.
const STANDARD: [&str; 5] = ["authentication", "error", "complete", "group_complete", "event_complete"];

impl Redaction {
    /// Learns from a consumer's rows what its messages mark.
    pub fn of<'r>(
        info: &'static ConsumerInfo,
        rows: impl IntoIterator<Item = &'r HandlerInfo, IntoIter: Clone>,
    ) -> Self {
        let rows = rows.into_iter();
        let sends = declared_by(info, rows.clone());
        let mut received: HashMap<_, Vec<_>> = HashMap::new();
        for row in rows {
            let Accepts::Messages(infos) = row.accepts else { continue };
            for info in infos {
                received.entry(info.action).or_default().push(*info);
            }
        }
        let is_sensitive = |info: &'static MessageInfo| (info.compiled)().is_sensitive();
        let secretive = !info.access.authentications.is_empty()
            || received.values().flatten().copied().any(is_sensitive)
            || sends.values().flatten().copied().any(is_sensitive);
        let names = if secretive { names(received.values().flatten().copied()) } else { HashSet::new() };
        Self { info, received, sends, secretive, names }
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
        let Some(json::Object { value: mut frame, exact }) = json::object(text) else {
            return if self.secretive { withheld } else { Said::Raw(text.to_owned()) };
        };
        match self.looked_into(from, &mut frame) {
            Sight::Unknown if self.secretive => withheld,
            _ if exact => Said::Text(frame),
            Sight::Unknown | Sight::Plain => Said::Raw(text.to_owned()),
            Sight::Redacted => withheld,
        }
    }

    /// Redacts a frame.
    fn looked_into(&self, from: Side, frame: &mut Value) -> Sight {
        let Some(action) = self.action(frame) else { return Sight::Unknown };
        let infos: &[&MessageInfo] = match from {
            Side::Client if action == AUTHENTICATE.action => &[&AUTHENTICATE],
            Side::Client => self.received.get(&*action).map_or(&[], Vec::as_slice),
            Side::Server if STANDARD.contains(&&*action) => {
                if !self.secretive {
                    return Sight::Plain;
                }
                self.hush(frame);
                return Sight::Redacted;
            }
            Side::Server => self.sends.get(&*action).map_or(&[], Vec::as_slice),
        };
        if infos.is_empty() {
            return Sight::Unknown;
        }
        let schemas: Vec<_> = infos.iter().map(|info| (info.compiled)()).collect();
        if !schemas.iter().any(|schema| schema.is_sensitive()) {
            return Sight::Plain;
        }
        let kept = self.envelope(infos, frame, &action);
        MessageSchema::redact_by(&schemas, frame, &kept);
        Sight::Redacted
    }

    /// The value of the tag, in either case; none where there are two that differ.
    fn action(&self, frame: &Value) -> Option<String> {
        let (tag, camel) = (frame.get(self.info.tag), frame.get(&*camel_case(self.info.tag)));
        let action = tag.or(camel)?.as_str()?;
        let is_one = [tag, camel].into_iter().flatten().all(|value| value == action);
        is_one.then(|| action.to_owned())
    }

    /// The keys that a frame has besides the message's fields.
    fn envelope(&self, infos: &[&MessageInfo], frame: &Value, action: &str) -> Vec<String> {
        let camel = camel_case(self.info.tag);
        let is_tag = |key: &str, value: &Value| (key == self.info.tag || key == camel) && value == action;
        let group = infos.iter().any(|info| info.group);
        let is_ownership = |key: &str, value: &Value| group && value.is_boolean() && OWNERSHIP.contains(&key);
        // A `ref` tells requests apart, and means nothing; with a fault it is a client's own word.
        let is_envelope =
            |key: &str, value: &Value| envelope::Key::of(key).is_some_and(|key| key.judge(value).is_none());
        let members = frame.as_object().into_iter().flatten();
        members
            .filter(|(key, value)| is_tag(key, value) || is_ownership(key, value) || is_envelope(key, value))
            .map(|(key, _)| key.clone())
            .collect()
    }

    /// Takes out of the standard `error` what repeats a client's words: an unknown tag, texts of the application's own
    /// rules, and keys in a place that no message has.
    fn hush(&self, frame: &mut Value) {
        let faults = frame.get_mut("payload").and_then(Value::as_array_mut);
        for fault in faults.into_iter().flatten() {
            let repeats = matches!(fault["type"].as_str(), Some("union_tag_invalid" | "value_error"));
            if let (true, Some(msg)) = (repeats, fault.get_mut("msg")) {
                *msg = REDACTED.into();
            }
            let place = fault.get_mut("loc").and_then(Value::as_array_mut);
            for step in place.into_iter().flatten() {
                if step.as_str().is_some_and(|name| !self.names.contains(name)) {
                    *step = REDACTED.into();
                }
            }
        }
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

/// Every name that stands in a fault's place, in either case: of fields, and of constant values.
fn names<'m>(received: impl Iterator<Item = &'m MessageInfo>) -> HashSet<String> {
    let of = |info: &'m MessageInfo| (info.compiled)().words().chain([info.action]);
    let found = received.chain([&AUTHENTICATE]).flat_map(of).chain(envelope::NAMES);
    found.flat_map(|name| [name.to_owned(), camel_case(name).into_owned()]).collect()
}

impl fmt::Debug for Redaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redaction").field("consumer", &self.info.name).finish_non_exhaustive()
    }
}

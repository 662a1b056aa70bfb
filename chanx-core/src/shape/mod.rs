//! A message's JSON schema, compiled once: it finds every fault of an invalid frame, and knows which keys are
//! field names and which values are secret.

mod keys;
pub(crate) mod recase;
mod redact;
mod schema;

use std::{borrow::Cow, collections::HashMap};

use regex::Regex;
use schemars::JsonSchema;
use serde_json::Value;

pub(crate) use self::keys::{Keys, Node};
use self::recase::{Case, recase};
pub use self::redact::REDACTED;

/// A function that gives the shape of a type, compiled at its first call.
macro_rules! shape_of {
    ($message:ty) => {
        || {
            static SHAPE: std::sync::OnceLock<$crate::shape::Shape> = std::sync::OnceLock::new();
            SHAPE.get_or_init($crate::shape::Shape::of::<$message>)
        }
    };
}
pub(crate) use shape_of;

/// The compiled schema of one message.
#[derive(Debug)]
pub struct Shape {
    schema: Value,
    patterns: HashMap<String, Regex>,
    incoming: Keys,
    /// Only where they differ from those of what a client may send.
    sent: Option<(Value, Keys)>,
    /// Whether a field of either is marked as a secret.
    sensitive: bool,
}

impl Shape {
    /// Compiles the schema of `T`.
    pub fn of<T: JsonSchema>() -> Self {
        let schema = schema::incoming::<T>();
        let sent = schema::outgoing::<T>();
        Self {
            patterns: schema::patterns(&schema),
            incoming: Keys::of(&schema),
            sensitive: redact::is_marked(&schema) || redact::is_marked(&sent),
            sent: (sent != schema).then(|| {
                let keys = Keys::of(&sent);
                (sent, keys)
            }),
            schema,
        }
    }

    /// Writes a client's camelCase keys as the fields' names. Names as they are stay; so do map keys, keys
    /// that the schema does not name, keys written with escapes, and every value. What is no JSON passes
    /// through.
    pub fn to_snake<'a>(&self, text: &'a str) -> Cow<'a, str> {
        recase(text, &self.incoming, Case::Snake)
    }

    /// Writes fields' names in camelCase; the reverse of [`Shape::to_snake`].
    pub fn to_camel<'a>(&self, text: &'a str) -> Cow<'a, str> {
        recase(text, self.sent.as_ref().map_or(&self.incoming, |(_, keys)| keys), Case::Camel)
    }

    /// Writes a server's camelCase keys as the fields' names: what undoes [`Shape::to_camel`], for tools that read
    /// what was sent.
    pub fn sent_to_snake<'a>(&self, text: &'a str) -> Cow<'a, str> {
        recase(text, self.sent.as_ref().map_or(&self.incoming, |(_, keys)| keys), Case::Snake)
    }

    /// The JSON schema (draft 2020-12) of what a client may send: the whole frame, keys as they are in Rust.
    pub fn incoming(&self) -> &Value {
        &self.schema
    }

    /// The JSON schema of what a server sends. `is_mine` and `is_current` of group messages are not in it.
    pub fn outgoing(&self) -> &Value {
        self.sent.as_ref().map_or(&self.schema, |(schema, _)| schema)
    }

    /// The fields of what a client may send.
    pub(crate) fn keys(&self) -> &Keys {
        &self.incoming
    }

    /// What a `$ref` of that schema stands for.
    pub(crate) fn resolve(&self, reference: &str) -> Option<&Value> {
        self.schema.pointer(reference.strip_prefix('#')?)
    }

    /// A pattern of that schema, compiled.
    pub(crate) fn pattern(&self, pattern: &str) -> Option<&Regex> {
        self.patterns.get(pattern)
    }
}

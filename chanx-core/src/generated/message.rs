//! The parts of a message that are the same for all: its tag, the null of a unit struct, its reply.

use std::{borrow::Cow, fmt, marker::PhantomData, sync::LazyLock};

use chanx_schema::MessageSchema;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Visitor},
};

use crate::{
    message::Message,
    table::{EventInfo, MessageInfo, schema_of},
};

/// The tag of a message's frame: it writes the message's action, and reads nothing else.
pub struct Tag<M>(PhantomData<fn() -> M>);

impl<M> Tag<M> {
    /// The tag of this message.
    pub fn of(_: &M) -> Self {
        Self(PhantomData)
    }
}

impl<M: Message> Serialize for Tag<M> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(M::INFO.action)
    }
}

impl<'de, M: Message> Deserialize<'de> for Tag<M> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Expected(M::INFO.action)).map(|()| Self(PhantomData))
    }
}

struct Expected(&'static str);

impl Visitor<'_> for Expected {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the string {:?}", self.0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        if text == self.0 { Ok(()) } else { Err(E::invalid_value(de::Unexpected::Str(text), &self)) }
    }
}

impl<M: Message> JsonSchema for Tag<M> {
    fn schema_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}_{}", M::INFO.name, M::INFO.tag))
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "const": M::INFO.action })
    }

    fn inline_schema() -> bool {
        true
    }
}

/// The payload of a unit struct: `null`.
pub fn nothing<M>(_: &M) {}

/// A message's schema, compiled at its first use.
pub type LazySchema = LazyLock<MessageSchema>;

/// The one of `M`.
pub const fn lazy_schema<M: JsonSchema>() -> LazySchema {
    LazyLock::new(MessageSchema::of::<M>)
}

/// Stands for a message whose `#[message]` has mistakes, so that they are the only errors.
pub const BROKEN: MessageInfo = MessageInfo::new::<()>("", "", schema_of!(()));

/// Stands for an event whose `#[event]` has mistakes.
pub const BROKEN_EVENT: EventInfo = EventInfo::new("", "", <()>::json_schema);

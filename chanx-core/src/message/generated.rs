//! What the code that `#[message]`, `#[messages]` and `#[event]` write calls.

use std::{borrow::Cow, fmt, marker::PhantomData, sync::OnceLock};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Visitor},
};

use super::{Message, MessageInfo};
use crate::{
    consumer::Consumer,
    context::Context,
    error::{HandlerError, Result},
    event::EventInfo,
    reply::SentBy,
    shape::Shape,
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

/// Replies with one message.
///
/// # Errors
/// When the connection is closed, or the message cannot be written as JSON.
pub async fn reply<C: Consumer, M: SentBy<C>>(message: M, cx: &Context<C>) -> Result<()> {
    cx.send_message(message).await.map_err(HandlerError::from)
}

/// Stands for a message whose `#[message]` has mistakes, so that they are the only errors.
pub const BROKEN: MessageInfo = MessageInfo {
    action: "",
    tag: "action",
    name: "",
    group: false,
    description: "",
    summary: None,
    tags: &[],
    deprecated: false,
    shape: || {
        static SHAPE: OnceLock<Shape> = OnceLock::new();
        SHAPE.get_or_init(Shape::of::<()>)
    },
};

/// Stands for an event whose `#[event]` has mistakes.
pub const BROKEN_EVENT: EventInfo = EventInfo { handler: "", name: "", description: "", deprecated: false };

/// Stops the compiler when two messages of a union have the same action, or different tags.
///
/// Each message is its name in the union, its action and its tag.
///
/// # Panics
/// Then; at compile time the text is the error.
#[track_caller]
pub const fn member(union: &str, (name, action, tag): (&str, &str, &str), others: &[(&str, &str, &str)]) {
    let mut index = 0;
    while index < others.len() {
        let (other, its_action, its_tag) = others[index];
        if same(action, its_action) {
            panic_with(&[
                "`",
                union,
                "` has two messages for the action `",
                action,
                "`: `",
                other,
                "` and `",
                name,
                "`",
            ]);
        }
        if !same(tag, its_tag) {
            panic_with(&[
                "the messages of `",
                union,
                "` must share one tag: `",
                other,
                "` has `",
                its_tag,
                "`, `",
                name,
                "` has `",
                tag,
                "`",
            ]);
        }
        index += 1;
    }
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Joins the parts, since a constant cannot format; what is longer than the buffer is cut off.
#[track_caller]
const fn panic_with(parts: &[&str]) -> ! {
    let mut buffer = [0_u8; 512];
    let (mut length, mut part) = (0, 0);
    while part < parts.len() {
        let bytes = parts[part].as_bytes();
        let mut index = 0;
        while index < bytes.len() && length < buffer.len() {
            buffer[length] = bytes[index];
            length += 1;
            index += 1;
        }
        part += 1;
    }
    let (text, _) = buffer.split_at(length);
    match std::str::from_utf8(text) {
        Ok(text) => panic!("{}", text),
        Err(_) => panic!("two messages of a union collide"),
    }
}

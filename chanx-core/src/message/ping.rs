//! `ping` and `pong`, written out as `#[message]` would write them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};

use super::{Includes, Incoming, Message, Outgoing};
use crate::{
    decode::{self, Frame, Invalid},
    table::{MessageInfo, schema_of},
    validate::{At, Fault, Validate},
};

macro_rules! unit_message {
    ($(#[doc = $doc:literal])+ $name:ident, $action:ident, $description:literal) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
        pub struct $name;

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
                let mut frame = to.serialize_struct(stringify!($name), 2)?;
                frame.serialize_field("action", stringify!($action))?;
                frame.serialize_field("payload", &())?;
                frame.end()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
                #[derive(Deserialize)]
                struct Whole {
                    action: Action,
                    #[serde(default)]
                    payload: (),
                }
                #[derive(Deserialize)]
                #[allow(non_camel_case_types, reason = "the variant is the action as it is written")]
                enum Action {
                    $action,
                }
                let Whole { action: Action::$action, payload: () } = Whole::deserialize(from)?;
                Ok(Self)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                Cow::Borrowed(stringify!($name))
            }

            fn schema_id() -> Cow<'static, str> {
                Cow::Borrowed(concat!(module_path!(), "::", stringify!($name)))
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let mut required = vec!["action"];
                if generator.contract().is_serialize() {
                    required.push("payload");
                }
                json_schema!({
                    "description": $description,
                    "type": "object",
                    "properties": {
                        "action": { "type": "string", "const": stringify!($action) },
                        "payload": { "type": "null" },
                    },
                    "required": required,
                })
            }
        }

        impl Validate for $name {
            fn validate(&self, _: &At<'_>, _: &mut Vec<Fault>) {}
        }

        // Not worth a mention where a type that is no message is told of, nor are `Incoming` and `Outgoing`. The impls with
        // a condition, among the consumer's, stay: without them, a pong that is not declared would be told to be no message.
        #[diagnostic::do_not_recommend]
        impl Message for $name {
            const INFO: MessageInfo = MessageInfo { description: $description, ..MessageInfo::new::<$name>(stringify!($action), stringify!($name), schema_of!($name)) };
        }

        #[diagnostic::do_not_recommend]
        impl Incoming for $name {
            const ACCEPTS: &'static [&'static MessageInfo] = &[&<Self as Message>::INFO];

            fn decode(frame: &Frame<'_>) -> std::result::Result<Self, Invalid> {
                decode::message(frame)
            }
        }

        #[diagnostic::do_not_recommend]
        impl Outgoing for $name {
            const SENDS: &'static [&'static MessageInfo] = &[&<Self as Message>::INFO];

            fn info(&self) -> &'static MessageInfo {
                &<Self as Message>::INFO
            }
        }

        impl Includes<$name> for $name {}
    };
}

unit_message!(
    /// Asks whether the server is there: `{"action":"ping","payload":null}`. Answer with a [`PongMessage`].
    PingMessage, ping, "Asks whether the server is there."
);
unit_message!(
    /// The answer to a [`PingMessage`]: `{"action":"pong","payload":null}`.
    PongMessage, pong, "The answer to a ping."
);

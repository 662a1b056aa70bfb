//! A message's serde form is its whole frame.

use chanx::{
    __private::{
        runtime::message::{Incoming, Message, Outgoing},
        schemars::SchemaGenerator,
    },
    prelude::*,
};
use serde_json::{Value, from_str, json, to_string};

#[payload]
#[derive(Debug, PartialEq)]
struct Said {
    text: String,
}

/// Say something.
///
/// In the room.
#[message(action = "chat", group, summary = "Say", tags("room", "talk"))]
#[derive(Debug, PartialEq)]
struct Chat {
    payload: Said,
}

#[message(action = "move", tag = "kind")]
#[derive(Debug, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Move {
    from_square: u8,
    #[serde(rename = "to")]
    to_square: Option<u8>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    takes: Vec<String>,
    #[serde(with = "as_text")]
    #[schemars(with = "String")]
    weight: u32,
}

mod as_text {
    use chanx::__private::serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(value: &u32, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&value.to_string())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[message(action = "shout")]
#[derive(Debug, PartialEq)]
struct Shout(Said);

#[message(action = "leave")]
#[deprecated = "close instead"]
#[derive(Debug, PartialEq)]
struct Leave;

#[test]
fn fields_stand_beside_the_tag() {
    let chat = Chat { payload: Said { text: "hi".to_owned() } };
    let text = r#"{"action":"chat","payload":{"text":"hi"}}"#;
    assert_eq!(to_string(&chat).unwrap(), text);
    assert_eq!(from_str::<Chat>(text).unwrap(), chat);
    let last = r#"{"payload":{"text":"hi"},"more":1,"action":"chat"}"#;
    assert_eq!(from_str::<Chat>(last).unwrap(), chat);
}

#[test]
fn attributes_of_serde_are_honoured() {
    let moved = Move { from_square: 3, to_square: None, takes: vec![], weight: 7 };
    let text = r#"{"kind":"move","fromSquare":3,"to":null,"weight":"7"}"#;
    assert_eq!(to_string(&moved).unwrap(), text);
    assert_eq!(from_str::<Move>(text).unwrap(), moved);
    let unknown = r#"{"kind":"move","fromSquare":3,"to":null,"weight":"7","x":1}"#;
    assert!(from_str::<Move>(unknown).unwrap_err().to_string().starts_with("unknown field `x`"));
}

#[test]
fn a_tuple_struct_holds_its_payload() {
    let shout = Shout(Said { text: "HI".to_owned() });
    let text = r#"{"action":"shout","payload":{"text":"HI"}}"#;
    assert_eq!(to_string(&shout).unwrap(), text);
    assert_eq!(from_str::<Shout>(text).unwrap(), shout);
}

#[test]
#[allow(deprecated, reason = "a deprecated message still travels")]
fn a_unit_struct_has_no_payload() {
    assert_eq!(to_string(&Leave).unwrap(), r#"{"action":"leave","payload":null}"#);
    assert_eq!(from_str::<Leave>(r#"{"action":"leave","payload":null}"#).unwrap(), Leave);
    assert_eq!(from_str::<Leave>(r#"{"action":"leave"}"#).unwrap(), Leave);
    assert!(from_str::<Leave>(r#"{"action":"leave","payload":1}"#).is_err());
}

#[test]
fn the_tag_is_checked() {
    for (text, error) in [
        (r#"{"payload":{"text":"hi"}}"#, "missing field `action`"),
        (
            r#"{"action":"x","payload":{"text":"hi"}}"#,
            "invalid value: string \"x\", expected the string \"chat\"",
        ),
        (
            r#"{"action":1,"payload":{"text":"hi"}}"#,
            "invalid type: integer `1`, expected the string \"chat\"",
        ),
        (r#"{"action":"chat","action":"chat","payload":{"text":"hi"}}"#, "duplicate field `action`"),
    ] {
        let told = from_str::<Chat>(text).unwrap_err().to_string();
        assert!(told.starts_with(error), "{told}");
    }
}

#[test]
fn a_message_knows_itself() {
    let info = &<Chat as Message>::INFO;
    assert_eq!((info.action, info.tag, info.name, info.group), ("chat", "action", "Chat", true));
    assert_eq!(info.description, "Say something.\n\nIn the room.");
    assert_eq!((info.summary, info.tags), (Some("Say"), ["room", "talk"].as_slice()));
    assert_eq!((Move::ACCEPTS[0].tag, Move::SENDS[0].action), ("kind", "move"));
    #[allow(deprecated, reason = "that is what is asked")]
    let deprecated = <Leave as Message>::INFO.deprecated;
    assert!(deprecated && !info.deprecated);
}

#[test]
fn the_schema_is_that_of_the_frame() {
    let schema = SchemaGenerator::default().into_root_schema_for::<Chat>().to_value();
    assert_eq!(schema["title"], "Chat");
    assert_eq!(schema["description"], "Say something.\n\nIn the room.");
    assert_eq!(schema["properties"]["action"], json!({"type": "string", "const": "chat"}));
    assert_eq!(schema["required"], json!(["action", "payload"]));
    let names =
        |schema: &Value| schema["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let schema = SchemaGenerator::default().into_root_schema_for::<Move>().to_value();
    assert_eq!(names(&schema), ["kind", "fromSquare", "to", "takes", "weight"]);
    assert_eq!(schema["additionalProperties"], json!(false));
}

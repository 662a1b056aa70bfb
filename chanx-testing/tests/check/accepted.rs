//! What is accepted is what the schema says.

use chanx::{
    __private::schemars::{JsonSchema, Schema, SchemaGenerator, json_schema},
    prelude::*,
};
use serde::{Deserialize, Serialize};

use super::{app, assert_says, breach};

/// A number, though its schema says any number, and serde takes only even ones.
#[derive(Debug, Serialize)]
struct Even(u8);

impl<'de> Deserialize<'de> for Even {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        match u8::deserialize(from)? {
            even if even % 2 == 0 => Ok(Self(even)),
            _ => Err(serde::de::Error::custom("odd")),
        }
    }
}

impl JsonSchema for Even {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Even".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": 255 })
    }
}

#[message(action = "even")]
struct EvenMessage(Even);

#[derive(Default)]
struct Rules;

#[consumer(public)]
impl Rules {
    #[ws_handler]
    async fn even(&mut self, _: EvenMessage) {}
}

#[tokio::test(start_paused = true)]
async fn a_rule_that_no_schema_states_may_refuse() {
    chanx_testing::check_contract(&app(router![path("ws/", Rules)])).await;
}

/// A text, though its schema is of numbers and texts.
#[derive(Debug, Serialize, Deserialize)]
struct Loose(String);

impl JsonSchema for Loose {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Loose".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "integer"] })
    }
}

#[message(action = "loose")]
struct LooseMessage {
    loose: Loose,
    other: Option<u8>,
}

#[derive(Default)]
struct Loosely;

#[consumer(public)]
impl Loosely {
    #[ws_handler]
    async fn loose(&mut self, _: LooseMessage) {}
}

/// Any number, though its schema has a bound.
#[derive(Debug, Serialize, Deserialize)]
struct Strict(u32);

impl JsonSchema for Strict {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Strict".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": 99 })
    }
}

#[message(action = "strict")]
struct StrictMessage {
    strict: Strict,
    name: Option<String>,
}

#[derive(Default)]
struct Strictly;

#[consumer(public)]
impl Strictly {
    #[ws_handler]
    async fn strict(&mut self, _: StrictMessage) {}
}

#[tokio::test(start_paused = true)]
async fn an_invalid_frame_that_is_accepted_is_found() {
    let said = breach(app(router![path("ws/", Strictly)])).await;
    assert_says(
        &said,
        &[
            "1 breach of the contract; `.seed(7)` finds the same again",
            "1. `ws/`, `strict`: a frame that is not of the schema is accepted: no `error` came",
            r##"communicator.send_text(r#"{"action":"strict","strict":100}"#).await;"##,
            "transcript of the connection",
            "called at chanx-testing/tests/check/mod.rs:",
        ],
    );
}

#[tokio::test(start_paused = true)]
async fn a_schema_that_is_looser_than_serde_is_found() {
    let said = breach(app(router![path("ws/", Loosely)])).await;
    assert_says(
        &said,
        &[
            "`ws/`, `loose`: a frame of the schema is refused: `value_error` at loose (Value error, invalid type: integer",
            r##"communicator.send_text(r#"{"action":"loose","loose":0}"#).await;"##,
        ],
    );
}

#[payload]
struct Told {
    /// The schema lets ten through, the rule five.
    #[garde(length(chars, max = 5))]
    #[schemars(length(max = 10))]
    text: String,
    more: Option<String>,
}

#[message(action = "told")]
struct ToldMessage {
    payload: Told,
}

#[derive(Default)]
struct Telling;

#[consumer(public)]
impl Telling {
    #[ws_handler]
    async fn told(&mut self, _: ToldMessage) {}
}

#[tokio::test(start_paused = true)]
async fn a_valid_frame_that_is_refused_is_found() {
    let said = breach(app(router![path("ws/", Telling)])).await;
    assert_says(
        &said,
        &[
            "`ws/`, `told`: a frame of the schema is refused: `string_too_long` at told.payload.text",
            r##"communicator.send_text(r#"{"action":"told","payload":{"text":"aaaaaa"}}"#).await;"##,
        ],
    );
}

#[payload]
#[serde(tag = "kind", deny_unknown_fields)]
enum Shut {
    Nothing,
    Something { worth: u8 },
}

#[message(action = "shut")]
struct ShutMessage(Shut);

#[derive(Default)]
struct Shutting;

#[consumer(public)]
impl Shutting {
    #[ws_handler]
    async fn shut(&mut self, _: ShutMessage) {}
}

#[tokio::test(start_paused = true)]
async fn unknown_keys_that_serde_lets_pass_beside_a_variant_without_fields_are_found() {
    let said = breach(app(router![path("ws/", Shutting)])).await;
    assert_says(
        &said,
        &[
            "`ws/`, `shut`: a frame that is not of the schema is accepted",
            r#"frame: {"action":"shut","payload":{"kind":"Nothing","unexpected":null}}"#,
        ],
    );
}

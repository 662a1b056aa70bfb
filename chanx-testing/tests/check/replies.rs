//! Replies that are not what is declared.

use chanx::{
    __private::schemars::{JsonSchema, Schema, SchemaGenerator, json_schema},
    prelude::*,
};
use serde::{Deserialize, Serialize};

use super::{app, assert_says, breach};

#[message(action = "ask")]
struct AskMessage(u16);

/// Writes a text for high numbers, which its schema does not say, and nothing for the highest.
#[derive(Debug, Deserialize)]
struct Odd(u16);

impl Serialize for Odd {
    fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        match self.0 {
            1000.. => to.serialize_str("many"),
            few => to.serialize_u16(few),
        }
    }
}

impl JsonSchema for Odd {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Odd".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": 65535 })
    }
}

#[message(action = "told")]
struct ToldMessage(Odd);

#[derive(Default)]
struct Misshapen;

#[consumer(public)]
impl Misshapen {
    #[ws_handler]
    async fn ask(&mut self, message: AskMessage) -> ToldMessage {
        ToldMessage(Odd(message.0))
    }
}

#[tokio::test(start_paused = true)]
async fn a_reply_that_is_not_of_its_schema_is_found() {
    let said = breach(app(router![path("ws/", Misshapen)])).await;
    assert_says(
        &said,
        &[
            "`ws/`, `ask`: a reply is not of the schema of `ToldMessage`: \"many\" is not of type \"integer\"",
            r#"it is {"action":"told","payload":"many","version":1,"ref":"check"}"#,
            r#"frame: {"action":"ask","payload":1000}"#,
        ],
    );
}

/// Cannot be written from a thousand on.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(crate = "chanx::__private::schemars")]
struct Unwritable(u16);

impl Serialize for Unwritable {
    fn serialize<S: serde::Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        if self.0 >= 1000 {
            return Err(serde::ser::Error::custom("too many"));
        }
        to.serialize_u16(self.0)
    }
}

#[message(action = "unwritable")]
struct UnwritableMessage(Unwritable);

#[derive(Default)]
struct Failing;

#[consumer(public)]
impl Failing {
    #[ws_handler]
    async fn ask(&mut self, message: AskMessage) -> UnwritableMessage {
        UnwritableMessage(Unwritable(message.0))
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_that_the_return_type_does_not_tell_is_found() {
    let said = breach(app(router![path("ws/", Failing)])).await;
    assert_says(
        &said,
        &[
            "`ws/`, `ask`: its handler failed, though it returns no `Result`",
            r#"frame: {"action":"ask","payload":1000}"#,
        ],
    );
}

#[message(action = "other")]
struct OtherMessage(bool);

#[message(action = "answer")]
struct AnswerMessage;

#[derive(Default)]
struct Undeclared;

#[consumer(public)]
impl Undeclared {
    #[ws_handler]
    async fn ask(&mut self, message: AskMessage, cx: &mut Context<Self>) -> Result<()> {
        if message.0 > 7 {
            cx.send_text("by the way").await?;
        }
        Ok(())
    }

    /// It sends what only the other handler declares.
    #[ws_handler]
    async fn other(&mut self, message: OtherMessage, cx: &mut Context<Self>) -> Result<Option<OtherMessage>> {
        cx.send_message(AnswerMessage).await?;
        Ok(Some(message))
    }

    #[ws_handler]
    async fn ping(&mut self, _: PingMessage) -> AnswerMessage {
        AnswerMessage
    }
}

#[tokio::test(start_paused = true)]
async fn what_nobody_declares_is_found() {
    let said = breach(app(router![path("ws/", Undeclared)])).await;
    assert_says(
        &said,
        &[
            "1. `ws/`, `ask`: a text came that is no JSON: by the way",
            r#"frame: {"action":"ask","payload":8}"#,
            "2. `ws/`, `other`: a message came that neither the handler's replies nor `sends(…)` declare",
            r#"frame: {"action":"other","payload":false}"#,
        ],
    );
}

/// It replies by a context that it kept from another time.
struct Aside {
    kept: Context<Self>,
}

#[consumer(public)]
impl Aside {
    async fn connect(cx: &Context<Self>) -> Result<Self> {
        Ok(Self { kept: cx.clone() })
    }

    #[ws_handler]
    async fn ask(&mut self, message: AskMessage) -> Result<Option<AnswerMessage>> {
        if message.0 > 7 {
            self.kept.send_message(AnswerMessage).await?;
            return Ok(None);
        }
        Ok(Some(AnswerMessage))
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_its_ref_is_found() {
    let said = breach(app(router![path("ws/", Aside)])).await;
    assert_says(
        &said,
        &[
            "1. `ws/`, `ask`: an answer has not the `ref` of its request, \"check\": {\"action\":\"answer\",\"payload\":null}",
            r#"frame: {"action":"ask","payload":8}"#,
        ],
    );
}

#[derive(Default)]
struct Talkative;

#[consumer(public)]
impl Talkative {
    #[ws_handler]
    async fn ask(&mut self, message: AskMessage, cx: &mut Context<Self>) -> Result<AnswerMessage> {
        if message.0 > 7 {
            cx.send_message(AnswerMessage).await?;
        }
        Ok(AnswerMessage)
    }
}

#[tokio::test(start_paused = true)]
async fn more_replies_than_are_declared_are_found() {
    let said = breach(app(router![path("ws/", Talkative)])).await;
    assert_says(
        &said,
        &[
            "`ws/`, `ask`: its handler declares exactly 1 replies, and 2 came",
            r#"frame: {"action":"ask","payload":8}"#,
        ],
    );
}

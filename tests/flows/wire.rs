//! The exact frames of the wire.

use std::io;

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};
use serde_json::json;

use super::app;

#[payload]
struct ChatPayload {
    #[garde(length(chars, min = 1, max = 10))]
    text: String,
    #[garde(range(min = 0))]
    count: i32,
}

#[message(action = "chat")]
struct ChatMessage {
    payload: ChatPayload,
}

#[message(action = "fail")]
struct FailMessage;

#[message(action = "say")]
struct SayMessage(String);

#[message(action = "said", group)]
struct SaidMessage(String);

#[derive(Default)]
struct Desk;

#[consumer(public, groups("desk"), sends(SaidMessage))]
impl Desk {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    #[ws_handler]
    async fn chat(&mut self, message: ChatMessage) {
        assert!(message.payload.count >= 0 && !message.payload.text.is_empty());
    }

    #[ws_handler]
    async fn fail(&mut self, _: FailMessage) -> Result<()> {
        Err(io::Error::other("the database at 10.0.0.7 is gone").into())
    }

    #[ws_handler]
    async fn say(&mut self, SayMessage(text): SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(text)).exclude_current(false).await?;
        Ok(())
    }
}

fn desk() -> TestApp {
    app(router![path("ws/", Desk)])
}

async fn client() -> Communicator<Desk> {
    desk().communicator("/ws/").authenticated().await
}

/// What a text frame is answered.
async fn answer_to(text: &str) -> String {
    let mut client = client().await;
    client.send_text(text).await;
    let answer = client.receive_text().await;
    client.send_text(r#"{"action":"ping"}"#).await;
    assert_eq!(client.receive_text().await, r#"{"action":"pong","payload":null}"#, "it lives on");
    answer
}

fn fault(kind: &str, msg: &str) -> String {
    json!({"action": "error", "payload": [{"type": kind, "loc": [], "msg": msg}]}).to_string()
}

#[tokio::test(start_paused = true)]
async fn a_client_is_told_that_it_is_connected() {
    let mut client = desk().communicator::<Desk>("ws/").connect().await.expect("a handshake");
    assert_eq!(
        client.receive_text().await,
        r#"{"action":"authentication","payload":{"status_code":200,"status_text":"OK","data":{"detail":"OK"}}}"#
    );
    client.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_ping_is_answered_by_a_pong() {
    let mut client = client().await;
    client.send_text(r#"{"action":"ping","payload":null}"#).await;
    assert_eq!(client.receive_text().await, r#"{"action":"pong","payload":null}"#);
    client.send_message(PingMessage).await;
    client.receive::<PongMessage>().await;
}

#[tokio::test(start_paused = true)]
async fn an_invalid_message_is_told_every_fault_in_field_order() {
    assert_eq!(
        answer_to(r#"{"action":"chat","payload":{}}"#).await,
        concat!(
            r#"{"action":"error","payload":["#,
            r#"{"type":"missing","loc":["chat","payload","text"],"msg":"Field required"},"#,
            r#"{"type":"missing","loc":["chat","payload","count"],"msg":"Field required"}]}"#
        )
    );
    assert_eq!(
        answer_to(r#"{"action":"chat","payload":{"count":-1,"text":""}}"#).await,
        concat!(
            r#"{"action":"error","payload":["#,
            r#"{"type":"string_too_short","loc":["chat","payload","text"],"#,
            r#""msg":"String should have at least 1 character"},"#,
            r#"{"type":"greater_than_equal","loc":["chat","payload","count"],"#,
            r#""msg":"Input should be greater than or equal to 0"}]}"#
        )
    );
}

#[tokio::test(start_paused = true)]
async fn an_action_that_is_unknown_or_missing_is_told() {
    let known = "'ping', 'chat', 'fail', 'say'";
    assert_eq!(
        answer_to(r#"{"action":"dance"}"#).await,
        fault(
            "union_tag_invalid",
            &format!(
                "Input tag 'dance' found using 'action' does not match any of the expected tags: {known}"
            )
        )
    );
    assert_eq!(
        answer_to(r#"{"payload":null}"#).await,
        fault("union_tag_not_found", "Unable to extract tag using discriminator 'action'")
    );
}

#[tokio::test(start_paused = true)]
async fn what_is_no_json_object_is_told_and_the_connection_lives_on() {
    assert_eq!(
        answer_to("hello").await,
        fault("json_invalid", "Invalid JSON: expected value at line 1 column 1")
    );
    assert_eq!(answer_to("[1]").await, fault("model_type", "Input should be an object"));
    let mut client = client().await;
    client.send_binary(&b"\x00\x01"[..]).await;
    assert_eq!(client.receive_text().await, fault("binary", "Binary frames are not supported"));
    client.send_message(PingMessage).await;
    client.receive::<PongMessage>().await;
}

#[tokio::test(start_paused = true)]
async fn of_a_failed_handler_the_client_hears_no_more_than_that() {
    assert_eq!(
        answer_to(r#"{"action":"fail"}"#).await,
        r#"{"action":"error","payload":{"detail":"Failed to process message"}}"#
    );
}

#[tokio::test(start_paused = true)]
async fn too_deep_a_message_is_answered_by_a_stable_code() {
    let deep = format!(r#"{{"action":"say","payload":{}{}}}"#, "[".repeat(127), "]".repeat(127));
    assert_eq!(
        answer_to(&deep).await,
        r#"{"action":"error","payload":{"code":"json_too_deep","detail":"The message nests 128 levels deep or deeper"}}"#
    );
}

#[tokio::test(start_paused = true)]
async fn a_group_message_tells_whose_it_is_behind_its_fields() {
    let app = desk();
    let mut alice = app.communicator::<Desk>("ws/").authenticated().await;
    let mut bob = app.communicator::<Desk>("ws/").authenticated().await;
    alice.send_message(SayMessage("hi".into())).await;
    assert_eq!(
        bob.receive_text().await,
        r#"{"action":"said","payload":"hi","is_mine":false,"is_current":false}"#
    );
    assert_eq!(
        alice.receive_text().await,
        r#"{"action":"said","payload":"hi","is_mine":true,"is_current":true}"#
    );
}

#[message(action = "ask", tag = "kind")]
struct AskMessage;

#[message(action = "answer", tag = "kind")]
struct AnswerMessage(u8);

#[derive(Default)]
struct Tagged;

#[consumer(public, send_completion = true)]
impl Tagged {
    #[ws_handler]
    async fn ask(&self, _: AskMessage) -> AnswerMessage {
        AnswerMessage(42)
    }
}

#[tokio::test(start_paused = true)]
async fn another_tag_is_the_tag_of_every_frame() {
    let app = app(router![path("ws/", Tagged)]);
    let mut client = app.communicator::<Tagged>("ws/").connect().await.expect("a handshake");
    assert!(client.receive_text().await.starts_with(r#"{"kind":"authentication","payload":{"#));
    client.send_message(AskMessage).await;
    assert_eq!(client.receive_text().await, r#"{"kind":"answer","payload":42}"#);
    assert_eq!(client.receive_text().await, r#"{"kind":"complete","payload":null}"#);
    client.send_json(&json!({"action": "ask"})).await;
    let told = client.receive_json().await;
    assert_eq!(told["kind"], "error");
    assert_eq!(told["payload"][0]["msg"], "Unable to extract tag using discriminator 'kind'");
    assert_eq!(client.receive_text().await, r#"{"kind":"complete","payload":null}"#);
}

//! Completion frames, which tell a client that all of an answer was sent.

use std::io;

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};
use serde_json::json;

use super::app;

const COMPLETE: &str = r#"{"action":"complete","payload":null}"#;
const GROUP_COMPLETE: &str = r#"{"action":"group_complete","payload":null}"#;
const EVENT_COMPLETE: &str = r#"{"action":"event_complete","payload":null}"#;

#[message(action = "quiet")]
struct QuietMessage;

#[message(action = "fail")]
struct FailMessage;

#[message(action = "beside")]
struct BesideMessage;

#[message(action = "done")]
struct DoneMessage(u32);

#[message(action = "say")]
struct SayMessage(String);

#[message(action = "said", group)]
struct SaidMessage(String);

#[event(handler = "notify")]
struct NotifyEvent;

#[derive(Default)]
struct Desk;

#[consumer(public, groups("desk"), sends(SaidMessage), send_completion = true)]
impl Desk {
    #[ws_handler]
    async fn quiet(&mut self, _: QuietMessage) {}

    #[ws_handler]
    async fn fail(&mut self, _: FailMessage) -> Result<DoneMessage> {
        Err(io::Error::other("no").into())
    }

    #[ws_handler]
    async fn beside(_: BesideMessage) -> Vec<DoneMessage> {
        vec![DoneMessage(1), DoneMessage(2)]
    }

    #[ws_handler]
    async fn say(&mut self, SayMessage(text): SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(text)).await?;
        Ok(())
    }

    #[event_handler]
    async fn notify(&mut self, _: NotifyEvent) -> DoneMessage {
        DoneMessage(3)
    }
}

fn desk() -> TestApp {
    app(router![path("ws/", Desk)])
}

async fn client(app: &TestApp) -> Communicator<Desk> {
    app.communicator("ws/").authenticated().await
}

#[tokio::test(start_paused = true)]
async fn each_request_is_followed_by_complete() {
    let mut client = client(&desk()).await;
    client.send_message(QuietMessage).await;
    assert_eq!(client.receive_text().await, COMPLETE);
    client.send_message(BesideMessage).await;
    let answer = client.receive_until_action("complete").await;
    assert_eq!(
        json!(answer),
        json!([
            {"action": "done", "payload": 1},
            {"action": "done", "payload": 2},
            {"action": "complete", "payload": null},
        ])
    );
    client.send_message(BesideMessage).await;
    assert_eq!(client.receive_before_action("complete").await.len(), 2);
    client.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn a_request_that_was_not_handled_is_complete_too() {
    let mut client = client(&desk()).await;
    client.send_message(FailMessage).await;
    assert_eq!(client.receive_json().await["action"], "error");
    assert_eq!(client.receive_text().await, COMPLETE);
    client.send_text("{").await;
    assert_eq!(client.receive_json().await["action"], "error");
    assert_eq!(client.receive_text().await, COMPLETE);
}

#[tokio::test(start_paused = true)]
async fn a_request_takes_its_complete_along() {
    let mut client = client(&desk()).await;
    client.request(QuietMessage).await.all::<DoneMessage>();
    client.assert_nothing().await;
    assert_eq!(client.request(BesideMessage).await.all::<DoneMessage>().len(), 2);
    client.request(FailMessage).await.error();
    client.assert_nothing().await;
    // One that was sent otherwise is the test's own to receive.
    client.send_message(QuietMessage).await;
    assert_eq!(client.receive_text().await, COMPLETE);
}

#[tokio::test(start_paused = true)]
async fn each_group_message_is_followed_by_group_complete() {
    let app = desk();
    let (mut alice, mut bob) = (client(&app).await, client(&app).await);
    alice.send_message(SayMessage("hi".into())).await;
    assert_eq!(alice.receive_text().await, COMPLETE);
    bob.receive_group::<SaidMessage>().await;
    assert_eq!(bob.receive_text().await, GROUP_COMPLETE);
    alice.assert_nothing().await;
}

#[tokio::test(start_paused = true)]
async fn each_event_is_followed_by_event_complete() {
    let app = desk();
    let mut alice = client(&app).await;
    Desk::send_channel_event(app.channels(), "desk", NotifyEvent).await.expect("in memory");
    assert_eq!(alice.receive::<DoneMessage>().await.0, 3);
    assert_eq!(alice.receive_text().await, EVENT_COMPLETE);
}

//! Handlers without `self` that are no message handlers: events, text and binary frames.

use std::time::Duration;

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};

use super::app;

/// Raised by the test: wait so many seconds, then tell.
#[event(handler = "tell")]
struct TellEvent(u64);

/// What was told.
#[message(action = "told")]
#[derive(Debug, PartialEq)]
struct ToldMessage(u64);

#[derive(Default)]
struct HallConsumer;

#[consumer(public, groups("hall"), send_completion = true, max_concurrent_handlers = 2)]
impl HallConsumer {
    #[event_handler]
    async fn tell(event: TellEvent, _: Context<Self>) -> ToldMessage {
        tokio::time::sleep(Duration::from_secs(event.0)).await;
        ToldMessage(event.0)
    }

    #[text_handler]
    async fn text(text: String) -> Text {
        Text(text)
    }

    #[binary_handler]
    async fn binary(bytes: Bytes, _: Context<Self>) -> Binary {
        Binary(bytes)
    }
}

async fn hall() -> (TestApp, Communicator<HallConsumer>) {
    let app = app(router![path("hall/", HallConsumer)]);
    let client = app.communicator("/hall/").authenticated().await;
    (app, client)
}

async fn tell(app: &TestApp, seconds: u64) {
    HallConsumer::send_channel_event(app.channels(), "hall", TellEvent(seconds)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn an_event_handler_without_self_runs_beside_the_others() {
    let (app, mut client) = hall().await;
    tell(&app, 2).await;
    tell(&app, 1).await;
    // Two run at once: the third waits for the first that is done.
    tell(&app, 3).await;
    for seconds in [1, 2, 3] {
        assert_eq!(client.receive::<ToldMessage>().await, ToldMessage(seconds));
        assert_eq!(client.receive_json().await["action"], "event_complete");
    }
}

#[tokio::test(start_paused = true)]
async fn text_and_binary_handlers_without_self_reply_too() {
    let (_app, mut client) = hall().await;
    client.send_text("hi").await;
    assert_eq!(client.receive_text().await, "hi");
    assert_eq!(client.receive_json().await["action"], "complete");
    client.send_binary(vec![1, 2]).await;
    assert_eq!(client.receive_binary().await, [1, 2][..]);
    assert_eq!(client.receive_json().await["action"], "complete");
}

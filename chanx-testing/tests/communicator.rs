//! Clients say what went wrong, and where.

use std::time::Duration;

use chanx::prelude::*;
use chanx_testing::{Communicator, Frame, TestApp};
use serde_json::json;

#[message(action = "echo")]
struct EchoMessage(String);

#[message(action = "other")]
struct OtherMessage;

#[message(action = "close")]
struct CloseMessage;

#[derive(Default)]
struct Desk;

#[consumer(public, sends(OtherMessage))]
impl Desk {
    #[ws_handler]
    async fn echo(&self, message: EchoMessage) -> EchoMessage {
        message
    }

    #[ws_handler]
    async fn close(&self, _: CloseMessage, cx: &Context<Self>) {
        cx.close(4000, "bye");
    }
}

fn desk() -> TestApp {
    TestApp::new(App::new(()).routes(router![path("ws/", Desk)]))
}

async fn client() -> Communicator<Desk> {
    desk().communicator("ws/").authenticated().await
}

/// What a test that must fail says.
async fn failure(test: impl Future<Output = ()> + Send + 'static) -> String {
    let failed = tokio::spawn(test).await.expect_err("it must fail");
    let said = failed.into_panic();
    said.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn a_failure_tells_what_where_and_all_that_was_said() {
    let said = failure(async {
        let mut client = client().await;
        client.send_message(EchoMessage("hi".into())).await;
        client.receive::<OtherMessage>().await;
    })
    .await;
    assert!(said.starts_with("the next message is not `other`: {\"action\":\"echo\""), "{said}");
    assert!(said.contains("called at chanx-testing/tests/communicator.rs:"), "{said}");
    let lines: Vec<_> = said.lines().skip(3).map(str::trim).collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].contains("← {\"action\":\"authentication\""), "{said}");
    assert_eq!(lines[1], "0.000s → {\"action\":\"echo\",\"payload\":\"hi\"}");
    assert_eq!(lines[2], "0.000s ← {\"action\":\"echo\",\"payload\":\"hi\"}");
}

#[tokio::test(start_paused = true)]
async fn every_wait_ends_after_the_timeout() {
    let said = failure(async { drop(client().await.receive_json().await) }).await;
    assert!(said.starts_with("waited 5s for a message"), "{said}");
    let said = failure(async {
        let app = desk().timeout(Duration::from_secs(1));
        let mut client = app.communicator::<Desk>("ws/").authenticated().await;
        client.receive_pong().await;
    })
    .await;
    assert!(said.starts_with("waited 1s for a pong"), "{said}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_ends_with_the_connection() {
    let said = failure(async {
        let mut client = client().await;
        client.send_message(CloseMessage).await;
        client.receive_json().await;
    })
    .await;
    assert!(said.starts_with("the connection was closed with 4000 (bye) instead of a message"), "{said}");
}

#[tokio::test(start_paused = true)]
async fn assertions_and_refutations_fail_where_they_do_not_hold() {
    let mut client = client().await;
    client.assert_nothing().await;
    client.refute_closed().await;
    client.send_message(EchoMessage("hi".into())).await;
    client.refute_nothing().await;
    assert_eq!(client.receive::<EchoMessage>().await.0, "hi", "what was looked at is still there");
    client.send_message(CloseMessage).await;
    client.assert_closed(4000).await;

    let said = failure(async {
        let mut client = self::client().await;
        client.send_message(EchoMessage("hi".into())).await;
        client.assert_nothing().await;
    });
    assert!(said.await.starts_with("something came"));
    let said = failure(async { self::client().await.refute_nothing().await });
    assert!(said.await.starts_with("nothing came"));
    let said = failure(async { self::client().await.assert_closed(1000).await });
    assert!(said.await.starts_with("waited 5s for the connection to end"));
    for wrong in [false, true] {
        let said = failure(async move {
            let mut client = self::client().await;
            client.send_message(CloseMessage).await;
            if wrong { client.assert_closed(1000).await } else { client.refute_closed().await }
        });
        assert!(said.await.contains("closed with 4000 (bye)"));
    }
    let said = failure(async {
        let mut client = desk().communicator::<Desk>("ws/").connect().await.expect("a handshake");
        client.refute_authenticated_status_ok().await;
    });
    assert!(said.await.starts_with("the client was let in"));
}

#[tokio::test(start_paused = true)]
async fn a_refused_handshake_is_an_error_with_its_status() {
    let refused = desk().communicator::<Desk>("nowhere/").connect().await.expect_err("there is nothing");
    assert_eq!(refused.status, 404);
    assert_eq!(&refused.headers["content-type"], "text/plain; charset=utf-8");
    assert_eq!(refused.to_string(), "refused with 404 Not Found: there is nothing at this path");
}

#[tokio::test(start_paused = true)]
async fn frames_are_collected_until_silence_or_an_action() {
    let mut client = client().await;
    for text in ["a", "b", "c"] {
        client.send_message(EchoMessage(text.into())).await;
    }
    assert_eq!(client.receive_all_json().await.len(), 3);
    assert_eq!(client.receive_all_json().await.len(), 0);
    client.send_message(EchoMessage("a".into())).await;
    client.send_text("no json").await;
    client.send_message(EchoMessage("b".into())).await;
    assert_eq!(client.receive_until_action("error").await.len(), 2);
    assert_eq!(client.receive_json().await, json!({"action": "echo", "payload": "b"}));
}

#[tokio::test(start_paused = true)]
async fn a_stalled_client_reads_when_it_resumes() {
    let mut client = client().await;
    client.stall();
    client.send_frame(&Frame::text(r#"{"action":"echo","payload":"hi"}"#)).await;
    client.assert_nothing().await;
    client.resume();
    assert_eq!(client.receive::<EchoMessage>().await.0, "hi");
}

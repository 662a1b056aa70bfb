//! How connections begin and end: the hooks, and what the client is told.

use std::time::Duration;

use chanx::prelude::*;
use chanx_testing::{Communicator, Frame, TestApp};
use serde_json::json;
use tokio::time::Instant;

use super::stage::{Script, Stage, staged};

#[message(action = "welcome")]
struct WelcomeMessage(String);

#[message(action = "close")]
struct CloseMessage(u16);

#[message(action = "panic")]
struct PanicMessage;

#[message(action = "wait")]
struct WaitMessage;

struct Door {
    how: String,
}

#[consumer(public, state = Stage, sends(WelcomeMessage))]
impl Door {
    async fn connect(cx: &Context<Self>) -> Result<Self> {
        let how = cx.request().uri().query().unwrap_or_default().to_owned();
        match how.as_str() {
            "how=refused" => Err(HandlerError::new("the database at 10.0.0.7 is gone")),
            "how=slow" => {
                cx.state().act("connect").await;
                Ok(Self { how })
            }
            _ => Ok(Self { how }),
        }
    }

    async fn build_groups(&self) -> Result<Vec<String>> {
        match self.how.as_str() {
            "how=no_groups" => Err(HandlerError::new("no groups")),
            "how=bad_group" => Ok(vec![String::new()]),
            _ => Ok(vec!["doors".to_owned()]),
        }
    }

    async fn post_authentication(&mut self, cx: &mut Context<Self>) -> Result<()> {
        match self.how.as_str() {
            "how=not_welcome" => Err(HandlerError::new("not welcome")),
            "how=slowly_welcome" => {
                cx.state().act("post_authentication").await;
                Ok(())
            }
            _ => Ok(cx.send_message(WelcomeMessage(cx.groups().await.join(","))).await?),
        }
    }

    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().tell(format!("disconnected in {:?}", cx.groups().await));
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    #[ws_handler]
    async fn close(&mut self, CloseMessage(code): CloseMessage, cx: &mut Context<Self>) -> PongMessage {
        cx.close(code, "as asked");
        PongMessage
    }

    #[ws_handler]
    async fn panic(&mut self, _: PanicMessage) {
        panic!("an expected panic");
    }

    #[ws_handler]
    async fn wait(&mut self, _: WaitMessage, cx: &mut Context<Self>) {
        cx.state().act("wait").await;
    }
}

fn doors() -> (TestApp, Script) {
    staged(|app| app.routes(router![path("ws/", Door)]))
}

async fn through(app: &TestApp, how: &str) -> Communicator<Door> {
    app.communicator("ws/").query("how", how).connect().await.expect("a handshake")
}

async fn inside(app: &TestApp) -> Communicator<Door> {
    let mut client = app.communicator("ws/").authenticated().await;
    assert_eq!(client.receive::<WelcomeMessage>().await.0, "doors");
    client
}

const LEFT: &str = "disconnected in []";

#[tokio::test(start_paused = true)]
async fn a_connection_that_cannot_be_made_is_told_500_and_closed_with_4500() {
    let (app, mut script) = doors();
    for how in ["refused", "no_groups", "bad_group"] {
        let mut client = through(&app, how).await;
        assert_eq!(
            client.receive_json().await,
            json!({"action": "authentication", "payload": {
                "status_code": 500,
                "status_text": "Internal Server Error",
                "data": {"detail": "Internal server error"},
            }})
        );
        let closed = client.closed().await;
        assert_eq!((closed.code, closed.reason.as_str()), (4500, "Internal server error"), "{how}");
        client.assert_nothing().await;
        if how != "refused" {
            // There was a consumer, which parts like any other.
            script.assert_told(LEFT).await;
        }
    }
    script.assert_silent().await;
    inside(&app).await;
}

#[tokio::test(start_paused = true)]
async fn connecting_may_take_ten_seconds() {
    let (app, mut script) = doors();
    let app = app.timeout(Duration::from_mins(1));
    let begun = Instant::now();
    let mut client = through(&app, "slow").await;
    assert_eq!(client.refute_authenticated_status_ok().await.payload.status_code, 500);
    client.assert_closed(4500).await;
    assert_eq!(begun.elapsed().as_secs(), 10);
    script.assert_told("begin connect").await;
    script.assert_told("cancel connect").await;
    script.assert_silent().await;
}

#[tokio::test(start_paused = true)]
async fn frames_that_come_while_connecting_are_handled_after_it() {
    let (app, mut script) = doors();
    let mut client = through(&app, "slow").await;
    client.send_message(PingMessage).await;
    script.assert_told("begin connect").await;
    client.assert_nothing().await;
    script.open(1);
    client.assert_authenticated_status_ok().await;
    client.receive::<WelcomeMessage>().await;
    client.receive::<PongMessage>().await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_leaves_while_connecting_cancels_it() {
    let (app, mut script) = doors();
    let client = through(&app, "slow").await;
    script.assert_told("begin connect").await;
    client.abort().await;
    script.assert_told("cancel connect").await;
    script.assert_silent().await;
}

#[tokio::test(start_paused = true)]
async fn a_failed_or_late_post_authentication_ends_the_connection_with_1011() {
    let (app, mut script) = doors();
    let app = app.timeout(Duration::from_mins(1));
    let mut client = through(&app, "not_welcome").await;
    client.assert_authenticated_status_ok().await;
    client.assert_closed(1011).await;
    script.assert_told(LEFT).await;
    let mut client = through(&app, "slowly_welcome").await;
    client.assert_authenticated_status_ok().await;
    client.assert_closed(1011).await;
    script.assert_told("begin post_authentication").await;
    script.assert_told("cancel post_authentication").await;
    script.assert_told(LEFT).await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_may_close_once_its_reply_is_out() {
    let (app, mut script) = doors();
    for (asked, told) in [(4000, 4000), (1000, 1000), (1005, 1011), (5, 1011)] {
        let mut client = inside(&app).await;
        client.send_message(CloseMessage(asked)).await;
        client.receive::<PongMessage>().await;
        let closed = client.closed().await;
        assert_eq!((closed.code, closed.reason.as_str()), (told, "as asked"));
        script.assert_told(LEFT).await;
    }
}

#[tokio::test(start_paused = true)]
async fn disconnected_runs_once_however_the_connection_ended() {
    let (app, mut script) = doors();
    let app = app.timeout(Duration::from_mins(1));

    assert_eq!(inside(&app).await.disconnect().await.code, 1000);
    script.assert_told(LEFT).await;
    assert_eq!(inside(&app).await.close(4321).await.code, 4321);
    script.assert_told(LEFT).await;
    inside(&app).await.abort().await;
    script.assert_told(LEFT).await;

    let mut client = inside(&app).await;
    client.send_frame(&Frame { masked: false, ..Frame::text("{}") }).await;
    client.assert_closed(1002).await;
    script.assert_told(LEFT).await;

    let mut client = inside(&app).await;
    client.send_message(PanicMessage).await;
    client.assert_closed(1011).await;
    script.assert_told(LEFT).await;

    let mut client = inside(&app).await;
    client.answer(false);
    client.assert_closed(1006).await;
    script.assert_told(LEFT).await;

    let mut client = inside(&app).await;
    client.send_message(WaitMessage).await;
    script.assert_told("begin wait").await;
    client.abort().await;
    script.assert_told("cancel wait").await;
    script.assert_told(LEFT).await;

    let mut client = inside(&app).await;
    app.drain().await;
    client.assert_closed(1012).await;
    script.assert_told(LEFT).await;
    script.assert_silent().await;
}

struct Silent;

#[consumer(public, state = Stage, send_authentication_message = false)]
impl Silent {
    async fn connect(_: &Context<Self>) -> Self {
        Self
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[tokio::test(start_paused = true)]
async fn without_the_authentication_message_nothing_is_told() {
    let (app, _script) = staged(|app| app.routes(router![path("ws/", Silent)]));
    let mut client = app.communicator::<Silent>("ws/").connect().await.expect("a handshake");
    client.assert_nothing().await;
    client.send_message(PingMessage).await;
    client.receive::<PongMessage>().await;
}

#[derive(Default)]
struct Clinging;

#[consumer(public, authentication_timeout = Duration::from_secs(7))]
impl Clinging {
    async fn disconnected(self, _: &mut Context<Self>) {
        std::future::pending::<()>().await;
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[tokio::test(start_paused = true)]
async fn a_last_hook_that_hangs_is_cancelled() {
    let app = super::app(router![path("ws/", Clinging)]);
    let mut client = app.communicator::<Clinging>("ws/").authenticated().await;
    assert_eq!(client.disconnect().await.code, 1000);
    let begun = tokio::time::Instant::now();
    app.drain().await;
    assert_eq!(begun.elapsed().as_secs(), 7);
}

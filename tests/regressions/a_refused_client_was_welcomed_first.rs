//! A connection that ended while it was still being accepted (a fault of its client, a server that stops) first
//! told its client that it was in: the message was held back for the moment of acceptance, and went out with the
//! close frame instead.

use std::time::Duration;

use chanx::prelude::*;
use chanx_testing::{Communicator, Frame};

use crate::flows::stage::{Stage, staged};

struct Gate;

#[consumer(public, state = Stage)]
impl Gate {
    async fn connect(cx: &Context<Self>) -> Self {
        cx.state().act("connect").await;
        Self
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[tokio::test(start_paused = true)]
async fn who_breaks_the_protocol_before_is_told_only_that() {
    let (app, mut script) = staged(|app| app.routes(router![path("ws/", Gate)]));
    let mut client: Communicator<Gate> = app.communicator("ws/").connect().await.expect("a handshake");
    script.assert_told("begin connect").await;
    client.send_frame(&Frame { masked: false, ..Frame::text("{}") }).await;
    client.assert_closed(1002).await;
    client.assert_nothing().await;
    script.assert_told("cancel connect").await;
}

#[tokio::test(start_paused = true)]
async fn who_waits_while_the_server_stops_is_told_only_that() {
    let settings = chanx::Settings { drain_timeout: Duration::from_secs(4), ..chanx::Settings::default() };
    let (app, mut script) = staged(|app| app.settings(settings).routes(router![path("ws/", Gate)]));
    let mut client: Communicator<Gate> = app.communicator("ws/").connect().await.expect("a handshake");
    script.assert_told("begin connect").await;
    app.drain().await;
    client.assert_closed(1012).await;
    client.assert_nothing().await;
    script.assert_told("cancel connect").await;
}

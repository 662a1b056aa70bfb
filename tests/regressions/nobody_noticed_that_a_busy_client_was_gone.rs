//! A client sent more than is read ahead beside a handler, was pinged, and left without a word. Its answer would
//! have lain unread, so the silence meant nothing; no other ping was sent, and the handler kept the connection.

use chanx::prelude::*;
use chanx_testing::Communicator;

use crate::flows::stage::{Stage, staged};

#[message(action = "wait")]
struct WaitMessage;

struct Office;

#[consumer(public, state = Stage)]
impl Office {
    async fn connect(_: &Context<Self>) -> Self {
        Self
    }

    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().tell("disconnected");
    }

    #[ws_handler]
    async fn wait(&mut self, _: WaitMessage, cx: &mut Context<Self>) {
        cx.state().act("wait").await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_handler_ends_with_its_client_however_much_is_unread() {
    let (app, mut script) = staged(|app| app.routes(router![path("ws/", Office)]));
    let app = app.timeout(std::time::Duration::from_mins(5));
    for http2 in [false, true] {
        let connect = app.communicator("ws/");
        let connect = if http2 { connect.http2() } else { connect };
        let mut client: Communicator<Office> = connect.authenticated().await;
        for _ in 0..200 {
            client.send_message(WaitMessage).await;
        }
        script.assert_told("begin wait").await;
        client.receive_ping().await;
        client.abort().await;
        script.assert_told("cancel wait").await;
        script.assert_told("disconnected").await;
    }
}

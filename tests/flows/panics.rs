//! A panic ends its own connection with 1011, and nothing else.

use chanx::prelude::*;
use chanx_testing::{Communicator, TestApp};
use futures_util::stream;

use super::stage::{Script, Stage, staged};

#[message(action = "panic")]
struct PanicMessage;

#[message(action = "panic_beside")]
struct PanicBesideMessage;

#[message(action = "panic_in_stream")]
struct PanicInStreamMessage;

#[event(handler = "shake")]
struct ShakeEvent(u32);

struct Bomb;

#[consumer(public, state = Stage, groups("bombs"))]
impl Bomb {
    async fn connect(cx: &Context<Self>) -> Self {
        assert_ne!(cx.request().uri().query(), Some("at=connect"), "an expected panic");
        Self
    }

    async fn post_authentication(&mut self, cx: &mut Context<Self>) {
        assert_ne!(cx.request().uri().query(), Some("at=post_authentication"), "an expected panic");
    }

    async fn disconnected(self, cx: &mut Context<Self>) {
        cx.state().tell("disconnected");
        assert_ne!(cx.request().uri().query(), Some("at=disconnected"), "an expected panic");
    }

    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }

    #[ws_handler]
    async fn panic(&mut self, _: PanicMessage) {
        panic!("an expected panic");
    }

    #[ws_handler]
    async fn panic_beside(_: PanicBesideMessage) {
        panic!("an expected panic");
    }

    #[ws_handler]
    async fn panic_in_stream(_: PanicInStreamMessage) -> impl Stream<Item = PongMessage> {
        stream::iter([1, 0]).map_to_pong()
    }

    #[event_handler]
    async fn shake(&mut self, ShakeEvent(n): ShakeEvent, cx: &mut Context<Self>) {
        assert_ne!(cx.request().uri().query(), Some(format!("n={n}").as_str()), "an expected panic");
    }
}

/// A stream that panics at its second item.
trait MapToPong: Stream<Item = u32> + Sized {
    fn map_to_pong(self) -> impl Stream<Item = PongMessage> {
        futures_util::StreamExt::map(self, |n| {
            assert_ne!(n, 0, "an expected panic");
            PongMessage
        })
    }
}

impl<S: Stream<Item = u32>> MapToPong for S {}

fn bombs() -> (TestApp, Script) {
    staged(|app| app.routes(router![path("ws/", Bomb)]))
}

async fn client(app: &TestApp) -> Communicator<Bomb> {
    app.communicator("ws/").authenticated().await
}

async fn assert_lives(client: &mut Communicator<Bomb>) {
    client.send_message(PingMessage).await;
    client.receive::<PongMessage>().await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_that_panics_ends_its_connection() {
    let (app, mut script) = bombs();
    let mut other = client(&app).await;
    let mut bomb = client(&app).await;
    bomb.send_message(PanicMessage).await;
    bomb.assert_closed(1011).await;
    script.assert_told("disconnected").await;
    assert_lives(&mut other).await;
    assert_lives(&mut client(&app).await).await;
}

#[tokio::test(start_paused = true)]
async fn a_handler_beside_that_panics_ends_its_connection() {
    let (app, mut script) = bombs();
    let mut other = client(&app).await;
    let mut bomb = client(&app).await;
    bomb.send_message(PanicBesideMessage).await;
    bomb.assert_closed(1011).await;
    script.assert_told("disconnected").await;
    let mut bomb = client(&app).await;
    bomb.send_message(PanicInStreamMessage).await;
    bomb.receive::<PongMessage>().await;
    bomb.assert_closed(1011).await;
    assert_lives(&mut other).await;
}

#[tokio::test(start_paused = true)]
async fn an_event_handler_that_panics_ends_its_own_connection_of_a_group() {
    let (app, mut script) = bombs();
    let mut other = client(&app).await;
    let mut bomb = app.communicator::<Bomb>("ws/").query("n", "7").authenticated().await;
    Bomb::send_channel_event(app.channels(), "bombs", ShakeEvent(7)).await.expect("in memory");
    bomb.assert_closed(1011).await;
    script.assert_told("disconnected").await;
    assert_lives(&mut other).await;
}

#[tokio::test(start_paused = true)]
async fn hooks_that_panic_end_their_connection() {
    let (app, mut script) = bombs();
    let mut refused =
        app.communicator::<Bomb>("ws/").query("at", "connect").connect().await.expect("a handshake");
    assert_eq!(refused.refute_authenticated_status_ok().await.payload.status_code, 500);
    refused.assert_closed(4500).await;
    script.assert_silent().await;

    let mut welcomed =
        app.communicator::<Bomb>("ws/").query("at", "post_authentication").authenticated().await;
    welcomed.assert_closed(1011).await;
    script.assert_told("disconnected").await;

    let mut parting = app.communicator::<Bomb>("ws/").query("at", "disconnected").authenticated().await;
    parting.disconnect().await;
    script.assert_told("disconnected").await;
    assert_lives(&mut client(&app).await).await;
    app.drain().await;
}

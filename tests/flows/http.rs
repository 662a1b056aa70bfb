//! One application over HTTP/1.1 and HTTP/2, under its own server and nested in axum.

use std::{net::SocketAddr, time::Duration};

use chanx::{App, AppService, Settings, prelude::*};
use chanx_testing::{Communicator, Connect, TestApp, remote};
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use super::app;

#[params]
struct RoomPath {
    room: String,
}

#[message(action = "say")]
struct SayMessage(String);

#[message(action = "said", group)]
struct SaidMessage(String);

#[message(action = "heard")]
struct HeardMessage {
    uri: String,
    cookie: Option<String>,
    subprotocol: Option<String>,
    peer: bool,
}

#[message(action = "what")]
struct WhatMessage;

#[derive(Default)]
struct Room;

#[consumer(public, params = RoomPath, groups("room_{room}"), sends(SaidMessage), subprotocols = ["chat.v2", "chat.v1"])]
impl Room {
    #[ws_handler]
    async fn say(&mut self, SayMessage(text): SayMessage, cx: &mut Context<Self>) -> Result<()> {
        cx.send_group_message(SaidMessage(text)).exclude_current(false).await?;
        Ok(())
    }

    #[ws_handler]
    async fn what(&self, _: WhatMessage, cx: &Context<Self>) -> HeardMessage {
        let request = cx.request();
        HeardMessage {
            uri: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
            cookie: request.headers().get("cookie").and_then(|value| Some(value.to_str().ok()?.to_owned())),
            subprotocol: cx.subprotocol().map(str::to_owned),
            peer: request.peer().is_some(),
        }
    }
}

fn rooms() -> App<()> {
    let settings = Settings { drain_timeout: Duration::from_secs(1), ..Settings::default() };
    App::new(()).settings(settings).routes(router![path("ws/<room>/", Room)])
}

/// Two clients talk over whatever leads to the server, and more than fits into one window.
async fn assert_talk(connect: impl Fn() -> Connect<Room>) {
    let (mut alice, mut bob) = (connect().authenticated().await, connect().http2().authenticated().await);
    assert_hears(&mut alice, &mut bob, "from HTTP/1.1").await;
    let (mut carol, mut dave) = (connect().http2().authenticated().await, connect().authenticated().await);
    for client in [&mut carol, &mut dave] {
        client.send_message(SayMessage("x".repeat(60_000))).await;
    }
    for client in [&mut alice, &mut bob, &mut carol, &mut dave] {
        for _ in 0..2 {
            assert_eq!(client.receive_group::<SaidMessage>().await.message.0.len(), 60_000);
        }
    }
    carol.send_ping("there?").await;
    assert_eq!(carol.receive_pong().await, "there?");
    assert_eq!(carol.disconnect().await.code, 1000);
    assert_eq!(dave.disconnect().await.code, 1000);
    bob.abort().await;
    alice.send_message(SayMessage("alone".into())).await;
    assert_eq!(alice.receive_group::<SaidMessage>().await.message.0, "alone");
}

async fn assert_hears(alice: &mut Communicator<Room>, bob: &mut Communicator<Room>, text: &str) {
    alice.send_message(SayMessage(text.to_owned())).await;
    let heard = bob.receive_group::<SaidMessage>().await;
    assert_eq!((heard.message.0.as_str(), heard.is_mine), (text, false));
    assert!(alice.receive_group::<SaidMessage>().await.is_current);
}

#[tokio::test(start_paused = true)]
async fn an_app_speaks_both_versions_over_pipes() {
    let app = TestApp::new(rooms());
    assert_talk(|| app.communicator("ws/tea/")).await;
}

#[tokio::test]
async fn an_app_speaks_both_versions_under_its_own_server() {
    let (address, stop, server) = served(rooms()).await;
    assert_talk(|| remote(address, "ws/tea/")).await;
    let mut last = remote::<Room>(address, "ws/tea/").authenticated().await;
    let mut last_over_http2 = remote::<Room>(address, "ws/tea/").http2().authenticated().await;
    drop(stop);
    last.assert_closed(1012).await;
    last_over_http2.assert_closed(1012).await;
    server.await.expect("the server does not panic").expect("it ends well");
}

/// Its own server on a port, until the sender is dropped.
async fn served(
    app: App<()>,
) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<std::result::Result<(), chanx::Error>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(app.serve_with_shutdown(listener, async {
        let _ = stopped.await;
    }));
    (address, stop, server)
}

#[tokio::test]
async fn an_app_speaks_both_versions_nested_in_axum() {
    let service: AppService = rooms().into_service();
    let site = axum::Router::new()
        .route("/hello", axum::routing::get(async || "hello"))
        .nest_service("/rt", service.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let server = tokio::spawn(async move { axum::serve(listener, site).await });
    assert_talk(|| remote(address, "rt/ws/tea/")).await;
    let mut alice = remote::<Room>(address, "rt/ws/tea/").query("a", "b").authenticated().await;
    alice.send_message(WhatMessage).await;
    assert_eq!(alice.receive::<HeardMessage>().await.uri, "/ws/tea/?a=b");
    let refused = remote::<Room>(address, "rt/nowhere/").connect().await;
    assert_eq!(refused.expect_err("there is nothing").status, 404);
    let draining = tokio::spawn(async move { service.drain().await });
    let told = alice.closed();
    let (closed, drained) = tokio::join!(told, draining);
    assert_eq!(closed.code, 1012);
    drained.expect("draining does not panic");
    let refused = remote::<Room>(address, "rt/ws/tea/").connect().await;
    assert_eq!(refused.expect_err("the application has stopped").status, 503);
    server.abort();
}

#[tokio::test(start_paused = true)]
async fn what_the_client_asked_with_reaches_its_handlers() {
    let app = TestApp::new(rooms());
    for over_http2 in [false, true] {
        let connect = app
            .communicator::<Room>("ws/tea/")
            .query("a", "1")
            .query("b", "2")
            .cookie("one", "1")
            .cookie("two", "2")
            .subprotocols(&["chat.v1", "chat.v2", "other"]);
        let connect = if over_http2 { connect.http2() } else { connect };
        let mut client = connect.authenticated().await;
        assert_eq!(client.subprotocol(), Some("chat.v2"));
        client.send_message(WhatMessage).await;
        let heard = client.receive::<HeardMessage>().await;
        assert!(heard.uri.ends_with("/ws/tea/?a=1&b=2"), "{}", heard.uri);
        assert_eq!(heard.cookie.as_deref(), Some("one=1; two=2"));
        assert_eq!(heard.subprotocol.as_deref(), Some("chat.v2"));
        assert!(!heard.peer);
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_subprotocol_in_common_none_is_agreed_on() {
    let app = TestApp::new(rooms());
    let client = app.communicator::<Room>("ws/tea/").subprotocols(&["other"]).authenticated().await;
    assert_eq!(client.subprotocol(), None);
    let client = app.communicator::<Room>("ws/tea/").authenticated().await;
    assert_eq!(client.subprotocol(), None);
}

#[derive(Default)]
struct Anywhere;

#[consumer(public, origins = Origins::Any)]
impl Anywhere {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[derive(Default)]
struct Listed;

#[consumer(public, origins = ["https://example.com"])]
impl Listed {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_from_elsewhere_is_refused_before_the_upgrade() {
    let app = app(router![path("ws/<room>/", Room), path("any/", Anywhere), path("listed/", Listed)]);
    for over_http2 in [false, true] {
        let status = async |path: &str, origin: &str| {
            let connect = app.communicator::<Room>(path).host("example.org").origin(origin);
            let connect = if over_http2 { connect.http2() } else { connect };
            connect.connect().await.err().map_or(0, |refused| refused.status.as_u16())
        };
        assert_eq!(status("ws/tea/", "http://example.org").await, 0);
        assert_eq!(status("ws/tea/", "http://evil.example").await, 403);
        assert_eq!(status("ws/tea/", "http://example.org.evil.example").await, 403);
        assert_eq!(status("ws/tea/", "null").await, 403);
        assert_eq!(status("any/", "http://evil.example").await, 0);
        assert_eq!(status("listed/", "https://example.com").await, 0);
        assert_eq!(status("listed/", "http://example.org").await, 403);
    }
}

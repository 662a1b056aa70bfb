//! Sessions of the server around the application, over real sockets.

use std::{borrow::Cow, net::SocketAddr};

use axum::routing::post;
use chanx::prelude::*;
use chanx_testing::{Connect, remote};
use http::header::SET_COOKIE;
use tokio::net::TcpListener;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};

use super::house::{WhoMessage, YouAreMessage};

#[derive(Debug)]
struct Account(String);

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl FromSession<()> for Account {
    async fn from_session(session: &Session, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
        Ok(session.get::<String>("name").await?.map(|name| Self(name).into()))
    }
}

#[derive(Default)]
struct InboxConsumer;

#[consumer(authentication(SessionAuthentication<Account>), user = Account)]
impl InboxConsumer {
    #[ws_handler]
    async fn who(&self, _: WhoMessage, cx: &Context<Self>) -> YouAreMessage {
        YouAreMessage(Some(cx.user().0.clone()))
    }
}

/// Where one logs in and out by a GET, which is all that a handshake can ask.
async fn open(with_layer: bool) -> (SocketAddr, Channels) {
    let app = App::new(()).routes(router![path("inbox/", InboxConsumer)]);
    let channels = app.channels();
    let log_in = |session: Session| async move {
        session.cycle_id().await.unwrap();
        session.insert("name", "ann").await.unwrap();
    };
    let log_out = |session: Session| async move { session.flush().await.unwrap() };
    let mut router = axum::Router::new()
        .route("/in", post(log_in).get(log_in))
        .route("/out", post(log_out).get(log_out))
        .nest_service("/ws", app.into_service());
    if with_layer {
        router = router.layer(SessionManagerLayer::new(MemoryStore::default()));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, router).await });
    (address, channels)
}

/// Visits a page with a session, and tells the session that it answers with.
async fn visit(address: SocketAddr, path: &str, session: &str) -> String {
    let page: Connect<InboxConsumer> = remote(address, path);
    let answer = page.cookie("id", session).connect().await.unwrap_err();
    assert_eq!(answer.status.as_u16(), 200);
    let cookie = answer.headers[SET_COOKIE].to_str().unwrap().to_owned();
    cookie.trim_start_matches("id=").split(';').next().unwrap_or_default().to_owned()
}

fn inbox(address: SocketAddr, session: &str) -> Connect<InboxConsumer> {
    remote(address, "/ws/inbox/").cookie("id", session)
}

#[tokio::test]
async fn a_socket_is_its_sessions_users_and_ends_with_the_session() {
    let (address, channels) = open(true).await;
    let session = visit(address, "/in", "").await;
    let mut ann = inbox(address, &session).authenticated().await;
    ann.send_message(WhoMessage).await;
    assert_eq!(ann.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".to_owned())));
    channels.reauthorize("ann").await.unwrap();
    ann.send_message(WhoMessage).await;
    ann.receive::<YouAreMessage>().await;

    visit(address, "/out", &session).await;
    channels.reauthorize("ann").await.unwrap();
    assert_eq!(ann.refute_authenticated_status_ok().await.payload.status_code, 401);
    ann.assert_closed(4401).await;
    let mut late = inbox(address, &session).connect().await.unwrap();
    assert_eq!(late.refute_authenticated_status_ok().await.payload.status_code, 401);
}

#[tokio::test]
async fn a_session_that_was_planted_is_worthless_after_the_log_in() {
    let (address, channels) = open(true).await;
    let planted = visit(address, "/in", "").await;
    let mut attacker = inbox(address, &planted).authenticated().await;
    let fresh = visit(address, "/in", &planted).await;
    assert_ne!(fresh, planted);
    let mut victim = inbox(address, &fresh).authenticated().await;
    channels.reauthorize("ann").await.unwrap();
    attacker.refute_authenticated_status_ok().await;
    attacker.assert_closed(4401).await;
    victim.send_message(WhoMessage).await;
    victim.receive::<YouAreMessage>().await;
}

#[tokio::test]
async fn a_token_is_not_taken_for_the_session_that_opened_the_connection() {
    let (address, _) = open(true).await;
    let session = visit(address, "/in", "").await;
    let mut ann = inbox(address, &session).authenticated().await;
    ann.send_json(&serde_json::json!({"action": "authenticate", "payload": {"token": "whatever"}})).await;
    assert_eq!(ann.refute_authenticated_status_ok().await.payload.status_code, 401);
    ann.send_message(WhoMessage).await;
    ann.receive::<YouAreMessage>().await;
}

#[tokio::test]
async fn without_the_layer_nobody_is_let_in() {
    let (address, _) = open(false).await;
    let mut refused = inbox(address, "whatever").connect().await.unwrap();
    assert_eq!(refused.refute_authenticated_status_ok().await.payload.status_code, 500);
    refused.assert_closed(4500).await;
}

/// The name of the cookie is the layer's, so that the table cannot know it.
#[tokio::test]
async fn a_cookie_has_the_name_that_the_layer_gives_it() {
    let app = App::new(()).routes(router![path("inbox/", InboxConsumer)]);
    let [authentication] = app.outline()[0].consumer.access.authentications else { panic!("another number") };
    assert_eq!(authentication.schemes, [chanx::Scheme::session(None)]);
    let store = MemoryStore::default();
    let session = Session::new(None, std::sync::Arc::new(store.clone()), None);
    session.insert("name", "ann").await.unwrap();
    session.save().await.unwrap();
    let layer = SessionManagerLayer::new(store).with_name("of-the-house");
    let router = axum::Router::new().fallback_service(app.into_service()).layer(layer);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, router).await });
    let id = session.id().unwrap().to_string();
    let client = |name| remote::<InboxConsumer>(address, "/inbox/").cookie(name, &id);
    client("of-the-house").authenticated().await;
    let mut other = client("id").connect().await.unwrap();
    assert_eq!(other.refute_authenticated_status_ok().await.payload.status_code, 401);
}

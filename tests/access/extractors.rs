//! One extractor guards a REST route and the consumers beside it.

use std::{
    borrow::Cow,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use axum::{
    Extension, Json,
    extract::FromRequestParts,
    response::{IntoResponse, Response},
    routing::get,
};
use chanx::prelude::*;
use chanx_testing::{Connect, remote};
use http::{StatusCode, request::Parts};
use serde_json::json;
use tokio::net::TcpListener;

use super::house::{WhoMessage, YouAreMessage};

/// The application's state, which counts how often it was asked who somebody is.
#[derive(Clone, Default)]
struct Desk {
    asked: Arc<AtomicU32>,
    closed: Arc<AtomicU32>,
}

/// What a layer of the HTTP server puts beside each request.
#[derive(Clone)]
struct Tenant(&'static str);

#[derive(Debug)]
struct CurrentUser(String);

impl User for CurrentUser {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl FromRequestParts<Desk> for CurrentUser {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Self, Response> {
        desk.asked.fetch_add(1, Ordering::Relaxed);
        let Ok(Extension(Tenant(tenant))) = Extension::<Tenant>::from_request_parts(parts, desk).await else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        if desk.closed.load(Ordering::Relaxed) > 0 {
            return Err((StatusCode::FORBIDDEN, Json(json!({"detail": "We are closed."}))).into_response());
        }
        let name = parts.headers.get("x-user").and_then(|name| name.to_str().ok());
        let refused = || (StatusCode::UNAUTHORIZED, "Who are you?").into_response();
        name.map(|name| Self(format!("{name}@{tenant}"))).ok_or_else(refused)
    }
}

async fn me(user: CurrentUser) -> String {
    user.0
}

#[derive(Default)]
struct LiveConsumer;

#[consumer(state = Desk, authentication(Extractor<CurrentUser>), user = CurrentUser)]
impl LiveConsumer {
    #[ws_handler]
    async fn who(&self, _: WhoMessage, cx: &Context<Self>) -> YouAreMessage {
        YouAreMessage(Some(cx.user().0.clone()))
    }
}

#[derive(Default)]
struct EarlyConsumer;

#[consumer(
    state = Desk,
    authentication(Extractor<CurrentUser>),
    user = CurrentUser,
    send_authentication_message = false
)]
impl EarlyConsumer {}

async fn open() -> (SocketAddr, Desk, Channels) {
    let desk = Desk::default();
    let app =
        App::new(desk.clone()).routes(router![path("live/", LiveConsumer), path("early/", EarlyConsumer)]);
    let channels = app.channels();
    let router = axum::Router::new()
        .route("/me", get(me))
        .with_state(desk.clone())
        .nest_service("/ws", app.into_service())
        .layer(Extension(Tenant("acme")));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, router).await });
    (address, desk, channels)
}

/// What a REST route answers to a GET.
async fn rest(address: SocketAddr, user: Option<&str>) -> (u16, String) {
    let mut get: Connect<LiveConsumer> = remote(address, "/me");
    if let Some(user) = user {
        get = get.header("x-user", user);
    }
    let answer = get.connect().await.unwrap_err();
    (answer.status.as_u16(), String::from_utf8(answer.body.to_vec()).unwrap())
}

#[tokio::test]
async fn both_know_the_same_user_and_refuse_the_same_strangers() {
    let (address, desk, channels) = open().await;
    assert_eq!(rest(address, Some("ann")).await, (200, "ann@acme".to_owned()));
    let live: Connect<LiveConsumer> = remote(address, "/ws/live/");
    let mut ann = live.header("x-user", "ann").authenticated().await;
    ann.send_message(WhoMessage).await;
    assert_eq!(ann.receive::<YouAreMessage>().await, YouAreMessage(Some("ann@acme".to_owned())));

    assert_eq!(rest(address, None).await, (401, "Who are you?".to_owned()));
    let mut refused = remote::<LiveConsumer>(address, "/ws/live/").connect().await.unwrap();
    let told = refused.refute_authenticated_status_ok().await.payload;
    assert_eq!((told.status_code, told.data.detail.as_str()), (401, "Who are you?"));
    refused.assert_closed(4401).await;

    // Before the upgrade, the answer is the extractor's own.
    let early = remote::<EarlyConsumer>(address, "/ws/early/").connect().await.unwrap_err();
    assert_eq!((early.status.as_u16(), &early.body[..]), (401, &b"Who are you?"[..]));
    desk.closed.store(1, Ordering::Relaxed);
    let early = remote::<EarlyConsumer>(address, "/ws/early/").header("x-user", "ann");
    let early = early.connect().await.unwrap_err();
    assert_eq!((early.status.as_u16(), &early.body[..]), (403, &br#"{"detail":"We are closed."}"#[..]));
    assert_eq!(early.headers["content-type"], "application/json");

    // It is asked again with all that the request had, also what a layer put beside it.
    let before = desk.asked.load(Ordering::Relaxed);
    channels.reauthorize("ann@acme").await.unwrap();
    let told = ann.refute_authenticated_status_ok().await.payload;
    assert_eq!((told.status_code, told.data.detail.as_str()), (403, "We are closed."));
    ann.assert_closed(4403).await;
    assert_eq!(desk.asked.load(Ordering::Relaxed), before + 1);
}

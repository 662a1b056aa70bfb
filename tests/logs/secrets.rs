//! Credentials are in no log and in no `Debug` form.

use std::borrow::Cow;

use chanx::{Settings, prelude::*};
use chanx_testing::{Connect, TestApp};
use http::request::Parts;
use serde_json::json;

use super::capture::Capture;

const SECRET: &str = "s3cr3t";

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

/// Takes whatever there is, and says what it saw.
struct Anything;

impl<S: Sync> Authentication<S> for Anything {
    type User = Account;

    async fn authenticate(request: &mut Parts, _: &S) -> Result<Option<Identity<Account>>, Rejection> {
        tracing::info!(target: "chanx_user", headers = ?request.headers, "authenticating");
        match request.uri.query() {
            Some(query) if query.contains("forged") => Err(Rejection::unauthorized("Invalid token.")),
            Some(query) if query.contains("broken") => Err(std::io::Error::other("the database is gone"))?,
            _ => Ok(Some(Account.into())),
        }
    }
}

struct Looks;

impl<O: Sync, S: Sync> Permission<Account, O, S> for Looks {
    async fn check(&self, _: &Account, _: &O, access: &Access<'_, S>) -> Result<(), Rejection> {
        tracing::info!(target: "chanx_user", ?access, "asked");
        match access.request().uri().query() {
            Some(query) if query.contains("banned") => Err(Rejection::forbidden("You are banned.")),
            _ => Ok(()),
        }
    }
}

#[derive(Default)]
struct SafeConsumer;

#[consumer(authentication(Anything), user = Account, permissions(Looks))]
impl SafeConsumer {
    #[ws_handler(permissions(Looks))]
    async fn ping(&self, _: PingMessage, cx: &Context<Self>) -> PongMessage {
        tracing::info!(target: "chanx_user", ?cx, request = ?cx.request(), "pinged");
        PongMessage
    }
}

fn secretive(client: Connect<SafeConsumer>, query: &str) -> Connect<SafeConsumer> {
    client
        .query("token", &format!("{SECRET}{query}"))
        .header("authorization", &format!("Bearer {SECRET}"))
        .header("proxy-authorization", &format!("Basic {SECRET}"))
        .cookie("sessionid", SECRET)
        .subprotocols(&["chat.v1", &format!("bearer.{SECRET}")])
}

#[tokio::test(start_paused = true)]
async fn nothing_of_credentials_is_logged() {
    for send_authentication_message in [true, false] {
        let (logs, _guard) = Capture::all();
        let settings = Settings {
            send_authentication_message,
            subprotocols: vec!["chat.v1".to_owned()],
            ..Settings::default()
        };
        let app = TestApp::new(
            App::new(()).routes(router![path("safe/", SafeConsumer)]).settings(settings.clone()),
        );
        let client = || app.communicator::<SafeConsumer>("safe/");
        for http2 in [false, true] {
            let version = |client: Connect<SafeConsumer>| if http2 { client.http2() } else { client };
            let mut safe = version(secretive(client(), "")).connect().await.unwrap();
            assert_eq!(safe.subprotocol(), Some("chat.v1"));
            safe.send_message(PingMessage).await;
            safe.send_json(&json!({"action": "authenticate", "payload": {"token": SECRET}})).await;
            safe.send_json(&json!({"action": "authenticate", "payload": {"token": [SECRET]}})).await;
            safe.receive_until_action("error").await;
            app.channels().reauthorize("1").await.unwrap();
            safe.assert_nothing().await;
            safe.disconnect().await;
            for why in ["forged", "broken", "banned"] {
                if let Ok(mut refused) = version(secretive(client(), why)).connect().await {
                    assert!(send_authentication_message);
                    refused.refute_authenticated_status_ok().await;
                    refused.closed().await;
                }
            }
        }
        assert!(!logs.lines("authenticating").is_empty() && !logs.lines("pinged").is_empty());
        assert!(logs.lines("You are banned.").len() >= 2);
        assert_eq!(logs.lines(SECRET), [""; 0]);
    }
}

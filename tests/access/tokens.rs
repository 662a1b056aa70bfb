//! Tokens, of the application's own and signed ones, from every place where they may stand.

use std::{
    borrow::Cow,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use chanx::prelude::*;
use chanx_testing::{Connect, TestApp};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, encode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::house::{WhoMessage, YouAreMessage};
use crate::tables::authentications::show;

const SECRET: &[u8] = b"a secret of the tests, of more than 32 bytes";

#[derive(Debug)]
struct Account(String);

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

impl FromToken<JwtVerifier> for Account {
    const SOURCES: &'static [TokenSource] = &[TokenSource::Query("key")];

    async fn from_token(token: &str, _: &JwtVerifier) -> Result<Option<Identity<Self>>, Rejection> {
        Ok(token.strip_prefix("key-of-").map(|name| Self(name.to_owned()).into()))
    }
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
}

impl FromClaims<JwtVerifier> for Account {
    type Claims = Claims;

    fn verifier(state: &JwtVerifier) -> &JwtVerifier {
        state
    }

    async fn from_claims(claims: Claims, _: &JwtVerifier) -> Result<Option<Identity<Self>>, Rejection> {
        Ok(Some(Self(claims.sub).into()))
    }
}

#[derive(Default)]
struct DoorConsumer;

#[consumer(
    state = JwtVerifier,
    authentication(TokenAuthentication<Account>, JwtAuthentication<Account>),
    user = Account,
    subprotocols = ["door.v1"]
)]
impl DoorConsumer {
    #[ws_handler]
    async fn who(&self, _: WhoMessage, cx: &Context<Self>) -> YouAreMessage {
        YouAreMessage(Some(cx.user().0.clone()))
    }
}

fn app() -> TestApp {
    let key = DecodingKey::from_secret(SECRET);
    let keys = JwtKeys::new().key(Algorithm::HS256, key);
    let verifier = JwtVerifier::new(keys).with_leeway(Duration::ZERO).audience(["door"]);
    TestApp::new(App::new(verifier).routes(router![path("door/", DoorConsumer)]))
        .timeout(Duration::from_hours(2))
}

/// A token that lasts so long.
fn signed(name: &str, audience: &str, lasts: Duration, secret: &[u8]) -> String {
    let exp = (SystemTime::now() + lasts).duration_since(UNIX_EPOCH).unwrap().as_secs();
    let claims = json!({"sub": name, "aud": audience, "exp": exp});
    encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(secret)).unwrap()
}

fn good(name: &str) -> String {
    signed(name, "door", Duration::from_mins(10), SECRET)
}

fn door(app: &TestApp) -> Connect<DoorConsumer> {
    app.communicator("door/")
}

fn outcome(code: u16, text: &str, detail: &str) -> Value {
    json!({"action": "authentication", "payload": {
        "status_code": code, "status_text": text, "data": {"detail": detail},
    }})
}

#[tokio::test(start_paused = true)]
async fn a_token_is_found_wherever_the_tables_tell() {
    let app = app();
    let [tokens, signed] = app.routes()[0].consumer.access.authentications else { panic!("another number") };
    assert_eq!((tokens.schemes.len(), signed.schemes.len()), (1, 5));
    for (authentication, token) in [(tokens, "key-of-ann"), (signed, good("ann").as_str())] {
        for &scheme in authentication.schemes {
            let mut client = show(door(&app), scheme, token).authenticated().await;
            client.send_message(WhoMessage).await;
            assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".to_owned())));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_found_wherever_it_may_stand() {
    let app = app();
    let token = good("ann");
    for http2 in [false, true] {
        for client in [
            door(&app).header("authorization", &format!("Bearer {token}")),
            door(&app).header("authorization", &format!("token {token}")),
            door(&app).query("token", &token),
            door(&app).cookie("other", "1").cookie("token", &token),
            door(&app).subprotocols(&["door.v1", &format!("bearer.{token}")]),
            door(&app).query("key", "key-of-ann"),
        ] {
            let mut client = if http2 { client.http2() } else { client }.authenticated().await;
            client.send_message(WhoMessage).await;
            assert_eq!(client.receive::<YouAreMessage>().await, YouAreMessage(Some("ann".into())));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_is_never_echoed_as_a_subprotocol() {
    let app = app();
    let entry = format!("bearer.{}", good("ann"));
    let client = door(&app).subprotocols(&["door.v1", &entry]).authenticated().await;
    assert_eq!(client.subprotocol(), Some("door.v1"));
    let client = door(&app).subprotocols(&[&entry]).authenticated().await;
    assert_eq!(client.subprotocol(), None);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_good_token_is_refused_with_its_reason() {
    let app = app();
    let expired = encode(
        &Header::new(Algorithm::HS256),
        &json!({"sub": "ann", "aud": "door", "exp": 1_000_000_000}),
        &EncodingKey::from_secret(SECRET),
    );
    let none = format!("eyJhbGciOiJub25lIn0.{}.", good("ann").split('.').nth(1).unwrap());
    for (token, told) in [
        (expired.unwrap(), "Token has expired."),
        (signed("ann", "mail", Duration::from_mins(1), SECRET), "Invalid token."),
        (signed("ann", "door", Duration::from_mins(1), b"another secret"), "Invalid token."),
        (none, "Invalid token."),
        ("junk".to_owned(), "Invalid token."),
        ("a b".to_owned(), "The credentials are malformed."),
        ("x".repeat(9000), "The credentials are too long."),
    ] {
        let client = door(&app).header("authorization", &format!("Bearer {token}"));
        let mut client = client.connect().await.unwrap();
        assert_eq!(client.receive_json().await, outcome(401, "Unauthorized", told), "{token}");
        client.assert_closed(4401).await;
    }
    let mut client = door(&app).query("key", "forged").connect().await.unwrap();
    assert_eq!(client.receive_json().await, outcome(401, "Unauthorized", "Invalid token."));
    client.assert_closed(4401).await;
}

#[tokio::test(start_paused = true)]
async fn a_connection_lasts_as_long_as_its_token_and_a_fresh_one_is_looked_at_first() {
    let app = app();
    let fresh = signed("ann", "door", Duration::from_mins(1), SECRET);
    let mut ann = door(&app).query("key", "key-of-ann").authenticated().await;
    // Opened by a key, which `TokenAuthentication` takes from the query; it looks at what is presented, too.
    ann.send_json(&json!({"action": "authenticate", "payload": {"token": "key-of-ann"}})).await;
    assert_eq!(ann.receive_json().await, outcome(200, "OK", "OK"));

    let mut bob = door(&app).query("token", &fresh).authenticated().await;
    let told = bob.receive_json().await;
    assert_eq!(told["payload"]["code"], "credentials_expired");
    bob.assert_closed(4401).await;
    ann.refute_closed().await;
}

//! Why a token was refused, in words that have nothing of it.

use std::borrow::Cow;

use chanx::prelude::*;
use chanx_testing::TestApp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::capture::Capture;

const SECRET: &[u8] = b"a secret of the tests, of more than 32 bytes";

struct Account;

impl User for Account {
    fn identity(&self) -> Cow<'_, str> {
        "1".into()
    }
}

impl FromClaims<JwtVerifier> for Account {
    type Claims = Value;

    fn verifier(state: &JwtVerifier) -> &JwtVerifier {
        state
    }

    async fn from_claims(_: Value, _: &JwtVerifier) -> Result<Option<Identity<Self>>, Rejection> {
        Ok(Some(Self.into()))
    }
}

#[derive(Default)]
struct SignedConsumer;

#[consumer(state = JwtVerifier, authentication(JwtAuthentication<Account>), user = Account)]
impl SignedConsumer {
    #[ws_handler]
    async fn ping(&self, _: PingMessage) -> PongMessage {
        PongMessage
    }
}

fn signed(claims: &Value, secret: &[u8]) -> String {
    encode(&Header::new(Algorithm::HS256), claims, &EncodingKey::from_secret(secret)).unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_operator_reads_what_was_wrong_with_a_token_but_nothing_of_it() {
    let key = DecodingKey::from_secret(SECRET);
    let verifier = JwtVerifier::new(JwtKeys::new().key(Algorithm::HS256, key)).audience(["chat"]);
    let app = TestApp::new(App::new(verifier).routes(router![path("signed/", SignedConsumer)]));
    let far = 9_000_000_000_u64;
    for (token, reason) in [
        (signed(&json!({"sub": "ann", "aud": "mail", "exp": far}), SECRET), "it is for another audience"),
        (signed(&json!({"sub": "ann", "exp": far}), SECRET), "it lacks `exp`, `aud` or `iss`"),
        (signed(&json!({"sub": "ann", "aud": "chat", "exp": 1}), SECRET), "it has expired"),
        (signed(&json!({"sub": "ann", "aud": "chat", "exp": far}), b"another"), "its key did not sign it"),
        ("junk".to_owned(), "it is malformed"),
    ] {
        let (logs, _guard) = Capture::all();
        let client = app.communicator::<SignedConsumer>("signed/").query("token", &token);
        let mut client = client.connect().await.unwrap();
        assert_eq!(client.refute_authenticated_status_ok().await.payload.status_code, 401);
        client.assert_closed(4401).await;
        let line = format!("DEBUG chanx::token message=refused a JSON Web Token reason={reason}");
        assert_eq!(logs.lines("JSON Web Token"), [line]);
        assert_eq!(logs.lines(&token), [""; 0]);
        assert_eq!(logs.lines("ann"), [""; 0]);
    }
}

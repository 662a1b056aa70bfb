//! Tokens that are good, and every way in which they are not.

mod keys;

use std::time::SystemTime;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, encode};
use serde::Deserialize;
use serde_json::{Value, json};

use super::*;

const SECRET: &[u8] = b"a secret of the tests, of more than 32 bytes";
const RSA: (&[u8], &[u8]) = (include_bytes!("../keys/rsa.pem"), include_bytes!("../keys/rsa.pub.pem"));
const EC: (&[u8], &[u8]) = (include_bytes!("../keys/ec.pem"), include_bytes!("../keys/ec.pub.pem"));
const ED: (&[u8], &[u8]) = (include_bytes!("../keys/ed.pem"), include_bytes!("../keys/ed.pub.pem"));

#[derive(Debug, PartialEq)]
struct Account(String);

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
        let deleted = claims.sub == "deleted";
        Ok((!deleted).then(|| Self(claims.sub).into()))
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

/// Ann's claims, good for a minute, with changes.
fn claims(changes: &Value) -> Value {
    let mut claims = json!({"sub": "ann", "exp": now() + 60});
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => claims.as_object_mut().unwrap().remove(name),
            value => claims.as_object_mut().unwrap().insert(name.clone(), value.clone()),
        };
    }
    claims
}

fn signed(header: &Header, claims: &Value, key: &EncodingKey) -> String {
    // As the first verifier does: whoever signs before that must know by which backend.
    backend::settle();
    encode(header, claims, key).unwrap()
}

fn hs256(changes: &Value) -> String {
    signed(&Header::new(Algorithm::HS256), &claims(changes), &EncodingKey::from_secret(SECRET))
}

fn verifier() -> JwtVerifier {
    JwtVerifier::new(JwtKeys::new().key(Algorithm::HS256, DecodingKey::from_secret(SECRET)))
}

async fn identity(verifier: &JwtVerifier, token: &str) -> Result<Identity<Account>, String> {
    let request = http::Request::get("/").header("authorization", format!("Bearer {token}"));
    let mut parts = request.body(()).unwrap().into_parts().0;
    match JwtAuthentication::<Account>::authenticate(&mut parts, verifier).await {
        Ok(identity) => Ok(identity.unwrap()),
        Err(rejection) => {
            assert_eq!(rejection.status().as_u16(), 401, "{rejection:?}");
            Err(rejection.detail().to_owned())
        }
    }
}

async fn assert_refused(verifier: &JwtVerifier, token: &str, detail: &str) {
    assert_eq!(identity(verifier, token).await, Err(detail.to_owned()), "{token}");
}

async fn assert_let_in(verifier: &JwtVerifier, token: &str) {
    let (account, ..) = identity(verifier, token).await.unwrap().into_parts();
    assert_eq!(account, Account("ann".to_owned()));
}

#[tokio::test]
async fn every_family_of_algorithms_is_verified() {
    let families = [
        (Algorithm::HS256, EncodingKey::from_secret(SECRET), DecodingKey::from_secret(SECRET)),
        (Algorithm::HS512, EncodingKey::from_secret(SECRET), DecodingKey::from_secret(SECRET)),
        (
            Algorithm::RS256,
            EncodingKey::from_rsa_pem(RSA.0).unwrap(),
            DecodingKey::from_rsa_pem(RSA.1).unwrap(),
        ),
        (
            Algorithm::PS256,
            EncodingKey::from_rsa_pem(RSA.0).unwrap(),
            DecodingKey::from_rsa_pem(RSA.1).unwrap(),
        ),
        (Algorithm::ES256, EncodingKey::from_ec_pem(EC.0).unwrap(), DecodingKey::from_ec_pem(EC.1).unwrap()),
        (Algorithm::EdDSA, EncodingKey::from_ed_pem(ED.0).unwrap(), DecodingKey::from_ed_pem(ED.1).unwrap()),
    ];
    for (algorithm, signs, verifies) in families {
        let verifier = JwtVerifier::new(JwtKeys::new().key(algorithm, verifies));
        let token = signed(&Header::new(algorithm), &claims(&json!({})), &signs);
        assert_let_in(&verifier, &token).await;
        // Another signature, another payload, half of it.
        let (head, signature) = token.rsplit_once('.').unwrap();
        let turned: String = signature.chars().rev().collect();
        let (header, _) = head.split_once('.').unwrap();
        let other = hs256(&json!({"sub": "root"}));
        let payload = other.split('.').nth(1).unwrap();
        for forged in [
            format!("{head}.{turned}"),
            format!("{header}.{payload}.{signature}"),
            format!("{head}."),
            head.to_owned(),
        ] {
            assert_refused(&verifier, &forged, "Invalid token.").await;
        }
    }
}

#[tokio::test]
async fn an_algorithm_is_the_keys_and_not_the_tokens() {
    let rsa =
        JwtVerifier::new(JwtKeys::new().key(Algorithm::RS256, DecodingKey::from_rsa_pem(RSA.1).unwrap()));
    // The public key as if it were a secret.
    let confused =
        signed(&Header::new(Algorithm::HS256), &claims(&json!({})), &EncodingKey::from_secret(RSA.1));
    assert_refused(&rsa, &confused, "Invalid token.").await;
    let other = signed(
        &Header::new(Algorithm::RS512),
        &claims(&json!({})),
        &EncodingKey::from_rsa_pem(RSA.0).unwrap(),
    );
    assert_refused(&rsa, &other, "Invalid token.").await;
    // `{"alg":"none"}`, with and without a signature.
    let token = hs256(&json!({}));
    let payload = token.split('.').nth(1).unwrap();
    for header in ["eyJhbGciOiJub25lIn0", "eyJhbGciOiJOb25lIiwidHlwIjoiSldUIn0"] {
        assert_refused(&verifier(), &format!("{header}.{payload}."), "Invalid token.").await;
        assert_refused(&verifier(), &format!("{header}.{payload}.AAAA"), "Invalid token.").await;
    }
    assert_refused(&JwtVerifier::new(JwtKeys::new()), &token, "Invalid token.").await;
}

#[tokio::test]
async fn times_count_with_their_leeway() {
    let verifier = verifier();
    assert_let_in(&verifier, &hs256(&json!({"exp": now() - 50}))).await;
    assert_refused(&verifier, &hs256(&json!({"exp": now() - 70})), "Token has expired.").await;
    assert_let_in(&verifier, &hs256(&json!({"nbf": now() + 50}))).await;
    assert_refused(&verifier, &hs256(&json!({"nbf": now() + 70})), "Token is not valid yet.").await;
    assert_refused(&verifier, &hs256(&json!({"exp": null})), "Invalid token.").await;
    assert_refused(&verifier, &hs256(&json!({"exp": "tomorrow"})), "Invalid token.").await;
    let lenient = verifier.clone().with_leeway(Duration::MAX);
    assert_let_in(&lenient, &hs256(&json!({"exp": now() - 3600, "nbf": now() + 3600}))).await;
    let strict = verifier.with_leeway(Duration::ZERO);
    assert_refused(&strict, &hs256(&json!({"exp": now() - 5})), "Token has expired.").await;
    assert_let_in(&strict, &hs256(&json!({"exp": now() + 30}))).await;
}

#[tokio::test]
async fn the_identity_expires_with_the_token_and_its_leeway() {
    let exp = now() + 30;
    let (_, expires_at, _) = identity(&verifier(), &hs256(&json!({"exp": exp}))).await.unwrap().into_parts();
    assert_eq!(expires_at, Some(UNIX_EPOCH + Duration::from_secs(exp + 60)));
    let strict = verifier().with_leeway(Duration::ZERO);
    #[allow(clippy::cast_precision_loss, reason = "seconds since 1970 are far below 2^52")]
    let half = exp as f64 + 0.5;
    let (_, expires_at, _) = identity(&strict, &hs256(&json!({"exp": half}))).await.unwrap().into_parts();
    assert_eq!(expires_at, Some(UNIX_EPOCH + Duration::from_millis(exp * 1000 + 500)));
    let forever = hs256(&json!({"exp": 9_000_000_000_000_000_u64}));
    assert_let_in(&strict, &forever).await;
}

#[tokio::test]
async fn audiences_and_issuers_must_be_the_verifiers() {
    let chat = verifier().audience(["chat", "rooms"]);
    for audience in [json!("chat"), json!(["mail", "rooms"])] {
        assert_let_in(&chat, &hs256(&json!({"aud": audience}))).await;
    }
    for audience in [json!("mail"), json!(["mail"]), json!([]), json!(null), json!(7)] {
        assert_refused(&chat, &hs256(&json!({"aud": audience})), "Invalid token.").await;
    }
    // Whose audience nobody asked for was meant for somebody else.
    for audience in [json!("mail"), json!(["mail"]), json!(7), json!({"mail": true})] {
        assert_refused(&verifier(), &hs256(&json!({"aud": audience})), "Invalid token.").await;
    }
    assert_let_in(&verifier(), &hs256(&json!({"aud": null}))).await;
    let issued = verifier().issuer(["https://accounts.example.com"]);
    assert_let_in(&issued, &hs256(&json!({"iss": "https://accounts.example.com"}))).await;
    for issuer in [json!("https://accounts.example.com.evil"), json!(null)] {
        assert_refused(&issued, &hs256(&json!({"iss": issuer})), "Invalid token.").await;
    }
}

#[tokio::test]
async fn a_header_that_must_be_understood_is_not() {
    let mut header = Header::new(Algorithm::HS256);
    header.crit = Some(vec!["urn:example:bound-to-a-device".to_owned()]);
    let token = signed(&header, &claims(&json!({})), &EncodingKey::from_secret(SECRET));
    assert_refused(&verifier(), &token, "Invalid token.").await;
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let long = "a".repeat(100_000);
    for junk in ["junk", "a.b", "a.b.c", "...", "e30.e30.", &long, "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA"] {
        assert_refused(&verifier(), junk, "Invalid token.").await;
    }
    assert_refused(&verifier(), &hs256(&json!({"sub": null})), "Invalid token.").await;
    assert_refused(&verifier(), &hs256(&json!({"sub": 7})), "Invalid token.").await;
    assert_refused(&verifier(), &hs256(&json!({"sub": "deleted"})), "Invalid token.").await;
}

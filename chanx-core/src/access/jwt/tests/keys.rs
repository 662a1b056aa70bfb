//! Which key a token is verified by.

use jsonwebtoken::jwk::{Jwk, JwkSet};

use super::*;

#[tokio::test]
async fn keys_are_found_by_their_id_and_rotate_in_all_clones() {
    let token = |id: Option<&str>, secret: &[u8]| {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = id.map(str::to_owned);
        signed(&header, &claims(&json!({})), &EncodingKey::from_secret(secret))
    };
    let key = |secret: &[u8]| DecodingKey::from_secret(secret);
    let old = JwtKeys::new().key_with_id("old", Algorithm::HS256, key(b"old"));
    let verifier = JwtVerifier::new(old.clone());
    let clone = verifier.clone();
    assert_let_in(&clone, &token(Some("old"), b"old")).await;
    for forged in [token(Some("new"), b"old"), token(None, b"old"), token(Some("old"), b"new")] {
        assert_refused(&clone, &forged, "Invalid token.").await;
    }
    verifier.rotate(old.key_with_id("new", Algorithm::HS256, key(b"new")));
    for good in [token(Some("new"), b"new"), token(Some("old"), b"old")] {
        assert_let_in(&clone, &good).await;
    }
    verifier.rotate(JwtKeys::new().key_with_id("new", Algorithm::HS256, key(b"new")));
    assert_refused(&clone, &token(Some("old"), b"old"), "Invalid token.").await;
    // A key without an id takes tokens with any, but for those that others have.
    verifier.rotate(JwtKeys::new().key(Algorithm::HS256, key(b"any")).key_with_id(
        "new",
        Algorithm::HS256,
        key(b"new"),
    ));
    assert_let_in(&clone, &token(Some("whatever"), b"any")).await;
    assert_let_in(&clone, &token(None, b"any")).await;
    assert_refused(&clone, &token(Some("new"), b"any"), "Invalid token.").await;
    assert!(!format!("{clone:?}").contains("any"));
}

#[tokio::test]
async fn of_several_keys_the_one_that_signed_decides() {
    let keys = [SECRET, b"another secret, that signed something else"];
    let misfit = || DecodingKey::from_rsa_pem(RSA.1).unwrap();
    let verifier = |keys: [&[u8]; 2]| {
        let none = JwtKeys::new().key(Algorithm::HS256, misfit());
        let keys = keys
            .iter()
            .fold(none, |keys, secret| keys.key(Algorithm::HS256, DecodingKey::from_secret(secret)));
        JwtVerifier::new(keys)
    };
    for verifier in [verifier(keys), verifier([keys[1], keys[0]])] {
        assert_let_in(&verifier, &hs256(&json!({}))).await;
        assert_refused(&verifier, &hs256(&json!({"exp": now() - 70})), "Token has expired.").await;
    }
}

#[tokio::test]
async fn keys_of_a_set_that_are_of_no_use_are_left_out() {
    let public = |encoding: &EncodingKey, algorithm, id: &str| {
        let jwk = Jwk::from_encoding_key(encoding, algorithm).unwrap();
        let mut jwk = serde_json::to_value(jwk).unwrap();
        jwk["kid"] = json!(id);
        jwk.as_object_mut().unwrap().remove("alg");
        jwk
    };
    let (rsa, ec) = (EncodingKey::from_rsa_pem(RSA.0).unwrap(), EncodingKey::from_ec_pem(EC.0).unwrap());
    let mut wraps = public(&rsa, Algorithm::RS256, "wraps");
    wraps["key_ops"] = json!(["wrapKey"]);
    // RFC 7517 section 5: what is not understood is ignored.
    let set: JwkSet = serde_json::from_value(json!({"keys": [
        {"kty": "AKP", "kid": "unknown", "pub": "AAAA"},
        {"kty": "EC", "crv": "secp256k1", "kid": "curve", "x": "AAAA", "y": "AAAA"},
        {"kty": "oct", "kid": "secret", "k": "AAAA"},
        wraps,
        public(&rsa, Algorithm::RS256, "rsa"),
        public(&ec, Algorithm::ES256, "ec"),
    ]}))
    .unwrap();
    let verifier = JwtVerifier::new(JwtKeys::new().jwk_set(&set, Algorithm::RS256).unwrap());
    let token = |algorithm, id: &str, key: &EncodingKey| {
        let mut header = Header::new(algorithm);
        header.kid = Some(id.to_owned());
        signed(&header, &claims(&json!({})), key)
    };
    assert_let_in(&verifier, &token(Algorithm::RS256, "rsa", &rsa)).await;
    // A curve has one algorithm, whatever the others are for (RFC 7518 section 3.4).
    assert_let_in(&verifier, &token(Algorithm::ES256, "ec", &ec)).await;
    assert_refused(&verifier, &token(Algorithm::RS256, "wraps", &rsa), "Invalid token.").await;
}

#[tokio::test]
async fn a_published_set_of_keys_is_read() {
    let mut jwk = serde_json::to_value(
        Jwk::from_encoding_key(&EncodingKey::from_secret(SECRET), Algorithm::HS256).unwrap(),
    )
    .unwrap();
    jwk["kid"] = json!("one");
    let mut encryption = jwk.clone();
    encryption["use"] = json!("enc");
    encryption["kid"] = json!("two");
    let mut bare = jwk.clone();
    bare["kid"] = json!("three");
    bare.as_object_mut().unwrap().remove("alg");
    let set: JwkSet = serde_json::from_value(json!({"keys": [encryption, jwk, bare]})).unwrap();
    let verifier = JwtVerifier::new(JwtKeys::new().jwk_set(&set, Algorithm::HS256).unwrap());
    let token = |id: &str| {
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(id.to_owned());
        signed(&header, &claims(&json!({})), &EncodingKey::from_secret(SECRET))
    };
    assert_let_in(&verifier, &token("one")).await;
    assert_let_in(&verifier, &token("three")).await;
    let other = JwtVerifier::new(JwtKeys::new().jwk_set(&set, Algorithm::HS512).unwrap());
    assert_refused(&other, &token("three"), "Invalid token.").await;
    assert_refused(&verifier, &token("two"), "Invalid token.").await;
}

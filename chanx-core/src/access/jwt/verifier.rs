//! Who verifies tokens: the keys, which may change while the application runs, and what a token must say.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use jsonwebtoken::{
    Algorithm, DecodingKey, Validation, decode, decode_header,
    errors::{Error, ErrorKind},
    jwk::{Jwk, JwkSet},
};
use serde_json::Value;

use crate::access::{Rejection, credentials::INVALID_TOKEN};

/// Keys by which tokens are verified, each bound to its algorithm: a token that names another one is forged (RFC 8725
/// section 3.1).
#[derive(Clone, Default)]
pub struct JwtKeys(Vec<Key>);

#[derive(Clone)]
struct Key {
    id: Option<String>,
    algorithm: Algorithm,
    verifies: DecodingKey,
}

impl JwtKeys {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key without an id: for tokens without a `kid`, and for those whose `kid` no key has.
    #[must_use]
    pub fn key(mut self, algorithm: Algorithm, key: DecodingKey) -> Self {
        self.0.push(Key { id: None, algorithm, verifies: key });
        self
    }

    /// Adds a key for tokens with this `kid` (RFC 7515 section 4.1.4).
    #[must_use]
    pub fn key_with_id(mut self, id: impl Into<String>, algorithm: Algorithm, key: DecodingKey) -> Self {
        self.0.push(Key { id: Some(id.into()), algorithm, verifies: key });
        self
    }

    /// Adds the keys of a set (RFC 7517), as an issuer publishes it. Those that do not name their algorithm (`alg`) are
    /// for this one. Those that are for another use than signatures, or for an algorithm that is not supported, are left
    /// out.
    ///
    /// # Errors
    /// When a key is malformed.
    pub fn jwk_set(mut self, set: &JwkSet, otherwise: Algorithm) -> Result<Self, Error> {
        for jwk in &set.keys {
            if let Some(algorithm) = algorithm(jwk, otherwise) {
                let verifies = DecodingKey::from_jwk(jwk)?;
                self.0.push(Key { id: jwk.common.key_id.clone(), algorithm, verifies });
            }
        }
        Ok(self)
    }

    /// The keys that may have signed such a token.
    fn of(&self, id: Option<&str>, algorithm: Algorithm) -> impl Iterator<Item = &DecodingKey> {
        let known = self.0.iter().any(|key| id.is_some() && key.id.as_deref() == id);
        let id = if known { id.map(str::to_owned) } else { None };
        self.0.iter().filter(move |key| key.id == id && key.algorithm == algorithm).map(|key| &key.verifies)
    }
}

/// What a key of a set is for.
fn algorithm(jwk: &Jwk, otherwise: Algorithm) -> Option<Algorithm> {
    use jsonwebtoken::jwk::PublicKeyUse;
    if !matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature)) {
        return None;
    }
    match jwk.common.key_algorithm {
        Some(named) => named.to_string().parse().ok(),
        None => Some(otherwise),
    }
}

impl fmt::Debug for JwtKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| (&key.id, key.algorithm))).finish()
    }
}

/// Verifies tokens: by its keys, and by what they must say. Clones share their keys.
///
/// A token must have an `exp`, which must not be over, and what it says of `nbf` must be reached, both with a leeway of 60
/// seconds. A token for an audience (`aud`) is refused unless one of its audiences is [the verifier's](Self::audience).
///
/// ```
/// # use chanx_core::access::{JwtKeys, JwtVerifier};
/// use jsonwebtoken::{Algorithm, DecodingKey};
///
/// let key = DecodingKey::from_secret(b"at least 32 random bytes, not a password");
/// let verifier = JwtVerifier::new(JwtKeys::new().key_with_id("2026-11", Algorithm::HS256, key))
///     .audience(["chat"])
///     .issuer(["https://accounts.example.com"]);
/// ```
#[derive(Clone)]
pub struct JwtVerifier {
    keys: Arc<RwLock<Arc<JwtKeys>>>,
    validation: Validation,
}

impl JwtVerifier {
    /// A verifier with these keys.
    pub fn new(keys: JwtKeys) -> Self {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.validate_nbf = true;
        Self { keys: Arc::new(RwLock::new(Arc::new(keys))), validation }
    }

    /// Wants one of these audiences (`aud`), and refuses tokens without.
    #[must_use]
    pub fn audience<I: IntoIterator<Item: Into<String>>>(mut self, audience: I) -> Self {
        let audience: Vec<String> = audience.into_iter().map(Into::into).collect();
        self.validation.set_audience(&audience);
        self.validation.required_spec_claims.insert("aud".to_owned());
        self
    }

    /// Wants one of these issuers (`iss`), and refuses tokens without.
    #[must_use]
    pub fn issuer<I: IntoIterator<Item: Into<String>>>(mut self, issuer: I) -> Self {
        let issuer: Vec<String> = issuer.into_iter().map(Into::into).collect();
        self.validation.set_issuer(&issuer);
        self.validation.required_spec_claims.insert("iss".to_owned());
        self
    }

    /// How far the clocks may differ, in whole seconds. Default: 60 s.
    #[must_use]
    pub fn with_leeway(mut self, leeway: Duration) -> Self {
        self.validation.leeway = leeway.as_secs();
        self
    }

    /// Replaces the keys, here and in all clones. Keep the former key beside the new one until its tokens have expired.
    pub fn rotate(&self, keys: JwtKeys) {
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }

    pub(super) fn leeway(&self) -> Duration {
        Duration::from_secs(self.validation.leeway)
    }

    /// The claims of a token.
    pub(super) fn verify(&self, token: &str) -> Result<Value, Rejection> {
        let header = decode_header(token).map_err(|error| refusal(&error))?;
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut validation = self.validation.clone();
        validation.algorithms = vec![header.alg];
        let mut refused = Rejection::unauthorized(INVALID_TOKEN);
        for key in keys.of(header.kid.as_deref(), header.alg) {
            match decode::<Value>(token, key, &validation) {
                Ok(token) => return Ok(token.claims),
                Err(error) => refused = refusal(&error),
            }
        }
        Err(refused)
    }
}

impl fmt::Debug for JwtVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        f.debug_struct("JwtVerifier").field("keys", &keys).finish_non_exhaustive()
    }
}

/// What the peer is told: when it was too late or too early, and nothing more.
fn refusal(error: &Error) -> Rejection {
    Rejection::unauthorized(match error.kind() {
        ErrorKind::ExpiredSignature => "Token has expired.",
        ErrorKind::ImmatureSignature => "Token is not valid yet.",
        _ => INVALID_TOKEN,
    })
}

//! Who verifies tokens: the keys, which may change while the application runs, and what a token must say.

use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use jsonwebtoken::{
    Algorithm, DecodingKey, Validation, decode, decode_header,
    errors::{Error, ErrorKind},
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, KeyOperations, PublicKeyUse},
};
use serde_json::Value;

use super::backend;
use crate::access::{Rejection, credentials::INVALID_TOKEN};

/// More would be no difference of clocks, but tokens that never end.
const MOST_LEEWAY: Duration = Duration::from_hours(24);

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
    /// for that of their curve, or else for this one. Those that are for another use than verifying signatures, or of a
    /// kind or for an algorithm that is not supported, are left out.
    ///
    /// # Errors
    /// When a key is malformed.
    pub fn jwk_set(mut self, set: &JwkSet, otherwise: Algorithm) -> Result<Self, Error> {
        for jwk in &set.keys {
            let Some(algorithm) = algorithm(jwk, otherwise) else { continue };
            let verifies = DecodingKey::from_jwk(jwk)?;
            if verifies.family() == algorithm.family() {
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
    let Jwk { common, algorithm } = jwk;
    let signs = matches!(common.public_key_use, None | Some(PublicKeyUse::Signature));
    let verifies = |allowed: &Vec<KeyOperations>| allowed.contains(&KeyOperations::Verify);
    if !signs || !common.key_operations.as_ref().is_none_or(verifies) {
        return None;
    }
    // RFC 7517 section 5: a key of an unknown kind is ignored.
    let usual = match algorithm {
        AlgorithmParameters::RSA(_) | AlgorithmParameters::OctetKey(_) => otherwise,
        AlgorithmParameters::EllipticCurve(key) => match key.curve {
            EllipticCurve::P256 => Algorithm::ES256,
            EllipticCurve::P384 => Algorithm::ES384,
            _ => return None,
        },
        AlgorithmParameters::OctetKeyPair(_) => Algorithm::EdDSA,
        _ => return None,
    };
    match common.key_algorithm {
        Some(named) => named.to_string().parse().ok(),
        None => Some(usual),
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
    ///
    /// # Panics
    /// When there is no cryptography: neither the feature `jwt-aws-lc-rs` or `jwt-rust-crypto` is enabled, nor a
    /// [`CryptoProvider`](jsonwebtoken::crypto::CryptoProvider) installed.
    pub fn new(keys: JwtKeys) -> Self {
        backend::settle();
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

    /// How far the clocks may differ, in whole seconds and by a day at most. Default: 60 s.
    #[must_use]
    pub fn with_leeway(mut self, leeway: Duration) -> Self {
        self.validation.leeway = leeway.min(MOST_LEEWAY).as_secs();
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
        let header = decode_header(token).map_err(|error| refusal(error.kind()))?;
        // No extension is known here, so that none can be honoured (RFC 7515 section 4.1.11).
        if header.crit.is_some() {
            return Err(refusal(&ErrorKind::UnsupportedAlgorithm));
        }
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        let mut validation = self.validation.clone();
        validation.algorithms = vec![header.alg];
        let mut refused = ErrorKind::InvalidAlgorithm;
        for key in keys.of(header.kid.as_deref(), header.alg) {
            match decode::<Value>(token, key, &validation).map_err(Error::into_kind) {
                Ok(token) => return self.meant_for_us(token.claims),
                // Another key may have signed it.
                Err(kind) if matches!(kind, ErrorKind::InvalidSignature) || does_not_fit(&kind) => {
                    refused = kind;
                }
                Err(kind) => return Err(refusal(&kind)),
            }
        }
        Err(refusal(&refused))
    }

    /// `jsonwebtoken` passes over an audience that is no text, where none is wanted.
    fn meant_for_us(&self, claims: Value) -> Result<Value, Rejection> {
        match claims.get("aud") {
            Some(audience) if self.validation.aud.is_none() && !audience.is_null() => {
                Err(refusal(&ErrorKind::InvalidAudience))
            }
            _ => Ok(claims),
        }
    }
}

impl fmt::Debug for JwtVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = self.keys.read().unwrap_or_else(PoisonError::into_inner).clone();
        f.debug_struct("JwtVerifier").field("keys", &keys).finish_non_exhaustive()
    }
}

/// Whether a key is none for the algorithm that it was given with.
fn does_not_fit(kind: &ErrorKind) -> bool {
    use ErrorKind::{InvalidEcdsaKey, InvalidEddsaKey, InvalidKeyFormat, InvalidRsaKey};
    matches!(kind, InvalidEcdsaKey | InvalidEddsaKey | InvalidKeyFormat | InvalidRsaKey(_))
}

/// What the peer is told: when it was too late or too early, and nothing more. The operator reads what is wrong, in
/// words that have nothing of the token.
fn refusal(kind: &ErrorKind) -> Rejection {
    let (told, reason) = match kind {
        ErrorKind::ExpiredSignature => ("Token has expired.", "it has expired"),
        ErrorKind::ImmatureSignature => ("Token is not valid yet.", "it is not valid yet"),
        ErrorKind::InvalidAudience => (INVALID_TOKEN, "it is for another audience"),
        ErrorKind::InvalidIssuer => (INVALID_TOKEN, "it is of another issuer"),
        ErrorKind::MissingRequiredClaim(_) => (INVALID_TOKEN, "it lacks `exp`, `aud` or `iss`"),
        ErrorKind::InvalidSignature => (INVALID_TOKEN, "its key did not sign it"),
        ErrorKind::InvalidAlgorithm => (INVALID_TOKEN, "there is no key with its id and algorithm"),
        kind if does_not_fit(kind) => (INVALID_TOKEN, "the key does not fit its algorithm"),
        ErrorKind::UnsupportedAlgorithm => (INVALID_TOKEN, "its header asks for what is not supported"),
        _ => (INVALID_TOKEN, "it is malformed"),
    };
    tracing::debug!(target: "chanx::token", reason, "refused a JSON Web Token");
    Rejection::unauthorized(told)
}

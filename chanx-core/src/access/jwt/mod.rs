//! JSON Web Tokens (RFC 7519), by the crate `jsonwebtoken`.

mod backend;
#[cfg(test)]
mod tests;
mod verifier;

use std::{
    future::Future,
    marker::PhantomData,
    time::{Duration, UNIX_EPOCH},
};

use http::request::Parts;
use serde::{Deserialize, de::DeserializeOwned};

pub use self::verifier::{JwtKeys, JwtVerifier};
use super::{
    Authentication, Identity, Rejection, TokenSource,
    credentials::{self, INVALID_TOKEN, Schemes},
};
use crate::table::Scheme;

/// A user who is known by the claims of a token: what [`JwtAuthentication`] asks.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known by claims with the state `{S}`",
    label = "no `FromClaims<{S}>`",
    note = "implement `chanx::FromClaims<{S}>` for `{Self}`: it says who verifies tokens, and whose claims these are"
)]
pub trait FromClaims<S>: Sized + Send + 'static {
    /// The claims that are read; a token without one of them is refused with 401.
    type Claims: DeserializeOwned + Send;

    /// Where the token may stand; the first place where there is one counts.
    const SOURCES: &'static [TokenSource] = TokenSource::DEFAULT;

    /// Who verifies tokens.
    fn verifier(state: &S) -> &JwtVerifier;

    /// Says whose claims these are; the token was verified. `Ok(None)`: nobody's any more, which is refused with 401
    /// "Invalid token.". The identity expires when the token does, or earlier where this says so.
    ///
    /// # Errors
    /// The connection is refused; an error that is no [`Rejection`] is logged and answered with 500.
    fn from_claims(
        claims: Self::Claims,
        state: &S,
    ) -> impl Future<Output = Result<Option<Identity<Self>>, Rejection>> + Send;
}

/// Authenticates by a JSON Web Token: `authentication(JwtAuthentication<Account>)`, where `Account` implements
/// [`FromClaims`].
///
/// A request without a token is left to the next authentication. A token that is malformed, forged, of another algorithm
/// than its key, for another audience or of another issuer is refused with 401 "Invalid token."; the peer is told if it
/// has expired or is not valid yet. What was wrong is logged at level debug, in words that have nothing of the token.
#[derive(Debug)]
pub struct JwtAuthentication<U>(PhantomData<fn() -> U>);

impl<U: FromClaims<S>, S: Sync> Authentication<S> for JwtAuthentication<U> {
    type User = U;

    const SCHEMES: &'static [Scheme] = const { &Schemes::of(U::SOURCES) }.as_slice();

    async fn authenticate(request: &mut Parts, state: &S) -> Result<Option<Identity<U>>, Rejection> {
        let Some(token) = credentials::token(request, U::SOURCES)? else { return Ok(None) };
        let verifier = U::verifier(state);
        let claims = verifier.verify(&token)?;
        // A number of seconds since 1970, which may have a fraction (RFC 7519 section 2).
        let expires = claims.get("exp").and_then(serde_json::Value::as_f64);
        let expires = expires.and_then(|exp| Duration::try_from_secs_f64(exp).ok());
        let claims = U::Claims::deserialize(claims).map_err(|_| Rejection::unauthorized(INVALID_TOKEN))?;
        let Some(identity) = U::from_claims(claims, state).await? else {
            return Err(Rejection::unauthorized(INVALID_TOKEN));
        };
        let end = expires.and_then(|exp| UNIX_EPOCH.checked_add(exp)?.checked_add(verifier.leeway()));
        Ok(Some(match end {
            Some(end) => identity.expires_by(end),
            None => identity,
        }))
    }
}

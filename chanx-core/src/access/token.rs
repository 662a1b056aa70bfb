//! Tokens that the application itself knows.

use std::{future::Future, marker::PhantomData};

use http::request::Parts;

use super::{
    Authentication, Identity, Rejection, TokenSource,
    credentials::{self, INVALID_TOKEN, Schemes},
};
use crate::table::Scheme;

/// A user who is known by a token, such as an API key: what [`TokenAuthentication`] asks.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known by tokens with the state `{S}`",
    label = "no `FromToken<{S}>`",
    note = "implement `chanx::FromToken<{S}>` for `{Self}`: it says whose token it is"
)]
pub trait FromToken<S>: Sized + Send + 'static {
    /// Where the token may stand; the first place where there is one counts.
    const SOURCES: &'static [TokenSource] = TokenSource::DEFAULT;

    /// Says whose token it is. `Ok(None)`: nobody's, which is refused with 401 "Invalid token.".
    ///
    /// Look tokens up by a hash of them (SHA-256 will do for random ones), so that neither a stolen database nor the
    /// time of a comparison gives them away.
    ///
    /// # Errors
    /// The connection is refused; an error that is no [`Rejection`] is logged and answered with 500.
    fn from_token(
        token: &str,
        state: &S,
    ) -> impl Future<Output = Result<Option<Identity<Self>>, Rejection>> + Send;
}

/// Authenticates by a token: `authentication(TokenAuthentication<Account>)`, where `Account` implements [`FromToken`].
///
/// A request without a token is left to the next authentication; a malformed or unknown token is refused with 401.
#[derive(Debug)]
pub struct TokenAuthentication<U>(PhantomData<fn() -> U>);

impl<U: FromToken<S>, S: Sync> Authentication<S> for TokenAuthentication<U> {
    type User = U;

    const SCHEMES: &'static [Scheme] = const { &Schemes::of(U::SOURCES) }.as_slice();

    async fn authenticate(request: &mut Parts, state: &S) -> Result<Option<Identity<U>>, Rejection> {
        let Some(token) = credentials::token(request, U::SOURCES)? else { return Ok(None) };
        match U::from_token(&token, state).await? {
            Some(identity) => Ok(Some(identity)),
            None => Err(Rejection::unauthorized(INVALID_TOKEN)),
        }
    }
}

//! Authentications: from a request to its user.

use std::{
    fmt,
    future::Future,
    pin::Pin,
    time::{Duration, SystemTime},
};

use http::{HeaderValue, request::Parts};

use super::Rejection;
use crate::table::Scheme;

/// Finds out whose a request is. Those of a consumer, `authentication(A, B, …)`, are tried in order.
///
/// It is run when a connection is opened, and again when its credentials expire, when the client presents fresh ones,
/// and when [`Channels::reauthorize`](crate::channels::Channels::reauthorize) asks for it. All of them together have
/// `authentication_timeout`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an authentication for the state `{S}`",
    label = "no `Authentication<{S}>`",
    note = "`TokenAuthentication<User>`, `JwtAuthentication<User>`, `SessionAuthentication<User>`, \
            `BasicAuthentication<User>` and `Extractor<…>` are some; implement `chanx::Authentication` for your own"
)]
pub trait Authentication<S>: Send + Sync + 'static {
    /// Whom it yields: a [`User`](super::User).
    type User: Send + 'static;

    /// How clients are told to authenticate, by the header `WWW-Authenticate` of a status 401 before the upgrade
    /// (RFC 9110 section 11.6.1).
    const CHALLENGE: &'static str = "Bearer";

    /// The ways in which clients show the credentials that it knows, for documents and the contract; it reads any of them.
    /// Default: none, which says that it does not tell, not that there are none.
    ///
    /// ```
    /// use chanx_core::{
    ///     access::{Authentication, Identity, Rejection},
    ///     table::{Scheme, SchemePlace},
    /// };
    /// use http::request::Parts;
    ///
    /// /// `X-Api-Key: …`
    /// struct ApiKey;
    ///
    /// impl<S: Sync> Authentication<S> for ApiKey {
    ///     type User = String;
    ///
    ///     const SCHEMES: &'static [Scheme] = &[Scheme::api_key(SchemePlace::Header, "X-Api-Key")];
    ///
    ///     async fn authenticate(request: &mut Parts, _: &S) -> Result<Option<Identity<String>>, Rejection> {
    ///         let key = request.headers.get("x-api-key").and_then(|key| key.to_str().ok());
    ///         Ok(key.map(|key| Identity::new(key.to_owned())))
    ///     }
    /// }
    /// ```
    const SCHEMES: &'static [Scheme] = &[];

    /// Looks at the request's head. `Ok(None)`: it has none of the credentials that this one knows, so the next one is
    /// tried.
    ///
    /// # Errors
    /// The connection is refused: [`Rejection::unauthorized`] where credentials are wrong; any other error is logged
    /// and answered with 500.
    fn authenticate(
        request: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Option<Identity<Self::User>>, Rejection>> + Send;
}

/// A user who was authenticated, and for how long that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity<U> {
    user: U,
    expires_at: Option<SystemTime>,
    recheck_after: Option<Duration>,
}

impl<U> Identity<U> {
    /// A user whose credentials do not expire.
    pub fn new(user: U) -> Self {
        Self { user, expires_at: None, recheck_after: None }
    }

    /// Says when the credentials expire. The connection is closed then, with 4401, unless it authenticates again
    /// before, or the same credentials hold for longer by then.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// Says when the credentials expire, unless they expire earlier.
    #[must_use]
    pub fn expires_by(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(self.expires_at.map_or(time, |earlier| earlier.min(time)));
        self
    }

    /// Says after what time an open connection looks at the credentials again, though they have not expired: for those
    /// that others may take back. Of several times the shortest counts, and less than a second counts as one.
    #[must_use]
    pub fn recheck_after(mut self, time: Duration) -> Self {
        self.recheck_after = Some(self.recheck_after.map_or(time, |earlier| earlier.min(time)));
        self
    }

    /// The user, when the credentials expire, and after what time they are looked at again.
    pub fn into_parts(self) -> (U, Option<SystemTime>, Option<Duration>) {
        (self.user, self.expires_at, self.recheck_after)
    }
}

impl<U> From<U> for Identity<U> {
    fn from(user: U) -> Self {
        Self::new(user)
    }
}

/// That an authentication's user is the consumer's.
#[diagnostic::on_unimplemented(
    message = "this authentication yields `{Self}`, but the consumer's user is `{U}`",
    label = "yields `{Self}`",
    note = "all authentications of a consumer yield its `user = …`"
)]
pub trait Yields<U>: Sized {
    /// The same.
    fn same(identity: Identity<Self>) -> Identity<U>;
}

impl<U> Yields<U> for U {
    fn same(identity: Identity<U>) -> Identity<U> {
        identity
    }
}

/// An authentication on its way.
pub type Authenticating<'a, U> =
    Pin<Box<dyn Future<Output = Result<Option<Identity<U>>, Rejection>> + Send + 'a>>;

/// An authentication with its type erased.
pub struct Authenticator<U, S> {
    pub(crate) challenge: &'static str,
    pub(crate) authenticate: for<'a> fn(&'a mut Parts, &'a S) -> Authenticating<'a, U>,
}

impl<U, S> fmt::Debug for Authenticator<U, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authenticator").field("challenge", &self.challenge).finish_non_exhaustive()
    }
}

impl<U: 'static, S: Sync> Authenticator<U, S> {
    /// Erases the type.
    pub fn of<A: Authentication<S, User: Yields<U>>>() -> Self {
        // A header that cannot be one does not compile.
        drop(const { HeaderValue::from_static(A::CHALLENGE) });
        Self {
            challenge: A::CHALLENGE,
            authenticate: |request, state| {
                Box::pin(async move { Ok(A::authenticate(request, state).await?.map(Yields::same)) })
            },
        }
    }
}

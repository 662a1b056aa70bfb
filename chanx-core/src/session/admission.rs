//! The way in: authenticate, find the object, ask the permissions.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use tokio::time::timeout;

use crate::{
    access::{
        Authenticator, Rejection, Visitor, credentials,
        validity::{Validity, WallClock},
    },
    consumer::{Consumer, RuleOf, Standing, UserOf},
    request::Request,
    settings::Settings,
};

/// What an absent object is answered with.
const NOT_FOUND: &str = "Not found.";
/// What credentials are answered with whose time is over.
const EXPIRED: &str = "The credentials have expired.";
/// What credentials are answered with that are longer than `max_credentials_size`.
const TOO_LONG: &str = "The credentials are too long.";

/// Who is let into the connections of one route; built once, when the app is.
pub(crate) struct Gate<C: Consumer> {
    authentications: Vec<Authenticator<UserOf<C>, C::State>>,
    permissions: Option<RuleOf<C>>,
    max_credentials: usize,
    limit: Duration,
}

impl<C: Consumer> Gate<C> {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            authentications: C::authentications(),
            permissions: C::permissions(),
            max_credentials: settings.max_credentials_size,
            limit: settings.authentication_timeout,
        }
    }

    /// Whether it looks at credentials.
    pub(crate) fn authenticates(&self) -> bool {
        !self.authentications.is_empty()
    }

    /// How to authenticate, for an answer before the upgrade.
    pub(crate) fn challenge(&self) -> &'static str {
        self.authentications.first().map_or("Bearer", |first| first.challenge)
    }

    /// Lets a request in, or says why not. It takes at most `authentication_timeout`, and a panic of the
    /// application's code refuses this request alone.
    pub(crate) async fn admit(
        &self,
        request: Arc<Request>,
        params: &C::Params,
        state: &C::State,
        wall_clock: WallClock,
    ) -> Result<Standing<C>, Rejection> {
        let steps = timeout(self.limit, self.steps(request, params, state, wall_clock));
        match AssertUnwindSafe(steps).catch_unwind().await {
            Ok(Ok(admitted)) => admitted,
            Ok(Err(late)) => Err(Rejection::failed(late)),
            Err(_) => {
                Err(Rejection::failed("an authentication, `identity`, `get_object` or a permission panicked"))
            }
        }
    }

    async fn steps(
        &self,
        request: Arc<Request>,
        params: &C::Params,
        state: &C::State,
        wall_clock: WallClock,
    ) -> Result<Standing<C>, Rejection> {
        let (user, validity) = self.authenticate(&request, state, wall_clock).await?;
        let visitor = C::Visitor::admit(user)?;
        let identity = visitor.user().map(|user| Arc::from(C::identity(user)));
        if identity.as_deref() == Some("") {
            // All users without one would be the same.
            return Err(Rejection::failed("a user's identity is empty"));
        }
        let object = C::get_object(params, state).await?;
        let object = object.ok_or_else(|| Rejection::not_found(NOT_FOUND))?;
        let standing = Standing { visitor, identity, object, validity, wall_clock, request };
        if let Some(rule) = &self.permissions {
            standing.ask(rule, params, state, None).await?;
        }
        Ok(standing)
    }

    /// The first authentication that knows the request's credentials decides.
    async fn authenticate(
        &self,
        request: &Request,
        state: &C::State,
        wall_clock: WallClock,
    ) -> Result<(Option<UserOf<C>>, Validity), Rejection> {
        if !self.authenticates() {
            return Ok((None, Validity::default()));
        }
        let mut parts = request.to_parts();
        if credentials::size(&parts) > self.max_credentials {
            return Err(Rejection::unauthorized(TOO_LONG));
        }
        for authentication in &self.authentications {
            if let Some(identity) = (authentication.authenticate)(&mut parts, state).await? {
                let (user, expires_at, recheck_after) = identity.into_parts();
                let validity = Validity::new(expires_at, recheck_after, wall_clock);
                if validity.is_over() {
                    return Err(Rejection::unauthorized(EXPIRED));
                }
                return Ok((Some(user), validity));
            }
        }
        Ok((None, Validity::default()))
    }
}

//! The way in: authenticate, find the object, ask the permissions.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use tokio::time::timeout;

use crate::{
    access::{Authenticator, Rejection, Visitor, identify, validity::WallClock},
    consumer::{Consumer, RuleOf, Standing, UserOf},
    request::Request,
    settings::Settings,
};

/// What an absent object is answered with.
const NOT_FOUND: &str = "Not found.";
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
        let (user, validity) =
            identify(&self.authentications, &request, state, self.max_credentials, wall_clock).await?;
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
}

//! Who may see a page.

use std::{fmt, panic::AssertUnwindSafe};

use bytes::Bytes;
use futures_util::FutureExt;
use http::Response;
use tokio::time::timeout;

use super::{
    Access, Authentication, Authenticator, NoObject, Permission, Rejection, Rule, identify,
    validity::WallClock,
};
use crate::{request::Request, settings::Settings};

/// Who may see a page of the application: users whom an authentication knows, and whom every permission lets.
///
/// ```
/// use std::borrow::Cow;
///
/// use chanx_core::access::{Admin, FromToken, Guard, Identity, IsAdmin, Rejection, TokenAuthentication, User};
///
/// struct Account {
///     admin: bool,
/// }
///
/// impl User for Account {
///     fn identity(&self) -> Cow<'_, str> {
///         "1".into()
///     }
/// }
///
/// impl Admin for Account {
///     fn is_admin(&self) -> bool {
///         self.admin
///     }
/// }
///
/// impl FromToken<()> for Account {
///     async fn from_token(token: &str, (): &()) -> Result<Option<Identity<Self>>, Rejection> {
///         Ok((token == "root").then(|| Identity::new(Self { admin: true })))
///     }
/// }
///
/// let guard: Guard<Account, ()> = Guard::by::<TokenAuthentication<Account>>().permission(IsAdmin);
/// ```
///
/// Nobody else may, whatever a permission says of those who are not known. Without any permission, whoever is known may. A refusal is an HTTP answer: 401 with the first authentication's challenge, 403, 404, or 500
/// where one of them fails. All of it together has `authentication_timeout`.
pub struct Guard<U, S> {
    authentications: Vec<Authenticator<U, S>>,
    rules: Vec<Rule<U, NoObject, S>>,
}

impl<U: Send + Sync + 'static, S: Send + Sync + 'static> Guard<U, S> {
    /// Users are known by this authentication.
    pub fn by<A: Authentication<S, User = U>>() -> Self {
        Self { authentications: vec![Authenticator::of::<A>()], rules: Vec::new() }
    }

    /// Users are known by this authentication too, where none before knows the credentials.
    #[must_use]
    pub fn or<A: Authentication<S, User = U>>(mut self) -> Self {
        self.authentications.push(Authenticator::of::<A>());
        self
    }

    /// This permission must agree too.
    #[must_use]
    pub fn permission(mut self, permission: impl Permission<U, NoObject, S>) -> Self {
        self.rules.push(Rule::of(permission));
        self
    }

    /// Asks. A refusal is ready to be sent.
    pub(crate) async fn ask(
        &self,
        request: &Request,
        state: &S,
        settings: &Settings,
    ) -> Result<(), Response<Bytes>> {
        let steps = timeout(
            settings.authentication_timeout,
            self.steps(request, state, settings.max_credentials_size),
        );
        let asked = match AssertUnwindSafe(steps).catch_unwind().await {
            Ok(Ok(asked)) => asked,
            Ok(Err(late)) => Err(Rejection::failed(late)),
            Err(_) => Err(Rejection::failed("an authentication or a permission of a page panicked")),
        };
        asked.map_err(|rejection| {
            rejection.log("a page was refused");
            rejection.into_answer(self.authentications.first().map_or("Bearer", |first| first.challenge))
        })
    }

    async fn steps(&self, request: &Request, state: &S, max_credentials: usize) -> Result<(), Rejection> {
        let now = WallClock::now();
        let (user, _) = identify(&self.authentications, request, state, max_credentials, now).await?;
        let user = user.ok_or_else(Rejection::unauthenticated)?;
        let access = Access { state, request, param: &|_| None, action: None };
        for rule in &self.rules {
            rule.check(Some(&user), &NoObject, &access).await?;
        }
        Ok(())
    }
}

impl<U, S> fmt::Debug for Guard<U, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Guard")
            .field("authentications", &self.authentications)
            .field("rules", &self.rules)
            .finish()
    }
}

//! Permissions: whether a user may.

use std::{borrow::Cow, fmt, future::Future};

use super::{NoObject, Rejection};
use crate::request::Request;

/// Decides whether a user may connect (`permissions(…)` of a consumer) or send a message (of a handler).
///
/// `U` is the consumer's user, `O` its `object = …`, `S` its state. A permission that does not look at the object or
/// the state leaves them generic:
///
/// ```
/// # use std::borrow::Cow;
/// # use chanx_core::access::{Access, Permission, Rejection, User};
/// # struct Account { active: bool }
/// # impl User for Account { fn identity(&self) -> Cow<'_, str> { "1".into() } }
/// /// The account has not been closed.
/// pub struct IsActive;
///
/// impl<O: Sync, S: Sync> Permission<Account, O, S> for IsActive {
///     async fn check(&self, user: &Account, _: &O, _: &Access<'_, S>) -> Result<(), Rejection> {
///         if user.active { Ok(()) } else { Err(Rejection::forbidden("This account is closed.")) }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a permission for the user `{U}`, the object `{O}` and the state `{S}`",
    label = "no `Permission<{U}, {O}, {S}>`",
    note = "`NoObject` stands for a consumer without `object = …`; a permission that does not look at the object or \
            the state is generic over them: `impl<O: Sync, S: Sync> Permission<{U}, O, S> for {Self}`"
)]
pub trait Permission<U, O = NoObject, S = ()>: Send + Sync + 'static {
    /// Decides for a user.
    ///
    /// # Errors
    /// [`Rejection::forbidden`] with the reason when the user may not; an error that is no [`Rejection`] is logged and
    /// answered with 500.
    fn check(
        &self,
        user: &U,
        object: &O,
        access: &Access<'_, S>,
    ) -> impl Future<Output = Result<(), Rejection>> + Send;

    /// Decides for somebody who is not known. By default they are refused with 401, also under `!`.
    ///
    /// # Errors
    /// As [`Permission::check`].
    fn check_anonymous(
        &self,
        object: &O,
        access: &Access<'_, S>,
    ) -> impl Future<Output = Result<(), Rejection>> + Send {
        let _ = (object, access);
        std::future::ready(Err(Rejection::unauthenticated()))
    }
}

/// What is asked for: to connect, or to send a message.
pub struct Access<'a, S> {
    pub(crate) state: &'a S,
    pub(crate) request: &'a Request,
    pub(crate) param: &'a (dyn Fn(&str) -> Option<Cow<'a, str>> + Sync),
    pub(crate) action: Option<&'a str>,
}

impl<'a, S> Access<'a, S> {
    /// The consumer's state.
    pub fn state(&self) -> &'a S {
        self.state
    }

    /// The request that opens, or opened, the connection.
    pub fn request(&self) -> &'a Request {
        self.request
    }

    /// The text of a parameter of the path.
    pub fn param(&self, name: &str) -> Option<Cow<'a, str>> {
        (self.param)(name)
    }

    /// The action of the message that is to be sent; `None` when it is to connect.
    pub fn action(&self) -> Option<&'a str> {
        self.action
    }
}

impl<S> fmt::Debug for Access<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access")
            .field("request", self.request)
            .field("action", &self.action)
            .finish_non_exhaustive()
    }
}

//! Permissions that many applications need.

use std::{borrow::Cow, future::ready};

use super::{Access, Permission, Rejection};

/// Everybody may, also who is not known.
#[derive(Debug, Clone, Copy)]
pub struct AllowAny;

#[diagnostic::do_not_recommend]
impl<U: Sync, O: Sync, S: Sync> Permission<U, O, S> for AllowAny {
    fn check(&self, _: &U, _: &O, _: &Access<'_, S>) -> impl Future<Output = Result<(), Rejection>> + Send {
        ready(Ok(()))
    }

    fn check_anonymous(
        &self,
        _: &O,
        _: &Access<'_, S>,
    ) -> impl Future<Output = Result<(), Rejection>> + Send {
        ready(Ok(()))
    }
}

/// Everybody may who is known.
#[derive(Debug, Clone, Copy)]
pub struct IsAuthenticated;

#[diagnostic::do_not_recommend]
impl<U: Sync, O: Sync, S: Sync> Permission<U, O, S> for IsAuthenticated {
    fn check(&self, _: &U, _: &O, _: &Access<'_, S>) -> impl Future<Output = Result<(), Rejection>> + Send {
        ready(Ok(()))
    }
}

/// A user who may be an administrator.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say who is an administrator",
    label = "no `Admin`",
    note = "implement `chanx::Admin` for `{Self}`"
)]
pub trait Admin {
    /// Whether this one is.
    fn is_admin(&self) -> bool;
}

/// Administrators may; [`Admin`] says who they are.
#[derive(Debug, Clone, Copy)]
pub struct IsAdmin;

impl<U: Admin + Sync, O: Sync, S: Sync> Permission<U, O, S> for IsAdmin {
    fn check(
        &self,
        user: &U,
        _: &O,
        _: &Access<'_, S>,
    ) -> impl Future<Output = Result<(), Rejection>> + Send {
        ready(if user.is_admin() {
            Ok(())
        } else {
            Err(Rejection::forbidden("Only administrators may do this."))
        })
    }
}

/// A user whose credentials are limited to scopes (RFC 6749 section 3.3).
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what scopes it has",
    label = "no `Scopes`",
    note = "implement `chanx::Scopes` for `{Self}`"
)]
pub trait Scopes {
    /// Whether the scope was granted.
    fn has_scope(&self, scope: &str) -> bool;
}

/// Users may whose credentials have this scope: `HasScope("chat:write")`.
#[derive(Debug, Clone, Copy)]
pub struct HasScope(
    /// The scope.
    pub &'static str,
);

impl<U: Scopes + Sync, O: Sync, S: Sync> Permission<U, O, S> for HasScope {
    fn check(
        &self,
        user: &U,
        _: &O,
        _: &Access<'_, S>,
    ) -> impl Future<Output = Result<(), Rejection>> + Send {
        ready(if user.has_scope(self.0) {
            Ok(())
        } else {
            let detail: Cow<'static, str> = format!("This needs the scope `{}`.", self.0).into();
            Err(Rejection::forbidden(detail))
        })
    }
}

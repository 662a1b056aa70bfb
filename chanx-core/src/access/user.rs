//! Who a connection is of.

use std::borrow::Cow;

use super::Rejection;

/// A user, or whoever else connects: what authentications yield and `cx.user()` returns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a user",
    label = "no `User`",
    note = "implement `chanx::User` for `{Self}`: its identity tells whose messages are whose"
)]
pub trait User: Send + Sync + 'static {
    /// What tells this user from all others, for good: a primary key, the `sub` of a token.
    ///
    /// Two connections of the same identity are one user's: group messages say so by `is_mine`, and
    /// [`Channels::disconnect_user`](crate::channels::Channels::disconnect_user) finds them. Where an application has
    /// several types of users, their identities must differ too (`"account:7"`, `"bot:7"`). An empty one is refused with 500.
    fn identity(&self) -> Cow<'_, str>;
}

/// The user of a consumer that knows none. There is no value of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anonymous {}

impl User for Anonymous {
    fn identity(&self) -> Cow<'_, str> {
        match *self {}
    }
}

/// Who may stand behind a consumer's connections: generated from `user = …`.
pub trait Visitor: Sized + Send + Sync + 'static {
    /// The type of its users.
    type User: Send + Sync + 'static;
    /// What `cx.user()` returns.
    type Ref<'a>;

    /// Takes who was authenticated, if anybody was.
    ///
    /// # Errors
    /// When that does not do: 401.
    fn admit(user: Option<Self::User>) -> Result<Self, Rejection>;

    /// The user, if there is one.
    fn user(&self) -> Option<&Self::User>;

    /// As the handlers see it.
    fn get(&self) -> Self::Ref<'_>;
}

/// `user = U`: somebody must be authenticated.
#[derive(Debug)]
pub struct Required<U>(U);

impl<U: Send + Sync + 'static> Visitor for Required<U> {
    type User = U;
    type Ref<'a> = &'a U;

    fn admit(user: Option<U>) -> Result<Self, Rejection> {
        user.map(Self).ok_or_else(Rejection::unauthenticated)
    }

    fn user(&self) -> Option<&U> {
        Some(&self.0)
    }

    fn get(&self) -> &U {
        &self.0
    }
}

/// `user = Option<U>`: anonymous people get in too.
#[derive(Debug)]
pub struct Optional<U>(Option<U>);

impl<U: Send + Sync + 'static> Visitor for Optional<U> {
    type User = U;
    type Ref<'a> = Option<&'a U>;

    fn admit(user: Option<U>) -> Result<Self, Rejection> {
        Ok(Self(user))
    }

    fn user(&self) -> Option<&U> {
        self.0.as_ref()
    }

    fn get(&self) -> Option<&U> {
        self.0.as_ref()
    }
}

/// No `user = …`: nobody is authenticated.
#[derive(Debug)]
pub struct Anyone;

impl Visitor for Anyone {
    type User = Anonymous;
    type Ref<'a> = ();

    fn admit(_: Option<Anonymous>) -> Result<Self, Rejection> {
        Ok(Self)
    }

    fn user(&self) -> Option<&Anonymous> {
        None
    }

    fn get(&self) {}
}

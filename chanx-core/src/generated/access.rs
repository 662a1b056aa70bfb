//! Where generated code names the types of who may connect: each at one place, so that one mistake gives one error.

use std::{borrow::Cow, future::ready, marker::PhantomData};

use crate::{
    access::{Authentication, Authenticator, GetObject, Getting, NoObject, Permission, Rule, User, Yields},
    consumer::{Consumer, RuleOf, UserOf},
    table::Scheme,
};

/// The identity of `user = …`.
pub fn identity<U: User>(user: &U) -> Cow<'_, str> {
    user.identity()
}

/// One of `authentication(…)`.
pub fn authentication<C, A>() -> Authenticator<UserOf<C>, C::State>
where
    C: Consumer,
    A: Authentication<C::State, User: Yields<UserOf<C>>>,
{
    Authenticator::of::<A>()
}

/// Answers for `A`, of which [`authentication`] asks whether it is an authentication for the state `S`.
#[derive(Debug)]
pub struct Known<A, S>(PhantomData<(A, S)>);

impl<A: Authentication<S>, S> Known<A, S> {
    /// The ways in which clients show its credentials.
    pub const SCHEMES: &'static [Scheme] = A::SCHEMES;
}

/// The answers of what is no authentication.
pub trait Unknown {
    /// None.
    const SCHEMES: &'static [Scheme] = &[];
}

impl<A, S> Unknown for Known<A, S> {}

/// Fetches `object = …`.
pub fn object<'a, C, O>(params: &'a C::Params, state: &'a C::State) -> Getting<'a, O>
where
    C: Consumer,
    O: GetObject<C::Params, C::State>,
{
    Box::pin(O::get_object(params, state))
}

/// The object of a consumer that has none.
pub fn no_object<'a, P, S>(_: &'a P, _: &'a S) -> Getting<'a, NoObject> {
    Box::pin(ready(Ok(Some(NoObject))))
}

/// One of `permissions(…)`.
pub fn permission<C, P>(permission: P) -> RuleOf<C>
where
    C: Consumer,
    P: Permission<UserOf<C>, C::Object, C::State>,
{
    Rule::of(permission)
}

//! Who may connect, and what they may do.
//!
//! A request's head is shown to the consumer's [`Authentication`]s, the first of which that knows its credentials yields
//! the [`User`]; the path leads to the object ([`GetObject`]); then the [`Permission`]s are asked, put together in a
//! [`Rule`]. Each step may refuse, by a [`Rejection`]. `admission` goes these steps, and what comes of them is the
//! connection's `standing`, which it has until it ends or is asked again.

pub(crate) mod admission;
mod authentication;
pub(crate) mod credentials;
mod object;
mod permission;
mod provided;
mod rejection;
mod rule;
pub(crate) mod standing;
mod user;

pub use self::{
    authentication::{Authenticating, Authentication, Authenticator, Identity, Yields},
    object::{GetObject, Getting, NoObject},
    permission::{Access, Permission},
    provided::{Admin, AllowAny, HasScope, IsAdmin, IsAuthenticated, Scopes},
    rejection::Rejection,
    rule::Rule,
    user::{Anonymous, Anyone, Optional, Required, User, Visitor},
};

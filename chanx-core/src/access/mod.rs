//! Who may connect, and what they may do.
//!
//! A request's head is shown to the consumer's [`Authentication`]s, the first of which that knows its credentials yields
//! the [`User`]; the path leads to the object ([`GetObject`]); then the [`Permission`]s are asked, put together in a
//! [`Rule`]. Each step may refuse, by a [`Rejection`].

mod authentication;
mod basic;
pub(crate) mod credentials;
#[cfg(test)]
mod credentials_tests;
#[cfg(feature = "axum")]
mod extractor;
mod guard;
mod identify;
#[cfg(feature = "jwt")]
mod jwt;
mod object;
mod permission;
mod provided;
mod rejection;
mod rule;
#[cfg(feature = "sessions")]
mod session;
mod token;
mod user;
pub(crate) mod validity;

#[cfg(feature = "axum")]
pub use self::extractor::{Extractor, OptionalExtractor};
pub(crate) use self::identify::identify;
#[cfg(feature = "jwt")]
pub use self::jwt::{FromClaims, JwtAuthentication, JwtKeys, JwtVerifier};
#[cfg(feature = "sessions")]
pub use self::session::{FromSession, SessionAuthentication};
pub use self::{
    authentication::{Authenticating, Authentication, Authenticator, Identity, Yields},
    basic::{BasicAuthentication, FromBasic},
    credentials::{PresentedToken, TokenSource},
    guard::Guard,
    object::{GetObject, Getting, NoObject},
    permission::{Access, Permission},
    provided::{Admin, AllowAny, HasScope, IsAdmin, IsAuthenticated, Scopes},
    rejection::Rejection,
    rule::Rule,
    token::{FromToken, TokenAuthentication},
    user::{Anonymous, Anyone, Optional, Required, User, Visitor},
};

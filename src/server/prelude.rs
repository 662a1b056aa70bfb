//! What modules with consumers usually need.

#[cfg(feature = "axum")]
pub use chanx_core::access::{Extractor, OptionalExtractor};
#[cfg(feature = "jwt")]
pub use chanx_core::access::{FromClaims, JwtAuthentication, JwtKeys, JwtVerifier};
#[cfg(feature = "sessions")]
pub use chanx_core::access::{FromSession, SessionAuthentication};
pub use chanx_core::{
    __private::futures_util::Stream,
    access::{
        Access, Admin, AllowAny, Authentication, BasicAuthentication, FromBasic, FromToken, GetObject,
        HasScope, Identity, IsAdmin, IsAuthenticated, NoObject, Permission, Rejection, Scopes,
        TokenAuthentication, TokenSource, User,
    },
    channels::Channels,
    consumer::{Binary, Consumer, Context, Text},
    layer::ChannelName,
    routing::Router,
    server::App,
};

pub use super::{binary_handler, consumer, event_handler, router, text_handler, ws_handler};

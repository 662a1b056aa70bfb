//! What an application's modules usually need: `use chanx::prelude::*;`.

pub use chanx_core::{
    access::{
        Access, Admin, AllowAny, Authentication, BasicAuthentication, FromBasic, FromToken, GetObject,
        HasScope, Identity, IsAdmin, IsAuthenticated, NoObject, Permission, Rejection, Scopes,
        TokenAuthentication, TokenSource, User,
    },
    channels::Channels,
    consumer::{Binary, Consumer, Context, Text},
    error::{HandlerError, Result},
    layer::ChannelName,
    message::{PingMessage, PongMessage},
    params::PathParam,
    routing::Router,
    server::App,
    settings::{Origins, RateLimit, Settings},
};

pub use chanx_core::__private::{bytes::Bytes, futures_util::Stream, uuid::Uuid};

#[cfg(feature = "axum")]
pub use chanx_core::access::{Extractor, OptionalExtractor};
#[cfg(feature = "jwt")]
pub use chanx_core::access::{FromClaims, JwtAuthentication, JwtKeys, JwtVerifier};
#[cfg(feature = "sessions")]
pub use chanx_core::access::{FromSession, SessionAuthentication};

pub use crate::{
    binary_handler, consumer, event, event_handler, message, messages, params, payload, router, text_handler,
    ws_handler,
};

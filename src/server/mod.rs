//! Who says it: consumers, their connections and the server. What is said is known without it.

mod consumers;
pub(crate) mod prelude;
pub(crate) mod private;

#[cfg(feature = "asyncapi")]
pub use chanx_contract::asyncapi::AsyncApi;
#[cfg(feature = "axum")]
pub use chanx_core::access::{Extractor, OptionalExtractor};
#[cfg(feature = "jwt")]
pub use chanx_core::access::{FromClaims, JwtAuthentication, JwtKeys, JwtVerifier};
#[cfg(feature = "sessions")]
pub use chanx_core::access::{FromSession, SessionAuthentication};
/// Channel layers: what carries group messages and events between nodes.
pub use chanx_core::layer;
/// Observers: who is told of connections, what comes and goes on them, and how it is handled.
pub use chanx_core::observe;
/// Recordings of what connections say, with what is secret left out.
#[cfg(feature = "record")]
pub use chanx_core::record;
pub use chanx_core::{
    access::{
        Access, Admin, AllowAny, Anonymous, Authentication, BasicAuthentication, FromBasic, FromToken,
        GetObject, Guard, HasScope, Identity, IsAdmin, IsAuthenticated, NoObject, Permission, PresentedToken,
        Rejection, Scopes, TokenAuthentication, TokenSource, User,
    },
    channels::{Channels, Target},
    consumer::{
        Binary, Consumer, Context, Declares, GroupSending, Handles, IntoReply, Sending, Sends, SentBy,
        Serves, Text,
    },
    layer::ChannelName,
    request::Request,
    routing::Router,
    server::{App, AppService, Guarded, Health, Page, PageRequest, Site, Trial},
    table::{Scheme, SchemeKind, SchemePlace},
};
#[cfg(feature = "playground")]
pub use chanx_playground::Playground;

pub use self::consumers::{binary_handler, consumer, event_handler, router, text_handler, ws_handler};

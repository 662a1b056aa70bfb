//! A toolkit for typed, real-time WebSocket applications.
//!
//! Annotate structs and impl blocks, and what a client and a server may say to each other becomes a contract that the
//! compiler checks.
//!
//! ```no_run
//! use chanx::prelude::*;
//!
//! /// Say something in the room.
//! #[message(action = "chat")] // {"action":"chat","payload":"hi"}
//! pub struct ChatMessage(pub String);
//!
//! /// Somebody said something.
//! #[message(action = "said", group)] // receivers also get is_mine and is_current
//! pub struct SaidMessage(pub String);
//!
//! /// A room's path.
//! #[params]
//! pub struct RoomPath {
//!     pub room: String,
//! }
//!
//! /// A connection to a room.
//! #[derive(Default)]
//! pub struct RoomConsumer;
//!
//! #[consumer(public, params = RoomPath, groups("room_{room}"), sends(SaidMessage))]
//! impl RoomConsumer {
//!     /// Say something to the others.
//!     #[ws_handler]
//!     async fn chat(&mut self, message: ChatMessage, cx: &mut Context<Self>) -> Result<()> {
//!         cx.send_group_message(SaidMessage(message.0)).await
//!     }
//! }
//!
//! #[tokio::main]
//! async fn main() -> Result<(), chanx::Error> {
//!     App::new(()).routes(router![path("ws/rooms/<slug:room>/", RoomConsumer)]).serve("127.0.0.1:8000").await
//! }
//! ```
//!
//! # Where to find what
//! | what | where |
//! |---|---|
//! | what is said | [`message`](macro@message), [`messages`](macro@messages), [`payload`](macro@payload) |
//! | one kind of connection: its handlers, hooks, groups, replies | [`consumer`](macro@consumer) |
//! | what a handler can do | [`Context`] |
//! | paths | [`router!`], [`params`](macro@params), [`PathParam`] |
//! | the server, alone or inside another one | [`App`], [`AppService`] |
//! | who may connect | [`Authentication`], [`User`], [`GetObject`], [`Permission`] |
//! | limits and behaviour | [`Settings`] |
//! | what other parts of the program tell consumers | [`event`](macro@event), [`Channels`] |
//! | several nodes | [`layer::ChannelLayer`] |
//! | what was said, recorded | [`record`] |
//! | tests | the crate `chanx-testing` |
//!
//! # Features
//! All are off by default, and add to what is there.
//!
//! | feature | adds |
//! |---|---|
//! | `axum` | [`Extractor`], [`OptionalExtractor`]: axum's extractors as authentications |
//! | `jwt-aws-lc-rs` | `jwt`, with the cryptography of `aws-lc-rs`, which builds C |
//! | `jwt-rust-crypto` | `jwt`, with cryptography in Rust; brings `rsa` 0.9, which RUSTSEC-2023-0071 reports |
//! | `jwt` | [`JwtAuthentication`]: JSON Web Tokens, by the crate `jsonwebtoken` 11, with a `CryptoProvider` of your own |
//! | `sessions` | [`SessionAuthentication`]: the sessions of `tower-sessions` 0.14 |
//! | `url` | the rule `#[garde(url)]`, and the check of the format `uri`; 26 crates |

#[cfg(feature = "axum")]
pub use chanx_core::access::{Extractor, OptionalExtractor};
#[cfg(feature = "jwt")]
pub use chanx_core::access::{FromClaims, JwtAuthentication, JwtKeys, JwtVerifier};
#[cfg(feature = "sessions")]
pub use chanx_core::access::{FromSession, SessionAuthentication};
/// Channel layers: what carries group messages and events between nodes.
pub use chanx_core::layer;
pub use chanx_core::{
    access::{
        Access, Admin, AllowAny, Anonymous, Authentication, BasicAuthentication, FromBasic, FromToken,
        GetObject, HasScope, Identity, IsAdmin, IsAuthenticated, NoObject, Permission, PresentedToken,
        Rejection, Scopes, TokenAuthentication, TokenSource, User,
    },
    channels::{Channels, Target},
    consumer::{
        Binary, Consumer, Context, Declares, GroupSending, Handles, IntoReply, Sending, Sends, SentBy,
        Serves, Text,
    },
    decode::Invalid,
    error::{Error, HandlerError, Result},
    event::{Event, EventOf, HandlesEvent},
    layer::ChannelName,
    message::{GroupMessage, Includes, Incoming, Message, Outgoing},
    params::{Params, PathParam},
    request::Request,
    routing::Router,
    server::{App, AppService},
    settings::{Origins, RateLimit, Settings},
};
/// The rows and tables by which consumers are known: read by documents, tests and logs.
pub mod table {
    pub use chanx_core::table::*;
}
/// Recordings of what connections say, with what is secret left out.
pub use chanx_core::record;
/// Validation, and the faults that peers read.
pub use chanx_core::validate;
/// The standard messages of the wire.
pub mod wire {
    pub use chanx_core::{
        message::{PingMessage, PongMessage},
        wire::*,
    };
}

mod consumers;
mod macros;
pub mod prelude;

pub use consumers::{binary_handler, consumer, event_handler, router, text_handler, ws_handler};
pub use macros::{event, message, messages, params, payload};

/// What generated code names. Not for use by hand; it may change at any time.
#[doc(hidden)]
pub mod __private {
    pub use chanx_core as runtime;
    // What errors may name: under these paths the compiler prints it.
    pub use chanx_core::__private::{regex, schemars, serde, serde_json};
    pub use chanx_core::{
        access::{Required, Visitor, Yields},
        consumer::{Input, Passthrough},
        event::Carriable as CarriableByEvent,
        generated::{
            access::{authentication, identity, object, permission},
            hook::{Begin, Outcome},
            probe::{Otherwise, Probe, Runs},
        },
        message::Carriable,
    };
}

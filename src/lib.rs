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
//! | what watches connections: counters, logs | [`observe`] |
//! | what was said, recorded | [`record`] |
//! | tests | the crate `chanx-testing` |
//! | contracts: in files, compared, and written as AsyncAPI documents | the crate `chanx-contract` |
//!
//! # Features
//! All but `server` are off by default, and all add to what is there.
//!
//! | feature | adds |
//! |---|---|
//! | `server` (default) | consumers, connections and the server. Without it there are messages, payloads, events and parameters, which a client in Rust shares with its server: neither tokio nor hyper is built |
//! | `asyncapi` | [`AsyncApi`]: the document of the application, as a page |
//! | `axum` | [`Extractor`], [`OptionalExtractor`]: axum's extractors as authentications |
//! | `jwt-aws-lc-rs` | `jwt`, with the cryptography of `aws-lc-rs`, which builds C |
//! | `jwt-rust-crypto` | `jwt`, with cryptography in Rust; brings `rsa` 0.9, which RUSTSEC-2023-0071 reports |
//! | `jwt` | [`JwtAuthentication`]: JSON Web Tokens, by the crate `jsonwebtoken` 11, with a `CryptoProvider` of your own |
//! | `record` | `App::record`, [`record`]: what connections say, as lines of JSON, to be played back by chanx-testing |
//! | `playground` | [`Playground`]: a page on which every endpoint can be read and tried |
//! | `sessions` | [`SessionAuthentication`]: the sessions of `tower-sessions` 0.14 |
//! | `url` | the rule `#[garde(url)]`, and the check of the format `uri`; 26 crates |

/// Schemas, as the crate `schemars` makes them: for a [`PathParam`] of your own, and for readers of the tables.
pub use chanx_core::schemars;
/// The rows and tables by which consumers are known: read by documents, tests and logs.
pub use chanx_core::table;
/// Validation, and the faults that peers read.
pub use chanx_core::validate;
pub use chanx_core::{
    decode::{Frame, Invalid},
    error::{Error, HandlerError, Result},
    event::{Event, EventOf, HandlesEvent},
    message::{GroupMessage, Includes, Incoming, Message, Outgoing},
    params::{Params, PathParam},
    settings::{Origins, RateLimit, Settings},
};
/// The standard messages of the wire.
pub mod wire {
    pub use chanx_core::{
        message::{PingMessage, PongMessage},
        wire::*,
    };
}

mod macros;
pub mod prelude;
#[cfg(feature = "server")]
mod server;

pub use macros::{event, message, messages, params, payload};
#[cfg(feature = "server")]
pub use server::*;

/// What generated code names. Not for use by hand; it may change at any time.
#[doc(hidden)]
pub mod __private {
    pub use chanx_core as runtime;
    pub use chanx_core::generated::names;
    // What errors may name: under these paths the compiler prints it.
    pub use chanx_core::__private::{regex, schemars, serde, serde_json};
    pub use chanx_core::{
        event::Carriable as CarriableByEvent,
        generated::probe::{Otherwise, Probe},
        message::Carriable,
    };

    #[cfg(feature = "server")]
    pub use crate::server::private::*;
}

//! The runtime of chanx. Depend on the facade crate `chanx`; this crate's paths may move.
//!
//! It has two halves. What is said (schemas, rows, messages, rules, the wire, decoding) knows neither tokio nor hyper; who
//! says it comes with the feature `server`.
#![cfg_attr(
    not(feature = "server"),
    allow(dead_code, unused_imports, reason = "some of what is said is only used by who says it")
)]

#[cfg(feature = "server")]
pub mod access;
#[cfg(feature = "server")]
pub(crate) mod body;
#[cfg(feature = "server")]
pub mod channels;
pub mod check;
#[cfg(feature = "server")]
pub(crate) mod connection;
#[cfg(feature = "server")]
pub mod consumer;
pub mod decode;
pub mod envelope;
pub mod error;
pub mod event;
pub mod generated;
#[cfg(feature = "server")]
pub(crate) mod groups;
#[cfg(feature = "server")]
pub(crate) mod handshake;
#[cfg(feature = "server")]
pub mod layer;
#[cfg(feature = "server")]
pub(crate) mod link;
pub mod message;
#[cfg(feature = "server")]
pub mod observe;
pub mod params;
#[cfg(feature = "record")]
pub mod record;
#[cfg(feature = "server")]
pub mod request;
#[cfg(feature = "server")]
pub mod routing;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "server")]
pub(crate) mod session;
pub mod settings;
#[cfg(feature = "server")]
pub(crate) mod sync;
pub mod table;
pub mod validate;
pub mod wire;

pub use chanx_schema as schema;
pub use schemars;

/// What generated code reaches through the facade, so that users depend on `chanx` alone.
#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "server")]
    pub use futures_util;
    pub use {bytes, regex, schemars, serde, serde_json, uuid};
}

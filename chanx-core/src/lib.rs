//! The runtime of chanx. Depend on the facade crate `chanx`; this crate's paths may move.

pub mod access;
pub(crate) mod body;
pub mod case;
pub mod channels;
pub mod check;
pub(crate) mod connection;
pub mod consumer;
pub mod decode;
pub mod error;
pub mod event;
pub mod generated;
pub(crate) mod groups;
pub(crate) mod handshake;
pub(crate) mod json;
pub mod layer;
pub(crate) mod link;
pub mod message;
pub mod params;
pub mod record;
pub mod request;
pub mod routing;
pub mod server;
pub mod settings;
pub mod shape;
pub mod table;
pub mod validate;
pub mod wire;

/// What generated code reaches through the facade, so that users depend on `chanx` alone.
#[doc(hidden)]
pub mod __private {
    pub use {bytes, futures_util, regex, schemars, serde, serde_json, uuid};
}

//! What generated code calls, so that it stays a few uniform lines per handler.

#[cfg(feature = "server")]
pub mod access;
pub mod door;
pub mod event;
#[cfg(feature = "server")]
pub mod fallback;
#[cfg(feature = "server")]
pub mod hook;
pub mod message;
pub mod names;
pub mod probe;
#[cfg(feature = "server")]
pub mod serving;
pub mod setting;
pub mod union;

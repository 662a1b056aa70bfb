//! What generated code calls, so that it stays a few uniform lines per handler.

pub mod access;
pub mod fallback;
pub mod group;
pub mod hook;
pub mod message;
pub mod probe;
pub mod setting;
pub mod union;

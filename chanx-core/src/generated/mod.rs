//! What generated code calls, so that it stays a few uniform lines per handler.

pub mod group;
pub mod hook;
pub mod probe;
pub mod setting;
pub mod union;

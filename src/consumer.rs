//! The documentation of `#[consumer]` and `router!`, where its examples compile.

pub use chanx_macros::{binary_handler, consumer, event_handler, router, text_handler, ws_handler};

//! A toolkit for typed, real-time WebSocket applications.

pub use chanx_core::{
    channels::{ChannelName, Channels, Target},
    consumer::{Consumer, Serves},
    context::Context,
    error::{Error, HandlerError, Result},
    routing::Router,
    server::{App, AppService},
    settings::{Origins, Settings},
};
pub use chanx_core::{layer, wire};

mod consumer;
mod macros;
pub mod prelude;

pub use consumer::{binary_handler, consumer, event_handler, router, text_handler, ws_handler};
pub use macros::{event, message, messages, params, payload};

/// What generated code names. Not for use by hand; it may change at any time.
#[doc(hidden)]
pub mod __private {
    pub use chanx_core as runtime;
    pub use chanx_core::__private::{garde, regex, schemars, serde, serde_json};
}

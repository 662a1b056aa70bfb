//! A toolkit for typed, real-time WebSocket applications.

/// Channel layers: what carries group messages and events between nodes.
pub use chanx_core::layer;
pub use chanx_core::{
    channels::{ChannelName, Channels, Target},
    connection::Request,
    consumer::{Consumer, Handles, Includes, Serves},
    context::{Context, GroupSending, Sending},
    decode::Invalid,
    error::{Error, HandlerError, Result},
    event::{Event, EventOf, HandlesEvent},
    message::{GroupMessage, Incoming, Message, Outgoing},
    params::{Params, PathParam},
    reply::{Binary, IntoReply, Sends, SentBy, Text},
    routing::Router,
    server::{App, AppService},
    settings::{Origins, Settings},
};
/// The rows and tables by which consumers are known: read by documents, tests and logs.
pub mod table {
    pub use chanx_core::{
        consumer::{Accepts, Call, ConsumerInfo, Handler},
        event::EventInfo,
        message::MessageInfo,
        params::ParamField,
        reply::Replies,
    };
}
/// Validation, and the faults that peers read.
pub use chanx_core::validate;
/// The standard messages of the wire.
pub use chanx_core::wire;

mod consumers;
mod macros;
pub mod prelude;

pub use consumers::{binary_handler, consumer, event_handler, router, text_handler, ws_handler};
pub use macros::{event, message, messages, params, payload};

/// What generated code names. Not for use by hand; it may change at any time.
#[doc(hidden)]
pub mod __private {
    pub use chanx_core as runtime;
    pub use chanx_core::__private::{garde, regex, schemars, serde, serde_json};
}

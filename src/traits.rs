//! The traits that the macros implement. You meet them in error messages and in the bounds of generic code; none needs
//! to be implemented by hand, [`PathParam`](crate::PathParam) aside.

pub use chanx_core::{
    consumer::{Handles, Includes, Passthrough, Serves, Via},
    event::{Event, EventOf, HandlesEvent},
    message::{GroupMessage, Incoming, Message, Outgoing},
    params::Params,
    reply::{IntoReply, Sends, SentBy},
    validate::Validate,
};

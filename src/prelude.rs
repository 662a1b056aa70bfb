//! What an application's modules usually need: `use chanx::prelude::*;`.

pub use chanx_core::{
    channels::{ChannelName, Channels},
    consumer::Consumer,
    context::Context,
    error::{HandlerError, Result},
    params::PathParam,
    reply::{Binary, Text},
};

pub use crate::{event, message, messages, params, payload};

//! What an application's modules usually need: `use chanx::prelude::*;`.

pub use chanx_core::{
    __private::{bytes::Bytes, uuid::Uuid},
    error::{HandlerError, Result},
    message::{PingMessage, PongMessage},
    params::PathParam,
    settings::{Origins, RateLimit, Settings},
};

#[cfg(feature = "server")]
pub use crate::server::prelude::*;
pub use crate::{event, message, messages, params, payload};

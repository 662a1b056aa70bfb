//! chanx.
pub use chanx_core::{
    consumer::{Consumer, Serves},
    context::Context,
    error::{Error, HandlerError, Result},
};

//! What a consumer with mistakes consists of, so that the compiler tells nothing but them. It never runs.

use std::borrow::Cow;

pub use super::probe::value;
use crate::{
    access::{Getting, Rejection},
    consumer::HandlerFuture,
    error::HandlerError,
    table::ConsumerInfo,
};

/// What the tables know of it.
pub const fn info(name: &'static str) -> ConsumerInfo {
    ConsumerInfo::new(name)
}

/// A hook of it.
pub fn future<'a, T: Send + 'a>() -> HandlerFuture<'a, T> {
    Box::pin(std::future::ready(Err(HandlerError::new("the consumer has mistakes"))))
}

/// Whatever would tell its users apart.
pub fn identity<'a>() -> Cow<'a, str> {
    Cow::Borrowed("")
}

/// Its object.
pub fn object<'a, O: Send + 'a>() -> Getting<'a, O> {
    Box::pin(std::future::ready(Err(Rejection::failed("the consumer has mistakes"))))
}

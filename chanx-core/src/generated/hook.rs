//! What hooks may return, and the consumer that has no `connect`.

use crate::{
    consumer::{Consumer, Context, HandlerFuture},
    error::{HandlerError, Result},
};

/// What a hook returns: `T`, or a `Result` of it.
#[diagnostic::on_unimplemented(
    message = "this hook returns `{T}`, or a `Result` of it, not `{Self}`",
    label = "returns something else"
)]
pub trait Outcome<T> {
    /// As a result.
    ///
    /// # Errors
    /// What the hook failed of.
    fn outcome(self) -> Result<T>;
}

impl<T> Outcome<T> for T {
    fn outcome(self) -> Result<T> {
        Ok(self)
    }
}

impl<T, E: Into<HandlerError>> Outcome<T> for Result<T, E> {
    fn outcome(self) -> Result<T> {
        self.map_err(Into::into)
    }
}

/// A consumer that can begin without a `connect` of its own.
#[diagnostic::on_unimplemented(
    message = "nothing says how a connection's `{Self}` begins",
    label = "neither `connect` nor `Default`",
    note = "add `async fn connect(cx: &Context<Self>) -> Result<Self>` to the `#[consumer]` block, or derive `Default`"
)]
pub trait Begin {
    /// Makes the consumer of a new connection.
    fn begin() -> Self;
}

/// Begins a consumer that has no `connect`.
pub fn connect<C: Consumer>(_: &Context<C>, begin: fn() -> C) -> HandlerFuture<'_, C> {
    Box::pin(async move { Ok(begin()) })
}

#[diagnostic::do_not_recommend]
impl<C: Default> Begin for C {
    fn begin() -> Self {
        Self::default()
    }
}

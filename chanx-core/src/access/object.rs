//! The object that a connection is about.

use std::{future::Future, pin::Pin};

use super::Rejection;

/// A type whose values a path leads to: `object = Room`.
///
/// The object is fetched once the user is known, before the permissions are asked, and stands in `cx.object()`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be found by the parameters `{P}` and the state `{S}`",
    label = "no `GetObject<{P}, {S}>`",
    note = "implement `chanx::GetObject<{P}, {S}>` for `{Self}`; `()` stands for a consumer without `params = …` or `state = …`"
)]
pub trait GetObject<P, S = ()>: Sized + Send + Sync + 'static {
    /// Fetches it. `Ok(None)` answers 404.
    ///
    /// # Errors
    /// The connection is refused; an error that is no [`Rejection`] is logged and answered with 500.
    fn get_object(params: &P, state: &S) -> impl Future<Output = Result<Option<Self>, Rejection>> + Send;
}

/// The object of a consumer without `object = …`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NoObject;

/// An object on its way.
pub type Getting<'a, O> = Pin<Box<dyn Future<Output = Result<Option<O>, Rejection>> + Send + 'a>>;

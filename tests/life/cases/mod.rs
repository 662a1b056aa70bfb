//! The cases, one file a kind.

mod gone;
mod proxied;
mod readers;
mod stalled;
mod uploads;

use std::{fmt::Display, future::Future, pin::Pin};

/// A case: what is tried, and what comes of it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) run: Pin<Box<dyn Future<Output = String> + Send>>,
}

impl Case {
    /// The future's value is what was found, for who reads along.
    fn new<T: Display>(name: impl Into<String>, run: impl Future<Output = T> + Send + 'static) -> Self {
        Self { name: name.into(), run: Box::pin(async move { run.await.to_string() }) }
    }
}

/// All of them.
pub(crate) fn all() -> Vec<Case> {
    [readers::cases(), proxied::cases(), uploads::cases(), gone::cases(), stalled::cases()]
        .into_iter()
        .flatten()
        .collect()
}

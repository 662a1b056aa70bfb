//! The way in which users get their credentials.

use std::{fmt, pin::Pin, sync::Arc};

use crate::credentials::Credentials;

/// A function from users' names to their credentials.
#[derive(Clone)]
pub(crate) struct SignIn(Arc<dyn Fn(String) -> Signing + Send + Sync>);

type Signing = Pin<Box<dyn Future<Output = Credentials> + Send>>;

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn")
    }
}

impl SignIn {
    pub(crate) fn by<F>(sign_in: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Credentials> + Send + 'static,
    {
        Self(Arc::new(move |name| Box::pin(sign_in(name))))
    }

    /// Signs one user in, once the future is awaited.
    pub(crate) fn of(&self, name: &str) -> impl Future<Output = Credentials> + Send + use<> {
        (self.0)(name.to_owned())
    }
}

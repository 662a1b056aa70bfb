//! Several users of one application.

use std::{panic::Location, sync::Arc};

use bytes::Bytes;
use chanx_core::consumer::Consumer;
use futures_util::future::join_all;
use http::{Request, Response};

use crate::{Communicator, Connect, Credentials, TestApp, sign_in::SignIn};

/// Somebody who uses the application: a name, which failures tell, and what they show with each request.
#[derive(Debug, Clone)]
pub struct TestUser {
    app: TestApp,
    name: Arc<str>,
    credentials: Credentials,
}

impl TestApp {
    /// Says how users sign in: from a name to what that user shows with each request, on the way through whatever the
    /// application asks of them.
    #[must_use]
    pub fn sign_in<F>(mut self, sign_in: impl Fn(String) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Credentials> + Send + 'static,
    {
        self.sign_in = Some(SignIn::by(sign_in));
        self
    }

    /// Signs users in, one after the other, as [`TestApp::sign_in`] says.
    ///
    /// # Panics
    /// When nothing says how.
    #[track_caller]
    pub fn users<const N: usize>(&self, names: [&str; N]) -> impl Future<Output = [TestUser; N]> + Send {
        let Some(sign_in) = &self.sign_in else {
            panic!("no user can sign in: say how by `TestApp::sign_in`, or use `TestApp::user`")
        };
        let users = names.map(|name| (sign_in.of(name), name.to_owned()));
        async move {
            let mut signed = Vec::with_capacity(N);
            for (signing, name) in users {
                signed.push(self.user(&name, signing.await));
            }
            signed.try_into().unwrap_or_else(|_| unreachable!("one for each name"))
        }
    }

    /// A user with these credentials.
    pub fn user(&self, name: &str, credentials: Credentials) -> TestUser {
        TestUser { app: self.clone(), name: name.into(), credentials }
    }
}

impl TestUser {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A client of the consumer `C` with the user's credentials, yet to be connected.
    pub fn communicator<C: Consumer>(&self, path: &str) -> Connect<C> {
        self.app.communicator(path).named(&self.name).credentials(&self.credentials)
    }

    /// Connects to the consumer `C`, and takes the message that the user is in.
    ///
    /// # Panics
    /// When the user is refused.
    #[track_caller]
    pub fn connect<C: Consumer>(&self, path: &str) -> impl Future<Output = Communicator<C>> + Send {
        self.communicator(path).authenticated()
    }

    /// Sends an HTTP request with the user's credentials, as [`TestApp::request`] does.
    ///
    /// # Panics
    /// As [`TestApp::request`].
    #[track_caller]
    pub fn request<B: Into<Bytes>>(
        &self,
        request: Request<B>,
    ) -> impl Future<Output = Response<Bytes>> + Send {
        self.app.request_with(request, &self.credentials, Location::caller())
    }
}

/// Connects each of the users to the consumer `C`, at the same time, and takes the message that they are in.
///
/// # Panics
/// When one is refused.
#[track_caller]
pub fn connect_all<C: Consumer, const N: usize>(
    users: [&TestUser; N],
    path: &str,
) -> impl Future<Output = [Communicator<C>; N]> + Send {
    let at = Location::caller();
    let connecting = users.map(|user| user.communicator(path).authenticated_at(at));
    async move {
        let connected: Vec<Communicator<C>> = join_all(connecting).await;
        connected.try_into().unwrap_or_else(|_| unreachable!("one for each user"))
    }
}

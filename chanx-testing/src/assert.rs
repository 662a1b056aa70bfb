//! What a test asserts of a client's connection; each assertion has its refutation.

use std::panic::Location;

use chanx_core::wire::{Authentication, AuthenticationMessage};
use tokio::time::timeout;

use crate::{Closed, Communicator, communicator::At};

impl<C> Communicator<C> {
    /// Receives the message that tells the outcome of connecting, which must come next.
    #[track_caller]
    pub fn wait_for_auth(&mut self) -> impl Future<Output = AuthenticationMessage> + Send {
        self.auth_at(Location::caller())
    }

    /// Asserts that the client was let in: the next message is `authentication` with status 200.
    #[track_caller]
    pub fn assert_authenticated_status_ok(&mut self) -> impl Future<Output = ()> + Send {
        self.assert_authenticated(Location::caller())
    }

    /// Asserts that the client was not let in: the next message is `authentication` with another status.
    #[track_caller]
    pub fn refute_authenticated_status_ok(&mut self) -> impl Future<Output = AuthenticationMessage> + Send {
        let at = Location::caller();
        async move {
            let outcome = self.auth_at(at).await;
            if outcome.payload.status_code == 200 {
                self.fail(at, "the client was let in");
            }
            outcome
        }
    }

    /// Waits for the end of the connection. Frames that were not received are passed over.
    #[track_caller]
    pub fn closed(&mut self) -> impl Future<Output = Closed> + Send {
        self.closed_at(Location::caller())
    }

    /// Asserts that the server ends the connection, with this code (see [`Closed::code`]).
    #[track_caller]
    pub fn assert_closed(&mut self, code: u16) -> impl Future<Output = ()> + Send {
        let at = Location::caller();
        async move {
            let closed = self.closed_at(at).await;
            if closed.code != code {
                self.fail(at, &format!("{closed}, not with {code}"));
            }
        }
    }

    /// Asserts that the connection stays open for the quiet time.
    #[track_caller]
    pub fn refute_closed(&mut self) -> impl Future<Output = ()> + Send {
        let at = Location::caller();
        async move {
            let end = self.pump.closed.wait_for(Option::is_some);
            if timeout(self.quiet, end).await.is_ok() {
                self.fail(at, &self.ending());
            }
        }
    }

    /// Asserts that nothing comes for the quiet time.
    #[track_caller]
    pub fn assert_nothing(&mut self) -> impl Future<Output = ()> + Send {
        let at = Location::caller();
        async move {
            if let Ok(Some(item)) = timeout(self.quiet, self.next()).await {
                self.fail(at, &format!("something came: {item:?}"));
            }
        }
    }

    /// Asserts that something comes, and leaves it to be received.
    #[track_caller]
    pub fn refute_nothing(&mut self) -> impl Future<Output = ()> + Send {
        let at = Location::caller();
        async move {
            match timeout(self.timeout, self.next()).await {
                Ok(Some(item)) => self.peeked.push_front(item),
                _ => self.fail(at, "nothing came"),
            }
        }
    }

    pub(crate) async fn assert_authenticated(&mut self, at: At) {
        let outcome = self.auth_at(at).await;
        if outcome.payload.status_code != 200 {
            let Authentication { status_code, status_text, data } = outcome.payload;
            self.fail(
                at,
                &format!("the client was not let in: {status_code} {status_text}: {}", data.detail),
            );
        }
    }

    pub(crate) async fn auth_at(&mut self, at: At) -> AuthenticationMessage {
        let value = self.json_at(at).await;
        if self.action(&value) != Some("authentication") {
            self.fail(at, &format!("the next message is not `authentication`: {value}"));
        }
        match serde_json::from_value(value) {
            Ok(outcome) => outcome,
            Err(error) => self.fail(at, &format!("a malformed `authentication`: {error}")),
        }
    }

    pub(crate) async fn closed_at(&mut self, at: At) -> Closed {
        let mut closed = self.pump.closed.clone();
        let end = async { closed.wait_for(Option::is_some).await.ok().and_then(|end| (*end).clone()) };
        self.within(at, "the connection to end", end).await.unwrap_or_else(Closed::gone)
    }

    /// How the connection ended, in words.
    pub(crate) fn ending(&self) -> String {
        match &*self.pump.closed.borrow() {
            Some(closed) => format!("the connection was {closed}"),
            None => "the connection ended".to_owned(),
        }
    }
}

//! A connected client.

use std::{collections::VecDeque, fmt, marker::PhantomData, panic::Location, time::Duration};

use http::{HeaderMap, header, response};
use tokio::time::timeout;

use crate::{
    line::Line,
    pump::{Item, Manners, Pump},
    transcript::Transcript,
};

/// A client that is connected to the consumer `C`.
///
/// It reads, and answers pings, also while the test does something else. Dropping it drops the connection
/// without a word, as a client that crashes does; [`Communicator::disconnect`] says good-bye.
pub struct Communicator<C> {
    pub(crate) pump: Pump,
    pub(crate) transcript: Transcript,
    pub(crate) timeout: Duration,
    pub(crate) quiet: Duration,
    pub(crate) tag: &'static str,
    path: String,
    /// What came, but is not received yet: an `assert_…` looked at it, or a request waited for something else.
    pub(crate) peeked: VecDeque<Item>,
    /// Requests that were sent with a `ref`.
    pub(crate) requests: u64,
    head: response::Parts,
    consumer: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for Communicator<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Communicator").field("transcript", &self.transcript).finish_non_exhaustive()
    }
}

/// Where a wait was called.
pub(crate) type At = &'static Location<'static>;

impl<C> Communicator<C> {
    pub(crate) fn new(
        pump: Pump,
        transcript: Transcript,
        line: &Line,
        head: response::Parts,
        tag: &'static str,
        path: String,
    ) -> Self {
        let Line { timeout, quiet, .. } = *line;
        Self {
            pump,
            transcript,
            timeout,
            quiet,
            tag,
            path,
            peeked: VecDeque::new(),
            requests: 0,
            head,
            consumer: PhantomData,
        }
    }

    /// The path that it connected to, with its query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The headers of the handshake's answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The subprotocol that was agreed on.
    pub fn subprotocol(&self) -> Option<&str> {
        self.head.headers.get(header::SEC_WEBSOCKET_PROTOCOL)?.to_str().ok()
    }

    /// What both sides said so far.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// Stops reading: what the server sends stays in the pipe, as with a client that hangs.
    pub fn stall(&mut self) {
        self.pump.manners.send_modify(|manners| manners.reads = false);
    }

    /// Reads again.
    pub fn resume(&mut self) {
        self.pump.manners.send_modify(|manners| manners.reads = true);
    }

    /// Whether pings and close frames are answered, as they are by default. A client that does not is as good as
    /// gone.
    pub fn answer(&mut self, answers: bool) {
        self.pump.manners.send_modify(|manners: &mut Manners| manners.answers = answers);
    }

    /// Drops the byte stream without a word.
    pub async fn abort(mut self) {
        self.pump.abort().await;
    }

    /// Waits for something of this connection, at most for the timeout.
    pub(crate) async fn within<T>(&self, at: At, what: &str, future: impl Future<Output = T>) -> T {
        match timeout(self.timeout, future).await {
            Ok(output) => output,
            Err(_) => self.fail(at, &format!("waited {:?} for {what}", self.timeout)),
        }
    }

    /// Fails the test with all that was said.
    pub(crate) fn fail(&self, at: At, what: &str) -> ! {
        panic!("{what}\n  called at {at}\n{}", self.transcript)
    }
}

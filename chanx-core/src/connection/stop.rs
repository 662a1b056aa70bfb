//! The end of the server, as connections hear of it.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio_util::sync::CancellationToken;

/// Tells connections that the server stops, and how many there were: so many share the time to close.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop {
    begun: CancellationToken,
    running: Arc<AtomicUsize>,
}

impl Stop {
    /// Tells that it begins, with so many running. Only the first call counts.
    pub(crate) fn begin(&self, running: usize) {
        if !self.begun.is_cancelled() {
            // Before the token is cancelled, so that whoever hears of it knows the number.
            self.running.store(running, Ordering::Release);
            self.begun.cancel();
        }
    }

    /// The token that is cancelled when it begins.
    pub(crate) fn begun(&self) -> &CancellationToken {
        &self.begun
    }

    /// Waits until it begins; gives how many ran then.
    pub(crate) async fn heard(self) -> usize {
        self.begun.cancelled().await;
        self.running.load(Ordering::Acquire)
    }
}

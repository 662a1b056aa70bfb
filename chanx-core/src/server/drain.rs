//! The end of all connections.

use std::time::Duration;

use tokio_util::{
    sync::CancellationToken,
    task::{TaskTracker, task_tracker::TrackedFuture},
};

use crate::connection::Stop;

/// Knows what runs, tells it to end, and cuts it off when it does not.
pub(super) struct Drain {
    /// Everything that [`Drain::track`] was given.
    tasks: TaskTracker,
    /// Tells connections that draining begins.
    stop: Stop,
    /// Cancelled when it has lasted too long.
    cut: CancellationToken,
    timeout: Duration,
}

impl Drain {
    pub(super) fn new(timeout: Duration) -> Self {
        Self { tasks: TaskTracker::new(), stop: Stop::default(), cut: CancellationToken::new(), timeout }
    }

    /// The token that is cancelled when draining begins.
    pub(super) fn begun(&self) -> &CancellationToken {
        self.stop.begun()
    }

    /// The same for connections, which share the time.
    pub(super) fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Counts a future as running until it is dropped, and ends it when draining has lasted too long.
    pub(super) fn track<F: Future<Output = ()>>(
        &self,
        future: F,
    ) -> TrackedFuture<impl Future<Output = ()> + use<F>> {
        let cut = self.cut.clone();
        self.tasks.track_future(async move {
            cut.run_until_cancelled_owned(future).await;
        })
    }

    /// Tells all to end and waits for them, at most for the timeout; what is left then is dropped.
    pub(super) async fn run(&self) {
        tracing::info!(running = self.tasks.len(), "draining");
        self.stop.begin(self.tasks.len());
        self.tasks.close();
        if tokio::time::timeout(self.timeout, self.tasks.wait()).await.is_err() {
            tracing::warn!(running = self.tasks.len(), "connections outlived the drain timeout");
            self.abort().await;
        }
    }

    /// Drops all at once.
    pub(super) async fn abort(&self) {
        self.stop.begin(self.tasks.len());
        self.cut.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

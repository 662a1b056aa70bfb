//! Observers of one route.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use super::{Observed, Observer, SharedObserver, logs::Logs};
use crate::{
    layer::ChannelName,
    request::Request,
    settings::Settings,
    table::{ConsumerInfo, HandlerInfo},
};

/// The observers of a route's connections; built once, when the app is.
pub(crate) struct Observers {
    consumer: &'static ConsumerInfo,
    handlers: Arc<[HandlerInfo]>,
    all: Vec<SharedObserver>,
    /// True where some were given by the application: those want to know of frames and times, too.
    given: bool,
}

impl Observers {
    /// The logs that the settings ask for, and those of the application.
    pub(crate) fn new(
        consumer: &'static ConsumerInfo,
        handlers: Arc<[HandlerInfo]>,
        settings: &Settings,
        given: &[SharedObserver],
    ) -> Self {
        let logs = Logs::of(settings).map(|logs| -> SharedObserver { Arc::new(logs) });
        let all = logs.into_iter().chain(given.iter().cloned()).collect();
        Self { consumer, handlers, all, given: !given.is_empty() }
    }

    /// Says that connections are watched down to their frames.
    pub(crate) fn want_frames(&self) -> bool {
        self.given
    }

    /// Tells each observer something of a connection. With none of them, this is one branch.
    #[inline]
    pub(crate) fn tell(
        &self,
        channel_name: &ChannelName,
        request: &Request,
        what: impl Fn(&dyn Observer, &Observed<'_>),
    ) {
        if !self.all.is_empty() {
            let Self { consumer, handlers, .. } = self;
            let observed = Observed { channel_name, consumer, handlers, request };
            for observer in &self.all {
                // It may be told amid a flush to a whole group, or within a drop: its panic is its own.
                if catch_unwind(AssertUnwindSafe(|| what(&**observer, &observed))).is_err() {
                    tracing::error!("an observer panicked");
                }
            }
        }
    }
}

impl fmt::Debug for Observers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observers").field("consumer", &self.consumer.name).finish_non_exhaustive()
    }
}

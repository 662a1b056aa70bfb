//! One connection that is watched down to its frames.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::{Closed, Frames, Observed, Observer, Observers, Side};
use crate::{layer::ChannelName, request::Request};

/// A connection under observation, from its beginning; observers hear of its end, at the latest when it is dropped.
#[derive(Debug)]
pub(crate) struct Observation {
    observers: Arc<Observers>,
    channel_name: ChannelName,
    request: Arc<Request>,
    closing: AtomicBool,
    closed: AtomicBool,
}

impl Observation {
    /// Begins it, where an observer wants to know of frames.
    pub(crate) fn open(
        observers: &Arc<Observers>,
        channel_name: &ChannelName,
        request: &Arc<Request>,
    ) -> Option<Arc<Self>> {
        observers.want_frames().then(|| {
            let observation = Self {
                observers: observers.clone(),
                channel_name: channel_name.clone(),
                request: request.clone(),
                closing: AtomicBool::new(false),
                closed: AtomicBool::new(false),
            };
            observation.tell(Observer::opened);
            Arc::new(observation)
        })
    }

    pub(super) fn tell(&self, what: impl Fn(&dyn Observer, &Observed<'_>)) {
        self.observers.tell(&self.channel_name, &self.request, what);
    }

    /// Frames are on their way.
    pub(crate) fn sent(&self, frames: &Frames) {
        self.tell(|observer, connection| observer.sent(connection, frames));
    }

    /// The connection begins to end; only the first word counts.
    pub(crate) fn closing(&self, closed: Closed) {
        if !self.closing.swap(true, Ordering::Relaxed) {
            self.tell(|observer, connection| observer.closing(connection, closed));
        }
    }

    /// The connection has ended; only the first word counts.
    pub(crate) fn closed(&self, closed: Closed) {
        if !self.closed.swap(true, Ordering::Relaxed) {
            self.closing(closed);
            self.tell(|observer, connection| observer.closed(connection, closed));
        }
    }
}

impl Drop for Observation {
    fn drop(&mut self) {
        self.closed(Closed { code: 1006, by: Side::Server });
    }
}

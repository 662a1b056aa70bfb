//! A group's subscription at the layer, for which all who join wait together.

use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::{FutureExt, future::Shared};

use crate::layer::LayerFuture;

/// Resolves once the layer delivers the group's envelopes to this node.
pub(crate) type Subscribed = Shared<LayerFuture>;

#[derive(Debug)]
pub(super) struct Subscription(Mutex<Asked>);

#[derive(Debug)]
struct Asked {
    answer: Subscribed,
    /// Whether somebody gave up waiting for the answer.
    doubted: bool,
}

impl Subscription {
    pub(super) fn new(call: LayerFuture) -> Self {
        Self(Mutex::new(Asked { answer: call.shared(), doubted: false }))
    }

    /// Never held across an await.
    fn lock(&self) -> MutexGuard<'_, Asked> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn answer(&self) -> Subscribed {
        self.lock().answer.clone()
    }

    /// Says that nobody should count on an answer any more that has not come yet.
    pub(super) fn doubt(&self) {
        self.lock().doubted = true;
    }

    /// Asks once more where the answer was a failure or may have been lost: else a group that others keep trying to join
    /// could not be joined for as long as they do.
    pub(super) fn renew(&self, subscribe: impl FnOnce() -> LayerFuture) {
        let mut asked = self.lock();
        let is_useless = match asked.answer.peek() {
            Some(answer) => answer.is_err(),
            None => asked.doubted,
        };
        if is_useless {
            *asked = Asked { answer: subscribe().shared(), doubted: false };
        }
    }
}

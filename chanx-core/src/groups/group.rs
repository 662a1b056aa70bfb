//! One group: its members, in the order in which they joined, and what is pending for them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use futures_util::future::Shared;

use crate::{
    connection::Link,
    layer::{Envelope, LayerFuture},
};

/// Bytes that may be pending before publishers wait: far less than a member's outbox takes, which gets them in one
/// piece, and enough to fill a socket.
const ROOM: usize = 128 * 1024;

/// A group with members on this node.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) name: Arc<str>,
    /// Resolves once the layer delivers the group's envelopes to this node.
    pub(crate) subscribed: Shared<LayerFuture>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Counts joins and publications: a member gets what was published after it joined.
    clock: u64,
    members: BTreeMap<u64, Arc<Link>>,
    pending: Vec<Pending>,
    /// Bytes in `pending`.
    waiting: usize,
    /// Publishers that wait for room.
    publishers: Vec<Waker>,
    /// Whether a flush is under way or about to be.
    flushing: bool,
}

/// A message or event that the members do not have yet.
#[derive(Debug)]
pub(crate) struct Pending {
    pub(crate) seq: u64,
    pub(crate) envelope: Arc<Envelope>,
}

impl Group {
    pub(crate) fn new(name: Arc<str>, subscribed: Shared<LayerFuture>) -> Self {
        Self { name, subscribed, state: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a member; the key takes it out again. A connection that joins twice is a member twice.
    pub(crate) fn join(&self, link: Arc<Link>) -> u64 {
        let mut state = self.lock();
        state.clock += 1;
        let key = state.clock;
        state.members.insert(key, link);
        key
    }

    /// Takes a member out; true when none is left.
    pub(crate) fn leave(&self, key: u64) -> bool {
        let mut state = self.lock();
        state.members.remove(&key);
        state.members.is_empty()
    }

    /// Puts an envelope in; true when the caller must start the flush.
    pub(crate) fn publish(&self, envelope: Arc<Envelope>) -> bool {
        let mut state = self.lock();
        if state.members.is_empty() {
            return false;
        }
        state.clock += 1;
        let seq = state.clock;
        state.waiting += envelope.body.len();
        state.pending.push(Pending { seq, envelope });
        !std::mem::replace(&mut state.flushing, true)
    }

    /// What is pending; none ends the flush.
    pub(crate) fn take_pending(&self) -> Option<Vec<Pending>> {
        let mut state = self.lock();
        if state.pending.is_empty() {
            state.flushing = false;
            return None;
        }
        state.waiting = 0;
        for publisher in state.publishers.drain(..) {
            publisher.wake();
        }
        Some(std::mem::take(&mut state.pending))
    }

    /// Ready once so little is pending that more may be published.
    pub(crate) fn poll_room(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.lock();
        if state.waiting < ROOM {
            return Poll::Ready(());
        }
        // The flush that takes what is pending wakes them all.
        state.publishers.push(cx.waker().clone());
        Poll::Pending
    }

    /// Up to `most` members that joined after `key`, in order. Members who leave meanwhile displace no other.
    pub(crate) fn members_after(&self, key: u64, most: usize, into: &mut Vec<(u64, Arc<Link>)>) {
        into.clear();
        into.extend(self.lock().members.range(key + 1..).take(most).map(|(key, link)| (*key, link.clone())));
    }
}

#[cfg(test)]
impl Group {
    pub(crate) fn is_flushing(&self) -> bool {
        self.lock().flushing
    }
}

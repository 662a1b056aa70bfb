//! One group: its members, in the order in which they joined, and what is pending for them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use futures_util::future::Shared;

use crate::{
    layer::{Envelope, LayerFuture},
    link::SessionHandle,
};

/// Bytes that may be pending before publishers wait, and be on their way round the members before more is taken on:
/// far less than a member's outbox takes, which gets them in one piece, and enough to fill a socket.
pub(super) const ROOM: usize = 128 * 1024;

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
    members: BTreeMap<u64, Member>,
    pending: Vec<Pending>,
    /// Bytes in `pending`.
    waiting: usize,
    /// Publishers that wait for room.
    publishers: Vec<Waker>,
    /// Whether a flush is under way or about to be.
    flushing: bool,
}

#[derive(Debug)]
struct Member {
    session: Arc<SessionHandle>,
    /// The first publication that it lacks.
    from: u64,
}

/// A member whose turn it is.
pub(crate) struct Visit {
    pub(crate) key: u64,
    pub(crate) session: Arc<SessionHandle>,
    /// The first publication that it lacks.
    pub(crate) from: u64,
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

    /// Adds a member; the key takes it out again. A session that joins twice is a member twice.
    pub(crate) fn join(&self, session: Arc<SessionHandle>) -> u64 {
        let mut state = self.lock();
        state.clock += 1;
        let key = state.clock;
        state.members.insert(key, Member { session, from: key });
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

    /// What was published since the last call.
    pub(crate) fn take_pending(&self) -> Vec<Pending> {
        let mut state = self.lock();
        state.waiting = 0;
        for publisher in state.publishers.drain(..) {
            publisher.wake();
        }
        std::mem::take(&mut state.pending)
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

    /// Ends the flush; false when something was published meanwhile.
    pub(crate) fn finish(&self) -> bool {
        let mut state = self.lock();
        state.flushing = !state.pending.is_empty();
        !state.flushing
    }

    /// Up to `most` members that joined after `key`, in order, who now get everything up to the publication
    /// `last`. Members who leave meanwhile displace no other.
    pub(crate) fn visit(&self, key: u64, most: usize, last: u64, into: &mut Vec<Visit>) {
        let mut state = self.lock();
        for (key, member) in state.members.range_mut(key + 1..).take(most) {
            let from = member.from;
            member.from = from.max(last + 1);
            into.push(Visit { key: *key, session: member.session.clone(), from });
        }
    }
}

#[cfg(test)]
impl Group {
    pub(crate) fn is_flushing(&self) -> bool {
        self.lock().flushing
    }
}

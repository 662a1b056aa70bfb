//! One group: its members, in the order in which they joined, and what is pending for them.

use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError},
};

use tokio::sync::Notify;

use super::subscription::Subscription;
use crate::{
    layer::{Delivered, Envelope},
    link::SessionHandle,
    sync::{Mutex, MutexGuard},
};

/// Memory that may be pending before publishers wait, and be on its way round the members before more is taken on, in bytes:
/// far less than a member's outbox takes, which gets them in one piece, and enough to fill a socket.
pub(super) const ROOM: usize = 128 * 1024;

/// A group with members on this node.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) name: Arc<str>,
    pub(super) subscription: Subscription,
    state: Mutex<State>,
    /// Wakes the publishers that wait, once what they published is on its way.
    taken: Arc<Notify>,
}

#[derive(Debug, Default)]
struct State {
    /// Counts joins and publications: a member gets what was published after it joined.
    clock: u64,
    members: BTreeMap<u64, Member>,
    pending: Vec<Pending>,
    /// Memory that `pending` takes.
    waiting: usize,
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
    pub(crate) fn new(name: Arc<str>, subscription: Subscription) -> Self {
        Self { name, subscription, state: Mutex::default(), taken: Arc::default() }
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

    /// Puts an envelope in; true when a flush must begin, which the caller then has to run.
    pub(crate) fn publish(&self, envelope: Arc<Envelope>) -> (Delivered, bool) {
        let mut state = self.lock();
        if state.members.is_empty() {
            return (Delivered::Taken, false);
        }
        state.clock += 1;
        let seq = state.clock;
        state.waiting += envelope.memory();
        state.pending.push(Pending { seq, envelope });
        let begins = !std::mem::replace(&mut state.flushing, true);
        if state.waiting < ROOM {
            return (Delivered::Taken, begins);
        }
        // Made under the lock: whoever takes what is pending from now on wakes it, also when it was not polled yet.
        (Delivered::Full(Box::pin(self.taken.clone().notified_owned())), begins)
    }

    /// True when a flush must begin although nothing is published: one was cut off.
    pub(super) fn resume(&self) -> bool {
        let mut state = self.lock();
        !state.pending.is_empty() && !std::mem::replace(&mut state.flushing, true)
    }

    /// What was published since the last call. All who wait for room may go on: what each of them published is among it.
    pub(crate) fn take_pending(&self) -> Vec<Pending> {
        let mut state = self.lock();
        let was_full = std::mem::take(&mut state.waiting) >= ROOM;
        let pending = std::mem::take(&mut state.pending);
        drop(state);
        if was_full {
            self.taken.notify_waiters();
        }
        pending
    }

    /// Ends the flush; false when something was published meanwhile.
    pub(crate) fn finish(&self) -> bool {
        let mut state = self.lock();
        state.flushing = !state.pending.is_empty();
        !state.flushing
    }

    /// Ends a flush that is cut off: what it did not bring to every member is pending again, before all that was published
    /// since, for the next flush. Members get no publication twice, since each knows the first that it lacks.
    pub(super) fn give_back(&self, mut undelivered: Vec<Pending>) {
        let mut state = self.lock();
        state.waiting += undelivered.iter().map(|pending| pending.envelope.memory()).sum::<usize>();
        undelivered.append(&mut state.pending);
        state.pending = undelivered;
        state.flushing = false;
        drop(state);
        // Nobody may be left who takes what is pending; the next to publish begins a flush.
        self.taken.notify_waiters();
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
    pub(crate) fn waiting(&self) -> usize {
        self.lock().waiting
    }

    pub(crate) fn is_flushing(&self) -> bool {
        self.lock().flushing
    }
}

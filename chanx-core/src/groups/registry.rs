//! The registry: every group and session of this node, in shards whose locks are never held across an await.

use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, PoisonError, RwLock},
};

use tokio::runtime::Handle;

use super::{
    flush::Flush,
    group::Group,
    subscription::{Subscribed, Subscription},
};
use crate::{
    layer::{
        Address, ChannelLayer, ChannelName, Deliver, Delivered, Envelope, EnvelopeKind, LayerFuture, NodeId,
    },
    link::SessionHandle,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicU64, Ordering},
        few,
    },
};

const SHARDS: usize = few(32);

/// The groups and sessions of one node.
#[derive(Debug)]
pub(crate) struct Registry {
    pub(crate) node: NodeId,
    layer: Arc<dyn ChannelLayer>,
    /// Where flushes run.
    runtime: RwLock<Option<Handle>>,
    hasher: RandomState,
    /// Counts what was heard of users whose sessions must end or be asked again.
    revocations: AtomicU64,
    /// Counts memberships.
    memberships: AtomicU64,
    shards: [Mutex<Shard>; SHARDS],
}

#[derive(Debug, Default)]
struct Shard {
    groups: HashMap<Arc<str>, Arc<Group>>,
    sessions: HashMap<ChannelName, Arc<SessionHandle>>,
    users: HashMap<Arc<str>, Vec<Arc<SessionHandle>>>,
}

/// A place in a group. Its drop leaves the group, whatever ended the connection.
#[derive(Debug)]
pub(crate) struct Membership {
    registry: Arc<Registry>,
    group: Arc<Group>,
    /// Unique within the group, of which there may be a new one by the same name later.
    key: u64,
    /// Unique within the node.
    id: u64,
    left: bool,
}

impl Membership {
    pub(crate) fn group(&self) -> &str {
        &self.group.name
    }

    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Resolves once everything that is published to the group anywhere reaches the member.
    pub(crate) fn subscribed(&self) -> Subscribed {
        self.group.subscription.answer()
    }

    /// Gives up waiting for the layer's answer: the next to join asks the layer anew.
    pub(crate) fn give_up(&self) {
        self.group.subscription.doubt();
    }

    /// Leaves the group now. Where it was the last member, the layer is told, and its answer may be waited for.
    pub(crate) fn leave(mut self) -> Option<LayerFuture> {
        self.part()
    }

    fn part(&mut self) -> Option<LayerFuture> {
        let Self { registry, group, key, left, .. } = self;
        if std::mem::replace(left, true) {
            return None;
        }
        let mut shard = registry.shard(&group.name);
        if !group.leave(*key) {
            return None;
        }
        shard.groups.remove(&group.name);
        // Called under the lock, so that the layer hears of subscriptions in their true order.
        Some(registry.layer.unsubscribe(&registry.node, &group.name))
    }
}

impl Drop for Membership {
    fn drop(&mut self) {
        // The layer hears of it by the call; nobody waits for its answer. A layer that panics must not end the process,
        // as a second panic would that leaves a drop.
        let _left = catch_unwind(AssertUnwindSafe(|| drop(self.part())));
    }
}

impl Registry {
    pub(crate) fn new(layer: Arc<dyn ChannelLayer>) -> Self {
        Self {
            node: NodeId::random(),
            layer,
            runtime: RwLock::default(),
            hasher: RandomState::new(),
            revocations: AtomicU64::new(0),
            memberships: AtomicU64::new(0),
            shards: std::array::from_fn(|_| Mutex::default()),
        }
    }

    pub(crate) fn layer(&self) -> &Arc<dyn ChannelLayer> {
        &self.layer
    }

    /// Says where flushes run; the first word counts, for as long as that runtime lives.
    pub(crate) fn run_on(&self, runtime: Handle) {
        self.runtime.write().unwrap_or_else(PoisonError::into_inner).get_or_insert(runtime);
    }

    pub(crate) fn runtime(&self) -> Option<Handle> {
        self.runtime.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Runs the flush that a group said must begin.
    fn flush(&self, group: Arc<Group>) {
        let flush = Flush::of(group.clone());
        let Some(runtime) = self.runtime() else { return };
        // A runtime that has shut down drops it at once. Then the publisher's takes over, with the flushes to come.
        if runtime.spawn(flush.run()).is_finished() && group.resume() {
            let runtime = Handle::try_current().unwrap_or(runtime);
            *self.runtime.write().unwrap_or_else(PoisonError::into_inner) = Some(runtime.clone());
            runtime.spawn(Flush::of(group).run());
        }
    }

    fn shard(&self, name: &str) -> MutexGuard<'_, Shard> {
        let hash = self.hasher.hash_one(name);
        let index = usize::try_from(hash % SHARDS as u64).unwrap_or_default();
        self.shards[index].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a session reachable by its name.
    pub(crate) fn connect(&self, session: &Arc<SessionHandle>) {
        self.shard(session.name.as_str()).sessions.insert(session.name.clone(), session.clone());
    }

    /// Ends that.
    pub(crate) fn disconnect(&self, session: &SessionHandle) {
        self.shard(session.name.as_str()).sessions.remove(&session.name);
        let Some(user) = session.user() else { return };
        let mut shard = self.shard(user);
        if let Some(sessions) = shard.users.get_mut(user) {
            sessions.retain(|known| known.name != session.name);
            if sessions.is_empty() {
                shard.users.remove(user);
            }
        }
    }

    /// The number of times that anything was heard of users whose sessions must end or be asked again.
    pub(crate) fn epoch(&self) -> u64 {
        self.revocations.load(Ordering::Acquire)
    }

    /// Makes a session findable by its user. Where anything was heard of anybody since `epoch`, when the user was
    /// yet to be looked up, the session is asked again: it may have been about this user.
    pub(crate) fn enrol(&self, session: &Arc<SessionHandle>, epoch: u64) {
        let Some(user) = session.user() else { return };
        self.shard(user).users.entry(user.clone()).or_default().push(session.clone());
        if self.epoch() != epoch {
            session.order_recheck();
        }
    }

    /// Passes what an envelope to all nodes says of a user on to the sessions there are.
    pub(crate) fn apply_revocation(&self, envelope: &Envelope) {
        match (&envelope.kind, &envelope.user) {
            (EnvelopeKind::Disconnect, Some(user)) => self.revoke(user, SessionHandle::order_leave),
            (EnvelopeKind::Reauthorize, Some(user)) => self.revoke(user, SessionHandle::order_recheck),
            _ => {}
        }
    }

    fn revoke(&self, user: &str, order: fn(&SessionHandle)) {
        // Counted first: a session that is enrolled meanwhile is either found here, or finds that it counted.
        self.revocations.fetch_add(1, Ordering::AcqRel);
        let sessions = self.shard(user).users.get(user).cloned().unwrap_or_default();
        for session in &sessions {
            order(session);
        }
    }

    /// Makes a session a member of a group. Everything that is published to the group on this node reaches it from
    /// now on; what is published elsewhere, once it is [subscribed](Membership::subscribed).
    pub(crate) fn join(self: &Arc<Self>, session: Arc<SessionHandle>, name: &str) -> Membership {
        let mut shard = self.shard(name);
        // Called under the lock, so that the layer hears of subscriptions in their true order.
        let subscribe = || self.layer.subscribe(&self.node, name);
        let group = if let Some(group) = shard.groups.get(name) {
            group.subscription.renew(subscribe);
            group.clone()
        } else {
            let group = Arc::new(Group::new(name.into(), Subscription::new(subscribe())));
            shard.groups.insert(group.name.clone(), group.clone());
            group
        };
        let key = group.join(session);
        let id = self.memberships.fetch_add(1, Ordering::Relaxed);
        Membership { registry: self.clone(), group, key, id, left: false }
    }
}

impl Deliver for Registry {
    fn deliver(&self, to: Address<'_>, envelope: Arc<Envelope>) -> Delivered {
        match to {
            Address::Group(name) => {
                let group = self.shard(name).groups.get(name).cloned();
                if let Some(group) = group {
                    let (delivered, begins) = group.publish(envelope);
                    if begins {
                        self.flush(group);
                    }
                    return delivered;
                }
            }
            Address::Channel(name) if envelope.kind == EnvelopeKind::Event => {
                let session = self.shard(name.as_str()).sessions.get(name).cloned();
                if let Some(session) = session {
                    session.raise(&envelope);
                }
            }
            Address::Channel(_) => {}
            // What this node said it has applied already, before the layer had it.
            Address::Nodes if envelope.sender.as_deref() == Some(self.node.as_str()) => {}
            Address::Nodes => self.apply_revocation(&envelope),
        }
        Delivered::Taken
    }
}

#[cfg(test)]
impl Registry {
    /// How many groups have members here.
    pub(crate) fn group_count(&self) -> usize {
        self.shards
            .iter()
            .map(|shard| shard.lock().unwrap_or_else(PoisonError::into_inner).groups.len())
            .sum()
    }

    /// Bytes that are pending in a group.
    pub(crate) fn pending(&self, name: &str) -> usize {
        self.shard(name).groups.get(name).map_or(0, |group| group.waiting())
    }

    /// Whether anything is on its way to members.
    pub(crate) fn is_flushing(&self) -> bool {
        self.shards.iter().any(|shard| {
            let shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            shard.groups.values().any(|group| group.is_flushing())
        })
    }
}

//! The handle by which any part of the process reaches groups and connections.

use std::{
    any::Any,
    fmt,
    future::Future,
    sync::{
        Arc, OnceLock, Weak,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures_util::future::try_join_all;
use tokio::{runtime::Handle, sync::OnceCell};

use crate::{
    error::{Error, Kind},
    event::Event,
    groups::{Registry, within},
    layer::{
        Address, ChannelLayer, ChannelName, Deliver, Delivered, Envelope, EnvelopeKind, Health, InMemoryLayer,
    },
    settings::Settings,
};

/// Whom an event is for: a group (`"room_1"`), or one connection (`cx.channel_name()`).
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// Every member of the group.
    Group(&'a str),
    /// One connection.
    Channel(&'a ChannelName),
}

impl<'a> From<&'a str> for Target<'a> {
    fn from(group: &'a str) -> Self {
        Target::Group(group)
    }
}

impl<'a> From<&'a String> for Target<'a> {
    fn from(group: &'a String) -> Self {
        Target::Group(group)
    }
}

impl<'a> From<&'a ChannelName> for Target<'a> {
    fn from(name: &'a ChannelName) -> Self {
        Target::Channel(name)
    }
}

/// Sees what is published through a node's [`Channels`] before the layer does: for tests.
pub trait Intercept: Any + Send + Sync {
    /// Whether the envelope goes on to the layer; the publisher is not told.
    fn intercept(&self, to: Address<'_>, envelope: &Envelope) -> bool;
}

/// Reaches groups and connections from anywhere: HTTP handlers, jobs, threads, other consumers.
///
/// `App::channels` gives it; a worker without a server makes its own over a layer that leaves the process.
/// Cheap to clone. Events are raised by [`Consumer::send_channel_event`](crate::consumer::Consumer::send_channel_event).
///
/// # Promises
/// At most once to each connection, and in the order in which one task raised them. An event reaches the
/// connections whose consumer has a handler for it.
///
/// Who publishes faster than a group's members are written to, on whatever node, waits. A send that is dropped while it waits
/// was published all the same: a program that cuts its sends short, again and again, is not slowed.
///
/// A call waits for the layer at most as long as the application's [`layer_timeout`](Settings::layer_timeout) says, 5 s where
/// there is no application; its runtime needs tokio's timers.
#[derive(Clone)]
pub struct Channels {
    inner: Arc<Inner>,
}

struct Inner {
    registry: Arc<Registry>,
    attached: OnceCell<()>,
    connections: AtomicU64,
    /// The application's limits, once they are known.
    limits: OnceLock<Limits>,
    interceptor: OnceLock<Box<dyn Intercept>>,
}

/// The settings that hold for what is sent without a connection.
#[derive(Clone, Copy)]
struct Limits {
    max_group_name: usize,
    layer_timeout: Duration,
}

impl From<&Settings> for Limits {
    fn from(Settings { max_group_name, layer_timeout, .. }: &Settings) -> Self {
        Self { max_group_name: *max_group_name, layer_timeout: *layer_timeout }
    }
}

impl Drop for Inner {
    /// The last handle is gone: the layer forgets the node.
    fn drop(&mut self) {
        if self.attached.initialized() {
            // The call takes effect by itself; nobody is left who could be told of a failure.
            drop(self.registry.layer().detach(&self.registry.node));
        }
    }
}

impl fmt::Debug for Channels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channels").field("node", &self.inner.registry.node.as_str()).finish_non_exhaustive()
    }
}

impl Default for Channels {
    fn default() -> Self {
        Self::new(InMemoryLayer::new())
    }
}

/// The layer's way to the registry, which must not keep it alive.
struct Node(Weak<Registry>);

impl Deliver for Node {
    fn deliver(&self, to: Address<'_>, envelope: Arc<Envelope>) -> Delivered {
        self.0.upgrade().map_or(Delivered::Taken, |registry| registry.deliver(to, envelope))
    }
}

impl Channels {
    /// Makes a node of its own on a layer.
    pub fn new(layer: impl ChannelLayer) -> Self {
        let registry = Registry::new(Arc::new(layer));
        if let Ok(runtime) = Handle::try_current() {
            registry.run_on(runtime);
        }
        let inner = Inner {
            registry: Arc::new(registry),
            attached: OnceCell::new(),
            connections: AtomicU64::new(0),
            limits: OnceLock::new(),
            interceptor: OnceLock::new(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Says what the application's settings are; the first word counts.
    pub(crate) fn obey(&self, settings: &Settings) {
        let _ = self.inner.limits.set(settings.into());
    }

    fn limits(&self) -> Limits {
        self.inner.limits.get().copied().unwrap_or_else(|| (&Settings::default()).into())
    }

    /// Shows everything that is published through this handle and its clones to an interceptor, for as long as they
    /// live. The first one stays: it is given back, unless it is of another type.
    pub fn intercept<I: Intercept>(&self, by: I) -> Option<&I> {
        let interceptor: &dyn Any = &**self.inner.interceptor.get_or_init(|| Box::new(by));
        interceptor.downcast_ref()
    }

    /// Whether the layer works at the moment.
    pub fn health(&self) -> Health {
        self.inner.registry.layer().health()
    }

    /// This node's groups and connections, attached to the layer at the first use.
    pub(crate) async fn registry(&self) -> Result<&Arc<Registry>, Error> {
        let registry = &self.inner.registry;
        let attach = || async {
            registry.run_on(Handle::current());
            registry.layer().attach(&registry.node, Arc::new(Node(Arc::downgrade(registry)))).await
        };
        if !self.inner.attached.initialized() {
            // Those who wait for another's call are bounded like that one.
            within(self.limits().layer_timeout, self.inner.attached.get_or_try_init(attach)).await?;
        }
        Ok(registry)
    }

    /// Says that flushes run on this runtime, unless they have one.
    pub(crate) fn flush_here(&self) {
        self.inner.registry.run_on(Handle::current());
    }

    /// The name of a new connection.
    pub(crate) fn next_name(&self) -> ChannelName {
        let number = self.inner.connections.fetch_add(1, Ordering::Relaxed);
        ChannelName::new(format!("{}.{number}", self.inner.registry.node.as_str()))
    }

    /// Publishes an envelope, and waits until the layer takes more for that address: who publishes faster than members
    /// are written to waits here, not in memory.
    async fn publish(&self, to: Address<'_>, envelope: Arc<Envelope>) -> Result<(), Error> {
        if self.is_held_back(to, &envelope) {
            return Ok(());
        }
        let registry = self.registry().await?;
        within(self.limits().layer_timeout, registry.layer().publish(to, envelope)).await
    }

    /// Publishes an envelope to several groups, which wait together, at most for `limit`.
    pub(crate) async fn publish_to(
        &self,
        groups: &[String],
        envelope: &Arc<Envelope>,
        limit: Duration,
    ) -> Result<(), Error> {
        let registry = self.registry().await?;
        let published = groups.iter().map(|group| Address::Group(group)).filter_map(|to| {
            let held_back = self.is_held_back(to, envelope);
            (!held_back).then(|| registry.layer().publish(to, envelope.clone()))
        });
        // All calls are made before one is waited for.
        match published.collect::<Vec<_>>() {
            mut one if one.len() <= 1 => match one.pop() {
                Some(only) => within(limit, only).await,
                None => Ok(()),
            },
            several => within(limit, try_join_all(several)).await.map(drop),
        }
    }

    /// Shows an envelope to the interceptor, which may keep it from the layer.
    fn is_held_back(&self, to: Address<'_>, envelope: &Envelope) -> bool {
        self.inner.interceptor.get().is_some_and(|interceptor| !interceptor.intercept(to, envelope))
    }

    /// Ends all connections of a user, on all nodes, with close code 4401; each client is told by an `error` frame with the
    /// code `disconnected`. Handlers that run are cancelled. It is no bar to new connections: revoke the credentials first.
    ///
    /// `identity` is what [`User::identity`](crate::access::User::identity) tells; a user without connections is no error.
    /// On this node it takes effect when the future is first polled, whether the layer works or not; on the others once the
    /// layer has carried it.
    ///
    /// # Errors
    /// When the layer fails: the other nodes may not have heard of it.
    pub async fn disconnect_user(&self, identity: impl AsRef<str> + Send) -> Result<(), Error> {
        self.revoke(EnvelopeKind::Disconnect, identity.as_ref()).await
    }

    /// Asks all connections of a user again, on all nodes, whether they may stay: call it when a membership was removed, a
    /// role changed, an account locked. Each authenticates once more with the credentials it has, fetches its object, and
    /// asks its permissions; one that fails is told as if it connected now, and closed, with 4401, 4403, 4404 or 4500.
    /// Meanwhile it goes on. Connections that are being opened are asked too.
    ///
    /// # Errors
    /// As [`Channels::disconnect_user`].
    pub async fn reauthorize(&self, identity: impl AsRef<str> + Send) -> Result<(), Error> {
        self.revoke(EnvelopeKind::Reauthorize, identity.as_ref()).await
    }

    async fn revoke(&self, kind: EnvelopeKind, identity: &str) -> Result<(), Error> {
        let mut envelope = Envelope::new(kind, "", "");
        envelope.sender = Some(self.inner.registry.node.as_str().into());
        envelope.user = Some(identity.into());
        // Here at once, whether the layer works or not.
        self.inner.registry.apply_revocation(&envelope);
        self.publish(Address::Nodes, Arc::new(envelope)).await
    }

    pub(crate) fn send_event<'a, E: Event>(
        &self,
        target: Target<'a>,
        event: &E,
    ) -> impl Future<Output = Result<(), Error>> + Send + use<'a, '_, E> {
        let envelope = serde_json::to_string(event)
            .map(|body| Envelope::new(EnvelopeKind::Event, E::INFO.handler, body));
        async move {
            let envelope = Arc::new(envelope.map_err(|error| Error::with(Kind::Encode, error))?);
            match target {
                Target::Group(group) => {
                    check_group_name(group, self.limits().max_group_name)?;
                    self.publish(Address::Group(group), envelope).await
                }
                Target::Channel(name) => self.publish(Address::Channel(name), envelope).await,
            }
        }
    }

    pub(crate) fn send_event_blocking<E: Event>(&self, target: Target<'_>, event: &E) -> Result<(), Error> {
        if Handle::try_current().is_ok() {
            return Err(Error::with(Kind::NoRuntime, "await `send_channel_event` on a thread of a runtime"));
        }
        match self.inner.registry.runtime() {
            Some(runtime) => runtime.block_on(self.send_event(target, event)),
            None => Err(Error::with(Kind::NoRuntime, "the app does not run yet")),
        }
    }
}

/// Group names are neither empty nor too long.
pub(crate) fn check_group_name(group: &str, most: usize) -> Result<(), Error> {
    if group.is_empty() || group.len() > most {
        let detail = format!("{} bytes; 1 to {most} are allowed", group.len());
        return Err(Error::with(Kind::GroupName, detail));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_node_whose_last_handle_is_gone_is_detached() {
        let layer = InMemoryLayer::new();
        let empty = format!("{layer:?}");
        let channels = Channels::new(layer.clone());
        channels.registry().await.expect("the layer is always up");
        let clone = channels.clone();
        drop(channels);
        assert_ne!(format!("{layer:?}"), empty);
        drop(clone);
        assert_eq!(format!("{layer:?}"), empty);
    }
}

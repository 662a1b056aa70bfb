//! Channel layers: how group messages and events get from one node to the others.

mod address;
mod deliver;
mod envelope;
mod memory;

use std::{fmt, future::Future, pin::Pin, sync::Arc};

pub use address::ChannelName;
pub use deliver::{Deliver, Delivered, Room};
pub use envelope::{Count, ENVELOPE_VERSION, Envelope, EnvelopeError, EnvelopeKind, Position};
pub use memory::InMemoryLayer;

/// What a layer's calls return. The call itself takes effect in the order of the calls, even before the
/// future is polled; awaiting it tells when the effect has reached every node, or why not. Its drop takes nothing back.
///
/// chanx waits for it at most as long as [`layer_timeout`](crate::settings::Settings::layer_timeout), and drops it then.
pub type LayerFuture = Pin<Box<dyn Future<Output = Result<(), LayerError>> + Send>>;

/// Carries envelopes between the nodes of an application.
///
/// Each node (a process with an `App`, or a worker with only a [`Channels`](crate::channels::Channels) handle)
/// attaches once, subscribes once per group that it has members of, and so receives each group message once,
/// however many members it has.
///
/// # Contract
/// - **Delivery**: at most once to each node that is subscribed when the envelope is published.
/// - **Order**: two envelopes that one node publishes to one address arrive in that order everywhere.
/// - **Backpressure**: nothing is dropped for a node that is [full](Delivered::Full), and whoever publishes to it is slowed:
///   a layer that reaches the node by a call lets the publisher's future wait for the node's room; one that reads from a
///   broker reads no further until there is room, so that the broker's own flow control slows its publishers.
/// - **No loss of connections**: a lost broker makes calls fail and [`ChannelLayer::health`] say so; the layer
///   reconnects and subscribes again by itself.
/// - **Non-blocking**: calls return at once; waiting is done by the future. They may be made while locks are held.
///
/// `chanx_testing::layer_conformance` runs a layer through this contract.
pub trait ChannelLayer: fmt::Debug + Send + Sync + 'static {
    /// Connects a node. Envelopes for it go to `deliver` until [`ChannelLayer::detach`]. Where no answer came in time, it
    /// is called again.
    fn attach(&self, node: &NodeId, deliver: Arc<dyn Deliver>) -> LayerFuture;

    /// Disconnects a node and ends its subscriptions. A node that is not attached is no error.
    fn detach(&self, node: &NodeId) -> LayerFuture;

    /// Begins to deliver a group's envelopes to a node. Twice is as good as once.
    fn subscribe(&self, node: &NodeId, group: &str) -> LayerFuture;

    /// Stops it. A group that is not subscribed is no error.
    fn unsubscribe(&self, node: &NodeId, group: &str) -> LayerFuture;

    /// Sends an envelope to the nodes that are subscribed to the group, to the channel's node, or to all. No
    /// subscriber, or a node that is gone, is no error. The future waits until the layer takes more for this address; whoever
    /// drops it before has published all the same.
    fn publish(&self, to: Address<'_>, envelope: Arc<Envelope>) -> LayerFuture;

    /// Whether envelopes get through at the moment.
    fn health(&self) -> Health;
}

/// Where an envelope goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address<'a> {
    /// Every member of the group.
    Group(&'a str),
    /// One connection, on the node that its name tells.
    Channel(&'a ChannelName),
    /// Every node that is attached.
    Nodes,
}

/// A node's name, unique among the nodes of an application.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NodeId(Arc<str>);

impl NodeId {
    /// Makes a new one, by chance (122 random bits).
    pub fn random() -> Self {
        Self(uuid::Uuid::new_v4().simple().to_string().into())
    }

    /// Its text, without `.`, `/` or white space.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for NodeId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Whether a layer works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// Envelopes get through.
    Up,
    /// They do not, for this reason; the layer is trying to mend it.
    Down(String),
}

/// Why a layer's call failed.
#[derive(Debug, Clone)]
pub struct LayerError {
    kind: LayerErrorKind,
    detail: Arc<str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LayerErrorKind {
    Unavailable,
    NotAttached,
    Refused,
}

impl LayerError {
    /// The broker cannot be reached; a later call may succeed.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self { kind: LayerErrorKind::Unavailable, detail: detail.into().into() }
    }

    /// The node is not attached.
    pub fn not_attached(node: &NodeId) -> Self {
        Self { kind: LayerErrorKind::NotAttached, detail: format!("node {}", node.as_str()).into() }
    }

    /// The broker will not take this, now or later: too long, not allowed.
    pub fn refused(detail: impl Into<String>) -> Self {
        Self { kind: LayerErrorKind::Refused, detail: detail.into().into() }
    }

    /// Whether a later call may succeed.
    pub fn is_unavailable(&self) -> bool {
        self.kind == LayerErrorKind::Unavailable
    }

    /// Whether the node was not attached.
    pub fn is_not_attached(&self) -> bool {
        self.kind == LayerErrorKind::NotAttached
    }

    /// Whether it will never succeed.
    pub fn is_refused(&self) -> bool {
        self.kind == LayerErrorKind::Refused
    }
}

impl fmt::Display for LayerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            LayerErrorKind::Unavailable => "unavailable",
            LayerErrorKind::NotAttached => "not attached",
            LayerErrorKind::Refused => "refused",
        };
        write!(f, "{what}: {}", self.detail)
    }
}

impl std::error::Error for LayerError {}

//! The node's side of a layer.

use std::{fmt, future::Future, pin::Pin, sync::Arc};

use super::{Address, Envelope};

/// The node's side of a layer. It never blocks.
pub trait Deliver: Send + Sync {
    /// Takes an envelope for this node, whatever waits already, and tells whether there is room for more to this address.
    /// An address that means nothing to the node any more is ignored: there is room.
    fn deliver(&self, to: Address<'_>, envelope: Arc<Envelope>) -> Delivered;
}

/// How it stands with an address on a node that has just taken an envelope for it.
///
/// A layer that reads from a broker reads on once there is room:
///
/// ```
/// # use std::sync::Arc;
/// # use chanx_core::layer::{Address, Deliver, Delivered, Envelope};
/// async fn pass_on(node: &dyn Deliver, group: &str, brought: impl Iterator<Item = Arc<Envelope>>) {
///     for envelope in brought {
///         if let Delivered::Full(room) = node.deliver(Address::Group(group), envelope) {
///             room.await;
///         }
///     }
/// }
/// ```
#[must_use = "a publisher that does not wait for room fills the node's memory"]
pub enum Delivered {
    /// There is room for more.
    Taken,
    /// So much waits for the address that its publishers must wait before they send more: at least 128 KiB for a group,
    /// which the node's members have yet to get. What is delivered all the same is taken, too.
    Full(Room),
}

/// Resolves once a node has begun to pass on what waited when it was handed out. It may be dropped at any time, and
/// resolves also when the group's last member leaves or the node ends.
pub type Room = Pin<Box<dyn Future<Output = ()> + Send>>;

impl fmt::Debug for Delivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Delivered::Taken => "Taken",
            Delivered::Full(_) => "Full",
        })
    }
}

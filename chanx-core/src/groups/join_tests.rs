//! Joining while the layer takes its time.

use std::sync::Arc;

use futures_util::FutureExt;

use super::{Registry, tests::session};
use crate::layer::{Address, ChannelLayer, Deliver, Envelope, Health, InMemoryLayer, LayerFuture, NodeId};

/// A layer that never answers a subscription.
#[derive(Debug)]
struct Busy(InMemoryLayer);

impl ChannelLayer for Busy {
    fn attach(&self, node: &NodeId, deliver: Arc<dyn Deliver>) -> LayerFuture {
        self.0.attach(node, deliver)
    }

    fn detach(&self, node: &NodeId) -> LayerFuture {
        self.0.detach(node)
    }

    fn subscribe(&self, _: &NodeId, _: &str) -> LayerFuture {
        Box::pin(std::future::pending())
    }

    fn unsubscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.0.unsubscribe(node, group)
    }

    fn publish(&self, to: Address<'_>, envelope: Arc<Envelope>) -> LayerFuture {
        self.0.publish(to, envelope)
    }

    fn health(&self) -> Health {
        self.0.health()
    }
}

#[test]
fn a_join_that_nobody_waits_for_any_more_leaves_no_member() {
    let registry = Arc::new(Registry::new(Arc::new(Busy(InMemoryLayer::new()))));
    let session = session(&registry, 0);
    let membership = registry.join(session.clone(), "group");
    assert!(membership.subscribed().now_or_never().is_none());
    drop(membership);
    assert_eq!(registry.group_count(), 0);
    assert_eq!(Arc::strong_count(&session), 1);
}

//! Layers keep their contract.

use std::{future::ready, sync::Arc};

use chanx_core::layer::{
    Address, ChannelLayer, Deliver, Envelope, Health, InMemoryLayer, LayerFuture, NodeId,
};
use chanx_testing::layer_conformance;

#[tokio::test(start_paused = true)]
async fn the_layer_in_memory_keeps_the_contract() {
    layer_conformance(async || {
        let layer = InMemoryLayer::new();
        (layer.clone(), layer)
    })
    .await;
}

/// A layer whose publishers wait for nobody.
#[derive(Debug, Clone)]
struct Hasty(InMemoryLayer);

impl ChannelLayer for Hasty {
    fn attach(&self, node: &NodeId, deliver: Arc<dyn Deliver>) -> LayerFuture {
        self.0.attach(node, deliver)
    }

    fn detach(&self, node: &NodeId) -> LayerFuture {
        self.0.detach(node)
    }

    fn subscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.0.subscribe(node, group)
    }

    fn unsubscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.0.unsubscribe(node, group)
    }

    fn publish(&self, to: Address<'_>, envelope: Arc<Envelope>) -> LayerFuture {
        drop(self.0.publish(to, envelope));
        Box::pin(ready(Ok(())))
    }

    fn health(&self) -> Health {
        self.0.health()
    }
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "a node that is full gets all of it, in order, once it has room")]
async fn a_layer_that_slows_nobody_breaks_the_contract() {
    layer_conformance(async || {
        let layer = Hasty(InMemoryLayer::new());
        (layer.clone(), layer)
    })
    .await;
}

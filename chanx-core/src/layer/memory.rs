//! The layer of one process.

use std::{
    collections::HashMap,
    future::ready,
    sync::{Arc, PoisonError, RwLock},
};

use futures_util::future::join_all;

use super::{
    Address, ChannelLayer, Deliver, Delivered, Envelope, Health, LayerError, LayerFuture, NodeId, Room,
};

/// A layer in memory: for one process, which may hold several nodes (clones share it).
///
/// It is always up, delivers within the call, and loses nothing. Who publishes to a group waits while it is full on any
/// of its nodes.
#[derive(Clone, Debug, Default)]
pub struct InMemoryLayer {
    state: Arc<RwLock<State>>,
}

#[derive(Default)]
struct State {
    nodes: HashMap<NodeId, Arc<dyn Deliver>>,
    groups: HashMap<Box<str>, Vec<NodeId>>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("nodes", &self.nodes.keys()).field("groups", &self.groups).finish()
    }
}

impl InMemoryLayer {
    /// Makes a layer that no node is attached to yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn change(&self, change: impl FnOnce(&mut State) -> Result<(), LayerError>) -> LayerFuture {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        Box::pin(ready(change(&mut state)))
    }

    /// Who gets what is published there. A node subscribes while it holds locks of its own, and takes them when
    /// it is delivered to: this layer's lock must be free again by then.
    fn nodes_at(&self, to: Address<'_>) -> Vec<Arc<dyn Deliver>> {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        match to {
            Address::Group(group) => {
                let subscribed = state.groups.get(group).into_iter().flatten();
                subscribed.filter_map(|node| state.nodes.get(node).cloned()).collect()
            }
            Address::Nodes => state.nodes.values().cloned().collect(),
            Address::Channel(name) => state.nodes.get(name.node()).cloned().into_iter().collect(),
        }
    }
}

impl ChannelLayer for InMemoryLayer {
    fn attach(&self, node: &NodeId, deliver: Arc<dyn Deliver>) -> LayerFuture {
        self.change(|state| {
            state.nodes.insert(node.clone(), deliver);
            Ok(())
        })
    }

    fn detach(&self, node: &NodeId) -> LayerFuture {
        self.change(|state| {
            state.nodes.remove(node);
            state.groups.retain(|_, nodes| {
                nodes.retain(|subscribed| subscribed != node);
                !nodes.is_empty()
            });
            Ok(())
        })
    }

    fn subscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.change(|state| {
            if !state.nodes.contains_key(node) {
                return Err(LayerError::not_attached(node));
            }
            let nodes = state.groups.entry(group.into()).or_default();
            if !nodes.contains(node) {
                nodes.push(node.clone());
            }
            Ok(())
        })
    }

    fn unsubscribe(&self, node: &NodeId, group: &str) -> LayerFuture {
        self.change(|state| {
            if let Some(nodes) = state.groups.get_mut(group) {
                nodes.retain(|subscribed| subscribed != node);
                if nodes.is_empty() {
                    state.groups.remove(group);
                }
            }
            Ok(())
        })
    }

    fn publish(&self, to: Address<'_>, envelope: Arc<Envelope>) -> LayerFuture {
        let mut full: Vec<Room> = Vec::new();
        for node in self.nodes_at(to) {
            if let Delivered::Full(room) = node.deliver(to, envelope.clone()) {
                full.push(room);
            }
        }
        if full.is_empty() {
            return Box::pin(ready(Ok(())));
        }
        Box::pin(async {
            join_all(full).await;
            Ok(())
        })
    }

    fn health(&self) -> Health {
        Health::Up
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::layer::EnvelopeKind;

    /// A node that finds out whether others could subscribe while it is delivered to.
    struct Node {
        layer: InMemoryLayer,
        free: Mutex<Vec<bool>>,
    }

    impl Deliver for Node {
        fn deliver(&self, _: Address<'_>, _: Arc<Envelope>) -> Delivered {
            self.free.lock().unwrap().push(self.layer.state.try_write().is_ok());
            Delivered::Taken
        }
    }

    #[tokio::test]
    async fn nodes_may_subscribe_while_others_are_delivered_to() {
        let layer = InMemoryLayer::new();
        let id = NodeId::random();
        let node = Arc::new(Node { layer: layer.clone(), free: Mutex::default() });
        layer.attach(&id, node.clone()).await.unwrap();
        layer.subscribe(&id, "group").await.unwrap();
        let envelope = Arc::new(Envelope::new(EnvelopeKind::Event, "event", "{}"));
        layer.publish(Address::Group("group"), envelope.clone()).await.unwrap();
        let channel = crate::layer::ChannelName::new(format!("{}.1", id.as_str()));
        layer.publish(Address::Channel(&channel), envelope).await.unwrap();
        assert_eq!(*node.free.lock().unwrap(), [true, true]);
    }
}

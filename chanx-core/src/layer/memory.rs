//! The layer of one process.

use std::{
    collections::HashMap,
    future::ready,
    sync::{Arc, PoisonError, RwLock},
};

use super::{Address, ChannelLayer, Deliver, Envelope, Health, LayerError, LayerFuture, NodeId};

/// A layer in memory: for one process, which may hold several nodes (clones share it).
///
/// It is always up, delivers within the call, and loses nothing.
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
        // Delivering never blocks and takes no lock of this layer: the read lock may be held meanwhile.
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
        match to {
            Address::Group(group) => {
                for node in state.groups.get(group).into_iter().flatten() {
                    if let Some(node) = state.nodes.get(node) {
                        node.deliver(to, envelope.clone());
                    }
                }
            }
            Address::Channel(name) => {
                if let Some(node) = state.nodes.get(name.node()) {
                    node.deliver(to, envelope);
                }
            }
        }
        Box::pin(ready(Ok(())))
    }

    fn health(&self) -> Health {
        Health::Up
    }
}

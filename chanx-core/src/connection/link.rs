//! What others hold of a connection: its name, how it wants its messages, and the ways in.

use std::sync::{Arc, OnceLock};

use super::{inbox::Inbox, outbox::Outbox};
use crate::{channels::ChannelName, groups::Dialect, layer::Envelope};

/// The shared side of a connection. Groups hold it; the connection's task owns the rest.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) name: ChannelName,
    /// The identity of its user, behind `is_mine`.
    pub(crate) user: Option<Arc<str>>,
    pub(crate) dialect: Arc<Dialect>,
    pub(crate) outbox: Outbox,
    pub(crate) inbox: Inbox,
    /// The close code and reason that a handler asked for.
    pub(crate) closing: OnceLock<Box<(u16, String)>>,
}

impl Link {
    /// Hands an event to the connection's handlers, if it has one for it.
    pub(crate) fn raise(&self, event: &Arc<Envelope>) {
        if self.dialect.handles_event(&event.name) {
            self.inbox.put(event.clone());
            self.outbox.wake();
        }
    }
}

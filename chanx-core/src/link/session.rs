//! The session's side of what others hold.

use std::sync::Arc;

use super::{ConnectionHandle, Inbox};
use crate::{
    layer::{ChannelName, Envelope},
    sync::atomic::{AtomicBool, Ordering},
    wire::WireFormat,
};

/// The shared side of a session: one consumer's talk over a connection. Groups and the registry hold it.
///
/// A connection has one session. Whatever would differ between two sessions of one connection is here, all else in the
/// [`ConnectionHandle`] that they would share.
#[derive(Debug)]
pub(crate) struct SessionHandle {
    pub(crate) name: ChannelName,
    /// The identity of its user, if there is one.
    pub(crate) user: Option<Arc<str>>,
    pub(crate) format: Arc<WireFormat>,
    /// Events for its handlers.
    pub(crate) inbox: Inbox,
    /// The orders of others, which do not wait for a handler.
    pub(crate) orders: Orders,
    pub(crate) connection: Arc<ConnectionHandle>,
}

/// The orders that an application gives to a user's sessions.
#[derive(Debug, Default)]
pub(crate) struct Orders {
    /// To end.
    leave: AtomicBool,
    /// To find out again whether it may stay.
    recheck: AtomicBool,
}

impl Orders {
    pub(crate) fn must_leave(&self) -> bool {
        self.leave.load(Ordering::Acquire)
    }

    /// Takes the order to check again, if it was given since the last time.
    pub(crate) fn take_recheck(&self) -> bool {
        self.recheck.load(Ordering::Relaxed) && self.recheck.swap(false, Ordering::AcqRel)
    }
}

impl SessionHandle {
    pub(crate) fn new(
        name: ChannelName,
        user: Option<Arc<str>>,
        format: Arc<WireFormat>,
        inbox: Inbox,
        connection: Arc<ConnectionHandle>,
    ) -> Self {
        Self { name, user, format, inbox, orders: Orders::default(), connection }
    }

    /// The identity of its user, if there is one.
    pub(crate) fn user(&self) -> Option<&Arc<str>> {
        self.user.as_ref()
    }

    /// Asks it to end, whatever it is doing.
    pub(crate) fn order_leave(&self) {
        self.orders.leave.store(true, Ordering::Release);
        self.connection.outbox.wake();
    }

    /// Asks it to find out again whether it may stay.
    pub(crate) fn order_recheck(&self) {
        self.orders.recheck.store(true, Ordering::Release);
        self.connection.outbox.wake();
    }

    /// Hands an event to its handlers, if it has one for it.
    pub(crate) fn raise(&self, event: &Arc<Envelope>) {
        if self.format.handles_event(&event.name) {
            self.inbox.put(event.clone());
            self.connection.outbox.wake();
        }
    }
}

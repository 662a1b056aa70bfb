//! What others hold of a connection: its name, how it wants its messages, and the ways in.
//!
//! The `outbox` is the way out, and takes whole frames, whose heads `frame` writes; the `inbox` is the way in. A `pipe` is a
//! stream that is no plain socket.

pub(crate) mod frame;
mod inbox;
mod outbox;
mod pipe;

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicBool, Ordering},
};

pub(crate) use self::{
    inbox::{Inbox, Mail},
    outbox::{Outbox, Refused, Status},
    pipe::Pipe,
};
use crate::{
    layer::{ChannelName, Envelope},
    wire::Dialect,
};

/// The shared side of a connection. Groups hold it; the connection's task owns the rest.
#[derive(Debug)]
pub(crate) struct Link {
    pub(crate) name: ChannelName,
    /// The identity of its user, behind `is_mine`, once somebody was authenticated.
    pub(crate) user: OnceLock<Arc<str>>,
    pub(crate) dialect: Arc<Dialect>,
    pub(crate) outbox: Outbox,
    pub(crate) inbox: Inbox,
    /// The close code and reason that a handler asked for.
    pub(crate) closing: OnceLock<Box<(u16, String)>>,
    /// What others asked of it that does not wait for a handler.
    pub(crate) orders: Orders,
}

/// What an application asks of a user's connections.
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

impl Link {
    /// The identity of its user, if there is one.
    pub(crate) fn user(&self) -> Option<&Arc<str>> {
        self.user.get()
    }

    /// Asks it to end, whatever it is doing.
    pub(crate) fn order_leave(&self) {
        self.orders.leave.store(true, Ordering::Release);
        self.outbox.wake();
    }

    /// Asks it to find out again whether it may stay.
    pub(crate) fn order_recheck(&self) {
        self.orders.recheck.store(true, Ordering::Release);
        self.outbox.wake();
    }

    /// Hands an event to the connection's handlers, if it has one for it.
    pub(crate) fn raise(&self, event: &Arc<Envelope>) {
        if self.dialect.handles_event(&event.name) {
            self.inbox.put(event.clone());
            self.outbox.wake();
        }
    }
}

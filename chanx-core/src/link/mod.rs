//! Connections and their sessions as others hold them.
//!
//! A [`ConnectionHandle`] has the way out: the `outbox`, which takes whole frames, whose heads `frame` writes, and keeps in
//! its `queue` what the socket does not take yet. A [`SessionHandle`] is one consumer's talk over the connection: its name,
//! its user, how it wants its messages, and the `inbox` of its events. A `pipe` is a stream that is no plain socket; of those
//! that are, the `kernel` knows how much has arrived.

pub(crate) mod frame;
mod inbox;
pub(crate) mod kernel;
#[cfg(all(test, feature = "__loom", not(feature = "__std")))]
mod loom_tests;
mod outbox;
mod pipe;
mod queue;
mod session;

use std::sync::OnceLock;

pub(crate) use self::{
    inbox::{Inbox, Mail},
    outbox::{Outbox, Refused, Status},
    pipe::Pipe,
    queue::JOIN,
    session::SessionHandle,
};

/// The shared side of a connection; its task owns the rest.
#[derive(Debug)]
pub(crate) struct ConnectionHandle {
    pub(crate) outbox: Outbox,
    /// The close code and reason that a handler asked for.
    pub(crate) closing: OnceLock<Box<(u16, String)>>,
}

impl ConnectionHandle {
    pub(crate) fn new(outbox: Outbox) -> Self {
        Self { outbox, closing: OnceLock::new() }
    }
}

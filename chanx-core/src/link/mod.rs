//! Connections and their sessions as others hold them.
//!
//! A [`ConnectionHandle`] is the ways in and out of a connection: the `outbox` takes whole frames, whose heads `frame` writes;
//! the `inbox` takes events. A [`SessionHandle`] is one consumer's talk over it: its name, its user, how it wants its
//! messages. A `pipe` is a stream that is no plain socket.

pub(crate) mod frame;
mod inbox;
mod outbox;
mod pipe;
mod session;

use std::sync::OnceLock;

pub(crate) use self::{
    inbox::{Inbox, Mail},
    outbox::{Outbox, Refused, Status},
    pipe::Pipe,
    session::SessionHandle,
};

/// The shared side of a connection; its task owns the rest.
#[derive(Debug)]
pub(crate) struct ConnectionHandle {
    pub(crate) outbox: Outbox,
    pub(crate) inbox: Inbox,
    /// The close code and reason that a handler asked for.
    pub(crate) closing: OnceLock<Box<(u16, String)>>,
}

impl ConnectionHandle {
    pub(crate) fn new(outbox: Outbox, inbox: Inbox) -> Self {
        Self { outbox, inbox, closing: OnceLock::new() }
    }
}

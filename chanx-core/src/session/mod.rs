//! A session: one consumer's talk over a connection.
//!
//! An `arrival` is a session that is not let in yet (`caller`, with its type erased), `admission` lets it in, and `life` tells its life as one function. One
//! task reads and handles: while it waits for anything, its connection is `attended`. `read` finds a frame's row in the
//! `route`'s table, and `dispatch` runs its handler, whose `conclusion` the client is told; handlers without `self` run in tasks of their own (`concurrent`), and
//! the log tells of those that block their thread (`watch`).
//! A panic is `contained` in its session. The node knows a session by its `presence`. `supervision` finds out again whether it
//! may stay. What a text would be answered is told without a session, too (`trial`).
//!
//! A connection has one session. Identity, wire format and groups are the session's; bytes, time and the closing handshake are
//! the [connection](crate::connection)'s.

mod admission;
mod arrival;
mod attended;
mod caller;
mod conclusion;
mod concurrent;
mod contained;
mod dispatch;
mod life;
mod presence;
mod read;
mod route;
mod supervision;
mod trial;
mod watch;

use std::sync::Arc;

pub(crate) use self::{arrival::Arrival, caller::Caller, route::Route};
use crate::{channels::Channels, connection::Stop, request::Request};

/// What the server gives a session.
pub(crate) struct Env {
    /// The application's handle.
    pub(crate) channels: Channels,
    /// The request that was, or is to be, upgraded.
    pub(crate) request: Arc<Request>,
    /// Tells when the server begins to drain: the connection then picks its moment within
    /// `drain_timeout`, and closes with 1012.
    pub(crate) stop: Stop,
}

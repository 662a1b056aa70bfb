//! The life of a connection, after its upgrade.
//!
//! `arrival` is a connection that is not let in yet, `admission` lets it in, and `life` tells its life as one function. One
//! task reads and handles: its `driver` keeps the `socket` going beside whatever handler runs, its `clock` knows what is
//! due, `read` finds a frame's row in the `route`'s table, and `dispatch` runs its handler; handlers without `self` run
//! `beside` it. What the node knows of a connection is its `presence`. `supervision` finds out again whether it may stay,
//! `allowance` how much it may say. `end` says why a connection ends and parts from the peer.

mod admission;
mod allowance;
mod arrival;
mod beside;
mod clock;
mod dispatch;
mod driver;
mod end;
mod life;
mod presence;
mod read;
mod reader;
mod route;
mod socket;
mod supervision;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

pub(crate) use self::{
    arrival::{Arrival, Caller},
    route::Route,
};
use crate::{channels::Channels, request::Request};

/// What the server gives a connection.
pub(crate) struct Env {
    /// The application's handle.
    pub(crate) channels: Channels,
    /// The request that was, or is to be, upgraded.
    pub(crate) request: Arc<Request>,
    /// Cancelled when the server begins to drain: the connection then picks its moment within
    /// `drain_timeout`, and closes with 1012.
    pub(crate) drain: CancellationToken,
}

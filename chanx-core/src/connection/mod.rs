//! The life of a connection, after its upgrade.
//!
//! `life` tells it as one function. One task reads and handles: its `driver` keeps the `socket` going beside
//! whatever handler runs, its `clock` knows what is due, and `dispatch` finds a frame's row in the
//! `route`'s table; handlers without `self` run `beside` it. What others hold of a connection is its `link`:
//! the `outbox` on the way out, the `inbox` on the way in. `end` says why a connection ends and parts from
//! the peer.

mod beside;
mod clock;
mod dispatch;
mod driver;
mod end;
mod frame;
mod inbox;
mod life;
mod link;
mod outbox;
mod pipe;
mod reader;
mod request;
mod route;
mod socket;

use std::net::SocketAddr;

use tokio_util::sync::CancellationToken;

pub use self::request::Request;
pub(crate) use self::{
    frame::{Head, append_text},
    life::run,
    link::Link,
    outbox::Refused,
    route::Route,
};
#[cfg(test)]
pub(crate) use self::{inbox::Inbox, outbox::Outbox};
use crate::channels::Channels;

/// What the server gives a connection.
pub(crate) struct Env {
    /// The application's handle.
    pub(crate) channels: Channels,
    /// The request that was upgraded, without its body and extensions.
    pub(crate) request: http::request::Parts,
    /// The subprotocol that was agreed on.
    pub(crate) subprotocol: Option<String>,
    /// The peer's address, where the server knows it.
    pub(crate) peer: Option<SocketAddr>,
    /// Cancelled when the server begins to drain: the connection then picks its moment within
    /// `drain_timeout`, and closes with 1012.
    pub(crate) drain: CancellationToken,
}

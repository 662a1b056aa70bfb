//! The life of a connection, after its upgrade.

use std::{net::SocketAddr, sync::Arc};

use hyper::upgrade::Upgraded;
use tokio_util::sync::CancellationToken;

use crate::{channels::Channels, consumer::Consumer, settings::Settings};

/// What the server gives a connection.
pub(crate) struct Env {
    /// The settings in force for its consumer.
    pub(crate) settings: Arc<Settings>,
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

/// Runs a connection from its upgrade to its end. It never panics and never fails: everything is told to the
/// peer or logged.
pub(crate) async fn run<C: Consumer>(_socket: Upgraded, _state: C::State, _params: C::Params, _env: Env) {}

//! Tests of chanx applications: the real server without ports, and clients that know what they may say.
//!
//! A [`TestApp`] runs an application over in-memory pipes, so that a test needs no port and may pause time
//! (`#[tokio::test(start_paused = true)]`). A [`Communicator`] is one client of it: typed, it sends only what
//! its consumer handles and receives only what its consumer sends; for bad input it sends anything.
//!
//! # Waiting
//! Every wait ends after one timeout, [`TestApp::timeout`], with a panic that shows where it was called and the
//! connection's transcript, both directions in order. "Nothing more" means nothing within [`TestApp::quiet`]:
//! under paused time that is exact, since time moves only when every task waits.
//!
//! # Panics
//! Whatever receives, asserts or refutes panics when it does not hold; that is what it is for.

mod app;
mod assert;
mod close;
mod communicator;
mod conformance;
mod connect;
mod frame;
mod handshake;
mod pump;
mod receive;
mod send;
mod transcript;

pub use self::{
    app::{TestApp, remote},
    close::Closed,
    communicator::Communicator,
    conformance::layer_conformance,
    connect::{Connect, ConnectError},
    frame::Frame,
    receive::Received,
    transcript::Transcript,
};

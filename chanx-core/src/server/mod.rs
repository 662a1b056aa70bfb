//! The server: from an accepted socket to a running connection, and to the end of all of them.
//!
//! [`App`] is what the user builds; `listen` accepts sockets, `cores` are threads to serve them on, `head` reads the first request's head and `transport` speaks HTTP on one of them,
//! [`AppService`] answers a request: `upgrade` turns it into a connection, or one of the application's `pages` answers it ([`Page`]; `health` is
//! the smallest). `drain` ends what runs.
//!
//! # Spans and events
//! Each connection runs in the span `chanx.connection` (level info) with the fields `consumer`, `path` (without
//! its query) and `peer` (where it is known). The server's start and stop are logged at info, connections and
//! refusals at debug, failures to accept at error.

mod app;
mod cores;
mod drain;
mod head;
mod health;
mod listen;
mod page;
mod pages;
#[cfg(feature = "record")]
mod record;
mod service;
mod site;
#[cfg(test)]
mod tests;
mod transport;
mod upgrade;

pub use crate::body::Body;
pub use app::App;
pub use health::Health;
pub use page::{Guarded, Page, PageRequest, Site, Trial};
pub use service::{Answering, AppService};

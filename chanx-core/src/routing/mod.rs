//! From a request's path to the consumer that serves it, by Django's rules: routes are tried in the order in
//! which they were given, the first that matches wins, and slashes count as written.
//!
//! [`Router`] collects the routes as written, `table` compiles and checks them once when the application is
//! built, `pattern` matches one of them, `percent` says what matching sees of an escaped path, and
//! [`Endpoint`] is a consumer with its type erased.
//!
//! Routers that exist (`matchit`, `path-tree`) choose the most specific route, take no converters and no regular expressions, and
//! so cannot keep these rules.

mod endpoint;
#[cfg(test)]
pub(crate) mod fixture;
mod pattern;
mod percent;
mod router;
mod table;

pub use endpoint::{Endpoint, endpoint};
pub use router::Router;

pub(crate) use endpoint::Mounted;
pub(crate) use table::{Captures, Table};

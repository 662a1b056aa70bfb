//! Groups on this node: who is a member, and how a group's messages reach its members' sockets.
//!
//! `registry` finds a group by its name and knows every connection; a `group` has its members and what is
//! pending for them; its `flush` takes a `round` of messages past the members, each encoded once per distinct
//! `view`.

mod flush;
mod group;
#[cfg(test)]
mod join_tests;
mod registry;
#[cfg(test)]
mod room_tests;
mod round;
#[cfg(test)]
pub(crate) mod tests;
mod view;

pub(crate) use registry::{Membership, Registry};

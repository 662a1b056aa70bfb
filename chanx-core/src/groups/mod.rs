//! Groups on this node: who is a member, and how a group's messages reach its members' sockets.
//!
//! `registry` finds a group by its name and knows every connection; a `group` has its members and what is
//! pending for them; its `flush` takes a `round` of messages past the members, each encoded once per distinct
//! `view`. A group has its `subscription` at the layer, for whose `answer` nobody waits without bound.

mod answer;
mod flush;
mod group;
#[cfg(test)]
mod join_tests;
#[cfg(all(test, feature = "__loom", not(feature = "__std")))]
mod loom_tests;
mod registry;
#[cfg(test)]
mod room_tests;
mod round;
mod subscription;
#[cfg(test)]
pub(crate) mod tests;
mod view;

pub(crate) use answer::within;
pub(crate) use registry::{Membership, Registry};

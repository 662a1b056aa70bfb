//! The handle by which any part of the process reaches groups and connections.

use std::{fmt, sync::Arc};

use crate::{error::Error, event::Event};

/// A connection's name: unique over all nodes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChannelName(pub(crate) Arc<str>);

impl fmt::Display for ChannelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whom an event is for: a group (`"room_1"`), or one connection (`cx.channel_name()`).
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// Every member of the group.
    Group(&'a str),
    /// One connection.
    Channel(&'a ChannelName),
}

impl<'a> From<&'a str> for Target<'a> {
    fn from(group: &'a str) -> Self {
        Target::Group(group)
    }
}

impl<'a> From<&'a String> for Target<'a> {
    fn from(group: &'a String) -> Self {
        Target::Group(group)
    }
}

impl<'a> From<&'a ChannelName> for Target<'a> {
    fn from(name: &'a ChannelName) -> Self {
        Target::Channel(name)
    }
}

/// Reaches groups and connections from anywhere: HTTP handlers, jobs, threads, other consumers. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Channels {}

impl Channels {
    pub(crate) fn send_event<E: Event>(
        &self,
        _target: Target<'_>,
        _event: E,
    ) -> impl Future<Output = Result<(), Error>> + Send + use<E> {
        async { Ok(()) }
    }

    pub(crate) fn send_event_blocking<E: Event>(&self, _target: Target<'_>, _event: E) -> Result<(), Error> {
        Ok(())
    }
}

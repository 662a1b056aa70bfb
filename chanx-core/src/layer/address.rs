//! Names of connections, by which layers find them.

use std::{fmt, sync::Arc};

/// A connection's name, unique over all nodes; `cx.channel_name()` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChannelName(Arc<str>);

impl ChannelName {
    /// Reads a name that [`ChannelName::as_str`] wrote, on this node or another.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self(name.into())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The node that it is on.
    pub fn node(&self) -> &str {
        self.0.split_once('.').map_or(&self.0, |(node, _)| node)
    }
}

impl From<&ChannelName> for Arc<str> {
    fn from(name: &ChannelName) -> Self {
        name.0.clone()
    }
}

impl fmt::Display for ChannelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

//! The sides of a connection.

use serde::{Deserialize, Serialize};

/// One of the two that talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The one that connected.
    Client,
    /// The one that was connected to.
    Server,
}

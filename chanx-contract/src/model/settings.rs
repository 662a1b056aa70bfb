//! The settings that clients notice.

pub use chanx_core::settings::{Origins, RateLimit};
use serde::{Deserialize, Serialize};

/// The settings of a route that its clients notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own, named as in the settings")]
pub struct RouteSettings {
    /// True where `complete`, `group_complete` and `event_complete` follow each request, group message and event.
    pub send_completion: bool,
    /// True where the outcome of connecting is told by an `authentication` message; else who may not connect is refused
    /// before the upgrade, with an HTTP status.
    pub send_authentication_message: bool,
    /// True where keys are written in camelCase, and read in both cases. Schemas have them as the server's types do.
    pub camelize: bool,
    /// The longest message that is taken, in bytes.
    pub max_message_size: usize,
    /// The longest frame that is taken, in bytes.
    pub max_frame_size: usize,
    /// The deepest nesting of arrays and objects that is taken; at most 128.
    #[serde(default = "parsers_depth", skip_serializing_if = "is_parsers_depth")]
    pub max_json_depth: usize,
    /// The messages that one connection may send in a time; `None` for any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,
    /// The messages that all connections of one user to one node may send together in a time; `None` for any number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_rate_limit: Option<RateLimit>,
    /// The origins from which browsers may connect.
    #[serde(default = "same_host", skip_serializing_if = "is_same_host")]
    pub origins: Origins,
}

/// The depth at which the JSON parser stops by itself.
pub(crate) const PARSERS_DEPTH: usize = chanx_schema::MAX_DEPTH;

fn parsers_depth() -> usize {
    PARSERS_DEPTH
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_parsers_depth(depth: &usize) -> bool {
    *depth == PARSERS_DEPTH
}

fn same_host() -> Origins {
    Origins::SameHost
}

fn is_same_host(origins: &Origins) -> bool {
    *origins == Origins::SameHost
}

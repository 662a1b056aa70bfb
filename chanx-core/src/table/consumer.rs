//! Rows of consumers.

use super::{AuthenticationInfo, MessageInfo};

/// What the tables know of a consumer.
#[derive(Debug, Clone, Copy)]
pub struct ConsumerInfo {
    /// The Rust type's name: `RoomConsumer`.
    pub name: &'static str,
    /// The doc comment, lines joined.
    pub description: &'static str,
    /// `summary = "…"`.
    pub summary: Option<&'static str>,
    /// `tags("…")`.
    pub tags: &'static [&'static str],
    /// Whether the impl block is `#[deprecated]`.
    pub deprecated: bool,
    /// The name of its messages' tag.
    pub tag: &'static str,
    /// Who may connect.
    pub access: AccessInfo,
    /// The literals of `groups(…)`.
    pub groups: &'static [&'static str],
    /// `true` where the hook `build_groups` is written, which tells the groups when a connection begins.
    pub build_groups: bool,
    /// What it sends besides its replies (`sends(…)`, `passthrough(…)`), one entry per declaration.
    pub sends: &'static [&'static [&'static MessageInfo]],
}

impl ConsumerInfo {
    /// Of a consumer that everybody may connect to, and that sends nothing but replies, without a description.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            description: "",
            summary: None,
            tags: &[],
            deprecated: false,
            tag: "action",
            access: AccessInfo::PUBLIC,
            groups: &[],
            build_groups: false,
            sends: &[],
        }
    }
}

/// What the tables know of who may connect; types are named as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessInfo {
    /// The users' type; `None` where nobody is authenticated.
    pub user: Option<&'static str>,
    /// Whether somebody who is not known gets in too, as far as the permissions let them.
    pub anonymous: bool,
    /// The authentications, in the order in which they are tried.
    pub authentications: &'static [AuthenticationInfo],
    /// The type of `object = …`.
    pub object: Option<&'static str>,
    /// The expression of `permissions(…)`.
    pub permissions: Option<&'static str>,
}

impl AccessInfo {
    /// Everybody may connect, and nobody is known.
    pub const PUBLIC: Self =
        Self { user: None, anonymous: true, authentications: &[], object: None, permissions: None };

    /// Tells whether anybody may be refused by it, or for want of its object.
    pub const fn may_refuse(&self) -> bool {
        !self.authentications.is_empty() || self.permissions.is_some() || self.object.is_some()
    }
}

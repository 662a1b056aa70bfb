//! Rows of consumers.

use super::MessageInfo;

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
    /// What it sends besides its replies (`sends(…)`, `passthrough(…)`), one entry per declaration.
    pub sends: &'static [&'static [&'static MessageInfo]],
}

/// What the tables know of who may connect; types are named as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessInfo {
    /// The users' type; `None` where nobody is authenticated.
    pub user: Option<&'static str>,
    /// Whether somebody who is not known gets in too, as far as the permissions let them.
    pub anonymous: bool,
    /// The types of `authentication(…)`.
    pub authentications: &'static [&'static str],
    /// The type of `object = …`.
    pub object: Option<&'static str>,
    /// The expression of `permissions(…)`.
    pub permissions: Option<&'static str>,
}

impl AccessInfo {
    /// Everybody may connect, and nobody is known.
    pub const PUBLIC: Self =
        Self { user: None, anonymous: true, authentications: &[], object: None, permissions: None };
}

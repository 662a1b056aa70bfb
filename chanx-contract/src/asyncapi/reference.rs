//! References, and tags.

use serde::{Deserialize, Serialize};

/// A reference to another part of the document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reference {
    /// A JSON pointer (RFC 6901) behind `#`.
    #[serde(rename = "$ref")]
    pub to: String,
}

impl Reference {
    pub(super) fn to(parts: &[&str]) -> Self {
        Self { to: format!("#/{}", parts.join("/")) }
    }
}

/// A word by which documents group what belongs together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tag {
    /// The word.
    pub name: String,
}

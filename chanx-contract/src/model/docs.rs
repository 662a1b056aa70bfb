//! The words for people.

use serde::{Deserialize, Serialize};

/// The words that the application's authors have written on a part of it, for documents.
///
/// They are not on the wire; [`contract_diff`](crate::contract_diff) tells when they change, and never as breaking. Files of
/// versions 1 and 2 have none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Docs {
    /// The doc comment, lines joined; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The short line of `summary = "…"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The words of `tags("…")`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
}

impl Docs {
    /// Tells whether nothing is written.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn of(description: &str, summary: Option<&str>, tags: &[&str]) -> Self {
        Self {
            description: description.to_owned(),
            summary: summary.map(str::to_owned),
            tags: tags.iter().map(|&tag| tag.to_owned()).collect(),
        }
    }
}

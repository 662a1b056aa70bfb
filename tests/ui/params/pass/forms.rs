//! Parameters, under the strictest lints, with a type of the user's own.
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use std::borrow::Cow;

use chanx::prelude::*;

/// A year.
#[derive(Debug, Clone, Copy)]
pub struct Year(u16);

impl PathParam for Year {
    const CONVERTERS: &'static [&'static str] = &["int"];

    fn from_path(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    fn to_path(&self) -> Cow<'_, str> {
        Cow::Owned(self.0.to_string())
    }
}

/// Where.
#[params]
#[derive(Debug, Clone)]
pub struct RoomPath {
    /// The room.
    pub room: String,
    /// The year.
    pub r#in: Year,
}

/// Nowhere.
#[params]
pub struct NoParams {}

pub(crate) fn main() {}

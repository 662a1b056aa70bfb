//! A deprecated message warns where it is used, not where it is made.
#![deny(warnings, clippy::pedantic)]
#![allow(missing_docs)]

use chanx::prelude::*;

#[deprecated = "say it louder"]
#[message(action = "whisper", group)]
pub struct Whisper {
    #[deprecated]
    pub text: String,
}

#[message(action = "hush")]
#[deprecated]
pub struct Hush(pub u8);

#[event(handler = "hush")]
#[deprecated]
pub struct Hushed;

#[params]
#[deprecated]
pub struct Path {
    pub room: String,
}

#[deprecated]
#[payload]
pub struct Quiet {
    pub text: String,
}

pub(crate) fn main() {}

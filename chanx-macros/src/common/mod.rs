//! What all macros share: collecting mistakes, reading keys, documentation and paths.

pub(crate) mod attr;
pub(crate) mod docs;
pub(crate) mod errors;
pub(crate) mod item;
pub(crate) mod paths;

//! What macros share: collecting mistakes, reading keys, documentation, paths, names on the wire and types as written.

pub(crate) mod attr;
pub(crate) mod docs;
pub(crate) mod errors;
pub(crate) mod item;
pub(crate) mod names;
pub(crate) mod paths;
pub(crate) mod stand_in;
pub(crate) mod types;

//! Byte scans of JSON texts, for what need not be parsed.

mod cursor;
mod depth;
mod members;
mod tree;

/// The levels to which values and schemas are followed: as deep as `serde_json` reads.
pub const MAX_DEPTH: usize = 128;

pub use self::{
    cursor::{Cursor, Quoted},
    depth::too_deep,
    members::{Member, members},
    tree::{Object, Tree},
};

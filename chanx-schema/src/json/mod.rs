//! Byte scans of JSON texts, for what need not be parsed.

mod cursor;
mod depth;

pub use self::{
    cursor::{Cursor, Quoted},
    depth::too_deep,
};

//! Validation of decoded values, and the faults it finds.

pub use chanx_schema::{At, Fault, Loc};

mod containers;
pub mod nested;
pub mod rules;

pub use nested::Nested;

/// The most faults that are collected of one value: one more than an answer tells, by which it is known that there are more.
pub(crate) const MAX_FOUND: usize = chanx_schema::judge::MAX_FAULTS + 1;

/// A value that can check its own rules; `#[payload]` and `#[message]` implement it from `#[garde(…)]`.
///
/// Options, boxes, lists, arrays and maps of such values check what they contain.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rules to check",
    label = "not a payload",
    note = "put `#[payload]` on `{Self}`, or leave out `dive`"
)]
pub trait Validate {
    /// Adds a fault for each broken rule of this value and of what it contains. Rules and containers add none to 65
    /// faults or more, which is one more than a client is told.
    fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>);
}

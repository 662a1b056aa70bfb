//! Validation of decoded values, and the faults it finds.

pub use chanx_schema::{At, Fault, Loc};

mod containers;
pub mod nested;
pub mod rules;

pub use nested::Nested;

/// A value that can check its own rules; `#[payload]` and `#[message]` implement it from `#[garde(…)]`.
///
/// Options, boxes, lists, arrays and maps of such values check what they contain.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rules to check",
    label = "not a payload",
    note = "put `#[payload]` on `{Self}`, or leave out `dive`"
)]
pub trait Validate {
    /// Adds a fault for each broken rule of this value and of what it contains.
    fn validate(&self, at: &At<'_>, faults: &mut Vec<Fault>);
}

//! Checks that generated code makes at compile time. Each panics with the words that the compiler prints.
//!
//! All of them are `#[track_caller]`, so that the error stands where the macro's call does: on the user's token.

mod literal;
mod messages;
mod text;

pub use literal::{group, route};
pub use messages::{common_tag, same_tag, unique_actions, unique_event, unique_variants};
pub use text::same;

//! Values of a schema, at the edges of what it allows more often than anywhere between, as a strategy of proptest's.
//!
//! `make` walks the schema and makes one value, with `numbers` and `texts` where it ends, `pick` at random; `tree` is how a value gets simpler.

mod make;
mod numbers;
mod pick;
mod texts;
mod tree;

pub use self::{
    make::{Values, values},
    texts::Matches,
    tree::{Choice, Mapped, Tree},
};

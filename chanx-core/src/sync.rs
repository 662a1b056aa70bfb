//! The locks and atomics of what several threads share: those of the standard library, or loom's where models explore
//! how threads interleave (feature `__loom`, `cargo xtask loom`).
//!
//! A room whose protocols are modelled takes them from here. `Arc` stays the standard library's: loom's cannot hold a
//! `dyn Trait`, and adds nothing to what the models look for.

#[cfg(not(feature = "__loom"))]
pub(crate) use std::sync::{Mutex, MutexGuard, atomic};

#[cfg(feature = "__loom")]
pub(crate) use loom::sync::{Mutex, MutexGuard, atomic};

/// A number of shards or of steps in a row: under loom one, so that a model has few steps, and the same ones in each run,
/// whatever a hash says.
pub(crate) const fn few(most: usize) -> usize {
    if cfg!(feature = "__loom") { 1 } else { most }
}

//! The locks and atomics of what several threads share: those of the standard library, or loom's where models explore
//! how threads interleave (feature `__loom`, `cargo xtask loom`).
//!
//! A room whose protocols are modelled takes them from here. `Arc` stays the standard library's: loom's cannot hold a
//! `dyn Trait`, and adds nothing to what the models look for.

#[cfg(not(all(feature = "__loom", not(feature = "__std"))))]
pub(crate) use std::sync::{Mutex, MutexGuard, atomic};

#[cfg(all(feature = "__loom", not(feature = "__std")))]
pub(crate) use loom::sync::{Mutex, MutexGuard, atomic};

#[cfg(all(feature = "server", not(all(feature = "__loom", not(feature = "__std")))))]
pub(crate) use futures_util::task::AtomicWaker;

/// loom's, which tells the models what happens before what.
#[cfg(all(feature = "__loom", not(feature = "__std")))]
#[derive(Debug)]
pub(crate) struct AtomicWaker(loom::future::AtomicWaker);

#[cfg(all(feature = "__loom", not(feature = "__std")))]
impl AtomicWaker {
    pub(crate) fn new() -> Self {
        Self(loom::future::AtomicWaker::new())
    }

    pub(crate) fn register(&self, waker: &std::task::Waker) {
        self.0.register_by_ref(waker);
    }

    pub(crate) fn wake(&self) {
        self.0.wake();
    }
}

/// A number of shards or of steps in a row: under loom one, so that a model has few steps, and the same ones in each run,
/// whatever a hash says.
pub(crate) const fn few(most: usize) -> usize {
    if cfg!(all(feature = "__loom", not(feature = "__std"))) { 1 } else { most }
}

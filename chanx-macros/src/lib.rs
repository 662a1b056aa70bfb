//! The attribute macros of chanx. Depend on the facade crate `chanx`; the macros are documented there.
//!
//! Each macro has a folder and goes one way: parse (as written), check (as accepted, every mistake at once),
//! expand (which cannot fail). The user's item is always given back, mistakes or not.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod common;

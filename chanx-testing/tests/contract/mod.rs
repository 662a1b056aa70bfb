//! The contract lock, and the contracts of real consumers.

#[macro_use]
mod consumers;
mod forms;
mod lock;
#[path = "../../../chanx-contract/tests/one_route.rs"]
mod one_route;
mod types;
mod versions;

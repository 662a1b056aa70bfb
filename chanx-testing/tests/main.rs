//! The tools' own tests.

mod communicator;
mod conformance;

//! The tools' own tests.

mod conformance;

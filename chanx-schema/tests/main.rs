//! The engine of schemas, with the crate jsonschema as the judge.

mod compare;
mod generate;
mod judge;

//! The engine of schemas, with the crate jsonschema as the judge.

mod compare;
mod example;
mod generate;
mod judge;
mod steps;

//! The engine of schemas against the crate jsonschema.

mod generate;

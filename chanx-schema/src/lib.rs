//! JSON Schemas (draft 2020-12) as Rust's types have them, for [`chanx`](https://docs.rs/chanx).
//!
//! A schema is read once, by one reader: [`Schemas`] is what it means, with references followed and all that must hold of
//! one value joined. What walks it stands beside: [`judge`] finds every fault of a value, [`MessageSchema`] re-cases and
//! redacts frames; with features, `compare` tells what changed between two versions,
//! `example` makes one value to be read, and `generate` many to be tried.
//!
//! Depend on `chanx`; of this crate no version is promised to go with another.
//!
//! ```
//! use chanx_schema::{At, Schemas, json::Tree, judge::{Judge, Reports}};
//! use serde_json::json;
//!
//! let schemas = Schemas::read(&json!({ "type": "object", "properties": { "age": { "type": "integer", "minimum": 0 } } }));
//! let mut reports = Reports::default();
//! let value = json!({ "age": -1 });
//! Judge::new(&schemas, |_, _| true).value(schemas.root(), &Tree::from(&value), &At::root("person"), &mut reports);
//! assert_eq!(reports.into_faults()[0].msg, "Input should be greater than or equal to 0");
//! ```
//!
//! | feature | what it adds |
//! |---|---|
//! | `compare` | `compare`: which values are taken now that were not, and the other way round |
//! | `example` | `example`: one value of a schema, for documents |
//! | `generate` | `generate`: values of a schema, as a strategy of proptest's |

mod case;
#[cfg(feature = "compare")]
pub mod compare;
#[cfg(feature = "example")]
pub mod example;
mod facts;
mod fault;
#[cfg(feature = "generate")]
pub mod generate;
pub mod json;
pub mod judge;
mod kind;
mod message;
mod node;
mod part;
mod place;
mod recase;
mod recase_schema;
mod redact;

pub use self::{
    case::camel_case,
    facts::{Facts, Pattern},
    fault::{At, Fault, Loc},
    json::MAX_DEPTH,
    kind::{Kind, width},
    message::MessageSchema,
    node::{Field, Id, Node, Others, Schemas, Union},
    part::annotates,
    place::{Place, Places},
    recase::{Case, recase},
    recase_schema::camelize_schema,
    redact::REDACTED,
};

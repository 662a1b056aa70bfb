//! One value of a schema that is good to read, for documents: always the same one.
//!
//! `make` walks the schema; `numbers` and `texts` are where it ends.

mod make;
mod numbers;
mod texts;

use serde_json::Value;

use self::make::Maker;
use crate::{
    Schemas,
    fault::At,
    json::Tree,
    judge::{Judge, Reports},
};

/// Makes one value of a schema: short, and with all that may be in it once.
///
/// The values that the schema shows (`examples`, `default`) come first, where they were read
/// ([`Schemas::with_examples`]) and are valid; then the first branch of a union that works. Lists have one item, or as many as they
/// must have. Optional fields are there, but for those that would contain their own type again. Texts have their format, match their
/// pattern in few characters, or are the name of their field. `None` where no valid value was found, and where the
/// schema has keywords that are not read here (`not`, `if`, `contains`).
///
/// ```
/// use chanx_schema::{Schemas, example::example};
/// use serde_json::json;
///
/// let schema = json!({
///     "type": "object",
///     "properties": {
///         "id": { "type": "string", "pattern": "^[a-z]{2}-\\d+$" },
///         "times": { "type": "integer", "minimum": 3 },
///         "room": { "type": ["string", "null"], "examples": ["kitchen"] },
///     },
///     "required": ["id"],
/// });
/// let value = example(Schemas::with_examples(&schema));
/// assert_eq!(value, Some(json!({ "id": "aa-0", "times": 3, "room": "kitchen" })));
/// ```
pub fn example(schemas: Schemas) -> Option<Value> {
    let root = schemas.root();
    let mut maker = Maker::new(schemas);
    let value = maker.value(root, "text")?;
    let mut reports = Reports::default();
    Judge::new(maker.schemas(), |_, _| true).value(root, &Tree::from(&value), &At::root(""), &mut reports);
    reports.is_empty().then_some(value)
}

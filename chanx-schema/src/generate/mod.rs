//! Values of a schema, at the edges of what it allows more often than anywhere between, as a strategy of proptest's.
//!
//! `make` walks the schema and makes one value, with `numbers` and `texts` where it ends; `tree` is how a value gets simpler.

mod make;
mod numbers;
mod texts;
mod tree;

use std::sync::{Arc, Mutex, PoisonError};

use proptest::{
    strategy::{NewTree, Strategy},
    test_runner::TestRunner,
};
use serde_json::Value;

use self::make::{Goal, Heights, Maker};
pub use self::{
    texts::Matches,
    tree::{Choice, Mapped, Tree},
};
use crate::node::Schemas;

/// Makes values of a schema.
///
/// Nearly all of them are valid. That of `oneOf` only one branch fits, and keywords that this crate does not read, is
/// not looked at, so a value is to be judged before it is relied on; so is one that has got simpler, since `uniqueItems`
/// holds of items together. Frames stay small: from five levels down, and after 4 KiB of texts, nothing is made that
/// need not be there. Nothing is made of a type that contains itself without an end.
///
/// A value gets simpler by what it can do without first (optional keys, items, letters), then by earlier alternatives
/// and numbers nearer to zero, or to the bound that is nearest to it.
///
/// ```
/// use chanx_schema::{Schemas, generate::values};
/// use proptest::{strategy::{Strategy, ValueTree}, test_runner::TestRunner};
/// use serde_json::json;
///
/// let schema = json!({ "type": "array", "items": { "type": "integer", "minimum": 3 }, "minItems": 1 });
/// let mut tree = values(Schemas::read(&schema)).new_tree(&mut TestRunner::deterministic()).expect("there are values");
/// while tree.simplify() {}
/// assert_eq!(tree.current(), json!([3]));
/// ```
pub fn values(schemas: Schemas) -> Values {
    let heights = Arc::new(Heights::of(&schemas));
    let goal = Goal::of(schemas.root());
    Values { schemas: Arc::new(Mutex::new(schemas)), heights, goal, depth: 0 }
}

/// The values of a schema; [`values`] makes it.
#[derive(Debug, Clone)]
pub struct Values {
    // What a union's branch means beside its siblings is found out when it is chosen.
    schemas: Arc<Mutex<Schemas>>,
    heights: Arc<Heights>,
    goal: Goal,
    depth: usize,
}

impl Strategy for Values {
    type Tree = Tree;
    type Value = Value;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let mut schemas = self.schemas.lock().unwrap_or_else(PoisonError::into_inner);
        let mut maker = Maker::new(self, &mut schemas, runner);
        Ok(maker.value(&self.goal).ok_or("no value was found")?)
    }
}

//! Frames that are wrong in one thing.

use std::mem::discriminant;

use chanx_schema::{
    Schemas,
    generate::{Choice, Mapped, Tree},
};
use proptest::{
    strategy::{Just, ValueTree},
    test_runner::TestRunner,
    tuple::TupleValueTree,
};
use serde_json::{Number, Value, json};

use super::{dice::below, oracle::Oracle};

/// Edits that are tried on one frame before it is given up.
const TRIES: usize = 60;
/// Longest list or text that an edit makes.
const LONGEST: u64 = 4096;

/// A key that no schema knows.
pub(super) const UNEXPECTED: &str = "unexpected";

/// What is changed, and where. It is told by what is there, so that it stays wrong when the frame gets smaller.
#[derive(Debug, Clone)]
struct Edit {
    /// A JSON pointer.
    at: String,
    change: Change,
}

#[derive(Debug, Clone)]
enum Change {
    Set(Value),
    /// Adds this to an integer.
    Plus(i128),
    Uppercase,
    /// Makes a list or a text so long.
    Length(usize),
    /// Makes it longer by one, or shorter.
    Longer,
    Shorter,
    Remove(String),
    AddUnexpected,
}

/// The bounds that a schema speaks of, wherever it does.
#[derive(Default)]
pub(super) struct Bounds {
    /// Each bound, and what is beside it.
    numbers: Vec<Value>,
    /// Lengths beside those that are bounds.
    lengths: Vec<usize>,
}

impl Bounds {
    pub(super) fn of(schemas: &Schemas) -> Self {
        let mut bounds = Self::default();
        for facts in schemas.nodes().map(|node| &node.facts) {
            let (least, most) = facts.width().unwrap_or_default();
            let written =
                [&facts.minimum, &facts.maximum, &facts.exclusive_minimum, &facts.exclusive_maximum];
            let numbers = written.into_iter().flatten().chain(&facts.steps).cloned();
            let widths = [least, most].into_iter().flatten().filter_map(Number::from_i128);
            for near in numbers.chain(widths).flat_map(|bound| around(&bound)) {
                if !bounds.numbers.contains(&near) {
                    bounds.numbers.push(near);
                }
            }
            let lengths = [facts.min_length, facts.max_length, facts.min_items, facts.max_items];
            let lengths = lengths.into_iter().flatten().filter(|bound| *bound < LONGEST);
            bounds.lengths.extend(lengths.flat_map(|bound| {
                [bound.saturating_sub(1), bound + 1].map(|length| usize::try_from(length).unwrap_or_default())
            }));
        }
        bounds.lengths.sort_unstable();
        bounds.lengths.dedup();
        bounds
    }
}

/// A frame with one thing changed so that the oracle finds it invalid; `None` where no change does that. It gets simpler
/// by another change at the same place, then below the change.
pub(super) fn mutated(
    frame: Tree,
    tag: &str,
    bounds: &Bounds,
    oracle: &Oracle,
    dice: &mut TestRunner,
) -> Option<Tree> {
    let value = frame.current();
    let mut edits = Vec::new();
    gather(&value, "", Some(tag), bounds, &mut edits);
    // The place comes first: a text has many more edits than an object has keys.
    let places: Vec<&[Edit]> = edits.chunk_by(|one, next| one.at == next.at).collect();
    for _ in 0..TRIES {
        let here = places[below(dice, places.len())];
        let picked = below(dice, here.len());
        if oracle.is_invalid(&here[picked].applied(value.clone())) {
            let simpler = here[..picked].iter().cloned().map(Just).collect();
            let edit = Choice::new(Just(here[picked].clone()), simpler);
            let both = TupleValueTree::new((edit, frame));
            return Some(Box::new(Mapped(both, |(edit, frame): (Edit, Value)| edit.applied(frame))));
        }
    }
    None
}

/// The edits of each place, which stand together; the simpler ones come first.
fn gather(value: &Value, at: &str, tag: Option<&str>, bounds: &Bounds, edits: &mut Vec<Edit>) {
    let mut edit = |change| edits.push(Edit { at: at.to_owned(), change });
    // The frame itself stays an object with its tag: what else comes is the envelope's matter.
    if tag.is_none() {
        for other in [json!(null), json!(true), json!(7), json!("text"), json!([]), json!({})] {
            // serde takes a list of its fields for a struct, which no schema says.
            let is_struct = other.is_array() && (value.is_object() || value.is_null());
            if !is_struct && discriminant(&other) != discriminant(value) {
                edit(Change::Set(other));
            }
        }
    }
    if value.is_string() || value.is_array() {
        bounds.lengths.iter().for_each(|length| edit(Change::Length(*length)));
        edit(Change::Longer);
        edit(Change::Shorter);
    }
    match value {
        Value::String(_) => {
            edit(Change::Set(json!("")));
            edit(Change::Set(json!("?")));
            edit(Change::Uppercase);
        }
        Value::Number(_) => {
            bounds.numbers.iter().for_each(|near| edit(Change::Set(near.clone())));
            edit(Change::Plus(1));
            for number in [json!(-1), json!(1.5), json!(i64::MIN), json!(u64::MAX)] {
                edit(Change::Set(number));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                gather(item, &format!("{at}/{index}"), None, bounds, edits);
            }
        }
        Value::Object(members) => {
            edit(Change::AddUnexpected);
            let names = || members.iter().filter(|(name, _)| Some(name.as_str()) != tag);
            names().for_each(|(name, _)| edit(Change::Remove(name.clone())));
            for (name, value) in names() {
                gather(value, &format!("{at}/{}", escaped(name)), None, bounds, edits);
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
}

/// A bound, and what is one beside it.
fn around(bound: &Number) -> Vec<Value> {
    match (bound.as_i128(), bound.as_f64()) {
        (Some(whole), _) => [whole - 1, whole, whole + 1].into_iter().filter_map(json_of).collect(),
        (None, Some(float)) => vec![json!(float - 1.0), json!(float), json!(float + 1.0)],
        (None, None) => Vec::new(),
    }
}

/// The number as JSON, where JSON holds it exactly.
fn json_of(number: i128) -> Option<Value> {
    Number::from_i128(number).map(Value::Number)
}

/// A name as a step of a JSON pointer (RFC 6901).
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A text of so many characters. What gets shorter is plain: bounds may count bytes, though a schema says characters.
fn resized(text: &str, length: usize) -> String {
    if length > text.chars().count() {
        return text.chars().chain("é".chars().cycle()).take(length).collect();
    }
    text.chars().take(length).map(|letter| if letter.is_ascii() { letter } else { 'a' }).collect()
}

impl Edit {
    /// The frame as it is then; unchanged where it has no such place.
    fn applied(&self, mut frame: Value) -> Value {
        let Some(place) = frame.pointer_mut(&self.at) else { return frame };
        let length = |length: usize| match self.change {
            Change::Length(to) => Some(to),
            Change::Longer => Some(length + 1),
            Change::Shorter => Some(length.saturating_sub(1)),
            _ => None,
        };
        match (&self.change, &mut *place) {
            (Change::Set(value), place) => *place = value.clone(),
            (Change::Plus(more), Value::Number(number)) => {
                if let Some(next) = number.as_i128().and_then(|number| json_of(number + more)) {
                    *place = next;
                }
            }
            (Change::Uppercase, Value::String(text)) => *text = text.to_uppercase(),
            (Change::Longer, Value::String(text)) => text.push('x'),
            (Change::Remove(name), Value::Object(members)) => drop(members.shift_remove(name)),
            (Change::AddUnexpected, Value::Object(members)) => {
                members.insert(UNEXPECTED.to_owned(), Value::Null);
            }
            (_, Value::String(text)) => {
                if let Some(to) = length(text.chars().count()) {
                    *text = resized(text, to);
                }
            }
            (_, Value::Array(items)) => {
                if let Some(to) = length(items.len()) {
                    let item = items.last().cloned().unwrap_or_default();
                    items.resize(to, item);
                }
            }
            _ => {}
        }
        frame
    }
}

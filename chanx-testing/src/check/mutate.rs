//! Frames that are wrong in one thing.

use serde_json::{Value, json};

use super::{dice::Dice, numbers::json_of, oracle::Oracle};

/// Edits that are tried on one frame before it is given up.
const TRIES: usize = 60;
/// Longest list or text that an edit makes.
const LONGEST: usize = 4096;

/// A key that no schema knows.
pub(super) const UNEXPECTED: &str = "unexpected";

/// What is changed, and where.
struct Edit {
    /// A JSON pointer.
    at: String,
    change: Change,
}

enum Change {
    Set(Value),
    /// Takes a key out, or the items from there on.
    Remove(String),
    Cut(usize),
    Add(&'static str),
    Fill(usize),
}

/// The bounds that a schema speaks of, wherever it does.
#[derive(Default)]
pub(super) struct Bounds {
    /// Each bound, and what is beside it.
    numbers: Vec<Value>,
    lengths: Vec<usize>,
}

impl Bounds {
    pub(super) fn of(schema: &Value) -> Self {
        let mut bounds = Self::default();
        bounds.gather(schema);
        bounds
    }

    fn gather(&mut self, schema: &Value) {
        match schema {
            Value::Array(items) => items.iter().for_each(|item| self.gather(item)),
            Value::Object(members) => {
                for (keyword, value) in members {
                    let long = |value: &Value| value.as_u64().and_then(|bound| usize::try_from(bound).ok());
                    match keyword.as_str() {
                        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                            self.numbers.extend(around(value));
                        }
                        "minLength" | "maxLength" | "minItems" | "maxItems" => {
                            self.lengths.extend(long(value).filter(|bound| *bound < LONGEST));
                        }
                        _ => self.gather(value),
                    }
                }
            }
            _ => {}
        }
    }
}

/// The frame with one thing changed, so that the oracle finds it invalid; `None` where no change does that.
pub(super) fn mutated(
    frame: &Value,
    tag: &str,
    bounds: &Bounds,
    oracle: &Oracle,
    dice: &mut Dice,
) -> Option<Value> {
    let mut edits = Vec::new();
    gather(frame, "", Some(tag), bounds, &mut edits);
    // The place comes first: a text has many more edits than an object has keys.
    let mut places: Vec<&str> = edits.iter().map(|edit| edit.at.as_str()).collect();
    places.dedup();
    for _ in 0..TRIES {
        let at = *dice.pick(&places)?;
        let here: Vec<&Edit> = edits.iter().filter(|edit| edit.at == at).collect();
        let mut changed = frame.clone();
        dice.pick(&here)?.apply(&mut changed);
        if oracle.is_invalid(&changed) {
            return Some(changed);
        }
    }
    None
}

fn gather(value: &Value, at: &str, tag: Option<&str>, bounds: &Bounds, edits: &mut Vec<Edit>) {
    let mut edit = |change| edits.push(Edit { at: at.to_owned(), change });
    // The frame itself stays an object with its tag: what else comes is the envelope's matter.
    if tag.is_none() {
        for other in [json!(null), json!(true), json!(7), json!("text"), json!([]), json!({})] {
            // serde takes a list of its fields for a struct, which no schema says.
            let is_struct = other.is_array() && (value.is_object() || value.is_null());
            if !is_struct && std::mem::discriminant(&other) != std::mem::discriminant(value) {
                edit(Change::Set(other));
            }
        }
    }
    match value {
        Value::String(text) => {
            strings(text, bounds).into_iter().map(Value::from).for_each(|text| edit(Change::Set(text)));
        }
        Value::Number(number) => {
            edit(Change::Set(json!(1.5)));
            edit(Change::Set(json!(u64::MAX)));
            edit(Change::Set(json!(i64::MIN)));
            edit(Change::Set(json!(-1)));
            bounds.numbers.iter().for_each(|near| edit(Change::Set(near.clone())));
            if let Some(next) = number.as_i128().and_then(|number| json_of(number + 1)) {
                edit(Change::Set(next));
            }
        }
        Value::Array(items) => {
            bounds.lengths.iter().for_each(|bound| edit(Change::Cut(bound.saturating_sub(1))));
            bounds.lengths.iter().for_each(|bound| edit(Change::Fill(bound + 1)));
            edit(Change::Fill(items.len() + 1));
            edit(Change::Cut(items.len().saturating_sub(1)));
        }
        Value::Object(members) => {
            edit(Change::Add(UNEXPECTED));
            let names = members.keys().filter(|name| Some(name.as_str()) != tag);
            names.for_each(|name| edit(Change::Remove(name.clone())));
        }
        Value::Null | Value::Bool(_) => {}
    }
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                gather(item, &format!("{at}/{index}"), None, bounds, edits);
            }
        }
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| Some(name.as_str()) != tag) {
                gather(value, &format!("{at}/{}", escaped(name)), None, bounds, edits);
            }
        }
        _ => {}
    }
}

/// A bound, and what is one beside it.
fn around(bound: &Value) -> Vec<Value> {
    let Some(number) = bound.as_number() else { return Vec::new() };
    match (number.as_i128(), number.as_f64()) {
        (Some(whole), _) => [whole - 1, whole, whole + 1].into_iter().filter_map(json_of).collect(),
        (None, Some(float)) => vec![json!(float - 1.0), json!(float), json!(float + 1.0)],
        (None, None) => Vec::new(),
    }
}

/// A name as a step of a JSON pointer (RFC 6901).
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn strings(text: &str, bounds: &Bounds) -> Vec<String> {
    let count = text.chars().count();
    let mut texts = vec![String::new(), "?".to_owned(), format!("{text}x"), text.to_uppercase()];
    // What gets shorter is plain: bounds may count bytes, though a schema says characters.
    let shorter = |most: usize| -> String {
        text.chars().take(most).map(|letter| if letter.is_ascii() { letter } else { 'a' }).collect()
    };
    texts.push(shorter(count.saturating_sub(1)));
    for bound in &bounds.lengths {
        texts.push(text.chars().chain("é".chars().cycle()).take(bound + 1).collect());
        texts.push(shorter(bound.saturating_sub(1)));
    }
    texts
}

impl Edit {
    fn apply(&self, frame: &mut Value) {
        let Some(place) = frame.pointer_mut(&self.at) else { return };
        match (&self.change, place) {
            (Change::Set(value), place) => *place = value.clone(),
            (Change::Remove(name), Value::Object(members)) => drop(members.remove(name)),
            (Change::Add(name), Value::Object(members)) => {
                members.insert((*name).to_owned(), Value::Null);
            }
            (Change::Cut(count), Value::Array(items)) => items.truncate(*count),
            (Change::Fill(count), Value::Array(items)) => {
                let item = items.last().cloned().unwrap_or_default();
                items.resize((*count).max(items.len()), item);
            }
            _ => {}
        }
    }
}

//! Faults in pydantic's words.

use serde_json::Value;

use crate::{fault::Fault, kind::Kind, node::Node};

/// The most characters of a list of options that a fault tells.
const MAX_OPTIONS: usize = 512;
/// The most characters of a peer's tag that an answer repeats.
const MAX_ECHO: usize = 64;

/// A value of another type than the expected one, or ones.
pub(super) fn type_words(expected: &[Kind], value: &Value, node: &Node) -> (&'static str, String) {
    let [one] = expected else {
        let nouns = expected.iter().map(|one| noun(*one, node));
        return ("union_type", format!("Input should be {}", any_of(nouns)));
    };
    let kind = match one {
        Kind::String => "string_type",
        Kind::Integer if value.as_f64().is_some_and(|number| number.fract() != 0.0) => {
            let msg = "Input should be a valid integer, got a number with a fractional part";
            return ("int_from_float", msg.to_owned());
        }
        Kind::Integer => "int_type",
        Kind::Number => "float_type",
        Kind::Boolean => "bool_type",
        Kind::Array if node.facts.tuple => "tuple_type",
        Kind::Array => "list_type",
        Kind::Object if node.facts.model => "model_type",
        Kind::Object => "dict_type",
        Kind::Null => "none_required",
    };
    (kind, format!("Input should be {}", noun(*one, node)))
}

/// A type, after "Input should be".
pub(super) fn noun(expected: Kind, node: &Node) -> &'static str {
    match expected {
        Kind::String => "a valid string",
        Kind::Integer => "a valid integer",
        Kind::Number => "a valid number",
        Kind::Boolean => "a valid boolean",
        Kind::Array if node.facts.tuple => "a valid tuple",
        Kind::Array => "a valid list",
        Kind::Object if node.facts.model => "an object",
        Kind::Object => "a valid dictionary",
        Kind::Null => "None",
    }
}

/// `Input should be 'a', 'b' or 'c'`.
pub(super) fn one_of<'v>(options: impl IntoIterator<Item = &'v Value>) -> String {
    let options = options.into_iter().map(|option| match option {
        Value::String(text) => format!("'{text}'"),
        other => other.to_string(),
    });
    shorten(&format!("Input should be {}", any_of(options)), MAX_OPTIONS)
}

/// `a, b or c`.
pub(super) fn any_of(options: impl IntoIterator<Item: Into<String>>) -> String {
    let mut options: Vec<String> = options.into_iter().map(Into::into).collect();
    match options.pop() {
        Some(last) if options.is_empty() => last,
        Some(last) => format!("{} or {last}", options.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// `List should have at least 1 item`.
pub(super) fn length(what: &str, bound: &str, limit: u64, unit: &str) -> String {
    let plural = if limit == 1 { "" } else { "s" };
    format!("{what} should have {bound} {limit} {unit}{plural}")
}

/// The fault of a value whose tag none of the alternatives has. What it repeats of the peer's tag is bounded.
pub fn unknown_tag<'k>(tag: &str, found: &str, known: impl IntoIterator<Item = &'k str>) -> Fault {
    let known: Vec<_> = known.into_iter().map(|known| format!("'{known}'")).collect();
    let msg = format!(
        "Input tag '{}' found using '{tag}' does not match any of the expected tags: {}",
        shorten(found, MAX_ECHO),
        known.join(", ")
    );
    Fault { kind: "union_tag_invalid".to_owned(), loc: Vec::new(), msg }
}

/// The fault of an object without its tag.
pub fn tag_not_found(tag: &str) -> Fault {
    let msg = format!("Unable to extract tag using discriminator '{tag}'");
    Fault { kind: "union_tag_not_found".to_owned(), loc: Vec::new(), msg }
}

/// The fault of a tag that is no string.
pub fn tag_not_string(tag: &str) -> Fault {
    let msg = format!("Input tag found using '{tag}' should be a valid string");
    Fault { kind: "union_tag_invalid".to_owned(), loc: Vec::new(), msg }
}

/// At most that many characters, and a sign where some are left out.
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

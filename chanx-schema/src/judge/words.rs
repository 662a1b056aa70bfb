//! Faults in pydantic's words.

use serde_json::Value;

use crate::{
    fault::{Fault, shorten},
    json::Tree,
    kind::Kind,
    node::Node,
};

/// The most characters of a list of options that a fault tells.
pub(super) const MAX_OPTIONS: usize = 512;
/// The most bytes of tags that a fault tells.
const MAX_TAGS: usize = 2048;
/// The most characters of a peer's tag that an answer repeats.
const MAX_ECHO: usize = 64;

/// A value of another type than the expected one, or ones.
pub(super) fn type_fault(expected: &[Kind], value: &Tree<'_>, node: &Node) -> Fault {
    let (kind, msg) = type_words(expected, value, node);
    Fault { kind: kind.to_owned(), loc: Vec::new(), msg }
}

fn type_words(expected: &[Kind], value: &Tree<'_>, node: &Node) -> (&'static str, String) {
    let [one] = expected else {
        let nouns = expected.iter().map(|one| noun(*one, node));
        return ("union_type", format!("Input should be {}", any_of(nouns)));
    };
    let kind = match one {
        Kind::String => "string_type",
        Kind::Integer if has_fraction(value) => {
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

fn has_fraction(value: &Tree<'_>) -> bool {
    let Tree::Number(number) = value else { return false };
    number.as_f64().is_some_and(|number| number.fract() != 0.0)
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

/// The fault of a value whose tag none of the alternatives has. What it repeats of the peer's tag is bounded, and what it
/// tells of theirs.
pub fn unknown_tag<'k>(tag: &str, found: &str, known: impl IntoIterator<Item = &'k str>) -> Fault {
    unknown_tag_of(tag, found, &tags(known))
}

/// The same with the words for the tags.
pub(super) fn unknown_tag_of(tag: &str, found: &str, known: &str) -> Fault {
    let found = shorten(found, MAX_ECHO);
    let msg =
        format!("Input tag '{found}' found using '{tag}' does not match any of the expected tags: {known}");
    Fault { kind: "union_tag_invalid".to_owned(), loc: Vec::new(), msg }
}

/// `'a', 'b', 'c'`.
pub(super) fn tags<'k>(known: impl IntoIterator<Item = &'k str>) -> String {
    let mut words = String::new();
    for known in known {
        if !words.is_empty() {
            words.push_str(", ");
        }
        if words.len() + known.len() > MAX_TAGS {
            words.push('…');
            break;
        }
        words.push('\'');
        words.push_str(known);
        words.push('\'');
    }
    words
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

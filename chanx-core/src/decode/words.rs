//! What the schema's validator finds, in pydantic's types and words.

use jsonschema::{
    JsonType, ValidationError,
    error::{TypeKind, ValidationErrorKind as Kind},
};
use serde_json::{Number, Value};

use super::{
    faults::{Reports, fault},
    union,
};
use crate::{
    shape::{INTEGER, Node, Shape},
    validate::Loc,
};

/// The most characters of a list of options that a fault tells.
const MAX_OPTIONS: usize = 512;

/// One frame before its schema.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) action: &'a str,
    pub(super) value: &'a Value,
    pub(super) shape: &'a Shape,
}

impl Judge<'_> {
    /// Reports what one error of the validator means: nothing, one fault, or several.
    pub(super) fn report(&self, error: &ValidationError<'_>, reports: &mut Reports) {
        if reports.is_full() {
            return;
        }
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                union::report(self, error, context, reports);
            }
            // serde takes the first that fits.
            Kind::OneOfMultipleValid { .. } | Kind::UniqueItems => {}
            Kind::Required { property } => {
                let at = self.loc_with(error, property.as_str().unwrap_or_default());
                reports.push(fault("missing", at, "Field required".to_owned()));
            }
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                for key in unexpected {
                    let at = self.loc_with(error, key);
                    reports.push(fault("extra_forbidden", at, "Extra inputs are not permitted".to_owned()));
                }
            }
            kind => {
                let (kind, msg) = self.words(error, kind);
                reports.push(fault(kind, self.loc(error), msg));
            }
        }
    }

    fn words(&self, error: &ValidationError<'_>, kind: &Kind) -> (&'static str, String) {
        let value = error.instance();
        match kind {
            Kind::Type { kind } => type_words(&types(kind), value, self.node(error)),
            Kind::Custom { keyword, .. } if keyword == INTEGER => {
                ("int_type", "Input should be a valid integer".to_owned())
            }
            Kind::Constant { expected_value } => ("literal_error", one_of([&**expected_value])),
            Kind::Enum { options } => ("literal_error", one_of(options.as_array().into_iter().flatten())),
            Kind::MinLength { limit } => {
                ("string_too_short", length("String", "at least", *limit, "character"))
            }
            Kind::MaxLength { limit } => {
                ("string_too_long", length("String", "at most", *limit, "character"))
            }
            Kind::MinItems { limit } => ("too_short", self.items(error, "at least", *limit)),
            Kind::MaxItems { limit } => ("too_long", self.items(error, "at most", *limit)),
            Kind::AdditionalItems { limit } => ("too_long", self.items(error, "at most", *limit as u64)),
            Kind::MinProperties { limit } => ("too_short", entries(value, "at least", *limit)),
            Kind::MaxProperties { limit } => ("too_long", entries(value, "at most", *limit)),
            Kind::Minimum { limit } => ("greater_than_equal", bound("greater than or equal to", limit)),
            Kind::ExclusiveMinimum { limit } => ("greater_than", bound("greater than", limit)),
            Kind::Maximum { limit } => ("less_than_equal", bound("less than or equal to", limit)),
            Kind::ExclusiveMaximum { limit } => ("less_than", bound("less than", limit)),
            Kind::MultipleOf { multiple_of } => {
                ("multiple_of", format!("Input should be a multiple of {multiple_of}"))
            }
            Kind::Pattern { pattern } => {
                ("string_pattern_mismatch", format!("String should match pattern '{pattern}'"))
            }
            Kind::Format { format } if format == "uuid" => {
                ("uuid_parsing", "Input should be a valid UUID".to_owned())
            }
            Kind::Format { format } => ("value_error", format!("Value error, not a valid {format}")),
            Kind::PropertyNames { .. } => ("value_error", "Value error, a key is not permitted".to_owned()),
            Kind::FalseSchema => ("extra_forbidden", "Extra inputs are not permitted".to_owned()),
            other => ("value_error", format!("Value error, `{}` of the schema is not met", other.keyword())),
        }
    }

    fn items(&self, error: &ValidationError<'_>, bound: &str, limit: u64) -> String {
        let what = if self.node(error).is_some_and(|node| node.tuple) { "Tuple" } else { "List" };
        let count = error.instance().as_array().map_or(0, Vec::len);
        format!("{} after validation, not {count}", length(what, bound, limit, "item"))
    }

    /// The place of an error, from the action inwards.
    pub(super) fn loc(&self, error: &ValidationError<'_>) -> Vec<Loc> {
        let mut loc = vec![Loc::Key(self.action.to_owned())];
        let mut inner = Some(self.value);
        for step in error.instance_path().as_str().split('/').skip(1) {
            // The value tells an index from a key of digits.
            if let (Some(Value::Array(list)), Ok(index)) = (inner, step.parse::<usize>()) {
                loc.push(Loc::Index(index));
                inner = list.get(index);
            } else {
                let key = step.replace("~1", "/").replace("~0", "~");
                inner = inner.and_then(|object| object.get(&key));
                loc.push(Loc::Key(key));
            }
        }
        loc
    }

    /// The place of a key of the object that an error is about.
    pub(super) fn loc_with(&self, error: &ValidationError<'_>, key: &str) -> Vec<Loc> {
        let mut loc = self.loc(error);
        loc.push(Loc::Key(key.to_owned()));
        loc
    }

    /// What the schema knows of the value that an error is about.
    pub(super) fn node(&self, error: &ValidationError<'_>) -> Option<&Node> {
        let keys = self.shape.keys();
        self.loc(error).iter().skip(1).try_fold(keys.root()?, |node, step| match step {
            Loc::Key(key) => keys.under(node, key),
            Loc::Index(index) => keys.item(node, *index),
        })
    }
}

/// Whether a fault says that a value is not among its options, which says all of it.
pub(super) fn is_literal(kind: &str) -> bool {
    kind == "literal_error"
}

/// Whether a fault says that a value is of another type.
pub(super) fn is_type(kind: &str) -> bool {
    kind.ends_with("_type") || matches!(kind, "int_from_float" | "none_required")
}

/// The types that are expected: what an `Option` holds, without the `null`.
pub(super) fn types(expected: &TypeKind) -> Vec<JsonType> {
    match expected {
        TypeKind::Single(one) => vec![*one],
        TypeKind::Multiple(several) => {
            let filled = several.remove(JsonType::Null);
            if filled.is_empty() { vec![JsonType::Null] } else { filled.iter().collect() }
        }
    }
}

/// `'a', 'b' or 'c'`, after "Input should be".
pub(super) fn one_of<'v>(options: impl IntoIterator<Item = &'v Value>) -> String {
    let options = options.into_iter().map(|option| match option {
        Value::String(text) => format!("'{text}'"),
        other => other.to_string(),
    });
    super::faults::shorten(&format!("Input should be {}", any_of(options)), MAX_OPTIONS)
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

/// A type, after "Input should be".
fn noun(expected: JsonType, node: Option<&Node>) -> &'static str {
    match expected {
        JsonType::String => "a valid string",
        JsonType::Integer => "a valid integer",
        JsonType::Number => "a valid number",
        JsonType::Boolean => "a valid boolean",
        JsonType::Array if node.is_some_and(|node| node.tuple) => "a valid tuple",
        JsonType::Array => "a valid list",
        JsonType::Object if is_model(node) => "an object",
        JsonType::Object => "a valid dictionary",
        JsonType::Null => "None",
    }
}

/// A value of another type than the expected one, or ones.
pub(super) fn type_words(
    expected: &[JsonType],
    value: &Value,
    node: Option<&Node>,
) -> (&'static str, String) {
    match expected {
        [one] => (type_kind(*one, value, node), type_msg(*one, value, node)),
        several => {
            let nouns = several.iter().map(|one| noun(*one, node));
            ("union_type", format!("Input should be {}", any_of(nouns)))
        }
    }
}

fn type_kind(expected: JsonType, value: &Value, node: Option<&Node>) -> &'static str {
    match expected {
        JsonType::String => "string_type",
        JsonType::Integer if is_fraction(value) => "int_from_float",
        JsonType::Integer => "int_type",
        JsonType::Number => "float_type",
        JsonType::Boolean => "bool_type",
        JsonType::Array if node.is_some_and(|node| node.tuple) => "tuple_type",
        JsonType::Array => "list_type",
        JsonType::Object if is_model(node) => "model_type",
        JsonType::Object => "dict_type",
        JsonType::Null => "none_required",
    }
}

fn type_msg(expected: JsonType, value: &Value, node: Option<&Node>) -> String {
    let more = match expected {
        JsonType::Integer if is_fraction(value) => ", got a number with a fractional part",
        _ => "",
    };
    format!("Input should be {}{more}", noun(expected, node))
}

fn is_fraction(value: &Value) -> bool {
    value
        .as_number()
        .filter(|number| number.is_f64())
        .and_then(Number::as_f64)
        .is_some_and(|n| n.fract() != 0.0)
}

fn is_model(node: Option<&Node>) -> bool {
    node.is_some_and(|node| !node.fields.is_empty())
}

fn length(what: &str, bound: &str, limit: u64, unit: &str) -> String {
    let plural = if limit == 1 { "" } else { "s" };
    format!("{what} should have {bound} {limit} {unit}{plural}")
}

fn entries(value: &Value, bound: &str, limit: u64) -> String {
    let count = value.as_object().map_or(0, serde_json::Map::len);
    format!("{} after validation, not {count}", length("Dictionary", bound, limit, "item"))
}

fn bound(how: &str, limit: &Value) -> String {
    format!("Input should be {how} {limit}")
}

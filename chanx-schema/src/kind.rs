//! The types of JSON values, and the widths of integers.

use serde_json::{Number, Value};

use crate::json::Tree;

/// The JSON types; integers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// A map, or a struct's fields.
    Object,
}

/// Below this, a float without a fraction was written as one; above it, it may be an integer of many digits.
const INTEGERS: f64 = 9.0e18;

impl Kind {
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// Tells whether every value of the other kind is of this one.
    pub fn holds(self, other: Self) -> bool {
        self == other || (self, other) == (Self::Number, Self::Integer)
    }

    /// Tells whether a value is of this kind. Unlike in JSON Schema, `1.0` is no integer, since serde takes none; one of
    /// more digits than 64 bits hold is read as a float, and is one.
    pub fn has(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, Value::Null)
            | (Self::Boolean, Value::Bool(_))
            | (Self::Number, Value::Number(_))
            | (Self::String, Value::String(_))
            | (Self::Array, Value::Array(_))
            | (Self::Object, Value::Object(_)) => true,
            (Self::Integer, Value::Number(number)) => is_integer(number),
            _ => false,
        }
    }

    /// The same of a value that is judged.
    pub(crate) fn takes(self, value: &Tree<'_>) -> bool {
        match (self, value) {
            (Self::Null, Tree::Null)
            | (Self::Boolean, Tree::Bool(_))
            | (Self::Number, Tree::Number(_))
            | (Self::String, Tree::String(_))
            | (Self::Array, Tree::Array(_))
            | (Self::Object, Tree::Object(_)) => true,
            (Self::Integer, Tree::Number(number)) => is_integer(number),
            _ => false,
        }
    }
}

fn is_integer(number: &Number) -> bool {
    !number.is_f64() || number.as_f64().is_some_and(|n| n.fract() == 0.0 && n.abs() >= INTEGERS)
}

/// The least and the greatest number of an integer type; `None` where that is beyond an `i128`.
pub(crate) type Width = (Option<i128>, Option<i128>);

/// The width of an integer by its `format`, as schemars writes Rust's types.
pub fn width(format: &str) -> Option<Width> {
    let (unsigned, bits) = match format.strip_prefix("uint") {
        Some(bits) => (true, bits),
        None => (false, format.strip_prefix("int")?),
    };
    Some(match (unsigned, bits) {
        (true, "8" | "16" | "32" | "64" | "") => {
            let bits: u32 = bits.parse().unwrap_or(usize::BITS);
            (Some(0), Some((1 << bits) - 1))
        }
        (false, "8" | "16" | "32" | "64" | "") => {
            let bits: u32 = bits.parse().unwrap_or(isize::BITS);
            (Some(-(1 << (bits - 1))), Some((1 << (bits - 1)) - 1))
        }
        (true, "128") => (Some(0), None),
        (false, "128") => (Some(i128::MIN), Some(i128::MAX)),
        _ => return None,
    })
}

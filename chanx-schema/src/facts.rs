//! What a schema says of a value itself, by bounds and lists.

use std::{cmp::Ordering, sync::OnceLock};

use regex::Regex;
use serde_json::{Number, Value};

use crate::kind::{Kind, Width, width};

/// The keywords that hold no schemas. All of them must hold; what is absent allows everything.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a keyword of its own")]
#[non_exhaustive]
pub struct Facts {
    /// The types that a value may have (`type`), in the schema's order.
    pub kinds: Option<Vec<Kind>>,
    /// The only values (`const`, `enum`).
    pub options: Option<Vec<Value>>,
    /// `format`: of a text, or the width of a number.
    pub formats: Vec<String>,
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<Number>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<Number>,
    /// `multipleOf`; a number must be one of each.
    pub steps: Vec<Number>,
    /// `minLength`, in characters.
    pub min_length: Option<u64>,
    /// `maxLength`, in characters.
    pub max_length: Option<u64>,
    /// `pattern`; a text must match each.
    pub patterns: Vec<Pattern>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`: no item is there twice.
    pub unique: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// The schema lists items one by one (`prefixItems`).
    pub tuple: bool,
    /// The schema lists keys by name (`properties`).
    pub model: bool,
    /// The value is a secret (`x-sensitive`, which `#[sensitive]` writes).
    pub sensitive: bool,
}

impl Facts {
    /// The width of an integer, by its formats.
    pub fn width(&self) -> Option<Width> {
        let integer = self.kinds.as_ref().is_some_and(|kinds| kinds.contains(&Kind::Integer));
        self.formats.iter().filter(|_| integer).find_map(|format| width(format))
    }

    /// Adds what another schema says of the same value.
    pub(crate) fn join(&mut self, other: &Self) {
        self.kinds = either(self.kinds.take(), other.kinds.clone(), |one, other| both_kinds(one, &other));
        self.options = either(self.options.take(), other.options.clone(), |mut one, other| {
            one.retain(|value| other.contains(value));
            one
        });
        let less =
            |one: Number, other| if compare(&other, &one) == Some(Ordering::Less) { other } else { one };
        let more =
            |one: Number, other| if compare(&other, &one) == Some(Ordering::Greater) { other } else { one };
        self.minimum = either(self.minimum.take(), other.minimum.clone(), more);
        self.exclusive_minimum = either(self.exclusive_minimum.take(), other.exclusive_minimum.clone(), more);
        self.maximum = either(self.maximum.take(), other.maximum.clone(), less);
        self.exclusive_maximum = either(self.exclusive_maximum.take(), other.exclusive_maximum.clone(), less);
        for (own, other) in [
            (&mut self.min_length, other.min_length),
            (&mut self.min_items, other.min_items),
            (&mut self.min_properties, other.min_properties),
        ] {
            *own = either(*own, other, u64::max);
        }
        for (own, other) in [
            (&mut self.max_length, other.max_length),
            (&mut self.max_items, other.max_items),
            (&mut self.max_properties, other.max_properties),
        ] {
            *own = either(*own, other, u64::min);
        }
        add(&mut self.formats, &other.formats);
        add(&mut self.steps, &other.steps);
        add(&mut self.patterns, &other.patterns);
        self.unique |= other.unique;
        self.tuple |= other.tuple;
        self.model |= other.model;
        self.sensitive |= other.sensitive;
    }
}

fn either<T>(one: Option<T>, other: Option<T>, both: impl Fn(T, T) -> T) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(both(one, other)),
        (one, other) => one.or(other),
    }
}

fn both_kinds(mut one: Vec<Kind>, other: &[Kind]) -> Vec<Kind> {
    let of = |kinds: &[Kind], kind: Kind| kinds.iter().any(|holder| holder.holds(kind));
    let narrower: Vec<Kind> =
        other.iter().copied().filter(|kind| !one.contains(kind) && of(&one, *kind)).collect();
    one.retain(|kind| of(other, *kind));
    one.extend(narrower);
    one
}

fn add<T: Clone + PartialEq>(own: &mut Vec<T>, other: &[T]) {
    let new: Vec<T> = other.iter().filter(|one| !own.contains(one)).cloned().collect();
    own.extend(new);
}

/// Compares two numbers, exactly where both are integers.
pub(crate) fn compare(one: &Number, other: &Number) -> Option<Ordering> {
    match (one.as_i128(), other.as_i128()) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// A regular expression, compiled at its first use.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    text: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), compiled: OnceLock::new() }
    }

    /// The expression as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Tells whether a text matches; `None` where the expression is none that Rust's `regex` reads.
    pub fn matches(&self, text: &str) -> Option<bool> {
        let compiled = self.compiled.get_or_init(|| Regex::new(&self.text).ok());
        compiled.as_ref().map(|regex| regex.is_match(text))
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

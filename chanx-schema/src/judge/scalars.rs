//! Numbers and texts: their bounds, patterns and formats, as serde and the rules read them.

use std::cmp::Ordering;

use serde_json::{Number, Value};
use uuid::Uuid;

use super::{Formats, Reports, words::length};
use crate::{
    facts::{Facts, compare},
    fault::At,
};

/// Reports the bounds that a number breaks.
pub(crate) fn number(facts: &Facts, number: &Number, at: &At<'_>, reports: &mut Reports) {
    let (least, most) = facts.width().unwrap_or_default();
    let width = |limit: Option<i128>| limit.and_then(Number::from_i128);
    let bounds = [
        (
            facts.minimum.clone().or(width(least)),
            Ordering::Less,
            false,
            "greater_than_equal",
            "greater than or equal to",
        ),
        (facts.exclusive_minimum.clone(), Ordering::Less, true, "greater_than", "greater than"),
        (
            facts.maximum.clone().or(width(most)),
            Ordering::Greater,
            false,
            "less_than_equal",
            "less than or equal to",
        ),
        (facts.exclusive_maximum.clone(), Ordering::Greater, true, "less_than", "less than"),
    ];
    for (limit, wrong, exclusive, kind, words) in bounds {
        let Some(limit) = limit else { continue };
        let order = compare(number, &limit);
        if order == Some(wrong) || (exclusive && order == Some(Ordering::Equal)) {
            reports.report(kind, at, || format!("Input should be {words} {limit}"));
        }
    }
    for step in &facts.steps {
        if !is_multiple(number, step) {
            let step = || Value::from(step.clone());
            reports.report("multiple_of", at, || format!("Input should be a multiple of {}", step()));
        }
    }
}

/// Whether a number is a multiple, exactly where both are integers.
fn is_multiple(number: &Number, step: &Number) -> bool {
    match (number.as_i128(), step.as_i128()) {
        (Some(number), Some(step)) => step == 0 || number % step == 0,
        _ => match (number.as_f64(), step.as_f64()) {
            (Some(number), Some(step)) => number % step == 0.0,
            _ => true,
        },
    }
}

/// Reports the bounds, the pattern and the format that a text breaks.
pub(super) fn text(formats: Formats, facts: &Facts, text: &str, at: &At<'_>, reports: &mut Reports) {
    let bounded = facts.min_length.is_some() || facts.max_length.is_some();
    let chars = if bounded { text.chars().count() as u64 } else { 0 };
    if let Some(least) = facts.min_length.filter(|least| chars < *least) {
        reports.report("string_too_short", at, || length("String", "at least", least, "character"));
    }
    if let Some(most) = facts.max_length.filter(|most| chars > *most) {
        reports.report("string_too_long", at, || length("String", "at most", most, "character"));
    }
    for pattern in facts.patterns.iter().filter(|pattern| pattern.matches(text) == Some(false)) {
        let msg = || format!("String should match pattern '{}'", pattern.as_str());
        reports.report("string_pattern_mismatch", at, msg);
    }
    for format in &facts.formats {
        if format == "uuid" {
            if Uuid::parse_str(text).is_err() {
                reports.push("uuid_parsing", at, "Input should be a valid UUID");
            }
        } else if !formats(format, text) {
            reports.report("value_error", at, || format!("Value error, not a valid {format}"));
        }
    }
}

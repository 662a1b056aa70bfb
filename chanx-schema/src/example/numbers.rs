//! Numbers: small ones, or the bound that is nearest.

use serde_json::{Number, Value, json};

use crate::{
    facts::Facts,
    fault::At,
    judge::{Reports, number},
};

/// An integer; the `nth` of those that fit.
pub(super) fn whole(facts: &Facts, nth: usize) -> Option<Value> {
    let (least, most) = bounds(facts);
    let step = facts.steps.iter().filter_map(rounded).find(|step| *step > 1).unwrap_or(1);
    let down = |from: i128| from.div_euclid(step) * step;
    let up = |from: i128| -((-from).div_euclid(step) * step);
    let near = [Some(up(1)), Some(0), least.map(up), most.map(down)];
    let near = near.into_iter().flatten().flat_map(|first| (0..=1_000).map(move |more| first + more * step));
    near.filter_map(|whole| Number::from_i128(whole).map(Value::Number))
        .filter(|value| fits(facts, value))
        .nth(nth)
}

/// A number with a fraction, where such a one fits.
pub(super) fn float(facts: &Facts, nth: usize) -> Option<Value> {
    let limit = |limit: &Option<Number>| limit.as_ref().and_then(Number::as_f64);
    let least = limit(&facts.minimum).or(limit(&facts.exclusive_minimum));
    let most = limit(&facts.maximum).or(limit(&facts.exclusive_maximum));
    let between = least.zip(most).map(|(least, most)| f64::midpoint(least, most));
    let steps = facts.steps.first().and_then(Number::as_f64);
    let near = [
        steps,
        Some(1.5),
        Some(0.5),
        between,
        least.map(|least| least + 0.5),
        most.map(|most| most - 0.5),
        least,
        most,
    ];
    let near = near.into_iter().flatten().map(|number| json!(number));
    let whole = || whole(facts, nth);
    near.filter(|value| fits(facts, value)).nth(nth).or_else(whole)
}

fn fits(facts: &Facts, value: &Value) -> bool {
    let mut reports = Reports::default();
    value.as_number().is_some_and(|value| {
        number(facts, value, &At::root(""), &mut reports);
        reports.is_empty()
    })
}

/// The least and the greatest integer, as far as they are told.
fn bounds(facts: &Facts) -> (Option<i128>, Option<i128>) {
    let (narrowest, widest) = facts.width().unwrap_or_default();
    let limit = |limit: &Option<Number>| limit.as_ref().and_then(rounded);
    let least = limit(&facts.minimum).max(limit(&facts.exclusive_minimum).map(|least| least + 1));
    let most = [limit(&facts.maximum), limit(&facts.exclusive_maximum).map(|most| most - 1)];
    (least.or(narrowest.map(within)), most.into_iter().flatten().min().or(widest.map(within)))
}

/// Far beyond any bound of JSON's integers, but so that one can be added, and the sign be changed.
fn within(limit: i128) -> i128 {
    limit.clamp(-(1 << 100), 1 << 100)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a bound that is a float is one of an integer all the same"
)]
fn rounded(limit: &Number) -> Option<i128> {
    limit.as_i128().or_else(|| limit.as_f64().map(|limit| limit.ceil() as i128)).map(within)
}

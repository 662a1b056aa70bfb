//! Numbers of a schema.

use proptest::prelude::any;
use serde_json::{Number, Value, json};

use super::{dice::Dice, merged::Part};

/// A number within the bounds, often at one of them.
pub(super) fn number(part: &Part, integer: bool, dice: &mut Dice) -> Option<Value> {
    if integer { whole(part, dice) } else { float(part, dice) }
}

fn whole(part: &Part, dice: &mut Dice) -> Option<Value> {
    let limit = |keyword: &str| part.get(keyword).and_then(rounded);
    let least = limit("minimum").max(limit("exclusiveMinimum").map(|least| least + 1));
    let most = [limit("maximum"), limit("exclusiveMaximum").map(|most| most - 1)].into_iter().flatten().min();
    let least = least.unwrap_or(if most.is_some_and(|most| most < -9) { i128::from(i64::MIN) } else { -9 });
    let most = most.unwrap_or_else(|| i128::from(i64::MAX).max(least));
    let step = part.get("multipleOf").and_then(rounded).unwrap_or(1).max(1);
    // Counted in steps from here on.
    let (low, high) = (ceiling(least, step), most.div_euclid(step));
    if low > high {
        return None;
    }
    let count = match dice.below(6) {
        0 => low,
        1 => high,
        2 => low.saturating_add(1),
        3 => high.saturating_sub(1),
        4 => 0,
        _ => low.saturating_add(dice.draw(&(0..=high.saturating_sub(low).max(0)))?),
    };
    json_of(count.clamp(low, high) * step)
}

fn ceiling(value: i128, step: i128) -> i128 {
    value.div_euclid(step) + i128::from(value.rem_euclid(step) != 0)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a bound that is a float is one of an integer all the same"
)]
fn rounded(limit: &Value) -> Option<i128> {
    let number = limit.as_number()?;
    number.as_i128().or_else(|| number.as_f64().map(|limit| limit as i128))
}

/// The number as JSON, where JSON holds it exactly.
pub(super) fn json_of(number: i128) -> Option<Value> {
    Number::from_i128(number).map(Value::Number)
}

fn float(part: &Part, dice: &mut Dice) -> Option<Value> {
    let limit = |keyword: &str| part.get(keyword).and_then(Value::as_f64);
    let widest = if part.get("format").is_some_and(|format| format == "float") { 3.0e38 } else { 1.0e300 };
    let beyond = limit("exclusiveMinimum").map(f64::next_up);
    let within = limit("exclusiveMaximum").map(f64::next_down);
    let least = limit("minimum").into_iter().chain(beyond).fold(-widest, f64::max);
    let most = limit("maximum").into_iter().chain(within).fold(widest, f64::min);
    if let Some(step) = limit("multipleOf") {
        let (low, high) = ((least / step).ceil().max(-1000.0), (most / step).floor().min(1000.0));
        return (low <= high).then(|| json!(low * step));
    }
    let value = match dice.below(7) {
        0 => least,
        1 => most,
        2 => 0.0,
        // An integer is a number, too.
        3 if least <= 1.0 && most >= 1.0 => return Some(json!(1)),
        4 => 0.5,
        5 => f64::midpoint(least, most),
        _ => dice.draw(&any::<f64>())?,
    };
    Number::from_f64(if value.is_finite() { value.clamp(least, most) } else { least }).map(Value::Number)
}

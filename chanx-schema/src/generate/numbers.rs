//! Numbers within their bounds, often at one of them.

use std::ops::RangeInclusive;

use proptest::{
    arbitrary::any,
    num::u128::BinarySearch,
    strategy::{Just, Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Number, Value, json};

use super::{
    pick::below,
    tree::{Choice, Mapped, Tree},
};
use crate::facts::Facts;

/// The integers that JSON holds exactly.
const INTEGERS: RangeInclusive<i128> = i64::MIN as i128..=u64::MAX as i128;

/// An integer. It gets simpler towards the one within the bounds that is nearest to zero.
pub(super) fn whole(facts: &Facts, runner: &mut TestRunner) -> Option<Tree> {
    let limit = |limit: &Option<Number>| limit.as_ref().and_then(rounded);
    let (narrowest, widest) = facts.width().unwrap_or_default();
    let least = [limit(&facts.minimum), limit(&facts.exclusive_minimum).map(|least| least + 1), narrowest];
    let most = [limit(&facts.maximum), limit(&facts.exclusive_maximum).map(|most| most - 1), widest];
    let (least, most) = (least.into_iter().flatten().max(), most.into_iter().flatten().min());
    let least = least.unwrap_or(if most.is_some_and(|most| most < -9) { *INTEGERS.start() } else { -9 });
    let most = most.unwrap_or_else(|| i128::from(i64::MAX).max(least)).min(*INTEGERS.end());
    // The least number that is a multiple of each. Counted in it from here on.
    let step =
        facts.steps.iter().filter_map(rounded).filter(|step| *step > 0).try_fold(1, common_multiple)?;
    let (low, high) = (-(-least.max(*INTEGERS.start())).div_euclid(step), most.div_euclid(step));
    if low > high {
        return None;
    }
    let count = match below(runner, 6) {
        0 => low,
        1 => high,
        2 => low + 1,
        3 => high - 1,
        4 => 0,
        _ => (low..=high).new_tree(runner).ok()?.current(),
    };
    let (count, origin) = (count.clamp(low, high), 0.clamp(low, high));
    let value = move |distance: u128| {
        let distance = i128::try_from(distance).unwrap_or_default() * (count - origin).signum();
        Number::from_i128((origin + distance) * step).map_or(Value::Null, Value::Number)
    };
    Some(Box::new(Mapped(BinarySearch::new(count.abs_diff(origin)), value)))
}

/// The least common multiple; `None` beyond an `i128`.
fn common_multiple(one: i128, other: i128) -> Option<i128> {
    let (mut divisor, mut rest) = (one, other);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (one / divisor).checked_mul(other)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a bound that is a float is one of an integer all the same"
)]
fn rounded(limit: &Number) -> Option<i128> {
    // Far beyond any bound of JSON's integers, but so that one can be added.
    let within = |limit: i128| limit.clamp(-(1 << 100), 1 << 100);
    limit.as_i128().or_else(|| limit.as_f64().map(|limit| limit as i128)).map(within)
}

/// A number with a fraction, or without. It gets simpler towards integers of few digits.
pub(super) fn float(facts: &Facts, runner: &mut TestRunner) -> Option<Tree> {
    let limit = |limit: &Option<Number>| limit.as_ref().and_then(Number::as_f64);
    let widest = if facts.formats.iter().any(|format| format == "float") { 3.0e38 } else { 1.0e300 };
    let beyond = limit(&facts.exclusive_minimum).map(f64::next_up);
    let within = limit(&facts.exclusive_maximum).map(f64::next_down);
    let least = limit(&facts.minimum).into_iter().chain(beyond).fold(-widest, f64::max);
    let most = limit(&facts.maximum).into_iter().chain(within).fold(widest, f64::min);
    if let Some(step) = facts.steps.first().and_then(Number::as_f64) {
        let (low, high) = ((least / step).ceil().max(-1000.0), (most / step).floor().min(1000.0));
        return (low <= high).then(|| Box::new(Just(json!(low * step))) as Tree);
    }
    if least > most {
        return None;
    }
    let value = match below(runner, 7) {
        0 => least,
        1 => most,
        2 => 0.0,
        // An integer is a number, too.
        3 => 1.0,
        4 => 0.5,
        5 => f64::midpoint(least, most),
        _ if most - least < 1.0e9 => (least..=most).new_tree(runner).ok()?.current(),
        _ => any::<f64>().new_tree(runner).ok()?.current(),
    };
    let value = if value.is_finite() { value.clamp(least, most) } else { least };
    let number = if value.to_bits() == 1f64.to_bits() { json!(1) } else { json!(value) };
    let mut simpler = vec![json!(0), json!(1)];
    simpler.extend([value / 1.0e9, value / 2.0, value].map(|number| json!(number.trunc())));
    simpler.retain(|simple| simple.as_f64() != Some(value));
    simpler.retain(|simple| simple.as_f64().is_some_and(|simple| (least..=most).contains(&simple)));
    Some(Box::new(Choice::new(Just(number), simpler.into_iter().map(Just).collect())))
}

//! What is picked at random.

use proptest::{prelude::Rng, strategy::Just, test_runner::TestRunner};
use serde_json::Value;

use super::tree::{Choice, Tree};

/// A number below `end`.
pub(super) fn below(runner: &mut TestRunner, end: usize) -> usize {
    usize::try_from(runner.rng().next_u64() % end.max(1) as u64).unwrap_or_default()
}

/// How many parts something has: the least, the most unless that is above `full`, or up to `spread` above the least.
pub(super) fn count(
    least: usize,
    most: Option<usize>,
    spread: usize,
    full: usize,
    runner: &mut TestRunner,
) -> usize {
    match (below(runner, 4), most) {
        (0, _) => least,
        (1, Some(most)) if most <= full => most.max(least),
        _ => least + below(runner, most.unwrap_or(usize::MAX).saturating_sub(least).min(spread) + 1),
    }
}

/// One of some values; `None` of none.
pub(super) fn one_of(mut values: Vec<Value>, runner: &mut TestRunner) -> Option<Tree> {
    let picked = below(runner, values.len());
    values.truncate(picked + 1);
    let value = Just(values.pop()?);
    Some(Box::new(Choice::new(value, values.into_iter().map(Just).collect())))
}

pub(super) fn size(bound: u64) -> usize {
    usize::try_from(bound).unwrap_or(usize::MAX)
}

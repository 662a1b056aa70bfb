//! Expressions of permissions, compared: whether who was let in still is, as far as the names tell.

use std::collections::BTreeSet;

use super::ContractDiff;

/// The most alternatives that an expression is multiplied out into.
const ALTERNATIVES: usize = 256;

/// Permissions that must all let somebody in.
type All = BTreeSet<String>;

pub(super) fn permissions(diff: &mut ContractDiff, at: &str, was: Option<&str>, is: Option<&str>) {
    match (was, is) {
        (None, Some(is)) => {
            diff.breaking(at, format!("asks for `{is}` now: it may refuse who was let in"));
        }
        (Some(was), None) => diff.compatible(at, format!("no longer asks for `{was}`")),
        (Some(was), Some(is)) if was != is => {
            let (before, now) = (alternatives(was), alternatives(is));
            if admits(&now, &before) {
                diff.compatible(at, format!("asks for `{is}` now, `{was}` before"));
            } else {
                let what = format!("asks for `{is}` now, `{was}` before: it may refuse who was let in");
                diff.breaking(at, what);
            }
        }
        _ => {}
    }
}

/// Tells whether whoever passes the one passes the other: each alternative has one there that asks for no more.
fn admits(now: &[All], before: &[All]) -> bool {
    before.iter().all(|before| now.iter().any(|now| now.is_subset(before)))
}

/// The expression as alternatives of conjunctions; `!` stays with what it negates.
fn alternatives(expression: &str) -> Vec<All> {
    let expression = unwrapped(expression.trim());
    let either = split(expression, '|');
    if either.len() > 1 {
        return either.into_iter().flat_map(alternatives).collect();
    }
    let both = split(expression, '&');
    if both.len() > 1 {
        let mut product = vec![All::new()];
        for part in both {
            let part = alternatives(part);
            let pairs = product.iter().flat_map(|one| part.iter().map(move |other| one | other));
            product = pairs.collect();
            if product.len() > ALTERNATIVES {
                return vec![once(expression)];
            }
        }
        return product;
    }
    vec![once(expression)]
}

fn once(expression: &str) -> All {
    All::from([expression.split_whitespace().collect()])
}

/// Splits where the separator stands in no brackets.
fn split(expression: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (i, c) in expression.char_indices() {
        match c {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            c if c == separator && depth == 0 => {
                parts.push(&expression[start..i]);
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&expression[start..]);
    parts
}

/// Without the parentheses around all of it.
fn unwrapped(expression: &str) -> &str {
    let Some(inner) = expression.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
        return expression;
    };
    let mut depth = 0_i32;
    let closes = inner.chars().any(|c| {
        depth += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth < 0
    });
    if closes { expression } else { unwrapped(inner.trim()) }
}

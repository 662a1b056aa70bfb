//! Routes are tried in their order: one that comes before another may take what was the other's.

use chanx_path::{Converter, Piece, segments};

use super::ContractDiff;
use crate::model::Route;

/// Tells of kept routes before which another one stands now that may match the same paths.
pub(super) fn order(diff: &mut ContractDiff, kept: &[(&Route, &Route)], old: &[Route], new: &[Route]) {
    let place = |all: &[Route], route: &Route| all.iter().position(|one| std::ptr::eq(one, route));
    for &(was, is) in kept {
        let earlier = new.iter().take(place(new, is).unwrap_or_default());
        for first in earlier.filter(|first| overlap(first, is)) {
            let before = kept.iter().find(|(_, now)| std::ptr::eq(*now, first)).map(|(before, _)| *before);
            let stood =
                before.is_some_and(|before| place(old, before) < place(old, was) && overlap(before, was));
            if !stood {
                let what = format!("{} is tried before it now, and may take what comes for it", first.path);
                diff.breaking(&is.path, what);
            }
        }
    }
}

/// Tells whether some path may match both.
fn overlap(one: &Route, other: &Route) -> bool {
    let open = |route: &Route| {
        let takes_all = |piece: &Piece<'_>| matches!(piece, Piece::Param { converter: Converter::Path, .. });
        route.regex || pieces(&route.path).iter().any(takes_all)
    };
    if open(one) || open(other) {
        let (one, other) = (literal(one), literal(other));
        return one.starts_with(other) || other.starts_with(one);
    }
    let (mut left, mut right) = (one.path.split('/'), other.path.split('/'));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(one), Some(other)) if meet(one, other) => {}
            _ => return false,
        }
    }
}

/// The pieces of a path, or of a part of one.
fn pieces(written: &str) -> Vec<Piece<'_>> {
    segments(written).map_while(Result::ok).map(|segment| segment.piece).collect()
}

/// Tells whether some text may match both of two parts between slashes.
fn meet(one: &str, other: &str) -> bool {
    let has_param = |part: &str| pieces(part).iter().any(|piece| matches!(piece, Piece::Param { .. }));
    match (has_param(one), has_param(other)) {
        (false, false) => one == other,
        (true, false) => takes(one, other),
        (false, true) => takes(other, one),
        (true, true) => true,
    }
}

/// Tells whether a part with a parameter may match a text; where it is more than the parameter, it counts as doing so.
fn takes(part: &str, text: &str) -> bool {
    let slug = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let [Piece::Param { converter, .. }] = pieces(part)[..] else { return !text.is_empty() };
    match converter {
        _ if text.is_empty() => false,
        Converter::Int => text.chars().all(|c| c.is_ascii_digit()),
        Converter::Uuid => text.len() == 36 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-'),
        Converter::Slug => text.chars().all(slug),
        Converter::Str | Converter::Path => true,
    }
}

/// The text that every path of a route begins with.
fn literal(route: &Route) -> &str {
    if !route.regex {
        return match pieces(&route.path).first() {
            Some(Piece::Text(text)) => text,
            _ => "",
        };
    }
    let Some(expression) = route.path.strip_prefix('^').filter(|expression| !expression.contains('|')) else {
        return "";
    };
    let special = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_'));
    let end = expression.find(special).unwrap_or(expression.len());
    let literal = &expression[..end];
    // The last letter may be one that need not come.
    let optional = expression[end..].starts_with(['?', '*', '{']);
    if optional {
        literal.char_indices().next_back().map_or("", |(last, _)| &literal[..last])
    } else {
        literal
    }
}

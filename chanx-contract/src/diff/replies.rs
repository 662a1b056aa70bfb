//! The replies to a request.

use std::{collections::BTreeSet, slice};

use super::{Class, ContractDiff};
use crate::reply::Reply;

/// The number of messages that come, and their actions.
struct Extent<'a> {
    least: u32,
    /// `u32::MAX` for any number.
    most: u32,
    stream: bool,
    which: BTreeSet<&'a str>,
}

pub(super) fn replies(diff: &mut ContractDiff, at: &str, was: &Reply, is: &Reply) {
    let (before, now) = (was.to_string(), is.to_string());
    if before == now {
        return;
    }
    let class = if fits(was, is) { Class::Compatible } else { Class::Breaking };
    diff.add(class, at, format!("replies {now} now, {before} before"));
}

/// Tells of a handler that gained or lost its `self`.
pub(super) fn turns(diff: &mut ContractDiff, at: &str, was_concurrent: bool, is_concurrent: bool) {
    match (was_concurrent, is_concurrent) {
        (false, true) => {
            diff.breaking(at, "answered beside the others now: replies may come in another order");
        }
        (true, false) => diff.compatible(at, "answered in its turn now, not beside the others"),
        _ => {}
    }
}

/// Tells whether who expects the old replies gets along with the new ones.
fn fits(was: &Reply, is: &Reply) -> bool {
    let may_be_none = || Extent::of(was).least == 0;
    match (was, is) {
        (Reply::Fallible(was), is) => fits(was, is),
        (was, Reply::Fallible(is)) => fits(was, is),
        _ if !ordered(was) => within(&Extent::of(was), &Extent::of(is)),
        (_, Reply::Nothing) => may_be_none(),
        (_, Reply::Optional(is)) => may_be_none() && fits(was, is),
        (Reply::All(was), Reply::All(is)) => in_order(was, is),
        (Reply::All(was), is) => in_order(was, slice::from_ref(is)),
        (Reply::Many(was), Reply::Many(is)) | (Reply::Stream(was), Reply::Stream(is) | Reply::Many(is)) => {
            fits(was, is)
        }
        (Reply::Optional(was) | Reply::Many(was) | Reply::Stream(was), is) => fits(was, is),
        (Reply::Nothing | Reply::OneOf(_) | Reply::Text | Reply::Binary, _) => false,
    }
}

fn within(was: &Extent<'_>, is: &Extent<'_>) -> bool {
    is.least >= was.least
        && is.most <= was.most
        && (was.stream || !is.stream)
        && is.which.is_subset(&was.which)
}

/// Tells whether the new parts of a sequence are some of the old ones, in their order; what is left out need not have come.
fn in_order(was: &[Reply], is: &[Reply]) -> bool {
    let Some((first, rest)) = was.split_first() else { return is.is_empty() };
    let left_out = || Extent::of(first).least == 0 && in_order(rest, is);
    let kept = || is.split_first().is_some_and(|(one, others)| fits(first, one) && in_order(rest, others));
    kept() || left_out()
}

/// Tells whether a sequence stands in it, whose order is promised.
fn ordered(reply: &Reply) -> bool {
    match reply {
        Reply::All(parts) => parts.len() > 1 || parts.iter().any(ordered),
        Reply::Optional(inner) | Reply::Many(inner) | Reply::Stream(inner) | Reply::Fallible(inner) => {
            ordered(inner)
        }
        Reply::Nothing | Reply::OneOf(_) | Reply::Text | Reply::Binary => false,
    }
}

impl<'a> Extent<'a> {
    fn of(reply: &'a Reply) -> Self {
        let one = |which| Self { least: 1, most: 1, stream: false, which };
        match reply {
            Reply::Nothing => Self { least: 0, most: 0, stream: false, which: BTreeSet::new() },
            Reply::OneOf(actions) => one(actions.iter().map(String::as_str).collect()),
            Reply::Text => one(BTreeSet::from(["\0text"])),
            Reply::Binary => one(BTreeSet::from(["\0binary"])),
            Reply::Optional(inner) => Self { least: 0, ..Self::of(inner) },
            Reply::Many(inner) => Self { least: 0, most: u32::MAX, ..Self::of(inner) },
            Reply::Stream(inner) => Self { least: 0, most: u32::MAX, stream: true, ..Self::of(inner) },
            Reply::Fallible(inner) => Self::of(inner),
            Reply::All(parts) => {
                parts.iter().map(Self::of).fold(Self::of(&Reply::Nothing), |mut all, part| {
                    all.which.extend(part.which);
                    Self {
                        least: all.least.saturating_add(part.least),
                        most: all.most.saturating_add(part.most),
                        stream: all.stream || part.stream,
                        which: all.which,
                    }
                })
            }
        }
    }
}

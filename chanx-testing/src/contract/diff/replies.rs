//! What comes back for a request.

use std::collections::BTreeSet;

use super::{Class, ContractDiff};
use crate::contract::reply::Reply;

/// How many messages come, and which.
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

/// Whether who expects the old replies gets along with the new ones.
fn fits(was: &Reply, is: &Reply) -> bool {
    match (was, is) {
        (Reply::Fallible(was), is) => return fits(was, is),
        (was, Reply::Fallible(is)) => return fits(was, is),
        (Reply::All(was), Reply::All(is)) if was.len() == is.len() => {
            return was.iter().zip(is).all(|(was, is)| fits(was, is));
        }
        _ => {}
    }
    let ((was, was_order), (is, is_order)) = ((Extent::of(was), ordered(was)), (Extent::of(is), ordered(is)));
    // A sequence is promised in its order; the others are not.
    let order = !was_order || is_order || is.most <= 1;
    order
        && is.least >= was.least
        && is.most <= was.most
        && (was.stream || !is.stream)
        && is.which.is_subset(&was.which)
}

fn ordered(reply: &Reply) -> bool {
    matches!(reply, Reply::All(parts) if parts.len() > 1)
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

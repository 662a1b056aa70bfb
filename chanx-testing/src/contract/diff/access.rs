//! Who may connect.

use super::{ContractDiff, permissions::permissions};
use crate::contract::model::Route;

pub(super) fn access(diff: &mut ContractDiff, at: &str, old: &Route, new: &Route) {
    let (was, is) = (&old.access, &new.access);
    for gone in was.authentications.iter().filter(|one| !is.authentications.contains(one)) {
        diff.breaking(at, format!("nobody is known by `{gone}` any more"));
    }
    for come in is.authentications.iter().filter(|one| !was.authentications.contains(one)) {
        diff.compatible(at, format!("people are known by `{come}` too"));
    }
    match (was.anonymous, is.anonymous) {
        (true, false) => {
            diff.breaking(at, "anonymous people are no longer admitted: 401, close code 4401");
        }
        (false, true) => diff.compatible(at, "anonymous people are admitted too"),
        _ => {}
    }
    match (&was.user, &is.user) {
        (None, Some(user)) if is.anonymous => {
            diff.compatible(at, format!("who is known is `{user}` now; nobody was known before"));
        }
        (Some(user), None) => diff.compatible(at, format!("nobody is known as `{user}` any more")),
        (Some(was), Some(is)) if was != is => {
            diff.compatible(at, format!("the user's type is `{is}` now, was `{was}`"));
        }
        _ => {}
    }
    match (&was.object, &is.object) {
        (None, Some(object)) => {
            diff.breaking(at, format!("refuses where there is no `{object}`: 404, close code 4404"));
        }
        (Some(object), None) => diff.compatible(at, format!("needs no `{object}` any more")),
        (Some(was), Some(is)) if was != is => {
            diff.compatible(at, format!("the object's type is `{is}` now, was `{was}`"));
        }
        _ => {}
    }
    permissions(diff, at, was.permissions.as_deref(), is.permissions.as_deref());
    refusals(diff, at, old, new);
}

/// How a connection may be refused, where that is not told as a change of who may connect.
fn refusals(diff: &mut ContractDiff, at: &str, old: &Route, new: &Route) {
    let (was, is) = (&old.access, &new.access);
    let told = |status: u16| match status {
        401 => was.anonymous != is.anonymous,
        403 => was.permissions.is_some() != is.permissions.is_some(),
        404 => was.object.is_some() != is.object.is_some(),
        _ => false,
    };
    for (&status, &code) in &new.refusals {
        match old.refusals.get(&status) {
            Some(&before) if before != code => {
                diff.breaking(
                    at,
                    format!("refuses with the close code {code} now for {status}, {before} before"),
                );
            }
            None if !told(status) => {
                diff.breaking(at, format!("may refuse now: {status}, close code {code}"));
            }
            _ => {}
        }
    }
    for status in old.refusals.keys().filter(|status| !new.refusals.contains_key(status) && !told(**status)) {
        diff.compatible(at, format!("no longer refuses: {status}"));
    }
}

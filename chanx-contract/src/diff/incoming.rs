//! The messages and frames that clients send.

use chanx_schema::compare::Way;

use super::{ContractDiff, permissions::permissions, renamed::Renamed, replies};
use crate::model::Route;

pub(super) fn incoming(diff: &mut ContractDiff, old: &Route, new: &Route, names: &Renamed) {
    let renamed = Renamed::received(old, new);
    for (action, was) in &old.receives {
        let at = place(new, action);
        let is = match renamed.name(action) {
            Some(to) => {
                diff.breaking(&at, format!("renamed `{to}`"));
                new.receives.get(to)
            }
            None => new.receives.get(action),
        };
        let Some(is) = is else {
            diff.breaking(&at, "no longer understood");
            continue;
        };
        diff.schemas(&at, was.frames(&old.tag), is.frames(&new.tag), Way::In);
        permissions(diff, &at, was.permissions.as_deref(), is.permissions.as_deref());
        replies::replies(diff, &at, &names.reply(&was.replies), &is.replies);
        replies::turns(diff, &at, was.concurrent, is.concurrent);
        if !was.deprecated && is.deprecated {
            diff.compatible(&at, "deprecated now");
        }
    }
    for action in new.receives.keys() {
        if !old.receives.contains_key(action) && !renamed.is_name(action) {
            diff.compatible(place(new, action), "new");
        }
    }
}

/// Frames that are no messages.
pub(super) fn raw(diff: &mut ContractDiff, old: &Route, new: &Route, names: &Renamed) {
    let kinds = [("text", &old.text, &new.text), ("binary", &old.binary, &new.binary)];
    for (kind, was, is) in kinds {
        let at = format!("{}, receives {kind} frames", new.path);
        match (was, is) {
            (Some(_), None) => diff.breaking(at, "no longer understood"),
            (None, Some(_)) => diff.compatible(at, "new"),
            (Some(was), Some(is)) => {
                permissions(diff, &at, was.permissions.as_deref(), is.permissions.as_deref());
                replies::replies(diff, &at, &names.reply(&was.replies), &is.replies);
                replies::turns(diff, &at, was.concurrent, is.concurrent);
            }
            (None, None) => {}
        }
    }
}

fn place(route: &Route, action: &str) -> String {
    format!("{}, receives {action}", route.path)
}

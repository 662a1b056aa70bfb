//! The messages and frames that clients send.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    ContractDiff,
    outgoing::Renamed,
    permissions::permissions,
    replies,
    schema::{Way, says_nothing, schema_diff},
};
use crate::model::{ReceivedMessage, Route};

pub(super) fn incoming(diff: &mut ContractDiff, old: &Route, new: &Route, names: &Renamed) {
    let schema = |route: &Route, message: &ReceivedMessage| untagged(&message.schema, &route.tag);
    let renamed = renamed(&old.receives, &new.receives, |was, is| {
        let (was, is) = (schema(old, was), schema(new, is));
        !says_nothing(&was) && schema_diff(&was, &is, Way::In).is_empty()
    });
    for (action, was) in &old.receives {
        let at = place(new, action);
        let is = match renamed.iter().find(|(one, _)| one == action) {
            Some((_, to)) => {
                diff.breaking(&at, format!("renamed `{to}`"));
                new.receives.get(to)
            }
            None => new.receives.get(action),
        };
        let Some(is) = is else {
            diff.breaking(&at, "no longer understood");
            continue;
        };
        tell(diff, &at, &schema(old, was), &schema(new, is), Way::In);
        permissions(diff, &at, was.permissions.as_deref(), is.permissions.as_deref());
        replies::replies(diff, &at, &names.reply(&was.replies), &is.replies);
        replies::turns(diff, &at, was.concurrent, is.concurrent);
        if !was.deprecated && is.deprecated {
            diff.compatible(&at, "deprecated now");
        }
    }
    for action in new.receives.keys() {
        if !old.receives.contains_key(action) && !renamed.iter().any(|(_, to)| to == action) {
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

/// Tells what differs between two schemas.
pub(super) fn tell(diff: &mut ContractDiff, at: &str, old: &Value, new: &Value, way: Way) {
    for delta in schema_diff(old, new, way) {
        let path = delta.path.strip_prefix('.').unwrap_or(&delta.path);
        let place = if path.is_empty() { at.to_owned() } else { format!("{at}, {path}") };
        diff.add(delta.effect.class(way), place, delta.what);
    }
}

/// The frame without its tag, whose name and value are told of elsewhere.
pub(super) fn untagged(schema: &Value, tag: &str) -> Value {
    let mut schema = schema.clone();
    for alternative in schema.get_mut("anyOf").and_then(Value::as_array_mut).into_iter().flatten() {
        *alternative = untagged(alternative, tag);
    }
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.shift_remove(tag);
    }
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|name| name != tag);
    }
    schema
}

/// Which actions went when one of the same schema came, where there is but one such pair.
pub(super) fn renamed<T>(
    old: &BTreeMap<String, T>,
    new: &BTreeMap<String, T>,
    alike: impl Fn(&T, &T) -> bool,
) -> Vec<(String, String)> {
    let gone = old.iter().filter(|(action, _)| !new.contains_key(*action));
    let come: Vec<_> = new.iter().filter(|(action, _)| !old.contains_key(*action)).collect();
    let pairs: Vec<_> = gone
        .flat_map(|(was, one)| come.iter().map(move |(is, other)| (was, one, *is, *other)))
        .filter(|(_, one, _, other)| alike(one, other))
        .map(|(was, _, is, _)| (was.clone(), is.clone()))
        .collect();
    let alone = |pair: &(String, String)| {
        pairs.iter().filter(|(was, is)| *was == pair.0 || *is == pair.1).count() == 1
    };
    pairs.iter().filter(|pair| alone(pair)).cloned().collect()
}

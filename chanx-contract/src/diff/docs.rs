//! The words for people. Documents are written from the file that the lock keeps, so that it must not lag behind them.

use serde_json::Value;

use super::ContractDiff;
use crate::{
    clean::clean,
    model::{Docs, RawHandler, Route},
};

/// Tells of the words on a route, and on all that is told by the same name before and after.
pub(super) fn docs(diff: &mut ContractDiff, old: &Route, new: &Route) {
    let at = new.path.as_str();
    words(diff, at, "", &old.docs, &new.docs);
    if old.groups != new.groups {
        diff.compatible(at, "the groups changed");
    }
    for was in &old.params {
        let Some(is) = new.params.iter().find(|is| is.name == was.name) else { continue };
        let at = format!("{at}, parameter {}", is.name);
        if was.description != is.description {
            diff.compatible(&at, "the description changed");
        }
        fields(diff, &at, was.schema.as_ref(), is.schema.as_ref());
    }
    for (action, was) in &old.receives {
        let Some(is) = new.receives.get(action) else { continue };
        let at = format!("{at}, receives {action}");
        words(diff, &at, "", &was.docs, &is.docs);
        words(diff, &at, "the handler's ", &was.handler_docs, &is.handler_docs);
        fields(diff, &at, Some(&was.schema), Some(&is.schema));
    }
    for (kind, was, is) in [("text", &old.text, &new.text), ("binary", &old.binary, &new.binary)] {
        if let (Some(RawHandler { docs: was, .. }), Some(RawHandler { docs: is, .. })) = (was, is) {
            words(diff, &format!("{at}, receives {kind} frames"), "the handler's ", was, is);
        }
    }
    for (action, was) in &old.sends {
        let Some(is) = new.sends.get(action) else { continue };
        let at = format!("{at}, sends {action}");
        words(diff, &at, "", &was.docs, &is.docs);
        fields(diff, &at, Some(&was.schema), Some(&is.schema));
    }
    for (name, was) in &old.events {
        let Some(is) = new.events.get(name) else { continue };
        let at = format!("{at}, event {name}");
        words(diff, &at, "", &was.docs, &is.docs);
        words(diff, &at, "the handler's ", &was.handler_docs, &is.handler_docs);
        fields(diff, &at, was.schema.as_ref(), is.schema.as_ref());
    }
}

fn words(diff: &mut ContractDiff, at: &str, whose: &str, was: &Docs, is: &Docs) {
    let whose = if whose.is_empty() { "the " } else { whose };
    if was.description != is.description {
        diff.compatible(at, format!("{whose}description changed"));
    }
    if was.summary != is.summary {
        diff.compatible(at, format!("{whose}summary changed"));
    }
    if was.tags != is.tags {
        diff.compatible(at, format!("{whose}tags changed"));
    }
}

/// Tells of annotations of a schema, where nothing else of it changed. Its own description is the type's, which is told of
/// elsewhere.
fn fields(diff: &mut ContractDiff, at: &str, was: Option<&Value>, is: Option<&Value>) {
    let within = |schema: &Value| {
        let mut schema = schema.clone();
        if let Some(keywords) = schema.as_object_mut() {
            keywords.remove("description");
        }
        schema
    };
    if let (Some(was), Some(is)) = (was, is)
        && within(was) != within(is)
        && clean(was) == clean(is)
    {
        diff.compatible(at, "the documentation of its schema changed");
    }
}

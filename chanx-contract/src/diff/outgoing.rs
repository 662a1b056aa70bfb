//! The messages that clients receive, and the events that make a consumer send.

use chanx_schema::{Schemas, compare::Way};

use super::{Class, ContractDiff, renamed::Renamed};
use crate::model::{RawHandler, ReceivedMessage, Route, SentMessage};

pub(super) fn outgoing(diff: &mut ContractDiff, old: &Route, new: &Route, renamed: &Renamed) {
    for (action, was) in &old.sends {
        let at = format!("{}, sends {action}", new.path);
        let is = match renamed.name(action) {
            Some(to) => {
                diff.breaking(&at, format!("renamed `{to}`"));
                new.sends.get(to)
            }
            None => new.sends.get(action),
        };
        let Some(is) = is else {
            if awaited(action, old, new) {
                diff.breaking(&at, "no longer sent: clients that wait for this reply wait for ever");
            } else {
                diff.compatible(&at, "no longer sent");
            }
            continue;
        };
        match (was.group, is.group) {
            (false, true) => {
                diff.compatible(&at, "a group message now: `is_mine` and `is_current` come with it");
            }
            (true, false) => {
                diff.breaking(
                    &at,
                    "no group message any more: `is_mine` and `is_current` no longer come with it",
                );
            }
            _ => {}
        }
        match (was.by.pushes(), is.by.pushes()) {
            (false, true) => diff.breaking(&at, "pushed now: clients that did not ask receive it"),
            (true, false) => diff.compatible(&at, "no longer pushed: it comes in reply only"),
            _ => {}
        }
        diff.schemas(&at, was.frames(&old.tag), is.frames(&new.tag), Way::Out);
        if !was.deprecated && is.deprecated {
            diff.compatible(&at, "deprecated now");
        }
    }
    for (action, sent) in &new.sends {
        if old.sends.contains_key(action) || renamed.is_name(action) {
            continue;
        }
        let at = format!("{}, sends {action}", new.path);
        if asked_for(action, sent, old, new) {
            diff.compatible(at, "new, sent only in reply to what is new itself");
        } else {
            diff.breaking(at, "new: clients receive an action that they do not know");
        }
    }
}

/// Tells whether clients may wait for it: what used to be answered with it is still understood.
fn awaited(action: &str, old: &Route, new: &Route) -> bool {
    let raw = |was: &Option<RawHandler>, is: &Option<RawHandler>| {
        is.is_some() && was.as_ref().is_some_and(|raw| raw.replies.has(action))
    };
    let message =
        |(name, was): (&String, &ReceivedMessage)| was.replies.has(action) && new.receives.contains_key(name);
    old.receives.iter().any(message) || raw(&old.text, &new.text) || raw(&old.binary, &new.binary)
}

/// Tells whether only clients that send something new get it.
fn asked_for(action: &str, sent: &SentMessage, old: &Route, new: &Route) -> bool {
    let known = |was: &Option<RawHandler>, is: &Option<RawHandler>| {
        was.is_some() && is.as_ref().is_some_and(|raw| raw.replies.has(action))
    };
    let message =
        new.receives.iter().any(|(name, is)| is.replies.has(action) && old.receives.contains_key(name));
    !sent.by.pushes() && !message && !known(&old.text, &new.text) && !known(&old.binary, &new.binary)
}

pub(super) fn events(diff: &mut ContractDiff, old: &Route, new: &Route, names: &Renamed) {
    for (name, was) in &old.events {
        let at = format!("{}, event {name}", new.path);
        let Some(is) = new.events.get(name) else {
            diff.breaking(at, "removed: processes that raise it reach nobody");
            continue;
        };
        let (before, now) = (names.reply(&was.sends).to_string(), is.sends.to_string());
        if before != now {
            diff.add(Class::Compatible, &at, format!("makes it send {now} now, {before} before"));
        }
        // Whoever raises it is a writer, as a client is.
        if let (Some(was), Some(is)) = (&was.schema, &is.schema) {
            diff.schemas(&at, Schemas::read(was), Schemas::read(is), Way::In);
        }
        if !was.deprecated && is.deprecated {
            diff.compatible(&at, "deprecated now");
        }
    }
    for name in new.events.keys().filter(|&name| !old.events.contains_key(name)) {
        diff.compatible(format!("{}, event {name}", new.path), "new");
    }
}

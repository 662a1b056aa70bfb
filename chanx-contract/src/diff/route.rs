//! Routes: which belong together, and where they stand.

use chanx_path::{Piece, Segment, segments};

use super::{ContractDiff, access, incoming, order, outgoing, params, renamed::Renamed, settings};
use crate::model::{Parameter, Route};

/// The routes of two contracts: which of them are the same, and which went or came.
pub(super) struct Pairs<'r> {
    pub(super) kept: Vec<(&'r Route, &'r Route)>,
    gone: Vec<&'r Route>,
    come: Vec<&'r Route>,
}

impl<'r> Pairs<'r> {
    pub(super) fn of(old: &'r [Route], new: &'r [Route]) -> Self {
        let mut gone: Vec<&Route> = old.iter().collect();
        let mut come: Vec<&Route> = new.iter().collect();
        let mut kept = Vec::new();
        let belong: [fn(&Route, &Route) -> bool; 3] = [
            |one, other| one.path == other.path && one.regex == other.regex,
            |one, other| !one.regex && !other.regex && skeleton(&one.path) == skeleton(&other.path),
            |one, other| one.consumer == other.consumer,
        ];
        for belong in belong {
            gone.retain(|one| match come.iter().position(|other| belong(one, other)) {
                Some(i) => {
                    kept.push((*one, come.remove(i)));
                    false
                }
                None => true,
            });
        }
        Self { kept, gone, come }
    }
}

pub(super) fn routes(diff: &mut ContractDiff, old: &[Route], new: &[Route]) {
    let Pairs { kept, gone, come } = Pairs::of(old, new);
    for &(one, other) in &kept {
        route(diff, one, other);
    }
    order::order(diff, &kept, old, new);
    for one in gone {
        diff.breaking(&one.path, format!("removed, with `{}`", one.consumer));
    }
    for other in come {
        diff.compatible(&other.path, format!("new, with `{}`", other.consumer));
    }
}

fn route(diff: &mut ContractDiff, old: &Route, new: &Route) {
    let at = new.path.as_str();
    path(diff, old, new);
    if old.consumer != new.consumer {
        diff.compatible(at, format!("the consumer is `{}` now, was `{}`", new.consumer, old.consumer));
    }
    if old.tag != new.tag {
        diff.breaking(at, format!("the tag of messages is `{}` now, was `{}`", new.tag, old.tag));
    }
    if !old.deprecated && new.deprecated {
        diff.compatible(at, "deprecated now");
    }
    subprotocols(diff, old, new);
    access::access(diff, at, old, new);
    settings::settings(diff, at, &old.settings, &new.settings);
    let names = Renamed::sent(old, new);
    incoming::incoming(diff, old, new, &names);
    incoming::raw(diff, old, new, &names);
    outgoing::outgoing(diff, old, new, &names);
    outgoing::events(diff, old, new, &names);
}

fn path(diff: &mut ContractDiff, old: &Route, new: &Route) {
    if old.path == new.path && old.regex == new.regex {
        return params::params(diff, old, new);
    }
    if old.regex || new.regex || skeleton(&old.path) != skeleton(&new.path) {
        return diff.breaking(&old.path, format!("`{}` is at {} now", new.consumer, new.path));
    }
    for (i, Parameter { name, .. }) in old.params.iter().enumerate() {
        if new.params.iter().position(|param| param.name == *name).is_some_and(|place| place != i) {
            diff.breaking(&new.path, format!("<{name}> stands at another place now"));
        }
    }
    for (Parameter { name, converter: was, .. }, Parameter { converter: is, .. }) in
        old.params.iter().zip(&new.params)
    {
        let (Some(was), Some(is)) = (was, is) else { continue };
        if was == is {
            continue;
        }
        let what = format!("<{name}> takes `{is}` now, `{was}` before");
        if params::converts(is, was) {
            diff.compatible(&new.path, what);
        } else {
            diff.breaking(&new.path, what);
        }
    }
    params::params(diff, old, new);
}

/// The path without the names and converters of its parameters.
fn skeleton(path: &str) -> String {
    let text = |segment: Result<Segment<'_>, _>| match segment.ok()?.piece {
        Piece::Text(text) => Some(text.to_owned()),
        Piece::Param { .. } => Some("<>".to_owned()),
    };
    segments(path).filter_map(text).collect()
}

fn subprotocols(diff: &mut ContractDiff, old: &Route, new: &Route) {
    for gone in old.subprotocols.iter().filter(|one| !new.subprotocols.contains(one)) {
        diff.breaking(&new.path, format!("no longer speaks the subprotocol `{gone}`"));
    }
    for come in new.subprotocols.iter().filter(|one| !old.subprotocols.contains(one)) {
        diff.compatible(&new.path, format!("speaks the subprotocol `{come}` too"));
    }
    // Of those that a client offers, the first of the server's is spoken.
    let kept = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|one| those.contains(one)).map(|one| format!("`{one}`")).collect()
    };
    let (was, is) = (kept(&old.subprotocols, &new.subprotocols), kept(&new.subprotocols, &old.subprotocols));
    if was != is {
        let (was, is) = (was.join(", "), is.join(", "));
        diff.breaking(&new.path, format!("prefers the subprotocols {is} in this order now, {was} before"));
    }
}

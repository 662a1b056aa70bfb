//! The settings that clients feel.

use chanx_core::settings::{Origins, RateLimit};

use super::{Class, ContractDiff};
use crate::model::RouteSettings;

pub(super) fn settings(diff: &mut ContractDiff, at: &str, old: &RouteSettings, new: &RouteSettings) {
    let switches = [
        (
            (old.send_completion, new.send_completion),
            "sends `complete`, `group_complete` and `event_complete` now",
            "no longer sends `complete`, `group_complete` and `event_complete`: clients that wait for them wait for ever",
        ),
        (
            (old.send_authentication_message, new.send_authentication_message),
            "sends `authentication` first now, and refuses by it instead of by HTTP",
            "no longer sends `authentication`: clients that wait for it wait for ever",
        ),
        (
            (old.camelize, new.camelize),
            "writes keys in camelCase now",
            "no longer writes keys in camelCase, nor reads them",
        ),
    ];
    for ((was, is), on, off) in switches {
        if was != is {
            diff.breaking(at, if is { on } else { off });
        }
    }
    let sizes = [
        ("messages", old.max_message_size, new.max_message_size),
        ("frames", old.max_frame_size, new.max_frame_size),
    ];
    for (unit, was, is) in sizes {
        let class = if is < was { Class::Breaking } else { Class::Compatible };
        if is != was {
            diff.add(class, at, format!("takes {unit} of at most {is} bytes now, {was} before"));
        }
    }
    let (was, is) = (old.max_json_depth, new.max_json_depth);
    if is != was {
        let class = if is < was { Class::Breaking } else { Class::Compatible };
        diff.add(class, at, format!("takes JSON nested at most {is} deep now, {was} before"));
    }
    limit(diff, at, "connection", old.rate_limit, new.rate_limit);
    limit(diff, at, "user", old.user_rate_limit, new.user_rate_limit);
    origins(diff, at, &old.origins, &new.origins);
}

fn limit(diff: &mut ContractDiff, at: &str, whose: &str, was: Option<RateLimit>, is: Option<RateLimit>) {
    if was == is {
        return;
    }
    let shown = |limit: Option<RateLimit>| match limit {
        None => "any number of messages".to_owned(),
        Some(limit) => {
            let seconds = limit.period.as_secs_f64();
            format!("{} messages in {seconds} s, {} at once", limit.messages, burst(limit))
        }
    };
    let looser = match (was, is) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(was), Some(is)) => pace(is) >= pace(was) && burst(is) >= burst(was),
    };
    let class = if looser { Class::Compatible } else { Class::Breaking };
    diff.add(class, at, format!("each {whose} may send {} now, {} before", shown(is), shown(was)));
}

fn pace(limit: RateLimit) -> f64 {
    f64::from(limit.messages.max(1)) / limit.period.as_secs_f64()
}

fn burst(limit: RateLimit) -> u32 {
    limit.burst.unwrap_or(limit.messages).max(1)
}

fn origins(diff: &mut ContractDiff, at: &str, was: &Origins, is: &Origins) {
    if was == is {
        return;
    }
    let looser = match (was, is) {
        (_, Origins::Any) => true,
        (Origins::List(was), Origins::List(is)) => was.iter().all(|origin| is.contains(origin)),
        _ => false,
    };
    let shown = |origins: &Origins| match origins {
        Origins::SameHost => "the same host".to_owned(),
        Origins::Any => "anywhere".to_owned(),
        Origins::List(list) => list.join(", "),
    };
    let class = if looser { Class::Compatible } else { Class::Breaking };
    diff.add(class, at, format!("browsers may connect from {} now, from {} before", shown(is), shown(was)));
}

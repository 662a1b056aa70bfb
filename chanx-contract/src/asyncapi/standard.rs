//! The frames of chanx's own that may go over a route's connections, and the words of its refusals.

use chanx_core::{
    table::{Side, StandardFrame},
    wire::STANDARD,
};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::extension::RefusalExtension;
use crate::model::{End, Route};

/// The frames that a route has, each with whether it is sent in answer to requests with a `ref` alone.
pub(super) fn standard(route: &Route) -> Vec<(StandardFrame, bool)> {
    let settings = &route.settings;
    // A consumer with text frames alone takes `authenticate` as one of them.
    let authenticates =
        !route.access.authentications.is_empty() && (!route.receives.is_empty() || route.text.is_none());
    let ends = route.receives.values().any(|message| message.replies.end() == End::Complete);
    let frame = |frame: StandardFrame| {
        let (has, only_with_ref) = match frame.action {
            "authentication" => (settings.send_authentication_message || authenticates, false),
            "complete" => (settings.send_completion || ends, !settings.send_completion),
            "group_complete" => {
                (settings.send_completion && route.sends.values().any(|message| message.group), false)
            }
            "event_complete" => (settings.send_completion && !route.events.is_empty(), false),
            "authenticate" => (authenticates, false),
            _ => (true, false),
        };
        has.then_some((frame, only_with_ref))
    };
    STANDARD.into_iter().filter_map(frame).collect()
}

/// The schema (draft 2020-12) of a whole frame under the tag `action`.
pub(super) fn schema(frame: &StandardFrame) -> Value {
    let settings = SchemaSettings::draft2020_12();
    let settings = match frame.sender {
        Side::Client => settings.for_deserialize(),
        Side::Server => settings.for_serialize(),
    };
    let mut generator = settings.into_generator();
    let schema = frame.schema(&mut generator);
    let mut schema = schema.to_value();
    schema["$defs"] = Value::Object(generator.take_definitions(true));
    schema
}

/// The refusals of a route, by status; one that may come before and after the upgrade stands twice.
pub(super) fn refusals(route: &Route) -> Vec<RefusalExtension> {
    let access = &route.access;
    let may_refuse =
        !access.authentications.is_empty() || access.permissions.is_some() || access.object.is_some();
    let before_upgrade = may_refuse && !route.settings.send_authentication_message;
    let told = |(status, close_code): (&u16, &u16)| {
        let refusal = |before_upgrade, when: &str| RefusalExtension {
            status: *status,
            close_code: *close_code,
            before_upgrade,
            when: when.to_owned(),
        };
        match status {
            401 => vec![refusal(before_upgrade, "there are no valid credentials")],
            403 => vec![refusal(before_upgrade, "a permission refuses")],
            404 => vec![refusal(before_upgrade, "there is no such object")],
            500 => {
                let first = before_upgrade
                    .then(|| refusal(true, "an authentication, the object or a permission fails"));
                let then = refusal(false, "something fails before the connection has begun");
                first.into_iter().chain([then]).collect()
            }
            _ => vec![refusal(before_upgrade, "the application refuses")],
        }
    };
    route.refusals.iter().flat_map(told).collect()
}

/// The schema of the keys that stand beside those of a frame.
pub(super) fn envelope() -> Value {
    json!({
        "type": "object",
        "properties": {
            "version": { "type": "integer", "const": 1, "description": "The version of the envelope." },
            "ref": {
                "type": "string",
                "maxLength": 64,
                "description": "A text of the client's choice. All that answers a request carries the request's, with `version`.",
            },
        },
    })
}
